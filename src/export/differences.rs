//! `differences.csv`, `differences_yearly.csv`, `targets.csv`, `net_cost.csv` and `present_cost.csv`: what
//! options change.

use std::fmt::Display;

use super::csv::{BAND, CsvText, band_cells};
use super::rounding;
use crate::measure::Unit;
use crate::summary::{Comparison, Difference, Series, Summary};

/// Columns after those of the band that say how large a difference is; [`cells`] fills both.
const CHANCES: [&str; 3] = ["probability_lower", "probability_higher", "standard_error"];

/// Option minus what it is compared with, by month, trial by trial.
pub fn monthly_csv(comparisons: &[Comparison]) -> String {
    differences_csv("month", comparisons, |comparison| &comparison.monthly)
}

/// Option minus what it is compared with, by financial year, trial by trial.
pub fn yearly_csv(comparisons: &[Comparison]) -> String {
    differences_csv("financial_year", comparisons, |comparison| &comparison.yearly)
}

fn differences_csv<T: Display>(
    time: &str,
    comparisons: &[Comparison],
    series_of: fn(&Comparison) -> &[Series<T, Difference>],
) -> String {
    let columns =
        [["option", "team", time, "measure", "unit"].as_slice(), &BAND, &CHANCES, &["against"]].concat();
    let mut csv = CsvText::new(&columns);
    for comparison in comparisons {
        for series in series_of(comparison) {
            let unit = series.measure.unit;
            let team = series.team.as_deref().unwrap_or_default();
            for (at, difference) in &series.bands {
                let (at, cells) = (at.to_string(), cells(unit, difference));
                let mut row = vec![comparison.option.as_str(), team, &at, &series.measure.id, unit.name()];
                row.extend(cells.iter().map(String::as_str));
                row.push(&comparison.against);
                csv.put(&row);
            }
        }
    }
    csv.finish()
}

/// Mean, percentiles, chances and standard error of a difference.
fn cells(unit: Unit, difference: &Difference) -> Vec<String> {
    // A new field will not compile until it is written.
    let Difference { band, probability_lower, probability_higher } = difference;
    let (values, error) = band_cells(unit, band);
    let chances =
        [*probability_lower, *probability_higher].map(|chance| rounding::value(Unit::Share, chance));
    values.into_iter().chain(chances).chain([error]).collect()
}

/// The chance of each target by month: one row for each option, target and month.
pub fn targets_csv(summaries: &[Summary]) -> String {
    let columns =
        ["option", "target", "team", "measure", "by", "month", "chance", "chance_by_then", "standard_error"];
    let mut csv = CsvText::new(&columns);
    for summary in summaries {
        for chance in &summary.targets {
            let target = &chance.target;
            let by = target.by.map(|by| by.to_string()).unwrap_or_default();
            for month in &chance.months {
                csv.put(&[
                    &summary.option,
                    &target.to_string(),
                    target.team.as_deref().unwrap_or_default(),
                    &target.measure,
                    &by,
                    &month.month.to_string(),
                    &rounding::value(Unit::Share, month.met),
                    &rounding::value(Unit::Share, month.met_by_then),
                    &rounding::standard_error(Unit::Share, month.standard_error),
                ]);
            }
        }
    }
    csv.finish()
}

/// What each option has cost more than the baseline since the start, by
/// month, and the share of trials in which it has paid for itself by then.
pub fn net_cost_csv(comparisons: &[Comparison]) -> String {
    let columns =
        [["option", "month", "unit"].as_slice(), &BAND, &CHANCES, &["paid_back_share", "against"]].concat();
    let mut csv = CsvText::new(&columns);
    for comparison in comparisons {
        let net = &comparison.net_cost;
        for ((month, difference), (_, paid_back)) in net.cumulative.iter().zip(&net.paid_back) {
            let (month, cells) = (month.to_string(), cells(Unit::Pounds, difference));
            let paid_back = rounding::value(Unit::Share, *paid_back);
            let mut row = vec![comparison.option.as_str(), &month, Unit::Pounds.name()];
            row.extend(cells.iter().map(String::as_str));
            row.extend([paid_back.as_str(), &comparison.against]);
            csv.put(&row);
        }
    }
    csv.finish()
}

/// What each option costs more than the baseline over the whole run, discounted, at the prices of
/// the start (equation M8), and the mean cost of its levers in pounds of the time.
pub fn present_cost_csv(comparisons: &[Comparison]) -> String {
    let columns =
        [["option", "unit"].as_slice(), &BAND, &CHANCES, &["mean_cost_of_levers", "against"]].concat();
    let mut csv = CsvText::new(&columns);
    for comparison in comparisons {
        let net = &comparison.net_cost;
        let Some(discounted) = &net.discounted else { continue };
        let cells = cells(Unit::Pounds, discounted);
        let of_levers = rounding::value(Unit::Pounds, net.of_levers);
        let mut row = vec![comparison.option.as_str(), Unit::Pounds.name()];
        row.extend(cells.iter().map(String::as_str));
        row.extend([of_levers.as_str(), &comparison.against]);
        csv.put(&row);
    }
    csv.finish()
}
