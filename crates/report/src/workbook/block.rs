//! The data of one chart: columns of numbers beside its months, years or parts.

use super::cells::Cell;
use chart::{Notation, NumberFormat};
use model::calendar::Month;
use model::measure::Unit;

/// Columns under their heads; some share a group, whose name stands above.
pub(super) struct DataBlock {
    pub(super) heads: Vec<String>,
    /// What stands above the heads: a name and its column.
    pub(super) groups: Vec<(usize, String)>,
    /// A row for each month, year or part.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl DataBlock {
    /// A row for each month.
    pub(super) fn by_month(months: &[Month]) -> Self {
        Self::by("Month", months.iter().map(|month| Cell::Month(*month)))
    }

    /// A row for each of these.
    pub(super) fn by(head: &str, cells: impl Iterator<Item = Cell>) -> Self {
        Self {
            heads: vec![head.to_owned()],
            groups: Vec::new(),
            rows: cells.map(|cell| vec![cell]).collect(),
        }
    }

    /// Adds a column and says which it is.
    pub(super) fn push(&mut self, head: &str, cells: impl Iterator<Item = Cell>) -> usize {
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
        self.heads.push(head.to_owned());
        self.heads.len() - 1
    }

    /// Names the group that begins with a column.
    pub(super) fn group(&mut self, column: usize, name: &str) {
        self.groups.push((column, name.to_owned()));
    }

    /// Whether its rows are months.
    pub(super) fn is_by_month(&self) -> bool {
        self.rows.iter().all(|row| matches!(row.first(), Some(Cell::Month(_))))
    }
}

impl Cell {
    /// A value that may not exist.
    pub(super) fn value_of(unit: Unit, value: Option<f64>) -> Self {
        value.map_or(Self::Empty, |value| Self::value(unit, value))
    }

    /// A change that may not exist.
    pub(super) fn change_of(unit: Unit, value: Option<f64>) -> Self {
        value.map_or(Self::Empty, |value| Self::change(unit, value))
    }
}

/// A unit that is rounded and shown like the numbers of a chart. Percentage points, which are a
/// hundredth of a share, have its decimals less two: those of cases for each FTE.
pub(super) fn unit_like(format: NumberFormat) -> Unit {
    match format.notation {
        Notation::Percent { .. } => Unit::Share,
        Notation::Pounds => Unit::Pounds,
        Notation::Number { decimals: 0 } => Unit::Cases,
        Notation::Number { decimals: 1 } => Unit::CasesPerFte,
        Notation::Number { .. } => Unit::PerYear,
    }
}
