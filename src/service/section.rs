//! The `section!` macro: one declaration of a part of the service gives its
//! type, its reader, its JSON Schema and a walk over its numbers.
//!
//! A section is generic over what stands for a number: [`Uncertain`] as the
//! user wrote it, or a [`ParameterId`](crate::service::ParameterId) that points into the drawn values of
//! one trial. Every number thus has one address, its path in the scenario
//! file, which ranges, levers and the assumptions register share.

use serde_json::{Map, Value as Json, json};

use super::Named;
use crate::document::{Name, Node, Plain, Problem, Problems, TableReader, Value};
use crate::uncertain::{Kind, Uncertain, range_schema, read_number};

/// Called with the path, the meaning (the doc comment) and the kind of each number.
pub(super) type Visit<'f, N, M> = &'f mut dyn FnMut(&str, &'static str, &'static Kind, &N) -> M;

pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Stands for a number that is wrong or missing, until the problems are shown.
/// It compares as neither more nor less than anything, so that no check
/// complains of it a second time.
fn stand_in() -> Uncertain {
    Uncertain::known(f64::NAN)
}

/// Reads a number; a wrong one, or a missing one without default, is a problem.
pub(super) fn number(
    table: &mut TableReader<'_>,
    key: &'static str,
    kind: &Kind,
    default: Option<f64>,
    problems: &mut Problems,
) -> Uncertain {
    if let Some(number) = optional(table, key, kind, problems) {
        return number;
    }
    if let Some(default) = default {
        return Uncertain::known(default);
    }
    table.missing(key, "...", problems);
    stand_in()
}

/// Reads a number that may be left out.
pub(super) fn optional(
    table: &mut TableReader<'_>,
    key: &'static str,
    kind: &Kind,
    problems: &mut Problems,
) -> Option<Uncertain> {
    let path = table.path_of(key);
    let Some(node) = table.get(key) else {
        return table.is_misspelled(key).then(stand_in);
    };
    Some(read_number(node, &path, kind, problems).unwrap_or_else(stand_in))
}

