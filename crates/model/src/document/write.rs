//! Writing a tree as TOML again (for the resolved scenario of a run).

use std::fmt::Write as _;

use super::{Name, Node, Table, Value};

/// The tree as TOML text. Tables for which `inline` holds (ranges with their
/// source) stand on one line; all others get a header.
pub fn to_toml(root: &Table, inline: &dyn Fn(&Node) -> bool) -> String {
    let mut text = String::new();
    write_table(&mut text, "", root, inline);
    text
}

fn write_table(text: &mut String, path: &str, table: &Table, inline: &dyn Fn(&Node) -> bool) {
    let is_value = |(_, node): &(Name, Node)| !is_section(node, inline);
    if !path.is_empty() && (table.entries.iter().any(is_value) || table.entries.is_empty()) {
        let gap = if text.is_empty() { "" } else { "\n" };
        writeln!(text, "{gap}[{path}]").expect("a string takes any text");
    }
    write_content(text, path, table, inline);
}

/// What stands below the header of a table.
fn write_content(text: &mut String, path: &str, table: &Table, inline: &dyn Fn(&Node) -> bool) {
    let (sections, values): (Vec<_>, Vec<_>) =
        table.entries.iter().partition(|(_, node)| is_section(node, inline));
    for (name, node) in values {
        writeln!(text, "{} = {}", key(&name.text), value(node)).expect("a string takes any text");
    }
    for (name, node) in sections {
        let key = key(&name.text);
        let path = if path.is_empty() { key } else { format!("{path}.{key}") };
        match &node.value {
            Value::Table(section) => write_table(text, &path, section, inline),
            Value::Array(items) => {
                for section in items.iter().filter_map(|item| item.value.as_table()) {
                    writeln!(text, "\n[[{path}]]").expect("a string takes any text");
                    write_content(text, &path, section, inline);
                }
            }
            _ => {}
        }
    }
}

/// Whether a value has headers of its own: a table, or a list of tables.
fn is_section(node: &Node, inline: &dyn Fn(&Node) -> bool) -> bool {
    match &node.value {
        Value::Table(_) => !inline(node),
        Value::Array(items) => {
            !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_)))
        }
        _ => false,
    }
}

fn key(text: &str) -> String {
    let bare = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if bare { text.to_owned() } else { toml_text(text) }
}

/// Text as TOML has it, in quotes.
pub fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn value(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => toml_text(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => toml::Value::Float(*number).to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) => {
            let pairs =
                table.entries.iter().map(|(name, node)| format!("{} = {}", key(&name.text), value(node)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
