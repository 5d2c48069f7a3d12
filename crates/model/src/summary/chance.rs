//! Chances of targets.

use crate::calendar::Month;
use crate::service::Target;

/// The chance of a target, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetChance {
    /// The target.
    pub target: Target,
    /// By month; the opening is left out.
    pub months: Vec<Chance>,
}

/// The chance of a target in one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The month.
    pub month: Month,
    /// Share of the trials that meet it at the end of the month.
    pub met: f64,
    /// Share of the trials that have met it at the end of this or of an earlier month.
    pub met_by_then: f64,
    /// Monte Carlo standard error of the first.
    pub standard_error: f64,
}

impl TargetChance {
    /// The chance at the date of the target, or at the end of the run if it has none.
    pub fn headline(&self) -> Option<Chance> {
        match self.target.by {
            Some(by) => self.months.iter().find(|chance| chance.month == by).copied(),
            None => self.months.last().copied(),
        }
    }

    /// Works it out from the values of each month, in the order of the trials.
    pub(super) fn of<V: Iterator<Item = f32>>(
        target: &Target,
        months: impl Iterator<Item = (Month, V)>,
    ) -> Self {
        let mut ever: Vec<bool> = Vec::new();
        // Values are kept with seven digits: at most 20% holds for 4 posts of 20.
        let limit = f64::from(target.value as f32);
        let chances = months.filter_map(|(month, values)| {
            let (mut with_value, mut met, mut met_ever) = (0_u32, 0_u32, 0_u32);
            for (trial, value) in values.enumerate() {
                if ever.len() <= trial {
                    ever.push(false);
                }
                let is_met = target.limit.is_met(f64::from(value), limit);
                ever[trial] |= is_met;
                with_value += u32::from(!value.is_nan());
                met += u32::from(is_met);
                met_ever += u32::from(ever[trial]);
            }
            let n = f64::from(with_value);
            let share = f64::from(met) / n;
            (with_value > 0).then(|| Chance {
                month,
                met: share,
                met_by_then: f64::from(met_ever) / ever.len() as f64,
                standard_error: (share * (1.0 - share) / n).sqrt(),
            })
        });
        Self { target: target.clone(), months: chances.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_the_limit_itself_is_at_most_the_limit() {
        let of = |text: &str| {
            let target: Target = text.parse().unwrap();
            let values = [(4.0_f64 / 20.0) as f32];
            TargetChance::of(&target, [(Month::new(2024, 1), values.into_iter())].into_iter()).months[0].met
        };
        assert_eq!(
            [of("vacancy_rate at most 20%"), of("vacancy_rate above 20%")].map(f64::to_bits),
            [1.0, 0.0].map(f64::to_bits)
        );
    }

    #[test]
    fn a_target_once_met_has_been_met_though_it_is_no_longer() {
        let target: Target = "caseload at most 16 by 2024-02".parse().unwrap();
        let months = [[15.0, 17.0, 17.0], [17.0, 16.0, 18.0], [17.0, 17.0, f32::NAN]];
        let months = (0..).zip(months);
        let start = Month::new(2024, 1);
        let chance =
            TargetChance::of(&target, months.map(|(at, values)| (start.plus(at), values.into_iter())));
        let third = 1.0 / 3.0;
        let met: Vec<(f64, f64)> = chance.months.iter().map(|one| (one.met, one.met_by_then)).collect();
        assert_eq!(met, [(third, third), (third, 2.0 * third), (0.0, 2.0 * third)]);
        assert_eq!(chance.headline().map(|one| one.month), Some(start.plus(1)));
    }
}
