//! The question and the answer, in plain sentences.

use super::cells::{Changes, Levels, chance_cell};
use super::glance;
use crate::Run;
use crate::answers::{answers, baseline, target_in_words};
use model::english::quoted;
use model::measure::Unit;
use model::summary::{Comparison, Summary};
use paper::{Block, Section};

/// The section.
pub(crate) fn section(run: &Run<'_>) -> Section {
    let service = &run.scenario.service;
    let mut blocks = Vec::new();
    if !service.note.is_empty() {
        blocks.push(Block::Paragraph(service.note.clone()));
    }
    let short = in_short(run);
    if !short.is_empty() {
        blocks.push(Block::Heading("In short".to_owned()));
        blocks.push(Block::Bullets(short));
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

/// The options beside each other, a line for each thing that decides between them; nothing without options.
fn in_short(run: &Run<'_>) -> Vec<String> {
    let results = run.results;
    let Some(baseline) = results.summaries.first().filter(|_| !results.comparisons.is_empty()) else {
        return Vec::new();
    };
    let measures = glance::measures(run, baseline);
    let levels = measures.iter().filter_map(|(id, month)| {
        let measure = &baseline.service(id)?.measure;
        let bands: Vec<_> = results
            .summaries
            .iter()
            .filter_map(|summary| Some((summary, summary.service(id)?.at(month)?)))
            .collect();
        let levels = Levels::of(measure.unit, bands.iter().map(|(_, band)| *band), run.settings.trials);
        let told = bands.iter().map(|(summary, band)| (*summary, levels.median(band)));
        Some(format!("{}, {}: {}.", measure.title, month.long_name(), beside(told)))
    });
    let chances =
        baseline.targets.iter().enumerate().take(glance::MOST_TARGETS).filter_map(|(at, target)| {
            let month = target.headline()?.month.long_name();
            let told = results.summaries.iter().map(|summary| (summary, chance_cell(summary, at)));
            let what = target_in_words(run, &target.target);
            Some(format!("Chance that {what} in {month}: {}.", beside(told)))
        });
    levels.chain(chances).chain(costs(run)).collect()
}

/// "10% without an option; 23% with A; 11% with B".
fn beside<'a>(told: impl Iterator<Item = (&'a Summary, String)>) -> String {
    let each = told.enumerate().map(|(at, (summary, value))| match at {
        0 => format!("{value} without any option"),
        _ => format!("{value} with {}", quoted(&summary.title)),
    });
    each.collect::<Vec<_>>().join("; ")
}

/// What each option costs in all.
fn costs(run: &Run<'_>) -> Option<String> {
    let comparisons = &run.results.comparisons;
    let (end, _) = comparisons.first()?.net_cost.cumulative.last()?;
    let bands = comparisons.iter().filter_map(|comparison| comparison.net_cost.at(*end));
    let changes = Changes::of(Unit::Pounds, bands, run.settings.trials);
    let each = comparisons.iter().filter_map(|comparison: &Comparison| {
        let cost = changes.median(comparison.net_cost.at(*end)?);
        let against = if comparison.is_against_baseline() {
            String::new()
        } else {
            format!(" (against {})", quoted(&comparison.against_title))
        };
        Some(format!("{cost} with {}{against}", quoted(&comparison.title)))
    });
    let each: Vec<String> = each.collect();
    Some(format!("Net cost to {} (a minus is a saving): {}.", end.long_name(), each.join("; ")))
}
