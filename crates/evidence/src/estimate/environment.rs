//! What changes from year to year, learned from all councils up to a year.
//!
//! Changes over one, two and more years tell drift (which grows) from swings
//! (which do not) and from noise (which is all there after one year). Chance,
//! which the model makes itself, is taken out first.

use super::evidence::FIRST_YEAR;
use super::shrinkage::{
    Hierarchy, Panel, persistence_for, robust_sd, spread80, yearly_mean_correlation, yearly_mean_share,
};
use super::size::BySize;
use super::variance_components::VarianceComponents;
use crate::published::{AreaId, Published, Year};

/// A swing about a level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swing {
    pub(super) sd: f64,
    pub(super) persistence: f64,
    /// Number of yearly changes that it rests on; nil if it is a judgement.
    pub(super) changes: usize,
}

/// How referrals move.
#[derive(Clone, Copy, Debug)]
pub(super) struct DemandWalk {
    pub(super) drift_sd: f64,
    pub(super) swing_sd: f64,
    pub(super) changes: usize,
}

/// Other net movement: change of stock that starters and leavers do not explain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Movement {
    pub(super) robust_sd: f64,
    pub(super) sd: f64,
}

/// What the panel shows up to a year.
pub(super) struct Environment {
    pub(super) leaving: Swing,
    pub(super) hiring: Swing,
    pub(super) agency: Swing,
    /// That of a typical council, as is how referrals move.
    absence: Swing,
    absence_by_size: BySize,
    pub(super) demand: DemandWalk,
    demand_by_size: BySize,
    pub(super) movement: Movement,
    /// Logarithm of turnover over England's of the same year.
    pub(super) turnover_levels: Option<Hierarchy>,
    /// What makes councils' levels of turnover, weighted by staff, come to England's.
    pub(super) turnover_factor: f64,
    /// Other net movement as a share of stock.
    pub(super) movement_levels: Option<Hierarchy>,
    /// Logarithm of absence in per cent.
    pub(super) absence_levels: Option<Hierarchy>,
    /// The same for absence.
    pub(super) absence_factor: f64,
}

/// Referrals are used from here on.
const FIRST_REFERRALS: Year = 2010;

/// In place of estimates as long as there are too few years: judgements from
/// the usual size of such swings in public services.
const USUAL_SWING: Swing = Swing { sd: 0.3, persistence: 0.1, changes: 0 };
const USUAL_WALK: DemandWalk = DemandWalk { drift_sd: 0.14, swing_sd: 0.1, changes: 0 };
const USUAL_MOVEMENT: Movement = Movement { robust_sd: 0.045, sd: 0.085 };

impl Environment {
    /// Learns from figures up to a year.
    pub(super) fn learn(data: &Published, year: Year) -> Self {
        let years = FIRST_YEAR..=year.max(FIRST_YEAR);
        let census = |area, year| data.workforce.get(area, year);
        let log_panel = |value: &dyn Fn(AreaId, Year) -> Option<f64>| {
            Panel::new(data, years.clone(), |area, year| {
                value(area, year).filter(|value| *value > 0.0).map(f64::ln)
            })
        };
        let leavers = |area, year| Some(census(area, year).leavers? / census(area, year).in_post?);
        let starters = |area, year| Some(census(area, year).starters? / census(area, year).in_post?);
        let absence = |area, year| census(area, year).absence_percent;

        let england = data.england();
        let turnover = Panel::new(data, years.clone(), |area, year| relative_turnover(data, area, year));
        let first_change = FIRST_YEAR + 1;
        let movements =
            Panel::new(data, first_change..=year.max(first_change), |area, year| movement(data, area, year));
        let all = movements.values();
        let absences = log_panel(&absence);
        let england_logs = |value: &dyn Fn(AreaId, Year) -> Option<f64>| -> Vec<(Year, f64)> {
            years.clone().filter_map(|year| Some((year, value(england, year)?.ln()))).collect()
        };
        let referrals = Panel::new(data, FIRST_REFERRALS..=year, |area, year| {
            data.demand.get(area, year).referrals.filter(|referrals| *referrals > 0.0).map(f64::ln)
        });
        let (turnover_levels, absence_levels) = (turnover.hierarchy(), absences.hierarchy());
        let of_england = england_logs(&absence);
        let usual_absence =
            of_england.iter().map(|(_, log)| log.exp()).sum::<f64>() / of_england.len() as f64;
        let of_leavers = chance(data, &years, |area, year| census(area, year).leavers);
        let of_starters = chance(data, &years, |area, year| census(area, year).starters);
        Self {
            leaving: swing(&log_panel(&leavers), &england_logs(&leavers), of_leavers),
            hiring: swing(&log_panel(&starters), &england_logs(&starters), of_starters),
            absence: swing(&absences, &england_logs(&absence), 0.0),
            agency: agency(data, &years),
            absence_by_size: BySize::learn(data, &absences),
            demand: demand(&referrals),
            demand_by_size: BySize::learn(data, &referrals),
            movement: if all.len() >= 100 {
                Movement { robust_sd: robust_sd(&all), sd: trimmed_sd(&all) }
            } else {
                USUAL_MOVEMENT
            },
            turnover_factor: factor_to(data, &turnover, turnover_levels.as_ref(), 1.0),
            turnover_levels,
            absence_factor: factor_to(data, &absences, absence_levels.as_ref(), usual_absence),
            absence_levels,
            movement_levels: movements.hierarchy(),
        }
    }
}

