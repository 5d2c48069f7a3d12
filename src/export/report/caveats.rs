//! What every reader must know, before any figure.

use super::{Block, Section};
use crate::export::Run;
use crate::service::Alternative;

/// Of every run.
const ALWAYS: [&str; 2] = [
    "The ranges hold what the scenario says is not known, what changes from year to year, and chance. They do not hold \
     what the model leaves out: above all, that people react when things go badly.",
    "The results follow from the numbers of the scenario, many of which are judgements. They say what follows from \
     those numbers, not whether they are true.",
];

/// Of runs with options.
const OF_OPTIONS: &str = "What an option does to the service is an assumption of the scenario. Every difference is taken \
     trial by trial, with the same luck with and without the option, so it is usually known better than either of the two.";

/// If this share of open cases waits in one trial of ten, the bad futures are worse than any council would let them become.
const PILED_UP: f64 = 0.1;

/// The first section.
pub(super) fn section(run: &Run<'_>) -> Section {
    Section::new("before-you-read-on", "Before you read on", vec![Block::Bullets(caveats(run))])
}

/// What matters most stands first: faults of this very run, then what holds for all.
pub(super) fn caveats(run: &Run<'_>) -> Vec<String> {
    let service = &run.scenario.service;
    let results = run.results;
    let mut caveats: Vec<String> = Vec::new();
    caveats.extend(results.summaries.iter().find_map(|summary| summary.too_few_trials.clone()));
    if !run.varies_in_all_layers() {
        let layers = run.layers().join(" and ");
        caveats
            .push(format!("Only {layers} varied between trials, so the ranges are too narrow to plan with."));
    }
    caveats.extend(ALWAYS.map(str::to_owned));
    if !results.comparisons.is_empty() {
        caveats.push(OF_OPTIONS.to_owned());
    }
    caveats.extend(piled_up(run));
    let decided = service.decided.0.iter().filter_map(|name| service.option.get(&name.text));
    let decided: Vec<&str> = decided.map(Alternative::heading).collect();
    if !decided.is_empty() {
        caveats.push(format!("The baseline holds what is decided: {}.", decided.join("; ")));
    }
    caveats
}

/// Where cases pile up in the worst tenth of the trials.
fn piled_up(run: &Run<'_>) -> Option<String> {
    let baseline = run.results.summaries.first()?;
    let (month, waiting) = baseline.service("unallocated_cases")?.last()?;
    let open = baseline.service("open_cases")?.at(month)?;
    (waiting.p90 > PILED_UP * open.p50).then(|| {
        format!(
            "In one trial of ten, more than a tenth of open cases would wait for a worker in {}. A council would act before \
             that; the model does not. Read such futures as a sign that something would have to change.",
            month.long_name()
        )
    })
}
