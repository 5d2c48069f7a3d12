//! The csv files of a run, back to results.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Files, FinishedError};
use crate::csv::csv_rows;
use crate::rounding::parsed;
use crate::rows::{
    BandCells, DifferenceCells, DifferenceRow, InMonth, InYear, NetCostRow, PresentCostRow, SeriesRow,
    TargetRow, Time,
};
use model::calendar::Month;
use model::engine::Model;
use model::measure::Measure;
use model::service::Target;
use model::summary::{Chance, Comparison, NetCost, Results, Series, Summary, TargetChance};

/// A csv file that says something that no run has written.
struct Fault;

/// The results of a run of a model.
pub(super) fn results(files: &Files<'_>, model: &Model) -> Result<Results, FinishedError> {
    let monthly: Vec<SeriesRow<InMonth, BandCells>> = rows(files, "monthly.csv")?;
    let yearly: Vec<SeriesRow<InYear, BandCells>> = rows(files, "yearly.csv")?;
    let targets: Vec<TargetRow> = rows(files, "targets.csv")?;
    let monthly_changes: Vec<DifferenceRow<InMonth>> = rows(files, "differences.csv")?;
    let yearly_changes: Vec<DifferenceRow<InYear>> = rows(files, "differences_yearly.csv")?;
    let total_changes: Vec<DifferenceRow<InMonth>> = rows(files, "differences_total.csv")?;
    let net: Vec<NetCostRow> = rows(files, "net_cost.csv")?;
    let present: Vec<PresentCostRow> = rows(files, "present_cost.csv")?;

    let measures = &model.layout.measures;
    let changed = |name: &str| FinishedError::Changed(files.folder.join(name));
    let mut results = Results { summaries: Vec::new(), comparisons: Vec::new() };
    for (option, title) in &files.contents.options {
        results.summaries.push(Summary {
            option: option.clone(),
            title: title.clone(),
            monthly: series(&monthly, option, measures, BandCells::read)
                .map_err(|_| changed("monthly.csv"))?,
            yearly: series(&yearly, option, measures, BandCells::read).map_err(|_| changed("yearly.csv"))?,
            targets: chances(&targets, option, &model.service.targets.0)
                .map_err(|_| changed("targets.csv"))?,
            trials: files.contents.trials,
            too_few_trials: files.contents.too_few_trials.clone(),
        });
    }
    for (option, title) in files.contents.options.iter().skip(1) {
        let monthly = series(of(&monthly_changes), option, measures, DifferenceCells::read)
            .map_err(|_| changed("differences.csv"))?;
        let yearly = series(of(&yearly_changes), option, measures, DifferenceCells::read)
            .map_err(|_| changed("differences_yearly.csv"))?;
        let totals = series(of(&total_changes), option, measures, DifferenceCells::read)
            .map_err(|_| changed("differences_total.csv"))?;
        let net_cost = net_cost(&net, &present, option).map_err(|_| changed("net_cost.csv"))?;
        let of_option = net.iter().find(|row| row.option == *option);
        let against = of_option.map(|row| row.against.clone()).ok_or_else(|| changed("net_cost.csv"))?;
        let other = files.contents.options.iter().find(|(name, _)| *name == against);
        let against_title = other.map(|(_, title)| title.clone()).ok_or_else(|| changed("net_cost.csv"))?;
        results.comparisons.push(Comparison {
            option: option.clone(),
            title: title.clone(),
            against,
            against_title,
            monthly,
            yearly,
            totals,
            net_cost,
        });
    }
    Ok(results)
}

/// The rows of a file; none if the run has no such file.
fn rows<R: Serialize + DeserializeOwned + Default>(
    files: &Files<'_>,
    name: &str,
) -> Result<Vec<R>, FinishedError> {
    if !files.has(name) {
        return Ok(Vec::new());
    }
    csv_rows(&files.text(name)?).ok_or_else(|| FinishedError::Changed(files.folder.join(name)))
}

/// Differences without what they are against.
fn of<T>(rows: &[DifferenceRow<T>]) -> impl Iterator<Item = &SeriesRow<T, DifferenceCells>> {
    rows.iter().map(|row| &row.of)
}

/// The series of an option: rows of one team and measure follow each other.
fn series<'r, T: Time, C: 'r, B>(
    rows: impl IntoIterator<Item = &'r SeriesRow<T::Column, C>>,
    option: &str,
    measures: &[Measure],
    value: fn(&C) -> B,
) -> Result<Vec<Series<T, B>>, Fault>
where
    T::Column: 'r,
{
    let own: Vec<_> = rows.into_iter().filter(|row| row.option == option).collect();
    let of_one = own.chunk_by(|one, next| one.team == next.team && one.measure == next.measure);
    let read = |rows: &[&SeriesRow<T::Column, C>]| {
        let first = rows.first()?;
        let measure = measures.iter().find(|measure| measure.id == first.measure)?.clone();
        let bands = rows.iter().map(|row| Some((T::read(&row.time)?, value(&row.cells))));
        let team = (!first.team.is_empty()).then(|| first.team.clone());
        Some(Series { team, measure, bands: bands.collect::<Option<_>>()? })
    };
    of_one.map(|rows| read(rows).ok_or(Fault)).collect()
}

/// The chances of an option, in the order of the targets.
fn chances(rows: &[TargetRow], option: &str, targets: &[Target]) -> Result<Vec<TargetChance>, Fault> {
    let of_target = |target: &Target| {
        let text = target.to_string();
        let own = rows.iter().filter(|row| row.option == option && row.target == text);
        let months = own.map(|row| {
            Ok(Chance {
                month: row.month.parse().map_err(|_| Fault)?,
                met: parsed(&row.chance),
                met_by_then: parsed(&row.chance_by_then),
                standard_error: parsed(&row.standard_error),
            })
        });
        Ok(TargetChance { target: target.clone(), months: months.collect::<Result<_, Fault>>()? })
    };
    let all: Vec<TargetChance> = targets.iter().map(of_target).collect::<Result<_, Fault>>()?;
    Ok(all.into_iter().filter(|chance| !chance.months.is_empty()).collect())
}

fn net_cost(net: &[NetCostRow], present: &[PresentCostRow], option: &str) -> Result<NetCost, Fault> {
    let mut cost = NetCost::default();
    for row in net.iter().filter(|row| row.option == option) {
        let month = Month::read(&row.time).ok_or(Fault)?;
        cost.cumulative.push((month, row.cells.read()));
        cost.paid_back.push((month, parsed(&row.paid_back_share)));
    }
    if let Some(row) = present.iter().find(|row| row.option == option) {
        cost.discounted = Some(row.cells.read());
        cost.of_levers = parsed(&row.mean_cost_of_levers);
        let cells = [&row.break_even_effect_p10, &row.break_even_effect_p50, &row.break_even_effect_p90];
        let effects = cells.map(|cell| parsed(cell));
        cost.break_even = effects.iter().all(|effect| effect.is_finite()).then_some(effects);
    }
    Ok(cost)
}
