//! What was expected of a figure, and how far off that was.

use model::summary::quantile;

/// The quantiles that are kept of a forecast.
pub const QUANTILES: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// What was expected of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The mean.
    pub mean: f64,
    /// The quantiles at [`QUANTILES`].
    pub quantiles: [f64; 7],
    /// The continuous ranked probability score against the outturn.
    pub crps: f64,
}

impl Forecast {
    /// The forecast that a sample is, against what happened. The sample is put
    /// in ascending order; `None` if it is empty.
    pub fn of(sample: &mut [f64], outturn: f64) -> Option<Self> {
        if sample.is_empty() {
            return None;
        }
        sample.sort_unstable_by(f64::total_cmp);
        Some(Self {
            mean: sample.iter().sum::<f64>() / sample.len() as f64,
            quantiles: QUANTILES.map(|p| quantile(sample, p)),
            crps: crps(sample, outturn),
        })
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.quantiles[3]
    }

    /// The 50% band.
    pub fn half(&self) -> (f64, f64) {
        (self.quantiles[2], self.quantiles[4])
    }

    /// The 80% band.
    pub fn wide(&self) -> (f64, f64) {
        (self.quantiles[1], self.quantiles[5])
    }
}

/// The continuous ranked probability score of an ascending sample,
///
/// ```text
/// mean |x[i] - y|  -  1/2 mean |x[i] - x[j]|
/// ```
///
/// the distance that a forecaster is off, less half of what was said to be
/// unsure: in the unit of the figure, nil for one who was certain and right.
/// Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction, and
/// estimation", *Journal of the American Statistical Association* 102(477).
fn crps(ascending: &[f64], outturn: f64) -> f64 {
    let n = ascending.len() as f64;
    let off = ascending.iter().map(|value| (value - outturn).abs()).sum::<f64>() / n;
    // The sum over all pairs, by ranks: x[i] is the larger of i pairs and the smaller of n - 1 - i.
    let pairs: f64 =
        ascending.iter().enumerate().map(|(rank, value)| value * (2.0 * rank as f64 - n + 1.0)).sum();
    off - pairs / (n * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_that_of_the_definition() {
        let sample = [1.0, 2.0, 4.0, 8.0, 16.0];
        for outturn in [-3.0, 2.0, 5.0, 40.0] {
            let off = sample.iter().map(|x: &f64| (x - outturn).abs()).sum::<f64>() / 5.0;
            let pairs: f64 = sample.iter().flat_map(|x| sample.iter().map(move |y| (x - y).abs())).sum();
            assert!((crps(&sample, outturn) - (off - pairs / 50.0)).abs() < 1e-12);
        }
        // Who is certain is off by the distance.
        assert!((crps(&[3.0, 3.0], 5.0) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn the_score_of_a_normal_forecast_is_that_of_the_closed_form() {
        // sd (z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi)) with z = 0: 0.2337 sd.
        use statrs::distribution::{ContinuousCDF as _, Normal};
        let normal = Normal::new(10.0, 2.0).unwrap();
        let sample: Vec<f64> =
            (0..2_000).map(|i| normal.inverse_cdf((f64::from(i) + 0.5) / 2_000.0)).collect();
        assert!((crps(&sample, 10.0) / 2.0 - 0.2337).abs() < 5e-4);
    }

    #[test]
    fn a_forecast_has_the_quantiles_of_its_sample() {
        let mut sample: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        let forecast = Forecast::of(&mut sample, 50.0).unwrap();
        for (quantile, p) in forecast.quantiles.iter().zip(QUANTILES) {
            assert!((quantile - 100.0 * p).abs() < 1e-12);
        }
        assert_eq!((forecast.median(), forecast.half(), forecast.wide()), (50.0, (25.0, 75.0), (10.0, 90.0)));
        assert!((forecast.mean - 50.0).abs() < 1e-12);
        assert_eq!(Forecast::of(&mut [], 1.0), None);
    }
}
