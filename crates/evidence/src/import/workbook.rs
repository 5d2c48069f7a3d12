//! Sheets of an official workbook (ods, xlsx) as texts, with the names of their cells.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

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
        let (mut letters, mut rest) = (String::new(), self.start.1 as usize + column + 1);
        while rest > 0 {
            letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        format!("{letters}{}", self.start.0 as usize + row + 1)
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
