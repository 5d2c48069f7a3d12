//! Exits between stages that agree with the council's own entries and stays.

use super::ground::Ground;
use super::laid::Laid;
use super::months::{FromMonths, stays};
use super::walk::Known;
use crate::estimate::sourced::normal;
use model::balance::flows;
use model::english::lower_first;
use model::figures::{percent, short};
use model::service::Service;

/// Exits of a stage are at most so much together: something is closed, at the high ends of their ranges too.
const MOST_EXITS: f64 = 0.87;
/// A stage is fed by at most so many times what was published, or by so much less.
const MOST_FACTOR: f64 = 4.0;
/// Rounds until flows agree with stays.
const ROUNDS: usize = 30;
/// An exit is known no better and no worse than this, against itself.
const LEAST_SPREAD: f64 = 0.02;
const MOST_SPREAD: f64 = 0.4;

/// An exit: its path in a scenario, from and to by position, its share and what becomes of that.
struct Exit {
    path: String,
    from: usize,
    to: usize,
    share: Known,
    factor: f64,
    /// Its standard deviation, against itself.
    spread: f64,
}

impl Exit {
    fn middle(&self) -> f64 {
        self.share.middle * self.factor
    }
}

/// A stage whose entries are to agree with its cases and stays.
struct Wanted {
    stage: usize,
    /// Entries a year.
    entries: f64,
    /// Variance of the logarithm of the stay.
    variance: f64,
}

/// Lays exits over a scenario: those that the level of referrals moves (equation D7), and those that bring as many into a
/// stage as its cases and stays want (equation F40).
pub(super) fn write(laid: &mut Laid, ground: &Ground<'_>, own: &FromMonths) {
    let Some(service) = ground.known(laid) else { return };
    let mut exits = exits(&service);
    let level = own.referrals.as_ref().map_or(1.0, |referrals| referrals.level.mean.exp());
    let onward = level.powf(service.demand.onward_exponent.middle - 1.0);
    let first: Vec<usize> = service
        .demand
        .source
        .values()
        .filter(|source| source.takes_children_back())
        .flat_map(|source| source.enters.iter())
        .filter_map(|(name, _)| service.stage.position(&name.text))
        .collect();
    for exit in exits.iter_mut().filter(|exit| first.contains(&exit.from)) {
        exit.factor = onward;
    }
    let wanted: Vec<Wanted> = own
        .stays
        .iter()
        .filter_map(|(name, stay)| {
            let stage = service.stage.position(name)?;
            let entries = service.stage.get(name)?.open.middle / stay.log.mean.exp();
            Some(Wanted { stage, entries, variance: stay.log.variance() })
        })
        .collect();
    for _ in 0..ROUNDS {
        let inflow = inflow(&service, &exits);
        for Wanted { stage, entries, .. } in &wanted {
            let from_others: f64 = fed(&exits, &inflow, *stage).iter().sum();
            let direct = inflow[*stage] - from_others;
            let factor = (entries - direct).max(0.0) / from_others.max(1e-9);
            for exit in exits.iter_mut().filter(|exit| exit.to == *stage) {
                exit.factor = (exit.factor * factor).clamp(1.0 / MOST_FACTOR, MOST_FACTOR);
            }
        }
        keep_within_one(&service, &mut exits);
    }
    spread(laid, ground, &service, &mut exits, &wanted);
    for (name, stay) in &own.stays {
        let title = service.stage.get(name).map_or("", |stage| &stage.title);
        let (low, high) =
            ((stay.log.mean - 1.2816 * stay.log.sd).exp(), (stay.log.mean + 1.2816 * stay.log.sd).exp());
        laid.tell(
            "Stays",
            format!(
                "{}: {} months ({} to {}), from {} months of own figures and the published stay",
                lower_first(title),
                short(12.0 * stay.log.mean.exp(), 1),
                short(12.0 * low, 1),
                short(12.0 * high, 1),
                stay.months
            ),
        );
    }
    if own.referrals.is_some() && (onward - 1.0).abs() > 0.005 {
        let how = format!(
            "times {} where nothing else is known, since referrals stand at {} of those published",
            short(onward, 2),
            percent(level)
        );
        laid.tell("Shares that go on from the first stage", how);
    }
}

