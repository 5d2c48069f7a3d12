//! The template: a scenario of an average council, in which an estimate is put.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use super::entries::{Entries, Entry};
use super::sourced::{Number, Range, Sourced};
use model::figures::short;

/// Characters of a comment line.
const WIDTH: usize = 118;
/// A longer comment of the template is a paragraph, which is broken into lines.
const PARAGRAPH: usize = 140;

/// The template, read.
pub(super) struct Template(DocumentMut);

impl Template {
    /// Reads the template.
    pub(super) fn new() -> Self {
        Self(include_str!("template.toml").parse().expect("the template is TOML, as a test sees"))
    }

    /// The numbers of a judgement that stands in the template.
    pub(super) fn numbers<const COUNT: usize>(&self, path: &str) -> [f64; COUNT] {
        let found = path.split('.').try_fold(self.0.as_item(), |item, name| item.get(name));
        let value = found.and_then(Item::as_value).unwrap_or_else(|| panic!("the template has {path}"));
        let number = |value: &Value| value.as_float().or(value.as_integer().map(|whole| whole as f64));
        let numbers: Vec<f64> = match value.as_array() {
            Some(list) => list.iter().filter_map(number).collect(),
            None => number(value).into_iter().collect(),
        };
        numbers.try_into().unwrap_or_else(|_| panic!("{path} of the template is {COUNT} numbers"))
    }

    /// The text of the template with an estimate put in.
    pub(super) fn filled(&self, entries: &Entries) -> String {
        let mut document = self.0.clone();
        for (path, entry) in &entries.by_path {
            let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
            let mut parent = parent.split('.').filter(|name| !name.is_empty());
            parent
                .try_fold(document.as_item_mut(), |item, name| item.get_mut(name))
                .and_then(|parent| put(parent, name, entry))
                .unwrap_or_else(|| panic!("the template has {path}"));
        }
        fill_gaps(&document.to_string(), &entries.words)
    }
}

/// Puts an entry in place of what the template has. `None` if it has nothing there.
fn put(parent: &mut Item, name: &str, entry: &Entry) -> Option<()> {
    let value = match entry {
        Entry::Nothing => return leave_out(parent, name),
        Entry::Months(values, places) => {
            let months = parent.get_mut(name)?.as_table_mut()?;
            months.clear();
            months.extend(values.iter().map(|(month, value)| (month.as_str(), number(*value, *places))));
            return Some(());
        }
        Entry::Number(number) => {
            let (kind, range) = range(number);
            return replace(parent.get_mut(name)?.get_mut(kind)?, range);
        }
        Entry::Sourced(sourced) => with_source(sourced),
        Entry::Text(text) => Value::from(*text),
        Entry::Words(text) => Value::from(text),
        Entry::Day(day) => day.parse().expect("a day is TOML"),
        Entry::Bands(bands) => {
            let band = |(end, share): &(f64, f64)| Array::from_iter([number(*end, 0), number(*share, 4)]);
            Value::from(bands.iter().map(band).collect::<Array>())
        }
    };
    replace(parent.get_mut(name)?, value)
}

/// Puts a value in place of another, in the same spaces and comments.
fn replace(place: &mut Item, value: Value) -> Option<()> {
    let place = place.as_value_mut()?;
    let decor = std::mem::replace(place, value).decor().clone();
    *place.decor_mut() = decor;
    Some(())
}

/// Takes something out. What stands before the first table of several is about
/// all of them, so it goes to the next.
fn leave_out(parent: &mut Item, name: &str) -> Option<()> {
    let Some(tables) = parent.as_table_mut() else {
        let inline = parent.as_inline_table_mut()?;
        inline.remove(name)?;
        inline.fmt();
        return Some(());
    };
    let is_first = tables.iter().next()?.0 == name;
    let gone = tables.remove(name)?;
    let next = tables.iter_mut().next().and_then(|(_, next)| next.as_table_mut());
    if let (true, Item::Table(gone), Some(next)) = (is_first, gone, next) {
        let heading = format!("{}{}", before(&gone), before(next).trim_start());
        next.decor_mut().set_prefix(heading);
    }
    Some(())
}

/// The comments and empty lines before a table.
fn before(table: &Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// `{ interval80 = [0.1, 0.2], source = "...", quality = "low" }`
pub(super) fn with_source(sourced: &Sourced) -> Value {
    let Sourced { number, source, quality, note } = sourced;
    let (kind, range) = range(number);
    let mut parts = vec![(kind, range), ("source", source.into()), ("quality", (*quality).into())];
    if !note.is_empty() {
        parts.push(("note", note.into()));
    }
    InlineTable::from_iter(parts).into()
}

/// A number or range without a source: `{ interval80 = [0.1, 0.2] }`
pub(super) fn written(number: &Number) -> String {
    let (kind, range) = range(number);
    InlineTable::from_iter([(kind, range)]).to_string()
}

/// How a scenario writes a number or range: the key, and what stands there.
fn range(Number { range, places }: &Number) -> (&'static str, Value) {
    match range {
        Range::Value(value) => ("value", number(*value, *places)),
        Range::Normal { mean, sd } => {
            let parts = [("mean", number(*mean, *places)), ("sd", number(*sd, *places))];
            ("normal", InlineTable::from_iter(parts).into())
        }
        Range::Interval80(low, high) => ("interval80", list(&[*low, *high], *places)),
        Range::Pert(points) => ("pert", list(points, *places)),
    }
}

fn list(numbers: &[f64], places: usize) -> Value {
    numbers.iter().map(|value| number(*value, places)).collect::<Array>().into()
}

/// A number as people write it: `40`, not `40.0`.
fn number(value: f64, places: usize) -> Value {
    // Only what is no number at all is no TOML: whoever reads the file will be told.
    short(value, places).parse().unwrap_or_else(|_| Value::from(value))
}

/// Fills the gaps `{{name}}` of a text. A long comment is a paragraph, and so is a comment that is
/// nothing but a gap: as many as its words have lines, or none.
fn fill_gaps(text: &str, words: &BTreeMap<&'static str, String>) -> String {
    let said =
        |gap: &str| words.get(gap).unwrap_or_else(|| panic!("the gap {gap} of the template has words"));
    let mut filled = String::with_capacity(2 * text.len());
    for line in text.lines() {
        let mut parts = line.split("{{");
        let mut own = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (gap, rest) = part.split_once("}}").expect("the template closes its gaps");
            own += said(gap);
            own += rest;
        }
        let is_gap = line.starts_with("# {{") && line.find("}}") == Some(line.len() - 2);
        match own.strip_prefix("# ") {
            Some(words) if is_gap || line.len() > PARAGRAPH => {
                words.lines().for_each(|paragraph| comment(&mut filled, paragraph));
            }
            _ => filled.extend([own.as_str(), "\n"]),
        }
    }
    filled
}

/// Adds a paragraph as a comment, broken into lines; one that begins with a space as it is.
pub(super) fn comment(text: &mut String, paragraph: &str) {
    text.push('#');
    if paragraph.starts_with(' ') {
        text.push_str(paragraph);
    } else {
        let mut width = 1;
        for word in paragraph.split_whitespace() {
            let letters = word.chars().count();
            if width + 1 + letters > WIDTH && width > 1 {
                text.push_str("\n#");
                width = 1;
            }
            text.push(' ');
            text.push_str(word);
            width += 1 + letters;
        }
    }
    text.push('\n');
}
