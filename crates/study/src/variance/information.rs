//! What it would be worth to know an input before deciding.

use super::polynomials::legendre;
use super::regression::{Basis, Design, product};
use super::share::{error_of_mean, mean, t_quantile};

/// The trials are parted into so many blocks: a rule is learned on all but
/// one and judged on the one.
const FOLDS: usize = 8;

/// Polynomials of each input to this degree at most.
const DEGREE: usize = 6;

/// A fit wants at least so many trials for each column.
const TRIALS_FOR_EACH: usize = 10;

/// Fewer trials are no ground for a rule.
const LEAST_TRIALS: usize = 80;

/// What it is worth to know something before deciding, in the unit of the payoffs.
///
/// Not cut off: what is worth nothing is as often estimated a little below nil as above, and shown as nil.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Information {
    /// Mean gain over the decision that is best without knowing.
    pub value: f64,
    /// Lower end of the 95% interval of Monte Carlo error.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// Share of trials in which another decision would be taken.
    pub changes: f64,
}

/// The value of knowing some inputs before deciding, everything else staying
/// unknown: the expected value of partial perfect information (equations V9 to V12).
///
/// `payoffs[d][t]` is what decision `d` pays in trial `t`: more is better.
/// `inputs[i][t]` is the probability from which input `i` was drawn.
///
/// ```text
/// EVPPI = E[ max over d of E(payoff[d] | inputs) ] - max over d of E(payoff[d])
/// ```
///
/// The payoff of each decision less that of the first is regressed on the inputs. The maximum
/// over fits that hold noise is too high, so the trials are parted into eight
/// blocks: seven teach how the inputs move the payoffs about their means;
/// the rule so learned takes decisions in the eighth, and the payoffs themselves tell what they are worth.
///
/// ```text
/// rule(inputs) = the d with the greatest   mean of (payoff[d] - payoff[0]) + fit[d](inputs)
/// value = min over d of mean( payoff[rule] - payoff[d] )
/// ```
///
/// It is the value of a rule that can be followed: what the rule misses is
/// missing in it, and noise does not add to it. The interval is made for each d from
/// the gains of the trials by blocks, and its ends are the least of those ends, so that it holds
/// where two decisions are about equally good.
/// The fit is a sum of Legendre polynomials of each input, to the degree from
/// 0 to 6 that foretells left-out trials best (V6); from degree 2 on, with
/// several inputs, the products of two straight lines are in it.
///
/// Trials in which any payoff or input has no value are left out. `None`
/// with fewer than 80 trials or without a decision.
///
/// Sources: Strong, Oakley and Brennan (2014), "Estimating Multiparameter
/// Partial Expected Value of Perfect Information from a Probabilistic
/// Sensitivity Analysis Sample: A Nonparametric Regression Approach",
/// *Medical Decision Making* 34(3). Blocks: Stone (1974), "Cross-Validatory
/// Choice and Assessment of Statistical Predictions", *Journal of the Royal
/// Statistical Society* B 36(2).
///
/// # Panics
///
/// If payoffs and inputs are not of equally many trials.
pub fn information(payoffs: &[Vec<f64>], inputs: &[&[f64]]) -> Option<Information> {
    let (payoffs, inputs) = complete(payoffs, inputs)?;
    let n = payoffs[0].len();
    if n < LEAST_TRIALS {
        return None;
    }
    let means: Vec<f64> = payoffs.iter().map(|payoff| mean(payoff)).collect();
    let mut decisions = Vec::with_capacity(n);
    for fold in 0..FOLDS {
        let judged = n * fold / FOLDS..n * (fold + 1) / FOLDS;
        let learned: Vec<usize> = (0..judged.start).chain(judged.end..n).collect();
        let rule = Rule::learned(&payoffs, &inputs, &learned);
        decisions.extend(judged.map(|trial| rule.decision(&means, &inputs, trial)));
    }
    Some(of_decisions(&payoffs, &means, &decisions))
}

