//! Laying one scenario over another (`extends`).

use super::{Node, Value};

/// Lays `upper` over `lower`: tables are merged key by key, and any other
/// value of `upper` replaces the one below it. A range replaces a range whole,
/// so that no part of an old distribution is left in a new one.
pub fn overlay(lower: Node, upper: Node, is_range: &dyn Fn(&Node) -> bool) -> Node {
    let replace = is_range(&upper) || is_range(&lower);
    match (lower.value, upper.value) {
        (Value::Table(mut below), Value::Table(above)) if !replace => {
            for (name, node) in above.entries {
                let at = below.entries.iter().position(|(key, _)| key.text == name.text);
                match at {
                    Some(at) => {
                        let (_, old) = below.entries.remove(at);
                        below.entries.insert(at, (name, overlay(old, node, is_range)));
                    }
                    None => below.entries.push((name, node)),
                }
            }
            Node { value: Value::Table(below), place: upper.place }
        }
        (_, value) => Node { value, place: upper.place },
    }
}
