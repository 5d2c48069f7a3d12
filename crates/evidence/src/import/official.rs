//! An official csv file: its head and its rows, with the place of every cell.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::published::{Findings, cell};
use model::document::{FileId, Place, Problem, Sources};
use model::english::counted;

/// A file and its rows.
pub(super) struct Official<'a> {
    pub(super) file: FileId,
    text: &'a str,
    head: StringRecord,
    head_start: usize,
    pub(super) rows: Vec<OfficialRow>,
}

/// A row, and where it begins.
pub(super) struct OfficialRow {
    start: usize,
    cells: StringRecord,
}

impl OfficialRow {
    /// The text of a cell without the blanks about it; empty if there is no such column.
    pub(super) fn text(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).unwrap_or_default().trim()
    }
}

impl<'a> Official<'a> {
    /// Reads the rows. One of more or fewer cells than the head is a fault, since nobody can tell which is which.
    pub(super) fn read(sources: &'a Sources, file: FileId, findings: &mut Findings) -> Self {
        let text = sources.file(file).text.as_str();
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let head = reader.headers().cloned().unwrap_or_default();
        let head_start = text.len() - text.trim_start_matches(['\r', '\n']).len();
        let mut official = Self { file, text, head, head_start, rows: Vec::new() };
        for cells in reader.records() {
            // The text is UTF-8 and in memory: every record can be read.
            let Ok(cells) = cells else { continue };
            let before = cells.position().map_or(0, |position| position.byte() as usize).min(text.len());
            let start = text.len() - text[before..].trim_start_matches(['\r', '\n']).len();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if cells.len() != official.head.len() {
                let (own, wanted) = (counted(cells.len(), "cell"), official.head.len());
                let label = "not as many cells as the head has";
                let problem = Problem::error(format!("{own} where {wanted} are wanted, as in the head"))
                    .at(&official.at(official.line(start)), label)
                    .help(
                        "take the file as it was downloaded: what a spreadsheet saved may have lost quotes",
                    );
                findings.add(file, label, problem);
                continue;
            }
            official.rows.push(OfficialRow { start, cells });
        }
        official
    }

    /// The names of the columns.
    pub(super) fn head(&self) -> impl Iterator<Item = &str> {
        self.head.iter().map(str::trim)
    }

    /// Which column has this name, in capitals or not.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.head().position(|own| own.eq_ignore_ascii_case(name))
    }

    /// Where a cell stands.
    pub(super) fn place(&self, row: &OfficialRow, column: usize) -> Place {
        self.at(cell(self.text, row.start, column))
    }

    /// Where the name of a column stands.
    pub(super) fn place_of_name(&self, column: usize) -> Place {
        self.at(cell(self.text, self.head_start, column))
    }

    /// Where the head stands.
    pub(super) fn place_of_head(&self) -> Place {
        self.at(self.line(self.head_start))
    }

    /// Whether commas part the cells of the head.
    pub(super) fn has_other_separators(&self) -> bool {
        self.head.len() == 1 && self.text[self.line(self.head_start)].contains([';', '\t', '|'])
    }

    fn line(&self, start: usize) -> Range<usize> {
        start..start + self.text[start..].find('\n').unwrap_or(self.text.len() - start)
    }

    fn at(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span }
    }
}

/// The text of a file as it was downloaded: UTF-8 with or without a mark before it, or UTF-16 with one.
pub(super) fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].as_chunks().0.iter().copied().map(from).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
        }
    }
    .filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_text_are_no_part_of_it() {
        let text = "time_period,é";
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat(),
            [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat(),
        ] {
            assert_eq!(text_of(&bytes).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(text_of(b"caf\xe9"), None);
        assert_eq!(text_of(b"a\0b"), None);
    }
}
