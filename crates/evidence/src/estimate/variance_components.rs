//! How a published quantity of councils moves from year to year, and what that
//! says of a council: how far it stands from where it usually is, and how far
//! it will have moved.
//!
//! On the log scale a quantity is a level that drifts, and a swing about it
//! that fades. Changes over one to five years tell them apart, since drift
//! grows with time and swings do not.

use statrs::distribution::{ContinuousCDF as _, Normal};

use super::shrinkage::{Panel, robust_sd, spread80};
use crate::published::Year;

/// How a quantity moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct VarianceComponents {
    /// Variance of the drift after a year.
    pub(super) drift: f64,
    /// Variance of the swing.
    pub(super) swing: f64,
    /// How much of a swing is left a year later.
    pub(super) persistence: f64,
    /// How councils differ in how much they move: standard deviation of the logarithm of the spreads.
    pub(super) tails: f64,
    /// Number of yearly changes that it rests on; nil if it is a judgement.
    pub(super) changes: usize,
}

/// How far a council stands above where it usually is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Deviation {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

/// The level of a council as long as nothing of its own is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    pub(super) mean: f64,
    /// Between councils.
    pub(super) variance: f64,
}

impl Usual {
    /// Nothing is known of it.
    pub(super) const UNKNOWN: Self = Self { mean: 0.0, variance: 100.0 };
}

/// Persistences that are tried.
const PERSISTENCES: [f64; 7] = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/// The persistence as long as too few years are published to tell.
const USUAL_PERSISTENCE: f64 = 0.5;
/// From so many lags on, the persistence can be told.
const LAGS_FOR_PERSISTENCE: usize = 4;

impl VarianceComponents {
    /// Learns from the changes of all councils over one to five years; `chance`
    /// is the variance that the model makes itself, by years. `None` if there
    /// are too few changes.
    pub(super) fn learn(panel: &Panel, england: &[(Year, f64)], chance: &dyn Fn(f64) -> f64) -> Option<Self> {
        let mut by_lag: Vec<(Year, Vec<f64>)> = (1..=5).map(|lag| (lag, panel.changes(lag))).collect();
        let of_a_year = by_lag[0].1.len();
        by_lag.retain(|(_, changes)| changes.len() >= LEAST_CHANGES);
        let ratio = |(_, changes): &(Year, Vec<f64>)| spread80(changes) / robust_sd(changes);
        let tails = tails_for(by_lag.iter().map(ratio).sum::<f64>() / by_lag.len() as f64);
        let reach = quantile_of_mixture(tails, 0.8);
        let half = |(lag, changes): &(Year, Vec<f64>)| {
            let own = spread80(changes) * NORMAL_80 / reach;
            let half = (own * own - chance(f64::from(*lag))) / 2.0 + common_half_variance(england, *lag);
            (f64::from(*lag), half.max(1e-5))
        };
        let fitted = Self::fit(&by_lag.iter().map(half).collect::<Vec<_>>(), of_a_year)?;
        Some(Self { tails, ..fitted })
    }

