//! Who asks for help, how often, and who comes back.

use super::environment::Factor;
use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Referrals.
    pub struct Demand {
        /// Where referrals come from; one source is enough.
        #[say("{}")]
        source: named(Source; Source);
        /// Referrals of each month against the average month, for sources without a season of their own.
        season: section(Season);
        /// Coefficient of variation of the monthly level beyond Poisson chance (0.14 at a typical council).
        #[say("monthly noise, as a share of the level")]
        #[believable(0.0, 1.0)]
        noise_cv: number(kinds::SPREAD) = 0.0;
        /// Correlation of that noise from one month to the next.
        #[say("how much of the noise of a month is left in the next")]
        noise_persistence: number(kinds::PERSISTENCE) = 0.0;
        /// Level of all sources at the start against the numbers given for them, for what is not known of it.
        #[say("level at the start against the numbers given")]
        #[believable(0.2, 5.0)]
        level: number(kinds::SOME_FACTOR) = 1.0;
        /// How far what follows the first stage moves with the level of referrals as it drifts: 1 in full, 0 not at all.
        #[say("how far later stages move with referrals as they drift")]
        onward_exponent: number(kinds::EXPONENT) = 1.0;
        /// Growth of the level a year; 0.02 is 2% more each year.
        #[say("growth")]
        #[believable(-0.4, 0.6)]
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// Children who come back.
        #[say("children who come back")]
        rereferral: section(Rereferral);
        /// All children in need, whoever works with them.
        #[say("all children in need")]
        children_in_need: maybe(ChildrenInNeed);
    }
}

section! {
    /// A source of referrals.
    pub struct Source {
        /// What the source is called in charts and tables; its key if left out.
        title: plain(String) = String::new();
        /// Referrals in a usual year, children who come back included.
        #[say("referrals in a usual year, children who come back included")]
        per_year: number(kinds::PER_YEAR);
        /// The stages in which they begin, each with its share; the rest needs no further action.
        #[say("share that begins in {stage}")]
        enters: numbers(kinds::SHARE; Stage);
        /// Whether they count as referrals. False for arrivals that bypass the front door, such as
        /// unaccompanied children.
        referral: plain(bool) = true;
        /// Whether children who come back may do so through this source. Its `per_year` then includes them.
        takes_returns: plain(bool) = true;
        /// Growth of this source a year, on top of the growth of all.
        #[say("growth")]
        #[believable(-0.4, 0.6)]
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// A season of its own.
        season: maybe(Season);
    }
}

section! {
    /// Each month against the average month. The twelve are scaled to a mean of 1.
    pub struct Season {
        /// January.
        #[say("January against the average month")]
        #[believable(0.2, 4.0)]
        january: number(kinds::SOME_FACTOR) = 1.0;
        /// February.
        #[say("February against the average month")]
        #[believable(0.2, 4.0)]
        february: number(kinds::SOME_FACTOR) = 1.0;
        /// March.
        #[say("March against the average month")]
        #[believable(0.2, 4.0)]
        march: number(kinds::SOME_FACTOR) = 1.0;
        /// April.
        #[say("April against the average month")]
        #[believable(0.2, 4.0)]
        april: number(kinds::SOME_FACTOR) = 1.0;
        /// May.
        #[say("May against the average month")]
        #[believable(0.2, 4.0)]
        may: number(kinds::SOME_FACTOR) = 1.0;
        /// June.
        #[say("June against the average month")]
        #[believable(0.2, 4.0)]
        june: number(kinds::SOME_FACTOR) = 1.0;
        /// July.
        #[say("July against the average month")]
        #[believable(0.2, 4.0)]
        july: number(kinds::SOME_FACTOR) = 1.0;
        /// August.
        #[say("August against the average month")]
        #[believable(0.2, 4.0)]
        august: number(kinds::SOME_FACTOR) = 1.0;
        /// September.
        #[say("September against the average month")]
        #[believable(0.2, 4.0)]
        september: number(kinds::SOME_FACTOR) = 1.0;
        /// October.
        #[say("October against the average month")]
        #[believable(0.2, 4.0)]
        october: number(kinds::SOME_FACTOR) = 1.0;
        /// November.
        #[say("November against the average month")]
        #[believable(0.2, 4.0)]
        november: number(kinds::SOME_FACTOR) = 1.0;
        /// December.
        #[say("December against the average month")]
        #[believable(0.2, 4.0)]
        december: number(kinds::SOME_FACTOR) = 1.0;
    }
}

impl<N> Source<N> {
    /// Whether children who come back may do so through this source.
    pub fn takes_children_back(&self) -> bool {
        self.referral && self.takes_returns
    }
}

impl<N: Copy> Season<N> {
    /// The twelve, January first.
    pub fn months(&self) -> [N; 12] {
        [
            self.january,
            self.february,
            self.march,
            self.april,
            self.may,
            self.june,
            self.july,
            self.august,
            self.september,
            self.october,
            self.november,
            self.december,
        ]
    }
}

section! {
    /// Children who come back within twelve months of closing. Those who come back later are counted
    /// among the other referrals, as in the published statistics.
    pub struct Rereferral {
        /// Share of closed cases that come back within twelve months.
        #[say("share of closed cases that come back within twelve months")]
        #[believable(0.0, 0.6)]
        share_within_12_months: number(kinds::SHARE) = 0.0;
        /// The same for referrals that needed no further action; as above if left out.
        #[say("share that comes back after no further action")]
        #[believable(0.0, 0.6)]
        after_no_further_action: optional(kinds::SHARE);
        /// Shape of the Weibull time to coming back, 0.05 to 10; below 1 most come back soon.
        weibull_shape: plain(f64) = 0.45;
    }
}

section! {
    /// All children with an open case, whether a social worker holds it or not, as the census of children in need
    /// counts them.
    pub struct ChildrenInNeed {
        /// Their number at the start.
        #[say("their number at the start")]
        at_start: number(kinds::CASES);
        /// How their number follows the open cases of all stages: 0.3 means that 10% more cases go with 3% more
        /// children in need.
        #[say("how far their number follows the open cases")]
        follows_cases: number(kinds::EXPONENT) = 1.0;
        /// What changes from year to year beside that.
        #[say("all children in need, from year to year")]
        changes: section(Factor);
    }
}

section! {
    /// Published figures of the twelve months before the start. Those left out are taken from the
    /// scenario's own rates.
    pub struct Past {
        /// Referrals.
        #[say("referrals")]
        referrals: optional(kinds::PER_YEAR);
        /// Referrals of children who came back within twelve months.
        #[say("referrals of children who came back within twelve months")]
        rereferrals: optional(kinds::PER_YEAR);
        /// Permanent staff who left.
        #[say("permanent staff who left")]
        leavers_fte: optional(kinds::FTE);
    }
}
