//! From text to a tree.

use toml::de::{DeTable, DeValue};

use super::{FileId, Name, Node, Place, Problem, Problems, Sources, Table, Value};

/// One missing quotation mark can spoil every line after it.
const SYNTAX_ERRORS_SHOWN: usize = 5;

/// Parses a file of the sources. Faults of the TOML itself are added to the
/// problems; what could be read is returned.
pub fn parse(sources: &Sources, file: FileId, problems: &mut Problems) -> Node {
    let text = &sources.file(file).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let more = errors.len().saturating_sub(SYNTAX_ERRORS_SHOWN);
    for error in errors.iter().take(SYNTAX_ERRORS_SHOWN) {
        let span = error.span().unwrap_or(0..0);
        let (message, label, help) = explain(error.message(), text.get(span.clone()));
        problems.add(Problem::error(message).at(&Place { file, span }, label).help(help));
    }
    if more > 0 {
        problems.add(
            Problem::error(format!("there are {more} more faults of this sort"))
                .help("mend the first: the others often follow from it"),
        );
    }
    let span = table.span();
    Node { value: Value::Table(convert_table(file, table.get_ref())), place: Place { file, span } }
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

fn convert_table(file: FileId, table: &DeTable<'_>) -> Table {
    let entries = table
        .iter()
        .map(|(key, value)| {
            let name =
                Name { text: key.get_ref().to_string(), place: Some(Place { file, span: key.span() }) };
            let place = Place { file, span: value.span() };
            (name, Node { value: convert(file, value.get_ref()), place })
        })
        .collect();
    Table { entries }
}

fn convert(file: FileId, value: &DeValue<'_>) -> Value {
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
        DeValue::Array(items) => Value::Array(
            items
                .iter()
                .map(|item| Node {
                    value: convert(file, item.get_ref()),
                    place: Place { file, span: item.span() },
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(convert_table(file, table)),
    }
}
