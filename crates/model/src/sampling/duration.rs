//! Durations: tables of a shape with mean 1, stretched to the mean of a trial.

use statrs::distribution::{ContinuousCDF, Gamma, Normal};

use super::QuantileTable;
use crate::service::Shape;

/// What is drawn of a shape of durations with mean 1.
#[derive(Clone, Debug)]
pub struct DurationTables {
    /// The duration of a case that begins now.
    pub fresh: QuantileTable,
    /// The whole duration of a case that is met at a random moment, such as
    /// the start of a run: long durations are met more often. Such a case has
    /// a uniform share of it behind itself, so that the time left follows the
    /// stationary excess distribution (equation P9).
    ///
    /// The density is x f(x) / mean: Cox (1962), *Renewal Theory*, section 5.4.
    pub met: QuantileTable,
}

impl DurationTables {
    /// Tabulates a shape.
    pub fn new(shape: &Shape) -> Self {
        let raw = match shape {
            Shape::Exponential => QuantileTable::new(|p| -(-p).ln_1p()),
            Shape::Fixed => QuantileTable::new(|_| 1.0),
            Shape::Gamma(k) => {
                let gamma = Gamma::new(*k, *k).expect("the shape is checked to be positive");
                QuantileTable::new(|p| gamma.inverse_cdf(p))
            }
            Shape::Weibull(k) => QuantileTable::new(|p| (-(-p).ln_1p()).powf(1.0 / k)),
            Shape::Lognormal(sd) => {
                let normal = Normal::standard();
                QuantileTable::new(|p| (sd * normal.inverse_cdf(p)).exp())
            }
            Shape::Bands(bands) => QuantileTable::new(|p| within_bands(bands, p)),
        };
        // The mean is made exactly 1, so that no table has a bias.
        let mean = raw.mean();
        let fresh = raw.scaled(1.0 / mean);
        let met = QuantileTable::new(length_biased(&fresh));
        Self { fresh, met }
    }
}

fn within_bands(bands: &[(f64, f64)], p: f64) -> f64 {
    let (mut below, mut lower) = (0.0, 0.0);
    for &(upper, share) in bands {
        if share > 0.0 && p <= below + share {
            return lower + (upper - lower) * (p - below) / share;
        }
        below += share;
        lower = upper;
    }
    lower
}

/// The quantile function of the duration met at a random moment.
///
/// Within a straight piece of the table, where x runs from x0 to x1 while p
/// runs over dp, the weight up to a fraction s is
/// dp (x0 s + (x1 - x0) s^2 / 2): the quantile solves this quadratic.
fn length_biased(table: &QuantileTable) -> impl Fn(f64) -> f64 {
    let mut ends = Vec::new();
    let mut total = 0.0;
    for (p0, p1, x0, x1) in table.pieces() {
        total += (p1 - p0) * f64::midpoint(x0, x1);
        ends.push((total, p1 - p0, x0, x1));
    }
    move |q| {
        let wanted = q * total;
        let at = ends.partition_point(|(end, ..)| *end < wanted).min(ends.len() - 1);
        let (end, dp, x0, x1) = ends[at];
        let into = (wanted - (end - dp * f64::midpoint(x0, x1))).max(0.0);
        let (slope, target) = (x1 - x0, into / dp);
        let root = (x0 * x0 + 2.0 * slope * target).max(0.0).sqrt();
        // The stable form of the root: also right where the piece is flat.
        let fraction = if x0 + root > 0.0 { 2.0 * target / (x0 + root) } else { 0.0 };
        x0 + slope * fraction.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_has_mean_one_and_the_stationary_excess_of_the_textbook() {
        // The mean duration met is E[x^2] for a mean of 1.
        let bands = vec![(1.0, 0.5), (3.0, 0.5)];
        let bands_second = (0.5 / 3.0 + 0.5 * (27.0 - 1.0) / 6.0) / (0.25_f64 + 1.0).powi(2);
        for (shape, second_moment) in [
            (Shape::Exponential, 2.0),
            (Shape::Fixed, 1.0),
            (Shape::Gamma(4.0), 1.25),
            (Shape::Lognormal(0.5), 0.25_f64.exp()),
            (Shape::Weibull(2.0), 4.0 / std::f64::consts::PI),
            (Shape::Bands(bands), bands_second),
        ] {
            let tables = DurationTables::new(&shape);
            assert!((tables.fresh.mean() - 1.0).abs() < 1e-6, "{shape:?}: {}", tables.fresh.mean());
            let met = tables.met.mean();
            assert!(
                (met - second_moment).abs() < 2e-3 * second_moment,
                "{shape:?}: {met}, expected {second_moment}"
            );
        }
    }
}
