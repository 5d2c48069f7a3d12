//! Pay and prices.

use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Pay and prices.
    pub struct Money {
        /// Employer's on-costs (pension, national insurance), as a share of pay.
        #[say("employer's on-costs, against pay")]
        #[shown_as(kinds::SHARE)]
        #[believable(0.0, 0.8)]
        on_costs: number(kinds::FACTOR) = 0.0;
        /// Rise of pay and prices each April.
        #[say("rise of pay and prices each April")]
        #[believable(-0.05, 0.15)]
        award_per_year: number(kinds::CHANGE) = 0.0;
        /// Cost of an agency worker against a permanent one in the same role, on-costs included.
        #[say("cost of an agency worker against a permanent one in the same role, on-costs included")]
        #[believable(0.5, 4.0)]
        agency_multiple: number(kinds::PRICE) = 1.0;
        /// Cost of each starter: advertising, checks, induction.
        #[say("cost of each starter")]
        #[believable(50.0, 60_000.0)]
        cost_per_starter: number(kinds::POUNDS) = 0.0;
        /// Discount a year on costs at the prices of the start, for what an option costs in all (3.5% in the Green Book of HM Treasury).
        #[say("discount a year on costs")]
        #[believable(0.0, 0.15)]
        discount_rate: number(kinds::SHARE) = 0.035;
    }
}
