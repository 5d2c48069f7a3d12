//! How far a number alone may move what a run reports, as far as that can be
//! told without a run.
//!
//! Each number is set to its 10th and to its 90th percentile, all others to
//! their middle, and the balance of the start (`balance`) is worked out for
//! both. A plain number, of which nobody says how far it may be off, is set
//! a tenth below and a tenth above. The reach is the greatest change of
//!
//! - caseload, referrals, cost: relative to the middle;
//! - vacancy, agency, turnover and re-referral rate, load over the ceiling: as
//!   a difference of shares.
//!
//! The balance knows nothing of what changes over time. A range of
//!
//! - a yearly growth reaches as far as it is wide, times half the years of the run;
//! - a spread, or a distance from the usual (both of logs), as far as it is wide;
//! - an exponent of pressure, as far as it is wide, times a pressure of a tenth above the usual;
//!
//! each times the share of the service that it acts on: a stage its share of
//! cases, leaving the turnover rate, absence the absence rate, and so on.

use crate::balance::{Flows, Staffing, flows, staffing};
use crate::calendar::WEEKS_PER_YEAR;
use crate::service::{Service, Team};
use crate::uncertain::{Kind, Quantity, Uncertain, kinds};

/// A plain number is set this share below and above.
const OFF: f64 = 0.1;

/// Pressure against the usual, for exponents of it.
const MORE_PRESSURE: f64 = 0.1;

/// A reach below this is none: less than anything that is shown.
const LEAST: f64 = 1e-4;

/// The middle of each number, by its place in the walk over the service.
pub(super) struct Reach {
    service: Service<usize>,
    values: Vec<f64>,
    usual: Outcome,
    /// The number that is asked for next.
    next: usize,
}

impl Reach {
    pub(super) fn new(service: &Service<Uncertain>) -> Self {
        let mut values = Vec::new();
        let service = service.map("", &mut |_, _, kind, number: &Uncertain| {
            values.push(number.central(kind));
            values.len() - 1
        });
        let usual = Outcome::of(&service, &|at| values[*at]);
        Self { service, values, usual, next: 0 }
    }

    /// The reach of the next number in the walk over the service; `None` if nothing is known of it.
    pub(super) fn of(&mut self, path: &str, number: &Uncertain, kind: &Kind) -> Option<f64> {
        let at = self.next;
        self.next += 1;
        if path.starts_with("option.") {
            return None;
        }
        let (low, high) = match number.quantity {
            Quantity::Known(value) => (kind.clamp(value * (1.0 - OFF)), kind.clamp(value * (1.0 + OFF))),
            Quantity::Drawn(_) => (number.quantile(0.1, kind), number.quantile(0.9, kind)),
        };
        let middle = self.values[at];
        let [low_outcome, high_outcome] = [low, high].map(|value| {
            self.values[at] = value;
            Outcome::of(&self.service, &|at| self.values[*at])
        });
        self.values[at] = middle;
        let of_balance = low_outcome.change_to(&high_outcome, &self.usual);
        let over_time = (high - low).abs() * self.weight(kind) * self.part(path);
        let reach = of_balance.max(over_time);
        // An infinite one comes of a balance that one of the ends does not have.
        (reach.is_finite() && reach >= LEAST).then(|| super::value::significant(reach))
    }

    /// What a range of a number that acts over time is multiplied by.
    fn weight(&self, kind: &Kind) -> f64 {
        if *kind == kinds::CHANGE {
            f64::from(self.service.months.0) / 12.0 / 2.0
        } else if *kind == kinds::SPREAD || *kind == kinds::DEVIATION {
            1.0
        } else if *kind == kinds::EXPONENT {
            MORE_PRESSURE
        } else {
            0.0
        }
    }

    /// The share of the service that a number acts on over time.
    fn part(&self, path: &str) -> f64 {
        let usual = &self.usual;
        let parts: Vec<&str> = path.split('.').collect();
        match *parts {
            ["stage", name, ..] => {
                let at = self.service.stage.position(name);
                at.map_or(0.0, |at| usual.flows.steady_stock[at] / usual.cases.max(1.0))
            }
            ["demand", "source", name, ..] => {
                let per_year = self.service.demand.source.get(name).map(|source| self.values[source.per_year]);
                per_year.map_or(0.0, |per_year| per_year / usual.flows.referrals.max(per_year))
            }
            ["environment", "leaving" | "hiring", ..] | ["workload", "pressure", "leaving"] => usual.turnover,
            ["environment", "agency", ..] => usual.agency_rate,
            ["environment", "absence", ..] | ["workload", "pressure", "absence"] => {
                self.values[self.service.workforce.absence.rate]
            }
            ["environment", "rereferral", ..] | ["workload", "pressure", "early_closing"] => {
                usual.flows.rereferral_share()
            }
            _ => 1.0,
        }
    }
}

