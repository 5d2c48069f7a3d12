//! What every reader must know, before any figure.

use super::cells::Levels;
use crate::Run;
use model::english::list;
use model::measure::{MeasureId, Unit};
use model::service::{Alternative, Service};
use model::uncertain::Uncertain;
use paper::{Block, Section};

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

/// The words that every page uses.
const WORDS: &str = "Words: a trial is one possible future of the service. The median is the middle of all trials; an 80% range holds \
     eight trials in ten, one in ten lies below it and one in ten above. The baseline is the service without any of the \
     options. FTE: full-time equivalent.";

/// If this share of open cases waits, a future is worse than any council would let it become.
const PILED_UP: f64 = 0.1;

/// The first section of every report.
pub(crate) fn section(caveats: Vec<String>) -> Section {
    let blocks = vec![Block::Bullets(caveats), Block::Paragraph(WORDS.to_owned())];
    Section::new("before-you-read-on", "Before you read on", blocks)
}

/// What matters most stands first: faults of this very run, then what holds for all.
pub(crate) fn caveats(run: &Run<'_>) -> Vec<String> {
    let service = &run.scenario.service;
    let results = run.results;
    let mut caveats: Vec<String> = Vec::new();
    caveats.extend(results.summaries.iter().find_map(|summary| summary.too_few_trials.clone()));
    if !run.varies_in_all_layers() {
        let layers = list(&run.layers());
        caveats
            .push(format!("Only {layers} varied between trials, so the ranges are too narrow to plan with."));
    }
    caveats.extend(piled_up(run));
    caveats.extend(of_all(service, !results.comparisons.is_empty()));
    caveats
}

/// What holds for every run and study of a service, of the first kind with or without options.
pub(crate) fn of_all(service: &Service<Uncertain>, has_options: bool) -> Vec<String> {
    let of_options = has_options.then(|| OF_OPTIONS.to_owned());
    ALWAYS.map(str::to_owned).into_iter().chain(of_options).chain(decided(service)).collect()
}

/// What is decided already.
fn decided(service: &Service<Uncertain>) -> Option<String> {
    let decided = service.decided.0.iter().filter_map(|name| service.option.get(&name.text));
    let decided: Vec<&str> = decided.map(Alternative::heading).collect();
    (!decided.is_empty()).then(|| format!("Decided already, and so in every figure: {}.", decided.join("; ")))
}

/// Where cases pile up in some of the futures.
fn piled_up(run: &Run<'_>) -> Option<String> {
    let baseline = run.results.summaries.first()?;
    let series = baseline.service(MeasureId::Unallocated)?;
    let (month, waiting) = series.last()?;
    let open = baseline.service(MeasureId::OpenCases)?.at(month)?;
    let (start, at_start) = series.bands.first()?;
    let levels = Levels::of(Unit::Cases, [waiting].into_iter(), baseline.trials);
    // Where most trials have none waiting, the middle one says nothing.
    let half = match levels.median(waiting) {
        _ if waiting.p50 <= 0.0 => String::new(),
        median => format!("half of the trials have {median} or more, "),
    };
    (waiting.p90 > PILED_UP * open.p50).then(|| {
        format!(
            "Cases pile up: of those waiting for a worker in {}, {half}one trial in ten has {} or more; {} wait in {}. \
             A council would act before that; the model does not. Read such futures as a sign that something would have to \
             change.",
            month.long_name(),
            levels.write(waiting.p90),
            Levels::of(Unit::Cases, [at_start].into_iter(), baseline.trials).median(at_start),
            start.long_name()
        )
    })
}
