//! What the levers of an option are, made ready to pull.

use super::ids::{GroupId, PostsId, RoleId, SourceId, StageId, TeamId};
use crate::service::{Campaign, EarlyHelp, ParameterId};

/// The levers of an option.
pub struct Plan {
    /// Its short name.
    pub name: String,
    /// What it is called in charts and sentences.
    pub title: String,
    /// The position of the option with which it is compared; `None` for the baseline.
    pub against: Option<usize>,
    pub(super) levers: Vec<Lever>,
}

impl Plan {
    /// The effect of its early help, if that is all that it does beside a baseline.
    pub(crate) fn effect_of_help(&self, baseline: &Self) -> Option<ParameterId> {
        let is_own = |lever: &&Lever| baseline.levers.iter().all(|other| other.address != lever.address);
        let mut own = self.levers.iter().filter(is_own);
        match (own.next()?.effect.as_ref(), own.next()) {
            (Some(Effect::EarlyHelp(programme)), None) => Some(programme.programme.effect),
            _ => None,
        }
    }
}

/// A lever.
pub(super) struct Lever {
    pub(super) dates: Dates,
    pub(super) chance_of_delivery: ParameterId,
    pub(super) cost_once: ParameterId,
    pub(super) cost_per_year: ParameterId,
    /// From its path: the same lever has the same streams in every option.
    pub(super) address: u64,
    /// Numbers of the service that it changes, in this order.
    pub(super) changes: Vec<ParameterChange>,
    /// What it does beside that.
    pub(super) effect: Option<Effect>,
}

/// When a lever acts. Months count from 1, the first of the run.
#[derive(Clone, Copy)]
pub(super) struct Dates {
    pub(super) from: i32,
    pub(super) until: i32,
    pub(super) phase_in: ParameterId,
    pub(super) phase_out: ParameterId,
}

/// A change of one number of the service.
pub(super) struct ParameterChange {
    pub(super) parameter: ParameterId,
    pub(super) operation: Operation,
    pub(super) amount: Amount,
    pub(super) phase: Phase,
}

/// How a number is changed.
#[derive(Clone, Copy)]
pub(super) enum Operation {
    Multiply,
    Add,
    Set,
    /// The amount is a ceiling.
    AtMost,
}

/// By how much a number is changed; worked out once at the start of a trial.
pub(super) enum Amount {
    Given(ParameterId),
    /// The number taken from 1: a share that is lost.
    Less(ParameterId),
    /// 1 and the number: a share that is gained.
    More(ParameterId),
    /// What a supplement makes of leaving by its elasticity, at the salary of a role.
    OfPay {
        amount: ParameterId,
        salary: ParameterId,
        elasticity: ParameterId,
    },
    /// What a review of cases leaves of the working time of teams.
    LeftByReview {
        teams: Vec<TeamId>,
        cases: ParameterId,
        weeks_per_case: ParameterId,
    },
    /// The pace of a stage of which so great a share moves on early.
    PaceOfReview {
        stage: StageId,
        share: ParameterId,
    },
}

/// In which part of the lever's time a number is changed.
#[derive(Clone, Copy)]
pub(super) enum Phase {
    All,
    /// In full, in so many months at first.
    First(ParameterId),
    /// After so many months.
    After(ParameterId),
}

/// What a lever does that is no change of a number.
pub(super) enum Effect {
    /// Referrals of these sources change by a factor.
    Referrals {
        factor: ParameterId,
        goes_on: ParameterId,
        sources: Vec<SourceId>,
    },
    EarlyHelp(HelpPlan),
    Campaign(CampaignPlan),
    /// The most agency workers.
    AgencyCeiling(ParameterId),
    /// A supplement for each permanent FTE of these roles.
    Pay {
        roles: Vec<RoleId>,
        amount: ParameterId,
    },
    /// Agency workers beside those for vacancies.
    TemporaryWorkers {
        posts: PostsId,
        fte: ParameterId,
    },
    /// Posts move, with their people.
    Transfer(TransferPlan),
}

impl Effect {
    /// The campaign, if it is one.
    pub(super) fn campaign(&self) -> Option<&CampaignPlan> {
        if let Self::Campaign(campaign) = self { Some(campaign) } else { None }
    }
}

/// An early-help programme, and the stage from which it keeps children, if it is one.
pub(super) struct HelpPlan {
    pub(super) programme: EarlyHelp<ParameterId>,
    pub(super) stage: Option<StageId>,
}

/// A campaign, and whom it brings where.
pub(super) struct CampaignPlan {
    pub(super) campaign: Campaign<ParameterId>,
    /// The groups that they may join, with their posts.
    pub(super) groups: Vec<GroupId>,
}

/// Posts that move from one team to another, with their people.
pub(super) struct TransferPlan {
    pub(super) from: PostsId,
    pub(super) to: PostsId,
    pub(super) fte: ParameterId,
    /// The establishments from which and to which they move.
    pub(super) establishment: (ParameterId, ParameterId),
}
