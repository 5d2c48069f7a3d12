//! The parts of a scenario that are no numbers: texts, dates, names, shapes.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::calendar::Month;
use crate::document::{Name, Node, Plain, Value};

type Fault = (String, String);

fn wrong(node: &Node, wanted: &str, remedy: &str) -> Fault {
    (format!("is {}, but {wanted} is wanted", node.value.what()), remedy.to_owned())
}

/// A value to show in messages about a missing key, and to go on with after
/// a problem was told.
pub trait Example {
    /// As a user would write it.
    const EXAMPLE: &'static str;
    /// Stands for the value until the problems are shown; never run.
    fn stand_in() -> Self;
}

impl Plain for String {
    fn read(node: &Node) -> Result<Self, Fault> {
        match &node.value {
            Value::Text(text) => Ok(text.clone()),
            _ => Err(wrong(node, "text", "put it in quotes")),
        }
    }

    fn schema() -> Json {
        json!({ "type": "string" })
    }
}

impl Example for String {
    const EXAMPLE: &'static str = "\"...\"";

    fn stand_in() -> Self {
        String::new()
    }
}

impl Plain for bool {
    fn read(node: &Node) -> Result<Self, Fault> {
        match node.value {
            Value::Flag(flag) => Ok(flag),
            _ => Err(wrong(node, "true or false", "write true or false without quotes")),
        }
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }
}

impl Plain for Name {
    fn read(node: &Node) -> Result<Self, Fault> {
        match &node.value {
            Value::Text(text) => Ok(Self { text: text.clone(), place: Some(node.place.clone()) }),
            _ => Err(wrong(node, "a name", "put the name in quotes")),
        }
    }

    fn schema() -> Json {
        json!({ "type": "string" })
    }
}

impl Example for Name {
    const EXAMPLE: &'static str = "\"name\"";

    fn stand_in() -> Self {
        Self::default_of("")
    }
}

/// A whole number from 1 up, and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u32);

impl Plain for Count {
    fn read(node: &Node) -> Result<Self, Fault> {
        let remedy = || "write a whole number from 1 to 1,200".to_owned();
        match node.value {
            Value::Integer(number) => match u32::try_from(number) {
                Ok(count @ 1..=1_200) => Ok(Self(count)),
                _ => Err((format!("is {number}, but must be from 1 to 1,200"), remedy())),
            },
            _ => Err((format!("is {}, but a whole number is wanted", node.value.what()), remedy())),
        }
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 1, "maximum": 1200 })
    }
}

/// The month whose last day is the day of the opening balances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening(pub Month);

impl Plain for Opening {
    fn read(node: &Node) -> Result<Self, Fault> {
        let Value::Text(text) = &node.value else {
            return Err(wrong(node, "a date", "write start = 2023-09-30"));
        };
        let date: Date = text.parse().map_err(|_| {
            (
                format!("is \"{text}\", which is not a date"),
                "write year, month and day as 2023-09-30".to_owned(),
            )
        })?;
        let month = Month::of(date);
        if date != month.last_day() {
            return Err((
                format!("is {date}, which is not the last day of a month"),
                format!("opening balances are those at the end of a month: write {}", month.last_day()),
            ));
        }
        if !(1950..=2200).contains(&date.year()) {
            return Err((
                format!("is {date}, which is no date to plan for"),
                "write a year from 1950 to 2200".into(),
            ));
        }
        Ok(Self(month))
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

impl Example for Opening {
    const EXAMPLE: &'static str = "2023-09-30";

    fn stand_in() -> Self {
        Self(Month::new(2023, 9))
    }
}

/// Published figures of one measure before the start, by month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History(pub Vec<HistoryOf>);

/// The history of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryOf {
    /// Id of the measure, such as `vacancy_rate`.
    pub measure: Name,
    /// Values by month, in time order.
    pub points: Vec<(Month, f64)>,
}

impl Plain for History {
    fn read(node: &Node) -> Result<Self, Fault> {
        let remedy = "write [history.caseload] and below it lines such as 2022-09 = 18.6";
        let Value::Table(table) = &node.value else {
            return Err(wrong(node, "a table for each measure", remedy));
        };
        let mut measures = Vec::new();
        for (name, node) in &table.entries {
            let Value::Table(months) = &node.value else {
                return Err((format!("has no table of months for `{}`", name.text), remedy.into()));
            };
            let mut points = Vec::new();
            for (month, value) in &months.entries {
                let month: Month = month.text.parse().map_err(|rule| {
                    (format!("names the month `{}`, but {rule}", month.text), remedy.to_owned())
                })?;
                let value = f64::read(value).map_err(|_| {
                    (format!("has no number for {} in {month}", name.text), remedy.to_owned())
                })?;
                points.push((month, value));
            }
            points.sort_by_key(|(month, _)| *month);
            measures.push(HistoryOf { measure: name.clone(), points });
        }
        Ok(Self(measures))
    }

