//! Scenarios that rest on the published figures of a council: `extends = "council:NAME"`.

use std::fs;

use serde_json::Value as Json;
use staffcast::document::InMemory;
use staffcast::ensemble::Unwatched;
use staffcast::question::{Job, Question, Trials, WithCouncils, answer};
use staffcast::report::ChartOptions;
use staffcast::scenario::read;

use crate::staffcast::{Home, messages, output};

const OURS: &str = "extends = 'council:Rutland'\nas_of = 2022\nmonths = 12\n[money]\non_costs = 0.3\n";

/// An empty folder with some files.
fn home(files: &[(&str, &str)]) -> Home {
    let home = Home::new();
    for (name, text) in files {
        fs::write(home.path(name), text).expect("room for a small file");
    }
    home
}

#[test]
fn a_run_is_that_of_the_file_that_init_writes() {
    for (council, year) in [("Rutland", 2022), ("E12000004", 2023)] {
        let home = home(&[("short.toml", &format!("extends = \"council:{council}\"\nas_of = {year}\n"))]);
        home.staffcast(&format!("init --council {council} --as-of {year} --out full.toml")).success();
        for name in ["short", "full"] {
            home.staffcast(&format!("run {name}.toml --trials 40 --quiet")).success();
        }
        let files = home.files();
        for name in ["monthly.csv", "yearly.csv"] {
            let of = |scenario: &str| &files[&format!("output/{scenario}/{name}")];
            assert!(of("short") == of("full"), "{council}: {name}");
        }
    }
}

#[test]
fn a_run_says_what_it_rests_on_and_can_be_repeated_without_it() {
    let home = home(&[("ours.toml", OURS)]);
    home.staffcast("run ours.toml --trials 30 --out one --quiet").success();
    let manifest: Json = serde_json::from_slice(&home.files()["one/manifest.json"]).expect("it is JSON");
    assert_eq!(manifest["rests_on"], serde_json::json!(["council:Rutland as of 2022"]));
    let command = manifest["repeat_with"].as_str().and_then(|text| text.strip_prefix("staffcast "));
    home.command(command.expect("a command")).current_dir(home.path("one")).assert().success();
    let files = home.files();
    let again: Vec<&String> = files.keys().filter(|name| name.starts_with("one/again/")).collect();
    assert!(again.len() > 5, "{again:?}");
    for name in again {
        assert!(files[name] == files[&name.replace("again/", "")], "{name}");
    }
    let register = output(&home.staffcast("assumptions ours.toml").success());
    assert!(register.contains("a number is set in council:Rutland as of 2022"), "{register}");
}

#[test]
fn a_job_takes_along_what_it_rests_on() {
    let home = home(&[("ours.toml", OURS)]);
    home.staffcast("run ours.toml --trials 30 --out one --quiet").success();
    let files = InMemory::default().with("ours.toml", OURS);
    let scenario =
        read("ours.toml".as_ref(), &WithCouncils::new(&files, None)).scenario.expect("a sound one");
    let job = Job::new(scenario.texts(), Question::Run { charts: ChartOptions::default() });
    let sent = serde_json::to_string(&Job { trials: Trials::Exactly(30), ..job }).expect("plain data");
    let received: Job = serde_json::from_str(&sent).expect("what was sent is read");
    let answered = answer(&received, &Unwatched).and_then(|answer| Ok(answer.files()?)).expect("a sound job");
    let left = home.files();
    for (path, bytes) in answered.files() {
        assert!(left[&format!("one/{}", path.display())] == bytes, "{}", path.display());
    }
    // Texts alone do not know what is published.
    assert!(read("ours.toml".as_ref(), &files).scenario.is_none());
}

/// The figures of the folder end with 2020: every command that reads a scenario takes them from there.
#[test]
fn figures_of_a_folder_stand_in_for_those_of_the_program() {
    let home = home(&[
        ("kent.toml", "extends = 'council:Kent'\nmonths = 6"),
        ("more.toml", "extends = 'kent.toml'\ntitle = 'More'"),
    ]);
    fs::create_dir(home.path("figures")).expect("a folder can be made");
    for (name, text) in staffcast::published::FILES {
        // No figures after 2020.
        let is_known = |line: &&str| {
            let year = line.split(',').nth(1).and_then(|cell| cell.parse::<u32>().ok());
            ["areas.csv", "inspections.csv"].contains(name) || year.is_none_or(|year| year <= 2020)
        };
        let lines: Vec<&str> = text.lines().filter(is_known).collect();
        fs::write(home.path("figures").join(name), lines.join("\n")).expect("the folder is there");
    }
    let posts = "team.social_care.staff.social_worker.establishment=1000..1010";
    for (arguments, target, folder) in [
        ("run kent.toml --trials 4", "", "kent"),
        ("compare kent.toml more.toml --trials 4", "", "kent-compared"),
        ("sensitivity kent.toml --trials 200", "", "kent-sensitivity"),
        (
            &format!("goal kent.toml --vary {posts} --trials 4"),
            "--target=caseload at most 90 by 2021-01",
            "kent-goal",
        ),
    ] {
        let mut command = home.command(&format!("{arguments} --quiet --data figures"));
        command.args((!target.is_empty()).then_some(target)).assert().success();
        let scenario = home.path(&format!("output/{folder}/scenario.toml"));
        let text = fs::read_to_string(scenario).expect("a resolved scenario");
        assert!(text.contains("start = \"2020-09-30\""), "{arguments}: {}", &text[..300]);
        assert!(text.contains("council:Kent as of 2020"), "{arguments}");
    }
    let register = output(&home.staffcast("assumptions kent.toml --data figures").success());
    assert!(register.contains("council:Kent as of 2020"), "{register}");
    home.staffcast("check kent.toml --data figures").success();

    let refusal = home.staffcast("check SMALL --data figures").code(2);
    assert!(messages(&refusal).contains("--data changes nothing here"), "{}", messages(&refusal));
    let refusal = home.staffcast("run kent.toml --data nowhere").code(2);
    assert!(messages(&refusal).contains("nowhere holds no published figures"), "{}", messages(&refusal));
}

#[test]
fn a_council_that_is_not_found_is_told_where_it_is_named() {
    let texts = [
        "extends = 'council:Hackny'",
        "extends = 'council:Bukingham'\nas_of = 2031",
        "extends = 'council:'",
        "title = 'Ours'\nextends = 'council:Atlantis'",
    ];
    let told = texts.map(|text| {
        let home = home(&[("ours.toml", text)]);
        messages(&home.staffcast("check ours.toml").code(2))
    });
    insta::assert_snapshot!(told.join("\n"));
}
