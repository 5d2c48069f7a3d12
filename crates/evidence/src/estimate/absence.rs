//! Absence at a council: what is usual there, and what it was at the end of the year.

use super::environment::Environment;
use super::evidence::{Evidence, Figure};
use super::shrinkage::end_of_year;
use crate::published::Year;

/// A council's absence.
pub(super) struct Absence {
    /// Its own rates in per cent, by year.
    pub(super) own: Vec<(Year, f64)>,
    /// The usual rate, and the standard deviation of its logarithm.
    pub(super) usual: (f64, f64),
    /// Whether all councils were there to learn the usual rate from.
    pub(super) is_learned: bool,
    /// The same at the end of the year for which it is published.
    pub(super) at_end: (f64, f64),
}

impl Absence {
    /// One year's absence says little of the next: the usual rate is drawn
    /// towards region and England, and the run begins with what was published.
    pub(super) fn of(evidence: &Evidence<'_>, environment: &Environment, published: &Figure) -> Self {
        let own = evidence.own_years(|data, area, year| {
            data.workforce.get(area, year).absence_percent.filter(|percent| *percent > 0.0)
        });
        let logs: Vec<(Year, f64)> = own.iter().map(|(year, percent)| (*year, percent.ln())).collect();
        let published = published.value;
        let (rate, sd) = environment.absence_levels.as_ref().map_or((published, 0.2), |levels| {
            let level = levels.level(evidence.region(), &logs);
            (level.mean.exp() * environment.absence_factor / 100.0, level.sd)
        });
        // The published rate is that of a year, the start is its end.
        let swing = environment.absence_at(evidence.data, evidence.council);
        let (weight, unexplained) = end_of_year(swing.persistence);
        Self {
            own,
            usual: (rate, sd),
            is_learned: environment.absence_levels.is_some(),
            at_end: (rate * (published / rate).powf(weight), swing.sd * unexplained),
        }
    }
}
