//! Rates that own months tell: leaving, and how long cases stay.

use super::cohorts::Stays;
use super::counts::Counts;
use super::demand::MOST_MONTHS;
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
    let flows = figures.months("leavers").into_iter().filter_map(|(month, leavers)| {
        let in_post = figures.at("in_post", month.plus(-1)).or_else(|| figures.at("in_post", month))?;
        Some(Flow { month, began: 0.0, events: leavers / people, of: in_post / people / 12.0 })
    });
    // The mean of the swing's factor is 1, so that of its logarithm is below nil.
    let prior = Normal { mean: rate.mean - walk.swing / 2.0, ..rate };
    let (own, _) = rate_of(&walk, prior, &after(start, flows.collect()), start, figures.as_of)?;
    Some(OwnRate { log: Normal { mean: own.log.mean + walk.swing / 2.0, ..own.log }, ..own })
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
    let (stock, begun, ceased) = match stage {
        "child_protection" => ("protection", "protection_begun", None),
        "looked_after" => ("care", "care_begun", Some("care_ceased")),
        _ => return None,
    };
    let stage = service.stage.get(stage)?;
    let of_month = |month: Month| {
        let (before, now) = (figures.at(stock, month.plus(-1))?, figures.at(stock, month)?);
        let begun = figures.at(begun, month);
        let ended = ceased.and_then(|ceased| figures.at(ceased, month));
        let ended = ended.or_else(|| Some(before + begun? - now))?.max(0.0);
        let began = begun.unwrap_or(now - before + ended).max(0.0);
        Some(Flow { month, began, events: ended, of: f64::midpoint(before, now) / 12.0 })
    };
    let flows: Vec<Flow> =
        figures.months(stock).into_iter().filter_map(|(month, _)| of_month(month)).collect();
    let flows = after(start, flows);
    let first = figures.at(stock, flows.first()?.month.plus(-1))?.max(1.0);
    let walk = Walk::of(prior.variance(), &stage.stay_changes, true);
    // Twice as long a stay is half as many who end it.
    let rate = Normal { mean: -prior.mean, ..prior };
    let stays = Stays::of(&stage.duration.shape);
    let entries: Vec<f64> = flows.iter().map(|flow| flow.began / first).collect();
    let longer =
        |flow: &Flow| lengthening(&walk, prior.mean.exp(), f64::from(flow.month.since(start)) / 12.0);
    let mut moved = vec![0.0; flows.len()];
    let mut found = None;
    // How readily cases end depends a little on how long they stay.
    for _ in 0..ROUNDS {
        let passing: Vec<f64> = moved.iter().map(|moved: &f64| (rate.mean + moved).exp() / 12.0).collect();
        let readiness = stays.readiness(&entries, &passing);
        let ready: Vec<Flow> = flows
            .iter()
            .zip(readiness)
            .map(|(flow, ready)| Flow { of: flow.of * ready / longer(flow), ..*flow })
            .collect();
        let (own, path) = rate_of(&walk, rate, &ready, start, figures.as_of)?;
        (found, moved) = (Some(own), path);
    }
    found.map(|own| OwnRate { log: Normal { mean: -own.log.mean, ..own.log }, ..own })
}

/// By how much stays that swing are longer, so that the middle of the stock stays where it is (equation E4).
fn lengthening(walk: &Walk, stay: f64, years: f64) -> f64 {
    let fresh = walk.swing * (1.0 - walk.persistence.powf(2.0 * years));
    let fading = -walk.persistence.ln();
    (fresh / 2.0 * fading / (fading + 1.0 / stay)).exp()
}

/// Rounds until how readily cases end, and how long they stay, agree.
const ROUNDS: usize = 3;

/// Events of a month, and what they are a twelfth of a year's rate of.
#[derive(Clone, Copy)]
struct Flow {
    month: Month,
    began: f64,
    events: f64,
    of: f64,
}

/// The last of those after a month of which something can end.
fn after(start: Month, flows: Vec<Flow>) -> Vec<Flow> {
    let before = flows.len().saturating_sub(MOST_MONTHS);
    flows.into_iter().skip(before).filter(|flow| flow.month > start && flow.of > 0.0).collect()
}

/// The lasting part of a rate at the end, from events and what they are of, and how far it stood from the prior in each
/// month; `None` if too few months are known.
fn rate_of(
    walk: &Walk,
    prior: Normal,
    flows: &[Flow],
    start: Month,
    end: Month,
) -> Option<(OwnRate, Vec<f64>)> {
    if flows.len() < LEAST_MONTHS {
        return None;
    }
    let years = |month: Month| f64::from(month.since(start)) / 12.0;
    let end = years(end);
    let told = walk.possible().into_iter().map(|(likely, walk)| {
        let row = |a: Month| flows.iter().map(|b| walk.covariance(years(a), years(b.month))).collect();
        let counts = Counts {
            events: flows.iter().map(|flow| flow.events).collect(),
            expected: flows.iter().map(|flow| (flow.of * prior.mean.exp()).max(1e-9)).collect(),
            covariance: flows.iter().map(|flow| row(flow.month)).collect(),
        };
        let posterior = counts.posterior();
        let with: Vec<f64> = flows.iter().map(|flow| walk.lasting(years(flow.month), end)).collect();
        let (moved, variance) = posterior.of(&with, walk.lasting(end, end));
        let path: Vec<f64> = counts.covariance.iter().map(|with| posterior.of(with, 0.0).0).collect();
        (likely + posterior.evidence, Normal { mean: prior.mean + moved, sd: variance.sqrt() }, path)
    });
    let told: Vec<(f64, Normal, Vec<f64>)> = told.collect();
    let log = Normal::mixed(told.iter().map(|(weight, log, _)| (*weight, *log)));
    let likeliest = told.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let events = flows.iter().map(|flow| flow.events).sum();
    Some((OwnRate { log, months: flows.len(), events }, likeliest.map(|(.., path)| path).unwrap_or_default()))
}
