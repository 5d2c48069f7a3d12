//! The schema for editors and the page for people.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::{MINIMAL, edited};
use crate::scenario::{reference_page, schema};

/// TOML as editors hand it to a JSON Schema: dates are texts.
fn as_json(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            let entries = table.iter().map(|(key, value)| (key.clone(), as_json(value)));
            Json::Object(entries.collect())
        }
    }
}

fn is_valid(text: &str) -> bool {
    let value = text.parse::<toml::Table>().expect("valid TOML");
    let validator = jsonschema::draft7::new(&schema()).expect("a valid schema");
    validator.is_valid(&as_json(&toml::Value::Table(value)))
}

/// Every scenario file below a folder.
fn scenarios_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            scenarios_in(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("Cargo.toml") {
            found.push(path);
        }
    }
}

#[test]
fn the_schema_is_a_valid_one() {
    jsonschema::draft7::meta::validate(&schema()).expect("valid by its own schema");
}

#[test]
fn notes_for_the_page_are_not_published() {
    assert!(!schema().to_string().contains("\"x-"));
}

#[test]
fn every_scenario_of_the_project_fits_the_schema() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut found = Vec::new();
    scenarios_in(&root.join("scenarios"), &mut found);
    scenarios_in(&root.join("tests"), &mut found);
    assert!(!found.is_empty());
    for path in found {
        let text = fs::read_to_string(&path).expect("a readable file");
        assert!(is_valid(&text), "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    for edit in [
        ("case_holding = 0.66", "case_holdings = 0.66"),
        ("open = 480", "open = \"480\""),
        ("rate = 0.03", "rate = 3"),
        ("rate = 0.03", "rate = { interval80 = [0.03] }"),
        ("rate = 0.03", "rate = { uniform = [0.0, 0.1], pert = [0.0, 0.1, 0.2] }"),
        ("rate = 0.03", "rate = { source = \"HR\" }"),
        ("start = 2023-09-30", ""),
        ("team = \"east\"\nopen = 480", "open = 480"),
        ("start = 2023-09-30", "start = 2023-09-30\nmonths = 0"),
    ] {
        assert!(!is_valid(&edited(&[edit])), "{edit:?}");
    }
}

#[test]
fn a_file_that_extends_another_may_leave_out_any_key() {
    let text = "extends = \"minimal.toml\"\n[stage.support]\nopen = 470\n";
    assert!(is_valid(text));
    assert!(!is_valid(&text.replace("extends", "# ")));
    assert!(!is_valid(&text.replace("open", "opn")));
    assert!(is_valid(MINIMAL));
}

/// Where the page is out of date, run the tests with `STAFFCAST_UPDATE=1`.
#[test]
fn the_page_on_the_scenario_file_is_up_to_date() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("docs/scenario-file.md");
    let page = reference_page();
    if std::env::var_os("STAFFCAST_UPDATE").is_some() {
        fs::write(&path, &page).expect("a writable file");
    }
    let committed = fs::read_to_string(&path).expect("docs/scenario-file.md");
    assert!(
        committed.replace("\r\n", "\n") == page,
        "docs/scenario-file.md is out of date: run the tests with STAFFCAST_UPDATE=1"
    );
}
