//! The levers of a trial as they stand.

use super::dates::When;
use crate::engine::effects::{Effects, Recruits};
use crate::engine::ids::PostsId;

/// The levers of a trial.
#[derive(Default)]
pub(in crate::engine) struct Levers {
    pub(super) states: Vec<State>,
    /// The amounts of all changes of numbers, lever by lever.
    pub(super) amounts: Vec<f64>,
    /// Whether a number was changed last month.
    pub(super) changed: bool,
    /// From posts to posts, the people who are to follow them, in FTE: less
    /// than half a person.
    pub(super) to_follow: Vec<(PostsId, PostsId, f64)>,
    /// What is true of those who come by each campaign; one for each lever.
    pub(in crate::engine) recruits: Vec<Recruits>,
    /// What levers do this month beside changing numbers.
    pub(in crate::engine) now: Effects,
}

/// A lever in a trial.
pub(super) struct State {
    pub(super) when: When,
    /// Whether it has its effect at all.
    pub(super) delivered: bool,
    /// How far it acts this month, 0 to 1.
    pub(super) share: f64,
    /// Posts that it has moved, in FTE: this month, and as far as people have followed.
    pub(super) posts_moved: (f64, f64),
}
