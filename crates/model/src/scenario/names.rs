//! The names in a document: which key or text is the name of what, as the declarations of the service say.

use std::ops::Range;

use serde_json::Value as Json;

use crate::document::{Name, Node, Place, Value, join};
use crate::measure::stage_of;
use crate::service::{HelpActsOn, NameOf};

/// A key or a text of a document that holds names.
pub(super) struct Written<'a> {
    /// What it is the name of, or which names it holds.
    of: NameOf,
    /// Its path.
    pub(super) path: &'a str,
    /// Where it stands.
    pub(super) place: &'a Place,
    /// Whether it is a key, and not a text.
    pub(super) is_key: bool,
    text: &'a mut String,
}

impl Written<'_> {
    /// The names in it, each with what it is the name of.
    pub(super) fn names(&self, schema: &Json) -> Vec<(NameOf, &str)> {
        let parts = parts(self.of, self.text, schema).into_iter();
        parts.map(|(of, range)| (of, &self.text[range])).collect()
    }

    /// Puts other names in place of those for which there are any.
    pub(super) fn rename(&mut self, other: Renaming<'_>, schema: &Json) {
        *self.text = renamed(self.of, self.text, other, schema);
    }
}

/// What something is to be called, if it is renamed.
pub(super) type Renaming<'a> = &'a dyn Fn(NameOf, &str) -> Option<String>;

/// A text with other names in it.
pub(super) fn renamed(of: NameOf, text: &str, other: Renaming<'_>, schema: &Json) -> String {
    let mut renamed = text.to_owned();
    for (of, range) in parts(of, text, schema).into_iter().rev() {
        if let Some(other) = other(of, &text[range.clone()]) {
            renamed.replace_range(range, &other);
        }
    }
    renamed
}

/// Visits all that holds names in the part of a document at this path, which has this schema.
pub(super) fn visit(node: &mut Node, path: &str, schema: &Json, see: &mut dyn FnMut(Written<'_>)) {
    let Node { value, place } = node;
    match value {
        Value::Table(table) => {
            let keys = kind_of(schema, NameOf::KEYS);
            for (Name { text, place: of_key }, node) in &mut table.entries {
                let path = join(path, text);
                let below = match keys {
                    Some(of) => {
                        let place = of_key.as_ref().unwrap_or(&node.place);
                        see(Written { of, path: &path, place, is_key: true, text });
                        &schema["additionalProperties"]
                    }
                    None => &schema["properties"][text.as_str()],
                };
                visit(node, &path, below, see);
            }
        }
        Value::Array(items) => {
            let is_of_tables = schema["items"]["properties"].is_object();
            for (number, item) in items.iter_mut().enumerate() {
                if is_of_tables {
                    let number = (number + 1).to_string();
                    let path = join(path, own_name(item).unwrap_or(&number));
                    visit(item, &path, &schema["items"], see);
                } else {
                    // Each of a list of names is written as one name is.
                    visit(item, path, schema, see);
                }
            }
        }
        Value::Text(text) => match kind_of(schema, NameOf::VALUES) {
            Some(NameOf::Stage) if HelpActsOn::WORDS.contains(&text.as_str()) => {}
            Some(of) => see(Written { of, path, place, is_key: false, text }),
            None => {}
        },
        Value::Integer(_) | Value::Float(_) | Value::Flag(_) => {}
    }
}

/// The name that an entry of a list gives itself.
pub(super) fn own_name(item: &Node) -> Option<&str> {
    item.value.as_table()?.get("name")?.value.as_text()
}

/// Which entry of a list is meant in a path: by its own name, or by its number from 1.
pub(super) fn position(items: &[Node], meant: &str) -> Option<usize> {
    let by_name = items.iter().position(|item| own_name(item) == Some(meant));
    let by_number = || meant.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < items.len());
    by_name.or_else(by_number)
}

/// Of what a schema says that keys or texts are the names.
fn kind_of(schema: &Json, which: &str) -> Option<NameOf> {
    let word = schema[which].as_str()?;
    NameOf::ALL.into_iter().find(|of| of.word() == word)
}

/// Where in a text the names stand, and what of.
fn parts(of: NameOf, text: &str, schema: &Json) -> Vec<(NameOf, Range<usize>)> {
    match of {
        NameOf::Team | NameOf::Stage | NameOf::Role | NameOf::Source | NameOf::Option | NameOf::Band => {
            vec![(of, 0..text.len())]
        }
        NameOf::Number => parts_of_path(text, schema),
        NameOf::Measure => stage_of(text)
            .map(|stage| (NameOf::Stage, text.len() - stage.len()..text.len()))
            .into_iter()
            .collect(),
        NameOf::Target => parts_of_target(text, schema),
    }
}

fn parts_of_path(path: &str, mut schema: &Json) -> Vec<(NameOf, Range<usize>)> {
    let mut found = Vec::new();
    for part in path.split('.') {
        let at = part.as_ptr() as usize - path.as_ptr() as usize;
        let of_list = kind_of(&schema["items"]["properties"]["name"], NameOf::VALUES);
        if let Some(of) = kind_of(schema, NameOf::KEYS).or(of_list) {
            found.push((of, at..at + part.len()));
        }
        let below = [&schema["properties"][part], &schema["additionalProperties"], &schema["items"]];
        schema = below.into_iter().find(|schema| schema.is_object()).unwrap_or(&Json::Null);
    }
    found
}

/// The first word is a measure, and that after `in` a team.
fn parts_of_target(sentence: &str, schema: &Json) -> Vec<(NameOf, Range<usize>)> {
    let mut found = Vec::new();
    let mut before = "";
    for (number, word) in sentence.split_whitespace().enumerate() {
        let at = word.as_ptr() as usize - sentence.as_ptr() as usize;
        if number == 0 {
            let of_measure = parts(NameOf::Measure, word, schema).into_iter();
            found.extend(of_measure.map(|(of, range)| (of, at + range.start..at + range.end)));
        } else if before == "in" {
            found.push((NameOf::Team, at..at + word.len()));
        }
        before = word;
    }
    found
}
