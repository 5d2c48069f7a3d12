//! Simple rules that a forecast must beat.

use super::{Forecast, Measure};
use crate::published::{AreaId, Published, Year};

/// A simple rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It stays as it is.
    LastValue,
    /// The mean of the council's years so far.
    CouncilMean,
    /// England's latest figure; for counts, England's rate for each child.
    EnglandMean,
    /// Half way from the last value to the council's mean.
    HalfShrunk,
    /// The last value, moved on as England moved last.
    EnglandTrend,
    /// Regression of the outturn on the last value and the council's mean so far.
    Regression,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 6] = [
        Self::LastValue,
        Self::CouncilMean,
        Self::EnglandMean,
        Self::HalfShrunk,
        Self::EnglandTrend,
        Self::Regression,
    ];
}

/// The rules for one measure, origin and horizon, with their past errors.
pub struct Rules;

impl Rules {
    /// Learns the rules' past errors from figures up to the origin.
    pub fn learn(_known: &Published, _measure: &Measure, _origin: Year, _horizon: Year) -> Self {
        Self
    }

    /// What each rule says of a council, in the order of [`Rule::ALL`].
    pub fn project(&self, _council: AreaId, _outturn: f64) -> Vec<Option<Forecast>> {
        vec![None; Rule::ALL.len()]
    }
}
