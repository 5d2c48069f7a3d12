//! Permanent staff: who is there at the start, who leaves, who is promoted.

use rand::RngExt;

use super::environment::Multipliers;
use super::levers::{Levers, Move};
use super::model::{Group, Model};
use super::opening_rates::posts_at_start;
use super::pathway::reset;
use super::people::{People, Person, events};
use super::rates::{Rates, longest_in_role, novice_weeks};
use super::recruitment::SMALLEST_POST;
use super::tally::Tally;
use crate::calendar::{RUN_WEEKS_PER_YEAR, run_weeks};
use crate::sampling::{Luck, Purpose, Values, mix, poisson, uniform_f64};

/// The item of the stream of those who come by other movement; those who go have the layers of their rate.
const THOSE_WHO_COME: u64 = u64::MAX >> 1;

/// The people of a trial.
#[derive(Default)]
pub(super) struct Staff {
    pub(super) permanent: People,
    pub(super) agency: People,
    /// Leavers who work their notice: when they go, and their seat.
    notices: Vec<(f32, u32)>,
    /// Accepted offers: first day, and the posts.
    pub(super) offers: Vec<Offer>,
    /// Establishment of each posts, in FTE.
    pub(super) establishment: Vec<f64>,
    /// That of the start.
    pub(super) posts_at_start: Vec<f64>,
    /// FTE of a person who starts in each posts.
    pub(super) usual_fte: Vec<f64>,
    /// Agency FTE and vacancies of each posts at the start.
    pub(super) agency_at_start: Vec<f64>,
    pub(super) vacancies_at_start: Vec<f64>,
    /// Room to work in, one value for each posts.
    pub(super) scratch: Vec<f64>,
    /// Agency FTE of each posts at the start of the week, temporary workers left out.
    pub(super) agency_before: Vec<f64>,
    /// Temporary workers of each posts, in FTE, who are agency staff beside the posts.
    pub(super) temporary: Vec<f64>,
}

/// An accepted offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub(super) starts: f32,
    pub(super) posts: u16,
    pub(super) fte: f64,
}

/// What a week of staff needs to know.
pub(super) struct StaffWeek<'a> {
    pub(super) model: &'a Model,
    pub(super) values: &'a Values,
    pub(super) rates: &'a Rates,
    pub(super) luck: &'a Luck,
    pub(super) now: Multipliers,
    /// Number of the week, from 0.
    pub(super) number: usize,
    /// For each team, the factor of pressure on leaving.
    pub(super) pressure_on_leaving: &'a [f64],
    pub(super) levers: &'a Levers,
    /// For each group, cases that one FTE holds now (permanent staff, agency workers).
    pub(super) cases_per_fte: &'a [(f64, f64)],
}

impl StaffWeek<'_> {
    /// Whether someone began this week. Nothing befalls them until the next:
    /// vacancies, too, are offered only from the week after they arise, and
    /// with both the balance of the two is that of continuous time.
    pub(super) fn began_now(&self, person: &Person) -> bool {
        person.started >= self.number as f32
    }
}

impl Staff {
    /// The people at the start, some of whom have given notice already.
    pub(super) fn open(&mut self, model: &Model, values: &Values, rates: &Rates, luck: &Luck) {
        self.permanent.clear(model.groups.len());
        self.agency.clear(model.groups.len());
        self.notices.clear();
        self.offers.clear();
        reset(&mut self.temporary, model.posts.len(), 0.0);
        let mut stream = luck.stream(Purpose::Tenure, 0, 0);
        let notice = run_weeks(values[model.service.workforce.leaving.notice_weeks]);
        for (at, group) in model.groups.iter().enumerate() {
            let Some((team, staff)) = group.staff else {
                continue;
            };
            let staff = &model.service.team[team].staff[staff];
            let (heads, fte) =
                people_of(values[staff.in_post], values[model.service.workforce.fte_per_person]);
            for _ in 0..heads {
                let (in_band, within, leaving, when): (f64, f64, f64, f64) =
                    (stream.random(), stream.random(), stream.random(), stream.random());
                let weeks = weeks_in_post(model, values, rates, at, in_band, within);
                let seat = self.permanent.join(at, fte, -weeks);
                let rate =
                    rates.leaving.base[at] * rates.leaving.tenure_multiplier(weeks) / RUN_WEEKS_PER_YEAR;
                // Stationary: those who gave notice within the last weeks are still there.
                if leaving < rate * notice / (1.0 + rate * notice) {
                    self.permanent.give_notice(seat);
                    self.notices.push(((when * notice) as f32, seat as u32));
                }
            }
            let (heads, fte) = people_of(values[staff.agency], 1.0);
            for _ in 0..heads {
                self.agency.join(
                    model.posts[group.posts].group,
                    fte,
                    -stream.random::<f64>() * RUN_WEEKS_PER_YEAR,
                );
            }
        }
        self.open_posts(model, values);
    }

