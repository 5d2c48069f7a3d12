//! An official workbook while it is read: whom a row is about, and where a fault stands.

use std::path::Path;

use super::identity::{Found, Identities, joined};
use super::workbook::Sheet;
use crate::published::{AreaId, Findings, Published};
use model::document::{FileId, Problem};
use model::english::list;

/// A workbook.
pub(super) struct Book<'a> {
    pub(super) path: &'a Path,
    pub(super) file: FileId,
    pub(super) published: &'a Published,
    pub(super) identities: &'a Identities<'a>,
    pub(super) findings: &'a mut Findings,
}

/// A cell of a sheet: row and column, from 0.
pub(super) type At = (usize, usize);

impl Book<'_> {
    /// The area of a code and a name, if it is one of ours.
    pub(super) fn area(&self, code: &str, name: &str) -> Option<AreaId> {
        match self.identities.find(&joined(code), name) {
            Found::Area(area) | Found::ByName(area) => Some(area),
            Found::HalfOfLondon | Found::Nobody => None,
        }
    }

    /// Tells a fault of a cell.
    pub(super) fn fault(&mut self, sheet: &Sheet, at: At, message: &str, help: &str) {
        let (path, name, cell) = (self.path.display(), &sheet.name, sheet.cell(at.0, at.1));
        let problem = Problem::error(format!("{path}, sheet `{name}`, cell {cell}: {message}"));
        self.findings.add(self.file, format!("{name} {}", at.1), problem.help(help));
    }

    /// Tells that the workbook is of no kind that is known.
    pub(super) fn tell_stranger(&mut self, sheets: &[Sheet], known: &[(&str, Vec<&str>)]) {
        let quoted = |name: &&str| format!("`{name}`");
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let names = match names.as_slice() {
            [] => "none".to_owned(),
            names => list(&names.iter().map(quoted).collect::<Vec<_>>()),
        };
        let message =
            format!("{}: no sheet of this workbook is known (sheets: {names})", self.path.display());
        let columns = |(what, columns): &(&str, Vec<&str>)| {
            let columns: Vec<String> = columns.iter().map(quoted).collect();
            format!("{what} has a sheet with the columns {}", list(&columns))
        };
        let known: Vec<String> = known.iter().map(columns).collect();
        let help = format!("{}; other figures are imported as csv", known.join("; "));
        self.findings.add(self.file, "a workbook", Problem::error(message).help(help));
    }
}

/// The row of the first sheet row in which all names stand, with the place of each.
pub(super) fn head<const COUNT: usize>(
    sheet: &Sheet,
    names: [&[&str]; COUNT],
) -> Option<(usize, [usize; COUNT])> {
    sheet.rows.iter().enumerate().find_map(|(at, row)| {
        let places = names.map(|names| place(row, names));
        places.iter().all(Option::is_some).then(|| (at, places.map(Option::unwrap_or_default)))
    })
}

/// Where one of the names stands in a row.
pub(super) fn place(row: &[String], names: &[&str]) -> Option<usize> {
    row.iter().position(|cell| names.iter().any(|name| name.eq_ignore_ascii_case(cell.trim())))
}
