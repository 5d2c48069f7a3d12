//! Made-up projections for tests.

use super::rules::Rule;
use super::{Forecast, Measure, Projection};
use evidence::published::{AreaId, Published, Year};

/// A forecast with these quantiles and this score.
pub fn forecast(quantiles: [f64; 7], crps: f64) -> Forecast {
    Forecast { mean: quantiles[3] + 0.5, quantiles, crps }
}

/// A projection from 2020 of a council's caseload, whose last value was 10,
/// without any rule.
pub fn projection(council: &str, horizon: Year, outturn: f64, own: Forecast) -> Projection {
    Projection {
        council: council_of(council),
        origin: 2020,
        horizon,
        measure: measure("caseload"),
        outturn,
        last: 10.0,
        own,
        rules: vec![None; Rule::ALL.len()],
    }
}

/// A council of the program's figures.
pub fn council_of(name: &str) -> AreaId {
    Published::embedded().find(name).expect("a council of the figures")
}

/// The place of a measure.
pub fn measure(id: &str) -> usize {
    Measure::find(id).expect("a measure of the back-test")
}
