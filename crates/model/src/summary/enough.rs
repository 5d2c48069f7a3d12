//! Are there enough trials for what is shown (equation U10)?

use super::band::{quantile, quantile_error};
use crate::figures::whole;

/// The Monte Carlo error of a percentile may be at most this share of the
/// width of the 80% band: on a chart it is then about the width of a line.
const TOLERATED: f64 = 0.05;

/// How far the Monte Carlo error of a cell exceeds what is tolerated: the
/// largest standard error of the 10th percentile, the median and the 90th
/// percentile, over the tolerated share of the 80% band. At most 1 is fine.
pub(super) fn excess(ascending: &[f32]) -> f64 {
    let width = quantile(ascending, 0.9) - quantile(ascending, 0.1);
    if width <= 0.0 {
        return 0.0;
    }
    let errors = [0.1, 0.5, 0.9].map(|p| quantile_error(ascending, p));
    errors.into_iter().fold(0.0, f64::max) / width / TOLERATED
}

/// What to tell the user, if the error is too large. It shrinks with the
/// square root of the number of trials.
pub(super) fn advice(trials: u32, excess: f64) -> Option<String> {
    if trials >= 20 && excess <= 1.0 {
        return None;
    }
    let wanted = if trials < 20 { 500.0 } else { f64::from(trials) * excess * excess };
    let step = if wanted < 1_000.0 { 100.0 } else { 500.0 };
    let wanted = (wanted / step).ceil() * step;
    Some(format!(
        "{} trials are too few: chance alone moves the ends of the ranges by more than a twentieth of \
         their width. Run at least {} trials before you use the figures.",
        whole(trials.into()),
        whole(wanted)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_trials_are_too_few_and_two_thousand_are_enough() {
        let sample = |n: u16| -> Vec<f32> {
            use statrs::distribution::{ContinuousCDF, Normal};
            let normal = Normal::standard();
            (0..n).map(|i| normal.inverse_cdf((f64::from(i) + 0.5) / f64::from(n)) as f32).collect()
        };
        assert!(excess(&sample(100)) > 1.0);
        assert!(advice(100, excess(&sample(100))).is_some_and(|text| text.contains("200 trials")));
        assert_eq!(advice(2_000, excess(&sample(2_000))), None);
        assert!(excess(&[1.0; 50]) == 0.0);
    }
}
