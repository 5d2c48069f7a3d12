//! `projections.csv`: what was projected of every figure, and what it came to.

use serde::Serialize;

use crate::csv::csv_text;
use crate::rounding::significant;
use crate::rows::Percentiles;
use evidence::published::{Published, Year};
use study::backtest::rules::Rule;
use study::backtest::scores::Forecaster;
use study::backtest::{Forecast, MEASURES, Projection};

/// A row. `naive` is the last value.
#[derive(Default, Serialize)]
struct Row<'a> {
    code: &'a str,
    council: &'a str,
    origin: Year,
    target_year: Year,
    horizon: Year,
    measure: &'a str,
    outturn: String,
    own: Percentiles,
    crps: String,
    naive_p10: String,
    naive_p50: String,
    naive_p90: String,
    naive_crps: String,
    regression_p10: String,
    regression_p50: String,
    regression_p90: String,
    regression_crps: String,
}

/// One row for each figure that was projected, by origin, code of the council,
/// measure and years ahead. What a rule does not say is left empty.
pub fn projections_csv(published: &Published, projections: &[Projection]) -> String {
    let code = |projection: &Projection| published.area(projection.council).code.as_str();
    let mut sorted: Vec<&Projection> = projections.iter().collect();
    sorted.sort_by_key(|own| (own.origin, code(own), own.measure, own.horizon));
    csv_text(sorted.into_iter().map(|projection| row(published, projection)))
}

fn row<'a>(published: &'a Published, projection: &Projection) -> Row<'a> {
    let council = published.area(projection.council);
    let Forecast { mean, quantiles, crps } = projection.own;
    let [p05, p10, p25, p50, p75, p90, p95] = quantiles;
    let of = |rule| of_rule(Forecaster::Rule(rule).of(projection));
    let [naive_p10, naive_p50, naive_p90, naive_crps] = of(Rule::LastValue);
    let [regression_p10, regression_p50, regression_p90, regression_crps] = of(Rule::Regression);
    Row {
        code: &council.code,
        council: &council.name,
        origin: projection.origin,
        target_year: projection.target(),
        horizon: projection.horizon,
        measure: MEASURES[projection.measure].id,
        outturn: significant(projection.outturn),
        own: Percentiles::of([mean, p05, p10, p25, p50, p75, p90, p95].map(significant)),
        crps: significant(crps),
        naive_p10,
        naive_p50,
        naive_p90,
        naive_crps,
        regression_p10,
        regression_p50,
        regression_p90,
        regression_crps,
    }
}

/// The 80% band, the median and the score.
fn of_rule(forecast: Option<&Forecast>) -> [String; 4] {
    let Some(forecast) = forecast else { return Default::default() };
    let (low, high) = forecast.wide();
    [low, forecast.median(), high, forecast.crps].map(significant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use study::backtest::sample::{forecast, measure, projection};

    #[test]
    fn rows_are_sorted_and_what_a_rule_does_not_say_is_empty() {
        let own = forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 1.0 / 3.0);
        let mut rows = vec![projection("Kent", 2, 5.0, own)];
        rows[0].rules[Rule::LastValue as usize] = Some(forecast([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5], 2.0));
        rows.push(projection("Kent", 1, 16.123_456_7, own));
        // Before the other measures, and its code before that of Kent.
        rows.push(Projection { measure: measure("in_post_fte"), ..projection("Kent", 1, 743.2, own) });
        rows.push(projection("Hartlepool", 3, 5.0, own));
        rows.push(Projection { origin: 2019, ..projection("Leeds", 3, 5.0, own) });
        insta::assert_snapshot!(projections_csv(Published::embedded(), &rows));
    }
}
