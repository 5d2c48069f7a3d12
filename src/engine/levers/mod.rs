//! Options in a trial: what their levers change each month, and what they cost
//! (equations L1 to L14).
//!
//! Before the first lever of an option acts, and where its effects are nil, a
//! trial is that of the baseline bit for bit.

mod campaign;
mod compile;
mod cost;
mod dates;
mod early_help;
mod plan;

pub(super) use campaign::Recruits;
pub(super) use compile::Compiler;
pub use plan::Plan;

use super::model::Model;
use super::rates::Rates;
use crate::calendar::{RUN_WEEKS_PER_YEAR, WEEKS_PER_YEAR};
use crate::sampling::{Luck, Purpose, Values, mix, uniform_f64};
use dates::When;
use plan::{Act, Also, Amount, How, TransferPlan};

/// The levers of a trial.
#[derive(Default)]
pub(super) struct Levers {
    states: Vec<State>,
    /// The amounts of all acts, lever by lever.
    amounts: Vec<f64>,
    /// Whether a number was changed last month.
    changed: bool,
    /// From posts to posts, the people who are to follow them, in FTE: less
    /// than half a person.
    to_follow: Vec<(usize, usize, f64)>,
    /// What is true of those who come by each campaign; one for each lever.
    pub(super) recruits: Vec<Recruits>,
    /// What levers do this month beside changing numbers.
    pub(super) now: Effects,
}

/// A lever in a trial.
struct State {
    when: When,
    /// Whether it has its effect at all.
    delivered: bool,
    /// How far it acts this month, 0 to 1.
    share: f64,
    /// Posts that it has moved, in FTE: this month, and as far as people have followed.
    posts_moved: (f64, f64),
}

/// What levers do in one month that is no change of a number.
#[derive(Default)]
pub(super) struct Effects {
    /// Of each source, the share of arrivals that is left, and the share that
    /// is left of those who go on.
    pub(super) left: Vec<(f64, f64)>,
    /// Referrals prevented this month, and the same weighted.
    pub(super) prevented: (f64, f64),
    /// Cases a month that do not go on from the first stage.
    pub(super) escalations_prevented: f64,
    /// The most agency workers, in FTE.
    pub(super) agency_ceiling: f64,
    /// Temporary workers beside those for vacancies, in FTE of each posts; empty if there are none.
    pub(super) temporary_workers: Vec<f64>,
}

/// Posts that move this month, with their share of the people.
pub(super) struct Move {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Negative if they move back.
    pub(super) fte: f64,
    /// People who are to follow posts that moved before, in FTE.
    pub(super) to_follow: f64,
}

impl Levers {
    /// Works out what the levers of a trial come to.
    pub(super) fn open(
        &mut self,
        plan: Option<&Plan>,
        model: &Model,
        values: &Values,
        rates: &Rates,
        luck: &Luck,
    ) {
        self.states.clear();
        self.amounts.clear();
        self.recruits.clear();
        self.to_follow.clear();
        self.changed = false;
        self.now.clear(model.sources.len());
        let Some(plan) = plan else { return };
        for lever in &plan.levers {
            let chance = values[lever.chance_of_delivery];
            let uniform = uniform_f64(mix(luck.key(Purpose::Delivery) ^ lever.address));
            let when = lever.dates.of(values);
            self.states.push(State {
                when,
                delivered: uniform < chance,
                share: 0.0,
                posts_moved: (0.0, 0.0),
            });
            let amounts = lever.acts.iter().map(|act| act.amount.of(&when, model, values, rates));
            self.amounts.extend(amounts);
            self.recruits.push(match &lever.also {
                Some(Also::Campaign(campaign)) => campaign.recruits(values),
                _ => Recruits::default(),
            });
        }
    }

    /// A month begins: `values` becomes what is `drawn` with what the levers
    /// make of it. Gives whether that may be other than last month.
    pub(super) fn begin_month(
        &mut self,
        plan: &Plan,
        model: &Model,
        drawn: &Values,
        values: &mut Values,
        month: usize,
    ) -> bool {
        let month = month as f64;
        values.copy_from(drawn);
        self.now.clear(model.sources.len());
        let mut changed = false;
        let mut amounts = self.amounts.iter();
        for (lever, state) in plan.levers.iter().zip(&mut self.states) {
            state.share = if state.delivered { state.when.share(month) } else { 0.0 };
            for (act, amount) in lever.acts.iter().zip(&mut amounts) {
                let share = if state.delivered { act.part.share(&state.when, values, month) } else { 0.0 };
                if share > 0.0 {
                    act.carry_out(*amount, share, model, values);
                    changed = true;
                }
            }
            if let Some(Also::Transfer(posts)) = &lever.also {
                let wanted = state.share * drawn[posts.fte];
                state.posts_moved.0 = posts.carry_out(wanted, model, values);
                changed |= wanted > 0.0;
            }
            if state.share > 0.0 {
                self.now.add(lever.also.as_ref(), state, model, drawn);
            }
            if let Some(Also::EarlyHelp(programme)) = &lever.also
                && state.delivered
            {
                self.now.help(programme, &state.when, values, month);
            }
        }
        std::mem::replace(&mut self.changed, changed) || changed
    }

