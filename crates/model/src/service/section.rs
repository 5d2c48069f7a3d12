//! The `section!` macro: one declaration of a part of the service gives its
//! type, its reader, its JSON Schema and a walk over its numbers.
//!
//! A section is generic over what stands for a number: [`Uncertain`](crate::uncertain::Uncertain) as the
//! user wrote it, or a [`ParameterId`](crate::service::ParameterId) that points into the drawn values of
//! one trial. Every number thus has one address, its path in the scenario
//! file, which ranges, levers and the assumptions register share.

use serde_json::{Map, Value as Json, json};

use super::NameOf;
use crate::document::Plain;
use crate::uncertain::{Kind, range_schema};

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

/// The schema of an object whose keys are names of something.
pub(super) fn map_schema(doc: &str, keys: NameOf, of: &Json) -> Json {
    json!({
        "description": doc.trim(), "type": "object", "additionalProperties": of, (NameOf::KEYS): keys.word(),
    })
}

/// The schema of a name, or of several, of something.
pub(super) fn names_schema(mut schema: Json, of: NameOf) -> Json {
    schema[NameOf::VALUES] = json!(of.word());
    schema
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
/// - `numbers(KIND; Of)`: a table of numbers under names, and of what these are the names ([`NameOf`]);
/// - `section(Type)`: a table; left out, it is read as an empty one;
/// - `maybe(Type)`: a table that may be left out;
/// - `named(Type; Of)`: a table of tables under names, and of what these are the names;
/// - `name(Of)`, required, or with `= default`, or `names(Of)`, one or several: what else has a name, by that name;
/// - `list(Type)`: a list of tables, each with a name or a number;
/// - `flat(Type)`: keys that several sections share, in this very table;
/// - `plain(Type)`, required, or with `= default`: no number.
///
/// Below its doc comment every number has `#[say("...")]`, the same in a few words; one that readers see in another
/// unit has `#[shown_as(KIND)]`; and one that is easily typed on the wrong scale has `#[believable(low, high)]`, far
/// beyond what was ever seen. The `#[say("...")]` of a field that holds sections is what the numbers in them
/// belong to; without it they belong to what the section around says. See [`About`](crate::service::About).
macro_rules! section {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])+
                $(#[say($say:literal)])?
                $(#[shown_as($shown:expr)])?
                $(#[believable($low:literal, $high:literal)])?
                $field:ident : $form:ident ( $($of:tt)+ ) $(= $default:expr)? ;
            )+
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
                [ $( section!(@keys $field $form ($($of)+)) ),+ ].concat()
            }

            /// Reads the keys of the section from a table that is open.
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
                [ $( section!(@property $field $form ($($of)+) $(= $default)?, concat!($($field_doc),+)) ),+ ].concat()
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
                self.map(&mut |_, _, number: &N| number.clone())
            }
        }

        impl<N> $name<N> {
            /// The same section with other things in place of its numbers.
            pub fn map<M>(&self, visit: crate::service::about::Visit<'_, N, M>) -> $name<M> {
                self.map_within("", "", visit)
            }

            /// The same where the section stands at this path and its numbers belong to something.
            #[allow(unused_variables, reason = "in some sections every field says for itself what it belongs to")]
            pub(crate) fn map_within<M>(
                &self,
                path: &str,
                of: &'static str,
                visit: crate::service::about::Visit<'_, N, M>,
            ) -> $name<M> {
                $name {
                    $( $field: section!(
                        @map self path of visit $field $form ($($of)+) [$($say)?] [$($shown)?] [$(($low, $high))?]
                    ), )+
                }
            }
        }
    };

    (@type $n:ident number $kind:expr) => { $n };
    (@type $n:ident optional $kind:expr) => { Option<$n> };
    (@type $n:ident numbers $kind:expr; $keys:ident) => { crate::service::Named<$n> };
    (@type $n:ident section $of:ident) => { $of<$n> };
    (@type $n:ident maybe $of:ident) => { Option<$of<$n>> };
    (@type $n:ident named $of:ident; $keys:ident) => { crate::service::Named<$of<$n>> };
    (@type $n:ident name $of:ident) => { crate::document::Name };
    (@type $n:ident names $of:ident) => { crate::service::Names };
    (@type $n:ident list $of:ident) => { crate::service::Named<$of<$n>> };
    (@type $n:ident flat $of:ident) => { $of<$n> };
    (@type $n:ident plain $of:ty) => { $of };

    (@keys $f:ident flat ($of:ident)) => { $of::keys() };
    (@keys $f:ident $form:ident ($($of:tt)+)) => { vec![stringify!($f)] };

    (@read $t:ident $p:ident $f:ident number ($kind:expr)) => {
        crate::service::reading::number($t, stringify!($f), &$kind, None, $p)
    };
    (@read $t:ident $p:ident $f:ident number ($kind:expr) = $default:expr) => {
        crate::service::reading::number($t, stringify!($f), &$kind, Some($default), $p)
    };
    (@read $t:ident $p:ident $f:ident optional ($kind:expr)) => {
        crate::service::reading::optional($t, stringify!($f), &$kind, $p)
    };
    (@read $t:ident $p:ident $f:ident numbers ($kind:expr; $keys:ident)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::reading::numbers($t.get(stringify!($f)), &path, &$kind, $p)
    }};
    (@read $t:ident $p:ident $f:ident section ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        $of::read($t.get(stringify!($f)), &path, $p)
    }};
    (@read $t:ident $p:ident $f:ident maybe ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        $t.get(stringify!($f)).map(|node| $of::read(Some(node), &path, $p))
    }};
    (@read $t:ident $p:ident $f:ident name ($of:ident) $(= $default:expr)?) => {
        section!(@read $t $p $f plain (crate::document::Name) $(= $default)?)
    };
    (@read $t:ident $p:ident $f:ident names ($of:ident) $(= $default:expr)?) => {
        section!(@read $t $p $f plain (crate::service::Names) $(= $default)?)
    };
    (@read $t:ident $p:ident $f:ident named ($of:ident; $keys:ident)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::reading::named($t.get(stringify!($f)), &path, $p, $of::read)
    }};
    (@read $t:ident $p:ident $f:ident list ($of:ident)) => {{
        let path = $t.path_of(stringify!($f));
        crate::service::reading::list($t.get(stringify!($f)), &path, $p, $of::read)
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
    (@required $f:ident name) => { Some(stringify!($f)) };
    (@required $f:ident names) => { Some(stringify!($f)) };
    (@required $f:ident $form:ident $(= $default:expr)?) => { None };

    (@property $f:ident flat ($of:ident), $doc:expr) => {
        crate::service::section::shared($of::properties())
    };
    (@property $f:ident $form:ident ($($of:tt)+) $(= $default:expr)?, $doc:expr) => {
        vec![(stringify!($f), section!(@schema $form ($($of)+) $(= $default)?, $doc))]
    };

    (@schema number ($kind:expr) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::number_schema(&$kind, $doc, None $(.or(Some($default)))?)
    };
    (@schema optional ($kind:expr), $doc:expr) => { crate::service::section::number_schema(&$kind, $doc, None) };
    (@schema numbers ($kind:expr; $keys:ident), $doc:expr) => {
        crate::service::section::map_schema(
            $doc,
            crate::service::NameOf::$keys,
            &crate::service::section::number_schema(&$kind, $doc, None),
        )
    };
    (@schema section ($of:ident), $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema maybe ($of:ident), $doc:expr) => { crate::service::section::described($of::schema(), $doc) };
    (@schema named ($of:ident; $keys:ident), $doc:expr) => {
        crate::service::section::map_schema($doc, crate::service::NameOf::$keys, &$of::schema())
    };
    (@schema name ($of:ident) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::names_schema(
            section!(@schema plain (crate::document::Name) $(= $default)?, $doc),
            crate::service::NameOf::$of,
        )
    };
    (@schema names ($of:ident) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::names_schema(
            section!(@schema plain (crate::service::Names) $(= $default)?, $doc),
            crate::service::NameOf::$of,
        )
    };
    (@schema list ($of:ident), $doc:expr) => { crate::service::section::list_schema($doc, &$of::schema()) };
    (@schema plain ($of:ty) $(= $default:expr)?, $doc:expr) => {
        crate::service::section::with_default(
            crate::service::section::described(<$of as crate::document::Plain>::schema(), $doc),
            None::<$of> $(.or_else(|| Some($default)))?,
        )
    };

    (@about $f:ident $within:ident ($kind:expr) [$say:literal] [$($shown:expr)?] [$($believable:expr)?]) => {
        &crate::service::About {
            phrase: $say,
            of: $within,
            kind: const { &$kind },
            shown_as: const { section!(@first $(&$shown,)? &$kind) },
            believable: const { section!(@first $(Some($believable),)? None) },
        }
    };
    (@about $f:ident $within:ident ($kind:expr) [] $shown:tt $believable:tt) => {
        compile_error!(concat!("`", stringify!($f), "` lacks #[say(\"...\")]: what the number is, in a few words"))
    };

    (@first $first:expr $(, $rest:expr)*) => { $first };

    // What the numbers of a section belong to.
    (@of $within:ident []) => { $within };
    (@of $within:ident [$say:literal]) => { $say };

    (@map $s:ident $path:ident $within:ident $v:ident $f:ident number $kind:tt $say:tt $shown:tt $believable:tt) => {
        $v(
            &crate::document::join($path, stringify!($f)),
            section!(@about $f $within $kind $say $shown $believable),
            &$s.$f,
        )
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident optional $kind:tt $say:tt $shown:tt $believable:tt) => {
        $s.$f.as_ref().map(|n| {
            let path = crate::document::join($path, stringify!($f));
            $v(&path, section!(@about $f $within $kind $say $shown $believable), n)
        })
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident numbers ($kind:expr; $keys:ident) $say:tt $shown:tt $believable:tt) => {{
        let path = crate::document::join($path, stringify!($f));
        $s.$f.iter()
            .map(|(name, n)| {
                let path = crate::document::join(&path, &name.text);
                (name.clone(), $v(&path, section!(@about $f $within ($kind) $say $shown $believable), n))
            })
            .collect()
    }};
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident section ($of:ident) $say:tt [] []) => {
        $s.$f.map_within(&crate::document::join($path, stringify!($f)), section!(@of $within $say), $v)
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident maybe ($of:ident) $say:tt [] []) => {
        $s.$f.as_ref().map(|section| {
            let path = crate::document::join($path, stringify!($f));
            section.map_within(&path, section!(@of $within $say), $v)
        })
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident named ($of:ident; $keys:ident) $say:tt [] []) => {
        section!(@map $s $path $within $v $f list ($of) $say [] [])
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident list ($of:ident) $say:tt [] []) => {{
        let path = crate::document::join($path, stringify!($f));
        $s.$f.iter()
            .map(|(name, section)| {
                let path = crate::document::join(&path, &name.text);
                (name.clone(), section.map_within(&path, section!(@of $within $say), $v))
            })
            .collect()
    }};
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident flat ($of:ident) [] [] []) => {
        $s.$f.map_within($path, $within, $v)
    };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident name ($of:ident) [] [] []) => { $s.$f.clone() };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident names ($of:ident) [] [] []) => { $s.$f.clone() };
    (@map $s:ident $path:ident $within:ident $v:ident $f:ident plain ($of:ty) [] [] []) => { $s.$f.clone() };
}
pub(crate) use section;
