//! How durations spread about their mean.

use serde_json::{Value as Json, json};

use super::plain::wrong;
use crate::document::{Fault, Node, Plain, Value};

/// The shape of a distribution of durations; the mean is given apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The same chance of ending in every week.
    Exponential,
    /// Always the mean.
    Fixed,
    /// Gamma with this shape parameter (1 is exponential, more is narrower).
    Gamma(f64),
    /// Weibull with this shape parameter (1 is exponential, less has a falling hazard).
    Weibull(f64),
    /// Lognormal with this standard deviation of the logarithm.
    Lognormal(f64),
    /// Published bands: shares of durations up to each time, evenly spread
    /// within a band. Pairs of upper end (any unit, only the ratios count) and
    /// share of all; the shares sum to 1.
    Bands(Vec<(f64, f64)>),
}

const REMEDY: &str = "write \"exponential\", \"fixed\", { gamma = 2 }, { weibull = 0.5 }, { lognormal = 1.2 } \
                      or { bands = [[13, 0.4], [26, 0.6]] }";
const NAMES: [&str; 4] = ["gamma", "weibull", "lognormal", "bands"];

impl Plain for Shape {
    fn read(node: &Node) -> Result<Self, Fault> {
        match &node.value {
            Value::Text(text) if text == "exponential" => Ok(Self::Exponential),
            Value::Text(text) if text == "fixed" => Ok(Self::Fixed),
            Value::Text(text) => Err(unknown(text)),
            Value::Table(table) => match table.entries.as_slice() {
                [(name, node)] => Self::read_named(&name.text, node),
                [] => Err(Fault::new("is empty", REMEDY)),
                _ => Err(Fault::new("has more than one shape", REMEDY)),
            },
            _ => Err(wrong(node, "a shape", REMEDY)),
        }
    }

    fn schema() -> Json {
        let one = |name: &str, schema: Json| json!({ "type": "object", "additionalProperties": false, "required": [name], "properties": { name: schema } });
        let from = |low: f64, high: f64| json!({ "type": "number", "minimum": low, "maximum": high });
        let upper = json!({ "type": "number", "minimum": 0 });
        let band = json!({ "type": "array", "items": upper, "minItems": 2, "maxItems": 2 });
        json!({ "anyOf": [
            { "enum": ["exponential", "fixed"] },
            one("gamma", from(0.05, 100.0)), one("weibull", from(0.05, 100.0)), one("lognormal", from(0.05, 4.0)),
            one("bands", json!({ "type": "array", "minItems": 1, "items": band })),
        ], "x-limits": "a shape, see above" })
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Exponential => json!("exponential"),
            Self::Fixed => json!("fixed"),
            Self::Gamma(shape) => json!({ "gamma": shape }),
            Self::Weibull(shape) => json!({ "weibull": shape }),
            Self::Lognormal(sd_log) => json!({ "lognormal": sd_log }),
            Self::Bands(bands) => json!({ "bands": bands }),
        }
    }
}

impl Shape {
    /// Whether a tree is a shape with a parameter, not a section.
    pub fn is_written_as(node: &Node) -> bool {
        match &node.value {
            Value::Table(table) => matches!(
                table.entries.as_slice(),
                [(name, node)] if NAMES.contains(&name.text.as_str()) && !matches!(node.value, Value::Table(_))
            ),
            _ => false,
        }
    }

    /// Whether a name is one of the words that make a table a shape. Nothing
    /// that the user names may be called so.
    pub fn is_reserved(name: &str) -> bool {
        NAMES.contains(&name)
    }

    fn read_named(name: &str, node: &Node) -> Result<Self, Fault> {
        let parameter = |high: f64| match f64::read(node) {
            Ok(value) if (0.05..=high).contains(&value) => Ok(value),
            Ok(value) => {
                let what = format!("has a {name} parameter of {value}, but it lies between 0.05 and {high}");
                Err(Fault::new(what, REMEDY).at(&node.place))
            }
            Err(fault) => {
                let what = format!("has a {name} parameter that {}", fault.what);
                Err(Fault::new(what, REMEDY).at(&node.place))
            }
        };
        match name {
            "gamma" => parameter(100.0).map(Self::Gamma),
            "weibull" => parameter(100.0).map(Self::Weibull),
            "lognormal" => parameter(4.0).map(Self::Lognormal),
            "bands" => read_bands(node).map(Self::Bands),
            other => Err(unknown(other)),
        }
    }
}

fn unknown(name: &str) -> Fault {
    Fault::new(format!("is \"{name}\", which is no shape"), REMEDY)
}

fn read_bands(node: &Node) -> Result<Vec<(f64, f64)>, Fault> {
    let fault = |what: &str, node: &Node| {
        let remedy = "write bands as [[upper end, share], ...], shortest first";
        Fault::new(what, remedy).at(&node.place)
    };
    let Value::Array(items) = &node.value else {
        return Err(fault("has bands that are no list", node));
    };
    let mut bands = Vec::new();
    for item in items {
        let pair = match &item.value {
            Value::Array(pair) => pair.as_slice(),
            _ => &[],
        };
        let [upper, share] = pair else {
            return Err(fault("has a band that is no pair of numbers", item));
        };
        match (f64::read(upper), f64::read(share)) {
            (Ok(upper), Ok(share)) if share >= 0.0 => bands.push((upper, share)),
            (Ok(_), Ok(_)) => return Err(fault("has a band with a negative share", item)),
            _ => return Err(fault("has a band that is no pair of numbers", item)),
        }
    }
    let rising = bands.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if bands.first().is_none_or(|(upper, _)| *upper <= 0.0) || !rising {
        return Err(fault("has bands whose ends do not rise from 0", node));
    }
    let total: f64 = bands.iter().map(|(_, share)| share).sum();
    if (total - 1.0).abs() > 0.005 {
        let what = format!("has bands whose shares sum to {total:.3}");
        return Err(Fault::new(what, "shares of all durations sum to 1").at(&node.place));
    }
    // Published shares are rounded.
    Ok(bands.into_iter().map(|(upper, share)| (upper, share / total)).collect())
}
