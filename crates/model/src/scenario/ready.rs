//! Options that are in the program, for scenarios to include by name.

use super::names::own_name;
use crate::document::{FileId, Name, Node, Problems, Sources, Table, Value, parse};
use crate::service::is_list;

pub(super) const FILE: &str = "scenarios/ready-options.toml";
const TEXT: &str = include_str!("../../../../scenarios/ready-options.toml");

/// Adds the options of the program that a scenario includes and does not have itself, and gives their file.
pub(super) fn add(root: &mut Node, sources: &mut Sources, problems: &mut Problems) -> Option<FileId> {
    let place = root.place.clone();
    let Value::Table(scenario) = &mut root.value else { return None };
    let missing: Vec<String> = wanted(scenario).filter(|name| option(scenario, name).is_none()).collect();
    if missing.is_empty() {
        return None;
    }
    let file = sources.add(FILE.into(), TEXT.to_owned());
    let ready = parse(sources, file, is_list, problems).root;
    let ready = ready.value.as_table()?;
    for name in missing {
        let Some(option) = option(ready, &name) else { continue };
        match scenario.get_mut("option").map(|node| &mut node.value) {
            Some(Value::Array(own)) if option_named(own, &name).is_none() => own.push(option.clone()),
            Some(_) => {}
            None => {
                let list = Node { value: Value::Array(vec![option.clone()]), place: place.clone() };
                scenario.entries.push((Name::default_of("option"), list));
            }
        }
    }
    Some(file)
}

/// The names of options that a scenario wants: decided, or included by others.
fn wanted(scenario: &Table) -> impl Iterator<Item = String> {
    let included = options(scenario).iter().filter_map(|option| option.value.as_table()?.get("includes"));
    let lists = scenario.get("decided").into_iter().chain(included);
    let names = lists.flat_map(|list| match &list.value {
        Value::Array(names) => names.as_slice(),
        _ => std::slice::from_ref(list),
    });
    names.filter_map(|name| name.value.as_text()).map(str::to_owned)
}

fn options(scenario: &Table) -> &[Node] {
    match scenario.get("option").map(|node| &node.value) {
        Some(Value::Array(options)) => options,
        _ => &[],
    }
}

fn option<'a>(scenario: &'a Table, name: &str) -> Option<&'a Node> {
    option_named(options(scenario), name)
}

fn option_named<'a>(options: &'a [Node], name: &str) -> Option<&'a Node> {
    options.iter().find(|option| own_name(option) == Some(name))
}
