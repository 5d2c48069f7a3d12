//! Why no scenario can be made.

use std::fmt;

use crate::published::Year;

/// Why no scenario can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotEstimate {
    /// No figures of the workforce for the year.
    NoSuchYear {
        /// The year asked for.
        asked: Year,
        /// The first and the last year that there are.
        known: (Year, Year),
    },
    /// Something that is needed was never published for anyone.
    Missing(&'static str),
}

impl fmt::Display for CannotEstimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchYear { asked, known: (first, last) } => {
                write!(
                    f,
                    "there are no figures of the workforce for {asked}: choose a year from {first} to {last}"
                )
            }
            Self::Missing(what) => write!(f, "the figures hold nothing on {what}"),
        }
    }
}

impl std::error::Error for CannotEstimate {}
