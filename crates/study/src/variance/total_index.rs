//! What a set of inputs does, from trials that are run again with some inputs redrawn.

use super::share::{Share, centred, error_of_mean, paired, t_quantile};

/// Fewer trials say nothing about a share.
const LEAST_TRIALS: usize = 20;

/// The share of the variance that is due to the inputs that were redrawn,
/// with all they do together with others: their total index (equation V5).
///
/// `resampled` are the results of the same trials with only those inputs drawn anew.
///
/// ```text
/// ST = mean( (a - b)^2 ) / (2 V),   V = sum( (a - m)^2 + (b - m)^2 ) / (2n - 1),  m = mean of all a and b
/// ```
///
/// Source: Jansen (1999), "Analysis of Variance Designs for Model Output",
/// *Computer Physics Communications* 117(1-2). The variance is taken from both
/// runs: then 1 - ST is the estimator of least variance of Janon, Klein,
/// Lagnoux, Nodet and Prieur (2014), "Asymptotic Normality and Efficiency of
/// Two Sobol Index Estimators", *ESAIM: Probability and Statistics* 18.
///
/// 1 - ST is the correlation between both runs. Its interval is made on the
/// scale on which errors of correlations are even, z = artanh(1 - ST) (Fisher
/// 1921, "On the 'Probable Error' of a Coefficient of Correlation Deduced from
/// a Small Sample", *Metron* 1), with the error of a ratio of means (delta method) from blocks of trials, so
/// that no normal distribution of the results is assumed:
///
/// ```text
/// u = ( (a - b)^2 / 2 - ST ((a - m)^2 + (b - m)^2) / 2 ) / V,   error(ST) = error(mean u)
/// error(z) = error(ST) / (1 - (1 - ST)^2)
/// ```
///
/// `None` with fewer than 20 trials, or if all results are the same.
///
/// # Panics
///
/// If both are not equally many.
pub fn total_index(results: &[f64], resampled: &[f64]) -> Option<Share> {
    let (results, resampled) = paired(results, resampled);
    if results.len() < LEAST_TRIALS {
        return None;
    }
    let n = results.len();
    let both = centred(&[results, resampled].concat())?;
    let variance = both.iter().map(|value| value * value).sum::<f64>() / (2.0 * n as f64 - 1.0);
    let pairs: Vec<(f64, f64)> = both[..n]
        .iter()
        .zip(&both[n..])
        .map(|(a, b)| ((a - b).powi(2) / 2.0, f64::midpoint(a * a, b * b)))
        .collect();
    let value = pairs.iter().map(|(apart, _)| apart).sum::<f64>() / n as f64 / variance;
    let influence = |(apart, spread): &(f64, f64)| (apart - value * spread) / variance;
    let error = error_of_mean(&pairs.iter().map(influence).collect::<Vec<f64>>());
    let half_width = t_quantile(n) * error;
    let alike = 1.0 - value;
    let scale = 1.0 - alike * alike;
    if scale <= 0.0 {
        return Some(Share { value, low: value - half_width, high: value + half_width });
    }
    let end = |side: f64| 1.0 - (alike.atanh() - side * half_width / scale).tanh();
    Some(Share { value, low: end(-1.0), high: end(1.0) })
}

/// The share of the variance that is due to the inputs that were not redrawn,
/// without what they do together with others: their first-order index as a
/// set, also called closed (equation V5).
///
/// `resampled` are the results of the same trials with *all other* inputs, luck
/// among them, drawn anew. What is left is what was kept:
///
/// ```text
/// S = 1 - ST of all others
/// ```
///
/// Source: as [`total_index()`]; that the two add up to 1 is Sobol' (1993).
///
/// # Panics
///
/// If both are not equally many.
pub fn closed_index(results: &[f64], resampled: &[f64]) -> Option<Share> {
    total_index(results, resampled).map(Share::rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results() -> Vec<f64> {
        (0..100).map(|i| f64::from(i * i % 37)).collect()
    }

    #[test]
    fn inputs_that_move_nothing_have_no_share() {
        let share = total_index(&results(), &results()).unwrap();
        assert_eq!(share, Share { value: 0.0, low: 0.0, high: 0.0 });
        assert_eq!(closed_index(&results(), &results()), Some(Share { value: 1.0, low: 1.0, high: 1.0 }));
    }

    #[test]
    fn there_is_no_share_of_nothing() {
        assert_eq!(total_index(&[2.0; 50], &[2.0; 50]), None);
        assert_eq!(total_index(&results()[..19], &results()[..19]), None);
        let mut gaps = results();
        gaps[..90].fill(f64::NAN);
        assert_eq!(total_index(&results(), &gaps), None);
    }

    #[test]
    fn it_is_the_formula_of_jansen() {
        let resampled: Vec<f64> = results().iter().rev().copied().collect();
        let all = [results(), resampled.clone()].concat();
        let centre = super::super::share::mean(&all);
        let variance = all.iter().map(|y| (y - centre).powi(2)).sum::<f64>() / 199.0;
        let apart = results().iter().zip(&resampled).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / 100.0;
        let share = total_index(&results(), &resampled).unwrap();
        assert!((share.value - apart / 2.0 / variance).abs() < 1e-12);
        assert!(share.low < share.value && share.value < share.high);
    }
}
