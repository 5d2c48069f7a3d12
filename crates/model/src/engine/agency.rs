//! Agency workers: booked as vacancies rise, let go as they fall.

use super::ids::{Id, PostsId};
use super::people::{Person, Seat, events};
use super::rates::since_september;
use super::staff::{Staff, StaffWeek};
use super::tally::Tally;
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks};
use crate::sampling::{Purpose, poisson};
use crate::uncertain::kinds::MOST_FTE;

/// Less than this of an FTE is none.
const ROUNDING: f64 = 1e-9;

/// Of those not wanted at most all but this share go in one week.
const SHORTEST: f64 = 1e-3;

impl Staff {
    /// The agency FTE wanted in posts (equation S8): that of the start, and
    /// more or fewer as vacancies have changed since. Vacancies that come and
    /// go with the September cohort are no change.
    fn agency_wanted(&self, week: &StaffWeek<'_>, posts: PostsId) -> f64 {
        let cover = week.values[week.model.service.workforce.agency.cover_per_vacancy];
        let at_start = since_september(week.model).0;
        let now = (at_start + week.number as f64) % RUN_WEEKS_PER_YEAR;
        let season = week.rates.cohort[posts] * (now - at_start) / RUN_WEEKS_PER_YEAR;
        // Where the number of posts changes, its usual share of vacancies needs no cover.
        let usual = self.vacancies_at_start[posts] * week.now.establishment;
        let change = self.vacancy(week.model, posts) - usual - season;
        let wanted = (self.agency_at_start[posts] + cover * change).max(0.0)
            * week.now.agency
            * week.values[week.model.service.workforce.agency.level];
        // Beyond every council, so that a week has an end whatever the ranges of a scenario.
        wanted.min(MOST_FTE)
    }

    /// One week of agency workers: some go, some become permanent, new ones are
    /// booked (equation S9).
    pub(super) fn engage_agency(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let terms = &week.model.service.workforce.agency;
        let lag = RunWeeks::of_weeks(week.values[terms.lag_weeks]);
        let (ends, converts) = (week.values[terms.turnover_per_year], week.values[terms.conversion_per_year]);
        let mut there = std::mem::take(&mut self.agency_before);
        there.clear();
        let usual = week.model.posts.iter().zip(&self.temporary);
        there.extend(usual.map(|(posts, temporary)| (self.agency.fte[posts.group] - temporary).max(0.0)));
        let mut wanted = std::mem::take(&mut self.scratch);
        wanted.clear();
        wanted.extend(week.model.posts.ids().map(|posts| self.agency_wanted(week, posts)));
        let ceiling = terms.ceiling_fte.map_or(f64::INFINITY, |ceiling| week.values[ceiling]);
        let ceiling = ceiling.min(week.effects.agency_ceiling);
        if ceiling.is_finite() {
            let total: f64 = wanted.iter().sum();
            let scale = if total > 0.0 { (ceiling / total).min(1.0) } else { 1.0 };
            for fte in &mut wanted {
                *fte *= scale;
            }
        }
        // The share of those at the start of a week who are gone at its end.
        let gone = |rate: f64| 1.0 - (-rate).exp();
        let surplus = |posts: PostsId| {
            let share = 1.0 - wanted[posts] / there[posts];
            // The rate at which the week closes the gap as the lag says.
            let rate = if share > 0.0 { -(1.0 - share * gone(1.0 / lag.0)).max(SHORTEST).ln() } else { 0.0 };
            rate * RUN_WEEKS_PER_YEAR
        };
        self.release(week, surplus, ends, converts, tally);
        for ((posts, wanted), there) in wanted.each().zip(&there) {
            // The gap is closed over the lag, and those who go are replaced.
            let vacant = self.vacancy(week.model, posts) >= self.smallest_post[posts];
            let going = ends + if vacant { converts } else { 0.0 };
            let mean = (wanted - there).max(0.0) * gone(1.0 / lag.0)
                + there.min(*wanted) * gone(going / RUN_WEEKS_PER_YEAR);
            let mut stream = week.streams.stream(Purpose::Booking, week.number, posts.position() as u64);
            for _ in 0..poisson(&mut stream, mean) {
                self.agency.join(week.model.posts[posts].group, 1.0, week.number as f64);
            }
        }
        self.scratch = wanted;
        self.agency_before = there;
    }

    /// As many temporary workers come or go as their levers want (equation L14):
    /// they are contracted, so that neither chance nor a lag is in it.
    pub(super) fn set_temporary_workers(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let wanted = &week.effects.temporary_workers;
        for posts in self.temporary.ids() {
            let wanted = wanted.get(posts.position()).copied().unwrap_or(0.0);
            let links = &week.model.posts[posts];
            while self.temporary[posts] > wanted + ROUNDING {
                let Some(seat) = self.agency.find_where(links.group, Seat::FIRST, Person::is_temporary)
                else {
                    break;
                };
                let Some((group, person)) = self.agency.get(seat) else { break };
                self.temporary[posts] -= person.fte;
                tally.teams[links.team].worker_changes += person.fte * week.cases_per_fte[group].1;
                self.agency.leave(seat);
            }
            // The last of them works a part of a week.
            while self.temporary[posts] < wanted - ROUNDING {
                let fte = (wanted - self.temporary[posts]).min(1.0);
                self.agency.join_for_a_time(links.group, fte, week.number as f64);
                self.temporary[posts] += fte;
            }
        }
    }

    /// Assignments end, workers take permanent posts, and those not wanted are
    /// let go: `surplus` gives the rate a year for posts.
    fn release(
        &mut self,
        week: &StaffWeek<'_>,
        surplus: impl Fn(PostsId) -> f64,
        ends: f64,
        converts: f64,
        tally: &mut Tally,
    ) {
        let model = week.model;
        let most = model.posts.ids().map(&surplus).fold(0.0, f64::max);
        let seats = self.agency.seats();
        events(
            week.streams,
            Purpose::AgencyLeaving,
            week.number,
            seats,
            ends + converts + most,
            |seat, _, height| {
                let Some((group, person)) = self.agency.get(seat) else {
                    return;
                };
                // Temporary workers stay as long as they are wanted.
                if person.is_temporary() {
                    return;
                }
                let fte = person.fte;
                let posts = model.groups[group].posts;
                let team = &mut tally.teams[model.groups[group].team];
                let converted = height >= ends && height < ends + converts;
                if converted {
                    let vacancy = self.unpromised(model, posts);
                    if vacancy < self.smallest_post[posts] {
                        return;
                    }
                    let fte = fte.min(vacancy);
                    self.agency.leave(seat);
                    self.permanent.join(model.posts[posts].group, fte, week.number as f64);
                    team.starters += fte;
                    return;
                }
                if height < ends + converts + surplus(posts) {
                    self.agency.leave(seat);
                    team.worker_changes += fte * week.cases_per_fte[group].1;
                }
            },
        );
    }
}
