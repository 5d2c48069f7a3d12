//! From text to a tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::repair::{Repaired, repair};
use super::{FileId, Name, Node, Place, Problem, Problems, Sources, Table, Value};

/// One missing quotation mark can spoil every line after it.
const SYNTAX_ERRORS_SHOWN: usize = 5;

/// What people type that is no TOML is told one by one, up to so many times.
const REPAIRS_SHOWN: usize = 20;

/// A parsed file.
pub struct Parsed {
    /// What could be read.
    pub root: Node,
    /// Whether a part of the text may be lost, so that whatever else is said may be about that.
    pub is_broken: bool,
}

/// Parses a file of the sources. Faults of the TOML itself are added to the problems. `is_list` says whether what
/// stands under a header is one of a list.
pub fn parse(sources: &Sources, file: FileId, is_list: fn(&str) -> bool, problems: &mut Problems) -> Parsed {
    let repaired = repair(&sources.file(file).text, is_list);
    for repair in repaired.repairs.iter().take(REPAIRS_SHOWN) {
        let place = Place { file, span: repair.typed.clone() };
        problems.add(Problem::error(&repair.message).at(&place, repair.label).help(&repair.help));
    }
    more_of_this_sort(repaired.repairs.len().saturating_sub(REPAIRS_SHOWN), problems);
    let (table, errors) = DeTable::parse_recoverable(&repaired.text);
    for error in errors.iter().take(SYNTAX_ERRORS_SHOWN) {
        let span = error.span().unwrap_or(0..0);
        let (message, label, help) = explain(error.message(), repaired.text.get(span.clone()));
        let place = Place { file, span: repaired.as_typed(span) };
        problems.add(Problem::error(message).at(&place, label).help(help));
    }
    more_of_this_sort(errors.len().saturating_sub(SYNTAX_ERRORS_SHOWN), problems);
    let tree = Tree { file, repaired: &repaired };
    let root = Node { value: Value::Table(tree.table(table.get_ref())), place: tree.place(table.span()) };
    Parsed { root, is_broken: !errors.is_empty() }
}

fn more_of_this_sort(more: usize, problems: &mut Problems) {
    if more > 0 {
        problems.add(
            Problem::error(format!("there are {more} more faults of this sort"))
                .help("mend the first: the others often follow from it"),
        );
    }
}

/// The parser's message in words for people who do not write programs, what to
/// write under the marked text, and the remedy. Messages that are not known
/// here stay as they are.
fn explain(message: &str, marked: Option<&str>) -> (String, &'static str, &'static str) {
    let marked = marked.unwrap_or_default().trim();
    if message == "duplicate key" {
        (
            format!("`{marked}` stands in this place of the file already"),
            "the second",
            "take one of the two out, or join them",
        )
    } else if message.contains("must be quoted") {
        (
            format!("`{marked}` is neither a number nor text in quotes"),
            "no value",
            "put text in quotes; a number stands alone, without a unit",
        )
    } else if message.starts_with("invalid date") || message.starts_with("invalid time") {
        (
            format!("there is no date {marked}"),
            "not a date",
            "write year, month and day of the last day of a month, such as 2023-09-30",
        )
    } else {
        (
            message.to_owned(),
            "this is not valid TOML",
            "see https://toml.io for how tables, text in quotes and numbers are written",
        )
    }
}

/// Makes our tree of the parser's.
struct Tree<'a> {
    file: FileId,
    repaired: &'a Repaired,
}

impl Tree<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span: self.repaired.as_typed(span) }
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let entries = table.iter().map(|(key, value)| {
            let name = Name { text: key.get_ref().to_string(), place: Some(self.place(key.span())) };
            (name, self.node(value))
        });
        Table { entries: entries.collect() }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        Node { value: self.value(value.get_ref()), place: self.place(value.span()) }
    }

    fn value(&self, value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Value::Integer(number),
                    // Too large for 64 bits: the range checks will speak of it.
                    Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
                }
            }
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(items) => Value::Array(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        }
    }
}
