//! Writing the state and the events of a month into the record of a trial
//! (equations Q1 to Q11, and M7).

use super::environment::Multipliers;
use super::ids::{Id as _, Identified as _, TeamId};
use super::model::Model;
use super::money;
use super::past::Past;
use super::pathway::Pathway;
use super::staff::Staff;
use super::tally::{Tally, TeamTally};
use super::workload::Workload;
use crate::calendar::{RUN_WEEKS_PER_YEAR, WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use crate::measure::{MeasureId, agency_rate, average_caseload, ratio, turnover_rate, vacancy_rate};
use crate::sampling::Values;

/// A trial as it is observed.
pub(super) struct View<'a> {
    pub(super) model: &'a Model,
    pub(super) values: &'a Values,
    pub(super) now: &'a Multipliers,
    pub(super) staff: &'a Staff,
    pub(super) pathway: &'a Pathway,
    pub(super) workload: &'a Workload,
    pub(super) tally: &'a Tally,
    pub(super) past: &'a Past,
    /// Open cases at the start, those who wait included.
    pub(super) open_at_start: f64,
}

/// The figures of the service or of one team at the end of a month.
#[derive(Clone, Copy, Default)]
struct Figures {
    open: f64,
    waiting: f64,
    held: f64,
    holders: f64,
    holders_over: f64,
    establishment: f64,
    in_post: f64,
    vacancy: f64,
    agency: f64,
    novices: f64,
    /// In-post FTE x absence.
    absent: f64,
}

impl Figures {
    fn add(&mut self, other: &Self) {
        // A new field does not compile until it is added up.
        let Self {
            open,
            waiting,
            held,
            holders,
            holders_over,
            establishment,
            in_post,
            vacancy,
            agency,
            novices,
            absent,
        } = other;
        self.open += open;
        self.waiting += waiting;
        self.held += held;
        self.holders += holders;
        self.holders_over += holders_over;
        self.establishment += establishment;
        self.in_post += in_post;
        self.vacancy += vacancy;
        self.agency += agency;
        self.novices += novices;
        self.absent += absent;
    }
}

impl View<'_> {
    /// Writes a month into the record; month 0 is that of the opening balances.
    pub(super) fn write(&self, month: usize, record: &mut [f32]) {
        let model = self.model;
        let mut service = Figures::default();
        let mut events = TeamTally::default();
        for team in model.service.team.ids() {
            let figures = self.figures(team);
            let own = self.tally.teams.get(team.position()).cloned().unwrap_or_default();
            write_figures(model, Some(team), month, &figures, &own, record);
            service.add(&figures);
            add_events(&mut events, &own);
        }
        write_figures(model, None, month, &service, &events, record);
        let mut put = |id: MeasureId, value: f64| {
            if let Some(place) = model.layout.place(id as usize, None, month) {
                record[place] = value as f32;
            }
        };
        put(MeasureId::Referrals, f64::from(self.tally.referrals));
        put(MeasureId::ReferralsOfYear, self.past.referrals());
        put(MeasureId::RereferralShare, ratio(self.past.rereferrals(), self.past.referrals()));
        put(MeasureId::ReferralsAvoided, self.tally.referrals_avoided);
        put(MeasureId::FamiliesHelped, self.tally.families_helped);
        put(MeasureId::ChildrenHelped, self.tally.children_helped);
        put(MeasureId::CampaignOffered, self.tally.offered.into());
        put(MeasureId::CampaignStarted, self.tally.started.into());
        put(MeasureId::CampaignNoVacancy, self.tally.no_vacancy.into());
        put(MeasureId::CampaignInPost, self.staff.permanent.recruits.into());
        put(MeasureId::Turnover, turnover_rate(self.past.leavers(), service.in_post));
        put(
            MeasureId::InTime,
            ratio(f64::from(self.tally.ended_in_time), f64::from(self.tally.ended_with_limit)),
        );
        let total = total_cost(&events) + self.tally.lever_cost;
        put(MeasureId::CostTotal, total);
        put(MeasureId::CostLevers, self.tally.lever_cost);
        put(MeasureId::CostLeversOnce, self.tally.lever_cost_once);
        let week = month.saturating_sub(1) * WEEKS_PER_MONTH;
        put(MeasureId::CostDiscounted, total * money::present_value(model, self.values, week));
        if let Some(need) = &model.service.demand.children_in_need {
            // Equation Q12.
            let cases = if self.open_at_start > 0.0 { service.open / self.open_at_start } else { 1.0 };
            let follows = cases.powf(self.values[need.follows_cases]);
            let level = self.now.children_in_need * follows;
            put(MeasureId::ChildrenInNeed, self.values[need.at_start] * level);
        }
        for stage in model.stages.ids() {
            let open = self.pathway.active(stage) + self.pathway.waiting(stage);
            for (kind, value) in [open, self.tally.entered[stage]].into_iter().enumerate() {
                let measure = MeasureId::ALL.len() + kind * model.stages.len() + stage.position();
                if let Some(place) = model.layout.place(measure, None, month) {
                    record[place] = value as f32;
                }
            }
        }
    }

    fn figures(&self, team: TeamId) -> Figures {
        let (model, staff) = (self.model, self.staff);
        let mut figures = Figures { held: f64::from(self.pathway.held[team]), ..Figures::default() };
        for (stage, _) in model.stages.each().filter(|(_, links)| links.team == team) {
            let waiting = f64::from(self.pathway.waiting(stage));
            figures.waiting += waiting;
            figures.open += waiting + f64::from(self.pathway.active(stage));
        }
        let limit = self.values[model.service.workload.caseload_limit];
        for (at, group) in model.groups.each().filter(|(_, group)| group.team == team) {
            figures.in_post += staff.permanent.fte[at];
            figures.agency += staff.agency.fte[at];
            if model.service.role[group.role].newly_qualified {
                figures.novices += staff.permanent.fte[at];
            }
            let holders = self.workload.case_holders(model, self.values, staff, at);
            figures.holders += holders.0 + holders.1;
            let load = self.workload.cases_per_fte[at];
            for (fte, holders, load) in
                [(staff.permanent.fte[at], holders.0, load.0), (staff.agency.fte[at], holders.1, load.1)]
            {
                // Cases of one FTE case-holder, not of one FTE of the group.
                if holders > 0.0 && load * fte / holders > limit {
                    figures.holders_over += holders;
                }
            }
        }
        for posts in model.posts.ids() {
            if model.posts[posts].team == team {
                figures.establishment += staff.establishment[posts];
                figures.vacancy += staff.vacancy(model, posts);
            }
        }
        figures.absent = figures.in_post * self.workload.absence[team];
        figures
    }
}

