//! The options at a glance: one row each, with what decides between them.

use super::key_figures::{NOTHING, against, change_of, level};
use super::{Column, Table};
use crate::calendar::Month;
use crate::export::Run;
use crate::export::answers::{month_of, target_in_words};
use crate::export::readable::{Style, percent};
use crate::measure::Unit;
use crate::summary::{Comparison, Summary, TargetChance};

/// Measures that are told if no target says which matter.
const USUAL: [&str; 2] = ["vacancy_rate", "caseload"];

/// At most so many targets have a column.
const MOST_TARGETS: usize = 2;

/// The table; `None` without options.
pub(super) fn table(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let baseline = results.summaries.first()?;
    let end = results.comparisons.first()?.net_cost.cumulative.last()?.0;
    let measures = measures(run, baseline);
    let mut columns = vec![Column::words("Option")];
    columns.extend(measures.iter().filter_map(|(id, month)| {
        let title = &baseline.service(id)?.measure.title;
        Some(Column::numbers(&format!("{title}, {}", month.short_name())))
    }));
    for target in baseline.targets.iter().take(MOST_TARGETS) {
        let what = target_in_words(run, &target.target);
        let when = target.headline().map(|chance| format!(" in {}", chance.month.short_name()));
        columns.push(Column::numbers(&format!("Chance that {what}{}", when.unwrap_or_default())));
    }
    columns.push(Column::numbers(&format!("Net cost to {}", end.short_name())));
    columns.push(Column::numbers("Paid for itself by"));
    let row = |(at, summary): (usize, &Summary)| {
        let comparison = at.checked_sub(1).and_then(|at| results.comparisons.get(at));
        let mut row = vec![summary.title.clone()];
        row.extend(measures.iter().filter_map(|(id, month)| {
            let series = baseline.service(id)?;
            let medians: Vec<f64> = series.bands.iter().map(|(_, band)| band.p50).collect();
            let band = summary.service(id).and_then(|series| series.at(month));
            Some(level(band, Style::of(series.measure.unit, &medians), summary.trials))
        }));
        row.extend(baseline.targets.iter().enumerate().take(MOST_TARGETS).map(|(at, _)| {
            let headline = summary.targets.get(at).and_then(TargetChance::headline);
            headline.map_or(NOTHING.to_owned(), |chance| percent(chance.met))
        }));
        row.extend(cost(comparison, summary.trials));
        row
    };
    Some(Table {
        caption: "The options at a glance".to_owned(),
        columns,
        rows: results.summaries.iter().enumerate().map(row).collect(),
        notes: [
            "Medians, with the 80% range in brackets. Net cost: all that the option changes in the cost of the service since the \
             start; a minus is a saving. Paid for itself: in half of the trials."
                .to_owned(),
        ]
        .into_iter()
        .chain(against(run))
        .collect(),
        is_long: false,
    })
}

/// The measures of the first targets, then the usual ones: two in all, each at the date that matters for it.
fn measures(run: &Run<'_>, baseline: &Summary) -> Vec<(String, Month)> {
    let targets = run.scenario.service.targets.0.iter().filter(|target| target.team.is_none());
    let ids = targets.map(|target| target.measure.as_str()).chain(USUAL);
    let mut measures: Vec<(String, Month)> = Vec::new();
    for id in ids {
        let is_new = measures.iter().all(|(own, _)| own != id);
        if is_new && measures.len() < USUAL.len() && baseline.service(id).is_some() {
            measures.push((id.to_owned(), month_of(run, id)));
        }
    }
    measures
}

/// Net cost and payback.
fn cost(comparison: Option<&Comparison>, trials: u32) -> [String; 2] {
    let Some(comparison) = comparison else { return [NOTHING, NOTHING].map(str::to_owned) };
    let net = &comparison.net_cost;
    let end = net.cumulative.last().map(|(_, difference)| change_of(Unit::Pounds, &difference.band, trials));
    let paid = net.paid_back_in(0.5).map_or("not within the run".to_owned(), Month::short_name);
    [end.unwrap_or_default(), paid]
}
