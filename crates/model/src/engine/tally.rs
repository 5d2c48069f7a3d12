//! What happened in one month.

use super::ids::{By, StageId, TeamId};
use super::room::reset;

/// Counts and sums of one month, for the service and by team.
#[derive(Default)]
pub(super) struct Tally {
    /// Cases that arrived, and cases closed (no further action included).
    pub(super) arrived: u32,
    pub(super) closed: u32,
    pub(super) referrals: u32,
    /// Referrals of children who came back within twelve months.
    pub(super) rereferrals: u32,
    /// Stages with a statutory limit that ended, and those that did so in time.
    pub(super) ended_with_limit: u32,
    pub(super) ended_in_time: u32,
    /// Referrals that levers keep away, on average; negative if they bring more.
    pub(super) referrals_avoided: f64,
    /// Families that begin early help, and their children.
    pub(super) families_helped: f64,
    pub(super) children_helped: f64,
    /// People whom campaigns offer a post, those of them who start, and those for whom there is no vacancy.
    pub(super) offered: u32,
    pub(super) started: u32,
    pub(super) no_vacancy: u32,
    /// Cases that entered each stage.
    pub(super) entered: By<StageId, u32>,
    /// What levers cost: at the prices of the start until the end of the month,
    /// then at those of the time.
    pub(super) lever_cost: f64,
    /// The part of it that is paid once: in the first month, and for those who come by a campaign that is not repeated.
    pub(super) lever_cost_once: f64,
    pub(super) teams: By<TeamId, TeamTally>,
}

/// Counts and sums of one month in one team.
#[derive(Clone, Default)]
pub(super) struct TeamTally {
    /// Cases given a worker, and the weeks of the run that they had waited.
    pub(super) allocated: u32,
    pub(super) waited: f64,
    /// Changes of worker, in cases.
    pub(super) worker_changes: f64,
    pub(super) starters: f64,
    pub(super) leavers: f64,
    pub(super) cost_permanent: f64,
    pub(super) cost_agency: f64,
    pub(super) cost_agency_premium: f64,
    pub(super) cost_recruitment: f64,
    pub(super) cost_placements: f64,
}

impl Tally {
    /// Begins a new month.
    pub(super) fn clear(&mut self, teams: usize, stages: usize) {
        let (mut own, mut entered) = (std::mem::take(&mut self.teams), std::mem::take(&mut self.entered));
        reset(&mut own, teams, TeamTally::default());
        reset(&mut entered, stages, 0);
        *self = Self { teams: own, entered, ..Self::default() };
    }

    /// Permanent staff who left, in FTE.
    pub(super) fn leavers(&self) -> f64 {
        self.teams.iter().map(|team| team.leavers).sum()
    }
}
