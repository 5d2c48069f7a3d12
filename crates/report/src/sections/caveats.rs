//! What every reader must know, before any figure.

use super::cells::Levels;
use crate::Run;
use crate::answers::carried_over;
use model::english::list;
use model::measure::{MeasureId, Unit};
use model::prose::points;
use model::service::{Alternative, Service};
use model::text;
use model::uncertain::Uncertain;
use paper::{Block, Section};

/// If this share of open cases waits, a future is worse than any council would let it become.
const PILED_UP: f64 = 0.1;

/// The first section of every report.
pub(crate) fn section(caveats: Vec<String>) -> Section {
    let blocks =
        vec![Block::Bullets(caveats), Block::Paragraph(text!("report", "words of every page").to_owned())];
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
    caveats.extend(carried_over(run));
    caveats.extend(of_all(service, !results.comparisons.is_empty()));
    caveats
}

/// What holds for every run and study of a service, of the first kind with or without options.
pub(crate) fn of_all(service: &Service<Uncertain>, has_options: bool) -> Vec<String> {
    let of_options = has_options.then_some(text!("report", "caveat of options"));
    let fixed = points(text!("report", "caveats of every run")).chain(of_options);
    fixed.map(str::to_owned).chain(decided(service)).collect()
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
