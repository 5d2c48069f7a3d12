//! Rates that own months tell: leaving, and how long cases stay.

use super::counts::Counts;
use super::walk::{Known, Normal, Walk};
use crate::own::OwnFigures;
use model::calendar::Month;
use model::service::Service;

/// Fewer months say nothing of a rate.
pub(super) const LEAST_MONTHS: usize = 6;

/// A rate as own months and the published range tell it together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnRate {
    /// Its logarithm.
    pub(crate) log: Normal,
    /// Months that count, and events in them.
    pub(crate) months: usize,
    pub(crate) events: f64,
}

/// Leavers a year for each in post. Months before the published scenario began are in its rate already.
pub(super) fn leaving(service: &Service<Known>, start: Month, figures: &OwnFigures) -> Option<OwnRate> {
    let workforce = &service.workforce;
    let people = workforce.fte_per_person.middle.max(0.1);
    let rate = workforce.leaving.rate_per_year.log();
    let walk = Walk::of(rate.variance(), &service.environment.leaving, false);
    let months = figures.months("leavers").into_iter().filter_map(|(month, leavers)| {
        let in_post = figures.at("in_post", month.plus(-1)).or_else(|| figures.at("in_post", month))?;
        Some((month, leavers / people, in_post / people / 12.0))
    });
    // The mean of the swing's factor is 1, so that of its logarithm is below nil.
    rate_of(&walk, Normal { mean: rate.mean - walk.swing / 2.0, ..rate }, months, start, figures.as_of)
        .map(|own| OwnRate { log: Normal { mean: own.log.mean + walk.swing / 2.0, ..own.log }, ..own })
}

/// How long cases stay in a stage, in years: its stock over those who end it. `prior` is the logarithm of the stay that
/// the published scenario has.
pub(super) fn stay(
    service: &Service<Known>,
    stage: &str,
    prior: Normal,
    start: Month,
    figures: &OwnFigures,
) -> Option<OwnRate> {
    let columns = match stage {
        "child_protection" => ("protection", "protection_begun", None),
        "looked_after" => ("care", "care_begun", Some("care_ceased")),
        _ => return None,
    };
    let (stock, begun, ceased) = columns;
    let stage = service.stage.get(stage)?;
    let walk = Walk::of(prior.variance(), &stage.stay_changes, true);
    let months = figures.months(stock).into_iter().filter_map(|(month, now)| {
        let before = figures.at(stock, month.plus(-1))?;
        let ended = ceased.and_then(|ceased| figures.at(ceased, month));
        let ended = ended.or_else(|| Some(before + figures.at(begun, month)? - now))?;
        Some((month, ended.max(0.0), f64::midpoint(before, now) / 12.0))
    });
    // Twice as long a stay is half as many who end it.
    rate_of(&walk, Normal { mean: -prior.mean, ..prior }, months, start, figures.as_of)
        .map(|own| OwnRate { log: Normal { mean: -own.log.mean, ..own.log }, ..own })
}

/// The lasting part of a rate at the end, from events and what they are of; `None` if too few months are known.
fn rate_of(
    walk: &Walk,
    prior: Normal,
    months: impl Iterator<Item = (Month, f64, f64)>,
    start: Month,
    end: Month,
) -> Option<OwnRate> {
    let months: Vec<(f64, f64, f64)> = months
        .filter(|(month, _, of)| *month > start && *of > 0.0)
        .map(|(month, events, of)| (f64::from(month.since(start)) / 12.0, events, of))
        .collect();
    if months.len() < LEAST_MONTHS {
        return None;
    }
    let counts = Counts {
        counts: months.iter().map(|(_, events, _)| *events).collect(),
        expected: months.iter().map(|(.., of)| (of * prior.mean.exp()).max(1e-9)).collect(),
        covariance: months
            .iter()
            .map(|(a, ..)| months.iter().map(|(b, ..)| walk.covariance(*a, *b)).collect())
            .collect(),
    };
    let end = f64::from(end.since(start)) / 12.0;
    let with: Vec<f64> = months.iter().map(|(year, ..)| walk.lasting(*year, end)).collect();
    let (moved, variance) = counts.posterior().of(&with, walk.lasting(end, end));
    let events = months.iter().map(|(_, events, _)| events).sum();
    Some(OwnRate { log: Normal { mean: prior.mean + moved, sd: variance.sqrt() }, months: months.len(), events })
}
