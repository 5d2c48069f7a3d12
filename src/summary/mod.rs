//! What an ensemble amounts to: means and percentiles of every measure.

mod band;
mod enough;
mod simulate;

pub use band::{Band, quantile, quantile_error};
pub use simulate::simulate;

use crate::calendar::{FinancialYear, Month};
use crate::measure::Measure;

/// One measure of the whole service or of one team, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<T> {
    /// Name of the team; `None` for the whole service.
    pub team: Option<String>,
    /// The measure.
    pub measure: Measure,
    /// Bands in time order. Times at which no trial has a value are left out.
    pub bands: Vec<(T, Band)>,
}

/// All measures of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// `baseline`, or the name of the option.
    pub option: String,
    /// By month; the first month is that of the opening balances. A series
    /// that never has a value (the caseload of a team without cases) is left out.
    pub monthly: Vec<Series<Month>>,
    /// Money and flows by financial year, for the years that the run covers whole.
    pub yearly: Vec<Series<FinancialYear>>,
    /// Trials behind it.
    pub trials: u32,
    /// A plain sentence if there are too few trials for what is shown.
    pub too_few_trials: Option<String>,
}

impl Summary {
    /// A measure of the whole service by month.
    pub fn service(&self, measure: &str) -> Option<&Series<Month>> {
        self.monthly.iter().find(|series| series.team.is_none() && series.measure.id == measure)
    }
}
