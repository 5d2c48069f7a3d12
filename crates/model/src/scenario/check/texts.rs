//! Texts that readers see: none is empty where one is needed, and none without end.

use super::Check;
use crate::document::{Node, Place, Problem, Problems, Table, Value, join};
use crate::figures::whole;
use crate::signs::commands;

/// The most letters of a title: more fit in no heading.
const LONGEST_TITLE: usize = 200;
/// The most letters of any other text.
const LONGEST: usize = 4_000;
/// The most draws of a range.
const MOST_DRAWS: usize = 10_000;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    walk(check.resolved, "", problems);
    let title = check.place(&["title"]);
    if check.service.title.trim().is_empty() && title.is_some() {
        problems.add(
            Problem::error("`title` is empty")
                .maybe_at(title, "no title")
                .help("say in a few words what the scenario is: title = \"Kent, if nothing changes\""),
        );
    }
}

fn walk(table: &Table, path: &str, problems: &mut Problems) {
    for (name, node) in &table.entries {
        each(node, &join(path, &name.text), problems);
    }
}

fn each(node: &Node, path: &str, problems: &mut Problems) {
    match &node.value {
        Value::Text(text) => problems.extend(text_is_usable(text, path, &node.place)),
        Value::Array(items) if items.len() > MOST_DRAWS => problems.add(
            Problem::error(format!(
                "`{path}` is a list of {}, but at most {} are possible",
                whole(items.len() as f64),
                whole(MOST_DRAWS as f64)
            ))
            .at(&node.place, "too long a list")
            .help("a part of them, chosen at random, does as well"),
        ),
        Value::Array(items) => items.iter().for_each(|item| each(item, path, problems)),
        Value::Table(table) => walk(table, path, problems),
        Value::Integer(_) | Value::Float(_) | Value::Flag(_) => {}
    }
}

fn text_is_usable(text: &str, path: &str, place: &Place) -> Option<Problem> {
    let key = path.rsplit('.').next().unwrap_or(path);
    let is_title = ["title", "council", "name"].contains(&key);
    let longest = if is_title { LONGEST_TITLE } else { LONGEST };
    let letters = text.chars().count();
    if letters > longest {
        return Some(
            Problem::error(format!(
                "`{path}` has {} letters, but at most {} fit",
                whole(letters as f64),
                whole(longest as f64)
            ))
            .at(place, "too long")
            .help("shorten it"),
        );
    }
    let unseen = text.chars().find(|sign| commands(*sign))?;
    Some(
        Problem::error(format!(
            "`{path}` holds a character that nobody sees and that spoils files, U+{:04X}",
            u32::from(unseen)
        ))
        .at(place, "an unseen character")
        .help("type the text anew, or paste it as plain text"),
    )
}