fn write_figures(
    model: &Model,
    team: Option<TeamId>,
    month: usize,
    figures: &Figures,
    events: &TeamTally,
    record: &mut [f32],
) {
    let mut put = |id: MeasureId, value: f64| {
        if let Some(place) = model.layout.place(id as usize, team.map(TeamId::position), month) {
            record[place] = value as f32;
        }
    };
    put(MeasureId::OpenCases, figures.open);
    put(MeasureId::Unallocated, figures.waiting);
    put(MeasureId::AnyUnallocated, f64::from(u8::from(figures.waiting > 0.0)));
    let weeks_waited = events.waited * WEEKS_PER_YEAR / RUN_WEEKS_PER_YEAR;
    put(MeasureId::WeeksToAllocation, ratio(weeks_waited, f64::from(events.allocated)));
    put(MeasureId::Caseload, average_caseload(figures.held, figures.holders));
    put(MeasureId::OverLimit, ratio(figures.holders_over, figures.holders));
    put(MeasureId::Establishment, figures.establishment);
    put(MeasureId::InPost, figures.in_post);
    put(MeasureId::Vacancy, figures.vacancy);
    put(MeasureId::VacancyRate, vacancy_rate(figures.vacancy, figures.in_post));
    put(MeasureId::Agency, figures.agency);
    put(MeasureId::AgencyRate, agency_rate(figures.agency, figures.in_post));
    put(MeasureId::Starters, events.starters);
    put(MeasureId::Leavers, events.leavers);
    put(MeasureId::Absence, ratio(figures.absent, figures.in_post));
    put(MeasureId::NewlyQualified, ratio(figures.novices, figures.in_post));
    put(MeasureId::WorkerChanges, ratio(events.worker_changes * 12.0, figures.held));
    put(MeasureId::CostTotal, total_cost(events));
    put(MeasureId::CostPermanent, events.cost_permanent);
    put(MeasureId::CostAgency, events.cost_agency);
    put(MeasureId::CostAgencyPremium, events.cost_agency_premium);
    put(MeasureId::CostRecruitment, events.cost_recruitment);
    put(MeasureId::CostPlacements, events.cost_placements);
}

/// Cost of a month, levers not included.
fn total_cost(events: &TeamTally) -> f64 {
    events.cost_permanent + events.cost_agency + events.cost_recruitment + events.cost_placements
}

fn add_events(sum: &mut TeamTally, own: &TeamTally) {
    let TeamTally {
        allocated,
        waited,
        worker_changes,
        starters,
        leavers,
        cost_permanent,
        cost_agency,
        cost_agency_premium,
        cost_recruitment,
        cost_placements,
    } = own;
    sum.allocated += allocated;
    sum.waited += waited;
    sum.worker_changes += worker_changes;
    sum.starters += starters;
    sum.leavers += leavers;
    sum.cost_permanent += cost_permanent;
    sum.cost_agency += cost_agency;
    sum.cost_agency_premium += cost_agency_premium;
    sum.cost_recruitment += cost_recruitment;
    sum.cost_placements += cost_placements;
}
