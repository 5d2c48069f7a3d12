//! Vacancies are advertised and filled: offers, starters, promotion, the September cohort.

use rand::RngExt;

use super::ids::{By, Id, PostsId};
use super::model::Model;
use super::rates::{Rates, outside_share};
use super::staff::{Offer, Staff, StaffWeek};
use super::tally::Tally;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::sampling::{Purpose, Stream, Streams, Values, poisson};

/// The item of the stream of offers made before the start; all other items of hiring are numbers of posts.
const OFFERS_BEFORE_THE_START: u64 = u64::MAX >> 1;

impl Staff {
    /// Offers accepted before the start, for starters of the first weeks
    /// (stationary: accepted offers = starters x time to start).
    pub(super) fn open_offers(&mut self, model: &Model, values: &Values, rates: &Rates, streams: &Streams) {
        let recruitment = &model.service.workforce.recruitment;
        let to_start = rates.time_to_start;
        let kept = 1.0 - values[recruitment.falls_through];
        let outside = |posts: PostsId| {
            self.vacancies_at_start[posts] * rates.fill_weights[posts] * outside_share(model, values, posts)
        };
        let vacancies: f64 = model.posts.ids().map(outside).sum();
        if vacancies <= 0.0 || !rates.time_to_fill.0.is_finite() {
            return;
        }
        let starters = rates.advertised / rates.time_to_fill.0 * kept;
        let mut stream = streams.stream(Purpose::Hiring, 0, OFFERS_BEFORE_THE_START);
        for posts in model.posts.ids() {
            let share = outside(posts) / vacancies;
            let mut room = self.vacancies_at_start[posts];
            for _ in 0..poisson(&mut stream, starters * share * to_start.0 / self.per_person) {
                if room <= 0.0 || room < self.smallest_post[posts] {
                    break;
                }
                let fte = self.per_person.min(room);
                room -= fte;
                let starts = stream.random::<f64>() * to_start.0;
                self.offers.push(Offer { starts: starts as f32, posts, fte });
            }
        }
    }

    /// Starters arrive, then new offers are made.
    pub(super) fn recruit(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        self.make_offers(week, tally);
        let end = (week.number + 1) as f32;
        let mut at = 0;
        while at < self.offers.len() {
            if self.offers[at].starts < end {
                let offer = self.offers.swap_remove(at);
                self.begin(week, offer.posts, offer.fte, tally);
            } else {
                at += 1;
            }
        }
    }

    /// A starter's first day.
    fn begin(&mut self, week: &StaffWeek<'_>, posts: PostsId, fte: f64, tally: &mut Tally) {
        let links = &week.model.posts[posts];
        self.permanent.join(links.group, fte, week.number as f64);
        tally.teams[links.team].starters += fte;
    }

    /// Posts to be filled, in FTE: vacant or soon to be, less accepted offers.
    fn advertised(&self, model: &Model, into: &mut By<PostsId, f64>) {
        self.in_notice(model, into);
        for (posts, advertised) in into.each_mut() {
            *advertised += self.establishment[posts] - self.in_posts(model, posts);
        }
        for offer in &self.offers {
            into[offer.posts] -= offer.fte;
        }
        for (posts, advertised) in into.each_mut() {
            if *advertised < self.smallest_post[posts] {
                *advertised = 0.0;
            }
        }
    }

    /// Accepted offers (equation S4): advertised FTE over the time to fill,
    /// less than in proportion if the market is thin, up to its ceiling; and
    /// promotions beside them, which take nothing from the market.
    fn make_offers(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        if !week.rates.time_to_fill.0.is_finite() {
            return;
        }
        let mut advertised = std::mem::take(&mut self.scratch);
        advertised.resize(week.model.posts.len(), 0.0);
        self.advertised(week.model, &mut advertised);
        let total: f64 = advertised.iter().sum();
        let weights = &week.rates.fill_weights;
        let readiness = |posts: PostsId| weights[posts] * hiring_multiplier(week, posts);
        let share_of = |posts: PostsId| outside_share(week.model, week.values, posts);
        let sum = |weight: &dyn Fn(PostsId) -> f64| -> f64 {
            advertised.each().map(|(posts, fte)| fte * weight(posts)).sum()
        };
        // Posts that are frozen are not in the market.
        let in_market = sum(&|posts| if hiring_multiplier(week, posts) > 0.0 { 1.0 } else { 0.0 });
        // The market is that of posts of usual readiness; what makes a role
        // readier than that brings more offers in all.
        let usual = sum(&|posts| weights[posts] * share_of(posts));
        let outside = sum(&|posts| readiness(posts) * share_of(posts));
        let hired =
            if outside > 0.0 { market(week, total * (outside / usual), in_market) / outside } else { 0.0 };
        for (posts, &fte) in advertised.each() {
            if fte > 0.0 {
                let share = share_of(posts);
                let mut stream = week.streams.stream(Purpose::Hiring, week.number, posts.position() as u64);
                let readily = fte * readiness(posts) * hired;
                let room = self.hire(week, posts, fte, readily * share, &mut stream);
                // A post is filled from inside as often as its share says.
                let promoted = if share > 0.0 {
                    readily * (1.0 - share)
                } else {
                    fte * hiring_multiplier(week, posts) / week.rates.time_to_fill.0
                };
                self.promote(week, posts, room, promoted, &mut stream, tally);
            }
        }
        self.scratch = advertised;
    }

