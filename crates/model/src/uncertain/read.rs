//! Reading a number or a range.

use super::{Distribution, Kind, Provenance, Quality, Quantity, Uncertain};
use crate::document::{Fault, Node, Problem, Problems, Table, Value, meant, nearest};

/// The keys of which a range has exactly one.
pub(super) const SHAPES: [&str; 9] =
    ["value", "uniform", "triangular", "pert", "normal", "lognormal", "beta", "interval80", "draws"];

/// The keys that say where a number comes from.
pub(super) const PROVENANCE: [&str; 5] = ["source", "quality", "note", "owner", "review"];

/// Whether a name is one of the words that make a table a range. Nothing that
/// the user names may be called so.
pub fn is_reserved(name: &str) -> bool {
    SHAPES.contains(&name) || PROVENANCE.contains(&name)
}

/// Whether a tree is a range (or a number with its source), not a section.
pub fn is_range(node: &Node) -> bool {
    match &node.value {
        Value::Table(table) => table.entries.iter().any(|(name, _)| SHAPES.contains(&name.text.as_str())),
        _ => false,
    }
}

/// Reads a number or a range and checks it against its kind. What is wrong is
/// added to the problems, and `None` returned.
pub fn read_number(node: &Node, path: &str, kind: &Kind, problems: &mut Problems) -> Option<Uncertain> {
    let mut complain = |message: String, node: &Node, label: &str, help: &str| {
        problems.add(Problem::error(message).at(&node.place, label).help(help));
    };
    match &node.value {
        Value::Integer(_) | Value::Float(_) => {
            let value = number(node)?;
            if !kind.allows(value) {
                let text = format!("`{path}` is {}, but {}", shown(value), kind.rule);
                complain(text, node, "not possible", kind.remedy);
                return None;
            }
            Some(Uncertain { place: Some(node.place.clone()), ..Uncertain::known(value) })
        }
        Value::Table(table) => read_range(node, table, path, kind, problems),
        Value::Text(_) | Value::Flag(_) | Value::Array(_) => {
            let form = || "write a number, or a range such as { interval80 = [low, high] }".to_owned();
            let remedy = match &node.value {
                Value::Text(text) if text.parse::<f64>().is_ok() => {
                    format!("take the quotes away: {text}")
                }
                Value::Text(text) => {
                    meant(text).map_or_else(form, |meant| format!("write {}", meant.written))
                }
                _ => form(),
            };
            complain(
                format!("`{path}` is {}, but a number or a range is wanted", node.value.what()),
                node,
                "not a number",
                &remedy,
            );
            None
        }
    }
}

fn read_range(
    node: &Node,
    table: &Table,
    path: &str,
    kind: &Kind,
    problems: &mut Problems,
) -> Option<Uncertain> {
    let mut shapes = Vec::new();
    let mut ok = true;
    for (name, value) in &table.entries {
        if SHAPES.contains(&name.text.as_str()) {
            shapes.push((name, value));
        } else if !PROVENANCE.contains(&name.text.as_str()) {
            let help = match nearest(&name.text, SHAPES.into_iter().chain(PROVENANCE)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("a range has one of {}, and {}", SHAPES.join(", "), PROVENANCE.join(", ")),
            };
            let place = name.place.as_ref().unwrap_or(&value.place);
            problems.add(
                Problem::error(format!("`{}` is not a key of a range (`{path}`)", name.text))
                    .at(place, "unknown key")
                    .help(help),
            );
            ok = false;
        }
    }
    let provenance = read_provenance(table, path, problems);
    let [(shape, value)] = shapes.as_slice() else {
        if ok || !shapes.is_empty() {
            let message = if shapes.is_empty() {
                format!("`{path}` has no number")
            } else {
                format!("`{path}` has more than one range")
            };
            problems.add(
                Problem::error(message)
                    .at(&node.place, "here")
                    .help(format!("give exactly one of {}", SHAPES.join(", "))),
            );
        }
        return None;
    };
    match read_shape(&shape.text, value, kind) {
        Ok(quantity) if ok => {
            Some(Uncertain { quantity, provenance: provenance?, place: Some(node.place.clone()) })
        }
        Ok(_) => None,
        Err(fault) => {
            problems.extend(fault.into_problems(path, &value.place));
            None
        }
    }
}

