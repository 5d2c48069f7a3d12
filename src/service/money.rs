//! Pay and prices.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Pay and prices.
    pub struct Money {
        /// Employer's on-costs (pension, national insurance), as a share of pay.
        on_costs: number(kinds::FACTOR) = 0.0;
        /// Rise of pay and prices each April.
        award_per_year: number(kinds::CHANGE) = 0.0;
        /// Cost of an agency worker against a permanent one in the same role, on-costs included.
        agency_multiple: number(kinds::FACTOR) = 1.0;
        /// Cost of each starter: advertising, checks, induction.
        cost_per_starter: number(kinds::POUNDS) = 0.0;
        /// Discount a year on costs at the prices of the start, for what an option costs in all (3.5% in the Green Book of HM Treasury).
        discount_rate: number(kinds::SHARE) = 0.035;
    }
}
