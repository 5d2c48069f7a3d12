//! Means and percentiles over the trials.

/// A measure over the trials at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Mean over the trials.
    pub mean: f64,
    /// 5th percentile.
    pub p05: f64,
    /// 10th percentile.
    pub p10: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 90th percentile.
    pub p90: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Monte Carlo standard error of the mean (equation U8).
    pub standard_error: f64,
}

impl Band {
    /// The band of a sample, which is put in ascending order. Trials without a
    /// value (NaN) are left out; `None` if no trial has one.
    pub fn of(sample: &mut Vec<f32>) -> Option<Self> {
        sample.retain(|value| !value.is_nan());
        if sample.is_empty() {
            return None;
        }
        let n = sample.len() as f64;
        // In the order of the trials, so that the sum is the same on any number of threads.
        let mean = sample.iter().map(|value| f64::from(*value)).sum::<f64>() / n;
        let squares: f64 = sample.iter().map(|value| (f64::from(*value) - mean).powi(2)).sum();
        let standard_error = if n > 1.0 { (squares / (n - 1.0) / n).sqrt() } else { f64::NAN };
        sample.sort_unstable_by(f32::total_cmp);
        let at = |p| quantile(sample, p);
        Some(Self {
            mean,
            p05: at(0.05),
            p10: at(0.10),
            p25: at(0.25),
            p50: at(0.50),
            p75: at(0.75),
            p90: at(0.90),
            p95: at(0.95),
            standard_error,
        })
    }
}

impl Band {
    /// The largest Monte Carlo standard error of the three percentiles that
    /// people read, the 10th, the median and the 90th (equation U9a): that of
    /// [`quantile_error`], with the quantiles taken from the band itself, as
    /// straight lines between the 5th, 25th, 75th and 95th percentile.
    ///
    /// ```text
    /// error(p) = sqrt(p (1 - p) / n) (q(above) - q(below)) / (above - below)
    /// ```
    pub fn percentile_error(&self, trials: u32) -> f64 {
        let error = |p: f64, (below, low): (f64, f64), (above, high): (f64, f64)| {
            (p * (1.0 - p) / f64::from(trials.max(1))).sqrt() * (high - low) / (above - below)
        };
        let (p05, p25, p75, p95) = ((0.05, self.p05), (0.25, self.p25), (0.75, self.p75), (0.95, self.p95));
        [error(0.1, p05, p25), error(0.5, p25, p75), error(0.9, p75, p95)].into_iter().fold(0.0, f64::max)
    }
}

/// The `p` quantile of an ascending sample, interpolated linearly (equation U7).
///
/// With `n` ordered values and `h = p (n - 1)`,
///
/// ```text
/// q(p) = x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h])
/// ```
///
/// Definition 7 of Hyndman and Fan (1996), "Sample Quantiles in Statistical
/// Packages", *The American Statistician* 50(4); the default of R and NumPy.
///
/// # Panics
///
/// If the sample is empty.
pub fn quantile<V: Copy + Into<f64>>(ascending: &[V], p: f64) -> f64 {
    let h = p.clamp(0.0, 1.0) * (ascending.len() - 1) as f64;
    let below: f64 = ascending[h.floor() as usize].into();
    let above: f64 = ascending[h.ceil() as usize].into();
    below + (h - h.floor()) * (above - below)
}

/// The Monte Carlo standard error of a quantile of an ascending sample: half
/// the distance between the values whose ranks lie one standard error,
/// sqrt(n p (1 - p)), below and above its own (equation U9).
///
/// Source: the binomial interval for quantiles, David and Nagaraja (2003),
/// *Order Statistics*, section 7.1.
pub fn quantile_error(ascending: &[f32], p: f64) -> f64 {
    let n = ascending.len() as f64;
    let reach = (n * p * (1.0 - p)).sqrt() / (n - 1.0).max(1.0);
    (quantile(ascending, p + reach) - quantile(ascending, p - reach)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r_and_numpy() {
        // numpy.quantile([1, 2, 4, 8, 16], [.05, .1, .25, .5, .9]).
        let sample = [1.0_f32, 2.0, 4.0, 8.0, 16.0];
        for (p, wanted) in [(0.05, 1.2), (0.1, 1.4), (0.25, 2.0), (0.5, 4.0), (0.9, 12.8)] {
            assert!((quantile(&sample, p) - wanted).abs() < 1e-6, "{p}");
        }
    }

    #[test]
    fn trials_without_a_value_are_left_out() {
        let band = Band::of(&mut vec![3.0, f32::NAN, 1.0, 2.0]).unwrap();
        assert!((band.mean - 2.0).abs() < 1e-12 && (band.p50 - 2.0).abs() < 1e-12);
        assert!((band.standard_error - (1.0 / 3.0_f64).sqrt()).abs() < 1e-12);
        assert_eq!(Band::of(&mut vec![f32::NAN]), None);
    }

    #[test]
    fn the_error_of_percentiles_from_the_band_is_close_to_that_of_theory() {
        use statrs::distribution::{Continuous, ContinuousCDF, Normal};
        let normal = Normal::standard();
        let sample = (0..2_000).map(|i| normal.inverse_cdf((f64::from(i) + 0.5) / 2_000.0) as f32);
        let band = Band::of(&mut sample.collect()).unwrap();
        // Of the 10th and 90th percentile, which have the largest: sqrt(p (1 - p) / n) / density.
        let theory = (0.09_f64 / 2_000.0).sqrt() / normal.pdf(normal.inverse_cdf(0.1));
        let ratio = band.percentile_error(2_000) / theory;
        assert!((0.8..1.25).contains(&ratio), "{ratio}");
    }

    #[test]
    fn the_error_of_the_median_is_that_of_theory() {
        // Of a uniform sample on 0 to 1: sqrt(p (1 - p) / n).
        let sample: Vec<f32> = (0..10_000).map(|i| (i as f32 + 0.5) / 10_000.0).collect();
        assert!((quantile_error(&sample, 0.5) - 0.005).abs() < 1e-5);
    }
}
