//! Sheets of workbooks: those of an official one (ods, xlsx) as texts, those of a council's own (xlsx) as what stands in
//! their cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader as _, SheetType, Xlsx, XlsxError, open_workbook_auto_from_rs};
use jiff::civil::Date;

/// A sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    /// The first row and column that are not empty, from 0.
    start: (u32, u32),
    pub(super) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A sheet that begins in its first cell.
    #[cfg(test)]
    pub(super) fn new(name: &str, rows: Vec<Vec<String>>) -> Self {
        Self { name: name.to_owned(), start: (0, 0), rows }
    }

    /// The name of a cell: `F12`.
    pub(super) fn cell(&self, row: usize, column: usize) -> String {
        cell_name(self.start.0 as usize + row, self.start.1 as usize + column)
    }
}

/// The name of the cell in this row and column, from 0: `F12`.
pub(crate) fn cell_name(row: usize, column: usize) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Content {
    /// Nothing.
    #[default]
    Empty,
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage.
    Percentage(f64),
    /// A day.
    Day(Date),
    /// A text.
    Text(String),
    /// What a formula leaves that cannot be worked out: `#REF!`.
    Fault(String),
}

/// A sheet: what stands in its cells, by row and column from 0, and the ranges that are merged.
pub(crate) struct Grid {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<(u32, u32), Content>,
    pub(crate) merged: Vec<((u32, u32), (u32, u32))>,
}

/// Cells further down or to the right are not looked at: no table of a council is as long or as wide.
const FURTHEST: (u32, u32) = (5_000, 100);

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoWorkbook {
    /// It asks for a password.
    Protected,
    /// It is no workbook, or a part of it is missing.
    Damaged,
}

impl From<XlsxError> for NoWorkbook {
    fn from(error: XlsxError) -> Self {
        if matches!(error, XlsxError::Password) { Self::Protected } else { Self::Damaged }
    }
}

/// All sheets of a workbook of a council.
pub(crate) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, NoWorkbook> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    names.into_iter().map(|name| grid(&mut workbook, name)).collect()
}

fn grid(workbook: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Grid, NoWorkbook> {
    let merged = workbook.merge_cells_by_sheet_name(&name)?;
    let merged = merged.into_iter().map(|range| (range.start, range.end)).collect();
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(&name)?;
    let percentages: Vec<bool> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().is_some_and(|own| own.format_code.contains('%')))
        .collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let content = content(cell.get_value(), percentages.get(style).is_some_and(|is| *is));
        if row < FURTHEST.0 && column < FURTHEST.1 && content != Content::Empty {
            cells.insert((row, column), content);
        }
    }
    Ok(Grid { name, cells, merged })
}

fn content(data: &DataRef<'_>, is_percentage: bool) -> Content {
    let text = |text: &str| match text.trim() {
        "" => Content::Empty,
        text => Content::Text(text.to_owned()),
    };
    match data {
        DataRef::Empty => Content::Empty,
        DataRef::Int(value) => Content::Number(*value as f64),
        DataRef::Float(value) if is_percentage => Content::Percentage(*value),
        DataRef::Float(value) => Content::Number(*value),
        DataRef::String(own) => text(own),
        DataRef::SharedString(own) => text(own),
        DataRef::Bool(flag) => Content::Text(if *flag { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(day) => {
            let (year, month, number, ..) = day.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(number).ok());
            let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
            date.map_or_else(|| Content::Text(day.as_f64().to_string()), Content::Day)
        }
        DataRef::DateTimeIso(own) | DataRef::DurationIso(own) => {
            own.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| text(own), Content::Day)
        }
        DataRef::Error(error) => Content::Fault(error.to_string()),
    }
}

/// All sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let named = |(name, range): (String, calamine::Range<Data>)| Sheet {
        name,
        start: range.start().unwrap_or_default(),
        rows: range.rows().map(|row| row.iter().map(text).collect()).collect(),
    };
    Ok(workbook.worksheets().into_iter().map(named).collect())
}

/// The text of a cell; a day as 2025-03-31.
fn text(data: &Data) -> String {
    match data {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.chars().take(10).collect(),
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_a_spreadsheet_shows() {
        let sheet = Sheet { name: String::new(), start: (2, 1), rows: Vec::new() };
        assert_eq!(sheet.cell(0, 0), "B3");
        assert_eq!(sheet.cell(9, 24), "Z12");
        assert_eq!(sheet.cell(0, 25), "AA3");
        assert_eq!(sheet.cell(0, 700), "ZZ3");
    }
}
