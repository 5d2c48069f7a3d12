//! The dates at which people look at a run.

use super::Run;
use model::calendar::Month;
use model::service::Target;

/// At most so many dates stand side by side.
const MOST_DATES: usize = 3;

/// Two years ahead, one year ahead, and the end of the run, as far as it goes.
pub(crate) fn usual_months(run: &Run<'_>) -> Vec<Month> {
    let service = &run.scenario.service;
    let mut ahead: Vec<u32> = Vec::new();
    for months in [24, 12, service.months.0].map(|months| months.min(service.months.0)) {
        if !ahead.contains(&months) {
            ahead.push(months);
        }
    }
    ahead.into_iter().map(|months| service.month(months)).collect()
}

/// The month for which a measure is told: that of its first target, or the
/// first of the usual months.
pub(crate) fn month_of(run: &Run<'_>, measure: impl AsRef<str>) -> Month {
    let targets = of_service(run).filter(|target| target.measure == measure.as_ref());
    targets.filter_map(|target| target.by).min().unwrap_or(usual_months(run)[0])
}

/// The dates of the targets, then the usual ones, as many as have room, in order.
pub(crate) fn side_by_side(run: &Run<'_>) -> Vec<Month> {
    let mut dates = all(run);
    dates.truncate(MOST_DATES);
    dates.sort_unstable();
    dates
}

/// The dates of the targets, then the usual ones, each once.
pub(crate) fn all(run: &Run<'_>) -> Vec<Month> {
    let targets = run.scenario.service.targets.0.iter().filter_map(|target| target.by);
    let mut dates: Vec<Month> = Vec::new();
    for month in targets.chain(usual_months(run)) {
        if !dates.contains(&month) {
            dates.push(month);
        }
    }
    dates
}

/// The targets of the whole service.
fn of_service<'a>(run: &Run<'a>) -> impl Iterator<Item = &'a Target> {
    run.scenario.service.targets.0.iter().filter(|target| target.team.is_none())
}
