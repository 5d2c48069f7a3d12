//! What changes from year to year, for the whole service at once.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// What changes from year to year.
    pub struct Environment {
        /// On the level of referrals and other arrivals.
        #[say("level of referrals, from year to year")]
        demand: section(Factor);
        /// On leaving.
        #[say("leaving, from year to year")]
        leaving: section(Factor);
        /// On filling vacancies.
        #[say("filling vacancies, from year to year")]
        hiring: section(Factor);
        /// On the agency cover wanted.
        #[say("agency cover wanted, from year to year")]
        agency: section(Factor);
        /// On absence.
        #[say("absence, from year to year")]
        absence: section(Factor);
        /// On funded posts. Not used with `posts = "as_funded"`.
        #[say("funded posts, from year to year")]
        establishment: section(Factor);
        /// On how many staff hold cases.
        #[say("how many staff hold cases, from year to year")]
        case_holding: section(Factor);
        /// On how many of the closed come back within twelve months.
        #[say("children who come back, from year to year")]
        rereferral: section(Factor);
    }
}

section! {
    /// A multiplier that changes over time, on the log scale: a drift without a way back, and a
    /// swing about the usual level. Both may be nil.
    pub struct Factor {
        /// Growth a year; 0.02 is 2% more each year.
        #[say("growth")]
        #[believable(-0.3, 0.4)]
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// Standard deviation of the drift after one year, from a known level at the start (a random walk).
        #[say("drift, standard deviation over a year")]
        #[believable(0.0, 2.0)]
        drift_sd_per_year: number(kinds::SPREAD) = 0.0;
        /// Standard deviation of the swing about the usual level.
        #[say("swing, standard deviation")]
        #[believable(0.0, 2.5)]
        swing_sd: number(kinds::SPREAD) = 0.0;
        /// How much of a swing is left a year later.
        #[say("how much of a swing is left a year later")]
        swing_persistence_per_year: number(kinds::PERSISTENCE) = 0.0;
        /// How far the start stands above the usual level, on the log scale: it fades as a swing does. For
        /// quantities whose level is known at the start: not for leaving, hiring and absence.
        #[say("how far above its usual level at the start")]
        swing_at_start: number(kinds::DEVIATION) = 0.0;
    }
}
