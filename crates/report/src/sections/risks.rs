//! What every reader must know: the little that stands before any figure, and the risks and caveats.

use crate::answers::{carried_over, moves, moves_in_short, posts};
use crate::{Run, precision};
use model::age;
use model::calendar::{Date, long_date};
use model::english::{list, quoted};
use model::measure::MeasureId;
use model::prose::points;
use model::register;
use model::scenario::unmet;
use model::service::{Alternative, Service};
use model::text;
use model::uncertain::Uncertain;
use paper::{Block, Section};

/// If this share of open cases waits, a future is worse than any council would let it become.
const PILED_UP: f64 = 0.1;

/// The caveats as a section.
pub(crate) fn section(caveats: Vec<String>) -> Section {
    Section::new("risks", "Risks and caveats", vec![Block::Bullets(caveats)])
}

/// What no reader may miss: it stands beside the answer. What is wrong with this very run comes first, then that it is
/// no forecast.
pub(crate) fn first(run: &Run<'_>) -> Vec<String> {
    let mut first: Vec<String> = in_doubt(&run.scenario.service).into_iter().collect();
    first.extend(run.results.summaries.iter().find_map(|summary| summary.too_few_trials.clone()));
    if !run.varies_in_all_layers() {
        let layers = list(&run.layers());
        first
            .push(format!("Only {layers} varied between trials, so the ranges are too narrow to plan with."));
    }
    first.push(age(run));
    let moving = moves_in_short(run);
    first.push(posts(run).map_or(moving.clone(), |posts| format!("{posts} {moving}")));
    first.push(text!("report", "no forecast").to_owned());
    first.extend(decided(&run.scenario.service));
    first
}

/// Of when the figures are, against the start and the day of the paper.
fn age(run: &Run<'_>) -> String {
    let service = &run.scenario.service;
    let told = run.on.and_then(|on| age_on(service, on));
    [Some(age::sentence(service)), told].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What should be known of the figures on the day of a paper.
pub(crate) fn age_on(service: &Service<Uncertain>, day: Date) -> Option<String> {
    Some(format!("This paper is of {}. {}", long_date(day), age::on(service, day)?))
}

/// What a reader must weigh: what this very run shows first, then what holds for all.
pub(crate) fn caveats(run: &Run<'_>) -> Vec<String> {
    let has_options = !run.results.comparisons.is_empty();
    let of_run = piled_up(run).into_iter().chain(carried_over(run)).chain([moves(run)]);
    of_run.chain(of_all(&run.scenario.service, has_options)).collect()
}

/// What holds for every run and study of a service, of the first kind with or without options.
pub(crate) fn of_all(service: &Service<Uncertain>, has_options: bool) -> Vec<String> {
    let of_options = has_options.then_some(text!("report", "caveat of options"));
    let fixed = points(text!("report", "caveats of every run")).chain(of_options);
    let unmet = unmet(service).into_iter().map(|unmet| format!("{}: {}.", quoted(&unmet.option), unmet.what));
    unmet.chain(fixed.map(str::to_owned)).chain(decided(service)).collect()
}

/// So many numbers in doubt are named.
const MOST_IN_DOUBT: usize = 4;

/// Numbers that were probably mistyped, on which everything may rest.
pub(crate) fn in_doubt(service: &Service<Uncertain>) -> Option<String> {
    let all = register::in_doubt(service);
    let named = all.iter().take(MOST_IN_DOUBT).cloned().collect::<Vec<_>>().join("; ");
    let more = all.len().saturating_sub(MOST_IN_DOUBT);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let what = match all.len() {
        0 => return None,
        1 => "A number of the scenario is hardly believable: check it".to_owned(),
        count => format!("{count} numbers of the scenario are hardly believable: check them"),
    };
    Some(format!("{what} before you use any figure here. {named}{more}."))
}

/// What is decided already.
fn decided(service: &Service<Uncertain>) -> Option<String> {
    let decided = service.decided.0.iter().filter_map(|name| service.option.get(&name.text));
    let decided: Vec<&str> = decided.map(Alternative::heading).collect();
    (!decided.is_empty()).then(|| format!("Decided already, and so in every figure: {}.", decided.join("; ")))
}

/// Where cases pile up in some of the futures.
pub(crate) fn piled_up(run: &Run<'_>) -> Option<String> {
    let baseline = run.results.summaries.first()?;
    let series = baseline.service(MeasureId::Unallocated)?;
    let (month, waiting) = series.last()?;
    let open = baseline.service(MeasureId::OpenCases)?.at(month)?;
    let (start, at_start) = series.bands.first()?;
    let style = precision::levels(run, MeasureId::Unallocated.name());
    let write = |value: f64| style.write(value);
    // Where most trials have none waiting, the middle one says nothing.
    let half = if waiting.p50 <= 0.0 {
        String::new()
    } else {
        format!("{} or more half of the time, ", write(waiting.p50))
    };
    (waiting.p90 > PILED_UP * open.p50).then(|| {
        format!(
            "Cases pile up in some futures: those waiting for a worker in {} are {half}{} or more one time in ten; {} wait in \
             {}. A council would act before that; the model does not. Read such futures as a sign that something would have \
             to change.",
            month.long_name(),
            write(waiting.p90),
            write(at_start.p50),
            start.long_name()
        )
    })
}
