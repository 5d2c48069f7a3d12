//! Of when the figures of a scenario are, and until when it is good.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::dates::read_date;
use super::plain::wrong;
use crate::document::{Fault, Name, Node, Plain, Value};

/// The days of which figures are: what they are about, and the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureDays(pub Vec<(Name, Date)>);

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Date);

const REMEDY: &str = "write [figures] and below it lines such as staff = 2025-09-30";

impl Plain for FigureDays {
    fn read(node: &Node) -> Result<Self, Fault> {
        let Value::Table(table) = &node.value else {
            return Err(wrong(node, "a table of days", REMEDY));
        };
        let days = table.entries.iter().map(|(name, node)| {
            let date = read_date(node, "2025-09-30").map_err(|fault| {
                let what = format!("has a day of `{}` that {}", name.text, fault.what);
                Fault::new(what, fault.remedy.clone()).at(&node.place)
            })?;
            let place = Some(node.place.clone());
            Ok((Name { text: name.text.clone(), place }, date))
        });
        Fault::all(days).map(Self)
    }

    fn schema() -> Json {
        json!({
            "type": "object", "additionalProperties": Day::schema(), "x-limits": "a table of days, see above",
        })
    }

    fn to_json(&self) -> Json {
        Json::Null
    }
}

impl Plain for Day {
    fn read(node: &Node) -> Result<Self, Fault> {
        read_date(node, "2026-09-30").map(Self)
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-limits": "a date" })
    }

    fn to_json(&self) -> Json {
        json!(self.0.to_string())
    }
}
