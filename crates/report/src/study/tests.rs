//! What the pages of all studies have in common.

use super::sample::{found, goal, people, targets};
use super::*;
use crate::sample;
use crate::sample::Sample;

/// A goal as a study of the small council.
fn study<'a>(sample: &'a Sample, settings: &'a Settings) -> Study<'a> {
    Study {
        command: "goal",
        arguments: "--vary overseas.people=0..100 --sure 80%",
        scenario: &sample.scenario,
        answer: None,
        settings,
        size: Size::Page,
    }
}

fn page() -> StudyPage {
    let (varied, targets) = ([people()], targets(&["vacancy_rate at most 16%"]));
    goal_page(&goal(&varied, &targets), &found(), Size::Page).unwrap()
}

/// The blocks of a section of a report.
fn blocks<'r>(report: &'r Report, id: &str) -> &'r [Block] {
    &report.sections.iter().find(|section| section.id == id).unwrap().blocks
}

#[test]
fn a_page_begins_with_the_answer_and_ends_with_caveats_and_how_to_repeat_it() {
    let sample = Sample::new();
    let report = report(&study(&sample, &sample.settings), page());
    assert_eq!(report.paper.title, "What it takes: Small council");
    assert_eq!(report.paper.council, "Smallshire");
    let ids: Vec<&str> = report.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["answer", "curve", "judged", "risks", "repeat"]);
    let short = Report {
        sections: report.sections.iter().filter(|own| IN_SHORT.contains(&own.id.as_str())).cloned().collect(),
        ..report.clone()
    };
    insta::assert_snapshot!(to_markdown(&short).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn few_trials_are_told_right_behind_the_answer() {
    let sample = Sample::new();
    let first = |trials| {
        let settings = Settings { trials, ..sample.settings.clone() };
        let report = report(&study(&sample, &settings), page());
        let [_, Block::Lead(_), Block::Bullets(told)] = blocks(&report, "answer") else { panic!("a list") };
        told[0].clone()
    };
    assert_eq!(first(399), "399 trials are too few for figures that anyone relies on: run at least 400.");
    assert!(!first(400).contains("too few"), "{}", first(400));
}

#[test]
fn a_page_with_one_sentence_has_no_list_and_an_answer_says_how_to_run_it() {
    let sample = Sample::new();
    let settings = Settings { trials: 12_000, ..sample.settings.clone() };
    let study = Study { answer: Some(&sample.scenario), arguments: "", ..study(&sample, &settings) };
    let report = report(&study, StudyPage { answer: vec!["Only this.".into()], ..page() });
    let told = blocks(&report, "answer");
    assert_eq!(told[1..], [Block::Lead("Only this.".into())]);
    let repeat = blocks(&report, "repeat");
    let again = "staffcast goal scenario.toml --trials 12000 --seed 1 --out again";
    assert_eq!(repeat[1], Block::Code(again.into()));
    assert_eq!(repeat[3], Block::Code("staffcast run answer.toml".into()));
}

#[test]
fn targets_are_told_with_their_month_or_the_last() {
    let measures: Vec<Measure> = sample::summary().monthly.into_iter().map(|series| series.measure).collect();
    let targets = targets(&["vacancy_rate at most 16% by 2025-03", "open_cases below 10000"]);
    assert_eq!(
        targets_in_words(&targets, &measures, Month::new(2026, 9)),
        "the vacancy rate is at most 16% in March 2025 and the number of open cases is below 10,000 in September 2026"
    );
}
