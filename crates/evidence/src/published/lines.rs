//! The lines of a table, with every fault at its cell.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use super::sheet::{Findings, cell};
use model::document::{FileId, Place, Problem, Sources};
use model::english::{counted, plural};

/// Reads one file.
pub(super) struct FileReader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) file: FileId,
    pub(super) findings: &'a mut Findings,
}

/// The wanted cells of a record, and where they are.
pub(super) struct Line {
    pub(super) fields: StringRecord,
    pub(super) places: Vec<Range<usize>>,
    pub(super) span: Range<usize>,
}

impl FileReader<'_> {
    pub(super) fn fault(
        &mut self,
        span: Range<usize>,
        message: String,
        label: &str,
        help: impl Into<String>,
    ) {
        let place = Place { file: self.file, span };
        self.findings.add(self.file, label, Problem::error(message).at(&place, label).help(help));
    }

    /// A fault of a cell.
    pub(super) fn fault_at(
        &mut self,
        (line, cell): (&Line, usize),
        message: String,
        label: &str,
        help: impl Into<String>,
    ) {
        self.fault(line.places[cell].clone(), message, label, help);
    }

    /// The records, with the wanted columns in the wanted order; none if the head is at fault. A record of more or fewer
    /// cells than the head is left out, since nobody can tell which of its figures is which.
    pub(super) fn lines(&mut self, wanted: &[&str]) -> Vec<Line> {
        let text = self.sources.file(self.file).text.as_str();
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let head = reader.headers().cloned().unwrap_or_default();
        let Some(columns) = self.columns(&head, wanted) else { return Vec::new() };
        let mut lines = Vec::new();
        for record in reader.records() {
            // The text is UTF-8 and in memory: every record can be read.
            let Ok(record) = record else { continue };
            let before = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
            let start = text.len() - text[before..].trim_start_matches(['\r', '\n']).len();
            let span = start..start + text[start..].find('\n').unwrap_or(text.len() - start);
            if record.len() != head.len() {
                let cells = counted(record.len(), "cell");
                let verb = if head.len() == 1 { "is" } else { "are" };
                self.fault(
                    span,
                    format!("{cells} where {} {verb} wanted, as in the head", head.len()),
                    "not as many cells as the head has",
                    "take the commas out of numbers (22589, not 22,589), put texts with commas in quotes, close every \
                     quote, and leave the cell of a missing figure empty",
                );
                continue;
            }
            let fields = columns.iter().map(|at| record.get(*at).unwrap_or_default().trim()).collect();
            let places = columns.iter().map(|at| cell(text, start, *at)).collect();
            lines.push(Line { fields, places, span });
        }
        lines
    }

    /// Where the wanted columns stand. `None` if one is missing or stands twice, or if a column has no name.
    fn columns(&mut self, head: &StringRecord, wanted: &[&str]) -> Option<Vec<usize>> {
        let text = self.sources.file(self.file).text.as_str();
        let start = text.len() - text.trim_start_matches(['\r', '\n']).len();
        let mut is_fine = true;
        for (at, name) in head.iter().enumerate() {
            let name = name.trim();
            let (message, label, help) = if name.is_empty() {
                let help =
                    "name it, or take it out: a head such as Staffcast's own `data/` ends with its last name";
                (format!("column {} has no name", at + 1), "no name", help)
            } else if wanted.contains(&name) && head.iter().take(at).any(|other| other.trim() == name) {
                (format!("the column `{name}` stands twice in the head"), "again", "take one of the two out")
            } else {
                continue;
            };
            is_fine = false;
            self.fault(cell(text, start, at), message, label, help);
        }
        let found = |name: &&str| head.iter().position(|column| column.trim() == *name);
        let missing: Vec<&str> = wanted.iter().copied().filter(|name| found(name).is_none()).collect();
        if !missing.is_empty() {
            let them = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let verb = if missing.len() == 1 { "is" } else { "are" };
            self.fault(
                start..start + text[start..].find('\n').unwrap_or(text.len() - start),
                format!("the {} {them} {verb} missing", plural(missing.len(), "column")),
                "the columns that there are",
                if head.len() == 1 && text.contains([';', '\t']) {
                    "save it with commas between the cells"
                } else {
                    "take the column names from Staffcast's own `data/`; other columns may stand beside them"
                },
            );
        }
        is_fine.then(|| wanted.iter().filter_map(found).collect()).filter(|_| missing.is_empty())
    }
}
