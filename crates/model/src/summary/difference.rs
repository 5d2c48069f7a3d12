//! Differences between an option and the baseline, trial by trial.

use super::Band;

/// A value that differs by no more than this part of itself is the same: what
/// is left is the rounding of the numbers in which trials are kept.
const ROUNDING: f32 = 1e-6;

/// Option minus baseline over the trials, at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Mean and percentiles of the differences.
    pub band: Band,
    /// Share of the trials in which the option has the lower value.
    pub probability_lower: f64,
    /// Share of the trials in which it has the higher value.
    pub probability_higher: f64,
}

impl Difference {
    /// The differences of a sample, which is put in ascending order. Trials
    /// without a value are left out; `None` if no trial has one.
    pub(super) fn of(sample: &mut Vec<f32>) -> Option<Self> {
        let band = Band::of(sample)?;
        let share = |is: fn(&f32) -> bool| {
            sample.iter().filter(|value| is(value)).count() as f64 / sample.len() as f64
        };
        Some(Self {
            band,
            probability_lower: share(|value| *value < 0.0),
            probability_higher: share(|value| *value > 0.0),
        })
    }
}

/// What an option changes in one trial; not a number if either has none.
pub(super) fn difference(option: f32, baseline: f32) -> f32 {
    let difference = option - baseline;
    if difference.abs() <= ROUNDING * option.abs().max(baseline.abs()) { 0.0 } else { difference }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_no_difference() {
        for (option, baseline, wanted) in [(700.000_06, 700.0, 0.0), (701.0, 700.0, 1.0), (0.0, 0.0, 0.0)] {
            assert_eq!(difference(option, baseline).to_bits(), f32::to_bits(wanted));
        }
        assert!(difference(f32::NAN, 1.0).is_nan());
    }

    #[test]
    fn what_is_equal_is_neither_lower_nor_higher() {
        let difference = Difference::of(&mut vec![-2.0, 0.0, 0.0, 1.0]).unwrap();
        assert_eq!((difference.probability_lower, difference.probability_higher), (0.25, 0.25));
        assert!((difference.band.mean + 0.25).abs() < 1e-12);
    }
}
