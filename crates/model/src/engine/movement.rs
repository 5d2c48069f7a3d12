//! Permanent staff who are neither starters nor leavers: into another role, into another team, and all other movement.

use rand::RngExt;

use super::effects::PostsMove;
use super::ids::{By, GroupId};
use super::links::Group;
use super::model::Model;
use super::people::events;
use super::rates::longest_in_role;
use super::staff::{Staff, StaffWeek};
use super::tally::Tally;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::sampling::{Purpose, poisson};

/// The item of the stream of those who come by other movement; those who go have the layers of their rate.
const THOSE_WHO_COME: u64 = u64::MAX >> 1;

impl Staff {
    /// Once a month: people who have been long enough in a role have the next.
    pub(super) fn grow(&mut self, week: &StaffWeek<'_>) {
        let people = &mut self.permanent;
        for (group, links) in week.model.groups.each() {
            let (Some(next), Some(longest)) =
                (links.becomes, longest_in_role(week.model, week.values, links.role))
            else {
                continue;
            };
            for seat in people.every_seat() {
                let due = people.get(seat).is_some_and(|(own, person)| {
                    own == group && week.number as f64 - f64::from(person.started) >= longest.0
                });
                if due {
                    people.change_group(seat, next);
                }
            }
        }
    }

    /// Posts have moved to another team, and as many of the people in them as
    /// of all (equation L13). They hand their cases over. Gives the people who
    /// are still to follow, in FTE: less than half a person, unless nobody fits.
    pub(super) fn move_people(
        &mut self,
        model: &Model,
        posts: &PostsMove,
        cases_per_fte: &By<GroupId, (f64, f64)>,
        tally: &mut Tally,
    ) -> f64 {
        // Those who are still to follow count where they belong.
        let (from, people) = if posts.fte < 0.0 {
            (posts.to, self.in_posts(model, posts.to) + posts.to_follow)
        } else {
            (posts.from, self.in_posts(model, posts.from) - posts.to_follow)
        };
        let before = self.establishment[from] + posts.fte.abs();
        let filled = if before > 0.0 { (people / before).clamp(0.0, 1.0) } else { 0.0 };
        let to_follow = posts.to_follow + posts.fte * filled;
        let (from, to) = if to_follow < 0.0 { (posts.to, posts.from) } else { (posts.from, posts.to) };
        let mut left = to_follow.abs();
        for seat in self.permanent.every_seat() {
            let Some((group, person)) = self.permanent.get(seat) else { continue };
            let links = &model.groups[group];
            let same_role = |other: &Group| other.posts == to && other.role == links.role;
            if links.posts != from || person.fte > 2.0 * left {
                continue;
            }
            let Some(to) = model.groups.each().find(|(_, other)| same_role(other)).map(|(at, _)| at) else {
                continue;
            };
            left -= person.fte;
            tally.teams[links.team].worker_changes += person.fte * cases_per_fte[group].0;
            self.permanent.change_group(seat, to);
        }
        left * to_follow.signum()
    }

    /// Other net movement (equation S6): neither starters nor leavers. Those who
    /// come are as long in post as someone who is there already, so that the
    /// mix of tenure does not change.
    pub(super) fn move_others(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let rate = week.now.movement;
        if rate < 0.0 {
            let Self { permanent, notices, .. } = self;
            let seats = permanent.seats();
            events(week.streams, Purpose::Movement, week.number, seats, -rate, |seat, _, height| {
                let Some((group, person)) = permanent.get(seat) else { return };
                if height < -rate && !week.began_now(person) {
                    let team = &mut tally.teams[week.model.groups[group].team];
                    team.worker_changes += person.fte * week.cases_per_fte[group].0;
                    permanent.leave(seat);
                    notices.retain(|(_, leaver)| *leaver != seat);
                }
            });
            return;
        }
        let mut stream = week.streams.stream(Purpose::Movement, week.number, THOSE_WHO_COME);
        let fte = self.permanent.total_fte() * rate / RUN_WEEKS_PER_YEAR;
        for _ in 0..poisson(&mut stream, fte / self.per_person) {
            let (place, like): (f64, u32) = (stream.random(), stream.random());
            if let Some(posts) = self.vacant_posts(week.model, place, |_| true) {
                let fte = self.per_person.min(self.unpromised(week.model, posts));
                let started = self
                    .permanent
                    .get(self.permanent.any_seat(like))
                    .map_or(week.number as f64, |(_, person)| f64::from(person.started));
                self.permanent.join(week.model.posts[posts].group, fte, started);
            }
        }
    }
}
