//! Tables as they are written: every figure with its place, and what was found wrong with them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{AreaId, Year};
use model::document::{FileId, Place, Problem, Problems};
use model::english::counted;

/// So many problems of one kind are told of a file, and how many more there are.
const TOLD: usize = 5;

/// A table as it is written.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) file: FileId,
    /// The columns of figures, in the order of [`SheetRow::figures`].
    pub(super) columns: &'static [&'static str],
    pub(super) rows: BTreeMap<(AreaId, Year), SheetRow>,
}

/// A line of a table.
pub(super) struct SheetRow {
    pub(super) figures: Vec<Option<f64>>,
    /// Where each figure stands.
    pub(super) places: Vec<Range<usize>>,
}

impl Sheet {
    /// Which column of figures it is.
    pub(super) fn column(&self, name: &str) -> usize {
        let found = self.columns.iter().position(|column| *column == name);
        found.expect("rules name columns of the tables, as a test sees")
    }

    /// Where a figure stands.
    pub(super) fn place(&self, row: &SheetRow, column: usize) -> Place {
        Place { file: self.file, span: row.places[column].clone() }
    }
}

/// Where a cell stands, in the record that begins at `start`, without the blanks about it: quotes may hold commas and
/// ends of lines. The whole line if it has no such cell.
pub(crate) fn cell(text: &str, start: usize, position: usize) -> Range<usize> {
    let (mut is_quoted, mut from, mut passed) = (false, start, 0);
    for (at, byte) in text.bytes().enumerate().skip(start).chain([(text.len(), b'\n')]) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' | b'\r' | b'\n' if !is_quoted || at == text.len() => {
                if passed == position {
                    let cell = &text[from..at];
                    let before = cell.len() - cell.trim_start().len();
                    return from + before..from + before + cell.trim().len();
                }
                if byte != b',' {
                    return start..at;
                }
                (passed, from) = (passed + 1, at + 1);
            }
            _ => {}
        }
    }
    start..text.len()
}

/// What is wrong with the figures. Of a fault that a whole column has, a few places are enough.
#[derive(Default)]
pub(crate) struct Findings {
    kinds: Vec<(FileId, String, Vec<Problem>)>,
}

impl Findings {
    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Adds a problem, of a kind by which those of a file are counted.
    pub(crate) fn add(&mut self, file: FileId, kind: impl Into<String>, problem: Problem) {
        let kind = kind.into();
        match self.kinds.iter_mut().find(|(of, own, _)| (*of, own.as_str()) == (file, kind.as_str())) {
            Some((.., problems)) => problems.push(problem),
            None => self.kinds.push((file, kind, vec![problem])),
        }
    }

    /// The first few of each kind; the last of them says how many more there are.
    pub(crate) fn told(self) -> impl Iterator<Item = Problem> {
        self.kinds.into_iter().flat_map(|(.., mut problems)| {
            let more = problems.len().saturating_sub(TOLD);
            problems.truncate(TOLD);
            if let (Some(last), true) = (problems.last_mut(), more > 0) {
                let help = last.help.take().unwrap_or_default();
                let link = if help.ends_with('?') { "" } else { ";" };
                last.help =
                    Some(format!("{help}{link} there are {} of this kind", counted(more, "more line")));
            }
            problems
        })
    }
}

/// A problem that stands by itself.
pub(super) fn alone(problem: Problem) -> Problems {
    let mut problems = Problems::default();
    problems.add(problem);
    problems
}

/// A figure as it is told: `22,589`, `728.2`.
pub(crate) fn figure(value: f64) -> String {
    let value = (value * 1e4).round() / 1e4;
    let text = format!("{value}");
    let (whole, decimals) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut told = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            told.push(',');
        }
        told.push(digit);
    }
    told + decimals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_whatever_is_quoted_before_it() {
        let text = "a,b,c\r\n\"x, \"\"y\"\"\n\",  2 ,2\r\nlast,3";
        let found = |start: usize, position: usize| &text[cell(text, start, position)];
        assert_eq!([0, 1, 2, 3].map(|at| found(0, at)), ["a", "b", "c", "a,b,c"]);
        assert_eq!([0, 1, 2].map(|at| found(7, at)), ["\"x, \"\"y\"\"\n\"", "2", "2"]);
        assert_eq!(cell(text, 7, 2).start, cell(text, 7, 1).end + 2);
        assert_eq!([0, 1, 2].map(|at| found(27, at)), ["last", "3", "last,3"]);
        assert_eq!(&"x,\"y"[cell("x,\"y", 0, 1)], "\"y");
    }

    #[test]
    fn figures_are_told_as_people_write_them() {
        assert_eq!(
            [0.0, 22_589.0, 728.2, 1_234_567.25, 850.800_000_000_1, 0.142].map(figure),
            ["0", "22,589", "728.2", "1,234,567.25", "850.8", "0.142"]
        );
    }
}
