//! How far apart the ticks of an axis are.

/// The distance of two ticks: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    mantissa: i32,
    exponent: i32,
}

impl Step {
    /// The step nearest to a positive distance, in ratio.
    pub(super) fn near(distance: f64) -> Self {
        let floor = distance.log10().floor() as i32;
        let candidates = [(1, floor), (2, floor), (5, floor), (1, floor + 1)]
            .map(|(mantissa, exponent)| Self { mantissa, exponent });
        let miss = |step: &Self| (step.times(1) / distance).ln().abs();
        candidates.into_iter().min_by(|a, b| miss(a).total_cmp(&miss(b))).unwrap_or(candidates[0])
    }

    /// The power of ten in it.
    pub(super) fn exponent(self) -> i32 {
        self.exponent
    }

    /// A multiple of the step, as exact as a number can be.
    pub(super) fn times(self, count: i32) -> f64 {
        let product = f64::from(count) * f64::from(self.mantissa);
        if self.exponent < 0 {
            product / 10_f64.powi(-self.exponent)
        } else {
            product * 10_f64.powi(self.exponent)
        }
    }
}