    /// The components whose half variances of changes, `drift k / 2 + swing (1 - p^k)`,
    /// are nearest to those given by lag, as ratios.
    fn fit(points: &[(f64, f64)], changes: usize) -> Option<Self> {
        if points.is_empty() {
            return None;
        }
        let candidates =
            if points.len() < LAGS_FOR_PERSISTENCE { &[USUAL_PERSISTENCE][..] } else { &PERSISTENCES };
        let fitted = candidates.iter().map(|&persistence| {
            let rows = points.iter().map(|(lag, half)| ([lag / 2.0, 1.0 - persistence.powf(*lag)], *half));
            let ([drift, swing], error) = nearest(&rows.collect::<Vec<_>>());
            (Self { drift, swing, persistence, tails: 0.0, changes }, error)
        });
        fitted.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(components, _)| components)
    }

    /// The same with so many times the spread.
    pub(super) fn times(self, factor: f64) -> Self {
        let squared = factor * factor;
        Self { drift: squared * self.drift, swing: squared * self.swing, ..self }
    }

    /// Variance of what is new after so many years: of the change from a known
    /// level and a known swing.
    pub(super) fn news(&self, years: f64) -> f64 {
        self.drift * years + self.swing * (1.0 - self.persistence.powf(2.0 * years))
    }

    /// How far the last of a council's values stands above its level: the
    /// expectation of the swing given all its values (Gaussian conditioning;
    /// Rasmussen and Williams 2006, *Gaussian Processes for Machine Learning*,
    /// section 2.2). The level of the first year is that of similar councils,
    /// with the variance between them.
    pub(super) fn deviation(&self, values: &[(Year, f64)], usual: &Usual) -> Deviation {
        let Some((last, _)) = values.last() else { return Deviation::default() };
        let together = |a: Year, b: Year| {
            let apart = f64::from(a.abs_diff(b));
            usual.variance
                + self.swing * self.persistence.powf(apart)
                + self.drift * f64::from(a.min(b) - values[0].0)
        };
        let row = |a: Year| {
            values.iter().map(|(b, _)| together(a, *b) + if a == *b { 1e-9 } else { 0.0 }).collect()
        };
        let covariance: Vec<Vec<f64>> = values.iter().map(|(year, _)| row(*year)).collect();
        let with_swing: Vec<f64> = values
            .iter()
            .map(|(year, _)| self.swing * self.persistence.powf(f64::from(last - year)))
            .collect();
        let weights = solve(&covariance, &with_swing);
        let mean = weights.iter().zip(values).map(|(weight, (_, value))| weight * (value - usual.mean)).sum();
        let explained: f64 = weights.iter().zip(&with_swing).map(|(weight, with)| weight * with).sum();
        Deviation { mean, sd: (self.swing - explained).max(0.0).sqrt() }
    }

    /// The changes with which something that follows them with a lag, in
    /// years, moves as `variance` says of the years since the last figure. That
    /// was published `before` years before the start. A stock follows what changes
    /// stays with a lag of the mean stay (equation P14).
    pub(super) fn behind(&self, variance: &dyn Fn(f64) -> f64, lag: f64, before: f64) -> Self {
        // A deviation of the start fades as fast as it does in the figures, if the lag lets it.
        let persistence = root(LEAST_PERSISTENCE, 0.9, |left| left_behind(lag, left) - self.persistence);
        let rows: Vec<([f64; 2], f64)> = (1..=5)
            .map(f64::from)
            .filter(|years| *years > before)
            .map(|years| {
                let followed = (variance(years) - variance(before)).max(1e-5);
                (following(lag, persistence, years - before), followed)
            })
            .collect();
        let ([drift, swing], _) = nearest(&rows);
        Self { drift, swing, persistence, ..*self }
    }
}

/// A swing that fades faster is hardly told from noise.
const LEAST_PERSISTENCE: f64 = 0.05;

/// What is left after a year of a deviation of which `left` fades in what it
/// follows, with a lag in years.
fn left_behind(lag: f64, left: f64) -> f64 {
    let (fading, following) = (-left.ln(), 1.0 / lag.max(1e-3));
    let apart = following - fading;
    if apart.abs() < 1e-6 {
        return (1.0 + fading) * (-fading).exp();
    }
    (following * (-fading).exp() - fading * (-following).exp()) / apart
}

/// The changes of a quantity at fewer councils say little of its spread.
const LEAST_CHANGES: usize = 30;
/// The 90% quantile of a normal distribution.
const NORMAL_80: f64 = 1.2816;
/// The 75% quantile of a normal distribution.
const NORMAL_50: f64 = 0.6745;
/// However wild the changes, spreads of councils are taken to differ no more than this.
const MOST_TAILS: f64 = 0.9;

/// Half of the middle share `p` of changes whose spreads differ between
/// councils: normal with standard deviation `exp(tails z)`, `z` normal.
fn quantile_of_mixture(tails: f64, p: f64) -> f64 {
    const POINTS: i32 = 40;
    let normal = Normal::standard();
    let weights: Vec<(f64, f64)> = (-POINTS..=POINTS)
        .map(|at| 4.0 * f64::from(at) / f64::from(POINTS))
        .map(|z| ((-z * z / 2.0).exp(), (-tails * z).exp()))
        .collect();
    let total: f64 = weights.iter().map(|(weight, _)| weight).sum();
    let within = |x: f64| {
        let part = |(weight, scale): &(f64, f64)| weight * (2.0 * normal.cdf(x * scale) - 1.0);
        weights.iter().map(part).sum::<f64>() / total
    };
    root(0.0, 10.0, |x| within(x) - p)
}

