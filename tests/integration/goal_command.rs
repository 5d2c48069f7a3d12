//! `staffcast goal` with faults in its arguments, and in the world.

use std::fs;

use crate::staffcast::{Home, messages, output};

/// The small service with three options and two targets.
const OPTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");

/// A folder with the small service with options, where an edit can be made.
fn home_with(from: &str, to: &str) -> Home {
    let home = Home::new();
    let text = fs::read_to_string(OPTIONS).expect("the scenario is there");
    assert!(text.contains(from), "the scenario has changed: {from}");
    fs::write(home.path("options.toml"), text.replace(from, to)).expect("the folder is there");
    fs::copy(OPTIONS.replace("options.toml", "small.toml"), home.path("small.toml"))
        .expect("the scenario is there");
    home
}

/// What is wrong and the remedy, both in the message; nothing is written, and the exit code is 2.
#[track_caller]
fn refused(home: &Home, scenario: &str, arguments: &[&str], wanted: &[&str]) {
    let before = home.files().len();
    let refusal = home.command(&format!("goal {scenario} --quiet")).args(arguments).assert().code(2);
    let message = messages(&refusal);
    for words in wanted {
        assert!(message.contains(words), "{arguments:?}: no `{words}` in\n{message}");
    }
    assert!(message.starts_with("error: "), "{message}");
    assert!(!message.contains("goal_change"), "a name that the user did not write: {message}");
    assert_eq!(output(&refusal), "", "{arguments:?}");
    assert_eq!(home.files().len(), before, "{arguments:?}");
}

#[test]
fn faults_in_what_is_varied_are_told_with_the_remedy() {
    let home = home_with("", "");
    let form = "write NAME=LOW..HIGH, such as option.overseas.campaign.1.people=0..60";
    for (vary, wanted) in [
        ("campaign.people", [form, ""]),
        ("campaign.people=60", [form, ""]),
        ("campaign.people=..60", [form, ""]),
        ("campaign.people=6..0", ["the range 6..0 is empty: write the lower end first", ""]),
        ("campaign.people=0..many", ["`many` is no number: write 0.1, 10% or 1_000_000", ""]),
        (
            "campaign.peeple=0..60",
            ["--vary: the scenario has no number `campaign.peeple`", "did you mean `campaign.people`?"],
        ),
        (
            "campaign=0..60",
            ["no number `campaign`", "the scenario says of `campaign`: option.campaign.campaign.1.people, "],
        ),
        (
            "weather=0..60",
            [
                "no number `weather`",
                "lists all numbers; those of options: option.campaign.campaign.1.people, ",
            ],
        ),
        ("from=0..60", ["no number `from`", "help: "]),
        (
            "cost_once=0..60",
            [
                "`cost_once` may be any of 2 numbers",
                "name one of them: option.campaign.campaign.1.cost_once, option.retention.supplement.1.cost_once",
            ],
        ),
        (
            "campaign.share_who_start=0..2",
            ["`option.campaign.campaign.1.share_who_start` cannot be 2", "a share lies between 0 and 1"],
        ),
        (
            "workforce.fte_per_person=0.5..0.9",
            [
                "no option can change `workforce.fte_per_person`: it describes the start of the run",
                "name another number, or compare scenarios that differ in it",
            ],
        ),
    ] {
        refused(&home, "options.toml", &["--vary", vary], &wanted);
    }
    refused(&home, "options.toml", &[], &["required", "--vary <NAME=LOW..HIGH>"]);
    let three = ["--vary", "campaign.people=0..9", "--vary", "retention.leaving=0.5..1", "--vary"];
    refused(
        &home,
        "options.toml",
        &[&three[..], &["campaign.share_who_start=0..1"]].concat(),
        &["3 numbers are named, but at most two can be varied"],
    );
    refused(
        &home,
        "small.toml",
        &["--vary", "weather=0..1"],
        &["`staffcast assumptions` lists all numbers\n"],
    );
}

