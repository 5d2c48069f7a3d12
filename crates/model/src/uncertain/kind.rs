//! What sort of number a parameter is: its unit and its limits.

/// The unit and the limits of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// The unit, in words.
    pub unit: &'static str,
    /// The lowest possible value.
    pub low: f64,
    /// Whether the lowest value itself is impossible.
    pub above_low: bool,
    /// The highest possible value.
    pub high: f64,
    /// What such a number is, for messages: "a share lies between 0 and 1".
    pub rule: &'static str,
    /// The remedy, for messages.
    pub remedy: &'static str,
}

impl Kind {
    /// Whether a value is possible.
    pub fn allows(&self, value: f64) -> bool {
        value.is_finite()
            && value <= self.high
            && if self.above_low { value > self.low } else { value >= self.low }
    }

    /// Whether it says what something costs: such a number moves cost, and nothing else.
    pub fn is_price(&self) -> bool {
        [kinds::POUNDS, kinds::PRICE].contains(self)
    }

    /// The possible value nearest to `value`.
    pub fn clamp(&self, value: f64) -> f64 {
        let low = if self.above_low { self.low + f64::EPSILON.max(self.low.abs() * 1e-12) } else { self.low };
        value.clamp(low, self.high)
    }
}

/// The kinds that parameters use.
pub mod kinds {
    use super::Kind;

    /// The most referrals a year and the most cases of a scenario: all of England has some 650,000 referrals a year, and
    /// some 400,000 children in need.
    pub const MOST_CASES: f64 = 1e6;
    /// The most staff of a scenario: all of England has some 35,000 social workers in post.
    pub const MOST_FTE: f64 = 100_000.0;

    const fn from_nil(unit: &'static str, high: f64, rule: &'static str, remedy: &'static str) -> Kind {
        Kind { unit, low: 0.0, above_low: false, high, rule, remedy }
    }

