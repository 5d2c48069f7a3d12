//! What ensembles amount to: means and percentiles of every measure, and what
//! options change.

mod band;
mod chance;
mod difference;
mod enough;
mod money;
mod until;
mod series;
mod simulate;

pub use band::{Band, quantile, quantile_error};
pub use chance::{Chance, TargetChance};
pub use difference::Difference;
pub use money::NetCost;
pub use simulate::{Case, cases, simulate, simulate_cases, simulate_model, simulate_until};
pub use until::{Enough, FIRST_ROUND, Precision, Shown};

use crate::calendar::{FinancialYear, Month};
use crate::measure::Measure;
use crate::service::BASELINE;

/// One measure of the whole service or of one team, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<T, B = Band> {
    /// Name of the team; `None` for the whole service.
    pub team: Option<String>,
    /// The measure.
    pub measure: Measure,
    /// Bands in time order. Times at which no trial has a value are left out.
    pub bands: Vec<(T, B)>,
}

/// All measures of the baseline or of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// `baseline`, or the name of the option.
    pub option: String,
    /// What it is called in charts and sentences.
    pub title: String,
    /// By month; the first month is that of the opening balances. A series
    /// that never has a value (the caseload of a team without cases) is left out.
    pub monthly: Vec<Series<Month>>,
    /// Money and flows by financial year, for the years that the run covers whole.
    pub yearly: Vec<Series<FinancialYear>>,
    /// The chance of each target, in their order in the scenario.
    pub targets: Vec<TargetChance>,
    /// Trials behind it.
    pub trials: u32,
    /// A plain sentence if there are too few trials for what is shown.
    pub too_few_trials: Option<String>,
}

/// What an option changes: option minus what it is compared with, trial by trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The name of the option.
    pub option: String,
    /// What it is called in charts and sentences.
    pub title: String,
    /// The name of what it is compared with: `baseline`, or another option.
    pub against: String,
    /// What that is called.
    pub against_title: String,
    /// By month, the opening left out: nothing differs there.
    pub monthly: Vec<Series<Month, Difference>>,
    /// Money and flows by financial year.
    pub yearly: Vec<Series<FinancialYear, Difference>>,
    /// Money and flows of the whole service over the whole run, at its last month.
    pub totals: Vec<Series<Month, Difference>>,
    /// What the option costs in all.
    pub net_cost: NetCost,
}

/// What a run amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The baseline, then the options.
    pub summaries: Vec<Summary>,
    /// What each option changes.
    pub comparisons: Vec<Comparison>,
}

impl Summary {
    /// A measure of the whole service by month.
    pub fn service(&self, measure: impl AsRef<str>) -> Option<&Series<Month>> {
        of_service(&self.monthly, measure.as_ref())
    }

    /// A measure of the whole service by financial year.
    pub fn service_by_year(&self, measure: impl AsRef<str>) -> Option<&Series<FinancialYear>> {
        of_service(&self.yearly, measure.as_ref())
    }
}

impl Comparison {
    /// Whether it is compared with the baseline, not with another option.
    pub fn is_against_baseline(&self) -> bool {
        self.against == BASELINE
    }

    /// What changes in a measure of the whole service by month.
    pub fn service(&self, measure: impl AsRef<str>) -> Option<&Series<Month, Difference>> {
        of_service(&self.monthly, measure.as_ref())
    }

    /// What changes in a measure of the whole service by financial year.
    pub fn service_by_year(&self, measure: impl AsRef<str>) -> Option<&Series<FinancialYear, Difference>> {
        of_service(&self.yearly, measure.as_ref())
    }

    /// What changes in a flow of the whole service over the whole run.
    pub fn total(&self, measure: impl AsRef<str>) -> Option<&Difference> {
        let series = of_service(&self.totals, measure.as_ref())?;
        series.last().map(|(_, difference)| difference)
    }
}

fn of_service<'a, T, B>(all: &'a [Series<T, B>], measure: &str) -> Option<&'a Series<T, B>> {
    all.iter().find(|series| series.team.is_none() && series.measure.id == measure)
}

/// Sums of months, one for each trial; `months` gives the values of a month in the order of the trials.
fn sums_of<V: Iterator<Item = f32>>(trials: usize, months: impl Iterator<Item = V>) -> Vec<f32> {
    let mut sums = vec![0.0_f64; trials];
    for values in months {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += f64::from(value);
        }
    }
    sums.into_iter().map(|sum| sum as f32).collect()
}

impl<T: PartialEq, B> Series<T, B> {
    /// The band at a time.
    pub fn at(&self, time: &T) -> Option<&B> {
        self.bands.iter().find(|(own, _)| own == time).map(|(_, band)| band)
    }

    /// The last band.
    pub fn last(&self) -> Option<&(T, B)> {
        self.bands.last()
    }
}
