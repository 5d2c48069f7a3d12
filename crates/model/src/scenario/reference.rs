//! `docs/scenario-file.md`: every key, from the doc comments of the service.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::schema::annotated_schema;
use crate::figures::short;

/// What stands before the tables.
const INTRODUCTION: &str = include_str!("reference.md");

/// The text of `docs/scenario-file.md`.
pub fn reference_page() -> String {
    let mut page = ReferencePage { text: INTRODUCTION.to_owned(), told: Vec::new(), told_shared: None };
    page.section("", &annotated_schema());
    page.text
}

struct ReferencePage {
    text: String,
    /// The properties of the sections so far, with their paths: where two
    /// sections have the same keys the second refers to the first.
    told: Vec<(Json, String)>,
    /// The section with which the keys that many share have been told.
    told_shared: Option<String>,
}

/// How a section is written.
#[derive(Clone, Copy)]
enum Form {
    /// `[key]`
    One,
    /// `[key.NAME]`, for each name.
    Named,
    /// `[[key]]`, as often as there are.
    List,
}

impl ReferencePage {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn section(&mut self, path: &str, schema: &Json) {
        let heading =
            if path.is_empty() { "At the top of the file".to_owned() } else { format!("`[{path}]`") };
        self.line(&format!("### {heading}\n"));
        self.line(&format!("{}\n", words(&schema["description"])));
        let properties = &schema["properties"];
        let shared = |property: &Json| property["x-shared"] == true;
        if let Some((_, first)) = self.told.iter().find(|(told, _)| told == properties) {
            let line = format!("The keys are those of `[{first}]`.\n");
            self.line(&line);
            return;
        }
        self.told.push((properties.clone(), path.to_owned()));
        let properties: Vec<(&String, &Json)> = properties.as_object().into_iter().flatten().collect();
        let (own, of_all): (Vec<_>, Vec<_>) =
            properties.into_iter().partition(|(_, property)| !shared(property));
        let properties =
            if self.told_shared.is_some() { own } else { own.into_iter().chain(of_all.clone()).collect() };
        let (tables, rows): (Vec<_>, Vec<_>) =
            properties.into_iter().partition(|(_, property)| section_of(property).is_some());
        if !rows.is_empty() {
            self.line("| key | meaning | unit and limits | default |\n|---|---|---|---|");
            for (key, property) in rows {
                self.row(key, property, is_required(schema, key));
            }
            self.line("");
        }
        if !of_all.is_empty() {
            let first = of_all[0].0;
            let line = match &self.told_shared {
                Some(section) => {
                    format!(
                        "Beside these it has the keys of every lever: those of `[{section}]` from `{first}` on.\n"
                    )
                }
                None => format!("Every lever has the keys from `{first}` on.\n"),
            };
            self.line(&line);
            self.told_shared.get_or_insert_with(|| path.to_owned());
        }
        for (key, property) in tables {
            let above = path.trim_matches(['[', ']']);
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            if let Some((section, form)) = section_of(property) {
                let path = match form {
                    Form::One => path,
                    Form::Named => format!("{path}.{}", placeholder(key)),
                    // The brackets are doubled around the whole path.
                    Form::List => format!("[{path}]"),
                };
                let mut section = section.clone();
                section["description"] = property["description"].clone();
                self.section(&path, &section);
            }
        }
    }

    fn row(&mut self, key: &str, property: &Json, required: bool) {
        let each = &property["additionalProperties"];
        let of = if each["x-unit"].is_string() { each } else { property };
        let mut limits = words(&of["x-limits"]);
        if of["x-unit"].is_string() {
            limits = format!("{}; {limits}", words(&of["x-unit"]));
        }
        if each["x-unit"].is_string() {
            limits.push_str(", for each name");
        }
        let default = match &property["default"] {
            Json::Null if required => "required".to_owned(),
            Json::Null => "none".to_owned(),
            Json::Number(number) => format!("`{}`", short(number.as_f64().unwrap_or(f64::NAN), 6)),
            default => format!("`{default}`"),
        };
        let mut line = String::new();
        for cell in [&format!("`{key}`"), &words(&property["description"]), &limits, &default] {
            write!(line, "| {} ", cell.replace('|', "\\|")).expect("a string takes any text");
        }
        self.line(&format!("{line}|"));
    }
}

/// The schema of a table of keys under a key, and how it is written.
fn section_of(property: &Json) -> Option<(&Json, Form)> {
    let forms = [
        (property, Form::One),
        (&property["additionalProperties"], Form::Named),
        (&property["items"], Form::List),
    ];
    forms.into_iter().find(|(section, _)| section["properties"].is_object())
}

/// What stands for the user's names under a key.
fn placeholder(key: &str) -> String {
    match key {
        // A group of staff is named by its role.
        "staff" => "ROLE".to_owned(),
        "tenure" => "BAND".to_owned(),
        other => other.to_uppercase(),
    }
}

fn is_required(schema: &Json, key: &str) -> bool {
    let required = schema["required"].as_array();
    required.is_some_and(|keys| keys.iter().any(|own| own == key))
}

fn words(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}
