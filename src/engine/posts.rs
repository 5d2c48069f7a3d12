//! Posts: how many there are, and how many of them nobody fills.

use super::model::Model;
use super::opening_rates::posts_at_start;
use super::staff::Staff;
use crate::sampling::Values;

impl Staff {
    /// The posts now: those of the start at their level against it, and what
    /// levers have created, deleted or moved since.
    pub(super) fn set_establishment(&mut self, model: &Model, values: &Values, level: f64) {
        for (posts, now) in self.establishment.iter_mut().enumerate() {
            let at_start = self.posts_at_start[posts];
            *now = (at_start * level + posts_at_start(model, values, posts).2 - at_start).max(0.0);
        }
    }

    /// Permanent FTE in posts.
    pub(super) fn in_posts(&self, model: &Model, posts: usize) -> f64 {
        let groups = model.groups.iter().zip(&self.permanent.fte);
        groups.filter(|(group, _)| group.posts == posts).map(|(_, fte)| fte).sum()
    }

    /// Posts not filled by permanent staff, in FTE (agency cover does not fill them).
    pub(super) fn vacancy(&self, model: &Model, posts: usize) -> f64 {
        (self.establishment[posts] - self.in_posts(model, posts)).max(0.0)
    }
}