/// The value of knowing everything before deciding, luck included: an upper
/// limit of what any knowledge is worth (equation V13).
///
/// ```text
/// EVPI = mean( max over d of payoff[d] ) - max over d of mean( payoff[d] )
/// ```
///
/// Source: Raiffa and Schlaifer (1961), *Applied Statistical Decision Theory*.
/// Where two decisions are about equally good it is a little too low, by less
/// than a standard error. `None` with fewer than two trials or without a decision.
///
/// # Panics
///
/// If payoffs are not of equally many trials.
pub fn perfect_information(payoffs: &[Vec<f64>]) -> Option<Information> {
    let (payoffs, _) = complete(payoffs, &[])?;
    if payoffs[0].len() < 2 {
        return None;
    }
    let means: Vec<f64> = payoffs.iter().map(|payoff| mean(payoff)).collect();
    let without = best(&means);
    let decision = |trial: usize| {
        let pays: Vec<f64> = payoffs.iter().map(|payoff| payoff[trial]).collect();
        best_or(without, &pays)
    };
    let decisions: Vec<usize> = (0..payoffs[0].len()).map(decision).collect();
    Some(of_decisions(&payoffs, &means, &decisions))
}

/// What the decisions of the trials gain over one decision for all.
fn of_decisions(payoffs: &[Vec<f64>], means: &[f64], decisions: &[usize]) -> Information {
    let without = best(means);
    let over = |payoff: &Vec<f64>| {
        let gain = |(trial, decision): (usize, &usize)| payoffs[*decision][trial] - payoff[trial];
        let gains: Vec<f64> = decisions.iter().enumerate().map(gain).collect();
        let (value, half_width) = (mean(&gains), t_quantile(gains.len()) * error_of_mean(&gains));
        [value, value - half_width, value + half_width]
    };
    let least = payoffs.iter().map(over).reduce(|left, right| [0, 1, 2].map(|i| left[i].min(right[i])));
    let [value, low, high] = least.unwrap_or_default();
    let changes = decisions.iter().filter(|decision| **decision != without).count();
    Information { value, low, high, changes: changes as f64 / decisions.len() as f64 }
}

/// One list of values for each payoff or input.
type Lists = Vec<Vec<f64>>;

/// Payoffs and inputs of the trials that have them all.
fn complete(payoffs: &[Vec<f64>], inputs: &[&[f64]]) -> Option<(Lists, Lists)> {
    let trials = payoffs.first()?.len();
    let all = || payoffs.iter().map(Vec::as_slice).chain(inputs.iter().copied());
    assert!(all().all(|values| values.len() == trials), "values of the same trials are equally many");
    let whole: Vec<usize> =
        (0..trials).filter(|trial| all().all(|values| !values[*trial].is_nan())).collect();
    let mut lists = all().map(|values| whole.iter().map(|trial| values[*trial]).collect());
    let payoffs = lists.by_ref().take(payoffs.len()).collect();
    Some((payoffs, lists.collect()))
}

