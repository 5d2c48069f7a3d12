//! How work and staff act on each other.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Work against capacity.
    pub struct Workload {
        /// Load over capacity of a team above which new cases wait for a worker.
        #[say("load over capacity above which new cases wait")]
        ceiling_ratio: number(kinds::SOME_FACTOR) = 100.0;
        /// How many staff hold cases, as cases and staff change.
        #[say("how many staff hold cases")]
        case_holding: section(CaseHolding);
        /// Caseload above which a case-holder counts as over the limit.
        #[say("caseload above which a case-holder counts as over the limit")]
        #[believable(2.0, 100.0)]
        caseload_limit: number(kinds::CASES) = 20.0;
        /// What pressure does. Pressure is load over capacity, against the team's reference.
        #[say("effect of pressure of work")]
        pressure: section(Pressure);
    }
}

section! {
    /// How many of the staff hold cases, as cases and staff change from year to year.
    pub struct CaseHolding {
        /// How case-holders follow the cases held: 0.5 means that 10% more cases bring 5% more case-holders among
        /// the same staff.
        #[say("how they follow the cases held (1 in proportion)")]
        #[shown_as(kinds::EXPONENT)]
        follows_cases: number(kinds::SHARE) = 0.0;
        /// How case-holders follow staff where their number changes with the environment of posts and agency cover:
        /// 0.5 means that 10% more staff are 5% more case-holders. What levers change always counts in full.
        #[say("how they follow the number of staff (1 in proportion)")]
        #[shown_as(kinds::EXPONENT)]
        follows_staff: number(kinds::SHARE) = 1.0;
    }
}

section! {
    /// Exponents of what pressure does: an effect is pressure raised to this power. 0 means none.
    pub struct Pressure {
        /// On leaving.
        #[say("on leaving, as an exponent")]
        #[believable(-3.0, 3.0)]
        leaving: number(kinds::EXPONENT) = 0.0;
        /// On absence.
        #[say("on absence, as an exponent")]
        #[believable(-3.0, 3.0)]
        absence: number(kinds::EXPONENT) = 0.0;
        /// On slowness: cases move on at a pace of pressure to the power of minus this.
        #[say("on how slowly cases move on, as an exponent")]
        #[believable(-3.0, 3.0)]
        pace: number(kinds::EXPONENT) = 0.0;
        /// On closing in place of a further stage, and on coming back after closing.
        #[say("on closing early and coming back, as an exponent")]
        #[believable(-3.0, 3.0)]
        early_closing: number(kinds::EXPONENT) = 0.0;
        /// Of the share of manager posts filled (against the start) on the team's capacity.
        #[say("of unfilled manager posts on capacity, as an exponent")]
        #[believable(-3.0, 3.0)]
        management: number(kinds::EXPONENT) = 0.0;
    }
}
