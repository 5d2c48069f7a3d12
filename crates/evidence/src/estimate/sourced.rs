//! Numbers and ranges with where they come from, apart from how a file writes them.

/// A number or a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Range {
    /// A number that is known.
    Value(f64),
    /// A normal distribution.
    Normal { mean: f64, sd: f64 },
    /// The interval that holds the middle 80%.
    Interval80(f64, f64),
    /// Least, most likely and greatest.
    Pert([f64; 3]),
}

/// A number or a range, to so many decimals as it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) range: Range,
    pub(super) places: usize,
}

/// A number or range with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sourced {
    pub(super) number: Number,
    pub(super) source: String,
    pub(super) quality: &'static str,
    /// Empty if there is nothing to note.
    pub(super) note: String,
}

impl Number {
    /// With where it comes from.
    pub(super) fn from(self, source: impl Into<String>, quality: &'static str) -> Sourced {
        Sourced { number: self, source: source.into(), quality, note: String::new() }
    }

    /// A judgement.
    pub(super) fn judged(self) -> Sourced {
        self.from("judgement", "low")
    }
}

impl Sourced {
    /// With a note.
    pub(super) fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// A number that is known.
pub(super) fn value(value: f64, places: usize) -> Number {
    Number { range: Range::Value(value), places }
}

/// A normal distribution.
pub(super) fn normal(mean: f64, sd: f64, places: usize) -> Number {
    Number { range: Range::Normal { mean, sd }, places }
}

/// An 80% interval.
pub(super) fn interval(low: f64, high: f64, places: usize) -> Number {
    Number { range: Range::Interval80(low, high), places }
}

/// Least, most likely and greatest, whole numbers.
pub(super) fn pert(points: [f64; 3]) -> Number {
    Number { range: Range::Pert(points), places: 0 }
}

/// How many standard deviations an 80% interval reaches to each side.
const REACH: f64 = 1.2816;

/// The 80% interval of a number whose logarithm has this standard deviation.
pub(super) fn log_interval(middle: f64, sd: f64, places: usize) -> Number {
    interval(middle * (-REACH * sd).exp(), middle * (REACH * sd).exp(), places)
}

/// The same of a share. The range of a share is symmetric on the scale of log
/// odds, so that is where it is laid about its middle.
pub(super) fn share_interval(middle: f64, sd: f64, places: usize) -> Number {
    let (odds, reach) = (middle / (1.0 - middle), REACH * sd / (1.0 - middle));
    let share = |odds: f64| odds / (1.0 + odds);
    interval(share(odds * (-reach).exp()), share(odds * reach.exp()), places)
}
