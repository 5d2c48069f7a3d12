//! What levers do beside changing numbers, as staff and arrivals meet it.

use super::ids::{By, PostsId, SourceId, StageId};
use super::model::Model;
use super::plan::Effect;
use super::room::reset;
use crate::calendar::RunWeeks;
use crate::sampling::Values;

/// What levers do in one month that is no change of a number.
#[derive(Default)]
pub(super) struct Effects {
    /// Of each source, the share of arrivals that is left, and the share that
    /// is left of those who go on.
    pub(super) left: By<SourceId, (f64, f64)>,
    /// Referrals prevented this month, and the same weighted.
    pub(super) prevented: (f64, f64),
    /// Cases a month that do not go on from the first stage.
    pub(super) escalations_prevented: f64,
    /// Cases a month that do not enter each stage.
    pub(super) entries_prevented: By<StageId, f64>,
    /// The most agency workers, in FTE.
    pub(super) agency_ceiling: f64,
    /// Temporary workers beside those for vacancies, in FTE of each posts; empty if there are none.
    pub(super) temporary_workers: By<PostsId, f64>,
}

/// What is true of those who came by a campaign.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recruits {
    /// Leaving a year in the first year, beyond that of others (equation L4).
    pub(super) early_leaving: f64,
    /// Share of a full caseload that is missing at first, if it is not that of the role.
    pub(super) missing_at_first: Option<f64>,
    /// Time until they carry a full caseload, if it is not that of the role.
    pub(super) time_to_full: Option<RunWeeks>,
}

/// Posts that move this month, with their share of the people.
pub(super) struct PostsMove {
    pub(super) from: PostsId,
    pub(super) to: PostsId,
    /// Negative if they move back.
    pub(super) fte: f64,
    /// People who are to follow posts that moved before, in FTE.
    pub(super) to_follow: f64,
}

impl Effects {
    /// Begins a month, in which nothing is done yet.
    pub(super) fn clear(&mut self, model: &Model) {
        reset(&mut self.left, model.sources.len(), (1.0, 1.0));
        reset(&mut self.entries_prevented, model.stages.len(), 0.0);
        self.prevented = (0.0, 0.0);
        self.escalations_prevented = 0.0;
        self.agency_ceiling = f64::INFINITY;
        self.temporary_workers.clear();
    }

    /// Adds an effect of a lever that acts with this share, 0 to 1, in a month.
    pub(super) fn add(&mut self, effect: &Effect, share: f64, model: &Model, values: &Values) {
        match effect {
            Effect::Referrals { factor, goes_on, sources } => {
                let gone = (1.0 - values[*factor]) * share;
                for source in sources {
                    self.left[*source].0 *= 1.0 - gone;
                    self.left[*source].1 *= (1.0 - gone * values[*goes_on]).max(0.0);
                }
            }
            Effect::AgencyCeiling(ceiling) => {
                // From those of the start down to the ceiling, as the lever phases in.
                let there: f64 = model.posts.ids().map(|posts| model.at_start(values, posts).agency).sum();
                let ceiling = values[*ceiling];
                let above = (there - ceiling).max(0.0) * (1.0 - share);
                self.agency_ceiling = self.agency_ceiling.min(ceiling + above);
            }
            Effect::TemporaryWorkers { posts, fte } => {
                self.temporary_workers.resize(model.posts.len(), 0.0);
                self.temporary_workers[*posts] += values[*fte] * share;
            }
            // Cases are prevented from month to month, people come or move from week to week, and supplements are paid.
            Effect::EarlyHelp(_) | Effect::Campaign(_) | Effect::Pay { .. } | Effect::Transfer(_) => {}
        }
    }
}