    /// Calls `move_people` for the posts that have moved this month, with the
    /// people in FTE who are still to follow others; it gives who is left to follow.
    pub(super) fn transfers(&mut self, plan: &Plan, mut move_people: impl FnMut(Move) -> f64) {
        for (lever, state) in plan.levers.iter().zip(&mut self.states) {
            let Some(Also::Transfer(posts)) = &lever.also else { continue };
            let more = state.posts_moved.0 - state.posts_moved.1;
            state.posts_moved.1 = state.posts_moved.0;
            if more == 0.0 {
                continue;
            }
            // Levers that move posts the same way share who is to follow.
            let same_way = |(from, to, _): &(usize, usize, f64)| (*from, *to) == (posts.from, posts.to);
            let at = self.to_follow.iter().position(same_way).unwrap_or_else(|| {
                self.to_follow.push((posts.from, posts.to, 0.0));
                self.to_follow.len() - 1
            });
            let to_follow = &mut self.to_follow[at].2;
            *to_follow =
                move_people(Move { from: posts.from, to: posts.to, fte: more, to_follow: *to_follow });
        }
    }
}

impl Effects {
    fn clear(&mut self, sources: usize) {
        self.left.clear();
        self.left.resize(sources, (1.0, 1.0));
        self.prevented = (0.0, 0.0);
        self.escalations_prevented = 0.0;
        self.agency_ceiling = f64::INFINITY;
        self.temporary_workers.clear();
    }

    fn add(&mut self, also: Option<&Also>, state: &State, model: &Model, values: &Values) {
        match also {
            Some(Also::Referrals { factor, goes_on, sources }) => {
                let gone = (1.0 - values[*factor]) * state.share;
                for source in sources {
                    self.left[*source].0 *= 1.0 - gone;
                    self.left[*source].1 *= (1.0 - gone * values[*goes_on]).max(0.0);
                }
            }
            Some(Also::AgencyCeiling(ceiling)) => {
                // From those of the start down to the ceiling, as the lever phases in.
                let there: f64 = (0..model.posts.len())
                    .map(|posts| super::opening_rates::posts_at_start(model, values, posts).1)
                    .sum();
                let ceiling = values[*ceiling];
                let above = (there - ceiling).max(0.0) * (1.0 - state.share);
                self.agency_ceiling = self.agency_ceiling.min(ceiling + above);
            }
            Some(Also::TemporaryWorkers { posts, fte }) => {
                self.temporary_workers.resize(model.posts.len(), 0.0);
                self.temporary_workers[*posts] += values[*fte] * state.share;
            }
            _ => {}
        }
    }
}

impl TransferPlan {
    /// Moves posts, no more than there are now; gives how many.
    fn carry_out(&self, wanted: f64, model: &Model, values: &mut Values) -> f64 {
        let moved = wanted.min(values[self.establishment.0]).max(0.0);
        for (establishment, more) in [(self.establishment.0, -moved), (self.establishment.1, moved)] {
            let kind = model.parameters.kind(establishment);
            values.set(establishment, kind.clamp(values[establishment] + more));
        }
        moved
    }
}

impl Act {
    /// Changes the number by `share` of the way (equation L2), within the limits of its kind.
    fn carry_out(&self, amount: f64, share: f64, model: &Model, values: &mut Values) {
        let old = values[self.parameter];
        let new = match self.how {
            How::Multiply => old * (1.0 + (amount - 1.0) * share),
            How::Add => old + amount * share,
            How::Set => old + (amount - old) * share,
            How::AtMost => old + (amount.min(old) - old) * share,
        };
        values.set(self.parameter, model.parameters.kind(self.parameter).clamp(new));
    }
}

impl Amount {
    fn of(&self, when: &When, model: &Model, values: &Values, rates: &Rates) -> f64 {
        match self {
            Self::Given(number) => values[*number],
            Self::Less(share) => 1.0 - values[*share],
            Self::More(share) => 1.0 + values[*share],
            Self::LeftByReview { teams, cases, weeks_per_case } => {
                // Equation L10: FTE that the review takes, of the case-holders of the start.
                let weeks = when.months() * WEEKS_PER_YEAR / 12.0;
                let taken = values[*cases] * values[*weeks_per_case] / weeks;
                let of_teams = teams.iter().map(|team| holders_at_start(model, values, *team));
                1.0 - (taken / of_teams.sum::<f64>().max(f64::MIN_POSITIVE)).min(0.95)
            }
            Self::PaceOfReview { stage, share } => {
                // Equation L11: so many more of the open cases end in the time of the review.
                let weeks = when.months() * RUN_WEEKS_PER_YEAR / 12.0;
                1.0 + values[*share] * rates.stages[*stage].mean / weeks
            }
        }
    }
}

/// FTE of case-holders of a team at the start, agency workers included.
fn holders_at_start(model: &Model, values: &Values, team: usize) -> f64 {
    let service = &model.service;
    let staff = service.team[team].staff.iter().map(|(name, staff)| {
        let role = service.role.position(&name.text).expect("checked: the role exists");
        values[staff.in_post] * values[service.role[role].case_holding]
            + values[staff.agency] * values[super::workload::agency_holding(model, role)]
    });
    staff.sum()
}
