//! The rows of each table, whichever file they stand in.

use super::content::Cell;
use super::tables::Table;

/// The rows of a table; each has a cell for each of its columns.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) table: &'static Table,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Rows {
    pub(super) fn of(table: &'static Table) -> Self {
        Self { table, rows: Vec::new() }
    }

    /// Adds a row if anything but what it is about is known.
    pub(super) fn add(&mut self, row: Vec<Cell>) {
        if row.iter().skip(self.table.keys()).any(|cell| !cell.is_empty()) {
            self.rows.push(row);
        }
    }
}
