//! `staffcast init` as its user meets it.

use std::fs;

use crate::staffcast::{Home, messages, output};

/// Kent's line of a year in a file of a folder `figures`, with one cell replaced.
fn figures_with(home: &Home, file: &str, year: &str, column: &str, value: &str) {
    fs::create_dir_all(home.path("figures")).expect("a folder can be made");
    for (name, text) in staffcast::published::FILES {
        let at = text.lines().next().and_then(|head| head.split(',').position(|own| own == column));
        let changed = text.lines().map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if let (true, Some(at)) = (*name == file && line.starts_with(&format!("E10000016,{year},")), at) {
                cells[at] = value;
            }
            cells.join(",")
        });
        let text = changed.collect::<Vec<_>>().join("\n");
        fs::write(home.path("figures").join(name), text).expect("the folder is there");
    }
}

#[test]
fn a_name_is_enough_for_a_scenario_that_runs() {
    let home = Home::new();
    let mut command = home.command("init --council");
    let made = output(&command.arg("Bath & North East Somerset").assert().success());
    assert!(made.starts_with("Bath and North East Somerset at 30 September 2025: "), "{made}");
    assert!(made.ends_with("Next: staffcast run bath-and-north-east-somerset-2025.toml\n"), "{made}");
    home.staffcast("check bath-and-north-east-somerset-2025.toml").success();
    home.staffcast("run bath-and-north-east-somerset-2025.toml --trials 50").success();
}

/// The short file says where the rest is; with figures of a folder, that each command needs them.
#[test]
fn a_short_file_says_where_the_rest_is_and_a_full_one_is_the_rest() {
    let home = Home::new();
    let made = output(&home.staffcast("init --council Kent").success());
    assert!(
        made.contains(
            "`staffcast assumptions kent-2025.toml` lists it, `staffcast init --full` writes it out."
        ),
        "{made}"
    );
    let short = fs::read_to_string(home.path("kent-2025.toml")).expect("it was made");
    insta::assert_snapshot!(short.replace(env!("CARGO_PKG_VERSION"), "VERSION"));

    let made = output(&home.staffcast("init --council Kent --full --overwrite").success());
    assert!(!made.contains("staffcast assumptions"), "{made}");
    let full = fs::read_to_string(home.path("kent-2025.toml")).expect("it was made");
    assert_eq!(full, include_str!("../../scenarios/kent-2025.toml"));

    figures_with(&home, "", "", "", "");
    let made = output(&home.staffcast("init --council Kent --data figures --overwrite").success());
    assert!(made.contains("`staffcast assumptions kent-2025.toml --data figures`"), "{made}");
    assert!(made.ends_with("Next: staffcast run kent-2025.toml --data figures\n"), "{made}");
    home.staffcast("check kent-2025.toml --data figures").success();
}

#[test]
fn a_file_that_is_there_is_replaced_only_if_asked_for() {
    let home = Home::new();
    fs::write(home.path("mine.toml"), "mine").expect("the folder is there");
    let refusal = home.staffcast("init --council kent --out mine.toml").code(1);
    assert!(
        messages(&refusal).contains("mine.toml is there already: add --overwrite"),
        "{}",
        messages(&refusal)
    );
    assert_eq!(fs::read(home.path("mine.toml")).expect("it is there"), b"mine");
    home.staffcast("init --council kent --out mine.toml --overwrite --as-of 2019").success();
    let text = fs::read_to_string(home.path("mine.toml")).expect("it is there");
    assert!(text.starts_with("# Kent at 30 September 2019:"), "{}", &text[..100]);
}

#[test]
fn faults_in_what_is_asked_for_are_told() {
    let home = Home::new();
    for (arguments, words) in [
        ("init --council Bukingham", "Buckinghamshire"),
        ("init --council Atlantis", "`staffcast councils` lists them all"),
        ("init --council Kent --as-of 2031", "choose a year from 2017 to 2025"),
        ("init --council Kent --as-of 2023-24", "write a year, such as 2023"),
        ("init --council Kent --as-of 99999", "write a year, such as 2023"),
        ("init --council Kent --data nowhere", "nowhere holds no published figures"),
        ("init", "--council <NAME>"),
    ] {
        let refusal = home.staffcast(arguments).code(2);
        assert!(messages(&refusal).contains(words), "{arguments}: {}", messages(&refusal));
    }
    home.staffcast("init --council Kent --out nowhere/kent.toml").code(1);
    assert!(home.files().is_empty());
}

