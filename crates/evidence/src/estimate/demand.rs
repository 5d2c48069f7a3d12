//! Referrals: how many, by whom, in which months, and how many come back.

use super::environment::{DEMAND_PERSISTENCE, DemandWalk, NOISE_IN_YEARS};
use super::evidence::{Evidence, Figure, Of, parts_of};
use super::round::split;
use super::shrinkage::{median, yearly_mean_share};
use crate::published::{AreaId, Published, ReferralsByMonth, Year};

/// Referrals by source, published groups put together, by their names in the template.
pub(super) const GROUPS: [&str; 7] = ["police", "schools", "health", "council", "family", "legal", "other"];

/// Years to March in which the pandemic moved the months.
const PANDEMIC: Year = 2021;
/// How many years of months are used.
const MONTHS_OF: Year = 8;
/// Least complete years of a council's own for a season of its own.
const LEAST_YEARS: usize = 3;

/// Councils with fewer referrals in a mean month say nothing of whether seasons differ.
const STEADY_MONTH: f64 = 100.0;

/// Who is referred.
pub(super) struct Referrals {
    /// A year.
    pub(super) all: Figure,
    /// By source, in the order of [`GROUPS`]; the sum is `all`.
    pub(super) by_source: Vec<f64>,
    /// Which year's shares.
    pub(super) source_shares: Figure,
    /// Share with no further action.
    pub(super) no_further_action: Figure,
    /// Share that come within twelve months of an earlier one.
    pub(super) rereferred: Figure,
}

impl Referrals {
    /// How many years before the start of October of a year they came, on average, and the
    /// standard deviation of the logarithm of their level now over theirs: what they have drifted
    /// since is not known, nor what of their year was a swing or noise.
    pub(super) fn since(&self, year: Year, walk: &DemandWalk) -> (f64, f64) {
        // A year to March is centred a year before the start.
        let years = f64::from(year - self.all.year) + 1.0;
        let variance = walk.drift_sd.powi(2) * (years - 1.0 / 6.0)
            + (walk.swing_sd * yearly_mean_share(DEMAND_PERSISTENCE)).powi(2)
            + NOISE_IN_YEARS / 2.0;
        (years, variance.sqrt())
    }
}

/// The months of the year.
pub(super) struct Season {
    /// Index of each month, April first, with its standard error.
    pub(super) months: [(f64, f64); 12],
    /// Complete years of the council's own; nil if England's months stand in.
    pub(super) own_years: usize,
    /// How much the council's own months weigh against England's.
    pub(super) weight: f64,
    /// Coefficient of variation of monthly noise beyond chance and drift.
    pub(super) noise_cv: f64,
    /// Whether the noise is the council's own.
    pub(super) own_noise: bool,
}

impl Evidence<'_> {
    /// Referrals in a year. `None` if nothing was published up to the year.
    pub(super) fn referrals(&self) -> Option<Referrals> {
        let all = self.count("referrals", |data, area, year| data.demand.get(area, year).referrals)?;
        let all = Figure { value: all.value.round(), ..all };
        let share = |name, part: Of| {
            self.rate(name, |data, area, year| {
                Some(part(data, area, year)? / data.demand.get(area, year).referrals?)
            })
        };
        let by_group = |data: &Published, area, year| {
            let row = data.referral_sources.get(area, year);
            // A group of two that was not collected at all counts as nil.
            let sum = |a: Option<f64>, b: Option<f64>| a.or(b).map(|_| a.unwrap_or(0.0) + b.unwrap_or(0.0));
            let groups = [
                row.police?,
                sum(row.schools, row.education_services)?,
                row.health_services?,
                sum(row.council_services, row.housing)?,
                sum(row.individual, row.anonymous)?,
                row.other_legal_agency.unwrap_or(0.0),
                sum(row.other, row.unknown)?,
            ];
            parts_of(&groups, 0.0)
        };
        let (shares, source_shares) = self
            .shares("sources", by_group)
            .unwrap_or_else(|| (vec![1.0; GROUPS.len()], Figure { name: "sources", ..all.clone() }));
        Some(Referrals {
            by_source: split(&shares, all.value as i64).into_iter().map(|count| count as f64).collect(),
            source_shares,
            no_further_action: share("no further action", |data, area, year| {
                data.demand.get(area, year).no_further_action
            })?,
            rereferred: share("re-referrals", |data, area, year| data.demand.get(area, year).rereferrals)?,
            all,
        })
    }
}