/// All exits of a service.
fn exits(service: &Service<Known>) -> Vec<Exit> {
    let mut exits = Vec::new();
    for ((from, name), stage) in service.stage.names().enumerate().zip(service.stage.values()) {
        for (into, share) in stage.exits.iter() {
            if let Some(to) = service.stage.position(&into.text) {
                let path = format!("stage.{name}.exits.{}", into.text);
                let spread = share.normal().sd / share.middle.max(1e-9);
                exits.push(Exit { path, from, to, share: *share, factor: 1.0, spread });
            }
        }
    }
    exits
}

/// Entries to each stage a year with the exits as they are.
fn inflow(service: &Service<Known>, exits: &[Exit]) -> Vec<f64> {
    let changed = service.map(&mut |path, _, known: &Known| {
        let exit = exits.iter().find(|exit| exit.path == path);
        known.middle * exit.map_or(1.0, |exit| exit.factor)
    });
    flows(&changed, &|value| *value).inflow
}

/// What each exit brings into a stage a year.
fn fed(exits: &[Exit], inflow: &[f64], stage: usize) -> Vec<f64> {
    let into = exits.iter().filter(|exit| exit.to == stage);
    into.map(|exit| inflow[exit.from] * exit.middle()).collect()
}

fn keep_within_one(service: &Service<Known>, exits: &mut [Exit]) {
    for from in 0..service.stage.len() {
        let all: f64 = exits.iter().filter(|exit| exit.from == from).map(Exit::middle).sum();
        if all > MOST_EXITS {
            exits
                .iter_mut()
                .filter(|exit| exit.from == from)
                .for_each(|exit| exit.factor *= MOST_EXITS / all);
        }
    }
}

/// Lays the exits that changed. Those of a stage are no more than all of its cases, at the high ends of their ranges too.
fn put(laid: &mut Laid, exits: &[Exit], wanted: &[Wanted]) {
    for exit in exits {
        let is_wanted = wanted.iter().any(|wanted| wanted.stage == exit.to);
        if !is_wanted && (exit.factor - 1.0).abs() <= 1e-6 {
            continue;
        }
        let beside = || exits.iter().filter(|other| other.from == exit.from);
        let all: f64 = beside().map(Exit::middle).sum();
        let reach: f64 = beside().map(|other| REACH * other.middle() * other.spread).sum();
        let room = ((MOST_AT_END - all) / reach.max(1e-9)).clamp(0.0, 1.0);
        let note = if is_wanted {
            "So that as many begin as own cases and stays want"
        } else {
            "Moved with the level of referrals, as they drift (equation D7)"
        };
        laid.weighed(&exit.path, normal(exit.middle(), room * exit.spread * exit.middle(), 5), note);
    }
}

/// How many standard deviations the 95th percentile is from the middle: there `staffcast check` looks at shares together.
const REACH: f64 = 1.645;
/// Shares are at most so much together at the high ends of their ranges.
const MOST_AT_END: f64 = 0.99;

/// Gives the exits such spreads that stays have the ranges that the months tell: in each trial a stay follows from open
/// cases over entries.
fn spread(
    laid: &mut Laid,
    ground: &Ground<'_>,
    service: &Service<Known>,
    exits: &mut [Exit],
    wanted: &[Wanted],
) {
    put(laid, exits, wanted);
    for _ in 0..2 {
        let Some(scenario) = ground.with(laid) else { return };
        let now = stays(&scenario.service);
        let all = inflow(service, exits);
        for Wanted { stage, variance, .. } in wanted {
            let squares: f64 = fed(exits, &all, *stage).iter().map(|part| (part / all[*stage]).powi(2)).sum();
            let missing = (variance - now[*stage].1.variance()) / squares.max(1e-9);
            for exit in exits.iter_mut().filter(|exit| exit.to == *stage) {
                let variance = exit.spread.powi(2) + missing;
                exit.spread = variance.max(0.0).sqrt().clamp(LEAST_SPREAD, MOST_SPREAD);
            }
        }
        put(laid, exits, wanted);
    }
}
