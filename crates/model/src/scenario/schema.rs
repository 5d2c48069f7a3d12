//! The JSON Schema of scenario files, for editors.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::base::AS_OF;
use super::taken_from::KEY as TAKEN_FROM;
use crate::service::Service;

/// The JSON Schema (draft 7) of scenario files. A file that extends another
/// may leave out any key.
pub fn schema() -> Json {
    let mut root = annotated_schema();
    let required = take_required(&mut root).unwrap_or(json!({}));
    let mut definitions = Map::new();
    publish(&mut root, &mut definitions);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:staffcast:scenario",
        "title": "Staffcast scenario",
        "description": root["description"],
        "type": "object",
        "additionalProperties": false,
        "properties": root["properties"],
        "if": { "required": ["extends"] },
        "else": required,
        "definitions": definitions,
    })
}

/// The schema of a scenario file, with units and limits apart from the
/// descriptions. `extends`, `as_of` and `taken_from` belong to the file, not to the service.
pub(super) fn annotated_schema() -> Json {
    let mut root = Service::schema();
    let extends = json!({
        "description": "A scenario file that this one is laid over, relative to this file; or `council:NAME`, what `staffcast init` estimates of a council, a region or England from published figures; or `england`, an average English council, which is in the program. What is not given here is taken from it.",
        "type": "string", "x-limits": "text in quotes",
    });
    let as_of = json!({
        "description": "The year up to which the published figures of `council:NAME` are used; it begins on 30 September of that year. Without it, the newest of the figures at hand, so that another release of them changes the scenario.",
        "type": "integer", "x-limits": "a year, such as 2023",
    });
    let taken_from = json!({
        "description": "Which numbers a run took from other files: their paths, or those of whole sections, by file. Staffcast writes it into the `scenario.toml` of a run, for the register of assumptions; nobody else need give it.",
        "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } },
        "x-limits": "for each file a list of paths",
    });
    let mut properties = Map::from_iter([("extends".to_owned(), extends), (AS_OF.to_owned(), as_of)]);
    if let Json::Object(own) = root["properties"].take() {
        properties.extend(own);
    }
    properties.insert(TAKEN_FROM.to_owned(), taken_from);
    root["properties"] = Json::Object(properties);
    root
}

/// Takes the lists of required keys out of a schema of sections, and gives
/// them as a schema of their own.
fn take_required(schema: &mut Json) -> Option<Json> {
    let schema = schema.as_object_mut()?;
    if schema.contains_key("anyOf") {
        return None;
    }
    let mut taken = Map::new();
    if let Some(required) = schema.remove("required") {
        taken.insert("required".to_owned(), required);
    }
    if let Some(Json::Object(properties)) = schema.get_mut("properties") {
        let within: Map<String, Json> = properties
            .iter_mut()
            .filter_map(|(key, property)| Some((key.clone(), take_required(property)?)))
            .collect();
        if !within.is_empty() {
            taken.insert("properties".to_owned(), Json::Object(within));
        }
    }
    // An item of a list stands in one file whole: what it needs, it must have.
    if let Some(of) = schema.get_mut("additionalProperties").and_then(take_required) {
        taken.insert("additionalProperties".to_owned(), of);
    }
    (!taken.is_empty()).then_some(Json::Object(taken))
}

/// Puts units into the descriptions, and numbers with the same limits into
/// definitions, so that the schema stays small.
fn publish(schema: &mut Json, definitions: &mut Map<String, Json>) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    schema.remove("x-shared");
    let limits = schema.remove("x-limits");
    if let (Some(Json::String(unit)), Some(Json::String(limits))) = (schema.remove("x-unit"), limits) {
        if let Some(Json::String(description)) = schema.get_mut("description") {
            write!(description, " Unit: {unit}; {limits}.").expect("a string takes any text");
        }
        if let Some(any_of) = schema.remove("anyOf") {
            let name = format!("number {limits}").replace([' ', ','], "-").replace("--", "-");
            schema.insert("allOf".to_owned(), json!([{ "$ref": format!("#/definitions/{name}") }]));
            definitions.insert(name, json!({ "anyOf": any_of }));
        }
        return;
    }
    if let Some(Json::Object(properties)) = schema.get_mut("properties") {
        for property in properties.values_mut() {
            publish(property, definitions);
        }
    }
    for of in ["additionalProperties", "items"] {
        if let Some(of) = schema.get_mut(of) {
            publish(of, definitions);
        }
    }
}
