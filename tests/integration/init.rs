//! `staffcast init` as its user meets it.

use std::fs;

use crate::staffcast::{Home, messages, output};

#[test]
fn a_name_is_enough_for_a_scenario_that_runs() {
    let home = Home::new();
    let mut command = home.command("init --council");
    let made = output(&command.arg("Bath & North East Somerset").assert().success());
    assert!(made.starts_with("Bath and North East Somerset at 30 September 2023: "), "{made}");
    assert!(made.ends_with("Next: staffcast run bath-and-north-east-somerset-2023.toml\n"), "{made}");
    home.staffcast("check bath-and-north-east-somerset-2023.toml").success();
    home.staffcast("run bath-and-north-east-somerset-2023.toml --trials 50").success();
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
    assert!(text.starts_with("# Kent at 30 September 2019."), "{}", &text[..100]);
}

#[test]
fn faults_in_what_is_asked_for_are_told() {
    let home = Home::new();
    for (arguments, words) in [
        ("init --council Bukingham", "Buckinghamshire"),
        ("init --council Atlantis", "`staffcast councils` lists them all"),
        ("init --council Kent --as-of 2031", "choose a year from 2017 to 2023"),
        ("init --council Kent --data nowhere", "nowhere holds no published figures"),
        ("init", "--council <NAME>"),
    ] {
        let refusal = home.staffcast(arguments).code(2);
        assert!(messages(&refusal).contains(words), "{arguments}: {}", messages(&refusal));
    }
    home.staffcast("init --council Kent --out nowhere/kent.toml").code(1);
    assert!(home.files().is_empty());
}
