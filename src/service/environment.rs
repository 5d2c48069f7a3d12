//! What changes from year to year, for the whole service at once.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// What changes from year to year.
    pub struct Environment {
        /// On the level of referrals and other arrivals.
        demand: section(Factor);
        /// On leaving.
        leaving: section(Factor);
        /// On filling vacancies.
        hiring: section(Factor);
        /// On the agency cover wanted.
        agency: section(Factor);
        /// On absence.
        absence: section(Factor);
        /// On funded posts.
        establishment: section(Factor);
        /// On how many staff hold cases.
        case_holding: section(Factor);
        /// On how many of the closed come back within twelve months.
        rereferral: section(Factor);
    }
}

section! {
    /// A multiplier that changes over time, on the log scale: a drift without a way back, and a
    /// swing about the usual level. Both may be nil.
    pub struct Factor {
        /// Growth a year; 0.02 is 2% more each year.
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// Standard deviation of the drift after one year, from a known level at the start (a random walk).
        drift_sd_per_year: number(kinds::SPREAD) = 0.0;
        /// Standard deviation of the swing about the usual level.
        swing_sd: number(kinds::SPREAD) = 0.0;
        /// How much of a swing is left a year later.
        swing_persistence_per_year: number(kinds::PERSISTENCE) = 0.0;
        /// How far the start stands above the usual level, on the log scale: it fades as a swing does. For
        /// quantities whose level is known at the start: not for leaving, hiring and absence.
        swing_at_start: number(kinds::DEVIATION) = 0.0;
    }
}
