//! The people of a trial, and the posts that they fill or leave vacant.

use super::effects::{Effects, Recruits};
use super::environment::Multipliers;
use super::ids::{By, GroupId, PostsId, TeamId};
use super::model::Model;
use super::people::{People, Person, Seat};
use super::rates::Rates;
use crate::sampling::{Streams, Values};

/// The people of a trial.
#[derive(Default)]
pub(super) struct Staff {
    pub(super) permanent: People,
    pub(super) agency: People,
    /// Leavers who work their notice: when they go, and their seat.
    pub(super) notices: Vec<(f32, Seat)>,
    /// Accepted offers: first day, and the posts.
    pub(super) offers: Vec<Offer>,
    /// Establishment of each posts, in FTE.
    pub(super) establishment: By<PostsId, f64>,
    /// That of the start.
    pub(super) establishment_at_start: By<PostsId, f64>,
    /// FTE of a person who starts.
    pub(super) per_person: f64,
    /// The smallest part of each posts that is filled: of small posts, or where people work few hours, less than usual.
    pub(super) smallest_post: By<PostsId, f64>,
    /// Agency FTE and vacancies of each posts at the start.
    pub(super) agency_at_start: By<PostsId, f64>,
    pub(super) vacancies_at_start: By<PostsId, f64>,
    /// Room to work in, one value for each posts.
    pub(super) scratch: By<PostsId, f64>,
    /// Agency FTE of each posts at the start of the week, temporary workers left out.
    pub(super) agency_before: By<PostsId, f64>,
    /// Temporary workers of each posts, in FTE, who are agency staff beside the posts.
    pub(super) temporary: By<PostsId, f64>,
}

/// An accepted offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub(super) starts: f32,
    pub(super) posts: PostsId,
    pub(super) fte: f64,
}

/// What a week of staff needs to know.
pub(super) struct StaffWeek<'a> {
    pub(super) model: &'a Model,
    pub(super) values: &'a Values,
    pub(super) rates: &'a Rates,
    pub(super) streams: &'a Streams,
    pub(super) now: Multipliers,
    /// Number of the week, from 0.
    pub(super) number: usize,
    /// For each team, the factor of pressure on leaving.
    pub(super) pressure_on_leaving: &'a By<TeamId, f64>,
    /// What is true of those who come by each campaign; one for each lever.
    pub(super) recruits: &'a [Recruits],
    /// What levers do this month beside changing numbers.
    pub(super) effects: &'a Effects,
    /// For each group, cases that one FTE holds now (permanent staff, agency workers).
    pub(super) cases_per_fte: &'a By<GroupId, (f64, f64)>,
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
    /// The posts now: those of the start at their level against it, and what
    /// levers have created, deleted or moved since.
    pub(super) fn set_establishment(&mut self, model: &Model, values: &Values, level: f64) {
        for (posts, now) in self.establishment.each_mut() {
            let at_start = self.establishment_at_start[posts];
            *now = (at_start * level + model.at_start(values, posts).establishment - at_start).max(0.0);
        }
    }

    /// Permanent FTE in posts.
    pub(super) fn in_posts(&self, model: &Model, posts: PostsId) -> f64 {
        let groups = model.groups.iter().zip(&self.permanent.fte);
        groups.filter(|(group, _)| group.posts == posts).map(|(_, fte)| fte).sum()
    }

    /// Posts not filled by permanent staff, in FTE (agency cover does not fill them).
    pub(super) fn vacancy(&self, model: &Model, posts: PostsId) -> f64 {
        (self.establishment[posts] - self.in_posts(model, posts)).max(0.0)
    }

    /// Vacant FTE for which no offer is accepted.
    pub(super) fn unpromised(&self, model: &Model, posts: PostsId) -> f64 {
        let offers = self.offers.iter().filter(|offer| offer.posts == posts);
        (self.vacancy(model, posts) - offers.map(|offer| offer.fte).sum::<f64>()).max(0.0)
    }

    /// Vacant posts, each with a chance in proportion to its vacant FTE, among those that fit.
    pub(super) fn vacant_posts(
        &self,
        model: &Model,
        uniform: f64,
        fits: impl Fn(PostsId) -> bool,
    ) -> Option<PostsId> {
        let vacant =
            |posts: &PostsId| fits(*posts) && self.unpromised(model, *posts) >= self.smallest_post[*posts];
        let all = || model.posts.ids().filter(vacant);
        let mut left = uniform * all().map(|posts| self.unpromised(model, posts)).sum::<f64>();
        all().find(|posts| {
            left -= self.unpromised(model, *posts);
            left < 0.0
        })
    }

    /// FTE of people who work their notice in posts.
    pub(super) fn in_notice(&self, model: &Model, into: &mut By<PostsId, f64>) {
        into.fill(0.0);
        for (_, seat) in &self.notices {
            if let Some((group, person)) = self.permanent.get(*seat) {
                into[model.groups[group].posts] += person.fte;
            }
        }
    }
}
