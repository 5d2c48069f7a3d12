//! A rate that moves from year to year, as a scenario has it: a level, a trend, a drift and a swing, on the log scale.

use model::service::Factor;

/// A range of a scenario by its 10th, 50th and 90th percentiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    pub(crate) low: f64,
    pub(crate) middle: f64,
    pub(crate) high: f64,
}

/// How many standard deviations lie between the 10th and the 90th percentile of a normal distribution.
const APART: f64 = 2.5631;

impl Known {
    /// As a normal distribution: mean and standard deviation.
    pub(super) fn normal(&self) -> Normal {
        Normal { mean: self.middle, sd: (self.high - self.low) / APART }
    }

    /// The logarithm as a normal distribution.
    pub(super) fn log(&self) -> Normal {
        let least = f64::MIN_POSITIVE;
        Normal { mean: self.middle.max(least).ln(), sd: (self.high.max(least) / self.low.max(least)).ln() / APART }
    }
}

/// A mean and a standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Normal {
    pub(crate) mean: f64,
    pub(crate) sd: f64,
}

impl Normal {
    pub(super) fn variance(&self) -> f64 {
        self.sd * self.sd
    }
}

/// How a rate moves. Years count from the start of the published scenario, from negative ones on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    /// Variance of the level at the start.
    pub(super) level: f64,
    /// Variance of the trend a year.
    pub(super) trend: f64,
    /// Variance of the drift after a year.
    pub(super) drift: f64,
    /// Variance of the swing, and what is left of it after a year.
    pub(super) swing: f64,
    pub(super) persistence: f64,
    /// Whether the level of the start is known, so that the swing begins there at nil; else it is a long-term rate.
    pub(super) begins_known: bool,
}

impl Walk {
    /// As a factor of the scenario has it.
    pub(super) fn of(level: f64, factor: &Factor<Known>, begins_known: bool) -> Self {
        Self {
            level,
            trend: factor.trend_per_year.normal().variance(),
            drift: factor.drift_sd_per_year.middle.powi(2),
            swing: factor.swing_sd.middle.powi(2),
            persistence: factor.swing_persistence_per_year.middle.max(1e-9),
            begins_known,
        }
    }

    /// Covariance of the logarithm of the rate at two times (equation F36).
    pub(super) fn covariance(&self, a: f64, b: f64) -> f64 {
        self.lasting(a, b) + self.swings(a, b)
    }

    /// The same without the swing: of what does not fade.
    pub(super) fn lasting(&self, a: f64, b: f64) -> f64 {
        let together = if a * b > 0.0 { a.abs().min(b.abs()) } else { 0.0 };
        self.level + self.trend * a * b + self.drift * together
    }

    fn swings(&self, a: f64, b: f64) -> f64 {
        let left = |years: f64| self.persistence.powf(years);
        let at_start = if self.begins_known { left(a.abs() + b.abs()) } else { 0.0 };
        self.swing * (left((a - b).abs()) - at_start)
    }
}