/// Complete years of months of an area, as indices (mean 1), and the mean month.
fn indices(data: &Published, area: AreaId, until: Year) -> Vec<(Year, [f64; 12], f64)> {
    let complete = |(year, row): (Year, ReferralsByMonth)| {
        let months = row.complete()?;
        let mean = months.iter().sum::<f64>() / 12.0;
        let wanted = year != PANDEMIC && year + MONTHS_OF > until && mean >= 5.0;
        wanted.then(|| (year, months.map(|month| month / mean), mean))
    };
    data.referrals_by_month.years(area).filter_map(complete).collect()
}

/// Seasons of councils against England's, learned from all councils up to a year.
pub(super) struct Seasons {
    england: [(f64, f64); 12],
    /// Lasting variance of a council's month against England's.
    between: f64,
    /// Noise of a typical council.
    typical_noise: f64,
}

impl Seasons {
    /// Learns from the months up to a year. `None` if England has none.
    pub(super) fn learn(data: &Published, until: Year, walk: &DemandWalk) -> Option<Self> {
        let years = indices(data, data.england(), until);
        if years.is_empty() {
            return None;
        }
        let england = std::array::from_fn(|month| {
            let values: Vec<f64> = years.iter().map(|(_, index, _)| index[month]).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
            let sd = (squares / (values.len() as f64 - 1.0).max(1.0)).sqrt().max(0.02);
            (mean, sd / (values.len() as f64).sqrt())
        });
        let mut excess = Vec::new();
        let mut noises = Vec::new();
        for (council, _) in data.councils() {
            if let Some(own) = OwnMonths::of(data, council, until, &england) {
                let squares = own.apart.iter().map(|apart| apart * apart).sum::<f64>() / 11.0;
                if own.mean_month >= STEADY_MONTH {
                    excess.push(squares - own.residual / own.years as f64);
                }
                noises.push(own.noise_cv(walk));
            }
        }
        if noises.is_empty() {
            return None;
        }
        let between = excess.iter().sum::<f64>() / (excess.len() as f64).max(1.0);
        Some(Self { england, between: between.max(0.0), typical_noise: median(&mut noises) })
    }

    /// The season of a council: England's, drawn towards its own as far as its own months are sure.
    pub(super) fn of(&self, data: &Published, council: AreaId, until: Year, walk: &DemandWalk) -> Season {
        let Some(own) = OwnMonths::of(data, council, until, &self.england) else {
            let months = self.england.map(|(mean, error)| (mean, (error * error + self.between).sqrt()));
            return Season {
                months,
                own_years: 0,
                weight: 0.0,
                noise_cv: self.typical_noise,
                own_noise: false,
            };
        };
        let noise = own.residual / own.years as f64;
        let weight = self.between / (self.between + noise).max(f64::MIN_POSITIVE);
        let left = self.between * (1.0 - weight);
        let months: [(f64, f64); 12] = std::array::from_fn(|month| {
            let (mean, error) = self.england[month];
            (mean + weight * own.apart[month], (error * error + left).sqrt())
        });
        let mean = months.iter().map(|month| month.0).sum::<f64>() / 12.0;
        Season {
            months: months.map(|(index, error)| (index / mean, error)),
            own_years: own.years,
            weight,
            // Half its own, half the typical council's: a year's noise says little about the next.
            noise_cv: f64::midpoint(own.noise_cv(walk), self.typical_noise),
            own_noise: true,
        }
    }
}

/// A council's own months.
struct OwnMonths {
    years: usize,
    /// Mean of its index less England's, April first.
    apart: [f64; 12],
    /// Variance of a single month about that.
    residual: f64,
    /// Referrals in a mean month.
    mean_month: f64,
}

impl OwnMonths {
    fn of(data: &Published, council: AreaId, until: Year, england: &[(f64, f64); 12]) -> Option<Self> {
        let years = indices(data, council, until);
        let count = years.len();
        if count < LEAST_YEARS {
            return None;
        }
        let apart: [f64; 12] = std::array::from_fn(|month| {
            years.iter().map(|(_, index, _)| index[month] - england[month].0).sum::<f64>() / count as f64
        });
        let mut squares = 0.0;
        for (_, index, _) in &years {
            for month in 0..12 {
                squares += (index[month] - england[month].0 - apart[month]).powi(2);
            }
        }
        Some(Self {
            years: count,
            apart,
            // 11 free months in each year but one.
            residual: squares / (11.0 * (count as f64 - 1.0)),
            mean_month: years.iter().map(|(_, _, mean)| mean).sum::<f64>() / count as f64,
        })
    }

    /// Noise beyond Poisson chance and what drift and swing make within a year.
    fn noise_cv(&self, walk: &DemandWalk) -> f64 {
        let within_a_year = walk.drift_sd.powi(2) / 6.0 + walk.swing_sd.powi(2) * 0.4;
        (self.residual - 1.0 / self.mean_month - within_a_year).max(0.04_f64.powi(2)).sqrt()
    }
}
