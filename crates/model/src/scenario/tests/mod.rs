//! What a user sees: whole messages, each for a small edit of the smallest
//! scenario.

mod edits;
mod files;
mod hostile;
mod options;
mod pathway;
mod plausible;
mod posts;
mod published;
mod staffing;
mod typed;
mod values;

use std::path::Path;

use super::{Reading, read};
use crate::document::InMemory;

const MINIMAL: &str = include_str!("../../../../../scenarios/minimal.toml");

/// The smallest scenario with some of its text replaced.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(MINIMAL.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old:?} in the smallest scenario");
        text.replace(old, new)
    })
}

/// The first of some files, read.
fn read_first(files: &[(&str, &[u8])]) -> Reading {
    let all: InMemory = files.iter().map(|(name, content)| (*name, *content)).collect();
    read(Path::new(files[0].0), &all)
}

/// All messages.
fn rendered(reading: &Reading) -> String {
    reading.problems.render(&reading.sources, false).trim_end().to_owned()
}

/// The messages for a scenario with this text.
fn messages(text: &str) -> String {
    let reading = Reading::of_text("council", text);
    assert_eq!(reading.scenario.is_none(), reading.problems.errors() > 0);
    rendered(&reading)
}

/// The messages for the smallest scenario with some of its text replaced.
fn messages_after(edits: &[(&str, &str)]) -> String {
    messages(&edited(edits))
}

/// The messages for the smallest scenario with more at its end.
fn messages_with(more: &str) -> String {
    messages(&format!("{MINIMAL}\n{more}"))
}

#[test]
fn the_smallest_scenario_is_without_fault() {
    let reading = Reading::of_text("minimal", MINIMAL);
    assert_eq!(rendered(&reading), "");
    let scenario = reading.scenario.expect("no fault");
    assert_eq!(scenario.name, "minimal");
    assert_eq!(scenario.service.stage.len(), 2);
}

#[test]
fn five_different_problems_are_told_at_once() {
    insta::assert_snapshot!(messages_after(&[
        ("share_within_12_months = 0.22", "share_within_12_month = 0.22"),
        ("open = 230", "open = -230"),
        ("{ support = 0.35 }", "{ suport = 0.35 }"),
        ("[0.13, 0.19]", "[0.19, 0.13]"),
        ("agency = 11", "agency = \"11\""),
    ]));
}
