//! `scores.csv`: how well Staffcast and the simple rules did.

use serde::Serialize;

use crate::csv::csv_text;
use crate::rounding::significant;
use study::backtest::scores::{Accuracy, Score};
use study::backtest::table::ScoreRow;
use study::backtest::{MEASURES, Measure};

/// A row of the file.
#[derive(Default, Serialize)]
struct Line<'a> {
    group: &'a str,
    label: &'a str,
    measure: &'a str,
    unit: &'a str,
    horizon: String,
    forecaster: &'a str,
    n: usize,
    councils: usize,
    coverage_50: String,
    coverage_50_low: String,
    coverage_50_high: String,
    coverage_80: String,
    coverage_80_low: String,
    coverage_80_high: String,
    at_or_below_p05: String,
    at_or_below_p10: String,
    at_or_below_p25: String,
    at_or_below_p50: String,
    at_or_below_p75: String,
    at_or_below_p90: String,
    at_or_below_p95: String,
    accuracy: InUnit,
}

/// How far off, in the unit of the measure.
#[derive(Default, Serialize)]
struct InUnit {
    width_50: String,
    width_80: String,
    interval_score_80: String,
    crps: String,
    crps_relative: String,
    absolute_error: String,
    crps_to_last_value: String,
    crps_to_regression: String,
}

/// Stands for all measures, or all years ahead, together.
const ALL: &str = "all";

/// One row for each score. How far off forecasts were is left empty for all
/// measures together, as they have no common unit.
pub fn scores_csv(rows: &[ScoreRow]) -> String {
    csv_text(rows.iter().map(line))
}

fn line(row: &ScoreRow) -> Line<'_> {
    // A new field will not compile until it is written.
    let ScoreRow { group, label, measure, horizon, forecaster, score } = row;
    let Score { n, councils, coverage50, coverage80, at_or_below, accuracy } = score;
    let measure: Option<&Measure> = measure.map(|at| &MEASURES[at]);
    let [p05, p10, p25, p50, p75, p90, p95] = at_or_below.map(significant);
    Line {
        group: group.kind(),
        label,
        measure: measure.map_or(ALL, |measure| measure.id),
        unit: measure.map_or("", |measure| measure.unit.name()),
        horizon: horizon.map_or_else(|| ALL.to_owned(), |horizon| horizon.to_string()),
        forecaster: forecaster.id(),
        n: *n,
        councils: *councils,
        coverage_50: significant(coverage50.share),
        coverage_50_low: significant(coverage50.low),
        coverage_50_high: significant(coverage50.high),
        coverage_80: significant(coverage80.share),
        coverage_80_low: significant(coverage80.low),
        coverage_80_high: significant(coverage80.high),
        at_or_below_p05: p05,
        at_or_below_p10: p10,
        at_or_below_p25: p25,
        at_or_below_p50: p50,
        at_or_below_p75: p75,
        at_or_below_p90: p90,
        at_or_below_p95: p95,
        accuracy: accuracy.as_ref().map(in_unit).unwrap_or_default(),
    }
}

fn in_unit(accuracy: &Accuracy) -> InUnit {
    let Accuracy {
        width50,
        width80,
        interval_score80,
        crps,
        crps_relative,
        absolute_error,
        crps_to_last_value,
        crps_to_regression,
    } = *accuracy;
    let to_rule = |ratio: Option<f64>| ratio.map(significant).unwrap_or_default();
    InUnit {
        width_50: significant(width50),
        width_80: significant(width80),
        interval_score_80: significant(interval_score80),
        crps: significant(crps),
        crps_relative: significant(crps_relative),
        absolute_error: significant(absolute_error),
        crps_to_last_value: to_rule(crps_to_last_value),
        crps_to_regression: to_rule(crps_to_regression),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::published::Published;
    use study::backtest::rules::Rule;
    use study::backtest::sample::{forecast, measure, projection};
    use study::backtest::table::table;

    #[test]
    fn scores_of_two_councils_and_two_measures() {
        let own = forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 1.0 / 3.0);
        let mut projections = vec![projection("Kent", 1, 5.0, own), projection("Leeds", 1, 9.5, own)];
        projections[0].rules[Rule::LastValue as usize] =
            Some(forecast([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5], 0.4));
        let mut share = projection("Kent", 1, 3.5, own);
        share.measure = measure("vacancy_rate");
        projections.push(share);
        insta::assert_snapshot!(scores_csv(&table(Published::embedded(), &projections)));
    }
}
