//! `differences.csv`, `differences_yearly.csv`, `differences_total.csv`, `targets.csv`, `net_cost.csv` and `present_cost.csv`: what
//! options change.

use super::rounding;
use super::rows::{
    DifferenceCells, DifferenceRow, InMonth, InYear, NetCostRow, PresentCostRow, SeriesRow, TargetRow, Time,
};
use model::measure::Unit;
use model::summary::{Comparison, Difference, Series, Summary};

/// Option minus what it is compared with, by month, trial by trial.
pub(super) fn monthly(comparisons: &[Comparison]) -> impl Iterator<Item = DifferenceRow<InMonth>> {
    comparisons.iter().flat_map(|comparison| rows(comparison, &comparison.monthly))
}

/// Option minus what it is compared with, over the whole run, trial by trial; the month is the last.
pub(super) fn totals(comparisons: &[Comparison]) -> impl Iterator<Item = DifferenceRow<InMonth>> {
    comparisons.iter().flat_map(|comparison| rows(comparison, &comparison.totals))
}

/// Option minus what it is compared with, by financial year, trial by trial.
pub(super) fn yearly(comparisons: &[Comparison]) -> impl Iterator<Item = DifferenceRow<InYear>> {
    comparisons.iter().flat_map(|comparison| rows(comparison, &comparison.yearly))
}

fn rows<T: Time>(
    comparison: &Comparison,
    series: &[Series<T, Difference>],
) -> impl Iterator<Item = DifferenceRow<T::Column>> {
    let cells = |unit, difference: &Difference| Some(DifferenceCells::new(unit, difference));
    let rows = SeriesRow::all(&comparison.option, series, cells);
    rows.map(|of| DifferenceRow { of, against: comparison.against.clone() })
}

/// The chance of each target by month: one row for each option, target and month.
pub(super) fn targets(summaries: &[Summary]) -> impl Iterator<Item = TargetRow> {
    let all = summaries.iter().flat_map(|summary| summary.targets.iter().map(move |of| (summary, of)));
    let all = all.flat_map(|(summary, of)| of.months.iter().map(move |month| (summary, &of.target, month)));
    all.map(|(summary, target, month)| TargetRow {
        option: summary.option.clone(),
        target: target.to_string(),
        team: target.team.clone().unwrap_or_default(),
        measure: target.measure.clone(),
        by: target.by.map(|by| by.to_string()).unwrap_or_default(),
        month: month.month.to_string(),
        chance: rounding::value(Unit::Share, month.met),
        chance_by_then: rounding::value(Unit::Share, month.met_by_then),
        standard_error: rounding::standard_error(Unit::Share, month.standard_error),
    })
}

/// What each option has cost more than the baseline since the start, by
/// month, and the share of trials in which it has paid for itself by then.
pub(super) fn net_cost(comparisons: &[Comparison]) -> impl Iterator<Item = NetCostRow> {
    comparisons.iter().flat_map(|comparison| {
        let months = comparison.net_cost.cumulative.iter().zip(&comparison.net_cost.paid_back);
        months.map(|((month, difference), (_, paid_back))| NetCostRow {
            option: comparison.option.clone(),
            time: month.column(),
            unit: Unit::Pounds.name().to_owned(),
            cells: DifferenceCells::new(Unit::Pounds, difference),
            paid_back_share: rounding::value(Unit::Share, *paid_back),
            against: comparison.against.clone(),
        })
    })
}

/// What each option costs more than the baseline over the whole run, discounted, at the prices of
/// the start (equation M8), the mean cost of its levers in pounds of the time, and the break-even effect of early help.
pub(super) fn present_cost(comparisons: &[Comparison]) -> impl Iterator<Item = PresentCostRow> {
    comparisons.iter().filter_map(|comparison| {
        let effects = comparison.net_cost.break_even;
        let cells = effects.map(|effects| effects.map(|effect| rounding::value(Unit::Share, effect)));
        let [break_even_effect_p10, break_even_effect_p50, break_even_effect_p90] = cells.unwrap_or_default();
        Some(PresentCostRow {
            option: comparison.option.clone(),
            unit: Unit::Pounds.name().to_owned(),
            cells: DifferenceCells::new(Unit::Pounds, comparison.net_cost.discounted.as_ref()?),
            mean_cost_of_levers: rounding::value(Unit::Pounds, comparison.net_cost.of_levers),
            against: comparison.against.clone(),
            break_even_effect_p10,
            break_even_effect_p50,
            break_even_effect_p90,
        })
    })
}
