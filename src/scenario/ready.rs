//! Options that are in the program, for scenarios to include by name.

use crate::document::{Node, Problems, Sources, Table, Value, parse};

const FILE: &str = "ready-options.toml";
const TEXT: &str = include_str!("../../scenarios/ready-options.toml");

/// Adds the options of the program that the options of a scenario include and
/// that the scenario does not have itself.
pub(super) fn add(root: &mut Node, sources: &mut Sources, problems: &mut Problems) {
    let Value::Table(scenario) = &mut root.value else { return };
    let Some(Node { value: Value::Array(own), .. }) = scenario.get_mut("option") else { return };
    let wanted = |own: &[Node], name: &str| includes(own).any(|included| included == name);
    if !includes(own).any(|name| TEXT.contains(&format!("\"{name}\""))) {
        return;
    }
    let file = sources.add(FILE.into(), TEXT.to_owned());
    let Node { value: Value::Table(ready), .. } = parse(sources, file, problems) else { return };
    let Some(Node { value: Value::Array(ready), .. }) = ready.get("option") else { return };
    for option in ready {
        let Some(name) = option.value.as_table().and_then(name_of) else { continue };
        let is_there = own.iter().filter_map(|own| own.value.as_table()).any(|own| name_of(own) == Some(name));
        if !is_there && wanted(own, name) {
            own.push(option.clone());
        }
    }
}

fn name_of(option: &Table) -> Option<&str> {
    text_of(option.get("name")?)
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The names that options include.
fn includes(options: &[Node]) -> impl Iterator<Item = &str> {
    let tables = options.iter().filter_map(|option| option.value.as_table());
    let lists = tables.filter_map(|option| match &option.get("includes")?.value {
        Value::Array(names) => Some(names),
        _ => None,
    });
    lists.flatten().filter_map(text_of)
}
