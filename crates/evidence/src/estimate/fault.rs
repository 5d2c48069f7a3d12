//! Why no scenario can be made.

use std::fmt;

use crate::published::Year;
use model::english::list;

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
    /// What follows from the figures of a council cannot be together.
    Contradictory {
        /// The council.
        council: String,
        /// The year of the scenario.
        year: Year,
        /// What `staffcast check` would say of the scenario.
        faults: Vec<String>,
        /// The figures, in words.
        figures: Vec<String>,
    },
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
            Self::Contradictory { council, year, faults, figures } => {
                writeln!(
                    f,
                    "the figures of {council} contradict each other, so that they make no scenario as of {year}:"
                )?;
                for fault in faults {
                    writeln!(f, "  - {fault}")?;
                }
                writeln!(f, "  it would rest on {}", list(figures))?;
                write!(
                    f,
                    "  help: correct the figures that are wrong (warnings name file and line of those that are hard to believe), \
                     or leave their cells empty: then neighbours stand in"
                )
            }
        }
    }
}

impl std::error::Error for CannotEstimate {}
