//! The door of the library: a job gives what the command gives, wherever it is answered. No test here is random.

use std::collections::BTreeMap;

use staffcast::chart::Size;
use staffcast::document::InMemory;
use staffcast::ensemble::Unwatched;
use staffcast::published::Published;
use staffcast::question::{
    Asked, BacktestQuestion, Error, Fault, GoalQuestion, Job, Question, SensitivityQuestion, Trials, answer,
    for_council,
};
use staffcast::report::ChartOptions;
use staffcast::scenario::{Scenario, read};

use crate::staffcast::{Home, messages};

const TEXTS: [(&str, &str); 3] = [
    ("options.toml", include_str!("options.toml")),
    ("small.toml", include_str!("small.toml")),
    ("fewer.toml", "extends = 'small.toml'\ntitle = 'Fewer leave'\nworkforce.leaving.rate_per_year = 0.1"),
];

/// A scenario read from memory, with all texts that it rests on.
fn scenario(name: &str) -> Scenario {
    let texts: InMemory = TEXTS.into_iter().collect();
    read(name.as_ref(), &texts).scenario.expect("a sound scenario")
}

/// The files of an answer to a job that was sent as text.
fn answered(job: &Job) -> BTreeMap<String, Vec<u8>> {
    let sent = serde_json::to_string(job).expect("a job is plain data");
    let received: Job = serde_json::from_str(&sent).expect("what was sent is read");
    assert_eq!(received, *job);
    let files = answer(&received, &Unwatched).and_then(|answer| Ok(answer.files()?)).expect("a sound job");
    files.files().map(|(path, bytes)| (path.display().to_string(), bytes.to_vec())).collect()
}

/// The files that a command leaves in the folder `out`.
fn left_by(command: &str) -> BTreeMap<String, Vec<u8>> {
    let home = Home::new();
    for (name, text) in TEXTS {
        std::fs::write(home.path(name), text).expect("room for a small file");
    }
    home.staffcast(&format!("{command} --quiet --out out")).success();
    let files = home.files().into_iter();
    files.filter_map(|(name, bytes)| Some((name.strip_prefix("out/")?.to_owned(), bytes))).collect()
}

#[track_caller]
fn assert_same(command: &str, job: &Job) {
    let (left, answered) = (left_by(command), answered(job));
    assert_eq!(left.keys().collect::<Vec<_>>(), answered.keys().collect::<Vec<_>>(), "{command}");
    let differing: Vec<&String> = left.keys().filter(|name| left[*name] != answered[*name]).collect();
    assert_eq!(differing, [""; 0], "{command}");
}

fn job(name: &str, question: Question) -> Job {
    Job { trials: Trials::Exactly(60), ..Job::new(scenario(name).texts(), question) }
}

#[test]
fn a_run_sent_as_text_gives_the_files_of_the_command() {
    let question = Question::Run { charts: ChartOptions::default() };
    assert_same("run options.toml --trials 60", &job("options.toml", question));
}

#[test]
fn a_comparison_sent_as_text_gives_the_files_of_the_command() {
    let others = vec![scenario("fewer.toml").texts()];
    let question = Question::Compare { others, charts: ChartOptions::default() };
    assert_same("compare small.toml fewer.toml --trials 60", &job("small.toml", question));
}

#[test]
fn a_goal_sent_as_text_gives_the_files_of_the_command() {
    let question = GoalQuestion {
        vary: vec!["campaign.people=0..12".parse().expect("a range")],
        targets: Vec::new(),
        sure: 0.5,
        with: Vec::new(),
        size: Size::default(),
    };
    let command = "goal options.toml --vary campaign.people=0..12 --sure 0.5 --trials 60";
    assert_same(command, &job("options.toml", Question::Goal(question)));
}

#[test]
fn a_back_test_sent_as_text_gives_the_files_of_the_command() {
    let question = BacktestQuestion {
        origins: Some(vec!["2021".to_owned()]),
        councils: Some(vec!["Rutland".to_owned(), "Kent".to_owned()]),
        ..BacktestQuestion::default()
    };
    let job =
        Job { trials: Trials::Exactly(60), ..Job::new(InMemory::default(), Question::Backtest(question)) };
    assert_same("backtest --origins 2021 --councils Rutland,Kent --trials 60", &job);
}

/// The fault of a job that cannot be answered.
fn fault(job: &Job) -> Fault {
    match Asked::of(job).map(|_| ()) {
        Err(Error::Input(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_wrong_with_a_job_is_told_as_the_command_tells_it() {
    let question = Question::Run { charts: ChartOptions::default() };
    let wrong = InMemory::default().with("wrong.toml", "extends = 'small.toml'\nmonth = 3");
    let wrong = wrong.with("small.toml", TEXTS[1].1);
    let Fault { message, problems, sources } = fault(&Job::new(wrong.clone(), question.clone()));
    let home = Home::new();
    for (path, bytes) in wrong.files() {
        std::fs::write(home.path(&path.display().to_string()), bytes).expect("room for a small file");
    }
    let told = messages(&home.staffcast("run wrong.toml").code(2));
    assert_eq!(told.trim(), format!("{}\n\nerror: {message}", problems.render(&sources, false).trim()));

    let missing =
        fault(&Job::new(InMemory::default().with("a.toml", "extends = 'b.toml'"), question.clone()));
    assert!(missing.problems.render(&missing.sources, false).contains("there is no file b.toml"));
    let sensitivity = SensitivityQuestion {
        measure: None,
        at: None,
        option: None,
        targets: Vec::new(),
        size: Size::default(),
    };
    let study = job("options.toml", Question::Sensitivity(sensitivity));
    for wrong in [
        Job { trials: Trials::AtMost(5_000), ..study.clone() },
        Job { layers: "chance".parse().expect("a layer"), ..study },
    ] {
        assert!(fault(&wrong).message.starts_with("only a run or a comparison can choose"));
    }
    let nothing = fault(&Job::new(InMemory::default(), question));
    assert_eq!((nothing.message.as_str(), nothing.problems.list().len()), ("the job holds no scenario", 0));
}

#[test]
fn the_scenario_of_a_council_is_that_of_init() {
    let reading =
        for_council(Published::embedded(), "bath & north east somerset", Some(2021)).expect("a council");
    let home = Home::new();
    home.staffcast("init --full --council E06000022 --as-of 2021 --out bath.toml").success();
    let written = std::fs::read_to_string(home.path("bath.toml")).expect("it was written");
    assert_eq!(reading.sources.files()[0].text, written);
    assert_eq!(reading.problems.errors(), 0);
    let nowhere =
        for_council(Published::embedded(), "Buckingamshire", None).map(|_| ()).unwrap_err().to_string();
    assert_eq!(nowhere, "there is no council `Buckingamshire`\n  help: did you mean Buckinghamshire?");
}
