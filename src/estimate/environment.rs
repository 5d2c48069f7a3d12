//! What changes from year to year, learned from all councils up to a year.
//!
//! Changes over one, two and more years tell drift (which grows) from swings
//! (which do not) and from noise (which is all there after one year). Chance,
//! which the model makes itself, is taken out first.

use super::spread::{Hierarchy, Panel, persistence_for, robust_sd, yearly_mean_share};
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
    /// Years of the workforce that the estimates rest on.
    pub(super) first: Year,
    pub(super) leaving: Swing,
    pub(super) hiring: Swing,
    pub(super) agency: Swing,
    pub(super) absence: Swing,
    pub(super) demand: DemandWalk,
    pub(super) movement: Movement,
    /// Logarithm of turnover over England's of the same year.
    pub(super) turnover_levels: Option<Hierarchy>,
    /// Other net movement as a share of stock.
    pub(super) movement_levels: Option<Hierarchy>,
}

/// The first year of today's workforce census.
const FIRST_CENSUS: Year = 2017;

/// In place of estimates as long as there are too few years: judgements from
/// the usual size of such swings in public services.
const USUAL_SWING: Swing = Swing { sd: 0.3, persistence: 0.1, changes: 0 };
const USUAL_WALK: DemandWalk = DemandWalk { drift_sd: 0.14, swing_sd: 0.1, changes: 0 };
const USUAL_MOVEMENT: Movement = Movement { robust_sd: 0.045, sd: 0.085 };

impl Environment {
    /// Learns from figures up to a year.
    pub(super) fn learn(data: &Published, year: Year) -> Self {
        let years = FIRST_CENSUS..=year.max(FIRST_CENSUS);
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
        let turnover = Panel::new(data, years.clone(), |area, year| {
            let ratio = leavers(area, year)? / leavers(england, year)?;
            (ratio > 0.0).then(|| ratio.ln())
        });
        let movements = Panel::new(data, FIRST_CENSUS + 1..=year.max(FIRST_CENSUS + 1), |area, year| {
            movement(data, area, year)
        });
        let all = movements.values();
        Self {
            first: FIRST_CENSUS,
            leaving: swing(
                &log_panel(&leavers),
                chance(data, &years, |area, year| census(area, year).leavers),
            ),
            hiring: swing(
                &log_panel(&starters),
                chance(data, &years, |area, year| census(area, year).starters),
            ),
            absence: swing(&log_panel(&absence), 0.0),
            agency: agency(data, &years),
            demand: demand(data, year),
            movement: if all.len() >= 100 {
                Movement { robust_sd: robust_sd(&all), sd: trimmed_sd(&all) }
            } else {
                USUAL_MOVEMENT
            },
            turnover_levels: turnover.hierarchy(),
            movement_levels: movements.hierarchy(),
        }
    }
}

/// Change of stock that starters and leavers do not explain, over the stock of the year before.
pub(super) fn movement(data: &Published, area: AreaId, year: Year) -> Option<f64> {
    let (now, before) = (data.workforce.get(area, year), data.workforce.get(area, year - 1));
    let stock = before.in_post.filter(|stock| *stock > 20.0)?;
    Some((now.in_post? - stock - now.starters? + now.leavers?) / stock)
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
    if counts.is_empty() { 0.0 } else { super::spread::median(&mut counts) }
}

/// A swing from half the variances of changes: over several years they show
/// its whole variance, over one year what is not kept.
fn swing(panel: &Panel, chance: f64) -> Swing {
    let (Some(one), Some(long)) = (panel.half_variance(1), long_half_variance(panel)) else {
        return USUAL_SWING;
    };
    let (one, long) = ((one - chance).max(1e-4), (long - chance).max(1e-3));
    // Correlation of successive yearly means without chance.
    let persistence = persistence_for((1.0 - one / long).clamp(0.05, 0.85));
    Swing { sd: long.sqrt() / yearly_mean_share(persistence), persistence, changes: panel.changes(1).len() }
}

/// Mean of half the variances of changes over three years and more; over two if there are no more.
fn long_half_variance(panel: &Panel) -> Option<f64> {
    let long: Vec<f64> = (3..=5).filter_map(|lag| panel.half_variance(lag)).collect();
    if long.is_empty() {
        return panel.half_variance(2);
    }
    Some(long.iter().sum::<f64>() / long.len() as f64)
}

/// What agency staff change beyond 0.7 for each vacancy, against their number.
fn agency(data: &Published, years: &std::ops::RangeInclusive<Year>) -> Swing {
    const COVER: f64 = 0.7;
    let beyond = |lag: Year| -> Vec<f64> {
        let pairs = data.councils().flat_map(|(id, _)| years.clone().map(move |year| (id, year)));
        pairs
            .filter_map(|(id, year)| {
                let (now, then) =
                    (data.workforce.get(id, year), data.workforce.get(id, year.checked_sub(lag)?));
                let level = f64::midpoint(now.agency?, then.agency?);
                let change = now.agency? - then.agency? - COVER * (now.vacancies? - then.vacancies?);
                (level >= 5.0).then(|| change / level)
            })
            .collect()
    };
    let spread =
        |lag| Some(beyond(lag)).filter(|list| list.len() >= 30).map(|list| robust_sd(&list).powi(2) / 2.0);
    let (Some(one), Some(long)) = (spread(1), spread(4).or_else(|| spread(3)).or_else(|| spread(2))) else {
        return Swing { sd: 0.25, persistence: 0.5, changes: 0 };
    };
    Swing { sd: long.sqrt(), persistence: (1.0 - one / long).clamp(0.1, 0.85), changes: beyond(1).len() }
}

/// Monthly noise of referrals of a typical council: its part in yearly totals.
const NOISE_IN_YEARS: f64 = 0.0045;

/// The walk and the swing of referrals, from the variance of changes of yearly
/// totals over one to five years, which is
/// `s^2 (k - 1/3) + 2 w^2 + 2 n` for a walk of `s` a year, a swing of `w` and noise `n` in a year's mean.
fn demand(data: &Published, year: Year) -> DemandWalk {
    let panel = Panel::new(data, 2010..=year, |area, year| {
        data.demand.get(area, year).referrals.filter(|referrals| *referrals > 0.0).map(f64::ln)
    });
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
        swing_sd: (rest / 2.0).max(0.03_f64.powi(2)).sqrt() / yearly_mean_share(0.2),
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
