//! The distributions that a range can have (equations U1 to U3).

use statrs::distribution::{Beta, ContinuousCDF, Normal};

use super::Kind;

/// The 90th percentile of the standard normal distribution: an 80% interval
/// reaches this many standard deviations to each side.
const Z90: f64 = 1.281_551_565_544_600_4;

/// A distribution of numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Any value between two limits, all equally likely.
    Uniform {
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Rises to a likely value and falls from it in straight lines.
    Triangular {
        /// Lowest value.
        low: f64,
        /// Most likely value.
        likely: f64,
        /// Highest value.
        high: f64,
    },
    /// Like the triangular distribution with smoother, thinner ends: a beta
    /// distribution with mean (low + 4 likely + high) / 6. Source: Malcolm et
    /// al. (1959), "Application of a Technique for Research and Development
    /// Program Evaluation", *Operations Research* 7(5).
    Pert {
        /// Lowest value.
        low: f64,
        /// Most likely value.
        likely: f64,
        /// Highest value.
        high: f64,
    },
    /// The normal distribution.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// A positive quantity whose logarithm is normal.
    Lognormal {
        /// Median.
        median: f64,
        /// Standard deviation of the logarithm.
        sd_log: f64,
    },
    /// A share.
    Beta {
        /// Mean, between 0 and 1.
        mean: f64,
        /// Standard deviation, below sqrt(mean (1 - mean)).
        sd: f64,
    },
    /// Eight chances in ten lie between the two values, one in ten below and
    /// one in ten above. For a share with both ends inside 0 to 1 the log odds
    /// are normal; for another quantity that cannot be negative and has
    /// positive ends the logarithm is; for all others the value itself.
    Interval80 {
        /// 10th percentile.
        low: f64,
        /// 90th percentile.
        high: f64,
    },
    /// One of these, all equally likely.
    Draws(Vec<f64>),
}

impl Distribution {
    /// The key under which scenarios write it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Uniform { .. } => "uniform",
            Self::Triangular { .. } => "triangular",
            Self::Pert { .. } => "pert",
            Self::Normal { .. } => "normal",
            Self::Lognormal { .. } => "lognormal",
            Self::Beta { .. } => "beta",
            Self::Interval80 { .. } => "interval80",
            Self::Draws(_) => "draws",
        }
    }

    /// The value at probability `p`, cut off at the limits of the kind: `p` is
    /// taken as a share of the probability that lies within the limits.
    pub fn quantile_within(&self, p: f64, kind: &Kind) -> f64 {
        let (below, up_to) = match self {
            Self::Normal { mean, sd } if *sd > 0.0 => {
                (normal_cdf((kind.low - mean) / sd), normal_cdf((kind.high - mean) / sd))
            }
            Self::Lognormal { median, sd_log } if *sd_log > 0.0 => {
                let z = |x: f64| {
                    if x > 0.0 { normal_cdf((x / median).ln() / sd_log) } else { 0.0 }
                };
                (z(kind.low), z(kind.high))
            }
            Self::Interval80 { low, high } => interval_limits(*low, *high, kind),
            _ => (0.0, 1.0),
        };
        kind.clamp(self.quantile(below + p * (up_to - below), kind))
    }

    /// The value at probability `p` (0 to 1), without regard to limits.
    fn quantile(&self, p: f64, kind: &Kind) -> f64 {
        match self {
            Self::Uniform { low, high } => low + p * (high - low),
            Self::Triangular { low, likely, high } => triangular(*low, *likely, *high, p),
            Self::Pert { low, likely, high } => pert(*low, *likely, *high, p),
            Self::Normal { mean, sd } => mean + sd * normal_quantile(p),
            Self::Lognormal { median, sd_log } => median * (sd_log * normal_quantile(p)).exp(),
            Self::Beta { mean, sd } => beta(*mean, *sd, p),
            Self::Interval80 { low, high } => interval80(*low, *high, p, kind),
            Self::Draws(values) => {
                let at = (p * values.len() as f64) as usize;
                values[at.min(values.len() - 1)]
            }
        }
    }
}

/// The share of the probability below the kind's low and high limit.
fn interval_limits(low: f64, high: f64, kind: &Kind) -> (f64, f64) {
    if scale_of(low, high, kind) != Scale::Plain || high <= low {
        return (0.0, 1.0);
    }
    let (mean, sd) = (f64::midpoint(low, high), (high - low) / (2.0 * Z90));
    // The smallest numbers that there are have no width.
    if sd <= 0.0 {
        return (0.0, 1.0);
    }
    (normal_cdf((kind.low - mean) / sd), normal_cdf((kind.high - mean) / sd))
}

/// On which scale an 80% interval is symmetric.
#[derive(PartialEq)]
enum Scale {
    Plain,
    Log,
    LogOdds,
}

fn scale_of(low: f64, high: f64, kind: &Kind) -> Scale {
    let is_share = kind.low == 0.0 && (kind.high - 1.0).abs() < 1e-12;
    if is_share && low > 0.0 && high < 1.0 {
        Scale::LogOdds
    } else if kind.low >= 0.0 && low > 0.0 && !is_share {
        Scale::Log
    } else {
        Scale::Plain
    }
}

