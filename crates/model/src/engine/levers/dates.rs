//! When levers act.

use crate::engine::plan::{Dates, Phase};
use crate::sampling::Values;

/// When a lever acts in a trial, in months of the run from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    /// The first month.
    pub(super) from: f64,
    /// The last month in full.
    pub(super) until: f64,
    /// Months of growth at first.
    pub(super) phase_in: f64,
    /// Months of fading after the last.
    pub(super) phase_out: f64,
}

impl Dates {
    pub(super) fn of(&self, values: &Values) -> When {
        When {
            from: self.from.into(),
            until: self.until.into(),
            phase_in: values[self.phase_in],
            phase_out: values[self.phase_out],
        }
    }
}

impl When {
    /// Months in full, growth included.
    pub(super) fn months(&self) -> f64 {
        (self.until - self.from + 1.0).max(1.0)
    }

    /// Whether a month lies between the first and the last in full.
    pub(super) fn is_on(&self, month: f64) -> bool {
        (self.from..=self.until).contains(&month)
    }

    /// How far the lever acts in a month, 0 to 1 (equation L1): at the middle
    /// of the month, so that a phase of n months has half its effect on average.
    pub(super) fn share(&self, month: f64) -> f64 {
        if month < self.from {
            return 0.0;
        }
        let grown = |month: f64| phase(month - self.from + 0.5, self.phase_in);
        if month <= self.until {
            return grown(month);
        }
        grown(self.until) * (1.0 - phase(month - self.until - 0.5, self.phase_out))
    }
}

/// How much of a phase is over after so many months of it.
fn phase(months: f64, length: f64) -> f64 {
    if length <= 0.0 { 1.0 } else { (months / length).clamp(0.0, 1.0) }
}

impl Phase {
    /// The share of a change that is made in a month, if it is made in a part of its lever's time.
    pub(super) fn share(self, when: &When, values: &Values, month: f64) -> f64 {
        match self {
            Self::All => when.share(month),
            Self::First(months) => {
                // Of a month that lies in it by a part, that part.
                let left = when.from + values[months] - month;
                if when.is_on(month) { left.clamp(0.0, 1.0) } else { 0.0 }
            }
            Self::After(months) => {
                let from = when.from + values[months].ceil();
                if from <= when.until { When { from, ..*when }.share(month) } else { 0.0 }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lever_grows_holds_and_fades() {
        let when = When { from: 3.0, until: 8.0, phase_in: 4.0, phase_out: 2.0 };
        let shares: Vec<f64> = (1..=12).map(|month| when.share(f64::from(month))).collect();
        assert_eq!(shares, [0.0, 0.0, 0.125, 0.375, 0.625, 0.875, 1.0, 1.0, 0.75, 0.25, 0.0, 0.0]);
    }

    #[test]
    fn without_phases_it_acts_at_once_and_ends_at_once() {
        let when = When { from: 2.0, until: 3.0, phase_in: 0.0, phase_out: 0.0 };
        let shares: Vec<f64> = (1..=5).map(|month| when.share(f64::from(month))).collect();
        assert_eq!(shares, [0.0, 1.0, 1.0, 0.0, 0.0]);
    }
}
