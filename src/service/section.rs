//! The `section!` macro: one declaration of a part of the service gives its
//! type, its reader, its JSON Schema and a walk over its numbers.
//!
//! A section is generic over what stands for a number: [`Uncertain`] as the
//! user wrote it, or a [`ParameterId`](crate::service::ParameterId) that points into the drawn values of
//! one trial. Every number thus has one address, its path in the scenario
//! file, which ranges, levers and the assumptions register share.

use serde_json::{Map, Value as Json, json};

use crate::document::{Name, Node, Problems, TableReader};
use crate::uncertain::{Kind, Uncertain, range_schema, read_number};

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
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
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

/// Called with the path, the meaning (the doc comment) and the kind of each number.
pub(super) type Visit<'f, N, M> = &'f mut dyn FnMut(&str, &'static str, &'static Kind, &N) -> M;

pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Reads a number; a missing or wrong one becomes `fallback` and a problem.
pub(super) fn number(
    table: &mut TableReader<'_>,
    key: &'static str,
    kind: &Kind,
    default: Option<f64>,
    problems: &mut Problems,
) -> Uncertain {
    let fallback = Uncertain::known(default.unwrap_or_else(|| kind.clamp(1.0)));
    if let Some(node) = table.get(key) {
        return read_number(node, &table.path_of(key), kind, problems).unwrap_or(fallback);
    }
    if default.is_none() {
        table.missing(key, "0.0", problems);
    }
    fallback
}

/// Reads a table whose keys are names and whose values are numbers.
pub(super) fn numbers(
    node: Option<&Node>,
    path: &str,
    kind: &Kind,
    problems: &mut Problems,
) -> Named<Uncertain> {
    let table = TableReader::open(node, path, problems);
    let entries = table.entries().iter().filter_map(|(name, node)| {
        let value = read_number(node, &join(path, &name.text), kind, problems)?;
        Some((name.clone(), value))
    });
    entries.collect()
}

/// Reads a table whose keys are names and whose values are sections.
pub(super) fn named<T>(
    node: Option<&Node>,
    path: &str,
    problems: &mut Problems,
    read: fn(Option<&Node>, &str, &mut Problems) -> T,
) -> Named<T> {
    let table = TableReader::open(node, path, problems);
    let entries = table
        .entries()
        .iter()
        .map(|(name, node)| (name.clone(), read(Some(node), &join(path, &name.text), problems)));
    entries.collect()
}