/// The tails of changes whose 80% spread is so many times their 50% spread,
/// each over that of a normal distribution.
fn tails_for(ratio: f64) -> f64 {
    let of = |tails: f64| {
        quantile_of_mixture(tails, 0.8) / NORMAL_80 / (quantile_of_mixture(tails, 0.5) / NORMAL_50)
    };
    if ratio.is_finite() { root(0.0, MOST_TAILS, |tails| of(tails) - ratio) } else { 0.0 }
}

/// Where a rising function passes nil; the nearer end if it does not.
fn root(mut low: f64, mut high: f64, rising: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..30 {
        let middle = f64::midpoint(low, high);
        if rising(middle) < 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Half the variance of England's changes over `lag` years: what all councils
/// share beyond a trend. Nil with fewer than three changes.
fn common_half_variance(england: &[(Year, f64)], lag: Year) -> f64 {
    let change = |(year, value): &(Year, f64)| {
        let (_, later) = england.iter().find(|(other, _)| *other == year + lag)?;
        Some(later - value)
    };
    let changes: Vec<f64> = england.iter().filter_map(change).collect();
    let count = changes.len() as f64;
    let mean = changes.iter().sum::<f64>() / count;
    let squares: f64 = changes.iter().map(|change| (change - mean).powi(2)).sum();
    if count < 3.0 { 0.0 } else { squares / (count - 1.0) / 2.0 }
}

/// Variance after some years of what follows, with a lag, a drift of variance 1
/// a year, and a swing of variance 1; both are nil at the start.
fn following(lag: f64, persistence: f64, years: f64) -> [f64; 2] {
    const STEPS: f64 = 24.0;
    let steps = (years * STEPS).round() as usize;
    let (lag, left) = ((-1.0 / (lag * STEPS)).exp(), persistence.powf(1.0 / STEPS));
    let (mut drift, mut swing) = (0.0, 0.0);
    // What is felt at the end of a shock so many steps before: of one that stays, and of one that fades.
    let (mut of_lasting, mut of_fading, mut faded) = (0.0, 0.0, 1.0);
    for _ in 0..steps {
        of_lasting = lag * of_lasting + (1.0 - lag);
        of_fading = lag * of_fading + (1.0 - lag) * faded;
        faded *= left;
        drift += of_lasting * of_lasting / STEPS;
        swing += of_fading * of_fading * (1.0 - left * left);
    }
    [drift, swing]
}

/// The two numbers from nil up with which the sum of a row's pair, each times
/// its number, is nearest to the row's value, as ratios; and how far off it is.
fn nearest(rows: &[([f64; 2], f64)]) -> ([f64; 2], f64) {
    let scaled: Vec<[f64; 2]> = rows.iter().map(|([a, b], value)| [a / value, b / value]).collect();
    let sum = |f: &dyn Fn(&[f64; 2]) -> f64| scaled.iter().map(f).sum::<f64>();
    let (aa, bb, ab) = (sum(&|r| r[0] * r[0]), sum(&|r| r[1] * r[1]), sum(&|r| r[0] * r[1]));
    let (a, b) = (sum(&|r| r[0]), sum(&|r| r[1]));
    let off = |pair: [f64; 2]| sum(&|r| (r[0] * pair[0] + r[1] * pair[1] - 1.0).powi(2));
    let determinant = aa * bb - ab * ab;
    let both = [(a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant];
    let alone = [[a / aa, 0.0], [0.0, b / bb]];
    let possible = [both, alone[0], alone[1]]
        .into_iter()
        .filter(|pair| pair.iter().all(|part| part.is_finite() && *part >= 0.0));
    possible
        .map(|pair| (pair, off(pair)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or(([0.0; 2], f64::INFINITY))
}

/// Solves `matrix x = right` for a symmetric positive matrix (Cholesky).
fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let count = right.len();
    let mut lower = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..=row {
            let sum: f64 = (0..column).map(|at| lower[row][at] * lower[column][at]).sum();
            lower[row][column] = if row == column {
                (matrix[row][row] - sum).max(1e-12).sqrt()
            } else {
                (matrix[row][column] - sum) / lower[column][column]
            };
        }
    }
    let mut solution = right.to_vec();
    for row in 0..count {
        let sum: f64 = (0..row).map(|at| lower[row][at] * solution[at]).sum();
        solution[row] = (solution[row] - sum) / lower[row][row];
    }
    for row in (0..count).rev() {
        let sum: f64 = (row + 1..count).map(|at| lower[at][row] * solution[at]).sum();
        solution[row] = (solution[row] - sum) / lower[row][row];
    }
    solution
}

#[cfg(test)]
mod tests;
