//! How work and staff act on each other.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Work against capacity.
    pub struct Workload {
        /// Load over capacity of a team above which new cases wait for a worker.
        ceiling_ratio: number(kinds::SOME_FACTOR) = 100.0;
        /// How the staff who hold cases follow the number of cases held: 0.5 means that 10% more cases
        /// bring 5% more case-holders among the same staff.
        case_holding_exponent: number(kinds::SHARE) = 0.0;
        /// Caseload above which a case-holder counts as over the limit.
        caseload_limit: number(kinds::CASES) = 20.0;
        /// What pressure does. Pressure is load over capacity, against the team's reference.
        pressure: section(Pressure);
    }
}

section! {
    /// Exponents of what pressure does: an effect is pressure raised to this power. 0 means none.
    pub struct Pressure {
        /// On leaving.
        leaving: number(kinds::EXPONENT) = 0.0;
        /// On absence.
        absence: number(kinds::EXPONENT) = 0.0;
        /// On slowness: cases move on at a pace of pressure to the power of minus this.
        pace: number(kinds::EXPONENT) = 0.0;
        /// On closing in place of a further stage, and on coming back after closing.
        early_closing: number(kinds::EXPONENT) = 0.0;
        /// Of the share of manager posts filled (against the start) on the team's capacity.
        management: number(kinds::EXPONENT) = 0.0;
    }
}
