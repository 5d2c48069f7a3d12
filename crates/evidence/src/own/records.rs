//! Rows with their names, months and numbers read, and what a single row gets wrong.

use super::content::{Cell, plain};
use super::rows::Rows;
use super::tables::{Kind, Table};
use crate::import::Content;
use model::calendar::Month;
use model::document::Problems;

/// Words with which a row of sums begins.
const OF_SUMS: [&str; 6] = ["total", "totals", "sum", "all", "average", "mean"];

/// A row that was read.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) table: &'static Table,
    /// Its cells, by column.
    pub(super) cells: Vec<Cell>,
    /// The name of its first column, as it was typed.
    pub(super) name: String,
    /// The role or stage.
    pub(super) choice: &'static str,
    pub(super) month: Option<Month>,
    values: Vec<Option<f64>>,
}

impl Record {
    /// The number of a column.
    pub(super) fn value(&self, key: &str) -> Option<f64> {
        self.values[self.position(key)]
    }

    /// The cell of a column.
    pub(super) fn cell(&self, key: &str) -> &Cell {
        &self.cells[self.position(key)]
    }

    fn position(&self, key: &str) -> usize {
        let found = self.table.columns.iter().position(|column| column.key == key);
        found.unwrap_or_else(|| panic!("the table {} has a column {key}", self.table.key))
    }
}

/// The records of a table; what is wrong with a row is told, and the row left out.
pub(super) fn records(rows: Rows, problems: &mut Problems) -> Vec<Record> {
    let table = rows.table;
    rows.rows.into_iter().filter_map(|cells| record(table, cells, problems)).collect()
}

fn record(table: &'static Table, cells: Vec<Cell>, problems: &mut Problems) -> Option<Record> {
    let mut record = Record {
        table,
        name: String::new(),
        choice: "",
        month: None,
        values: vec![None; cells.len()],
        cells,
    };
    let keys = &record.cells[..table.keys()];
    if let Some(sum) = keys.iter().find(|cell| is_sum(cell)) {
        let what = format!("{} begins a row of sums", sum.shown());
        problems.add(sum.error(what, "take the row out: sums are worked out"));
        return None;
    }
    let mut whole = true;
    for (at, (column, cell)) in table.columns.iter().zip(&record.cells).enumerate() {
        if column.kind.is_key() && at < table.keys() && cell.is_empty() {
            let filled = record.cells.iter().skip(table.keys()).find(|cell| !cell.is_empty()).unwrap_or(cell);
            let what = format!("the row has figures, but no {}", column.title.to_lowercase());
            problems.add(filled.error(what, format!("say which {} it is", column.title.to_lowercase())));
            whole = false;
            continue;
        }
        match column.kind {
            Kind::Name => match cell.name(column, problems) {
                Some(name) => record.name = name,
                None => whole &= cell.is_empty(),
            },
            Kind::Role | Kind::Stage => match cell.choice(column, problems) {
                Some(choice) => record.choice = choice,
                None => whole = false,
            },
            Kind::Month => {
                record.month = cell.month(column, problems);
                whole &= record.month.is_some() || cell.is_empty();
            }
            Kind::Fte | Kind::Children | Kind::Events | Kind::Pounds | Kind::Share => {
                record.values[at] = cell.number(column, problems);
            }
        }
    }
    whole.then_some(record)
}

fn is_sum(cell: &Cell) -> bool {
    let Content::Text(text) = &cell.content else { return false };
    let name = plain(text);
    OF_SUMS.contains(&name.as_str())
        || ["total ", "grand total", "all teams", "all roles"].iter().any(|begin| name.starts_with(begin))
}