fn read_shape(shape: &str, node: &Node, kind: &Kind) -> Result<Quantity, Fault> {
    let drawn = |distribution| Ok(Quantity::Drawn(distribution));
    match shape {
        "value" => Ok(Quantity::Known(possible(node, kind)?)),
        "uniform" | "interval80" => {
            let [low, high] = ascending::<2>(node, shape, kind)?;
            if shape == "uniform" {
                drawn(Distribution::Uniform { low, high })
            } else {
                drawn(Distribution::Interval80 { low, high })
            }
        }
        "triangular" | "pert" => {
            let [low, likely, high] = ascending::<3>(node, shape, kind)?;
            if shape == "triangular" {
                drawn(Distribution::Triangular { low, likely, high })
            } else {
                drawn(Distribution::Pert { low, likely, high })
            }
        }
        "normal" => {
            let [mean, sd] = pair(node, shape, ["mean", "sd"])?;
            in_kind(mean, kind)?;
            not_negative(sd, "sd")?;
            drawn(Distribution::Normal { mean, sd })
        }
        "lognormal" => {
            let [median, sd_log] = pair(node, shape, ["median", "sd_log"])?;
            in_kind(median, kind)?;
            not_negative(sd_log, "sd_log")?;
            if median <= 0.0 {
                return Err(Fault::new("is lognormal with a median that is not positive", kind.remedy));
            }
            drawn(Distribution::Lognormal { median, sd_log })
        }
        "beta" => {
            let [mean, sd] = pair(node, shape, ["mean", "sd"])?;
            not_negative(sd, "sd")?;
            if !(mean > 0.0 && mean < 1.0 && sd * sd < mean * (1.0 - mean)) {
                return Err(Fault::new(
                    format!("is a beta range with mean {mean} and sd {sd}, which is not possible"),
                    "the mean lies between 0 and 1, and sd is below sqrt(mean (1 - mean))",
                ));
            }
            // A beta parameter this small puts nearly all the weight on 0 and 1.
            let size = mean * (1.0 - mean) / (sd * sd) - 1.0;
            if mean.min(1.0 - mean) * size < 0.01 {
                return Err(Fault::new(
                    format!("is a beta range with mean {mean} and sd {sd}: nearly always 0 or 1"),
                    "give a smaller sd",
                ));
            }
            in_kind(mean, kind)?;
            drawn(Distribution::Beta { mean, sd })
        }
        _ => {
            let Value::Array(items) = &node.value else {
                return Err(Fault::new(wrong_form(node, "a list of numbers"), "write draws = [0.1, 0.2]"));
            };
            if items.is_empty() {
                return Err(Fault::new("has an empty list of draws", "give at least one number"));
            }
            let values = items.iter().map(|item| possible(item, kind)).collect::<Result<_, _>>()?;
            drawn(Distribution::Draws(values))
        }
    }
}

fn read_provenance(table: &Table, path: &str, problems: &mut Problems) -> Option<Provenance> {
    let mut ok = true;
    let mut text = |key: &str| match table.get(key) {
        None => String::new(),
        Some(Node { value: Value::Text(text), .. }) => text.clone(),
        Some(node) => {
            ok = false;
            problems.add(
                Problem::error(format!("`{key}` of `{path}` is {}, but text is wanted", node.value.what()))
                    .at(&node.place, "not text")
                    .help("put it in quotes"),
            );
            String::new()
        }
    };
    let quality_text = text("quality");
    let provenance = Provenance {
        source: text("source"),
        note: text("note"),
        owner: text("owner"),
        review: text("review"),
        quality: None,
    };
    let quality = match (quality_text.as_str(), Quality::named(&quality_text)) {
        ("", _) => None,
        (_, Some(quality)) => Some(quality),
        (other, None) => {
            ok = false;
            if let Some(node) = table.get("quality") {
                problems.add(
                    Problem::error(format!("the quality of `{path}` is \"{other}\""))
                        .at(&node.place, "unknown quality")
                        .help("write \"low\", \"medium\" or \"high\""),
                );
            }
            None
        }
    };
    ok.then_some(Provenance { quality, ..provenance })
}

