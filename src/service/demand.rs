//! Who asks for help, how often, and who comes back.

use super::environment::Factor;
use super::section::section;
use crate::uncertain::kinds;

section! {
    /// Referrals.
    pub struct Demand {
        /// Where referrals come from; one source is enough.
        source: named(Source);
        /// Referrals of each month against the average month, for sources without a season of their own.
        season: section(Season);
        /// Coefficient of variation of the monthly level beyond Poisson chance (0.14 at a typical council).
        noise_cv: number(kinds::SPREAD) = 0.0;
        /// Correlation of that noise from one month to the next.
        noise_persistence: number(kinds::PERSISTENCE) = 0.0;
        /// Level of all sources at the start against the numbers given for them, for what is not known of it.
        level: number(kinds::SOME_FACTOR) = 1.0;
        /// How far what follows the first stage moves with the level of referrals as it drifts: 1 in full, 0 not at all.
        onward_exponent: number(kinds::EXPONENT) = 1.0;
        /// Growth of the level a year; 0.02 is 2% more each year.
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// Children who come back.
        rereferral: section(Rereferral);
        /// All children in need, whoever works with them.
        children_in_need: maybe(ChildrenInNeed);
    }
}

section! {
    /// A source of referrals.
    pub struct Source {
        /// What the source is called in charts and tables; its key if left out.
        title: plain(String) = String::new();
        /// Referrals in a usual year, children who come back included.
        per_year: number(kinds::PER_YEAR);
        /// The stages in which they begin, each with its share; the rest needs no further action.
        enters: numbers(kinds::SHARE);
        /// Whether they count as referrals. False for arrivals that bypass the front door, such as
        /// unaccompanied children.
        referral: plain(bool) = true;
        /// Whether children who come back may do so through this source. Its `per_year` then includes them.
        takes_returns: plain(bool) = true;
        /// Growth of this source a year, on top of the growth of all.
        trend_per_year: number(kinds::CHANGE) = 0.0;
        /// A season of its own.
        season: maybe(Season);
    }
}

section! {
    /// Each month against the average month. The twelve are scaled to a mean of 1.
    pub struct Season {
        /// January.
        january: number(kinds::SOME_FACTOR) = 1.0;
        /// February.
        february: number(kinds::SOME_FACTOR) = 1.0;
        /// March.
        march: number(kinds::SOME_FACTOR) = 1.0;
        /// April.
        april: number(kinds::SOME_FACTOR) = 1.0;
        /// May.
        may: number(kinds::SOME_FACTOR) = 1.0;
        /// June.
        june: number(kinds::SOME_FACTOR) = 1.0;
        /// July.
        july: number(kinds::SOME_FACTOR) = 1.0;
        /// August.
        august: number(kinds::SOME_FACTOR) = 1.0;
        /// September.
        september: number(kinds::SOME_FACTOR) = 1.0;
        /// October.
        october: number(kinds::SOME_FACTOR) = 1.0;
        /// November.
        november: number(kinds::SOME_FACTOR) = 1.0;
        /// December.
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
        share_within_12_months: number(kinds::SHARE) = 0.0;
        /// The same for referrals that needed no further action; as above if left out.
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
        at_start: number(kinds::CASES);
        /// How their number follows the open cases of all stages: 0.3 means that 10% more cases go with 3% more
        /// children in need.
        follows_cases: number(kinds::EXPONENT) = 1.0;
        /// What changes from year to year beside that.
        changes: section(Factor);
    }
}

section! {
    /// Published figures of the twelve months before the start. Those left out are taken from the
    /// scenario's own rates.
    pub struct Past {
        /// Referrals.
        referrals: optional(kinds::PER_YEAR);
        /// Referrals of children who came back within twelve months.
        rereferrals: optional(kinds::PER_YEAR);
        /// Permanent staff who left.
        leavers_fte: optional(kinds::FTE);
    }
}
