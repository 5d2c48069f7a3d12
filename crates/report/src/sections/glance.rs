//! The options at a glance: one row each, with what decides between them.

use super::cells::{Changes, Levels, NOTHING, chance_cell, names, target_head};
use crate::answers::{is_investment, paid_for_itself_by};
use crate::dates::month_of;
use crate::{Run, precision};
use model::calendar::Month;
use model::measure::usual::AT_A_GLANCE;
use model::summary::{Band, NetCost, Summary};
use model::text;
use paper::{Column, Table};

/// At most so many targets have a column.
pub(crate) const MOST_TARGETS: usize = 2;

/// The table; `None` without options.
pub(crate) fn table(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let baseline = results.summaries.first()?;
    let end = results.comparisons.first()?.net_cost.cumulative.last()?.0;
    let measures = measures(run, baseline);
    let mut columns = vec![Column::words("Option")];
    columns.extend(measures.iter().filter_map(|(id, month)| {
        let title = &baseline.service(id)?.measure.title;
        Some(Column::numbers(&format!("{title}, {}", month.short_name())))
    }));
    columns.extend(baseline.targets.iter().take(MOST_TARGETS).map(|target| target_head(run, target)));
    columns.push(Column::numbers(&format!("Net cost to {}", end.short_name())));
    // Where none pays for itself a column would say so in each row; sentences do.
    let pays = |net: &NetCost| is_investment(net) && net.paid_back_in(0.5).is_some();
    let some_pay = results.comparisons.iter().any(|comparison| pays(&comparison.net_cost));
    columns.extend(some_pay.then(|| Column::numbers("Paid for itself by")));
    let mut rows: Vec<Vec<String>> = names(run).into_iter().map(|name| vec![name]).collect();
    for (id, month) in &measures {
        let bands = || {
            results.summaries.iter().map(|summary| summary.service(id).and_then(|series| series.at(month)))
        };
        let levels = Levels(precision::levels(run, id));
        add(&mut rows, bands().map(|band| levels.cell(band)));
    }
    for at in 0..baseline.targets.len().min(MOST_TARGETS) {
        add(&mut rows, results.summaries.iter().map(|summary| chance_cell(summary, at)));
    }
    let ends: Vec<Option<&Band>> =
        results.comparisons.iter().map(|comparison| comparison.net_cost.at(end)).collect();
    let changes = Changes(precision::net_costs(run));
    add(&mut rows, [None].into_iter().chain(ends).map(|band| changes.cell(band)));
    if some_pay {
        let paid = results.comparisons.iter().map(|comparison| paid_for_itself_by(&comparison.net_cost));
        add(&mut rows, [NOTHING.to_owned()].into_iter().chain(paid));
    }
    Some(Table {
        caption: "The options at a glance".to_owned(),
        columns,
        rows,
        notes: vec![text!("report", "options at a glance").to_owned()],
        is_long: false,
    })
}

/// Adds a cell to each row.
fn add(rows: &mut [Vec<String>], cells: impl Iterator<Item = String>) {
    for (row, cell) in rows.iter_mut().zip(cells) {
        row.push(cell);
    }
}

/// The measures of the first targets, then the usual ones: two in all, each at the date that matters for it.
pub(crate) fn measures(run: &Run<'_>, baseline: &Summary) -> Vec<(String, Month)> {
    let targets = run.scenario.service.targets.0.iter().filter(|target| target.team.is_none());
    let ids = targets.map(|target| target.measure.as_str()).chain(AT_A_GLANCE.iter().map(|id| id.name()));
    let mut measures: Vec<(String, Month)> = Vec::new();
    for id in ids {
        let is_new = measures.iter().all(|(own, _)| own != id);
        if is_new && measures.len() < AT_A_GLANCE.len() && baseline.service(id).is_some() {
            measures.push((id.to_owned(), month_of(run, id)));
        }
    }
    measures
}
