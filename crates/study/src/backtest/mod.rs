//! The back-test: what would have been projected for every council from what
//! was known in a year, beside what happened.
//!
//! A [`Task`] is one council from one origin: a scenario made from the figures up
//! to that year ([`Estimator`](evidence::estimate::Estimator)), run, and read off
//! at the dates of the published figures. Simple rules ([`rules`]) project the
//! same figures, and [`scores`] says how well each did.

mod measure;
mod forecast;
mod predictors;
mod line;
mod project;
pub mod rules;
pub mod groups;
pub mod scores;
pub mod table;
#[cfg(any(test, feature = "sample"))]
pub mod sample;

pub use forecast::{Forecast, QUANTILES};
pub use measure::{ErrorScale, MEASURES, Measure};
pub use project::{Projected, Task, project, tasks};

use std::ops::Range;

use evidence::estimate::FIRST_YEAR;
use evidence::published::{AreaId, Published, Year};

/// What is to be projected.
#[derive(Clone, Debug)]
pub struct BacktestPlan {
    /// The years from whose figures is projected, ascending.
    pub origins: Vec<Year>,
    /// How many years ahead.
    pub horizon: Year,
    /// The councils.
    pub councils: Vec<AreaId>,
    /// Places in [`MEASURES`].
    pub measures: Vec<usize>,
    /// Trials of each council and origin.
    pub trials: u32,
    /// The seed of all of them.
    pub seed: u64,
}

/// A figure that was projected, and what it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// The council.
    pub council: AreaId,
    /// The last year of which figures were used.
    pub origin: Year,
    /// Years from the figure of the origin to that of the target.
    pub horizon: Year,
    /// The place in [`MEASURES`].
    pub measure: usize,
    /// What was published later.
    pub outturn: f64,
    /// The last figure at the origin, which is the scale of the scores of counts.
    pub last: f64,
    /// Staffcast's.
    pub own: Forecast,
    /// Those of the rules of thumb, in the order of [`rules::Rule::ALL`]; absent
    /// where a rule has nothing to go by.
    pub rules: Vec<Option<Forecast>>,
}

impl Projection {
    /// The year of the outturn.
    pub fn target(&self) -> Year {
        self.origin + self.horizon
    }
}

impl BacktestPlan {
    /// The origins from which at least one outturn is published.
    pub fn possible_origins(published: &Published) -> Range<Year> {
        FIRST_YEAR..published.workforce.last_year().unwrap_or(FIRST_YEAR)
    }

    /// The last year of which any figure of a back-test may be published.
    pub fn last_outturn(published: &Published) -> Year {
        let Published { workforce, demand, looked_after, .. } = published;
        let last = [workforce.last_year(), demand.last_year(), looked_after.last_year()];
        last.into_iter().flatten().max().unwrap_or(FIRST_YEAR)
    }

    /// Puts beside what was projected what the rules say.
    pub fn with_rules(&self, published: &Published, projected: &[Projected]) -> Vec<Projection> {
        let mut all = Vec::new();
        for &origin in &self.origins {
            let known = published.until(origin);
            let own = || projected.iter().filter(|projected| projected.origin == origin);
            for &measure in &self.measures {
                for horizon in 1..=self.horizon {
                    let rules = rules::Rules::learn(&known, &MEASURES[measure], origin, horizon);
                    all.extend(own().filter_map(|projected| {
                        let own = projected.of(measure, horizon)?;
                        let council = projected.council;
                        let outturn = MEASURES[measure].outturn(published, council, origin + horizon)?;
                        let last = MEASURES[measure].outturn(&known, council, origin)?;
                        let rules = rules.project(council, outturn);
                        Some(Projection {
                            council,
                            origin,
                            horizon,
                            measure,
                            outturn,
                            last,
                            own: *own,
                            rules,
                        })
                    }));
                }
            }
        }
        all
    }
}