/// The place of the greatest value, the first of several.
fn best(values: &[f64]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

/// The place of the greatest value, or the usual one if it is as great.
fn best_or(usual: usize, values: &[f64]) -> usize {
    let best = best(values);
    if values[best] > values[usual] { best } else { usual }
}

/// How the inputs move the payoffs.
struct Rule {
    degree: usize,
    basis: Basis,
    /// For each decision its advantage over the first, as weights of the basis without a level.
    advantages: Lists,
}

impl Rule {
    fn learned(payoffs: &[Vec<f64>], inputs: &[Vec<f64>], trials: &[usize]) -> Self {
        let most_columns = trials.len() / TRIALS_FOR_EACH;
        let fitting =
            |degree: &usize| steps(inputs.len(), *degree).last().is_some_and(|c| *c <= most_columns);
        let degree = (0..=DEGREE).rev().find(fitting).unwrap_or(0);
        let steps = steps(inputs.len(), degree);
        let columns = steps[degree];
        let mut cells = Vec::with_capacity(columns * trials.len());
        for trial in trials {
            cells.extend(row(inputs, *trial, degree));
        }
        let basis = Basis::of(Design::of(columns, cells));
        let advantage = |payoff: &Vec<f64>| {
            let more: Vec<f64> = trials.iter().map(|trial| payoff[*trial] - payoffs[0][*trial]).collect();
            let mut weights = basis.weights(&more);
            weights.truncate(basis.best(&weights, &steps, &more));
            // The level comes from all trials.
            weights[0] = 0.0;
            weights
        };
        let advantages = payoffs.iter().map(advantage).collect();
        Self { degree, basis, advantages }
    }

    fn decision(&self, means: &[f64], inputs: &[Vec<f64>], trial: usize) -> usize {
        let mut row = row(inputs, trial, self.degree);
        self.basis.turn(&mut row);
        let fits = self.advantages.iter().zip(means).map(|(weights, mean)| mean + product(&row, weights));
        // What is as good as the decision without knowing is no reason for another.
        best_or(best(means), &fits.collect::<Vec<f64>>())
    }
}

/// How many columns there are to each degree.
fn steps(inputs: usize, degree: usize) -> Vec<usize> {
    let products = inputs * inputs.saturating_sub(1) / 2;
    (0..=degree).map(|degree| 1 + inputs * degree + if degree > 1 { products } else { 0 }).collect()
}

/// 1, all straight lines, all squares and products of two lines, all cubes, and so on.
fn row(inputs: &[Vec<f64>], trial: usize, degree: usize) -> Vec<f64> {
    let mut of_inputs = vec![0.0; inputs.len() * degree];
    if degree > 0 {
        for (values, input) in of_inputs.chunks_exact_mut(degree).zip(inputs) {
            legendre(input[trial], values);
        }
    }
    let of_degree = |at: usize| of_inputs.iter().skip(at).step_by(degree.max(1)).copied();
    let mut row = vec![1.0];
    for at in 0..degree {
        row.extend(of_degree(at));
        if at == 1 {
            for (i, line) in of_degree(0).enumerate() {
                row.extend(of_degree(0).skip(i + 1).map(|other| line * other));
            }
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::known::points;
    use super::*;

    #[test]
    fn the_columns_are_as_many_as_the_steps_say() {
        let inputs = [vec![0.1], vec![0.6], vec![0.9]];
        for (inputs, degree) in
            [(0, 0), (1, 0), (1, 4), (2, 1), (2, 2), (3, 5)].map(|(i, d)| (&inputs[..i], d))
        {
            assert_eq!(row(inputs, 0, degree).len(), steps(inputs.len(), degree)[degree]);
        }
    }

    #[test]
    fn a_choice_that_the_input_decides_is_worth_what_it_saves() {
        // Decision 1 pays p - 0.25, decision 0 nothing. Knowing p it is taken above 0.25 alone,
        // which saves the loss below: 0.25^2 / 2.
        let point = points(3, 4_096);
        let payoffs = [vec![0.0; 4_096], point.iter().map(|p| p - 0.25).collect()];
        let found = information(&payoffs, &[&point]).unwrap();
        assert!((found.value - 0.03125).abs() < 1e-4, "{found:?}");
        assert!((found.changes - 0.25).abs() < 1e-3);
        // With nothing left to luck, it is worth as much as knowing everything.
        assert!((perfect_information(&payoffs).unwrap().value - 0.03125).abs() < 1e-4);
    }

    #[test]
    fn nothing_is_worth_nothing() {
        let point = points(3, 256);
        let nil = Information { value: 0.0, low: 0.0, high: 0.0, changes: 0.0 };
        let same = [point.clone(), point.clone()];
        for payoffs in [&same[..], &same[..1], &[vec![1.0; 256], vec![2.0; 256]]] {
            assert_eq!(information(payoffs, &[&point]), Some(nil));
            assert_eq!(information(payoffs, &[&[0.5; 256]]), Some(nil));
            assert_eq!(information(payoffs, &[]), Some(nil));
            assert_eq!(perfect_information(payoffs), Some(nil));
        }
        assert_eq!(information(&[], &[&point]), None);
        assert_eq!(perfect_information(&[]), None);
        assert_eq!(information(&[vec![1.0; 79]], &[&point[..79]]), None);
    }

    #[test]
    fn trials_without_a_value_are_left_out() {
        let mut point = points(3, 512);
        let payoffs = [vec![0.2; 512], point.clone()];
        point[100..].fill(f64::NAN);
        let short = [vec![0.2; 100], payoffs[1][..100].to_vec()];
        assert_eq!(information(&payoffs, &[&point]), information(&short, &[&point[..100]]));
    }
}