fn interval80(low: f64, high: f64, p: f64, kind: &Kind) -> f64 {
    let between =
        |low: f64, high: f64| f64::midpoint(low, high) + (high - low) / (2.0 * Z90) * normal_quantile(p);
    match scale_of(low, high, kind) {
        Scale::Plain => between(low, high),
        Scale::Log => between(low.ln(), high.ln()).exp(),
        Scale::LogOdds => {
            let log_odds = |share: f64| (share / (1.0 - share)).ln();
            1.0 / (1.0 + (-between(log_odds(low), log_odds(high))).exp())
        }
    }
}

fn triangular(low: f64, likely: f64, high: f64, p: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    let rising = (likely - low) / width;
    if p <= rising {
        low + (p * width * (likely - low)).sqrt()
    } else {
        high - ((1.0 - p) * width * (high - likely)).sqrt()
    }
}

fn pert(low: f64, likely: f64, high: f64, p: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    let a = 1.0 + 4.0 * (likely - low) / width;
    let b = 1.0 + 4.0 * (high - likely) / width;
    low + width * beta_quantile(a, b, p)
}

fn beta(mean: f64, sd: f64, p: f64) -> f64 {
    if sd <= 0.0 {
        return mean;
    }
    // Method of moments: a + b = mean (1 - mean) / variance - 1.
    let size = mean * (1.0 - mean) / (sd * sd) - 1.0;
    if size > 1e8 {
        // So narrow that it cannot be told from the normal distribution.
        return (mean + sd * normal_quantile(p)).clamp(0.0, 1.0);
    }
    beta_quantile(mean * size, (1.0 - mean) * size, p)
}

fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    Beta::new(a, b).expect("checked when the range was read").inverse_cdf(p)
}

fn normal_cdf(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The standard normal quantile, kept finite at 0 and 1.
fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p.clamp(1e-15, 1.0 - 1e-15))
}

#[cfg(test)]
mod tests {
    use super::super::kinds;
    use super::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-6 * wanted.abs().max(1e-6), "{got}, expected {wanted}");
    }

    #[test]
    fn an_80_percent_interval_has_a_tenth_on_each_side_whatever_its_scale() {
        for (kind, low, high) in
            [(kinds::SHARE, 0.1, 0.3), (kinds::PER_YEAR, 20.0, 900.0), (kinds::EXPONENT, -0.2, 0.4)]
        {
            let range = Distribution::Interval80 { low, high };
            near(range.quantile_within(0.1, &kind), low);
            near(range.quantile_within(0.9, &kind), high);
        }
    }

    /// As the page on the scenario file says: ln(x / (1 - x)) is half-way, not the share itself.
    #[test]
    fn the_middle_of_a_share_need_not_lie_half_way() {
        let range = Distribution::Interval80 { low: 0.60, high: 0.95 };
        near(range.quantile_within(0.5, &kinds::SHARE), 1.0 / (1.0 + (1.5_f64 * 19.0).powf(-0.5)));
        assert_eq!(format!("{:.2}", range.quantile_within(0.5, &kinds::SHARE)), "0.84");
    }

    #[test]
    fn a_range_is_cut_off_at_the_limits_of_its_kind() {
        let range = Distribution::Normal { mean: 0.05, sd: 0.1 };
        assert!(range.quantile_within(0.0, &kinds::SHARE) >= 0.0);
        assert!(range.quantile_within(1.0, &kinds::SHARE) <= 1.0);
        // Half of the probability that is left lies below the median of the cut normal.
        let median = range.quantile_within(0.5, &kinds::SHARE);
        let left = normal_cdf(-0.5);
        near(normal_cdf((median - 0.05) / 0.1), left + (normal_cdf(9.5) - left) / 2.0);
    }

    #[test]
    fn means_are_those_of_the_textbook() {
        let kind = kinds::PER_YEAR;
        let mean = |range: &Distribution| {
            (0..200_000).map(|i| range.quantile_within((f64::from(i) + 0.5) / 2e5, &kind)).sum::<f64>() / 2e5
        };
        for (range, wanted) in [
            (Distribution::Uniform { low: 2.0, high: 6.0 }, 4.0),
            (Distribution::Triangular { low: 1.0, likely: 2.0, high: 6.0 }, 3.0),
            (Distribution::Pert { low: 1.0, likely: 2.0, high: 6.0 }, 15.0 / 6.0),
            (Distribution::Lognormal { median: 3.0, sd_log: 0.5 }, 3.0 * 0.125_f64.exp()),
            (Distribution::Beta { mean: 0.2, sd: 0.1 }, 0.2),
            (Distribution::Draws(vec![1.0, 2.0, 6.0]), 3.0),
        ] {
            let mean = mean(&range);
            assert!((mean - wanted).abs() < 1e-3 * wanted, "{range:?}: {mean}, expected {wanted}");
        }
    }
}