    fn schema() -> Json {
        let months = json!({
            "type": "object", "additionalProperties": { "type": "number" },
            "propertyNames": { "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" },
        });
        json!({ "type": "object", "additionalProperties": months })
    }
}

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

const SHAPE_REMEDY: &str = "write \"exponential\", \"fixed\", { gamma = 2 }, { weibull = 0.5 }, { lognormal = 1.2 } \
                            or { bands = [[13, 0.4], [26, 0.6]] }";

impl Plain for Shape {
    fn read(node: &Node) -> Result<Self, Fault> {
        match &node.value {
            Value::Text(text) if text == "exponential" => Ok(Self::Exponential),
            Value::Text(text) if text == "fixed" => Ok(Self::Fixed),
            Value::Text(text) => Err((format!("is \"{text}\", which is no shape"), SHAPE_REMEDY.into())),
            Value::Table(table) => match table.entries.as_slice() {
                [(name, node)] => Self::read_named(&name.text, node),
                _ => Err(("has no shape, or more than one".into(), SHAPE_REMEDY.into())),
            },
            _ => Err(wrong(node, "a shape", SHAPE_REMEDY)),
        }
    }

    fn schema() -> Json {
        let one = |name: &str, schema: Json| json!({ "type": "object", "additionalProperties": false, "required": [name], "properties": { name: schema } });
        let positive = json!({ "type": "number", "exclusiveMinimum": 0 });
        let band = json!({ "type": "array", "items": positive, "minItems": 2, "maxItems": 2 });
        json!({ "anyOf": [
            { "enum": ["exponential", "fixed"] },
            one("gamma", positive.clone()), one("weibull", positive.clone()), one("lognormal", positive),
            one("bands", json!({ "type": "array", "minItems": 1, "items": band })),
        ] })
    }
}

impl Shape {
    fn read_named(name: &str, node: &Node) -> Result<Self, Fault> {
        let parameter = || match f64::read(node) {
            Ok(value) if (0.05..=100.0).contains(&value) => Ok(value),
            _ => Err((format!("has a {name} parameter outside 0.05 to 100"), SHAPE_REMEDY.to_owned())),
        };
        match name {
            "gamma" => Ok(Self::Gamma(parameter()?)),
            "weibull" => Ok(Self::Weibull(parameter()?)),
            "lognormal" => match parameter()? {
                sd if sd <= 4.0 => Ok(Self::Lognormal(sd)),
                _ => Err(("has a lognormal spread above 4".into(), SHAPE_REMEDY.into())),
            },
            "bands" => Self::read_bands(node),
            other => Err((format!("is \"{other}\", which is no shape"), SHAPE_REMEDY.into())),
        }
    }

    fn read_bands(node: &Node) -> Result<Self, Fault> {
        let fault = |what: &str| {
            (what.to_owned(), "write bands as [[upper end, share], ...], shortest first".to_owned())
        };
        let Value::Array(items) = &node.value else {
            return Err(fault("has bands that are no list"));
        };
        let mut bands = Vec::new();
        for item in items {
            let Value::Array(pair) = &item.value else {
                return Err(fault("has a band that is no pair"));
            };
            let [upper, share] = pair.as_slice() else {
                return Err(fault("has a band that is no pair"));
            };
            bands.push((f64::read(upper)?, f64::read(share)?));
        }
        let rising = bands.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if bands.is_empty() || !rising || bands[0].0 <= 0.0 {
            return Err(fault("has bands whose ends do not rise from 0"));
        }
        let total: f64 = bands.iter().map(|band| band.1).sum();
        if bands.iter().any(|band| band.1 < 0.0) || (total - 1.0).abs() > 0.005 {
            return Err((
                format!("has bands whose shares sum to {total:.3}"),
                "shares of all durations sum to 1".into(),
            ));
        }
        Ok(Self::Bands(bands.into_iter().map(|(upper, share)| (upper, share / total)).collect()))
    }
}
