//! What an ensemble amounts to: means and percentiles of every measure.

use crate::calendar::{FinancialYear, Month};
use crate::measure::Measure;

/// A measure over the trials at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Mean over the trials.
    pub mean: f64,
    /// 5th percentile.
    pub p05: f64,
    /// 10th percentile.
    pub p10: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 90th percentile.
    pub p90: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Monte Carlo standard error of the mean.
    pub standard_error: f64,
}

/// One measure of the whole service or of one team, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<T> {
    /// Name of the team; `None` for the whole service.
    pub team: Option<String>,
    /// The measure.
    pub measure: Measure,
    /// Bands in time order.
    pub bands: Vec<(T, Band)>,
}

/// All measures of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// `baseline`, or the name of the option.
    pub option: String,
    /// By month; the first month is that of the opening balances.
    pub monthly: Vec<Series<Month>>,
    /// Money and flows by financial year (years that the run covers in part included).
    pub yearly: Vec<Series<FinancialYear>>,
    /// Trials behind it.
    pub trials: u32,
    /// A plain sentence if there are too few trials for what is shown.
    pub too_few_trials: Option<String>,
}

impl Summary {
    /// A measure of the whole service by month.
    pub fn service(&self, measure: &str) -> Option<&Series<Month>> {
        self.monthly
            .iter()
            .find(|series| series.team.is_none() && series.measure.id == measure)
    }
}
