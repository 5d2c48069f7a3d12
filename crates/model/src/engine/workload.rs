//! Work against capacity: what the teams can carry, and what pressure does.

use super::effects::Recruits;
use super::environment::Multipliers;
use super::ids::{By, GroupId, Identified, RoleId, TeamId};
use super::model::Model;
use super::pathway::{Pathway, TeamWeek};
use super::room::reset;
use super::staff::Staff;
use crate::calendar::RunWeeks;
use crate::measure::agency_rate;
use crate::sampling::Values;
use crate::service::ParameterId;

/// Pressure is kept within these limits: beyond them nothing is known.
const PRESSURE: (f64, f64) = (0.2, 5.0);

/// The state of the teams.
#[derive(Default)]
pub(super) struct Workload {
    /// What the pathway needs to know.
    pub(super) teams: TeamWeek,
    /// Load over capacity against the reference, for each team.
    pub(super) pressure: By<TeamId, f64>,
    /// Factor of pressure on leaving, for each team.
    pub(super) on_leaving: By<TeamId, f64>,
    /// Share of working time lost, for each team.
    pub(super) absence: By<TeamId, f64>,
    /// Load over capacity at which the scenario's rates hold.
    reference: By<TeamId, f64>,
    /// Filled share of manager posts at the start, for each team.
    managers_at_start: By<TeamId, f64>,
    /// Share of a full caseload that the people of a group carry on average,
    /// permanent staff and agency workers.
    ramp: By<GroupId, (f64, f64)>,
    /// FTE that the recruits of campaigns in a group do not carry yet.
    missing: By<GroupId, f64>,
    /// How many staff hold cases, against the shares of the roles.
    pub(super) holding: f64,
    /// Share of agency workers at the start.
    agency_at_start: f64,
    /// Cases held by one FTE of a group, permanent staff and agency workers.
    pub(super) cases_per_fte: By<GroupId, (f64, f64)>,
}

impl Workload {
    /// The state at the start. Without a reference in the scenario the
    /// pressure of the start is the reference: the rates were observed under it. A scenario that is compared has that
    /// of the `first`.
    pub(super) fn open(
        &mut self,
        (model, values): (&Model, &Values),
        staff: &Staff,
        pathway: &Pathway,
        now: &Multipliers,
        first: Option<&Self>,
    ) {
        let teams = model.service.team.len();
        reset(&mut self.reference, teams, 1.0);
        reset(&mut self.pressure, teams, 1.0);
        reset(&mut self.managers_at_start, teams, 1.0);
        let (agency, permanent) = (staff.agency.total_fte(), staff.permanent.total_fte());
        self.agency_at_start = if agency > 0.0 { agency_rate(agency, permanent) } else { 0.0 };
        self.set_ramps(model, values, staff, 0);
        reset(&mut self.missing, model.groups.len(), 0.0);
        for team in model.service.team.ids() {
            let filled = first.map(|first| first.managers_at_start[team]);
            self.managers_at_start[team] = filled.unwrap_or_else(|| managers_filled(model, staff, team));
        }
        self.set_capacity(model, values, staff, pathway, now);
        for (team, section) in model.service.team.each() {
            let given = section.reference_pressure.map(|id| values[id]);
            let now = if self.teams.capacity[team] > 0.0 {
                pathway.load[team] / self.teams.capacity[team]
            } else {
                0.0
            };
            let first = first.map(|first| first.reference[team]);
            self.reference[team] = given.or(first).unwrap_or(if now > 0.0 { now } else { 1.0 });
        }
        // The first weighing measured pressure against no reference yet.
        reset(&mut self.pressure, teams, 1.0);
        self.set_capacity(model, values, staff, pathway, now);
    }

    /// How far starters have grown into their caseloads (once a month;
    /// equation W2).
    pub(super) fn set_ramps(&mut self, model: &Model, values: &Values, staff: &Staff, week: usize) {
        reset(&mut self.ramp, model.groups.len(), (1.0, 1.0));
        for (at, group) in model.groups.each() {
            let role = &model.service.role[group.role];
            let (share, time) =
                (values[role.starting_share], RunWeeks::of_months(values[role.months_to_full]));
            if share < 1.0 && time.0 > 0.0 {
                self.ramp[at].0 -= (1.0 - share) * staff.permanent.mean_newness(at, week as f64, time);
                self.ramp[at].1 -= (1.0 - share) * staff.agency.mean_newness(at, week as f64, time);
            }
        }
    }

    /// What those who came by campaigns do not carry yet (equation W2).
    pub(super) fn set_missing(
        &mut self,
        model: &Model,
        values: &Values,
        staff: &Staff,
        recruits: &[Recruits],
        week: usize,
    ) {
        reset(&mut self.missing, model.groups.len(), 0.0);
        let terms = |lever: usize, group: GroupId| {
            let role = &model.service.role[model.groups[group].role];
            let of_role =
                (1.0 - values[role.starting_share], RunWeeks::of_months(values[role.months_to_full]));
            let own = &recruits[lever];
            (own.missing_at_first.unwrap_or(of_role.0), own.time_to_full.unwrap_or(of_role.1))
        };
        staff.permanent.missing_by_campaign(week as f64, terms, &mut self.missing);
    }

