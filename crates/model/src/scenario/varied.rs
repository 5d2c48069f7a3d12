//! A scenario with something more, or with another number, as if its file said so.

use super::names::position;
use super::{Reading, Scenario, checked, ready, taken_from};
use crate::document::{FileId, Name, Node, Place, Problem, Problems, Sources, Value, overlay, parse};
use crate::service::is_list;

/// The name of what is not in a file, in messages.
const COMMAND_LINE: &str = "the command line";

impl Scenario {
    /// The scenario with a piece of TOML laid over it, which came from the
    /// command line. Its options are added to those that there are; whatever
    /// else it says stands in place of what there was.
    pub fn with(&self, text: &str) -> Reading {
        let mut sources = self.sources.clone();
        let mut problems = Problems::default();
        let file = sources.add(COMMAND_LINE.into(), text.to_owned());
        let addition = parse(&sources, file, is_list, &mut problems).root;
        let root = joined(self.root(file), addition);
        self.read_again(root, sources, problems)
    }

    /// The scenario with another value for the number of this path, such as
    /// `option.overseas.campaign.1.people`.
    pub fn with_number(&self, path: &str, value: f64) -> Reading {
        let mut sources = self.sources.clone();
        let mut problems = Problems::default();
        let file = sources.add(COMMAND_LINE.into(), format!("{path} = {value}"));
        let place = Place { file, span: 0..path.len() };
        let mut root = self.root(file);
        let number = Node { value: Value::Float(value), place: place.clone() };
        let parts: Vec<&str> = path.split('.').collect();
        if !put(&mut root, &parts, number) {
            let problem = Problem::error(format!("the scenario does not say which table holds `{path}`"));
            problems
                .add(problem.at(&place, "no such table").help("write the number into the scenario first"));
        }
        self.read_again(root, sources, problems)
    }

    /// The whole document without what is said about its making.
    fn root(&self, file: FileId) -> Node {
        let mut resolved = self.resolved.clone();
        resolved.remove(taken_from::KEY);
        Node { value: Value::Table(resolved), place: Place { file, span: 0..0 } }
    }

    fn read_again(&self, mut root: Node, mut sources: Sources, mut problems: Problems) -> Reading {
        ready::add(&mut root, &mut sources, &mut problems);
        checked(root, self.name.clone(), sources, problems, |_, _| self.taken_from.clone())
    }
}

/// Lays one document over another, and adds its options to those of the other.
fn joined(below: Node, above: Node) -> Node {
    let options = |node: &Node| match node.value.as_table().and_then(|table| table.get("option")) {
        Some(Node { value: Value::Array(options), .. }) => options.clone(),
        _ => Vec::new(),
    };
    let all: Vec<Node> = [options(&below), options(&above)].concat();
    let mut whole = overlay(below, above, &|_| false);
    if let Value::Table(table) = &mut whole.value
        && let Some(node) = table.get_mut("option")
    {
        node.value = Value::Array(all);
    }
    whole
}

/// Puts a value where a path leads; `false` if it leads nowhere.
fn put(node: &mut Node, path: &[&str], value: Node) -> bool {
    let Some((first, rest)) = path.split_first() else {
        *node = value;
        return true;
    };
    match &mut node.value {
        Value::Table(table) if rest.is_empty() && table.get(first).is_none() => {
            table.entries.push((Name::default_of(first), value));
            true
        }
        Value::Table(table) => table.get_mut(first).is_some_and(|below| put(below, rest, value)),
        Value::Array(items) => position(items, first).is_some_and(|at| put(&mut items[at], rest, value)),
        _ => false,
    }
}
