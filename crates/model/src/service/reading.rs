//! How the fields of a section are read from a scenario file.

use super::Named;
use crate::document::{Name, Node, Plain, Problem, Problems, TableReader, Value, join};
use crate::uncertain::{Kind, Uncertain, read_number};

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
