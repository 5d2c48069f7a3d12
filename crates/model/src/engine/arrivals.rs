//! Who is expected to arrive in a week, and what levers make of it.

use super::effects::Effects;
use super::environment::Multipliers;
use super::ids::{By, Id, SourceId, StageId};
use super::model::Model;
use super::rates::Rates;
use super::room::reset;
use crate::calendar::{RUN_WEEKS_PER_YEAR, WEEKS_PER_MONTH};
use crate::sampling::Values;
use crate::service::MOST_PREVENTED;
use crate::uncertain::kinds::MOST_CASES;

/// Levers leave at least the first share of the usual referrals, and at most multiply them by the second.
const LEFT: (f64, f64) = (0.1, 2.0);

/// What is expected of the arrivals of one week.
#[derive(Default)]
pub(super) struct Arrivals {
    /// First-time arrivals of each source.
    pub(super) of_source: By<SourceId, f64>,
    /// How much likelier than usual a case goes on from the first stage.
    pub(super) onward: f64,
    /// Share of those who would enter each stage which levers keep from it.
    pub(super) kept_from: By<StageId, f64>,
    /// Referrals that levers keep away; negative if they bring more.
    pub(super) avoided: f64,
    /// Those in the first stages who came, against the usual, and these weighted
    /// by how often they go on.
    came: (f64, f64),
}

impl Arrivals {
    /// Works out a week.
    pub(super) fn set_expected(
        &mut self,
        model: &Model,
        values: &Values,
        rates: &Rates,
        now: &Multipliers,
        week: usize,
    ) {
        let arrivals = |first_time: f64, source: SourceId| {
            expected_arrivals(model, rates, now, week, first_time, source)
        };
        self.of_source.clear();
        self.of_source.extend(rates.sources.each().map(|(at, source)| arrivals(source.first_time, at)));
        // Equation D7.
        let exponent = values[model.service.demand.onward_exponent] - 1.0;
        self.onward = if exponent == 0.0 { 1.0 } else { now.demand.powf(exponent) };
        self.avoided = 0.0;
        reset(&mut self.kept_from, model.stages.len(), 0.0);
    }

    /// Begins a trial: everybody in the first stages came without levers.
    pub(super) fn open(&mut self) {
        self.came = (1.0, 1.0);
    }

    /// What levers make of it (equations L8 and L9): of the usual referrals
    /// some are gone, and with them those that would have gone on.
    pub(super) fn apply_levers(
        &mut self,
        model: &Model,
        rates: &Rates,
        now: &Multipliers,
        effects: &Effects,
        week: usize,
    ) {
        let counted = || {
            let sources = model.sources.ids().zip(model.service.demand.source.values());
            sources.filter(|(_, source)| source.referral).map(|(at, _)| at)
        };
        // Referrals without levers, those that come, and these weighted by how often they go on.
        let (mut usual, mut come, mut go_on) = (0.0, 0.0, 0.0);
        for source in counted() {
            let (left, left_of_those_who_go_on) = effects.left[source];
            usual += expected_arrivals(model, rates, now, week, rates.opening.first_time[source], source);
            come += self.of_source[source];
            go_on += self.of_source[source] * left_of_those_who_go_on / left;
        }
        if come > 0.0 {
            let (prevented, of_those) = effects.prevented;
            let share_left = (1.0 - prevented / WEEKS_PER_MONTH as f64 / come).clamp(LEFT.0, LEFT.1);
            for source in counted() {
                self.of_source[source] *= share_left;
            }
            if prevented != 0.0 {
                go_on = (go_on - go_on * (1.0 - share_left) * of_those / prevented).max(0.0);
            }
            come *= share_left;
        }
        self.avoided += usual - come;
        if usual > 0.0 {
            self.mix(rates, model, come / usual, go_on / usual);
        }
        self.onward *= 1.0 - escalations_prevented(model, rates, effects);
        for (stage, prevented) in effects.entries_prevented.each().filter(|(_, prevented)| **prevented != 0.0)
        {
            self.kept_from[stage] = share_of(*prevented, entries(model, rates, stage));
        }
    }

    /// Those who end a first stage came as long ago as they stay there on
    /// average, so the mix of those who came changes with that lag.
    fn mix(&mut self, rates: &Rates, model: &Model, come: f64, go_on: f64) {
        let first = || model.stages.each().filter(|(_, links)| links.is_first);
        let inflow: f64 = first().map(|(at, _)| rates.flows.inflow[at.position()]).sum();
        let stays: f64 =
            first().map(|(at, _)| rates.flows.inflow[at.position()] * rates.stages[at].mean.0).sum();
        let weeks = if inflow > 0.0 { (stays / inflow).max(1.0) } else { 1.0 };
        self.came.0 += (come - self.came.0) / weeks;
        self.came.1 += (go_on - self.came.1) / weeks;
        self.onward *= self.came.1 / self.came.0.max(f64::MIN_POSITIVE);
    }
}

/// First-time arrivals expected from a source in a week, at `first_time` a year (equation D1).
fn expected_arrivals(
    model: &Model,
    rates: &Rates,
    now: &Multipliers,
    week: usize,
    first_time: f64,
    source: SourceId,
) -> f64 {
    let rates = &rates.sources[source];
    let growth = rates.growth.powi(i32::try_from(week).expect("at most 4,800 weeks"));
    let level = now.demand * now.noise / RUN_WEEKS_PER_YEAR;
    let expected = first_time * rates.season[model.month_of(week).index()] * growth * level;
    // Beyond every council, so that a trial has an end whatever the ranges of a scenario.
    expected.min(MOST_CASES / RUN_WEEKS_PER_YEAR)
}

/// Share of the cases that go on from first stages which levers keep from it,
/// against the flows of the start.
fn escalations_prevented(model: &Model, rates: &Rates, effects: &Effects) -> f64 {
    if effects.escalations_prevented == 0.0 {
        return 0.0;
    }
    let first = model.stages.each().filter(|(_, links)| links.is_first);
    let a_year: f64 = first
        .map(|(at, _)| {
            rates.flows.inflow[at.position()] * rates.stages[at].exits.last().map_or(0.0, |(_, share)| *share)
        })
        .sum();
    share_of(effects.escalations_prevented, a_year)
}

/// What is prevented in a month as a share of so many a year.
fn share_of(prevented: f64, a_year: f64) -> f64 {
    if a_year > 0.0 { (12.0 * prevented / a_year).clamp(-1.0, MOST_PREVENTED) } else { 0.0 }
}

/// Cases that enter a stage in a year from other stages and by referral, in the flows of the start.
fn entries(model: &Model, rates: &Rates, stage: StageId) -> f64 {
    let sources = model.sources.each().zip(model.service.demand.source.values());
    let others = sources.filter(|(_, source)| !source.referral).map(|((at, _), _)| {
        let share = share_to(&rates.sources[at].enters, stage);
        rates.opening.first_time[at] * share
    });
    rates.flows.inflow[stage.position()] - others.sum::<f64>()
}

/// The share that goes to a stage, of shares with their running sum.
fn share_to(shares: &[(StageId, f64)], stage: StageId) -> f64 {
    let before = |at: usize| at.checked_sub(1).map_or(0.0, |before| shares[before].1);
    let of_stage = shares.iter().enumerate().filter(|(_, (to, _))| *to == stage);
    of_stage.map(|(at, (_, up_to))| up_to - before(at)).sum()
}