/// What cannot be stops every command that reads the figures; in the year that a back-test begins with, too.
#[test]
fn figures_that_cannot_be_are_refused_by_every_command() {
    let home = Home::new();
    for (file, year, column, value, words) in [
        (
            "demand.csv",
            "2023",
            "no_further_action",
            "22590",
            "`no_further_action` is 22,590, but `referrals` is 22,589",
        ),
        (
            "demand.csv",
            "2021",
            "no_further_action",
            "40000",
            "`no_further_action` is 40,000, but `referrals` is 18,942",
        ),
        ("demand.csv", "2023", "referrals", "22,589", "15 cells where 14 are wanted"),
    ] {
        figures_with(&home, file, year, column, value);
        let place = if year == "2023" { "demand.csv:2186" } else { "demand.csv:2184" };
        for command in [
            "show kent",
            "councils",
            "init --council kent",
            "backtest --councils kent --origins 2021 --trials 20",
        ] {
            let refusal = home.staffcast(&format!("{command} --data figures")).code(2);
            let messages = messages(&refusal);
            assert!(messages.contains(words) && messages.contains(place), "{command}: {messages}");
            assert!(messages.contains("the figures in figures cannot be used: 1 error"), "{messages}");
        }
    }
    assert!(!home.path("kent-2025.toml").exists());
}

/// What is hard to believe is told, and the command goes on.
#[test]
fn figures_that_are_hard_to_believe_are_told_on_the_way() {
    let home = Home::new();
    figures_with(&home, "workforce.csv", "2023", "published_agency_percent", "0.142");
    for command in
        ["show kent", "init --council kent", "backtest --councils kent --origins 2022 --trials 20 --quiet"]
    {
        let done = home.staffcast(&format!("{command} --data figures")).success();
        let told = messages(&done);
        assert!(
            told.contains("workforce.csv:1230") && told.contains("did you mean 14.2?"),
            "{command}: {told}"
        );
        assert!(!output(&done).is_empty(), "{command}");
    }
}

/// Who ends no referral with an assessment has no case in assessment: the file is not written.
#[test]
fn figures_that_make_no_scenario_are_named() {
    let home = Home::new();
    figures_with(&home, "demand.csv", "2025", "not_in_need", "");
    let demand = fs::read_to_string(home.path("figures/demand.csv")).expect("it is there");
    let all = demand.lines().map(|line| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if line.starts_with("E10000016,2025,") {
            cells[4] = cells[2];
        }
        cells.join(",")
    });
    fs::write(home.path("figures/demand.csv"), all.collect::<Vec<_>>().join("\n")).expect("it is there");
    for command in
        ["init --council kent --data figures", "backtest --councils kent --origins 2025 --data figures"]
    {
        let refusal = home.staffcast(command).code(2);
        if command.starts_with("init") {
            let told = messages(&refusal);
            assert!(told.contains("the figures of Kent contradict each other"), "{told}");
            assert!(told.contains("no further action 1 (2025)"), "{told}");
        }
    }
    assert!(!home.path("kent-2025.toml").exists());
}

/// What is no file of figures is refused at once.
#[test]
#[cfg(unix)]
fn a_table_without_end_is_refused() {
    let home = Home::new();
    figures_with(&home, "", "", "", "");
    fs::remove_file(home.path("figures/plans.csv")).expect("it is there");
    std::os::unix::fs::symlink("/dev/zero", home.path("figures/plans.csv")).expect("links can be made");
    fs::remove_file(home.path("figures/roles.csv")).expect("it is there");
    fs::create_dir(home.path("figures/roles.csv")).expect("a folder can be made");
    let told = messages(&home.staffcast("show kent --data figures").code(2));
    assert!(told.contains("cannot read figures/plans.csv: "), "{told}");
    assert!(told.contains("cannot read figures/roles.csv: "), "{told}");
}
