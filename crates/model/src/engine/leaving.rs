//! Permanent staff give notice, and leave.

use super::people::{Seat, events};
use super::staff::{Staff, StaffWeek};
use super::tally::Tally;
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks};
use crate::sampling::{Purpose, mix, uniform_f64};

impl Staff {
    /// Those whose notice ends this week go, then new notices are given.
    pub(super) fn leave(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let end = (week.number + 1) as f32;
        let mut at = 0;
        while at < self.notices.len() {
            if self.notices[at].0 < end {
                let (_, seat) = self.notices.swap_remove(at);
                self.depart(week, seat, tally);
            } else {
                at += 1;
            }
        }
        self.give_notice(week);
        // Without notice they go at once.
        while let Some(at) = self.notices.iter().position(|(when, _)| *when < end) {
            let (_, seat) = self.notices.swap_remove(at);
            self.depart(week, seat, tally);
        }
    }

    /// Leaving, equation S1: base rate of the role x tenure x environment x pressure.
    fn give_notice(&mut self, week: &StaffWeek<'_>) {
        let rates = &week.rates.leaving;
        let pressure = week.pressure_on_leaving;
        let most = |list: &mut dyn Iterator<Item = f64>| list.fold(0.0, f64::max);
        let highest = most(&mut rates.base.iter().copied())
            * most(&mut rates.bands.iter().map(|(_, multiplier)| *multiplier).chain([1.0]))
            * most(&mut pressure.iter().copied())
            * week.now.leaving
            + most(&mut week.recruits.iter().map(|recruits| recruits.early_leaving));
        let notice = RunWeeks::of_weeks(week.values[week.model.service.workforce.leaving.notice_weeks]);
        let Self { permanent, notices, .. } = self;
        let seats = permanent.seats();
        events(week.streams, Purpose::Leaving, week.number, seats, highest, |seat, instant, height| {
            let Some((group, person)) = permanent.get(seat) else {
                return;
            };
            let when = week.number as f64 + instant;
            let in_post = when - f64::from(person.started);
            let mut rate = rates.base[group]
                * rates.tenure_multiplier(RunWeeks(in_post))
                * pressure[week.model.groups[group].team]
                * week.now.leaving;
            if let Some(campaign) = person.campaign()
                && in_post < RUN_WEEKS_PER_YEAR
            {
                rate += week.recruits[campaign].early_leaving;
            }
            if !person.leaving && height < rate && !week.began_now(person) {
                permanent.give_notice(seat);
                notices.push(((when + notice.0) as f32, seat));
            }
        });
    }

    /// A leaver goes; some stay on as agency workers. The cases held go to others.
    fn depart(&mut self, week: &StaffWeek<'_>, seat: Seat, tally: &mut Tally) {
        let Some((_, person)) = self.permanent.get(seat) else {
            return;
        };
        let fte = person.fte;
        let group = self.permanent.leave(seat);
        let team = &mut tally.teams[week.model.groups[group].team];
        team.leavers += fte;
        team.worker_changes += fte * week.cases_per_fte[group].0;
        let workforce = &week.model.service.workforce;
        let stays = week.values[workforce.leaving.to_agency] * week.values[workforce.agency.leavers_who_stay];
        let uniform = uniform_f64(mix(
            week.streams.key(Purpose::Leaving) ^ mix((week.number as u64) << 32 | seat.number())
        ));
        if uniform < stays {
            self.agency.join(week.model.posts[week.model.groups[group].posts].group, fte, week.number as f64);
        }
    }
}
