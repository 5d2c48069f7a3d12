//! The parts of a scenario that are no numbers: texts, flags, dates, names.

use serde_json::{Value as Json, json};

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

impl<T: Plain> Plain for Option<T> {
    fn read(node: &Node) -> Result<Self, Fault> {
        T::read(node).map(Some)
    }

    fn schema() -> Json {
        T::schema()
    }

    fn to_json(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::to_json)
    }
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