/// What only moves cost is refused, unless a target is one of cost or leaving follows the pay.
#[test]
fn a_number_on_which_no_target_depends_is_told() {
    let home = home_with("", "");
    for (vary, path, help) in [
        (
            "retention.amount_per_year=0..20000",
            "option.retention.supplement.1.amount_per_year",
            "vary `option.retention.supplement.1.leaving`, or give `leaving_elasticity`",
        ),
        ("cost_per_head=0..9000", "option.campaign.campaign.1.cost_per_head", "set a target for a cost"),
        ("money.agency_multiple=1..2", "money.agency_multiple", "set a target for a cost"),
    ] {
        let told = format!("--vary: no target depends on `{path}`: it moves cost alone");
        refused(&home, "options.toml", &["--vary", vary], &[&told, help]);
        let other = ["--vary", "campaign.people=0..9", "--vary", vary];
        refused(&home, "options.toml", &other, &[&told, help]);
    }
    let size = "plan options.toml --size retention.amount_per_year=1000,2000 --sure 0.5";
    let refusal = home.command(size).assert().code(2);
    assert!(
        messages(&refusal).contains("--size: no target depends on `option.retention"),
        "{}",
        messages(&refusal)
    );
    let arguments =
        "goal options.toml --vary retention.amount_per_year=0..9000 --sure 0.5 --trials 40 --out here";
    home.command(arguments).args(["--target", "cost.total below 100000"]).assert().success();
    let home = home_with("leaving         = { interval80 = [0.7, 0.95] }", "leaving_elasticity = -2");
    home.staffcast(arguments).success();
}

/// A number of an option, and one that belongs to none, in a short and in a long form.
#[test]
fn a_number_that_is_named_twice_is_told() {
    let home = home_with("", "");
    for (one, other, path) in [
        (
            "campaign.people=0..9",
            "option.campaign.campaign.1.people=0..5",
            "option.campaign.campaign.1.people",
        ),
        (
            "leaving.rate_per_year=0.1..0.2",
            "workforce.leaving.rate_per_year=5%..9%",
            "workforce.leaving.rate_per_year",
        ),
    ] {
        let wanted = format!("--vary: `{path}` is named twice");
        refused(
            &home,
            "options.toml",
            &["--vary", one, "--vary", other],
            &[&wanted, "help: take one of the two out"],
        );
    }
}

#[test]
fn faults_in_the_other_arguments_are_told_with_the_remedy() {
    let home = home_with("", "");
    let unknown = ["--target", "vacancy_rat at most 10%"];
    for (arguments, wanted) in [
        (unknown, ["is not for a measure", "did you mean `vacancy_rate`?"]),
        (
            ["--target", "vacancy_rate at most 10% by 2036-03"],
            ["is for March 2036, but the run goes from October 2023 to September 2026", "move the date"],
        ),
        (
            ["--target", "vacancy_rate"],
            ["the target ends before", "write it such as \"vacancy_rate at most 10% by"],
        ),
        (["--sure", "80"], ["write a chance between 0 and 1, such as 0.8 or 80%", "'80'"]),
        (
            ["--with", "nothing"],
            ["--with: there is no option `nothing`", "the options are: campaign, retention, both"],
        ),
        (["--with", "campain"], ["--with: there is no option `campain`", "did you mean `campaign`?"]),
    ] {
        refused(
            &home,
            "options.toml",
            &[&["--vary", "campaign.people=0..9"], &arguments[..]].concat(),
            &wanted,
        );
    }
    refused(
        &home,
        "small.toml",
        &["--vary", "leaving.rate_per_year=5%..15%"],
        &["there is no target to meet", "help: add --target \"vacancy_rate at most 10% by 2026-03\""],
    );
    let decided = home_with("months = 36", "months = 36\ndecided = [\"retention\"]");
    refused(
        &decided,
        "options.toml",
        &["--vary", "retention.supplement.1.leaving=0.5..1"],
        &["`retention` is decided", "help: take it out of `decided`"],
    );
}

