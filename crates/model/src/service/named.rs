//! Things under names that the user chose, and lists of such names.

use serde_json::{Value as Json, json};

use super::plain::{Example, wrong};
use crate::document::{Fault, Name, Node, Plain, Value};

/// What a name in a scenario is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameOf {
    /// A team.
    Team,
    /// A stage.
    Stage,
    /// A role.
    Role,
    /// A source of referrals.
    Source,
    /// An option.
    Option,
    /// A band of time in post.
    Band,
    /// A number, named by its path.
    Number,
    /// A measure: one of a stage ends with its name.
    Measure,
    /// A measure and perhaps a team, in a sentence.
    Target,
}

impl NameOf {
    /// Every kind of name.
    pub const ALL: [Self; 9] = [
        Self::Team,
        Self::Stage,
        Self::Role,
        Self::Source,
        Self::Option,
        Self::Band,
        Self::Number,
        Self::Measure,
        Self::Target,
    ];

    /// Where a schema says of what the keys of a table are the names.
    pub(crate) const KEYS: &'static str = "x-keys-name";
    /// Where a schema says of what a text, or each of a list, is the name.
    pub(crate) const VALUES: &'static str = "x-names";

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Stage => "stage",
            Self::Role => "role",
            Self::Source => "source",
            Self::Option => "option",
            Self::Band => "tenure band",
            Self::Number => "number",
            Self::Measure => "measure",
            Self::Target => "target",
        }
    }

    /// The table in which a scenario says what has such a name; `None` if no table does.
    pub fn table(self) -> Option<&'static str> {
        match self {
            Self::Team => Some("team"),
            Self::Stage => Some("stage"),
            Self::Role => Some("role"),
            Self::Source => Some("demand.source"),
            Self::Option => Some("option"),
            Self::Band => Some("workforce.leaving.tenure"),
            Self::Number | Self::Measure | Self::Target => None,
        }
    }
}

/// One value for each of the things that the user named, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    entries: Vec<(Name, T)>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Named<T> {
    /// Pairs of name and value.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Name, &T)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The values alone.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The names alone.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.entries.iter().map(|(name, _)| name.text.as_str())
    }

    /// The position of a name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names().position(|own| own == name)
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.position(name).map(|at| &self.entries[at].1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> FromIterator<(Name, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (Name, T)>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}

impl<T> std::ops::Index<usize> for Named<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.entries[at].1
    }
}

/// One name, or a list of names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(pub Vec<Name>);

impl Names {
    /// Each of the names.
    pub fn each(&self) -> impl Iterator<Item = &Name> {
        self.0.iter()
    }

    /// Whether a name is among them; all are if none is given.
    pub fn has(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|own| own.text == name)
    }
}

impl Example for Names {
    const EXAMPLE: &'static str = "\"name\"";

    fn stand_in() -> Self {
        Self(vec![Name::default_of("")])
    }
}

impl Plain for Names {
    fn read(node: &Node) -> Result<Self, Fault> {
        let remedy = "write one name in quotes, or a list such as [\"one\", \"another\"]";
        let name = |item: &Node| Name::read(item).map_err(|_| wrong(item, "a name", remedy).at(&item.place));
        match &node.value {
            Value::Array(items) => Fault::all(items.iter().map(name)).map(Self),
            _ => name(node).map(|name| Self(vec![name])),
        }
    }

    fn schema() -> Json {
        json!({
            "type": ["string", "array"], "items": { "type": "string" },
            "x-limits": "a name in quotes, or a list of names",
        })
    }

    fn to_json(&self) -> Json {
        Json::Null
    }
}
