//! Recruitment campaigns: who comes, and what is true of them.

use rand::RngExt;

use super::state::{Levers, State};
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks, WEEKS_PER_MONTH};
use crate::engine::effects::Recruits;
use crate::engine::ids::PostsId;
use crate::engine::plan::{CampaignPlan, Effect, Plan};
use crate::engine::staff::{Staff, StaffWeek};
use crate::engine::tally::Tally;
use crate::sampling::{Purpose, Stream, Values};
use crate::service::{Campaign, ParameterId};

impl Campaign<ParameterId> {
    /// What is true of those who come.
    pub(super) fn recruits(&self, values: &Values) -> Recruits {
        Recruits {
            early_leaving: -(-values[self.early_leaving].min(0.999)).ln_1p(),
            missing_at_first: self.starting_share.map(|share| 1.0 - values[share]),
            time_to_full: self.months_to_full.map(|months| RunWeeks::of_months(values[months])),
        }
    }

    /// Offers whose first day would be within so many weeks of the beginning (equation L3).
    fn offers_by(&self, weeks: f64, months: f64, values: &Values) -> f64 {
        let weeks = weeks.min(months * WEEKS_PER_MONTH as f64);
        let batch = |weeks: f64| {
            let over = (values[self.over_months] * WEEKS_PER_MONTH as f64).max(1.0);
            (values[self.people] * (weeks / over).clamp(0.0, 1.0) + 0.5).floor()
        };
        if !self.every_year {
            return batch(weeks);
        }
        let years = (months / 12.0).ceil() as i32;
        (0..years).map(|year| batch(weeks - f64::from(year) * RUN_WEEKS_PER_YEAR)).sum()
    }
}

impl Levers {
    /// Those who come by campaigns this week have their first day.
    pub(in crate::engine) fn welcome_recruits(
        &self,
        plan: &Plan,
        staff: &mut Staff,
        week: &StaffWeek<'_>,
        tally: &mut Tally,
    ) {
        for (at, (lever, state)) in plan.levers.iter().zip(&self.states).enumerate() {
            let Some(plan) = lever.effect.as_ref().and_then(Effect::campaign) else { continue };
            let campaign = &plan.campaign;
            let offers = offers_this_week(campaign, state, week);
            if offers == 0 {
                continue;
            }
            let mut stream =
                week.streams.stream(Purpose::Campaign, week.number, u64::from(lever.address as u32));
            tally.offered += offers;
            for _ in 0..offers {
                if stream.random::<f64>() >= week.values[campaign.share_who_start] {
                    continue;
                }
                if plan.start(at, staff, week, &mut stream, tally) {
                    tally.started += 1;
                    let cost = week.values[campaign.cost_per_head];
                    tally.lever_cost += cost;
                    tally.lever_cost_once += if campaign.every_year { 0.0 } else { cost };
                } else {
                    tally.no_vacancy += 1;
                }
            }
        }
    }
}

fn offers_this_week(campaign: &Campaign<ParameterId>, state: &State, week: &StaffWeek<'_>) -> u32 {
    let since = week.number as f64 - (state.when.from - 1.0) * WEEKS_PER_MONTH as f64;
    if !state.delivered || since < 0.0 {
        return 0;
    }
    let by = |weeks: f64| campaign.offers_by(weeks, state.when.months(), week.values);
    (by(since + 1.0) - by(since)) as u32
}

impl CampaignPlan {
    /// Someone has a first day, if there is a vacancy; gives whether there was.
    fn start(
        &self,
        lever: usize,
        staff: &mut Staff,
        week: &StaffWeek<'_>,
        stream: &mut Stream,
        tally: &mut Tally,
    ) -> bool {
        let model = week.model;
        let fits = |posts: PostsId| self.groups.iter().any(|group| model.groups[*group].posts == posts);
        let (place, first): (f64, u32) = (stream.random(), stream.random());
        let Some(posts) = staff.vacant_posts(model, place, fits) else { return false };
        let room = staff.unpromised(model, posts);
        if self.campaign.from_agency {
            let from = staff.agency.any_seat(first);
            let agency = model.posts[posts].group;
            let Some(seat) = staff.agency.find_where(agency, from, |person| !person.is_temporary()) else {
                return false;
            };
            staff.agency.leave(seat);
        }
        let group = self.groups.iter().find(|group| model.groups[**group].posts == posts);
        let Some(group) = group else { return false };
        let fte = staff.per_person.min(room);
        staff.permanent.join_by_campaign(lever, *group, fte, week.number as f64);
        tally.teams[model.groups[*group].team].starters += fte;
        true
    }
}