/// The schema of an object with these properties.
pub(super) fn object_schema(doc: &str, properties: Vec<(&str, Json)>, required: &[&str]) -> Json {
    let properties: Map<String, Json> =
        properties.into_iter().map(|(key, schema)| (key.to_owned(), schema)).collect();
    let mut schema = json!({
        "description": doc.trim(), "type": "object", "additionalProperties": false, "properties": properties,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// The schema of an object whose keys are names.
pub(super) fn map_schema(doc: &str, of: &Json) -> Json {
    json!({ "description": doc.trim(), "type": "object", "additionalProperties": of })
}

/// A schema with the meaning of the field in place of its own.
pub(super) fn described(mut schema: Json, doc: &str) -> Json {
    schema["description"] = json!(doc.trim());
    schema
}

pub(super) fn number_schema(kind: &Kind, doc: &str) -> Json {
    range_schema(kind, doc.trim())
}

/// Declares a section. Each field is one of
///
/// - `number(KIND)`, required, or with `= default`;
/// - `optional(KIND)`: a number that may be left out;
/// - `numbers(KIND)`: a table of numbers under names of the user's choice;
/// - `section(Type)`: a table; left out, it is read as an empty one;
/// - `maybe(Type)`: a table that may be left out;
/// - `named(Type)`: a table of tables under names of the user's choice;
/// - `plain(Type)`, required, or with `= default`: no number.
macro_rules! section {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident : $form:ident ( $($of:tt)+ ) $(= $default:expr)? ; )+
        }
    ) => {
        $(#[doc = $doc])+
        pub struct $name<N> {
            $( $(#[doc = $field_doc])+ pub $field: section!(@type N $form $($of)+), )+
        }

        impl $name<crate::uncertain::Uncertain> {
            /// Reads the section; what is wrong is added to the problems.
            pub fn read(
                node: Option<&crate::document::Node>,
                path: &str,
                problems: &mut crate::document::Problems,
            ) -> Self {
                let mut table = crate::document::TableReader::open(node, path, problems);
                let section = Self {
                    $( $field: section!(@read table problems $field $form ($($of)+) $(= $default)?), )+
                };
                table.finish(problems);
                section
            }

            /// The JSON Schema of the section.
            pub fn schema() -> serde_json::Value {
                let required = [ $( section!(@required $field $form $(= $default)?) ),+ ];
                crate::service::section::object_schema(
                    concat!($($doc),+),
                    vec![ $( (stringify!($field), section!(@schema $form ($($of)+) concat!($($field_doc),+))) ),+ ],
                    &required.into_iter().flatten().collect::<Vec<_>>(),
                )
            }
        }

        // Derives do not work on types that a macro makes.
        impl<N: Clone> Clone for $name<N> {
            fn clone(&self) -> Self {
                self.map("", &mut |_, _, _, number: &N| number.clone())
            }
        }

        impl<N> $name<N> {
            /// The same section with other things in place of its numbers.
            pub fn map<M>(&self, path: &str, visit: crate::service::section::Visit<'_, N, M>) -> $name<M> {
                $name { $( $field: section!(@map self path visit $field $form ($($of)+) concat!($($field_doc),+)), )+ }
            }
        }
    };

    (@type $n:ident number $kind:expr) => { $n };
    (@type $n:ident optional $kind:expr) => { Option<$n> };
    (@type $n:ident numbers $kind:expr) => { crate::service::Named<$n> };
    (@type $n:ident section $of:ident) => { $of<$n> };
    (@type $n:ident maybe $of:ident) => { Option<$of<$n>> };
    (@type $n:ident named $of:ident) => { crate::service::Named<$of<$n>> };
    (@type $n:ident plain $of:ty) => { $of };

    (@read $t:ident $p:ident $f:ident number ($kind:expr)) => {
        crate::service::section::number(&mut $t, stringify!($f), &$kind, None, $p)
    };
    (@read $t:ident $p:ident $f:ident number ($kind:expr) = $default:expr) => {
        crate::service::section::number(&mut $t, stringify!($f), &$kind, Some($default), $p)
    };
    (@read $t:ident $p:ident $f:ident optional ($kind:expr)) => {{
        let path = $t.path_of(stringify!($f));
        $t.get(stringify!($f)).and_then(|node| crate::uncertain::read_number(node, &path, &$kind, $p))
    }};
    (@read $t:ident $p:ident $f:ident numbers ($kind:expr)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::section::numbers($t.get(stringify!($f)), &path, &$kind, $p)
    }};
    (@read $t:ident $p:ident $f:ident section ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        $of::read($t.get(stringify!($f)), &path, $p)
    }};
    (@read $t:ident $p:ident $f:ident maybe ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        $t.get(stringify!($f)).map(|node| $of::read(Some(node), &path, $p))
    }};
    (@read $t:ident $p:ident $f:ident named ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::section::named($t.get(stringify!($f)), &path, $p, $of::read)
    }};
    (@read $t:ident $p:ident $f:ident plain ($of:ty)) => {{
        if !$t.has(stringify!($f)) {
            $t.missing(stringify!($f), <$of as crate::service::Example>::EXAMPLE, $p);
        }
        $t.plain::<$of>(stringify!($f), $p).unwrap_or_else(<$of as crate::service::Example>::stand_in)
    }};
    (@read $t:ident $p:ident $f:ident plain ($of:ty) = $default:expr) => {
        $t.plain::<$of>(stringify!($f), $p).unwrap_or_else(|| $default)
    };

    (@required $f:ident number) => { Some(stringify!($f)) };
    (@required $f:ident plain) => { Some(stringify!($f)) };
    (@required $f:ident $form:ident $(= $default:expr)?) => { None };

    (@schema number ($kind:expr) $doc:expr) => { crate::service::section::number_schema(&$kind, $doc) };
    (@schema optional ($kind:expr) $doc:expr) => { crate::service::section::number_schema(&$kind, $doc) };
    (@schema numbers ($kind:expr) $doc:expr) => {
        crate::service::section::map_schema($doc, &crate::service::section::number_schema(&$kind, $doc))
    };
    (@schema section ($of:ident) $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema maybe ($of:ident) $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema named ($of:ident) $doc:expr) => { crate::service::section::map_schema($doc, &$of::schema()) };
    (@schema plain ($of:ty) $doc:expr) => {
        crate::service::section::described(<$of as crate::document::Plain>::schema(), $doc)
    };

    (@map $s:ident $path:ident $v:ident $f:ident number ($kind:expr) $doc:expr) => {
        $v(&crate::service::section::join($path, stringify!($f)), $doc, const { &$kind }, &$s.$f)
    };
    (@map $s:ident $path:ident $v:ident $f:ident optional ($kind:expr) $doc:expr) => {
        $s.$f.as_ref().map(|n| $v(&crate::service::section::join($path, stringify!($f)), $doc, const { &$kind }, n))
    };
    (@map $s:ident $path:ident $v:ident $f:ident numbers ($kind:expr) $doc:expr) => {{
        let path = crate::service::section::join($path, stringify!($f));
        $s.$f.iter()
            .map(|(name, n)| {
                let path = crate::service::section::join(&path, &name.text);
                (name.clone(), $v(&path, $doc, const { &$kind }, n))
            })
            .collect()
    }};
    (@map $s:ident $path:ident $v:ident $f:ident section ($of:ident) $doc:expr) => {
        $s.$f.map(&crate::service::section::join($path, stringify!($f)), $v)
    };
    (@map $s:ident $path:ident $v:ident $f:ident maybe ($of:ident) $doc:expr) => {
        match &$s.$f {
            Some(section) => Some(section.map(&crate::service::section::join($path, stringify!($f)), $v)),
            None => None,
        }
    };
    (@map $s:ident $path:ident $v:ident $f:ident named ($of:ident) $doc:expr) => {{
        let path = crate::service::section::join($path, stringify!($f));
        $s.$f.iter()
            .map(|(name, section)| {
                (name.clone(), section.map(&crate::service::section::join(&path, &name.text), $v))
            })
            .collect()
    }};
    (@map $s:ident $path:ident $v:ident $f:ident plain ($of:ty) $doc:expr) => { $s.$f.clone() };
}
pub(crate) use section;
