//! The parts of a scenario that are no numbers: texts, flags, dates, names.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::calendar::Month;
use crate::document::{Fault, Name, Node, Plain, Value};

pub(super) fn wrong(node: &Node, wanted: &str, remedy: &str) -> Fault {
    Fault::new(format!("is {}, but {wanted} is wanted", node.value.what()), remedy)
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
        json!({ "type": "string", "x-limits": "text in quotes" })
    }

    fn to_json(&self) -> Json {
        text_or_null(self)
    }
}

/// An empty text stands for none, and is not worth showing as a default.
fn text_or_null(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { json!(text) }
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
        json!({ "type": "boolean", "x-limits": "true or false" })
    }

    fn to_json(&self) -> Json {
        json!(self)
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
        json!({ "type": "string", "x-limits": "a name in quotes" })
    }

    fn to_json(&self) -> Json {
        text_or_null(&self.text)
    }
}

impl Example for Name {
    const EXAMPLE: &'static str = "\"name\"";

    fn stand_in() -> Self {
        Self::default_of("")
    }
}

/// A whole number from 1 to 1,200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u32);

impl Plain for Count {
    fn read(node: &Node) -> Result<Self, Fault> {
        let remedy = "write a whole number from 1 to 1,200, such as 60";
        let Value::Integer(number) = node.value else {
            return Err(wrong(node, "a whole number", remedy));
        };
        match u32::try_from(number) {
            Ok(count @ 1..=1_200) => Ok(Self(count)),
            _ => Err(Fault::new(format!("is {number}, but must be from 1 to 1,200"), remedy)),
        }
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 1, "maximum": 1200, "x-limits": "a whole number, 1 to 1,200" })
    }

    fn to_json(&self) -> Json {
        json!(self.0)
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
            Fault::new(
                format!("is \"{text}\", and there is no such date"),
                "write year, month and day of the last day of a month, such as 2023-09-30",
            )
        })?;
        if !(1950..=2200).contains(&date.year()) {
            return Err(Fault::new(
                format!("is {date}, but a year from 1950 to 2200 is wanted"),
                "write year, month and day, such as 2023-09-30",
            ));
        }
        let month = Month::of(date);
        if date != month.last_day() {
            return Err(Fault::new(
                format!("is {date}, but opening balances are those of the last day of a month"),
                format!("write {}", month.last_day()),
            ));
        }
        Ok(Self(month))
    }

    fn schema() -> Json {
        json!({
        "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "x-limits": "a date, the last day of a month",
        })
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
