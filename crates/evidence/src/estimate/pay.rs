//! Pay in the year of a scenario.

use super::evidence::Evidence;
use crate::published::Year;

/// Rise of the pay scale a year before and after the year of the pay points.
const PAY_RISE: f64 = 1.035;
/// The year of the pay points of the template.
const PAY_YEAR: Year = 2023;
/// Pay in London against elsewhere.
const LONDON: f64 = 1.15;

/// Pay against the points of the template.
pub(super) struct Pay {
    year: Year,
    in_london: bool,
}

impl Pay {
    /// Pay at a council.
    pub(super) fn of(evidence: &Evidence<'_>) -> Self {
        let region = evidence.region().map(|region| evidence.data.area(region).name.as_str());
        Self { year: evidence.year, in_london: region == Some("London") }
    }

    /// A range of the template as pay of this year and place, to ten pounds.
    pub(super) fn scaled(&self, points: [f64; 3]) -> [f64; 3] {
        let london = if self.in_london { LONDON } else { 1.0 };
        let pay = PAY_RISE.powi(i32::from(self.year) - i32::from(PAY_YEAR)) * london;
        points.map(|point| (point * pay / 10.0).round() * 10.0)
    }

    /// What was done to the points, in words that follow a statement, each on a comment line of its own.
    pub(super) fn words(&self) -> String {
        let way = if self.year < PAY_YEAR { "taken back" } else { "raised" };
        let moved = format!(",\n# {way} by 3.5% a year to {}", self.year);
        let london = ",\n# and 15% more in London (judgement)";
        let parts = [(self.year != PAY_YEAR, moved.as_str()), (self.in_london, london)];
        parts.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect()
    }
}
