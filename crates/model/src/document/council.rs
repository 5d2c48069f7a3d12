//! The scenario of a council, which rests on published figures: it stands in no file until somebody estimates it.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Fault;

/// Before the name of a council, in `extends`.
const COUNCIL: &str = "council:";
/// Between the name of a council and a year, in the path of its scenario.
const AS_OF: &str = " as of ";

/// The scenario of a council, as a file asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfCouncil {
    /// The council, by whatever name.
    pub name: String,
    /// The year up to which figures are used; the newest if there is none.
    pub as_of: Option<u16>,
}

/// The scenario of a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimated {
    /// The year up to which figures were used.
    pub as_of: u16,
    /// The whole scenario.
    pub text: String,
}

/// A reason why there is no such scenario.
#[derive(Clone, Debug)]
pub enum NoEstimate {
    /// The fault is with the council.
    Council(Fault),
    /// The fault is with the year.
    Year(Fault),
}

impl OfCouncil {
    /// The council that `extends` names, if it names one.
    pub fn named_by(extends: &str) -> Option<String> {
        let (scheme, name) = extends.split_at_checked(COUNCIL.len())?;
        scheme.eq_ignore_ascii_case(COUNCIL).then(|| name.trim().to_owned())
    }

    /// What stands for the path of a file: `council:Kent as of 2023`.
    pub fn path(&self) -> PathBuf {
        self.to_string().into()
    }

    /// The scenario with such a path.
    pub fn of_path(path: &Path) -> Option<Self> {
        let rest = path.to_str()?.strip_prefix(COUNCIL)?;
        let parts = rest.rsplit_once(AS_OF).and_then(|(name, year)| Some((name, year.parse().ok()?)));
        Some(match parts {
            Some((name, year)) => Self { name: name.to_owned(), as_of: Some(year) },
            None => Self { name: rest.to_owned(), as_of: None },
        })
    }
}

impl fmt::Display for OfCouncil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{COUNCIL}{}", self.name)?;
        self.as_of.map_or(Ok(()), |year| write!(f, "{AS_OF}{year}"))
    }
}
