//! Whether targets are met, trial by trial.

/// In which trials the targets are met; trials without a value are left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Met(pub(crate) Vec<Option<bool>>);

impl Met {
    /// From 1, 0 and not a number.
    pub(crate) fn of(values: &[f64]) -> Self {
        Self(values.iter().map(|value| (!value.is_nan()).then_some(*value > 0.5)).collect())
    }

    /// The share of the trials, nil if there are none.
    pub(crate) fn chance(&self) -> f64 {
        let (met, all) = self.count();
        if all == 0.0 { 0.0 } else { met / all }
    }

    /// Its Monte Carlo standard error.
    pub(crate) fn standard_error(&self) -> f64 {
        let chance = self.chance();
        (chance * (1.0 - chance) / self.count().1.max(1.0)).sqrt()
    }

    pub(crate) fn count(&self) -> (f64, f64) {
        let met = self.0.iter().filter(|met| **met == Some(true)).count();
        (met as f64, self.0.iter().flatten().count() as f64)
    }

    /// By how much the chance of another is lower, and the standard error of that: only the
    /// trials count that are met in one and not in the other (`McNemar` 1947, "Note on the Sampling
    /// Error of the Difference Between Correlated Proportions", *Psychometrika* 12(2)).
    pub(crate) fn fall_to(&self, other: &Self) -> (f64, f64) {
        let pairs = self.0.iter().zip(&other.0).filter_map(|(own, other)| Some(((*own)?, (*other)?)));
        let (mut lost, mut won, mut all) = (0.0, 0.0, 0.0_f64);
        for (own, other) in pairs {
            all += 1.0;
            lost += f64::from(u8::from(own && !other));
            won += f64::from(u8::from(!own && other));
        }
        let all = all.max(1.0);
        ((lost - won) / all, (lost + won).sqrt() / all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_without_a_value_do_not_count() {
        let met = Met::of(&[1.0, f64::NAN, 0.0, 1.0]);
        assert!((met.chance() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(Met::of(&[f64::NAN]).chance().to_bits(), 0.0_f64.to_bits());
    }
}