    /// Makes offers of `mean` FTE on average, of which some fall through, for posts with so much room; gives the room
    /// left.
    fn hire(
        &mut self,
        week: &StaffWeek<'_>,
        posts: PostsId,
        mut room: f64,
        mean: f64,
        stream: &mut Stream,
    ) -> f64 {
        let recruitment = &week.model.service.workforce.recruitment;
        let kept = 1.0 - week.values[recruitment.falls_through];
        // Offers that fall through leave nothing behind.
        for _ in 0..poisson(stream, mean * kept / self.per_person.min(room)) {
            if room < self.smallest_post[posts] {
                break;
            }
            let fte = self.per_person.min(room);
            room -= fte;
            let starts = week.number as f64 + stream.random::<f64>() + week.rates.time_to_start.0;
            self.offers.push(Offer { starts: starts as f32, posts, fte });
        }
        room
    }

    /// Promotes people into posts (equation S10), `mean` FTE on average, while there is room and someone to promote.
    fn promote(
        &mut self,
        week: &StaffWeek<'_>,
        posts: PostsId,
        mut room: f64,
        mean: f64,
        stream: &mut Stream,
        tally: &mut Tally,
    ) {
        let links = &week.model.posts[posts];
        let Some(from) = links.promoted_from else { return };
        let smallest = self.smallest_post[posts];
        let usual = self.per_person.min(room.max(smallest));
        for _ in 0..poisson(stream, mean / usual) {
            let first = self.permanent.any_seat(stream.random());
            let Some(seat) = self.permanent.find(from, first) else { return };
            let Some((group, person)) = self.permanent.get(seat) else { return };
            let fte = person.fte;
            if fte > room + smallest {
                continue;
            }
            room -= fte;
            // A new role means other cases.
            tally.teams[links.team].worker_changes += fte * week.cases_per_fte[group].0;
            self.permanent.change_group(seat, links.group);
        }
    }

    /// The September cohort joins, where there are vacancies (equation S11).
    pub(super) fn welcome_cohort(&mut self, week: &StaffWeek<'_>, tally: &mut Tally) {
        let model = week.model;
        let wanted = week.values[model.service.workforce.cohort.joins_each_september] * week.now.hiring;
        let mut stream = week.streams.stream(Purpose::Cohort, week.number, 0);
        // A whole number of people with the wanted mean.
        let people = (wanted / self.per_person + stream.random::<f64>()).floor() as usize;
        for _ in 0..people {
            let takes_them = |posts: PostsId| model.posts[posts].cohort_group.is_some();
            let Some(posts) = self.vacant_posts(model, stream.random(), takes_them) else { return };
            let Some(group) = model.posts[posts].cohort_group else { return };
            let fte = self.per_person.min(self.unpromised(model, posts));
            self.permanent.join(group, fte, week.number as f64);
            tally.teams[model.posts[posts].team].starters += fte;
        }
    }
}

/// How readily offers for posts are accepted, against the average role.
fn hiring_multiplier(week: &StaffWeek<'_>, posts: PostsId) -> f64 {
    week.values[week.model.service.role[week.model.posts[posts].role].hiring_multiplier]
}

/// Offers of this week to people from outside, in FTE, for `ready` FTE of posts
/// of usual readiness, where so many FTE are in the market.
fn market(week: &StaffWeek<'_>, ready: f64, in_market: f64) -> f64 {
    let recruitment = &week.model.service.workforce.recruitment;
    let exponent = week.values[recruitment.vacancy_exponent];
    let thin = if week.rates.advertised > 0.0 && in_market > 0.0 {
        (in_market / week.rates.advertised).powf(exponent - 1.0)
    } else {
        1.0
    };
    let offers = ready / week.rates.time_to_fill.0 * thin * week.now.hiring;
    let ceiling = recruitment.market_ceiling_per_year;
    ceiling.map_or(offers, |ceiling| offers.min(week.values[ceiling] / RUN_WEEKS_PER_YEAR))
}
