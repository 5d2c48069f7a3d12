//! A share of variance, and the trials that have what it takes to work one out.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Results whose spread is below this share of their size are all the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// A share of variance with its 95% interval of Monte Carlo error.
///
/// It is an estimate and not cut off: a share that is nil is as often
/// estimated a little below nil as above. [`Share::shown`] is for people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The estimate.
    pub value: f64,
    /// Lower end of the 95% interval.
    pub low: f64,
    /// Upper end of the 95% interval.
    pub high: f64,
}

impl Share {
    /// Nothing, and that is certain.
    pub const NIL: Self = Self { value: 0.0, low: 0.0, high: 0.0 };

    /// The share and its interval within 0 and 1, as they are shown.
    #[must_use]
    pub fn shown(self) -> Self {
        let within = |value: f64| value.clamp(0.0, 1.0);
        Self { value: within(self.value), low: within(self.low), high: within(self.high) }
    }

    /// The share of everything else.
    #[must_use]
    pub fn rest(self) -> Self {
        Self { value: 1.0 - self.value, low: 1.0 - self.high, high: 1.0 - self.low }
    }
}

/// The trials in which both have a value.
///
/// # Panics
///
/// If they are not of the same trials, that is, not equally many.
pub(super) fn paired(left: &[f64], right: &[f64]) -> (Vec<f64>, Vec<f64>) {
    assert_eq!(left.len(), right.len(), "values of the same trials are equally many");
    left.iter().zip(right).filter(|(left, right)| !left.is_nan() && !right.is_nan()).unzip()
}

/// The mean, in the order of the trials.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The trials are looked at in blocks of so many, one after another: 32, or
/// fewer if there would be less than 32 blocks.
///
/// The points of an input fill its range evenly within any 2^k trials that
/// begin at a multiple of 2^k, so trials of one block are not independent: the
/// points of two inputs, both low then high or high then low, have products
/// that are alike. Blocks are nearly independent, and the spread of
/// their sums tells the error whether the points are even or not (batch
/// means: Conway 1963, "Some Tactical Problems in Digital Simulation", *Management Science* 10(1)).
pub(super) fn block(trials: usize) -> usize {
    [32, 16, 8, 4, 2].into_iter().find(|size| trials / size >= 32).unwrap_or(1)
}

/// How many blocks there are.
pub(super) fn blocks(trials: usize) -> usize {
    trials.div_ceil(block(trials))
}

/// The standard error of the mean from blocks (equation V4):
///
/// ```text
/// error^2 = B / (B - 1) x sum over B blocks of (sum in the block of (value - mean))^2 / n^2
/// ```
pub(super) fn error_of_mean(values: &[f64]) -> f64 {
    let (n, blocks) = (values.len() as f64, blocks(values.len()) as f64);
    let centre = mean(values);
    let of_blocks = values.chunks(block(values.len()));
    let squares: f64 =
        of_blocks.map(|block| block.iter().map(|value| value - centre).sum::<f64>().powi(2)).sum();
    (blocks / (blocks - 1.0) * squares).sqrt() / n
}

/// How many standard errors from blocks an interval of 95% reaches to each
/// side: the 97.5% quantile of Student's t with one degree of freedom fewer than there are blocks.
pub(super) fn t_quantile(trials: usize) -> f64 {
    let freedom = blocks(trials).saturating_sub(1).max(1) as f64;
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(0.975))
}

/// The distances from the mean; `None` if all are the same but for rounding,
/// or one is infinite.
pub(super) fn centred(values: &[f64]) -> Option<Vec<f64>> {
    let (least, greatest) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, greatest), v| (least.min(*v), greatest.max(*v)));
    let size = least.abs().max(greatest.abs());
    let spread = greatest - least;
    if !spread.is_finite() || spread <= ROUNDING * size {
        return None;
    }
    let centre = mean(values);
    Some(values.iter().map(|value| value - centre).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_without_a_value_are_left_out() {
        let (left, right) = paired(&[1.0, f64::NAN, 3.0, 4.0], &[1.0, 2.0, f64::NAN, 5.0]);
        assert_eq!((left, right), (vec![1.0, 4.0], vec![1.0, 5.0]));
    }

    #[test]
    fn results_that_are_all_the_same_have_no_variance_to_share() {
        assert_eq!(centred(&[]), None);
        assert_eq!(centred(&[0.0; 5]), None);
        assert_eq!(centred(&[1.0, 1.0 + 1e-12]), None);
        assert_eq!(centred(&[1.0, f64::INFINITY]), None);
        assert_eq!(centred(&[1.0, 3.0]), Some(vec![-1.0, 1.0]));
    }

    #[test]
    fn the_error_of_blocks_is_that_of_their_sums() {
        // 64 trials in blocks of 2; within each both are 1 or both are -1: as good as 32 trials.
        let values: Vec<f64> = (0..64).map(|i| if i / 2 % 2 == 0 { 1.0 } else { -1.0 }).collect();
        assert_eq!((block(64), blocks(64)), (2, 32));
        assert!((error_of_mean(&values) - (1.0 / 31.0_f64).sqrt()).abs() < 1e-12);
        // Within each a 1 and a -1: the mean is certain.
        let values: Vec<f64> = (0..64).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        assert!(error_of_mean(&values) < 1e-12);
        assert!((t_quantile(64) - 2.0395).abs() < 1e-3 && (t_quantile(100_000) - 1.96).abs() < 1e-3);
    }

    #[test]
    fn what_is_shown_lies_between_nil_and_all() {
        let share = Share { value: -0.01, low: -0.03, high: 0.01 };
        assert_eq!(share.shown(), Share { value: 0.0, low: 0.0, high: 0.01 });
        let rest = share.rest();
        assert!(rest.low < rest.value && rest.value < rest.high && rest.value > 1.0);
    }
}
