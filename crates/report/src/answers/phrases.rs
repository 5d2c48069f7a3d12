//! Chances and changes in words.

use model::measure::Unit;
use model::readable::ChangeStyle;
use model::summary::{Band, Difference};

/// Of the trials with any change at least this share must change in the same direction; else the direction is called
/// unclear.
const TELLING: f64 = 0.8;

/// A share of the trials: "97 of 100 trials". A share that is not quite all
/// or none is never told as all or none.
pub(crate) fn trials(share: f64) -> String {
    let hundredths = (share * 100.0).round();
    if share >= 1.0 {
        "all trials".to_owned()
    } else if share <= 0.0 {
        "no trial".to_owned()
    } else if hundredths >= 100.0 {
        "more than 99 of 100 trials".to_owned()
    } else if hundredths <= 0.0 {
        "fewer than 1 of 100 trials".to_owned()
    } else {
        format!("{hundredths:.0} of 100 trials")
    }
}

/// Which way a measure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Lower,
    Higher,
    /// Too many trials disagree.
    Unclear,
    /// No change that could be seen.
    None,
}

/// A change of a measure as people read it.
pub(super) struct Change {
    pub(super) direction: Direction,
    /// The size of the median change, without sign: "4.1 points".
    pub(super) size: String,
    /// Whether the median change reads as none: only some of the trials feel it.
    pub(super) is_nil_in_median: bool,
    /// Its 80% range, with signs where it has both: "2.0 to 6.3".
    pub(super) range: String,
    /// The unit that follows the range where no size stands before it.
    pub(super) unit: &'static str,
    /// Share of the trials that go the same way.
    pub(super) share: f64,
}

impl Change {
    /// A change over so many trials.
    pub(super) fn of(unit: Unit, difference: &Difference, trials: u32) -> Self {
        let Band { p10, p50, p90, .. } = difference.band;
        let scale =
            ChangeStyle::of(unit, &[p10, p50, p90]).supported_by(difference.band.percentile_error(trials));
        let (lower, higher) = (difference.probability_lower, difference.probability_higher);
        let direction = if scale.is_nil(p10) && scale.is_nil(p50) && scale.is_nil(p90) {
            Direction::None
        } else if lower >= TELLING * (lower + higher) {
            Direction::Lower
        } else if higher >= TELLING * (lower + higher) {
            Direction::Higher
        } else {
            Direction::Unclear
        };
        // A change down of 2 to 6 is told as "down by 2 to 6".
        let (low, high) = if direction == Direction::Lower { (-p90, -p10) } else { (p10, p90) };
        let middle = if direction == Direction::Lower { -p50 } else { p50 };
        Self {
            direction,
            size: scale.write(middle),
            is_nil_in_median: scale.is_nil(p50),
            range: format!("{} to {}", scale.number(low), scale.number(high)),
            unit: scale.unit_words(),
            share: lower.max(higher),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_trials_is_never_more_than_it_is() {
        for (share, words) in [
            (1.0, "all trials"),
            (0.9996, "more than 99 of 100 trials"),
            (0.97, "97 of 100 trials"),
            (0.001, "fewer than 1 of 100 trials"),
            (0.0, "no trial"),
        ] {
            assert_eq!(trials(share), words);
        }
    }

    fn difference(p10: f64, p50: f64, p90: f64, lower: f64) -> Difference {
        let band =
            Band { mean: p50, p05: p10, p10, p25: p10, p50, p75: p90, p90, p95: p90, standard_error: 0.0 };
        Difference { band, probability_lower: lower, probability_higher: 1.0 - lower }
    }

    #[test]
    fn a_fall_is_told_by_its_size() {
        let change = Change::of(Unit::Share, &difference(-0.063, -0.041, -0.020, 0.97), 2_000);
        assert_eq!(change.direction, Direction::Lower);
        assert_eq!(change.size, "4.1 percentage points");
        assert_eq!(change.range, "2.0 to 6.3");
        assert!(!change.is_nil_in_median);
        assert!(Change::of(Unit::Share, &difference(-0.063, 0.0, 0.0, 0.4), 2_000).is_nil_in_median);
    }

    #[test]
    fn what_may_go_either_way_keeps_its_signs() {
        let change = Change::of(Unit::Pounds, &difference(-250_000.0, 100_000.0, 1_200_000.0, 0.4), 2_000);
        assert_eq!(change.direction, Direction::Unclear);
        assert_eq!(change.range, "\u{2212}£0.2m to £1.2m");
        let nil = Change::of(Unit::Share, &difference(0.0, 0.0, 0.0004, 0.0), 2_000);
        assert_eq!(nil.direction, Direction::None);
    }
}
