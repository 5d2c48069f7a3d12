//! How far a number alone may move what a run reports: its one-at-a-time effect, called reach in the files,
//! as far as that can be told without a run.
//!
//! Each number is set to its 10th and to its 90th percentile, all others to
//! their middle, and the balance of the start (`balance`) is worked out for
//! both. A plain number, of which nobody says how far it may be off, is set
//! a tenth below and a tenth above. The reach is the greatest change of
//!
//! - caseload, referrals, cost: relative to the middle;
//! - vacancy, agency, turnover and re-referral rate, load over the load at
//!   which cases begin to wait: as a difference of shares.
//!
//! The balance knows nothing of what changes over time. The two values of
//!
//! - a yearly growth reach as far as they are apart, times half the years of the run;
//! - a spread, or a distance from the usual (both of logs), as far as they are apart;
//! - an exponent, as far as they are apart, times a tenth: where what it raises is a tenth above the usual;
//!
//! each times the share of the service that it acts on: a stage its share of
//! cases, leaving the turnover rate, absence the absence rate, and so on.

use super::value::significant;
use crate::balance::{Flows, Staffing, flows, staffing};
use crate::calendar::WEEKS_PER_YEAR;
use crate::service::{Service, Team};
use crate::uncertain::{Kind, Quantity, Uncertain, kinds};

/// A plain number is set this share below and above.
const OFF: f64 = 0.1;

/// The quantity that an exponent raises, such as pressure, is taken to stand this share above the usual.
const ABOVE_USUAL: f64 = 0.1;

/// A smaller reach counts as none: it could not be seen in anything that is shown.
const LEAST: f64 = 1e-4;

/// Numbers that say how far something is from the usual. A scenario that leaves them out has them at 1, which is
/// no assumption.
const USUAL: [&str; 5] =
    ["demand.level", "workforce.agency.level", ".working_time", ".pace", ".hiring_multiplier"];

/// How far a number alone may move what a run reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// As a share: of the usual for caseload, referrals and cost; of the whole for a rate.
    pub size: f64,
    /// What it moves furthest.
    pub moves: Moves,
}

/// What a number moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// Cases for each case-holder.
    Caseload,
    /// Arrivals.
    Referrals,
    /// Yearly cost.
    Cost,
    /// How far load over capacity is from the ratio at which cases begin to wait, as a share of that.
    Room,
    /// Vacancies, as a share of posts.
    VacancyRate,
    /// Agency workers, as a share of all.
    AgencyRate,
    /// Leavers, as a share of staff.
    TurnoverRate,
    /// Children who come back, as a share of referrals.
    RereferralRate,
    /// Levels at the end of the run, or the width of their ranges.
    LaterYears,
}

impl Moves {
    /// As it is called in tables and sentences.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caseload => "caseload",
            Self::Referrals => "referrals",
            Self::Cost => "cost",
            Self::Room => "room before cases wait",
            Self::VacancyRate => "vacancy rate",
            Self::AgencyRate => "agency rate",
            Self::TurnoverRate => "turnover rate",
            Self::RereferralRate => "re-referral rate",
            Self::LaterYears => "later years",
        }
    }

    /// Whether its changes are percentage points.
    pub fn is_rate(self) -> bool {
        match self {
            Self::Caseload | Self::Referrals | Self::Cost | Self::LaterYears => false,
            Self::Room | Self::VacancyRate | Self::AgencyRate | Self::TurnoverRate | Self::RereferralRate => {
                true
            }
        }
    }
}

/// The middle of each number, by its place in the walk over the service.
pub(super) struct Reaches {
    service: Service<usize>,
    values: Vec<f64>,
    usual: Outcome,
    /// The number that is asked for next.
    next: usize,
}

impl Reaches {
    pub(super) fn new(service: &Service<Uncertain>) -> Self {
        let mut values = Vec::new();
        let service = service.map(&mut |_, about, number: &Uncertain| {
            values.push(number.central(about.kind));
            values.len() - 1
        });
        let usual = Outcome::of(&service, &|at| values[*at]);
        Self { service, values, usual, next: 0 }
    }

    /// The reach of the next number in the walk over the service; `None` if nothing is known of it.
    pub(super) fn of(&mut self, path: &str, number: &Uncertain, kind: &Kind) -> Option<Reach> {
        let at = self.next;
        self.next += 1;
        let is_usual = number.place.is_none() && USUAL.iter().any(|end| path.ends_with(end));
        if is_usual || path.starts_with("option.") {
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
        let of_balance = low_outcome.changes_to(&high_outcome, &self.usual);
        let over_time = (high - low).abs() * self.weight(kind) * self.part(path);
        let over_time = Reach { size: over_time, moves: Moves::LaterYears };
        let furthest = of_balance.into_iter().chain([over_time]).max_by(|a, b| a.size.total_cmp(&b.size))?;
        // An infinite one comes of a balance that one of the ends does not have.
        let Reach { size, moves } = furthest;
        (size.is_finite() && size >= LEAST).then(|| Reach { size: significant(size), moves })
    }

    /// What a range of a number that acts over time is multiplied by.
    fn weight(&self, kind: &Kind) -> f64 {
        if *kind == kinds::CHANGE {
            f64::from(self.service.months.0) / 12.0 / 2.0
        } else if *kind == kinds::SPREAD || *kind == kinds::DEVIATION {
            1.0
        } else if *kind == kinds::EXPONENT {
            ABOVE_USUAL
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
                let per_year =
                    self.service.demand.source.get(name).map(|source| self.values[source.per_year]);
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

    /// The changes to another outcome.
    fn changes_to(&self, other: &Self, usual: &Self) -> [Reach; 8] {
        let relative = |of: fn(&Self) -> f64| ratio((of(other) - of(self)).abs(), of(usual));
        let difference = |of: fn(&Self) -> f64| (of(other) - of(self)).abs();
        [
            (Moves::Caseload, relative(|outcome| outcome.caseload)),
            (Moves::Referrals, relative(|outcome| outcome.flows.referrals)),
            (Moves::Cost, relative(|outcome| outcome.cost)),
            (Moves::Room, difference(|outcome| outcome.load)),
            (Moves::VacancyRate, difference(|outcome| outcome.vacancy_rate)),
            (Moves::AgencyRate, difference(|outcome| outcome.agency_rate)),
            (Moves::TurnoverRate, difference(|outcome| outcome.turnover)),
            (Moves::RereferralRate, difference(|outcome| outcome.flows.rereferral_share())),
        ]
        .map(|(moves, size)| Reach { size, moves })
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
