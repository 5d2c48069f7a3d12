//! What an import tells: what was taken and passed over, what changed, and what was checked.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::Cell;
use crate::published::Year;

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The file, as the user wrote it.
    pub file: String,
    /// The publication that it is, by its columns.
    pub release: &'static str,
    /// The table of ours that took it.
    pub table: &'static str,
    /// The columns of ours that it fills.
    pub columns: BTreeSet<&'static str>,
    /// The years that it holds.
    pub years: BTreeSet<Year>,
    /// Cells of ours that have a figure from it, or lines of a table without years.
    pub figures: usize,
    /// Cells of theirs without a figure, by their sign and what it means.
    pub missing: BTreeMap<(&'static str, &'static str), usize>,
    /// What was passed over, and how many rows (or columns) it had.
    pub passed_over: BTreeMap<PassedOver, usize>,
    /// Figures of councils counted together that have no sum: the area, the years and columns.
    pub no_sums: BTreeMap<String, BTreeSet<(Year, &'static str)>>,
    /// Codes that `areas.csv` does not know, taken by the name of the council.
    pub by_name: BTreeSet<(String, String)>,
    /// What else should be known.
    pub notes: Vec<String>,
}

/// What was passed over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassedOver {
    /// Rows of inner or outer London.
    HalfOfLondon,
    /// Rows of areas of another level.
    Level(String),
    /// Rows about something else.
    About(String),
    /// A column that is known and not kept.
    Column(String),
    /// Rows of authorities of a class without children's services.
    Class(String),
    /// Rows of a sheet that hold no judgement.
    NoJudgement(String),
}

impl Taken {
    pub(super) fn new(file: &str, release: &'static str, table: &'static str) -> Self {
        Self {
            file: file.to_owned(),
            release,
            table,
            columns: BTreeSet::new(),
            years: BTreeSet::new(),
            figures: 0,
            missing: BTreeMap::new(),
            passed_over: BTreeMap::new(),
            no_sums: BTreeMap::new(),
            by_name: BTreeSet::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn pass(&mut self, what: PassedOver) {
        *self.passed_over.entry(what).or_default() += 1;
    }

    /// Counts a cell that holds a sign.
    pub(super) fn miss(&mut self, cell: Cell) {
        if let Cell::Missing(sign, meaning) = cell {
            *self.missing.entry((sign, meaning)).or_default() += 1;
        }
    }

    pub(super) fn no_sum(&mut self, area: &str, year: Year, column: &'static str) {
        self.no_sums.entry(area.to_owned()).or_default().insert((year, column));
    }

    pub(super) fn by_name(&mut self, code: &str, name: &str) {
        self.by_name.insert((code.to_owned(), name.to_owned()));
    }

    pub(super) fn take(&mut self, column: &'static str, year: Year, has_figure: bool) {
        self.columns.insert(column);
        self.years.insert(year);
        self.figures += usize::from(has_figure);
    }
}

/// A cell that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: String,
    /// The area, or areas, by code.
    pub code: String,
    /// The year, or the day of an inspection; empty if there is none.
    pub year: String,
    /// Before; empty if there was no figure.
    pub before: String,
    /// Now; empty if there is none any more.
    pub now: String,
}

/// What a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A figure where there was none.
    New,
    /// Another figure.
    Revised,
    /// No figure where there was one.
    Withdrawn,
}

impl Change {
    /// What it is.
    pub fn kind(&self) -> ChangeKind {
        match (self.before.is_empty(), self.now.is_empty()) {
            (true, _) => ChangeKind::New,
            (false, true) => ChangeKind::Withdrawn,
            (false, false) => ChangeKind::Revised,
        }
    }

    /// By how much a figure moved, as a share of what it was; 0 if that cannot be said.
    pub fn relative(&self) -> f64 {
        let (before, now) = (self.before.parse::<f64>(), self.now.parse::<f64>());
        match (before, now) {
            (Ok(before), Ok(now)) if before != 0.0 => (now - before) / before,
            _ => 0.0,
        }
    }
}

/// A check of the figures that came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// How many could be checked.
    pub checked: usize,
    /// How many could not, since a figure is missing.
    pub unchecked: usize,
    /// Those that do not hold, each in a sentence.
    pub broken: Vec<String>,
}
