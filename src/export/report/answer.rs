//! The question and the answer, in plain sentences.

use super::{Block, Section};
use crate::export::Run;
use crate::export::answers::{answers, baseline};

/// The section.
pub(super) fn section(run: &Run<'_>) -> Section {
    let service = &run.scenario.service;
    let mut blocks = Vec::new();
    if !service.note.is_empty() {
        blocks.push(Block::Paragraph(service.note.clone()));
    }
    let sentences = baseline(run).join(" ");
    if !sentences.is_empty() {
        let has_options = !run.results.comparisons.is_empty();
        let heading = if has_options { "If no option is taken" } else { "If nothing else changes" };
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.push(Block::Lead(sentences));
    }
    for answer in answers(run) {
        blocks.push(Block::Heading(answer.title));
        if let Some(option) = service.option.get(&answer.option).filter(|option| !option.note.is_empty()) {
            blocks.push(Block::Paragraph(option.note.clone()));
        }
        blocks.push(Block::Paragraph(answer.sentences.join(" ")));
    }
    Section::new("answer", "The question and the answer", blocks)
}
