//! Options in a trial: what their levers change each month, and what they cost
//! (equations L1 to L14).
//!
//! Before the first lever of an option acts, and where its effects are nil, a
//! trial is that of the baseline bit for bit.

mod dates;
mod changes;
mod early_help;
mod state;
mod campaign;
mod cost;

pub(super) use state::Levers;

use super::effects::{PostsMove, Recruits};
use super::ids::PostsId;
use super::model::Model;
use super::plan::{Effect, Plan};
use super::rates::Rates;
use crate::sampling::{Purpose, Streams, Values, mix, uniform_f64};
use state::State;

impl Levers {
    /// Works out what the levers of a trial come to.
    pub(super) fn open(
        &mut self,
        plan: Option<&Plan>,
        model: &Model,
        values: &Values,
        rates: &Rates,
        streams: &Streams,
    ) {
        self.states.clear();
        self.amounts.clear();
        self.recruits.clear();
        self.to_follow.clear();
        self.changed = false;
        self.now.clear(model);
        let Some(plan) = plan else { return };
        for lever in &plan.levers {
            let chance = values[lever.chance_of_delivery];
            let uniform = uniform_f64(mix(streams.key(Purpose::Delivery) ^ lever.address));
            let when = lever.dates.of(values);
            self.states.push(State {
                when,
                delivered: uniform < chance,
                share: 0.0,
                posts_moved: (0.0, 0.0),
            });
            let amounts = lever.changes.iter().map(|change| change.amount.of(&when, model, values, rates));
            self.amounts.extend(amounts);
            let campaign = lever.effect.as_ref().and_then(Effect::campaign);
            self.recruits
                .push(campaign.map_or_else(Recruits::default, |plan| plan.campaign.recruits(values)));
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
        self.now.clear(model);
        let mut changed = false;
        let mut amounts = self.amounts.iter();
        for (lever, state) in plan.levers.iter().zip(&mut self.states) {
            state.share = if state.delivered { state.when.share(month) } else { 0.0 };
            for (change, amount) in lever.changes.iter().zip(&mut amounts) {
                let share =
                    if state.delivered { change.phase.share(&state.when, values, month) } else { 0.0 };
                if share > 0.0 {
                    change.apply(*amount, share, model, values);
                    changed = true;
                }
            }
            if let Some(Effect::Transfer(posts)) = &lever.effect {
                let wanted = state.share * drawn[posts.fte];
                state.posts_moved.0 = posts.apply(wanted, model, values);
                changed |= wanted > 0.0;
            }
            if let Some(effect) = lever.effect.as_ref().filter(|_| state.share > 0.0) {
                self.now.add(effect, state.share, model, drawn);
            }
            if let Some(Effect::EarlyHelp(programme)) = &lever.effect
                && state.delivered
            {
                self.now.help(programme, &state.when, values, month);
            }
        }
        std::mem::replace(&mut self.changed, changed) || changed
    }

    /// Calls `move_people` for the posts that have moved this month, with the
    /// people in FTE who are still to follow others; it gives who is left to follow.
    pub(super) fn transfers(&mut self, plan: &Plan, mut move_people: impl FnMut(PostsMove) -> f64) {
        for (lever, state) in plan.levers.iter().zip(&mut self.states) {
            let Some(Effect::Transfer(posts)) = &lever.effect else { continue };
            let more = state.posts_moved.0 - state.posts_moved.1;
            state.posts_moved.1 = state.posts_moved.0;
            if more == 0.0 {
                continue;
            }
            // Levers that move posts the same way share who is to follow.
            let same_way = |(from, to, _): &(PostsId, PostsId, f64)| (*from, *to) == (posts.from, posts.to);
            let at = self.to_follow.iter().position(same_way).unwrap_or_else(|| {
                self.to_follow.push((posts.from, posts.to, 0.0));
                self.to_follow.len() - 1
            });
            let to_follow = &mut self.to_follow[at].2;
            *to_follow =
                move_people(PostsMove { from: posts.from, to: posts.to, fte: more, to_follow: *to_follow });
        }
    }
}