/// What a service comes to if nothing changes.
struct Outcome {
    flows: Flows,
    cases: f64,
    caseload: f64,
    /// Load over capacity, over the ratio at which cases begin to wait.
    load: f64,
    vacancy_rate: f64,
    agency_rate: f64,
    turnover: f64,
    cost: f64,
}

impl Outcome {
    fn of(service: &Service<usize>, value: &dyn Fn(&usize) -> f64) -> Self {
        let flows = flows(service, value);
        let staffing = staffing(service, value);
        let mut sum = Sum::default();
        for team in service.team.values() {
            sum.add(service, team, value);
        }
        let (mut cases, mut work, mut placements) = (0.0, 0.0, 0.0);
        for (stage, steady) in service.stage.values().zip(&flows.steady_stock) {
            placements += steady * WEEKS_PER_YEAR * value(&stage.placement_cost_per_week);
            if stage.needs_case_holder {
                let held = steady + value(&stage.waiting);
                cases += held;
                work += held * value(&stage.weight);
            }
        }
        let money = &service.money;
        let pay = sum.pay + sum.agency_pay * value(&money.agency_multiple);
        let starters = staffing.starters.max(0.0) * value(&money.cost_per_starter);
        let present = 1.0 - value(&service.workforce.absence.rate);
        Self {
            cases,
            caseload: ratio(cases, sum.holders),
            load: ratio(work, sum.capacity * present * value(&service.workload.ceiling_ratio)),
            vacancy_rate: ratio(vacancies(&staffing, sum.posts), sum.posts),
            agency_rate: ratio(sum.agency, sum.agency + staffing.in_post),
            turnover: ratio(staffing.leavers, staffing.in_post),
            cost: pay * (1.0 + value(&money.on_costs)) + starters + placements,
            flows,
        }
    }

    /// The greatest change to another outcome.
    fn change_to(&self, other: &Self, usual: &Self) -> f64 {
        let relative = |of: fn(&Self) -> f64| ratio((of(other) - of(self)).abs(), of(usual));
        let difference = |of: fn(&Self) -> f64| (of(other) - of(self)).abs();
        [
            relative(|outcome| outcome.caseload),
            relative(|outcome| outcome.flows.referrals),
            relative(|outcome| outcome.cost),
            difference(|outcome| outcome.load),
            difference(|outcome| outcome.vacancy_rate),
            difference(|outcome| outcome.agency_rate),
            difference(|outcome| outcome.turnover),
            difference(|outcome| outcome.flows.rereferral_share()),
        ]
        .into_iter()
        .fold(0.0, f64::max)
    }
}

/// Vacancies that balance leaving: (B6).
fn vacancies(staffing: &Staffing, posts: f64) -> f64 {
    let balanced = staffing.weeks_to_fill / WEEKS_PER_YEAR * staffing.wanted / staffing.joining;
    let vacancies = if staffing.at_ceiling || !balanced.is_finite() { staffing.vacancies } else { balanced };
    vacancies.clamp(0.0, posts.max(0.0))
}

/// Sums over teams and roles.
#[derive(Default)]
struct Sum {
    posts: f64,
    agency: f64,
    holders: f64,
    capacity: f64,
    pay: f64,
    agency_pay: f64,
}

impl Sum {
    fn add(&mut self, service: &Service<usize>, team: &Team<usize>, value: &dyn Fn(&usize) -> f64) {
        for (name, group) in team.staff.iter() {
            let Some(role) = service.role.get(&name.text) else { continue };
            let (in_post, agency) = (value(&group.in_post), value(&group.agency));
            let holding = value(&role.case_holding);
            let of_agency = role.agency_case_holding.as_ref().map_or(holding, value);
            let holders = in_post * holding + agency * of_agency;
            self.posts += value(&group.establishment);
            self.agency += agency;
            self.holders += holders;
            self.capacity += holders * value(&role.full_caseload);
            self.pay += in_post * value(&role.salary);
            self.agency_pay += agency * value(&role.salary);
        }
    }
}

/// Nil if there is nothing to divide by.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
