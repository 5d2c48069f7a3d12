//! The tables of a TOML file: `[posts."North".social_worker]` for what is by team and role, `[staff.in_post]` with a line
//! for each month, and `""` for what is not known.

use std::path::Path;

use jiff::civil::Date;

use super::content::{Cell, plain};
use super::rows::Rows;
use super::tables::{Column, TABLES, Table};
use crate::import::Content;
use model::document::{Name, Node, Problem, Problems, Sources, Value, nearest, parse};
use model::english::quoted;

/// The rows of all tables; what is wrong with the file is told.
pub(super) fn read(
    text: &str,
    path: &Path,
    problems: &mut Problems,
    sources: &mut Sources,
) -> Option<Vec<Rows>> {
    let file = sources.add(path.to_owned(), text.to_owned());
    let parsed = parse(sources, file, |_| false, problems);
    if parsed.is_broken {
        return None;
    }
    let root = parsed.root.value.as_table()?;
    let reader = Lines { sources };
    let known = |name: &str| TABLES.iter().find(|table| table.key == name);
    for (name, _) in root.entries.iter().filter(|(name, _)| known(&name.text).is_none()) {
        let near = nearest(&name.text, TABLES.iter().map(|table| table.key));
        problems.add(reader.unknown(name, "table", near, "take it out: it is none of the template"));
    }
    let rows = TABLES.iter().map(|table| match root.get(table.key) {
        None => Rows::of(table),
        Some(node) => reader.rows(table, node, problems),
    });
    Some(rows.collect())
}

struct Lines<'a> {
    sources: &'a Sources,
}

impl Lines<'_> {
    fn rows(&self, table: &'static Table, node: &Node, problems: &mut Problems) -> Rows {
        let mut rows = Rows::of(table);
        if table.is_by_month() {
            self.months(table, node, &mut rows, problems);
        } else {
            self.nested(&mut Vec::new(), node, &mut rows, problems);
        }
        rows
    }

    /// Tables within tables, a level for each column that says what a row is about.
    fn nested(&self, keys: &mut Vec<Cell>, node: &Node, rows: &mut Rows, problems: &mut Problems) {
        let table = rows.table;
        let Value::Table(entries) = &node.value else {
            problems.add(self.at(node).error("a table is wanted here", "write it as the template does"));
            return;
        };
        if keys.len() < table.keys() {
            for (name, inner) in &entries.entries {
                keys.push(Cell { content: Content::Text(name.text.clone()), ..self.name(name, inner) });
                self.nested(keys, inner, rows, problems);
                keys.pop();
            }
            return;
        }
        let columns = &table.columns[keys.len()..];
        self.refuse_others(columns, &entries.entries, problems);
        let cells = columns
            .iter()
            .map(|column| entries.get(column.key).map_or_else(Cell::default, |node| self.cell(node)));
        rows.add(keys.iter().cloned().chain(cells).collect());
    }

    /// A table of months for each column.
    fn months(&self, table: &'static Table, node: &Node, rows: &mut Rows, problems: &mut Problems) {
        let Value::Table(entries) = &node.value else {
            problems.add(self.at(node).error("a table is wanted here", "write it as the template does"));
            return;
        };
        let columns = &table.columns[1..];
        self.refuse_others(columns, &entries.entries, problems);
        for (at, column) in columns.iter().enumerate() {
            let Some(node) = entries.get(column.key) else { continue };
            let Value::Table(months) = &node.value else {
                problems.add(self.at(node).error(
                    "a table of months is wanted here",
                    "write below it lines such as 2026-10 = 12.5",
                ));
                continue;
            };
            for (name, value) in &months.entries {
                let typed = plain(&name.text);
                let is_it =
                    |row: &Vec<Cell>| matches!(&row[0].content, Content::Text(text) if plain(text) == typed);
                let cell = self.cell(value);
                if let Some(row) = rows.rows.iter_mut().find(|row| is_it(row)) {
                    row[at + 1] = cell;
                } else {
                    let month = Cell { content: Content::Text(name.text.clone()), ..self.name(name, value) };
                    let mut row = vec![Cell::default(); table.columns.len()];
                    (row[0], row[at + 1]) = (month, cell);
                    rows.add(row);
                }
            }
        }
        rows.rows.sort_by_key(|row| match &row[0].content {
            Content::Text(text) => text.clone(),
            Content::Empty
            | Content::Number(_)
            | Content::Percentage(_)
            | Content::Day(_)
            | Content::Fault(_) => String::new(),
        });
    }

    fn refuse_others(&self, columns: &[Column], entries: &[(Name, Node)], problems: &mut Problems) {
        for (name, _) in
            entries.iter().filter(|(name, _)| !columns.iter().any(|column| column.key == name.text))
        {
            let near = nearest(&name.text, columns.iter().map(|column| column.key));
            problems.add(self.unknown(name, "column", near, "take it out: it is none of the template"));
        }
    }

    fn unknown(&self, name: &Name, what: &str, near: Option<&str>, else_help: &str) -> Problem {
        let help = near.map_or(else_help.to_owned(), |near| format!("did you mean {near}?"));
        let place = name
            .place
            .as_ref()
            .map_or_else(String::new, |place| format!("line {}: ", self.sources.line(place)));
        Problem::error(format!("{place}there is no {what} {}", quoted(&name.text))).help(help)
    }

    fn at(&self, node: &Node) -> Cell {
        Cell { place: format!("line {}", self.sources.line(&node.place)), content: Content::Empty }
    }

    fn name(&self, name: &Name, node: &Node) -> Cell {
        let place = name.place.as_ref().unwrap_or(&node.place);
        Cell { place: format!("line {}", self.sources.line(place)), content: Content::Empty }
    }

    fn cell(&self, node: &Node) -> Cell {
        let content = match &node.value {
            Value::Text(text) if text.trim().is_empty() => Content::Empty,
            Value::Text(text) => match text.parse::<Date>() {
                Ok(day) => Content::Day(day),
                Err(_) => Content::Text(text.clone()),
            },
            Value::Integer(value) => Content::Number(*value as f64),
            Value::Float(value) => Content::Number(*value),
            Value::Flag(flag) => Content::Text(flag.to_string()),
            Value::Array(_) => Content::Text("a list".to_owned()),
            Value::Table(_) => Content::Text("a table".to_owned()),
        };
        Cell { content, ..self.at(node) }
    }
}
