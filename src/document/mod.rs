//! A TOML text as a tree in which every value knows where it was written, and
//! the problems found in it.
//!
//! Serde stops at the first fault; a person wants all of them at once. So a
//! scenario is parsed by the `toml` crate and then read by hand from this tree.

mod merge;
mod problem;
mod read;
mod write;

pub use merge::overlay;
pub use problem::{Problem, Problems, Severity};
pub use read::{Plain, TableReader, nearest};
pub use write::to_toml;

use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

/// The files that a scenario was read from, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// As the user wrote it, or as `extends` names it.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Which file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(usize);

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, path: PathBuf, text: String) -> FileId {
        self.files.push(SourceFile { path, text });
        FileId(self.files.len() - 1)
    }

    /// The file with this number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// All files, first read first.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The line (from 1) on which a place begins.
    pub fn line(&self, place: &Place) -> usize {
        let text = &self.file(place.file).text;
        let end = place.span.start.min(text.len());
        text[..end].matches('\n').count() + 1
    }
}

/// A stretch of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Bytes from the start of the file.
    pub span: Range<usize>,
}

/// A value and where it was written.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// A TOML value. A date is kept as its text: dates may be written bare or quoted.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string, or the text of a bare date.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a point, an exponent, `inf` or `nan`.
    Float(f64),
    /// `true` or `false`.
    Flag(bool),
    /// `[ ... ]`
    Array(Vec<Node>),
    /// `{ ... }` or the content of a `[header]`.
    Table(Table),
}

impl Value {
    /// What to call such a value in a message.
    pub fn what(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys and values in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The entries; no key comes twice.
    pub entries: Vec<(Name, Node)>,
}

impl Table {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name.text == key).map(|(_, node)| node)
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<(Name, Node)> {
        let at = self.entries.iter().position(|(name, _)| name.text == key)?;
        Some(self.entries.remove(at))
    }
}

/// A name that the user wrote (a key, or a reference to one) and its place.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands; absent for a default.
    pub place: Option<Place>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Name {
    /// A name that stands in no file.
    pub fn default_of(text: &str) -> Self {
        Self { text: text.to_owned(), place: None }
    }
}

/// Parses a file of the sources. Faults of the TOML itself are added to the
/// problems; what could be read is returned.
pub fn parse(sources: &Sources, file: FileId, problems: &mut Problems) -> Node {
    let text = &sources.file(file).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        problems.add(
            Problem::error(error.message().to_owned())
                .at(&Place { file, span }, "this is not valid TOML")
                .help("see https://toml.io for how tables, text in quotes and numbers are written"),
        );
    }
    let span = table.span();
    Node { value: Value::Table(convert_table(file, table.get_ref())), place: Place { file, span } }
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
