//! The JSON Schema of numbers and ranges.

use serde_json::{Value as Json, json};

use super::Kind;
use super::read::{PROVENANCE, SHAPES, number, wrong_form};
use crate::document::{Fault, Node, Plain};
use crate::figures::whole;

/// The JSON Schema of a number or range of this kind. The unit and the limits
/// stand apart from the description, as `x-unit` and `x-limits`.
pub fn range_schema(kind: &Kind, description: &str) -> Json {
    let low = if kind.above_low { "exclusiveMinimum" } else { "minimum" };
    let plain = json!({ "type": "number", low: kind.low, "maximum": kind.high });
    let list =
        |count: usize| json!({ "type": "array", "items": plain, "minItems": count, "maxItems": count });
    let two = |a: &str, b: &str| {
        json!({
            "type": "object", "additionalProperties": false, "required": [a, b],
            "properties": { a: { "type": "number" }, b: { "type": "number", "minimum": 0 } },
        })
    };
    let text = json!({ "type": "string" });
    let mut properties = json!({
        "value": plain, "uniform": list(2), "interval80": list(2), "triangular": list(3), "pert": list(3),
        "normal": two("mean", "sd"), "lognormal": two("median", "sd_log"), "beta": two("mean", "sd"),
        "draws": { "type": "array", "items": plain, "minItems": 1 },
        "quality": { "enum": ["low", "medium", "high"] },
    });
    for key in PROVENANCE.iter().filter(|key| **key != "quality") {
        properties[*key] = text.clone();
    }
    let one_shape: Vec<Json> = SHAPES.iter().map(|shape| json!({ "required": [shape] })).collect();
    json!({
        "description": description, "x-unit": kind.unit, "x-limits": limits(kind),
        "anyOf": [
            plain,
            { "type": "object", "additionalProperties": false, "properties": properties, "oneOf": one_shape },
        ],
    })
}

fn limits(kind: &Kind) -> String {
    let written = |limit: f64| if limit.abs() >= 1_000.0 { whole(limit) } else { limit.to_string() };
    let (low, high) = (written(kind.low), written(kind.high));
    if kind.above_low { format!("above {low}, at most {high}") } else { format!("{low} to {high}") }
}

impl Plain for f64 {
    fn read(node: &Node) -> Result<Self, Fault> {
        match number(node) {
            Some(value) if value.is_finite() => Ok(value),
            Some(_) => Err(Fault::new("is not a finite number", "write a number such as 0.45")),
            None => Err(Fault::new(wrong_form(node, "a number"), "write a number such as 0.45")),
        }
    }

    fn schema() -> Json {
        json!({ "type": "number", "x-limits": "a number" })
    }

    fn to_json(&self) -> Json {
        json!(self)
    }
}
