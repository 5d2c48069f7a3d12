//! Referrals by month: their level at the end, the season and the noise.

use super::counts::{Counts, Posterior};
use super::walk::{Known, Normal, Walk};
use crate::own::OwnFigures;
use model::calendar::Month;
use model::service::{Service, Source};

/// The noise is looked for at so many values to each side of the middle of its range, so many standard deviations apart.
const STEPS: i32 = 6;
const STEP: f64 = 0.5;
/// Fewer months say nothing of the season and the noise.
pub(super) const LEAST_MONTHS: usize = 12;

/// Months longer ago say nothing of now.
pub(super) const MOST_MONTHS: usize = 120;

/// What a council's own referrals say.
#[derive(Clone, Debug)]
pub(crate) struct OwnReferrals {
    /// Logarithm of the level at the end against the numbers of the scenario.
    pub(crate) level: Normal,
    /// Logarithm of each month against the average month, January first.
    pub(crate) season: [Normal; 12],
    /// Range of the noise (10th to 90th percentile).
    pub(crate) noise: (f64, f64),
    /// How many months.
    pub(crate) months: usize,
}

/// The level, season and noise with which months of referrals agree; `None` if there are none. The scenario has the
/// prior; it begins at the end of `start`.
pub(super) fn referrals(
    service: &Service<Known>,
    start: Month,
    figures: &OwnFigures,
) -> Option<OwnReferrals> {
    let all = figures.months("referrals");
    let months = &all[all.len().saturating_sub(MOST_MONTHS)..];
    if months.is_empty() {
        return None;
    }
    let prior = Prior::of(service, start, figures.as_of);
    let noise = service.demand.noise_cv.log();
    let fitted: Vec<(f64, f64, Fitted)> = (-STEPS..=STEPS)
        .map(|step| {
            let away = f64::from(step) * STEP;
            let cv = (noise.mean + away * noise.sd).exp();
            let posterior = prior.counts(months, cv).posterior();
            let weight = posterior.evidence - away * away / 2.0;
            (cv, weight, prior.fitted(&posterior, months))
        })
        .collect();
    let mixed = |of: &dyn Fn(&Fitted) -> Normal| {
        Normal::mixed(fitted.iter().map(|(_, weight, fitted)| (*weight, of(fitted))))
    };
    let most = fitted.iter().map(|(_, weight, _)| *weight).fold(f64::NEG_INFINITY, f64::max);
    let (cvs, weights): (Vec<f64>, Vec<f64>) =
        fitted.iter().map(|(cv, weight, _)| (*cv, (weight - most).exp())).unzip();
    Some(OwnReferrals {
        level: mixed(&|fitted| fitted.level),
        season: std::array::from_fn(|month| mixed(&|fitted| fitted.season[month])),
        noise: (quantile(&cvs, &weights, 0.1), quantile(&cvs, &weights, 0.9)),
        months: months.len(),
    })
}

/// What months say at one value of the noise.
struct Fitted {
    level: Normal,
    season: [Normal; 12],
}

/// What is known of referrals beforehand.
struct Prior {
    walk: Walk,
    /// Middle of the level, on the log scale.
    level: f64,
    /// Variance of the logarithm of each month, January first, and its middle.
    season: [(f64, f64); 12],
    /// Referrals a year by sources that have the season of all, and by others.
    seasonal: f64,
    others: f64,
    noise_persistence: f64,
    start: Month,
    end: Month,
}

impl Prior {
    fn of(service: &Service<Known>, start: Month, end: Month) -> Self {
        let demand = &service.demand;
        let level = demand.level.log();
        let mut walk = Walk::of(level.variance(), &service.environment.demand, true);
        walk.trend += demand.trend_per_year.normal().variance();
        let months = demand.season.months();
        let mean = months.iter().map(|month| month.middle).sum::<f64>() / 12.0;
        let per_year = |is_wanted: &dyn Fn(&Source<Known>) -> bool| {
            let wanted = demand.source.values().filter(|source| source.referral && is_wanted(source));
            wanted.map(|source| source.per_year.middle).sum::<f64>()
        };
        Self {
            walk,
            level: level.mean,
            season: months.map(|month| {
                let of_month = month.normal();
                (of_month.mean / mean, (of_month.sd / of_month.mean.max(1e-3)).powi(2))
            }),
            seasonal: per_year(&|source| source.season.is_none()),
            others: per_year(&|source| source.season.is_some()),
            noise_persistence: demand.noise_persistence.middle,
            start,
            end,
        }
    }

    fn years(&self, month: Month) -> f64 {
        f64::from(month.since(self.start)) / 12.0
    }

    /// How much the season of a month moves all referrals of the month.
    fn share(&self, month: Month) -> f64 {
        let seasonal = self.seasonal * self.season[month.index()].0;
        seasonal / (seasonal + self.others).max(f64::MIN_POSITIVE)
    }

    /// Covariance of the logarithms of two months of the season, which have a mean of 1 (equation F38).
    fn of_season(&self, a: usize, b: usize) -> f64 {
        let all = self.season.iter().map(|(_, variance)| variance).sum::<f64>() / 144.0;
        let both = if a == b { self.season[a].1 } else { 0.0 };
        both - (self.season[a].1 + self.season[b].1) / 12.0 + all
    }

    fn counts(&self, months: &[(Month, f64)], cv: f64) -> Counts {
        let noise = (cv * cv).ln_1p();
        let row = |a: Month| {
            months.iter().map(move |(b, _)| {
                let season = self.share(a) * self.share(*b) * self.of_season(a.index(), b.index());
                let apart = f64::from(a.since(*b).abs());
                self.walk.covariance(self.years(a), self.years(*b))
                    + season
                    + noise * self.noise_persistence.powf(apart)
            })
        };
        let expected = |month: Month| {
            let a_year = self.seasonal * self.season[month.index()].0 + self.others;
            (a_year / 12.0 * (self.level - noise / 2.0).exp()).max(1e-6)
        };
        Counts {
            events: months.iter().map(|(_, count)| *count).collect(),
            expected: months.iter().map(|(month, _)| expected(*month)).collect(),
            covariance: months.iter().map(|(month, _)| row(*month).collect()).collect(),
        }
    }

    fn fitted(&self, posterior: &Posterior, months: &[(Month, f64)]) -> Fitted {
        let end = self.years(self.end);
        let with: Vec<f64> =
            months.iter().map(|(month, _)| self.walk.covariance(self.years(*month), end)).collect();
        let (moved, variance) = posterior.of(&with, self.walk.covariance(end, end));
        let season = std::array::from_fn(|month| {
            let with: Vec<f64> =
                months.iter().map(|(own, _)| self.share(*own) * self.of_season(month, own.index())).collect();
            let (moved, variance) = posterior.of(&with, self.of_season(month, month));
            Normal { mean: self.season[month].0.ln() + moved, sd: variance.sqrt() }
        });
        Fitted { level: Normal { mean: self.level + moved, sd: variance.sqrt() }, season }
    }
}

/// The value below which a share of the weight lies; the weight of each value reaches half way to the next.
fn quantile(values: &[f64], weights: &[f64], p: f64) -> f64 {
    let total: f64 = weights.iter().sum();
    let mut below = 0.0;
    let mut last: Option<(f64, f64)> = None;
    for (value, weight) in values.iter().zip(weights) {
        let here = (below + weight / 2.0) / total;
        if here >= p {
            return match last {
                Some((before, at)) => before * (value / before).powf((p - at) / (here - at)),
                None => *value,
            };
        }
        below += weight;
        last = Some((*value, here));
    }
    values.last().copied().unwrap_or_default()
}
