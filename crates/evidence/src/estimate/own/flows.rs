//! Exits between stages that agree with the council's own entries and stays.

use super::ground::Ground;
use super::laid::Laid;
use super::months::{FromMonths, known, stays};
use super::walk::{Known, Normal};
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
/// An exit is known no better than this, against itself.
const LEAST_SPREAD: f64 = 0.02;

/// An exit: its path in a scenario, from and to by position, its share and what becomes of that.
struct Exit {
    path: String,
    from: usize,
    to: usize,
    share: Known,
    factor: f64,
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
    let wanted: Vec<(usize, f64, &Normal)> = own
        .stays
        .iter()
        .filter_map(|(name, stay)| {
            let at = service.stage.position(name)?;
            let open = service.stage.values().nth(at)?.open.middle;
            Some((at, open / stay.log.mean.exp(), &stay.log))
        })
        .collect();
    for _ in 0..ROUNDS {
        let inflow = inflow(&service, &exits);
        for (stage, entries, _) in &wanted {
            let from_others: f64 = fed(&exits, &inflow, *stage).iter().sum();
            let direct = inflow[*stage] - from_others;
            let factor = (entries - direct).max(0.0) / from_others.max(1e-9);
            for exit in exits.iter_mut().filter(|exit| exit.to == *stage) {
                exit.factor = (exit.factor * factor).clamp(1.0 / MOST_FACTOR, MOST_FACTOR);
            }
        }
        keep_within_one(&service, &mut exits);
    }
    put(laid, &exits, &wanted);
    narrow(laid, ground, &service, &exits, &wanted);
    for (name, stay) in &own.stays {
        let title = service.stage.get(name).map_or("", |stage| &stage.title);
        let (low, high) = ((stay.log.mean - 1.2816 * stay.log.sd).exp(), (stay.log.mean + 1.2816 * stay.log.sd).exp());
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
        let how = format!("times {} where nothing else is known, since referrals stand at {} of those published", short(onward, 2), percent(level));
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
                exits.push(Exit { path, from, to, share: *share, factor: 1.0 });
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
    into.map(|exit| inflow[exit.from] * exit.share.middle * exit.factor).collect()
}

fn keep_within_one(service: &Service<Known>, exits: &mut [Exit]) {
    for from in 0..service.stage.len() {
        let all: f64 = exits.iter().filter(|exit| exit.from == from).map(|exit| exit.share.middle * exit.factor).sum();
        if all > MOST_EXITS {
            exits.iter_mut().filter(|exit| exit.from == from).for_each(|exit| exit.factor *= MOST_EXITS / all);
        }
    }
}

/// Lays the exits that changed, each with the spread it was published with.
fn put(laid: &mut Laid, exits: &[Exit], wanted: &[(usize, f64, &Normal)]) {
    let is_wanted = |exit: &Exit| wanted.iter().any(|(stage, ..)| *stage == exit.to);
    for exit in exits.iter().filter(|exit| is_wanted(exit) || (exit.factor - 1.0).abs() > 1e-6) {
        put_one(laid, exit, exit.share.normal().sd / exit.share.middle.max(1e-9), is_wanted(exit));
    }
}

fn put_one(laid: &mut Laid, exit: &Exit, spread: f64, is_wanted: bool) {
    let share = exit.share.middle * exit.factor;
    let note = if is_wanted {
        "So that as many begin as own cases and stays want"
    } else {
        "Moved with the level of referrals, as they drift (equation D7)"
    };
    laid.weighed(&exit.path, normal(share, spread * share, 5), note);
}

/// Gives the exits such spreads that stays have the ranges that the months tell: in each trial a stay follows from open
/// cases over entries.
fn narrow(
    laid: &mut Laid,
    ground: &Ground<'_>,
    service: &Service<Known>,
    exits: &[Exit],
    wanted: &[(usize, f64, &Normal)],
) {
    for _ in 0..2 {
        let Some(scenario) = ground.with(laid) else { return };
        let now = known(&scenario.service);
        let spreads = stays(&scenario.service);
        for (stage, _, stay) in wanted {
            let all = inflow(service, exits);
            let parts = fed(exits, &all, *stage);
            let share_of_squares = parts.iter().map(|part| (part / all[*stage]).powi(2)).sum::<f64>();
            let missing = stay.variance() - spreads[*stage].1.variance();
            for exit in exits.iter().filter(|exit| exit.to == *stage) {
                let from = now.stage.values().nth(exit.from);
                let own = from.and_then(|from| from.exits.get(service.stage.names().nth(*stage)?));
                let Some(own) = own else { continue };
                let spread = own.normal().sd / own.middle.max(1e-9);
                let variance = spread * spread + missing / share_of_squares.max(1e-9);
                put_one(laid, exit, variance.max(LEAST_SPREAD * LEAST_SPREAD).sqrt().min(0.4), true);
            }
        }
    }
}