    /// A share of a whole.
    pub const SHARE: Kind = Kind {
        unit: "share",
        low: 0.0,
        above_low: false,
        high: 1.0,
        rule: "a share lies between 0 and 1",
        remedy: "write 12% as 0.12",
    };
    /// Events a year for each one there is.
    pub const RATE: Kind =
        from_nil("a year", 50.0, "a yearly rate lies between 0 and 50", "write 16% a year as 0.16");
    /// A count in each year.
    pub const PER_YEAR: Kind = from_nil(
        "a year",
        MOST_CASES,
        "a yearly number lies between 0 and 1 million",
        "give the number in a usual year",
    );
    /// A time in weeks.
    pub const WEEKS: Kind =
        from_nil("weeks", 5_200.0, "a time lies between 0 and 5,200 weeks", "give the time in weeks");
    /// A time in weeks that cannot be nil.
    pub const SOME_WEEKS: Kind =
        Kind { low: 0.01, rule: "a mean time lies between 0.01 and 5,200 weeks", ..WEEKS };
    /// A time in months.
    pub const MONTHS: Kind =
        from_nil("months", 1_200.0, "a time lies between 0 and 1,200 months", "give the time in months");
    /// A time in years.
    pub const YEARS: Kind =
        from_nil("years", 100.0, "a time lies between 0 and 100 years", "give the time in years");
    /// A time in months that cannot be nil.
    pub const SOME_MONTHS: Kind =
        Kind { above_low: true, rule: "a time is more than 0 and at most 1,200 months", ..MONTHS };
    /// Working days.
    pub const WORKING_DAYS: Kind = Kind {
        above_low: true,
        ..from_nil(
            "working days",
            5_000.0,
            "a limit is more than 0 and at most 5,000 working days",
            "the limit for assessments is 45",
        )
    };
    /// Full-time-equivalent staff or posts.
    pub const FTE: Kind = from_nil(
        "FTE",
        MOST_FTE,
        "a number of staff lies between 0 and 100,000 FTE",
        "give full-time equivalents",
    );
    /// A number of cases.
    pub const CASES: Kind = from_nil(
        "cases",
        MOST_CASES,
        "a number of cases lies between 0 and 1 million",
        "give a count of children",
    );
    /// A number of people or of families.
    pub const PEOPLE: Kind =
        from_nil("people", 100_000.0, "a number of people lies between 0 and 100,000", "give a headcount");
    /// A count in each month.
    pub const PER_MONTH: Kind = from_nil(
        "a month",
        100_000.0,
        "a monthly number lies between 0 and 100,000",
        "give the number in a month",
    );
    /// Any number, in the unit of what it changes.
    pub const AMOUNT: Kind = Kind {
        unit: "as what it changes",
        low: -1e10,
        above_low: false,
        high: 1e10,
        rule: "an amount lies between -10 and 10 billion",
        remedy: "give it in the unit of the number that it changes",
    };
    /// A share by which something falls; negative if it rises.
    pub const EFFECT: Kind = Kind {
        unit: "share",
        low: -1.0,
        above_low: false,
        high: 1.0,
        rule: "an effect lies between -1 and 1",
        remedy: "write 15% as 0.15; 0 means no effect",
    };
    /// Pounds.
    pub const POUNDS: Kind = from_nil(
        "£",
        1e10,
        "an amount lies between 0 and 10 billion pounds",
        "give the amount in pounds, without sign or commas",
    );
    /// A multiple of something.
    pub const FACTOR: Kind =
        Kind { ..from_nil("times", 100.0, "a multiple lies between 0 and 100", "1 means no change") };
    /// A multiple that cannot be nil.
    pub const SOME_FACTOR: Kind =
        Kind { above_low: true, rule: "a multiple is more than 0 and at most 100", ..FACTOR };
    /// A price as a multiple of another.
    pub const PRICE: Kind = Kind { rule: "a price lies between 0 and 100 times the other", ..FACTOR };
    /// First, second and so on.
    pub const ORDER: Kind = Kind { unit: "order", ..SOME_FACTOR };
    /// A pace, against the usual.
    pub const PACE: Kind =
        Kind { low: 0.1, high: 2.0, rule: "a pace lies between 0.1 and 2 times the usual", ..FACTOR };
    /// The exponent of an effect.
    pub const EXPONENT: Kind = Kind {
        unit: "exponent",
        low: -5.0,
        above_low: false,
        high: 5.0,
        rule: "an exponent lies between -5 and 5",
        remedy: "0 means no effect; 0.2 means that 10% more pressure has 2% more effect",
    };
    /// Per cent of change for one per cent more pay.
    pub const ELASTICITY: Kind = Kind {
        low: -20.0,
        high: 0.0,
        rule: "an elasticity of leaving lies between -20 and 0",
        remedy: "-2 means that leaving falls by about 2% for 1% more pay; 0 means no effect",
        ..EXPONENT
    };
    /// A relative change that may be negative.
    pub const CHANGE: Kind = Kind {
        unit: "share a year",
        low: -0.9,
        above_low: false,
        high: 9.0,
        rule: "a yearly change lies between -0.9 and 9",
        remedy: "write a fall of 3% a year as -0.03",
    };
    /// A standard deviation on the log scale, or of a share.
    pub const SPREAD: Kind =
        from_nil("standard deviation", 3.0, "a spread lies between 0 and 3", "0.16 means about 16%");
    /// How far something stands above the usual on the log scale; negative if below.
    pub const DEVIATION: Kind = Kind {
        unit: "logarithm",
        low: -3.0,
        above_low: false,
        high: 3.0,
        rule: "a deviation lies between -3 and 3",
        remedy: "0 means as usual; 0.1 means about 10% above, -0.1 about 10% below",
    };
    /// How much of a deviation is left after one period.
    pub const PERSISTENCE: Kind = Kind {
        unit: "share left",
        high: 0.999,
        rule: "a persistence lies between 0 and 0.999",
        remedy: "0.3 means that 30% of a deviation is left one period later",
        ..SHARE
    };
    /// A part of one full-time post that one person works.
    pub const PERSON: Kind = Kind {
        unit: "FTE a person",
        low: 0.05,
        above_low: false,
        high: 1.0,
        rule: "one person works between 0.05 and 1 FTE",
        remedy: "divide the FTE in post by the headcount",
    };
}
