//! How a published quantity of councils moves from year to year, and what that
//! says of a council: how far it stands from where it usually is, and how far
//! it will have moved.
//!
//! On the log scale a quantity is a level that drifts, and a swing about it
//! that fades. Changes over one to five years tell them apart, since drift
//! grows with time and swings do not.

use super::spread::{Panel, common_half_variance};
use crate::published::Year;

/// How a quantity moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Motion {
    /// Variance of the drift after a year.
    pub(super) drift: f64,
    /// Variance of the swing.
    pub(super) swing: f64,
    /// How much of a swing is left a year later.
    pub(super) persistence: f64,
    /// Number of yearly changes that it rests on; nil if it is a judgement.
    pub(super) changes: usize,
}

/// How far a council stands above where it usually is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Deviation {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

/// Persistences that are tried.
const PERSISTENCES: [f64; 7] = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/// The persistence as long as too few years are published to tell.
const USUAL_PERSISTENCE: f64 = 0.5;
/// From so many lags on, the persistence can be told.
const LAGS_FOR_PERSISTENCE: usize = 4;

impl Motion {
    /// Learns from the changes of all councils over one to five years; `chance`
    /// is the variance that the model makes itself, by years. `None` if there
    /// are too few changes.
    pub(super) fn learn(panel: &Panel, england: &[(Year, f64)], chance: &dyn Fn(f64) -> f64) -> Option<Self> {
        let half = |lag: Year| {
            let half =
                panel.half_variance(lag)? + common_half_variance(england, lag) - chance(f64::from(lag)) / 2.0;
            Some((f64::from(lag), half.max(1e-5)))
        };
        let points: Vec<(f64, f64)> = (1..=5).filter_map(half).collect();
        Self::fit(&points, panel.changes(1).len())
    }

    /// The motion whose half variances of changes, `drift k / 2 + swing (1 - p^k)`,
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
            (Self { drift, swing, persistence, changes }, error)
        });
        fitted.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(motion, _)| motion)
    }

    /// Variance of what is new after so many years: of the change from a known
    /// level and a known swing.
    pub(super) fn news(&self, years: f64) -> f64 {
        self.drift * years + self.swing * (1.0 - self.persistence.powf(2.0 * years))
    }

    /// How far the last of a council's values stands above its level: the
    /// expectation of the swing given all its values, the level of the first
    /// being unknown (generalised least squares; Rasmussen and Williams 2006,
    /// *Gaussian Processes for Machine Learning*, section 2.7).
    pub(super) fn deviation(&self, values: &[(Year, f64)]) -> Deviation {
        let Some((last, _)) = values.last() else { return Deviation::default() };
        let count = values.len();
        let between = |a: Year, b: Year| {
            let apart = f64::from(a.abs_diff(b));
            self.swing * self.persistence.powf(apart) + self.drift * f64::from(a.min(b) - values[0].0)
        };
        let covariance: Vec<Vec<f64>> = values
            .iter()
            .map(|(a, _)| {
                values.iter().map(|(b, _)| between(*a, *b) + if a == b { 1e-9 } else { 0.0 }).collect()
            })
            .collect();
        let with_swing: Vec<f64> = values
            .iter()
            .map(|(year, _)| self.swing * self.persistence.powf(f64::from(last - year)))
            .collect();
        let of_swing = solve(&covariance, &with_swing);
        let of_level = solve(&covariance, &vec![1.0; count]);
        let precision: f64 = of_level.iter().sum();
        let level =
            of_level.iter().zip(values).map(|(weight, (_, value))| weight * value).sum::<f64>() / precision;
        let mean = of_swing.iter().zip(values).map(|(weight, (_, value))| weight * (value - level)).sum();
        let explained: f64 = of_swing.iter().zip(&with_swing).map(|(weight, with)| weight * with).sum();
        let unsure = of_swing.iter().sum::<f64>().powi(2) / precision;
        Deviation { mean, sd: (self.swing - explained + unsure).max(0.0).sqrt() }
    }

    /// The changes with which something that follows them with a lag, in
    /// years, moves as `variance` says of the years since the last figure. That
    /// was published `before` years before the start. A stock follows what changes
    /// stays with a lag of the mean stay (equation P14).
    pub(super) fn behind(variance: &dyn Fn(f64) -> f64, lag: f64, before: f64, changes: usize) -> Self {
        let candidates = [0.05, 0.1].iter().chain(&PERSISTENCES).map(|&persistence| {
            let rows: Vec<([f64; 2], f64)> = (1..=5)
                .map(f64::from)
                .filter(|years| *years > before)
                .map(|years| {
                    let followed = (variance(years) - variance(before)).max(1e-5);
                    (following(lag, persistence, years - before), followed)
                })
                .collect();
            let ([drift, swing], error) = nearest(&rows);
            (Self { drift, swing, persistence, changes }, error)
        });
        candidates.min_by(|a, b| a.1.total_cmp(&b.1)).expect("there are candidates").0
    }
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
