//! `staffcast goal`, `plan` and `sensitivity` as their users meet them: what they leave behind, and what they refuse.

use std::fs;

use crate::staffcast::{Home, messages, output};

/// A folder with the small service with three options and two targets.
pub(crate) fn home() -> Home {
    let home = Home::new();
    for name in ["options.toml", "small.toml"] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/").to_owned() + name;
        fs::copy(path, home.path(name)).expect("the scenario is there");
    }
    home
}

/// The files of one study are the same on one thread and on two, and when it is repeated in its own folder.
#[track_caller]
fn assert_repeatable(command: &str, arguments: &str, wanted: &[&str]) {
    let home = home();
    for (out, threads) in [("one", 1), ("two", 2)] {
        let run = format!("{command} options.toml {arguments} --threads {threads} --out {out} --quiet");
        let told = output(&home.staffcast(&run).success());
        assert!(told.contains(&format!("Files in {out}: report.html first")), "{told}");
    }
    let files = home.files();
    let of = |folder: &str| -> Vec<(String, Vec<u8>)> {
        let prefix = format!("{folder}/");
        let own = files.iter().filter_map(|(name, bytes)| Some((name.strip_prefix(&prefix)?, bytes)));
        own.map(|(name, bytes)| (name.to_owned(), bytes.clone())).collect()
    };
    let one = of("one");
    assert!(one == of("two"), "{command}: the files differ between one thread and two");
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["answers.md", "manifest.json", "report.html", "scenario.toml"].iter().chain(wanted) {
        assert!(names.contains(name), "{command}: no {name} among {names:?}");
    }
    let manifest = fs::read_to_string(home.path("one/manifest.json")).expect("it is among the files");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("a manifest is json");
    let repeat = manifest["repeat_with"].as_str().expect("it says how to repeat").to_owned();
    let again =
        repeat.strip_prefix("staffcast ").expect("a command").replace(" scenario.toml", " one/scenario.toml");
    home.staffcast(&format!("{again} --quiet")).success();
    let sheet = |folder: &str| fs::read(home.path(folder).join(wanted[0])).expect("it is among the files");
    assert_eq!(sheet("one"), sheet("again"), "{command}: repeated");
}

#[test]
fn a_goal_leaves_the_same_files_on_any_number_of_threads() {
    let arguments = "--vary campaign.people=0..12 --sure 0.5 --trials 60";
    assert_repeatable("goal", arguments, &["curve.csv", "answer.toml", "charts/goal.svg", "charts/goal.png"]);
}

#[test]
fn a_plan_leaves_the_same_files_on_any_number_of_threads() {
    let arguments = "--budget 500000 --size campaign.people=3,6 --trials 60";
    assert_repeatable("plan", arguments, &["sets.csv", "answer.toml", "charts/sets.svg", "charts/sets.png"]);
}

#[test]
fn a_sensitivity_analysis_leaves_the_same_files_on_any_number_of_threads() {
    let wanted = ["sensitivity.csv", "layers.csv", "response.csv", "information.csv", "charts/tornado.svg"];
    assert_repeatable("sensitivity", "--trials 400 --measure vacancy_rate", &wanted);
}

#[test]
fn the_answer_can_be_run() {
    let home = home();
    home.staffcast("plan options.toml --budget 500000 --trials 40 --out found --quiet").success();
    let run = home.staffcast("run found/answer.toml --trials 20 --out run --quiet --format json").success();
    assert!(output(&run).contains("The plan"), "{}", output(&run));
    // A plan can be made of the answer of a plan.
    home.staffcast("plan found/answer.toml --budget 500000 --trials 40 --out again --quiet").success();
}

/// What is wrong and the remedy, both in the message; nothing is written, and the exit code is 2.
#[test]
fn an_option_that_is_named_twice_among_those_that_exclude_each_other_is_one() {
    let home = home();
    for (out, either) in [("without", ""), ("twice", "--either retention,retention")] {
        home.staffcast(&format!("plan options.toml --sure 0.5 --trials 40 {either} --out {out} --quiet"))
            .success();
    }
    let sets =
        |out: &str| fs::read_to_string(home.path(&format!("{out}/sets.csv"))).expect("a plan has sets");
    assert_eq!(sets("twice"), sets("without"));
    assert!(sets("twice").contains("retention"));
}

#[test]
fn faults_in_the_arguments_are_told_with_the_remedy() {
    let home = home();
    let before = home.files().len();
    for (arguments, wanted) in [
        (
            "plan options.toml --among campain",
            ["--among: there is no option `campain`", "did you mean `campaign`?"],
        ),
        (
            "plan options.toml --either campaign,nothing",
            ["--either: there is no option `nothing`", "the options are: "],
        ),
        ("plan options.toml --size campaign.people", ["write NAME=VALUE,VALUE", "overseas.people=20,40,80"]),
        ("plan options.toml --size campaign.people=3,many", ["`many` is no number", ""]),
        (
            "plan options.toml --size campaign.share_who_start=0.5,2",
            ["cannot be 2", "a share lies between 0 and 1"],
        ),
        ("plan options.toml --sure 0.5 --budget 100", ["cannot be used with", "--budget"]),
        ("plan small.toml", ["there is no target to meet", "add --target"]),
        ("sensitivity small.toml --trials 20", ["20 trials tell nothing of single numbers", "at least 200"]),
        (
            "sensitivity small.toml --measure caselod",
            ["`caselod` is not a measure", "`caseload` is the nearest"],
        ),
        (
            "sensitivity small.toml --at 2050-01",
            ["--at: January 2050 is outside of the run", "name a month from"],
        ),
        ("sensitivity small.toml --option plan", ["there is no option `plan`", "the scenario offers none"]),
    ] {
        let refusal = home.command(arguments).assert().code(2);
        let message = messages(&refusal);
        for words in wanted {
            assert!(message.contains(words), "{arguments}: no `{words}` in\n{message}");
        }
        assert_eq!(output(&refusal), "", "{arguments}");
    }
    assert_eq!(home.files().len(), before);
}