    fn open_posts(&mut self, model: &Model, values: &Values) {
        let per_person = values[model.service.workforce.fte_per_person];
        self.posts_at_start.clear();
        self.posts_at_start
            .extend((0..model.posts.len()).map(|posts| posts_at_start(model, values, posts).2));
        self.establishment.clone_from(&self.posts_at_start);
        self.usual_fte.clear();
        self.agency_at_start.clear();
        for posts in 0..model.posts.len() {
            let (in_post, agency, _) = posts_at_start(model, values, posts);
            self.agency_at_start.push(agency);
            let (heads, fte) = people_of(in_post, per_person);
            self.usual_fte.push(if heads > 0 { fte } else { per_person });
        }
        self.vacancies_at_start.clear();
        for posts in 0..model.posts.len() {
            self.vacancies_at_start.push(self.vacancy(model, posts));
        }
    }

    /// Those whose notice ends this week go, then new notices are given.
    pub(super) fn leave(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let end = (week.number + 1) as f32;
        let mut at = 0;
        while at < self.notices.len() {
            if self.notices[at].0 < end {
                let (_, seat) = self.notices.swap_remove(at);
                self.depart(week, seat as usize, tally);
            } else {
                at += 1;
            }
        }
        self.give_notice(week);
        // Without notice they go at once.
        while let Some(at) = self.notices.iter().position(|(when, _)| *when < end) {
            let (_, seat) = self.notices.swap_remove(at);
            self.depart(week, seat as usize, tally);
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
            + most(&mut week.levers.recruits.iter().map(|recruits| recruits.early_leaving));
        let notice = run_weeks(week.values[week.model.service.workforce.leaving.notice_weeks]);
        let Self { permanent, notices, .. } = self;
        let seats = permanent.seats();
        events(week.luck, Purpose::Leaving, week.number, seats, highest, |seat, instant, height| {
            let Some((group, person)) = permanent.get(seat) else {
                return;
            };
            let when = week.number as f64 + instant;
            let in_post = when - f64::from(person.started);
            let mut rate = rates.base[group]
                * rates.tenure_multiplier(in_post)
                * pressure[week.model.groups[group].team]
                * week.now.leaving;
            if let Some(campaign) = person.campaign()
                && in_post < RUN_WEEKS_PER_YEAR
            {
                rate += week.levers.recruits[campaign].early_leaving;
            }
            if !person.leaving && height < rate && !week.began_now(person) {
                permanent.give_notice(seat);
                notices.push(((when + notice) as f32, seat as u32));
            }
        });
    }

    /// A leaver goes; some stay on as agency workers. The cases held go to others.
    fn depart(&mut self, week: &StaffWeek<'_>, seat: usize, tally: &mut Tally) {
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
        let uniform =
            uniform_f64(mix(week.luck.key(Purpose::Leaving) ^ mix((week.number as u64) << 32 | seat as u64)));
        if uniform < stays {
            self.agency.join(week.model.posts[week.model.groups[group].posts].group, fte, week.number as f64);
        }
    }

    /// Once a month: people who have been long enough in a role have the next.
    pub(super) fn grow(&mut self, week: &StaffWeek<'_>) {
        let people = &mut self.permanent;
        for (group, links) in week.model.groups.iter().enumerate() {
            let (Some(next), Some(longest)) =
                (links.becomes, longest_in_role(week.model, week.values, links.role))
            else {
                continue;
            };
            for seat in 0..people.seats() {
                let due = people.get(seat).is_some_and(|(own, person)| {
                    own == group && week.number as f64 - f64::from(person.started) >= longest
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
        posts: &Move,
        cases_per_fte: &[(f64, f64)],
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
        for seat in 0..self.permanent.seats() {
            let Some((group, person)) = self.permanent.get(seat) else { continue };
            let links = &model.groups[group];
            let same_role = |other: &Group| other.posts == to && other.role == links.role;
            if links.posts != from || person.fte > 2.0 * left {
                continue;
            }
            let Some(to) = model.groups.iter().position(same_role) else { continue };
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
            events(week.luck, Purpose::Movement, week.number, seats, -rate, |seat, _, height| {
                let Some((group, person)) = permanent.get(seat) else { return };
                if height < -rate && !week.began_now(person) {
                    let team = &mut tally.teams[week.model.groups[group].team];
                    team.worker_changes += person.fte * week.cases_per_fte[group].0;
                    permanent.leave(seat);
                    notices.retain(|(_, leaver)| *leaver as usize != seat);
                }
            });
            return;
        }
        let mut stream = week.luck.stream(Purpose::Movement, week.number, THOSE_WHO_COME);
        let per_person = week.values[week.model.service.workforce.fte_per_person];
        let fte = self.permanent.total_fte() * rate / RUN_WEEKS_PER_YEAR;
        for _ in 0..poisson(&mut stream, fte / per_person) {
            let (place, like): (f64, u32) = (stream.random(), stream.random());
            if let Some(posts) = self.vacant_posts(week.model, place, |_| true) {
                let fte = self.usual_fte[posts].min(self.unpromised(week.model, posts));
                let like = like as usize % self.permanent.seats().max(1);
                let started = self
                    .permanent
                    .get(like)
                    .map_or(week.number as f64, |(_, person)| f64::from(person.started));
                self.permanent.join(week.model.posts[posts].group, fte, started);
            }
        }
    }

    /// Vacant FTE for which no offer is accepted.
    pub(super) fn unpromised(&self, model: &Model, posts: usize) -> f64 {
        let offers = self.offers.iter().filter(|offer| usize::from(offer.posts) == posts);
        (self.vacancy(model, posts) - offers.map(|offer| offer.fte).sum::<f64>()).max(0.0)
    }

    /// Vacant posts, each with a chance in proportion to its vacant FTE, among those that fit.
    pub(super) fn vacant_posts(
        &self,
        model: &Model,
        uniform: f64,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let vacant = |posts: &usize| fits(*posts) && self.unpromised(model, *posts) >= SMALLEST_POST;
        let all = || (0..model.posts.len()).filter(vacant);
        let mut left = uniform * all().map(|posts| self.unpromised(model, posts)).sum::<f64>();
        all().find(|posts| {
            left -= self.unpromised(model, *posts);
            left < 0.0
        })
    }

    /// FTE of people who work their notice in posts.
    pub(super) fn in_notice(&self, model: &Model, into: &mut [f64]) {
        into.fill(0.0);
        for (_, seat) in &self.notices {
            if let Some((group, person)) = self.permanent.get(*seat as usize) {
                into[model.groups[group].posts] += person.fte;
            }
        }
    }
}

/// How many people make up so many FTE, and what each works.
fn people_of(fte: f64, per_person: f64) -> (u32, f64) {
    if fte <= 0.0 {
        return (0, per_person);
    }
    let heads = (fte / per_person).round().max(1.0);
    (heads as u32, fte / heads)
}

/// Weeks in post of someone at the start.
fn weeks_in_post(
    model: &Model,
    values: &Values,
    rates: &Rates,
    group: usize,
    in_band: f64,
    within: f64,
) -> f64 {
    let role = model.groups[group].role;
    if let Some(weeks) = novice_weeks(model, values, role) {
        return weeks;
    }
    if let Some(longest) = longest_in_role(model, values, role) {
        return longest * within;
    }
    let leaving = &rates.leaving;
    let total: f64 = leaving.opening_shares.iter().sum();
    let (mut left, mut begins) = (in_band * total, 0.0);
    for (share, (end, multiplier)) in leaving.opening_shares.iter().zip(&leaving.bands) {
        if left < *share {
            let weekly = leaving.base[group] * multiplier / RUN_WEEKS_PER_YEAR;
            return begins + survived(within, weekly, end - begins);
        }
        left -= share;
        begins = *end;
    }
    // Without bands the time in post changes nothing but roles that people grow into.
    survived(within, leaving.base[group] / RUN_WEEKS_PER_YEAR, 10.0 * RUN_WEEKS_PER_YEAR)
}

/// Time since joining of someone who is still there within `span` weeks, where
/// the share `weekly` leaves each week: fewer have been there for longer.
fn survived(uniform: f64, weekly: f64, span: f64) -> f64 {
    // Nobody has been there for more than fifty years.
    let span = span.min(50.0 * RUN_WEEKS_PER_YEAR);
    if weekly * span < 1e-6 {
        return uniform * span;
    }
    -(-uniform * (1.0 - (-weekly * span).exp())).ln_1p() / weekly
}
