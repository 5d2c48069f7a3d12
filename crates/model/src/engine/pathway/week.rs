//! What a week of cases is given.

use crate::engine::ids::{By, StageId, TeamId};
use crate::engine::model::Model;
use crate::engine::rates::Rates;

/// What holds for the teams during one week.
#[derive(Default)]
pub(in crate::engine) struct TeamWeek {
    /// Cases that the team can carry.
    pub(in crate::engine) capacity: By<TeamId, f64>,
    /// Load at which new cases begin to wait.
    pub(in crate::engine) ceiling: By<TeamId, f64>,
    /// Weeks of work done in this week.
    pub(in crate::engine) pace: By<TeamId, f64>,
    /// Factor on early closing and on coming back.
    pub(in crate::engine) early_closing: By<TeamId, f64>,
}

/// What a week of cases needs to know.
pub(in crate::engine) struct Week<'a> {
    pub(in crate::engine) model: &'a Model,
    pub(in crate::engine) rates: &'a Rates,
    pub(in crate::engine) teams: &'a TeamWeek,
    /// How much likelier than usual a case goes on from the first stage (equation D7).
    pub(in crate::engine) onward: f64,
    /// Share of those who would enter each stage which levers keep from it (equation L8a).
    pub(in crate::engine) kept_from: &'a By<StageId, f64>,
    /// How long cases stay in each stage, against the start.
    pub(in crate::engine) stays: &'a [f64],
    /// How much likelier than usual those who are closed come back.
    pub(in crate::engine) returning: f64,
    /// Number of the week, from 0.
    pub(in crate::engine) number: usize,
}
