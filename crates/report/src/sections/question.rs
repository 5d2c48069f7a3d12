//! What is asked, and what is left to the author.

use crate::Run;
use model::english::{list, quoted};
use model::text;
use paper::{Block, Section};

/// The section.
pub(crate) fn section(run: &Run<'_>) -> Section {
    let mut blocks = vec![Block::Paragraph(question(run))];
    blocks.push(Block::Heading("Recommendation".to_owned()));
    blocks.push(Block::Lead(text!("report", "gap for the recommendation").to_owned()));
    Section::new("question", "The question", blocks)
}

/// The note of the scenario, or what its options ask.
pub(crate) fn question(run: &Run<'_>) -> String {
    let service = &run.scenario.service;
    if !service.note.is_empty() {
        return service.note.clone();
    }
    let (place, end) = (run.place(), service.month(service.months.0).long_name());
    let titles: Vec<String> =
        run.results.comparisons.iter().map(|comparison| quoted(&comparison.title)).collect();
    if titles.is_empty() {
        format!(
            "What caseloads, vacancies, agency reliance and cost may {place} face to {end} if it carries on as it is?"
        )
    } else {
        format!(
            "What would each of these change for {place} to {end}, against carrying on as it is: {}?",
            list(&titles)
        )
    }
}
