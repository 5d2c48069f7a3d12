//! Published figures before the start.

use serde_json::{Value as Json, json};

use super::NameOf;
use super::plain::wrong;
use crate::calendar::Month;
use crate::document::{Fault, Name, Node, Plain, Table, Value};

/// Published figures of some measures before the start, by month.
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

const REMEDY: &str = "write [history.caseload] and below it lines such as 2022-09 = 18.6";

impl Plain for History {
    fn read(node: &Node) -> Result<Self, Fault> {
        let Value::Table(table) = &node.value else {
            return Err(wrong(node, "a table for each measure", REMEDY));
        };
        let measures = table.entries.iter().map(|(name, node)| {
            let Value::Table(months) = &node.value else {
                let what =
                    format!("has {} for `{}`, but a table of months is wanted", node.value.what(), name.text);
                return Err(Fault::new(what, REMEDY).at(&node.place));
            };
            Ok(HistoryOf { measure: name.clone(), points: read_points(name, months)? })
        });
        Fault::all(measures).map(Self)
    }

    fn schema() -> Json {
        let months = json!({
            "type": "object", "additionalProperties": { "type": "number" },
            "propertyNames": { "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" },
        });
        json!({
            "type": "object", "additionalProperties": months, "x-limits": "a table for each measure, see above",
            (NameOf::KEYS): NameOf::Measure.word(),
        })
    }

    fn to_json(&self) -> Json {
        Json::Null
    }
}

fn read_points(measure: &Name, months: &Table) -> Result<Vec<(Month, f64)>, Fault> {
    let point = |(name, node): &(Name, Node)| {
        let month: Month = name.text.parse().map_err(|rule| {
            let what = format!("names the month `{}`, but {rule}", name.text);
            Fault::new(what, REMEDY).at(name.place.as_ref().unwrap_or(&node.place))
        })?;
        let value = f64::read(node).map_err(|fault| {
            let what = format!("has a value for {} in {month} that {}", measure.text, fault.what);
            Fault::new(what, REMEDY).at(&node.place)
        })?;
        Ok((month, value))
    };
    let mut points = Fault::all(months.entries.iter().map(point))?;
    points.sort_by_key(|(month, _)| *month);
    Ok(points)
}