    /// Capacity, pressure and what follows from it, at the start of a week.
    pub(super) fn set_capacity(
        &mut self,
        model: &Model,
        values: &Values,
        staff: &Staff,
        pathway: &Pathway,
        now: &Multipliers,
    ) {
        let service = &model.service;
        let effects = &service.workload.pressure;
        let teams = service.team.len();
        reset(&mut self.absence, teams, 0.0);
        for team in model.service.team.ids() {
            let effect = power(self.pressure[team], values[effects.absence]);
            self.absence[team] = (values[service.workforce.absence.rate] * now.absence * effect).min(0.9);
        }
        self.holding = self.holding_now(model, values, now);
        reset(&mut self.teams.capacity, teams, 0.0);
        reset(&mut self.cases_per_fte, model.groups.len(), (0.0, 0.0));
        for (at, group) in model.groups.each() {
            let role = &service.role[group.role];
            let time = values[service.team[group.team].working_time] * (1.0 - self.absence[group.team]);
            let full = values[role.full_caseload] * time * self.holding;
            let fte = staff.permanent.fte[at];
            let missing = if fte > 0.0 { self.missing[at] / fte } else { 0.0 };
            let of_permanent = full * values[role.case_holding] * (self.ramp[at].0 - missing).max(0.0);
            let of_agency = full * values[agency_holding(model, group.role)] * self.ramp[at].1;
            self.cases_per_fte[at] = (of_permanent, of_agency);
            self.teams.capacity[group.team] += fte * of_permanent + staff.agency.fte[at] * of_agency;
        }
        // The cases held are shared out in proportion to what each can carry.
        for (at, group) in model.groups.each() {
            let capacity = self.teams.capacity[group.team];
            let each = if capacity > 0.0 { f64::from(pathway.held[group.team]) / capacity } else { 0.0 };
            self.cases_per_fte[at].0 *= each;
            self.cases_per_fte[at].1 *= each;
        }
        let management = values[effects.management];
        for (team, capacity) in self.teams.capacity.each_mut() {
            if management != 0.0 && self.managers_at_start[team] > 0.0 {
                *capacity *=
                    power(managers_filled(model, staff, team) / self.managers_at_start[team], management);
            }
        }
        self.set_pressure(model, values, pathway);
    }

    /// Pressure and its effects (equations W3 to W5).
    fn set_pressure(&mut self, model: &Model, values: &Values, pathway: &Pathway) {
        let effects = &model.service.workload.pressure;
        let ceiling = values[model.service.workload.ceiling_ratio];
        let teams = self.teams.capacity.len();
        reset(&mut self.teams.ceiling, teams, 0.0);
        reset(&mut self.teams.pace, teams, 1.0);
        reset(&mut self.teams.early_closing, teams, 1.0);
        reset(&mut self.on_leaving, teams, 1.0);
        for team in model.service.team.ids() {
            let capacity = self.teams.capacity[team];
            self.teams.ceiling[team] = capacity * ceiling;
            let load = pathway.load[team];
            self.pressure[team] = if load > 0.0 {
                (load / capacity.max(1e-9) / self.reference[team]).clamp(PRESSURE.0, PRESSURE.1)
            } else if capacity > 0.0 {
                PRESSURE.0
            } else {
                1.0
            };
            // Without a stage that needs a case-holder a team has no load: its pressure is the usual.
            if !model.stages.iter().any(|stage| stage.team == team && stage.needs_case_holder) {
                self.pressure[team] = 1.0;
            }
            let pressure = self.pressure[team];
            self.teams.pace[team] = power(pressure, -values[effects.pace]).clamp(0.25, 2.0);
            self.teams.early_closing[team] = power(pressure, values[effects.early_closing]);
            self.on_leaving[team] = power(pressure, values[effects.leaving]);
        }
    }

    /// How many staff hold cases against the shares of the roles, as the
    /// environment moves cases, posts and agency cover (equation W1a).
    fn holding_now(&self, model: &Model, values: &Values, now: &Multipliers) -> f64 {
        let follows = &model.service.workload.case_holding;
        let staff = now.establishment * (1.0 + self.agency_at_start * (now.agency - 1.0));
        now.case_holding
            * power(now.cases, values[follows.follows_cases])
            * power(staff, values[follows.follows_staff] - 1.0)
    }

    /// FTE of case-holders in a group, permanent staff and agency workers.
    pub(super) fn case_holders(
        &self,
        model: &Model,
        values: &Values,
        staff: &Staff,
        group: GroupId,
    ) -> (f64, f64) {
        let role = model.groups[group].role;
        (
            staff.permanent.fte[group] * values[model.service.role[role].case_holding] * self.holding,
            staff.agency.fte[group] * values[agency_holding(model, role)] * self.holding,
        )
    }
}

pub(super) fn agency_holding(model: &Model, role: RoleId) -> ParameterId {
    let role = &model.service.role[role];
    role.agency_case_holding.unwrap_or(role.case_holding)
}

/// Powers of pressure; most exponents are nil, and `powf` is slow.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent == 0.0 { 1.0 } else { base.powf(exponent) }
}

/// Share of a team's manager posts that are filled, agency cover included.
fn managers_filled(model: &Model, staff: &Staff, team: TeamId) -> f64 {
    let (mut posts, mut filled) = (0.0, 0.0);
    for (at, links) in model.posts.each() {
        if links.team == team && model.service.role[links.role].manages {
            posts += staff.establishment[at];
            filled += staff.in_posts(model, at) + staff.agency.fte[links.group];
        }
    }
    if posts > 0.0 { (filled / posts).clamp(0.05, 1.0) } else { 1.0 }
}
