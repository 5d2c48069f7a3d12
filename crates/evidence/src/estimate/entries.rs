//! What an estimate says of a council, by where it stands in a scenario.

use std::collections::BTreeMap;

use super::sourced::{Number, Sourced};

/// What stands at a place of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// A number or range of which the template has the source.
    Number(Number),
    /// A number or range with its source.
    Sourced(Sourced),
    /// A name or a title.
    Text(&'static str),
    /// A name or a title that a council gave.
    Words(String),
    /// A day, as `2023-09-30`.
    Day(String),
    /// Bands of durations: upper ends and shares.
    Bands(Vec<(f64, f64)>),
    /// Values by month, to so many decimals.
    Months(Vec<(String, f64)>, usize),
    /// Nothing: it is left out.
    Nothing,
}

impl From<Number> for Entry {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Sourced> for Entry {
    fn from(sourced: Sourced) -> Self {
        Self::Sourced(sourced)
    }
}

/// What an estimate says: entries by dotted path, and words for the gaps.
#[derive(Default)]
pub(super) struct Entries {
    /// In the order in which they were set.
    pub(super) by_path: Vec<(String, Entry)>,
    /// By the name of the gap.
    pub(super) words: BTreeMap<&'static str, String>,
}

impl Entries {
    /// Sets what stands at a place.
    pub(super) fn set(&mut self, path: impl Into<String>, entry: impl Into<Entry>) {
        self.by_path.push((path.into(), entry.into()));
    }

    /// Sets what stands at a place if that is so; else it is left out.
    pub(super) fn set_if(&mut self, is_there: bool, path: impl Into<String>, entry: impl Into<Entry>) {
        self.set(path, if is_there { entry.into() } else { Entry::Nothing });
    }

    /// Sets the words of a gap. Each line is a paragraph; one that begins with a space is taken as it is.
    pub(super) fn say(&mut self, gap: &'static str, words: impl Into<String>) {
        let before = self.words.insert(gap, words.into());
        debug_assert!(before.is_none(), "{gap} is said twice");
    }
}
