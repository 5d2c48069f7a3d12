//! What is said of the service as it is, and of each option.

use crate::Run;
use crate::answers::{answers, baseline, table_of_levers};
use paper::{Block, Section};

/// The section.
pub(crate) fn section(run: &Run<'_>) -> Section {
    let service = &run.scenario.service;
    let has_options = !run.results.comparisons.is_empty();
    let mut blocks: Vec<Block> = table_of_levers(run).map(Block::Table).into_iter().collect();
    let sentences = baseline(run).join(" ");
    if !sentences.is_empty() {
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
    let heading = if has_options { "What each option does" } else { "Where the service goes" };
    Section::new("options", heading, blocks)
}
