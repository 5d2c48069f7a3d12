//! `scores.csv`: how well Staffcast and the simple rules did.

use crate::backtest::scores::{Accuracy, Coverage, Row, Score};
use crate::backtest::{MEASURES, Measure};
use crate::export::csv::CsvText;
use crate::export::rounding::significant;

const COLUMNS: [&str; 29] = [
    "group",
    "label",
    "measure",
    "unit",
    "horizon",
    "forecaster",
    "n",
    "councils",
    "coverage_50",
    "coverage_50_low",
    "coverage_50_high",
    "coverage_80",
    "coverage_80_low",
    "coverage_80_high",
    "at_or_below_p05",
    "at_or_below_p10",
    "at_or_below_p25",
    "at_or_below_p50",
    "at_or_below_p75",
    "at_or_below_p90",
    "at_or_below_p95",
    "width_50",
    "width_80",
    "interval_score_80",
    "crps",
    "crps_relative",
    "absolute_error",
    "crps_to_last_value",
    "crps_to_regression",
];

/// Stands for all measures, or all years ahead, together.
const ALL: &str = "all";

/// One row for each score. How far off forecasts were is left empty for all
/// measures together, as they have no common unit.
pub fn scores_csv(rows: &[Row]) -> String {
    let mut csv = CsvText::new(&COLUMNS);
    for row in rows {
        let cells: Vec<String> = what(row).into_iter().chain(numbers(&row.score)).collect();
        csv.put(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    csv.finish()
}

/// What was scored.
fn what(row: &Row) -> [String; 6] {
    // A new field will not compile until it is written.
    let Row { group, label, measure, horizon, forecaster, score: _ } = row;
    let measure: Option<&Measure> = measure.map(|at| &MEASURES[at]);
    [
        group.kind().to_owned(),
        label.clone(),
        measure.map_or(ALL, |measure| measure.id).to_owned(),
        measure.map_or("", |measure| measure.unit.name()).to_owned(),
        horizon.map_or_else(|| ALL.to_owned(), |horizon| horizon.to_string()),
        forecaster.id().to_owned(),
    ]
}

fn numbers(score: &Score) -> Vec<String> {
    let Score { n, councils, coverage50, coverage80, at_or_below, accuracy } = score;
    let mut numbers = vec![n.to_string(), councils.to_string()];
    for Coverage { share, low, high } in [coverage50, coverage80] {
        numbers.extend([*share, *low, *high].map(significant));
    }
    numbers.extend(at_or_below.map(significant));
    numbers.extend(accuracy.as_ref().map(of_accuracy).unwrap_or_default());
    numbers
}

fn of_accuracy(accuracy: &Accuracy) -> [String; 8] {
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
    let to_rule = |ratio: Option<f64>| ratio.unwrap_or(f64::NAN);
    [
        width50,
        width80,
        interval_score80,
        crps,
        crps_relative,
        absolute_error,
        to_rule(crps_to_last_value),
        to_rule(crps_to_regression),
    ]
    .map(significant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::rules::Rule;
    use crate::backtest::sample::{forecast, measure, projection};
    use crate::backtest::scores::table;
    use crate::published::Published;

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
