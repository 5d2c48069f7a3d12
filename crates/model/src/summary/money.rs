//! What an option costs in all, and when it has paid for itself.

use super::difference::Difference;
use super::{Band, quantile, sums_of};
use crate::calendar::{FinancialYear, Month};

/// What an option costs against the baseline, all added up since the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetCost {
    /// Since the start, at the end of each month: what the option has cost more
    /// than the baseline; negative is a saving.
    pub cumulative: Vec<(Month, Difference)>,
    /// Share of the trials in which the option has paid for itself by the end
    /// of a month, and has not been in deficit again by the end of the run.
    pub paid_back: Vec<(Month, f64)>,
    /// The whole run, discounted, at the prices of the start (equation M8).
    pub discounted: Option<Difference>,
    /// Mean cost of the levers over the whole run.
    pub of_levers: f64,
    /// Of an option that is one programme of early help: the effect with which it would cost nothing over the run
    /// (equation M10), 10th percentile, median and 90th. 1 where not even all that it could prevent would do.
    pub break_even: Option<[f64; 3]>,
}

/// The cost of an option over the whole run, in the order of the trials.
#[derive(Default)]
pub(super) struct CostOfRun {
    /// Of the whole service, against what the option is compared with.
    pub(super) net: Vec<f32>,
    /// Of the levers alone.
    pub(super) levers: Vec<f32>,
}

impl CostOfRun {
    /// The break-even effect of early help that has these effects in the trials (equation M10). What it saves beside
    /// its own cost is taken to grow with its effect: so each trial says what effect would save as much as it costs.
    pub(super) fn break_even(&self, effects: impl Iterator<Item = f64>) -> Option<[f64; 3]> {
        let trials = self.net.iter().zip(&self.levers).zip(effects);
        let needed = trials.map(|((net, levers), effect)| {
            let saved_by_all = f64::from(levers - net) / effect;
            // Where nothing is saved, or the effect is nil, not even all would do.
            let needed = f64::from(*levers) / saved_by_all;
            if saved_by_all > 0.0 && needed.is_finite() { needed.min(1.0) } else { 1.0 }
        });
        let mut needed: Vec<f64> = needed.collect();
        needed.sort_unstable_by(f64::total_cmp);
        (!needed.is_empty()).then(|| [0.1, 0.5, 0.9].map(|p| quantile(&needed, p)))
    }
}

impl NetCost {
    /// Share of the trials in which it never pays for itself within the run.
    pub fn never_pays_back(&self) -> Option<f64> {
        self.paid_back.last().map(|(_, share)| 1.0 - share)
    }

    /// Share of the trials in which it has saved money by the end of each
    /// financial year, all years since the start together.
    pub fn saves_by(&self) -> Vec<(FinancialYear, f64)> {
        let marches = self.cumulative.iter().filter(|(month, _)| month.number() == 3);
        marches.map(|(month, cost)| (month.financial_year(), cost.probability_lower)).collect()
    }

    /// The first month by whose end at least this share of all trials has paid back.
    pub fn paid_back_in(&self, share: f64) -> Option<Month> {
        self.paid_back.iter().find(|(_, paid)| *paid >= share).map(|(month, _)| *month)
    }

    /// Fills in what follows from the cost of each month: `months` gives the
    /// differences of a month in the order of the trials.
    pub(super) fn add_up<V: Iterator<Item = f32>>(
        &mut self,
        trials: usize,
        months: impl Iterator<Item = (Month, V)>,
    ) {
        let mut sums = vec![0.0_f64; trials];
        // The month since which a trial has not been in deficit, as a position.
        let mut since: Vec<Option<usize>> = vec![Some(0); trials];
        for (at, (month, costs)) in months.enumerate() {
            for ((sum, since), cost) in sums.iter_mut().zip(&mut since).zip(costs) {
                *sum += f64::from(cost);
                *since = if *sum > 0.0 { None } else { since.or(Some(at)) };
            }
            let mut sample: Vec<f32> = sums.iter().map(|sum| *sum as f32).collect();
            let Some(difference) = Difference::of(&mut sample) else { continue };
            self.cumulative.push((month, difference));
        }
        let paid = |at: usize| since.iter().filter(|since| since.is_some_and(|since| since <= at)).count();
        let months = self.cumulative.iter().enumerate();
        self.paid_back =
            months.map(|(at, (month, _))| (*month, paid(at) as f64 / trials.max(1) as f64)).collect();
    }

    /// Fills in the discounted cost of the whole run.
    pub(super) fn discount<V: Iterator<Item = f32>>(
        &mut self,
        trials: usize,
        months: impl Iterator<Item = V>,
    ) {
        self.discounted = Difference::of(&mut sums_of(trials, months));
    }

    /// The band of what it has cost at the end of a month.
    pub fn at(&self, month: Month) -> Option<&Band> {
        let at = self.cumulative.iter().find(|(own, _)| *own == month);
        at.map(|(_, difference)| &difference.band)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_has_paid_back_when_it_is_never_in_deficit_again() {
        // Of three trials one saves from the third month on, one falls back, one saves at once.
        let months = [[2.0, 2.0, -1.0], [-1.0, -3.0, -1.0], [-2.0, 2.0, -1.0]];
        let start = Month::new(2024, 1);
        let months = (0..).zip(months);
        let mut net = NetCost::default();
        net.add_up(3, months.map(|(at, values)| (start.plus(at), values.into_iter())));
        let third = 1.0 / 3.0;
        let shares: Vec<f64> = net.paid_back.iter().map(|(_, share)| *share).collect();
        assert_eq!(shares, [third, third, 2.0 * third]);
        assert_eq!(net.saves_by(), [(FinancialYear { first: 2023 }, 2.0 * third)]);
        assert_eq!(net.paid_back_in(0.5), Some(start.plus(2)));
    }

    #[test]
    fn an_effect_breaks_even_that_would_save_what_it_costs() {
        // Levers of 100 with effects of 10%, 20% and none: the first saves 50, so 20% would do; the second saves 400,
        // so 5% would do; the third saves nothing by its effect, and a fourth costs more by having one.
        let cost = CostOfRun { net: vec![50.0, -300.0, 100.0, 120.0], levers: vec![100.0; 4] };
        let [low, middle, high] = cost.break_even([0.1, 0.2, 0.0, 0.1].into_iter()).unwrap();
        // Of 0.05, 0.2, 1 and 1: quantiles at 0.3, 1.5 and 2.7 steps.
        for (got, wanted) in [(low, 0.095), (middle, 0.6), (high, 1.0)] {
            assert!((got - wanted).abs() < 1e-9, "{got} for {wanted}");
        }
        // Help that brings referrals (a negative effect) and costs by them says the same of each of them.
        let harmful = CostOfRun { net: vec![150.0], levers: vec![100.0] };
        assert!((harmful.break_even([-0.1].into_iter()).unwrap()[1] - 0.2).abs() < 1e-9);
    }
}