/// Reads a table whose keys are names and whose values are numbers.
pub(super) fn numbers(
    node: Option<&Node>,
    path: &str,
    kind: &Kind,
    problems: &mut Problems,
) -> Named<Uncertain> {
    let table = TableReader::open(node, path, problems);
    let entries = table.entries().iter().map(|(name, node)| {
        let value = read_number(node, &join(path, &name.text), kind, problems);
        (name.clone(), value.unwrap_or_else(stand_in))
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

/// Reads a list of tables, such as `[[option]]`. Each goes by its `name`, or
/// by its number in the list (from 1) if it has none.
pub(super) fn list<T>(
    node: Option<&Node>,
    path: &str,
    problems: &mut Problems,
    read: fn(Option<&Node>, &str, &mut Problems) -> T,
) -> Named<T> {
    let items = match node.map(|node| (&node.value, node)) {
        None => &[],
        Some((Value::Array(items), _)) => items.as_slice(),
        Some((value, node)) => {
            problems.add(
                Problem::error(format!("`{path}` is {}, but a list of tables is wanted", value.what()))
                    .at(&node.place, "not a list")
                    .help(format!("write [[{path}]], with two brackets on each side, for each of them")),
            );
            &[]
        }
    };
    let entries = items.iter().enumerate().map(|(at, item)| {
        let name = name_of(item)
            .unwrap_or_else(|| Name { text: (at + 1).to_string(), place: Some(item.place.clone()) });
        let section = read(Some(item), &join(path, &name.text), problems);
        (name, section)
    });
    entries.collect()
}

/// What a table calls itself.
fn name_of(item: &Node) -> Option<Name> {
    let name = item.value.as_table()?.get("name")?;
    Name::read(name).ok()
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

/// The schema of a list of objects.
pub(super) fn list_schema(doc: &str, of: &Json) -> Json {
    json!({ "description": doc.trim(), "type": "array", "items": of })
}

/// Marks the properties of keys that many sections share, for the page of all keys.
pub(super) fn shared(properties: Vec<(&'static str, Json)>) -> Vec<(&'static str, Json)> {
    let mark = |(key, mut schema): (&'static str, Json)| {
        schema["x-shared"] = json!(true);
        (key, schema)
    };
    properties.into_iter().map(mark).collect()
}

/// A schema with the meaning of the field in place of its own.
pub(super) fn described(mut schema: Json, doc: &str) -> Json {
    schema["description"] = json!(doc.trim());
    schema
}

pub(super) fn number_schema(kind: &Kind, doc: &str, default: Option<f64>) -> Json {
    with_default(range_schema(kind, doc.trim()), default)
}

/// A schema that tells the default.
pub(super) fn with_default(mut schema: Json, default: Option<impl Plain>) -> Json {
    match default.map_or(Json::Null, |default| default.to_json()) {
        Json::Null => {}
        default => schema["default"] = default,
    }
    schema
}

/// Declares a section. Each field is one of
///
/// - `number(KIND)`, required, or with `= default`;
/// - `optional(KIND)`: a number that may be left out;
/// - `numbers(KIND)`: a table of numbers under names of the user's choice;
/// - `section(Type)`: a table; left out, it is read as an empty one;
/// - `maybe(Type)`: a table that may be left out;
/// - `named(Type)`: a table of tables under names of the user's choice;
/// - `list(Type)`: a list of tables, each with a name or a number;
/// - `flat(Type)`: keys that several sections share, in this very table;
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
                let mut table = crate::document::TableReader::open(node, path, problems)
                    .expecting(&Self::keys());
                let section = Self::read_keys(&mut table, problems);
                table.finish(problems);
                section
            }

            /// The keys of the section.
            pub(crate) fn keys() -> Vec<&'static str> {
                let mut keys = Vec::new();
                $( section!(@keys keys $field $form ($($of)+)); )+
                keys
            }

            /// Reads the keys of the section from a table that is open.
            #[allow(clippy::needless_pass_by_ref_mut, reason = "a section may hold keys of every form")]
            pub(crate) fn read_keys(
                table: &mut crate::document::TableReader<'_>,
                problems: &mut crate::document::Problems,
            ) -> Self {
                Self {
                    $( $field: section!(@read table problems $field $form ($($of)+) $(= $default)?), )+
                }
            }

            /// The JSON Schema of each key.
            pub(crate) fn properties() -> Vec<(&'static str, serde_json::Value)> {
                let mut properties = Vec::new();
                $( section!(@property properties $field $form ($($of)+) $(= $default)?, concat!($($field_doc),+)); )+
                properties
            }

            /// The JSON Schema of the section.
            pub fn schema() -> serde_json::Value {
                let required = [ $( section!(@required $field $form $(= $default)?) ),+ ];
                crate::service::section::object_schema(
                    concat!($($doc),+),
                    Self::properties(),
                    &required.into_iter().flatten().collect::<Vec<&str>>(),
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
    (@type $n:ident list $of:ident) => { crate::service::Named<$of<$n>> };
    (@type $n:ident flat $of:ident) => { $of<$n> };
    (@type $n:ident plain $of:ty) => { $of };

    (@keys $keys:ident $f:ident flat ($of:ident)) => { $keys.extend($of::keys()) };
    (@keys $keys:ident $f:ident $form:ident ($($of:tt)+)) => { $keys.push(stringify!($f)) };

    (@read $t:ident $p:ident $f:ident number ($kind:expr)) => {
        crate::service::section::number($t, stringify!($f), &$kind, None, $p)
    };
    (@read $t:ident $p:ident $f:ident number ($kind:expr) = $default:expr) => {
        crate::service::section::number($t, stringify!($f), &$kind, Some($default), $p)
    };
    (@read $t:ident $p:ident $f:ident optional ($kind:expr)) => {
        crate::service::section::optional($t, stringify!($f), &$kind, $p)
    };
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
    (@read $t:ident $p:ident $f:ident list ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::section::list($t.get(stringify!($f)), &path, $p, $of::read)
    }};
    (@read $t:ident $p:ident $f:ident flat ($of:ident)) => { $of::read_keys($t, $p) };
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

    (@property $list:ident $f:ident flat ($of:ident), $doc:expr) => {
        $list.extend(crate::service::section::shared($of::properties()))
    };
    (@property $list:ident $f:ident $form:ident ($($of:tt)+) $(= $default:expr)?, $doc:expr) => {
        $list.push((stringify!($f), section!(@schema $form ($($of)+) $(= $default)?, $doc)))
    };

    (@schema number ($kind:expr) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::number_schema(&$kind, $doc, None $(.or(Some($default)))?)
    };
    (@schema optional ($kind:expr), $doc:expr) => { crate::service::section::number_schema(&$kind, $doc, None) };
    (@schema numbers ($kind:expr), $doc:expr) => {
        crate::service::section::map_schema($doc, &crate::service::section::number_schema(&$kind, $doc, None))
    };
    (@schema section ($of:ident), $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema maybe ($of:ident), $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema named ($of:ident), $doc:expr) => { crate::service::section::map_schema($doc, &$of::schema()) };
    (@schema list ($of:ident), $doc:expr) => { crate::service::section::list_schema($doc, &$of::schema()) };
    (@schema plain ($of:ty) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::with_default(
            crate::service::section::described(<$of as crate::document::Plain>::schema(), $doc),
            None::<$of> $(.or_else(|| Some($default)))?,
        )
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
    (@map $s:ident $path:ident $v:ident $f:ident list ($of:ident) $doc:expr) => {
        section!(@map $s $path $v $f named ($of) $doc)
    };
    (@map $s:ident $path:ident $v:ident $f:ident flat ($of:ident) $doc:expr) => { $s.$f.map($path, $v) };
    (@map $s:ident $path:ident $v:ident $f:ident plain ($of:ty) $doc:expr) => { $s.$f.clone() };
}
pub(crate) use section;
