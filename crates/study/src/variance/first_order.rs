//! What one input does alone, from any trials.

use super::regression::{Basis, Design};
use super::share::{Share, centred, error_of_mean, paired, t_quantile};

/// The polynomials that the response to an input is fitted by. With ten, two
/// full waves over the range of the input are followed but for a hundred-thousandth of their
/// variance.
const DEGREE: usize = 10;

/// A fit wants at least so many trials for each polynomial.
const TRIALS_FOR_EACH: usize = 5;

/// The share of the variance of the results that goes away on average once
/// the input is known: its first-order index (equations V2 to V4).
///
/// `points` is the probability from which the input was drawn in each trial, spread evenly over 0 to 1.
///
/// ```text
/// S = V[E(y | p)] / V(y),   estimated by   ( sum of w[j]^2 - trace M ) / TSS
/// ```
///
/// with the weights w of y on the first k = 10 Legendre polynomials of p, orthonormal in the trials, TSS the
/// sum of squares about the mean, and M the covariance of w from blocks of trials. The sum of
/// squares alone is too high by what noise adds to it, which is trace M. Where the
/// trials are independent and equally noisy this is the usual adjusted R^2; where they
/// are not it still has mean nil without an effect.
///
/// The standard error is that of a ratio of means (delta method) from blocks: with e the
/// residual, r = y - mean, q = RSS / TSS,
///
/// ```text
/// u = (e^2 - q r^2) / (TSS / n);   error(S) = error(mean u)
/// ```
///
/// For an input without effect it is up to 1.4 times too large, and so the interval too wide.
///
/// `None` if fewer than 55 trials have both values or all results are the
/// same. An input that does not vary has the share 0.
///
/// Sources: index: Sobol' (1993), "Sensitivity Estimates for Nonlinear
/// Mathematical Models", *Mathematical Modelling and Computational
/// Experiments* 1(4). Polynomials: Sudret (2008), "Global Sensitivity Analysis Using Polynomial Chaos Expansions",
/// *Reliability Engineering and System Safety* 93(7). Correction: Ezekiel
/// (1930), *Methods of Correlation Analysis*; Wherry (1931), "A New Formula
/// for Predicting the Shrinkage of the Coefficient of Multiple Correlation",
/// *Annals of Mathematical Statistics* 2(4).
///
/// # Panics
///
/// If points and results are not equally many.
pub fn first_order(points: &[f64], results: &[f64]) -> Option<Share> {
    let (points, results) = paired(points, results);
    if results.len() < TRIALS_FOR_EACH * (DEGREE + 1) {
        return None;
    }
    let results = centred(&results)?;
    let n = results.len() as f64;
    let basis = Basis::of(Design::of_powers(&points, DEGREE));
    let weights = basis.weights(&results);
    let rest = basis.residuals(&weights, DEGREE + 1, &results);
    if basis.rank(DEGREE + 1) < 2 {
        return Some(Share { value: 0.0, low: 0.0, high: 0.0 });
    }
    let about_the_mean: f64 = results.iter().map(|result| result * result).sum();
    let left: f64 = rest.iter().map(|(rest, _)| rest * rest).sum();
    let unexplained = left / about_the_mean;
    let influence = |((rest, _), result): (&(f64, f64), &f64)| {
        (rest * rest - unexplained * result * result) / (about_the_mean / n)
    };
    let error = error_of_mean(&rest.iter().zip(&results).map(influence).collect::<Vec<f64>>());
    let covariance = basis.covariance(&weights, DEGREE + 1, &results);
    let noise: f64 = covariance.iter().step_by(DEGREE + 1).sum();
    let explained: f64 = weights[1..].iter().map(|weight| weight * weight).sum();
    let value = (explained - noise) / about_the_mean;
    let half_width = t_quantile(results.len()) * error;
    Some(Share { value, low: value - half_width, high: value + half_width })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_share_of_nothing() {
        let points: Vec<f64> = (0..100).map(|i| (f64::from(i) + 0.5) / 100.0).collect();
        assert_eq!(first_order(&points, &[3.0; 100]), None);
        assert_eq!(first_order(&points[..54], &points[..54]), None);
        assert_eq!(first_order(&[], &[]), None);
        assert_eq!(first_order(&[0.3; 100], &points).map(|share| share.value), Some(0.0));
    }

    #[test]
    fn an_input_that_decides_everything_has_all() {
        let points: Vec<f64> = (0..100).map(|i| (f64::from(i) + 0.5) / 100.0).collect();
        let results: Vec<f64> = points.iter().map(|p| 1e6 + p * p).collect();
        let share = first_order(&points, &results).unwrap();
        assert!((share.value - 1.0).abs() < 1e-9 && share.high - share.low < 1e-9, "{share:?}");
    }
}
