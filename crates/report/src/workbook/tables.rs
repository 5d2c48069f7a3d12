//! The long sheets: a table with its head in the first row, for filters, pivot tables and other programs.

use rust_xlsxwriter::{ColNum, Note, RowNum, Table, TableColumn, TableStyle, Worksheet, XlsxError};
use serde::Serialize;

use super::cells::{Cell, fitting, put};
use super::columns::{ColumnKind, cell, note, unit_named};
use super::formats::Formats;
use crate::csv;
use model::measure::Unit;

/// Widths of columns in characters.
const LEAST_WIDTH: usize = 10;
const MOST_WIDTH: usize = 60;
/// Room for the button of the filter.
const BUTTON: usize = 3;
/// Who writes the notes.
const AUTHOR: &str = "Staffcast";

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its name, which no other column has.
    pub(super) name: String,
    /// What is in the column; shown at its head.
    pub(super) note: String,
}

/// A table that fills a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetTable {
    /// The columns.
    pub(super) heads: Vec<Head>,
    /// As many cells in each row as there are columns.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl SheetTable {
    /// The rows of a csv file of results, number by number.
    pub(super) fn of_results(rows: impl Iterator<Item = impl Serialize>, kind: ColumnKind) -> Self {
        let cells = |row: &[(String, String)]| {
            let unit = row.iter().find(|(name, _)| name == "unit").and_then(|(_, unit)| unit_named(unit));
            row.iter().map(|(name, text)| cell(name, text, unit.unwrap_or(Unit::Share), kind)).collect()
        };
        Self::of(rows, |name| note(name, kind), cells)
    }

    /// The rows of any csv file: what its heads explain, and what the columns and texts of a row become.
    pub(super) fn of(
        rows: impl Iterator<Item = impl Serialize>,
        note: impl Fn(&str) -> String,
        cells: impl Fn(&[(String, String)]) -> Vec<Cell>,
    ) -> Self {
        let mut rows = rows.map(|row| csv::cells(&row)).peekable();
        let heads = rows.peek().into_iter().flatten();
        let heads = heads.map(|(name, _)| Head { name: name.clone(), note: note(name) }).collect();
        Self { heads, rows: rows.map(|row| cells(&row)).collect() }
    }
}

/// Fills a sheet with a table called `name`.
pub(super) fn fill(
    sheet: &mut Worksheet,
    formats: &Formats,
    name: &str,
    table: &SheetTable,
) -> Result<(), XlsxError> {
    let (Some(columns), Some(rows)) =
        (table.heads.len().checked_sub(1), RowNum::try_from(table.rows.len()).ok())
    else {
        return Ok(());
    };
    let last_column = ColNum::try_from(columns).map_err(|_| XlsxError::RowColumnLimitError)?;
    let columns = table.heads.iter().zip(0..).map(|(head, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        TableColumn::new().set_header(fitting(&head.name)).set_header_format(formats.head_of(cells))
    });
    let columns: Vec<TableColumn> = columns.collect();
    let native = Table::new()
        .set_name(name)
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_banded_rows(true)
        .set_alt_text_title(sheet.name())
        .set_alt_text("One row for each value. The notes at the heads say what is in each column.");
    // A table has a row, even if it is empty.
    sheet.add_table(0, 0, rows.max(1), last_column, &native)?;
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, &formats.body, (row, column), cell)?;
        }
    }
    for (column, head) in (0..).zip(&table.heads) {
        if !head.note.is_empty() {
            sheet.insert_note(0, column, &note_of(&head.note))?;
        }
        let cells = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(Cell::width).max().unwrap_or(0).max(head.name.chars().count() + BUTTON);
        sheet.set_column_width(column, widest.clamp(LEAST_WIDTH, MOST_WIDTH) as f64 + 1.0)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    formats.set_up_print(sheet);
    Ok(())
}

/// A note large enough for its text.
pub(super) fn note_of(text: &str) -> Note {
    let lines = u32::try_from(text.chars().count() / 44 + 2).unwrap_or(20);
    Note::new(fitting(text))
        .add_author_prefix(false)
        .set_author(AUTHOR)
        .set_font_size(9)
        .set_width(260)
        .set_height(lines.min(20) * 16)
        .set_alt_text(fitting(text).chars().take(250).collect::<String>())
}
