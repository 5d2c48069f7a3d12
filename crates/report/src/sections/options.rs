//! What is said of the service as it is, and of each option.

use super::Medium;
use crate::Run;
use crate::answers::{answers, baseline, table_of_levers};
use model::english::lower_first;
use paper::{Block, Section};

/// So many sentences on each option stand in a short paper: what it changes most.
const MOST_ON_PAPER: usize = 2;

/// The section: what the options do as a table, then in sentences, of which a short paper has the first.
pub(crate) fn section(run: &Run<'_>, medium: Medium) -> Section {
    let has_options = !run.results.comparisons.is_empty();
    let mut blocks: Vec<Block> = table_of_levers(run).map(Block::Table).into_iter().collect();
    blocks.extend(if has_options && medium == (Medium::Paper { annex: false }) {
        short(run)
    } else {
        full(run)
    });
    let heading = if has_options { "What each option does" } else { "Where the service goes" };
    Section::new("options", heading, blocks)
}

fn short(run: &Run<'_>) -> Vec<Block> {
    let first =
        |sentences: Vec<String>| sentences.into_iter().take(MOST_ON_PAPER).collect::<Vec<String>>().join(" ");
    let options =
        answers(run).into_iter().map(|answer| format!("{}: {}", answer.title, first(answer.sentences)));
    let none = format!("If no option is taken: {}", lower_first(&first(baseline(run))));
    vec![Block::Bullets([none].into_iter().chain(options).collect())]
}

fn full(run: &Run<'_>) -> Vec<Block> {
    let service = &run.scenario.service;
    let mut blocks = Vec::new();
    let sentences = baseline(run).join(" ");
    if !sentences.is_empty() {
        let has_options = !run.results.comparisons.is_empty();
        let heading = if has_options { "If no option is taken" } else { "If nothing else changes" };
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.push(Block::Paragraph(sentences));
    }
    for answer in answers(run) {
        blocks.push(Block::Heading(answer.title));
        if let Some(option) = service.option.get(&answer.option).filter(|option| !option.note.is_empty()) {
            blocks.push(Block::Paragraph(option.note.clone()));
        }
        blocks.push(Block::Paragraph(answer.sentences.join(" ")));
    }
    blocks
}