/// A level is a mean of logarithms, which is below the logarithm of a mean: the
/// factor that makes levels, weighted by staff, come to what England has.
fn factor_to(data: &Published, panel: &Panel, levels: Option<&Hierarchy>, england: f64) -> f64 {
    let Some(levels) = levels else { return 1.0 };
    let (mut staff, mut sum) = (0.0, 0.0);
    for (council, area) in data.councils() {
        let in_post = data.workforce.latest(council, |row| row.in_post).map_or(0.0, |(_, in_post)| in_post);
        staff += in_post;
        sum += in_post * levels.level(area.region, panel.of(council)).mean.exp();
    }
    if sum > 0.0 { england * staff / sum } else { 1.0 }
}

/// Logarithm of a council's leavers over those that England's rate leads to. Half
/// a leaver is added to both, so that a year without any says something too.
pub(super) fn relative_turnover(data: &Published, area: AreaId, year: Year) -> Option<f64> {
    let (own, england) = (data.workforce.get(area, year), data.workforce.get(data.england(), year));
    let expected = own.in_post? * england.leavers? / england.in_post?;
    Some(((own.leavers? + 0.5) / (expected + 0.5)).ln())
}

/// More than this in a year is a slip or a reorganisation.
const MOST_MOVEMENT: f64 = 0.2;

/// Change of stock that starters and leavers do not explain, over the stock of the year before.
pub(super) fn movement(data: &Published, area: AreaId, year: Year) -> Option<f64> {
    let (now, before) = (data.workforce.get(area, year), data.workforce.get(area, year - 1));
    let stock = before.in_post.filter(|stock| *stock > 20.0)?;
    let share = (now.in_post? - stock - now.starters? + now.leavers?) / stock;
    Some(share.clamp(-MOST_MOVEMENT, MOST_MOVEMENT))
}

/// Variance of a logarithm of counts by chance alone: one over the typical count.
fn chance(
    data: &Published,
    years: &std::ops::RangeInclusive<Year>,
    count: impl Fn(AreaId, Year) -> Option<f64>,
) -> f64 {
    let mut counts: Vec<f64> = data
        .councils()
        .flat_map(|(id, _)| years.clone().map(move |year| (id, year)))
        .filter_map(|(id, year)| count(id, year))
        .filter(|count| *count > 0.0)
        .map(|count| 1.0 / count)
        .collect();
    if counts.is_empty() { 0.0 } else { super::shrinkage::median(&mut counts) }
}

/// A swing from half the variances of changes: over several years they show
/// its whole variance, over one year what is not kept. `england` is the common
/// part, which is in every council's years.
fn swing(panel: &Panel, england: &[(Year, f64)], chance: f64) -> Swing {
    let half = |lag: Year| -> Option<f64> {
        Some((panel.half_variance(lag)? + shared_half_square(england, lag) - chance).max(1e-3))
    };
    let Some(one) = half(1) else { return USUAL_SWING };
    let long: Vec<f64> = (3..=5).filter_map(half).collect();
    let changes = panel.changes(1).len();
    if long.is_empty() {
        // Too few years to tell how much is kept.
        let persistence = USUAL_SWING.persistence;
        let variance = one / (1.0 - yearly_mean_correlation(persistence));
        return Swing { sd: variance.sqrt() / yearly_mean_share(persistence), persistence, changes };
    }
    let long = long.iter().sum::<f64>() / long.len() as f64;
    // Correlation of successive yearly means without chance.
    let persistence = persistence_for((1.0 - one / long).clamp(LEAST_CORRELATION, 0.85));
    Swing { sd: long.sqrt() / yearly_mean_share(persistence), persistence, changes }
}

/// Below this correlation of successive years a swing in continuous time, seen
/// in yearly means, would have to be wild within the year.
const LEAST_CORRELATION: f64 = 0.25;

/// Half the mean square of England's changes over `lag` years; nil if there are none.
fn shared_half_square(england: &[(Year, f64)], lag: Year) -> f64 {
    let change = |(year, value): &(Year, f64)| {
        let (_, later) = england.iter().find(|(other, _)| *other == year + lag)?;
        Some((later - value).powi(2))
    };
    let squares: Vec<f64> = england.iter().filter_map(change).collect();
    squares.iter().sum::<f64>() / (2 * squares.len()).max(1) as f64
}

