//! What a scenario takes away from the one that it extends, and what it renames.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{MINIMAL, read_first, rendered};
use crate::document::{Problems, Sources, parse, to_toml};
use crate::scenario::names::visit;
use crate::scenario::schema::annotated_schema;
use crate::scenario::{Reading, Scenario};
use crate::service::{NameOf, is_list};
use crate::uncertain::is_range;

/// Names everything wherever it can be named, each by a word that stands for nothing else.
const NAMES: &str = include_str!("names.toml");

/// What a file over [`NAMES`] says.
fn over(text: &str) -> Reading {
    read_first(&[
        ("own.toml", format!("extends = 'base.toml'\n{text}").as_bytes()),
        ("base.toml", NAMES.as_bytes()),
    ])
}

fn right(reading: Reading) -> Scenario {
    assert_eq!(reading.problems.errors(), 0, "{}", rendered(&reading));
    reading.scenario.expect("no fault")
}

/// The whole document, without what was taken from where.
fn resolved(scenario: &Scenario) -> String {
    let mut table = scenario.resolved.clone();
    table.remove("taken_from");
    to_toml(&table, &is_range)
}

/// The keys below which names stand, as keys or as texts, with what they are the names of.
fn declared(schema: &Json, key: &str, found: &mut BTreeSet<(String, String)>) {
    for which in [NameOf::KEYS, NameOf::VALUES] {
        if let Some(of) = schema[which].as_str() {
            found.insert((key.to_owned(), of.to_owned()));
        }
    }
    let is_name = schema["x-limits"].as_str().is_some_and(|limits| limits.contains("a name in quotes"));
    assert!(!is_name || schema[NameOf::VALUES].is_string(), "`{key}` does not say of what it has the name");
    for (key, below) in schema["properties"].as_object().into_iter().flatten() {
        declared(below, key, found);
    }
    for below in ["additionalProperties", "items"] {
        if schema[below].is_object() {
            declared(&schema[below], key, found);
        }
    }
}

#[test]
fn every_name_is_declared_as_the_name_of_something_and_tried_here() {
    let schema = annotated_schema();
    let mut wanted = BTreeSet::new();
    declared(&schema, "", &mut wanted);
    let mut sources = Sources::default();
    let file = sources.add("names.toml".into(), NAMES.to_owned());
    let mut root = parse(&sources, file, is_list, &mut Problems::default()).root;
    let mut tried = Vec::new();
    visit(&mut root, "", &schema, &mut |written| tried.push(format!(".{}.", written.path)));
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(key, _)| !tried.iter().any(|path| path.contains(&format!(".{key}."))))
        .collect();
    assert_eq!(missing, [] as [&(String, String); 0], "{tried:?}");
    assert!(wanted.len() > 15, "{wanted:?}");
}

#[test]
fn a_renamed_thing_is_what_it_would_be_if_every_line_called_it_so() {
    let pairs = [
        ("team.east_team", "north"),
        ("team.west_team", "east_team"),
        ("stage.first_stage", "triage"),
        ("role.usual_role", "practitioner"),
        ("role.young_role", "novice"),
        ("demand.source.usual_source", "callers"),
        ("option.usual_option", "abroad"),
        ("workforce.leaving.tenure.short_band", "new"),
    ];
    let entries = pairs.map(|(path, new)| format!("\"{path}\" = \"{new}\""));
    let renamed = right(over(&format!("rename = {{ {} }}", entries.join(", "))));
    let by_hand = pairs.iter().fold(NAMES.to_owned(), |text, (path, new)| {
        let old = path.rsplit('.').next().expect("a path has parts");
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    let by_hand = right(read_first(&[("own.toml", by_hand.as_bytes())]));
    assert_eq!(resolved(&renamed), resolved(&by_hand));
}

#[test]
fn what_was_taken_from_where_is_known_by_the_new_name() {
    let first = right(over("[team.east_team.staff.usual_role]\nin_post = 9"));
    let text = to_toml(&first.resolved, &is_range);
    let own = "extends = 'first.toml'\nrename = { \"team.east_team\" = \"north\", \"role.usual_role\" = \"practitioner\" }\n\
               [team.north.staff.practitioner]\nagency = 1";
    let second = right(read_first(&[("own.toml", own.as_bytes()), ("first.toml", text.as_bytes())]));
    let of = |path: &str| format!("{:?}", second.taken_from.origin(path));
    assert_eq!(of("team.north.staff.practitioner.agency"), "None");
    assert_eq!(of("team.north.staff.practitioner.in_post"), "Some(File(\"first.toml\"))");
    assert_eq!(of("team.north.staff.practitioner.establishment"), "Some(File(\"base.toml\"))");
    assert_eq!(of("stage.first_stage.open"), "Some(File(\"base.toml\"))");
}

#[test]
fn what_is_taken_away_is_gone_and_can_be_said_anew() {
    let base = format!("{MINIMAL}\n[history.\"open_cases.support\"]\n2023-09 = 480\n");
    let own = "extends = 'base.toml'\nwithout = ['team.east', 'history.open_cases.support', 'workforce.leaving']\n\
               [team.east.staff.social_worker]\nestablishment = 60\nin_post = 50";
    let scenario = right(read_first(&[("own.toml", own.as_bytes()), ("base.toml", base.as_bytes())]));
    let service = &scenario.service;
    assert_eq!(
        service.team.get("east").map(|team| team.staff.names().collect::<Vec<_>>()),
        Some(vec!["social_worker"])
    );
    assert!(service.history.0.is_empty() && service.workforce.leaving.rate_per_year.place.is_none());
}

#[test]
fn what_is_still_named_is_told_with_the_key_to_set() {
    let taken = [
        "team.west_team",
        "stage.second_stage",
        "role.young_role",
        "demand.source.usual_source",
        "option.usual_option",
    ];
    insta::assert_snapshot!(rendered(&over(&format!("without = {taken:?}"))));
}

#[test]
fn what_cannot_be_taken_away_or_renamed() {
    let told = [
        "without = ['team.est_team', 'team.east_team.staf', 'stages', 'option.other', 'title.text']",
        "without = 'team.east_team'\nrename = { 'team.east_team' = 'north' }",
        "rename = { 'team.est_team' = 'north', 'workforce.leaving' = 'going', 'team.west_team' = 'east_team' }",
        "rename = { 'role.usual_role' = 'one', 'role.young_role' = 'one' }",
        "rename = { 'role.usual_role' = 1 }",
        "rename = ['team.east_team']",
        "without = 3",
        "rename = { 'team.east_team' = 'north' }\n[team.east_team.staff.usual_role]\nagency = 1",
        "rename = { 'stage.first_stage' = 'not usable' }",
    ];
    let alone = format!("without = 'team.east'\nrename = {{ 'team.east' = 'north' }}\n{MINIMAL}");
    let alone = rendered(&read_first(&[("own.toml", alone.as_bytes())]));
    insta::assert_snapshot!(
        told.map(|text| rendered(&over(text))).join("\n\n---\n\n") + "\n\n---\n\n" + &alone
    );
}