/// The answer is an option, which has to have a name even where the scenario has taken the usual one.
#[test]
fn an_option_that_is_called_goal_is_in_nobodys_way() {
    let home = home_with("name = \"retention\"", "name = \"goal\"");
    let text = fs::read_to_string(home.path("options.toml")).unwrap();
    fs::write(home.path("options.toml"), text.replace("\"retention\"]", "\"goal\"]")).unwrap();
    for (at, vary) in ["campaign.people=0..9", "workforce.leaving.rate_per_year=5%..15%"].iter().enumerate() {
        home.staffcast(&format!("goal options.toml --vary {vary} --with goal --trials 20 --out first{at}"))
            .success();
        // What was found can be asked about again.
        let answer = home.path(&format!("first{at}/answer.toml"));
        assert!(answer.exists(), "{:?}", home.files().keys());
        let again = format!("goal first{at}/answer.toml --vary {vary} --trials 20 --out second{at}");
        home.staffcast(&again).success();
    }
}

/// What is varied is no company to itself, and blanks after commas do no harm.
#[test]
fn options_beside_are_told_without_the_varied_ones() {
    let home = home_with("", "");
    let said = |with: &str, out: &str| {
        let mut command = home.command(&format!("goal options.toml --trials 20 --out {out}"));
        let run = command.args(["--vary", "campaign.people=0..9", "--with", with]).assert().success();
        output(&run).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(!said("campaign", "alone").contains("together with"));
    assert!(said("campaign, retention", "both").contains("together with: retention."));
}

#[test]
fn folders_in_the_way_are_told_before_the_work_begins() {
    let home = home_with("", "");
    home.staffcast("goal options.toml --vary campaign.people=0..9 --trials 20").success();
    let old = home.files();
    // Would take a while, if it began.
    let long = "goal options.toml --vary campaign.people=0..9 --trials 100000 --quiet";
    let refusal = home.staffcast(long).code(1);
    assert_eq!(
        messages(&refusal),
        "error: output/options-goal already holds results: add --overwrite to replace them, or choose another folder \
         with --out\n"
    );
    let refusal = home.staffcast(&format!("{long} --out options.toml/below")).code(1);
    assert!(messages(&refusal).starts_with("error: could not make "), "{}", messages(&refusal));
    assert_eq!(output(&refusal), "");
    fs::create_dir(home.path("mine")).unwrap();
    fs::write(home.path("mine/letter.txt"), "dear").unwrap();
    let refusal = home.staffcast(&format!("{long} --out mine --overwrite")).code(1);
    assert!(messages(&refusal).starts_with("error: mine is not empty and holds no results of Staffcast"));
    fs::remove_dir_all(home.path("mine")).unwrap();
    assert_eq!(home.files(), old);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::process::Command;

    use super::home_with;

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let home = home_with("", "");
        let old = home.files();
        // A write beyond the limit fails like one on a full disk.
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" goal options.toml --vary campaign.people=0..9 --trials 20 --quiet";
        let result = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_staffcast")])
            .current_dir(home.path(""))
            .output()
            .expect("there is a shell");
        let message = String::from_utf8(result.stderr).unwrap();
        assert!(message.starts_with("error: could not write output/options-goal/"), "{message}");
        assert!(message.contains("too large"), "{message}");
        assert_eq!(result.status.code(), Some(1));
        assert!(result.stdout.is_empty());
        assert_eq!(home.files(), old);
    }

    #[test]
    fn ctrl_c_half_way_leaves_nothing() {
        let home = home_with("", "");
        let old = home.files();
        // The folder in the making shows that the program listens.
        let is_listening = || fs::read_dir(home.path("")).unwrap().count() >= 3;
        let arguments = "goal options.toml --vary campaign.people=0..9 --trials 100000 --quiet --out here";
        let message = home.staffcast_interrupted(arguments, is_listening);
        assert_eq!(message, "Stopped: no results were written.\n");
        assert_eq!(home.files(), old);
        assert_eq!(fs::read_dir(home.path("")).unwrap().count(), 2);
    }
}