/// What agency staff change beyond 0.7 for each vacancy, over the geometric mean
/// of their number and of all workers: where there are twice as many they
/// change by 1.4 times as much.
fn agency(data: &Published, years: &std::ops::RangeInclusive<Year>) -> Swing {
    const COVER: f64 = 0.7;
    let beyond = |lag: Year| -> Vec<f64> {
        let pairs = data.councils().flat_map(|(id, _)| years.clone().map(move |year| (id, year)));
        pairs
            .filter_map(|(id, year)| {
                let (now, then) =
                    (data.workforce.get(id, year), data.workforce.get(id, year.checked_sub(lag)?));
                let level = f64::midpoint(now.agency?, then.agency?);
                let workers = f64::midpoint(now.in_post?, then.in_post?) + level;
                let change = now.agency? - then.agency? - COVER * (now.vacancies? - then.vacancies?);
                (level >= 5.0).then(|| change / (level * workers).sqrt())
            })
            .collect()
    };
    let spread =
        |lag| Some(beyond(lag)).filter(|list| list.len() >= 30).map(|list| spread80(&list).powi(2) / 2.0);
    let (Some(one), Some(long)) = (spread(1), spread(4).or_else(|| spread(3)).or_else(|| spread(2))) else {
        return Swing { sd: 0.1, persistence: 0.5, changes: 0 };
    };
    Swing { sd: long.sqrt(), persistence: (1.0 - one / long).clamp(0.1, 0.85), changes: beyond(1).len() }
}

/// The middle of the persistence of the swing of referrals in the template.
pub(super) const DEMAND_PERSISTENCE: f64 = 0.2;
/// Twice the variance that monthly noise of a typical council leaves in a year's mean.
pub(super) const NOISE_IN_YEARS: f64 = 0.0045;

/// The walk and the swing of referrals, from the variance of changes of yearly
/// totals over one to five years, which is
/// `s^2 (k - 1/3) + 2 w^2 + 2 n` for a walk of `s` a year, a swing of `w` and noise `n` in a year's mean.
fn demand(panel: &Panel) -> DemandWalk {
    let points: Vec<(f64, f64)> =
        (1..=5).filter_map(|lag| Some((f64::from(lag), 2.0 * panel.half_variance(lag)?))).collect();
    if points.len() < 3 {
        return USUAL_WALK;
    }
    let count = points.len() as f64;
    let (mean_x, mean_y) =
        (points.iter().map(|p| p.0).sum::<f64>() / count, points.iter().map(|p| p.1).sum::<f64>() / count);
    let slope = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>()
        / points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum::<f64>();
    let walk = slope.max(0.05_f64.powi(2));
    let rest = mean_y - walk * (mean_x - 1.0 / 3.0) - NOISE_IN_YEARS;
    DemandWalk {
        drift_sd: walk.sqrt(),
        swing_sd: (rest / 2.0).max(0.03_f64.powi(2)).sqrt() / yearly_mean_share(DEMAND_PERSISTENCE),
        changes: panel.changes(1).len(),
    }
}

/// The standard deviation without the outermost hundredth on each side, which
/// holds slips and reorganisations.
fn trimmed_sd(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let cut = sorted.len() / 100;
    let kept = &sorted[cut..sorted.len() - cut];
    let mean = kept.iter().sum::<f64>() / kept.len() as f64;
    (kept.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / kept.len() as f64).sqrt()
}

/// Where agency workers are fewer than this share of all, their swing is that of this share.
const LEAST_AGENCY: f64 = 0.05;

impl DemandWalk {
    /// As a drift and a swing.
    pub(super) fn components(&self) -> VarianceComponents {
        VarianceComponents {
            drift: self.drift_sd.powi(2),
            swing: self.swing_sd.powi(2),
            persistence: DEMAND_PERSISTENCE,
            tails: 0.0,
            changes: self.changes,
        }
    }
}

impl Environment {
    /// How absence swings at a council.
    pub(super) fn absence_at(&self, data: &Published, council: AreaId) -> Swing {
        Swing { sd: self.absence.sd * self.absence_by_size.factor(data, council), ..self.absence }
    }

    /// How referrals move at a council.
    pub(super) fn demand_at(&self, data: &Published, council: AreaId) -> DemandWalk {
        let times = self.demand_by_size.factor(data, council);
        let DemandWalk { drift_sd, swing_sd, changes } = self.demand;
        DemandWalk { drift_sd: times * drift_sd, swing_sd: times * swing_sd, changes }
    }

    /// The swing of agency cover, against its level, where so many of the workers come from an agency.
    pub(super) fn agency_swing(&self, share: f64) -> Swing {
        Swing { sd: self.agency.sd / share.max(LEAST_AGENCY).sqrt(), ..self.agency }
    }
}
