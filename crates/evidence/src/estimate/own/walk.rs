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
        Normal {
            mean: self.middle.max(least).ln(),
            sd: (self.high.max(least) / self.low.max(least)).ln() / APART,
        }
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

    /// The mean and spread of several, each with a logarithm of its weight.
    pub(super) fn mixed(parts: impl Iterator<Item = (f64, Self)>) -> Self {
        let parts: Vec<(f64, Self)> = parts.collect();
        let most = parts.iter().map(|(weight, _)| *weight).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = parts.iter().map(|(weight, _)| (weight - most).exp()).sum();
        let over = |of: &dyn Fn(&Self) -> f64| {
            parts.iter().map(|(weight, part)| (weight - most).exp() / total * of(part)).sum::<f64>()
        };
        let mean = over(&|part| part.mean);
        Self { mean, sd: over(&|part| part.variance() + (part.mean - mean).powi(2)).sqrt() }
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
    /// Standard deviations of the logarithms of the spreads of drift and swing: how unsure these are.
    unsure: (f64, f64),
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
            unsure: (factor.drift_sd_per_year.log().sd, factor.swing_sd.log().sd),
            begins_known,
        }
    }

    /// The same with the spreads of drift and swing elsewhere in their ranges, evenly over both, each with the logarithm of
    /// how likely it is.
    pub(super) fn possible(&self) -> Vec<(f64, Self)> {
        const STEPS: i32 = 2;
        const STEP: f64 = 0.8;
        let places = |unsure: f64| if unsure > 0.0 { -STEPS..=STEPS } else { 0..=0 };
        let (of_drift, of_swing) = self.unsure;
        let of_places = |drift: i32| {
            places(of_swing).map(move |swing| {
                let (drift, swing) = (STEP * f64::from(drift), STEP * f64::from(swing));
                let times = |away: f64, unsure: f64| (2.0 * away * unsure).exp();
                let walk = Self {
                    drift: self.drift * times(drift, of_drift),
                    swing: self.swing * times(swing, of_swing),
                    ..*self
                };
                (-(drift * drift + swing * swing) / 2.0, walk)
            })
        };
        places(of_drift).flat_map(of_places).collect()
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