/// A number of the tree, whole or not.
pub(super) fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        Value::Text(_) | Value::Flag(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

pub(super) fn wrong_form(node: &Node, wanted: &str) -> String {
    format!("is given as {}, but {wanted} is wanted", node.value.what())
}

fn in_kind(value: f64, kind: &Kind) -> Result<(), Fault> {
    if kind.allows(value) {
        Ok(())
    } else {
        Err(Fault::new(format!("reaches {}, but {}", shown(value), kind.rule), kind.remedy))
    }
}

fn not_negative(value: f64, key: &str) -> Result<(), Fault> {
    if value.is_finite() && value >= 0.0 {
        Ok(())
    } else {
        Err(Fault::new(
            format!("has {key} = {}, but a spread cannot be negative or endless", shown(value)),
            "0 means no spread",
        ))
    }
}

fn possible(node: &Node, kind: &Kind) -> Result<f64, Fault> {
    let Some(value) = number(node) else {
        let remedy = match &node.value {
            Value::Text(text) => meant(text).map(|meant| format!("write {}", meant.written)),
            _ => None,
        };
        let remedy = remedy.unwrap_or_else(|| "write a number such as 0.16".to_owned());
        return Err(Fault::new(wrong_form(node, "a number"), remedy));
    };
    in_kind(value, kind)?;
    Ok(value)
}

fn ascending<const N: usize>(node: &Node, shape: &str, kind: &Kind) -> Result<[f64; N], Fault> {
    let form = if N == 2 { "[low, high]" } else { "[low, likely, high]" };
    let fault = || Fault::new(wrong_form(node, form), format!("write {shape} = {form}"));
    let Value::Array(items) = &node.value else {
        return Err(fault());
    };
    let items: &[Node; N] = items.as_slice().try_into().map_err(|_| {
        Fault::new(
            format!("has {} numbers in {shape}, but {N} are wanted", items.len()),
            if items.len() > N {
                format!("write {shape} = {form}; a comma parts two numbers, so write 1200 for 1,200")
            } else {
                format!("write {shape} = {form}")
            },
        )
    })?;
    let mut values = [0.0; N];
    for (value, item) in values.iter_mut().zip(items) {
        *value = possible(item, kind)?;
    }
    if !values.is_sorted() {
        return Err(Fault::new(
            format!("runs the wrong way round: {}", values.map(shown).join(", then ")),
            format!("write the lower value first: {shape} = {form}"),
        ));
    }
    Ok(values)
}

fn pair(node: &Node, shape: &str, keys: [&str; 2]) -> Result<[f64; 2], Fault> {
    let form = format!("{shape} = {{ {} = ..., {} = ... }}", keys[0], keys[1]);
    let fault = || Fault::new(format!("is not a complete {shape} range"), format!("write {form}"));
    let Value::Table(table) = &node.value else {
        return Err(fault());
    };
    if table.entries.len() != 2 {
        return Err(fault());
    }
    let mut values = [0.0; 2];
    for (value, key) in values.iter_mut().zip(keys) {
        *value = table.get(key).and_then(number).ok_or_else(fault)?;
        if !value.is_finite() {
            return Err(Fault::new(
                format!("has {key} = {}, which is no number", shown(*value)),
                format!("write {form}"),
            ));
        }
    }
    Ok(values)
}

/// A number as a person would write it.
fn shown(value: f64) -> String {
    if value == f64::INFINITY {
        "infinite".into()
    } else if value == f64::NEG_INFINITY {
        "minus infinite".into()
    } else if value.is_nan() {
        "not a number".into()
    } else if value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}
