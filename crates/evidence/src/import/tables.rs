//! Our tables as texts: read, changed cell by cell, and written as they were but for these cells.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, Writer};

use super::told::Change;

/// A table of ours with a row for each key, the first columns.
pub(super) struct TableText {
    pub(super) name: &'static str,
    head: Vec<String>,
    /// Which columns are the key.
    keys: Vec<usize>,
    rows: BTreeMap<Vec<String>, Vec<String>>,
}

impl TableText {
    /// Reads a table that is known to have these columns; the rows are in the order of the keys.
    pub(super) fn read(name: &'static str, text: &str, keys: &[&str]) -> Self {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| -> Vec<String> {
            record.iter().map(|cell| cell.trim().to_owned()).collect()
        };
        let head = reader.headers().map(cells).unwrap_or_default();
        let keys: Vec<usize> =
            keys.iter().filter_map(|key| head.iter().position(|name| name == key)).collect();
        let key = |row: &[String]| keys.iter().filter_map(|at| row.get(*at).cloned()).collect();
        let rows = reader.records().flatten().map(|record| cells(&record));
        let rows = rows.map(|row| (key(&row), row)).collect();
        Self { name, head, keys, rows }
    }

    /// The cell of a row; empty if there is no such row.
    pub(super) fn cell(&self, key: &[String], column: &str) -> &str {
        let at = self.head.iter().position(|name| name == column);
        let row = self.rows.get(key);
        row.zip(at).and_then(|(row, at)| row.get(at)).map_or("", String::as_str)
    }

    /// The figure of a cell.
    pub(super) fn figure(&self, key: &[String], column: &str) -> Option<f64> {
        self.cell(key, column).parse().ok()
    }

    /// The keys of the rows, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &[String]> {
        self.rows.keys().map(Vec::as_slice)
    }

    /// Writes a cell; gives what changed. Equal numbers are equal however they are written, and a row of empty cells
    /// is not begun.
    pub(super) fn set(&mut self, key: &[String], column: &str, now: &str) -> Option<Change> {
        let before = self.cell(key, column).to_owned();
        let number = |text: &str| text.parse::<f64>().ok();
        let is_same = before == now || number(&before).is_some_and(|before| number(now) == Some(before));
        if is_same {
            return None;
        }
        let at = self.head.iter().position(|name| name == column)?;
        let row = self.rows.entry(key.to_vec()).or_insert_with(|| {
            let mut row = vec![String::new(); self.head.len()];
            for (at, part) in self.keys.iter().zip(key) {
                row[*at].clone_from(part);
            }
            row
        });
        now.clone_into(&mut row[at]);
        let (code, year) = (key.first().cloned(), key.get(1).cloned());
        Some(Change {
            table: self.name,
            column: column.to_owned(),
            code: code.unwrap_or_default(),
            year: year.unwrap_or_default(),
            before,
            now: now.to_owned(),
        })
    }

    /// The table as a text.
    pub(super) fn text(&self) -> String {
        written(std::iter::once(&self.head).chain(self.rows.values()))
    }
}

/// `areas.csv` with other neighbours, its lines in the order in which they were.
pub(super) fn areas_with(text: &str, neighbours: &BTreeMap<String, Vec<String>>) -> (String, Vec<Change>) {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let cells = |record: &csv::StringRecord| -> Vec<String> { record.iter().map(str::to_owned).collect() };
    let head = reader.headers().map(cells).unwrap_or_default();
    let column = |name: &str| head.iter().position(|own| own.trim() == name);
    let mut rows: Vec<Vec<String>> = reader.records().flatten().map(|record| cells(&record)).collect();
    let mut changes = Vec::new();
    if let (Some(code), Some(at)) = (column("code"), column("neighbours")) {
        for row in &mut rows {
            let Some(now) = neighbours.get(row[code].trim()).map(|codes| codes.join(" ")) else { continue };
            let before = row[at].trim().to_owned();
            if before != now {
                row[at].clone_from(&now);
                let code = row[code].trim().to_owned();
                let column = "neighbours".to_owned();
                changes.push(Change { table: "areas.csv", column, code, year: String::new(), before, now });
            }
        }
    }
    (written(std::iter::once(&head).chain(&rows)), changes)
}

/// Rows as csv.
pub(super) fn written<'r>(rows: impl Iterator<Item = &'r Vec<String>>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("rows are as long as the head, and memory takes any text");
    }
    let bytes = writer.into_inner().expect("memory takes any text");
    String::from_utf8(bytes).expect("texts are UTF-8")
}

/// A figure as our tables have it: `22589`, `728.2`.
pub(super) fn number(figure: f64) -> String {
    format!("{figure}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::FILES;

    fn embedded(name: &str) -> &'static str {
        FILES.iter().find(|(own, _)| *own == name).unwrap().1
    }

    #[test]
    fn a_table_of_which_nothing_changes_is_written_as_it_was() {
        for (name, text) in FILES {
            let written = match *name {
                "areas.csv" => areas_with(text, &BTreeMap::new()).0,
                "inspections.csv" => TableText::read(name, text, &["code", "published", "framework"]).text(),
                _ => TableText::read(name, text, &["code", "year"]).text(),
            };
            assert!(written == *text, "{name}");
        }
    }

    #[test]
    fn equal_numbers_are_no_change_and_columns_beside_ours_stay() {
        let text = "note,year,code,children\nmine,2023,E10000016,7.0\n";
        let mut table = TableText::read("population.csv", text, &["code", "year"]);
        let kent = |year: &str| ["E10000016".to_owned(), year.to_owned()];
        assert_eq!(table.set(&kent("2023"), "children", "7"), None);
        assert_eq!(table.set(&kent("2024"), "children", ""), None);
        assert_eq!(table.set(&kent("2023"), "children", "8").unwrap().before, "7.0");
        table.set(&kent("2024"), "children", &number(9.5)).unwrap();
        assert_eq!(table.text(), "note,year,code,children\nmine,2023,E10000016,8\n,2024,E10000016,9.5\n");
    }

    #[test]
    fn neighbours_are_replaced_where_they_are_given() {
        let neighbours = [("E10000016".to_owned(), vec!["E06000001".to_owned()])].into_iter().collect();
        let (text, changes) = areas_with(embedded("areas.csv"), &neighbours);
        assert!(text.contains("\nE10000016,Kent,council,South East,,E06000001\n"), "{text}");
        assert_eq!(changes.len(), 1);
    }
}
