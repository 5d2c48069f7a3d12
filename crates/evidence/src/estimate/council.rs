//! All that is estimated of a council, apart from how it is written.

use super::absence::Absence;
use super::council_changes::CouncilChanges;
use super::demand::{Referrals, Season, Seasons};
use super::environment::Environment;
use super::evidence::{Evidence, Figure};
use super::fault::CannotEstimate;
use super::pathway::Pathway;
use super::pay::Pay;
use super::template::Template;
use super::turnover::{Leaving, NetMovement, Tenure};
use super::workforce::Staff;
use super::yearly_changes::YearlyChanges;
use crate::published::Level;

/// What was learned from all councils, and the judgements of the template.
pub(super) struct Learned {
    pub(super) environment: Environment,
    pub(super) changes: YearlyChanges,
    pub(super) seasons: Option<Seasons>,
    pub(super) template: Template,
}

/// All that is estimated of a council.
pub(super) struct Council<'a> {
    pub(super) evidence: Evidence<'a>,
    pub(super) learned: &'a Learned,
    pub(super) staff: Staff,
    pub(super) leaving: Leaving,
    pub(super) movement: NetMovement,
    /// Shares of staff by time in post, in the order of [`Tenure::BANDS`].
    pub(super) tenure: Vec<f64>,
    pub(super) absence: Absence,
    pub(super) pay: Pay,
    pub(super) referrals: Referrals,
    pub(super) season: Season,
    pub(super) pathway: Pathway,
    /// Children in need on the day of the count.
    pub(super) in_need: Figure,
}

impl<'a> Council<'a> {
    /// Estimates all of it.
    ///
    /// # Errors
    ///
    /// If something that is needed was never published.
    pub(super) fn estimate(evidence: Evidence<'a>, learned: &'a Learned) -> Result<Self, CannotEstimate> {
        let missing = CannotEstimate::Missing;
        let Learned { environment, changes, seasons, template } = learned;
        let leaving = Leaving::of(&evidence, environment);
        let staff = evidence.staff(leaving.rate).ok_or(missing("the staff"))?;
        let referrals = evidence.referrals().ok_or(missing("referrals"))?;
        let seasons = seasons.as_ref().ok_or(missing("the months of referrals"))?;
        let season = seasons.of(evidence.data, evidence.council, evidence.year, &environment.demand);
        let mut pathway = evidence
            .pathway(&referrals, &season, staff.holding())
            .ok_or(missing("protection plans or looked-after children"))?;
        pathway.need.open = CouncilChanges::of(&evidence, environment, changes, &pathway).settled_need();
        let in_need = evidence.children_in_need().ok_or(missing("children in need"))?;
        let movement = NetMovement::of(&evidence, environment, changes, &staff, &leaving);
        Ok(Self {
            tenure: Tenure::of(template).shares(leaving.rate, movement.share.0),
            absence: Absence::of(&evidence, environment, &staff.absence),
            pay: Pay::of(&evidence),
            evidence,
            learned,
            staff,
            leaving,
            movement,
            referrals,
            season,
            pathway,
            in_need,
        })
    }

    /// What it is called.
    pub(super) fn title(&self) -> String {
        let area = self.evidence.data.area(self.evidence.council);
        match area.level {
            Level::Council => area.name.clone(),
            Level::Region | Level::Country => format!("Average council of {}", area.name),
        }
    }

    /// How its figures change.
    pub(super) fn changes(&self) -> CouncilChanges<'_> {
        let Learned { environment, changes, .. } = self.learned;
        CouncilChanges::of(&self.evidence, environment, changes, &self.pathway)
    }

    /// Standard cases that weigh as much as all that are open.
    pub(super) fn load(&self) -> f64 {
        let weight = |stage| self.learned.template.numbers::<3>(&format!("stage.{stage}.weight.pert"))[1];
        self.pathway.stages().map(|(name, _, stage)| stage.open * weight(name)).iter().sum()
    }

    /// The cases of a full load with which load equals capacity at the start.
    pub(super) fn full_caseload(&self) -> f64 {
        self.load() / self.staff.full_loads()
    }

    /// The published figures that went in.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let Self { staff, referrals, pathway, .. } = self;
        [
            &staff.in_post,
            &staff.vacancies,
            &staff.agency,
            &staff.case_holders,
            &staff.fte_per_person,
            &staff.absence,
            &referrals.all,
            &referrals.source_shares,
            &referrals.no_further_action,
            &referrals.rereferred,
            &pathway.cases,
            &pathway.published_care,
            &pathway.care_started,
            &pathway.published_protection,
            &pathway.protection_started,
            &pathway.assessment_source,
            &pathway.protection_source,
            &pathway.need_plans_from,
        ]
        .into_iter()
        .chain(&staff.roles_from)
        .cloned()
        .collect()
    }
}
