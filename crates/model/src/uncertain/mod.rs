//! Parameters: a number or a range, with its unit, limits and source.

mod kind;
mod distribution;
mod read;
mod schema;

pub use distribution::Distribution;
pub use kind::{Kind, kinds};
pub use read::{is_range, is_reserved, read_number};
pub use schema::range_schema;

use crate::document::Place;

/// A parameter as the scenario gives it.
#[derive(Clone, Debug)]
pub struct Uncertain {
    /// The number, or the range of numbers.
    pub quantity: Quantity,
    /// Where the number comes from.
    pub provenance: Provenance,
    /// Where it was written; absent for a default.
    pub place: Option<Place>,
}

/// One number, or a distribution of numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// Known: the same in every trial.
    Known(f64),
    /// Drawn once for each trial.
    Drawn(Distribution),
}

/// Where a number comes from and how good it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Publication, or "judgement".
    pub source: String,
    /// How good it is, if the scenario says so.
    pub quality: Option<Quality>,
    /// Anything else that a reader should know.
    pub note: String,
    /// Who answers for the number.
    pub owner: String,
    /// When it is to be looked at again.
    pub review: String,
}

/// How good the evidence for a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Judgement, or a single weak study.
    Low,
    /// Indirect, or old.
    Medium,
    /// A published count, or several studies that agree.
    High,
}

impl Quality {
    /// As scenarios write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The quality that scenarios write so.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High].into_iter().find(|quality| quality.name() == name)
    }
}

impl Quantity {
    /// The key under which scenarios write it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Known(_) => "value",
            Self::Drawn(distribution) => distribution.key(),
        }
    }
}

impl Uncertain {
    /// A number that is known and stands in no file.
    pub fn known(value: f64) -> Self {
        Self { quantity: Quantity::Known(value), provenance: Provenance::default(), place: None }
    }

    /// The value at probability `p` (0 to 1) of a range that is cut off at the
    /// limits of its kind.
    pub fn quantile(&self, p: f64, kind: &Kind) -> f64 {
        match &self.quantity {
            Quantity::Known(value) => *value,
            Quantity::Drawn(distribution) => distribution.quantile_within(p, kind),
        }
    }

    /// The middle of the range: its median.
    pub fn central(&self, kind: &Kind) -> f64 {
        self.quantile(0.5, kind)
    }
}
