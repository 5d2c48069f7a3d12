//! A TOML text as a tree in which every value knows where it was written, and
//! the problems found in it.
//!
//! Serde stops at the first fault; a person wants all of them at once. So a
//! scenario is parsed by the `toml` crate and then read by hand from this tree.

mod merge;
mod problem;
mod meant;
mod scan;
mod repair;
mod parse;
mod read;
mod council;
mod files;
mod write;

pub use council::{Estimated, NoEstimate, OfCouncil};
pub use files::{InMemory, ReadFiles, WriteFiles};
pub use meant::{Meant, meant, pounds};
pub use merge::overlay;
pub use parse::{Parsed, parse};
pub use problem::{Problem, Problems, Severity};
pub(crate) use read::join;
pub use read::{Fault, Plain, TableReader, nearest};
pub use write::{to_toml, toml_text};

use std::ops::Range;
use std::path::PathBuf;

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
        text.as_bytes()[..end].split(|byte| *byte == b'\n').count()
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
    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

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

    /// The value under a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.iter_mut().find(|(name, _)| name.text == key).map(|(_, node)| node)
    }

    /// The value at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        let (first, rest) = path.split_first()?;
        let node = self.get(first)?;
        match &node.value {
            _ if rest.is_empty() => Some(node),
            Value::Table(table) => table.at(rest),
            _ => None,
        }
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
    /// The name itself, as a list of one.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self)
    }

    /// A name that stands in no file.
    pub fn default_of(text: &str) -> Self {
        Self { text: text.to_owned(), place: None }
    }
}
