//! Days in a scenario: the run goes by whole months.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::plain::{Example, wrong};
use crate::calendar::Month;
use crate::document::{Fault, Node, Plain, Value, meant};

/// The month whose last day is the day of the opening balances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening(pub Month);

/// A month, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstDay(pub Month);

/// A month, by its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastDay(pub Month);

/// Reads a day.
pub(super) fn read_date(node: &Node, example: &str) -> Result<Date, Fault> {
    let Value::Text(text) = &node.value else {
        return Err(wrong(node, "a date", &format!("write {example}")));
    };
    let remedy = format!("write year, month and day, such as {example}");
    let date: Date = text.parse().map_err(|_| match meant(text) {
        Some(meant) => Fault::new(format!("is \"{text}\""), format!("write {}", meant.written)),
        None => Fault::new(format!("is \"{text}\", and there is no such date"), remedy.as_str()),
    })?;
    if !(1950..=2200).contains(&date.year()) {
        return Err(Fault::new(format!("is {date}, but a year from 1950 to 2200 is wanted"), remedy));
    }
    Ok(date)
}

/// Reads a day that must be the one that `day_of` gives for its month.
fn read_day(node: &Node, example: &str, rule: &str, day_of: impl Fn(Month) -> Date) -> Result<Month, Fault> {
    let date = read_date(node, example)?;
    let month = Month::of(date);
    if date != day_of(month) {
        return Err(Fault::new(format!("is {date}, but {rule}"), format!("write {}", day_of(month))));
    }
    Ok(month)
}

fn day_schema(limits: &str) -> Json {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-limits": limits })
}

impl Plain for Opening {
    fn read(node: &Node) -> Result<Self, Fault> {
        let rule = "opening balances are those of the last day of a month";
        read_day(node, "start = 2023-09-30", rule, Month::last_day).map(Self)
    }

    fn schema() -> Json {
        day_schema("a date, the last day of a month")
    }

    fn to_json(&self) -> Json {
        json!(self.0.last_day().to_string())
    }
}

impl Example for Opening {
    const EXAMPLE: &'static str = "2023-09-30";

    fn stand_in() -> Self {
        Self(Month::new(2023, 9))
    }
}

impl Plain for FirstDay {
    fn read(node: &Node) -> Result<Self, Fault> {
        read_day(node, "from = 2024-04-01", "a lever begins on the first day of a month", Month::first_day)
            .map(Self)
    }

    fn schema() -> Json {
        day_schema("a date, the first day of a month")
    }

    fn to_json(&self) -> Json {
        json!(self.0.first_day().to_string())
    }
}

impl Plain for LastDay {
    fn read(node: &Node) -> Result<Self, Fault> {
        read_day(node, "until = 2026-03-31", "a lever ends on the last day of a month", Month::last_day)
            .map(Self)
    }

    fn schema() -> Json {
        day_schema("a date, the last day of a month")
    }

    fn to_json(&self) -> Json {
        json!(self.0.last_day().to_string())
    }
}
