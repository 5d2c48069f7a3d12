//! Files: missing ones, wrong ones, and ones that extend each other.

use std::path::Path;

use super::{MINIMAL, edited, messages, read_first, rendered};
use crate::document::InMemory;
use crate::scenario::read;

/// The messages on reading the first of some files.
fn messages_of(files: &[(&str, &[u8])]) -> String {
    rendered(&read_first(files))
}

#[test]
fn a_missing_file() {
    let files = InMemory::default().with("kent.toml", "");
    let all = ["kemt.toml", "somewhere/else.toml"].map(|name| rendered(&read(Path::new(name), &files)));
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_folder() {
    let files = InMemory::default().with("scenarios/kent.toml", "");
    insta::assert_snapshot!(rendered(&read(Path::new("scenarios"), &files)));
}

#[test]
fn files_that_are_no_text() {
    let cases: [(&str, &[u8]); 4] = [
        ("latin.toml", b"title = \"A\"\nnote = \"\xa3 200\"\n"),
        ("wide.toml", b"\xff\xfet\0i\0t\0l\0e\0"),
        ("nil.toml", b"title\0 = 1"),
        ("empty.toml", b"\n  \n"),
    ];
    let all = cases.map(|(name, bytes)| messages_of(&[(name, bytes)]));
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_mark_before_the_text_and_windows_line_ends_do_no_harm() {
    let windows = format!("\u{feff}{}", MINIMAL.replace('\n', "\r\n"));
    assert_eq!(messages(&windows), "");
    let wrong = windows.replace("open = 480", "open = -480");
    insta::assert_snapshot!(messages(&wrong));
}

#[test]
fn text_that_is_not_toml() {
    insta::assert_snapshot!(messages(&edited(&[
        ("title = \"A small service\"", "title = A small service"),
        ("open = 480", "open = 480 cases"),
    ])));
}

#[test]
fn a_table_that_comes_twice() {
    insta::assert_snapshot!(messages(&format!("{MINIMAL}\n[money]\non_costs = 0.2\n")));
}

#[test]
fn files_that_extend_each_other_in_a_circle() {
    insta::assert_snapshot!(messages_of(&[
        ("a.toml", b"# first\nextends = \"b.toml\""),
        ("b.toml", b"# second\nextends = \"c.toml\""),
        ("c.toml", b"# third\nextends = \"./b.toml\""),
    ]));
}

#[test]
fn a_file_that_extends_itself() {
    insta::assert_snapshot!(messages_of(&[("a.toml", b"extends = \"a.toml\"")]));
}

#[test]
fn a_file_that_extends_a_missing_one() {
    insta::assert_snapshot!(messages_of(&[
        ("a.toml", b"title = \"A\"\nextends = \"kant.toml\""),
        ("kent.toml", MINIMAL.as_bytes()),
    ]));
}

#[test]
fn an_extends_that_is_no_text() {
    insta::assert_snapshot!(messages_of(&[("a.toml", b"extends = 3")]));
}

#[test]
fn each_message_points_at_the_file_in_which_the_value_stands() {
    let base = edited(&[("on_costs = 0.30", "on_costs = -1")]);
    let middle = b"extends = \"base.toml\"\nmonths = 24\nnote = 3\n[stage.support]\nopen = 470";
    let top =
        b"extends = \"middle.toml\"\nnote = \"mended above\"\n[stage.support]\nwaiting = -1\nlenght = 2";
    insta::assert_snapshot!(messages_of(&[
        ("top.toml", top),
        ("middle.toml", middle),
        ("base.toml", base.as_bytes()),
    ]));
}

#[test]
fn a_file_lies_over_the_one_it_extends() {
    let top = b"extends = \"base.toml\"\ntitle = \"Above\"\n[stage.support]\nopen = 500\n\
                duration.shape = { gamma = 2 }\n[workforce.leaving]\nrate_per_year = 0.15";
    let base = format!("{MINIMAL}\n[stage.support.duration]\nshape = {{ weibull = 0.5 }}\n");
    let reading = read_first(&[("top.toml", top), ("base.toml", base.as_bytes())]);
    assert_eq!(rendered(&reading), "");
    let scenario = reading.scenario.expect("no fault");
    assert_eq!(scenario.service.title, "Above");
    assert_eq!(scenario.service.start.0.to_string(), "2023-09");
    assert_eq!(scenario.sources.files().len(), 2);
    let text = crate::document::to_toml(&scenario.resolved, &crate::uncertain::is_range);
    assert_eq!(messages(&text), "");
    insta::assert_snapshot!(text);
}

/// Texts of which the last stands for what is published of a council.
fn with_council(text: &str) -> crate::scenario::Reading {
    read_first(&[("a.toml", text.as_bytes()), ("council:Kent as of 2023", MINIMAL.as_bytes())])
}

#[test]
fn a_file_lies_over_what_is_published_of_a_council() {
    for own in ["extends = 'council:Kent'", "extends = 'Council: Kent'\nas_of = 2023"] {
        let reading = with_council(&format!("{own}\n[stage.support]\nopen = 500"));
        assert_eq!(rendered(&reading), "", "{own}");
        let scenario = reading.scenario.expect("no fault");
        assert!(scenario.is_of_council());
        assert_eq!(scenario.taken_from.bases().into_iter().collect::<Vec<_>>(), ["council:Kent as of 2023"]);
        // Its texts are enough to read it again.
        let again = read(Path::new("a.toml"), &scenario.texts()).scenario.expect("no fault");
        let text = |of: &crate::scenario::Scenario| {
            crate::document::to_toml(&of.resolved, &crate::uncertain::is_range)
        };
        assert_eq!(text(&again), text(&scenario));
        // So is the resolved text, which knows what it was made of.
        let resolved =
            read_first(&[("resolved.toml", text(&scenario).as_bytes())]).scenario.expect("no fault");
        assert_eq!(resolved.taken_from, scenario.taken_from);
        assert!(!resolved.is_of_council());
    }
}

#[test]
fn a_council_or_a_year_that_cannot_be_used() {
    let alone = format!("as_of = 2023\n{MINIMAL}");
    let all = [
        "extends = 'council:Rutland'",
        "extends = 'council:Kent'\nas_of = 2022",
        "extends = 'council:Kent'\nas_of = '2023'",
        "extends = 'kent'",
        "extends = 'england'\nas_of = 2023",
        &alone,
    ];
    insta::assert_snapshot!(all.map(|text| rendered(&with_council(text))).join("\n\n"));
}
