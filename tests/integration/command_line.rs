//! Arguments, exit codes, and what goes where.

use std::fs;

use crate::staffcast::{Home, SMALL, messages, output};

#[test]
fn faults_in_the_arguments_are_told_in_plain_words() {
    let home = Home::new();
    let number = "write a whole number from 1 to 1,000,000, without commas";
    for (arguments, message) in [
        ("run SMALL --trials 0", number),
        ("run SMALL --trials 2,000", number),
        ("run SMALL --trials 10000001", number),
        ("run SMALL --trials many", "or auto, for as many as it takes"),
        ("run SMALL --trials auto:0", "write auto, or auto:50000 for at most 50,000 trials"),
        ("compare SMALL SMALL --trials auto:x", "a whole number from 1,000 to 1,000,000"),
        ("run SMALL --threads 0", "write a whole number from 1 to 1,024"),
        ("run SMALL --seed -1", "unexpected argument '-1' found"),
        ("run SMALL --seed x", "write a whole number from 0 to 18,446,744,073,709,551,615"),
        ("run SMALL --only luck", "luck"),
        ("run SMALL --chart vacancy_rat", "`vacancy_rate` is the nearest"),
        ("run SMALL --chart caseload,weather", "known: referrals, referrals_12_months"),
        ("compare SMALL SMALL --chart-size poster", "page, slide, web"),
        ("run SMALL --format xml", "table, json"),
        ("run", "<SCENARIO>"),
        ("rum SMALL", "run"),
        ("", "Usage: staffcast <COMMAND>"),
    ] {
        let refusal = home.staffcast(arguments).code(2);
        assert_eq!(output(&refusal), "", "{arguments}");
        assert!(messages(&refusal).contains(message), "{}", messages(&refusal));
    }
    assert!(home.files().is_empty());
}

#[test]
fn a_scenario_with_errors_is_not_run() {
    let home = Home::new();
    let text = fs::read_to_string(SMALL).unwrap();
    fs::write(home.path("wrong.toml"), text.replace("months = 18", "munths = 18")).unwrap();
    for command in ["check", "run"] {
        let refusal = home.staffcast(&format!("{command} wrong.toml")).code(2);
        let messages = messages(&refusal);
        assert_eq!(output(&refusal), "");
        assert!(messages.contains("wrong.toml:4"), "{messages}");
        assert!(messages.contains("munths"), "{messages}");
        assert!(messages.ends_with(": 1 error\n"), "{messages}");
        assert!(!messages.contains('\u{1b}'), "colour in a pipe: {messages}");
    }
    assert_eq!(home.files().len(), 1);
    home.staffcast("run missing.toml").code(2);
    home.staffcast("check missing.toml").code(2);
}

#[test]
fn a_sound_scenario_has_no_problems() {
    let check = Home::new().staffcast("check SMALL").success();
    assert_eq!(
        output(&check),
        format!("{SMALL}: no problems\nThe scenario does not say of when its figures are.\n")
    );
    assert_eq!(messages(&check), "");
}

#[test]
fn warnings_are_shown_and_do_not_stop_a_run() {
    let home = Home::new();
    let text = fs::read_to_string(SMALL).unwrap();
    fs::write(home.path("odd.toml"), text.replace("open = 124", "open = 90")).unwrap();
    let check = home.staffcast("check odd.toml").success();
    assert!(output(&check).starts_with("odd.toml: no errors, "), "{}", output(&check));
    assert!(messages(&check).contains("warning: "), "{}", messages(&check));
    let run = home.staffcast("run odd.toml --trials 100").success();
    assert!(messages(&run).contains("warning: "), "{}", messages(&run));
    let quiet = home.staffcast("run odd.toml --trials 100 --overwrite --quiet").success();
    assert_eq!(messages(&quiet), "");
    assert_eq!(output(&quiet), output(&run));
}

#[test]
fn the_schema_is_json_on_standard_output() {
    let schema = Home::new().staffcast("schema").success();
    let schema: serde_json::Value = serde_json::from_str(&output(&schema)).unwrap();
    assert_eq!(schema["type"], "object");
}

/// A shell that redirects may write another encoding; the program does not.
#[test]
fn what_is_printed_can_be_written_to_a_file_and_replaces_none_unasked() {
    let home = Home::new();
    for command in ["schema", "assumptions SMALL --format csv", "completions fish"] {
        let printed = output(&home.staffcast(command).success());
        let write = format!("{command} --out text");
        assert_eq!(output(&home.staffcast(&write).success()), "", "{command}");
        assert_eq!(fs::read_to_string(home.path("text")).unwrap(), printed, "{command}");
        let refusal = home.staffcast(&write).code(1);
        assert!(
            messages(&refusal).contains("text is there already: add --overwrite"),
            "{}",
            messages(&refusal)
        );
        home.staffcast(&format!("{write} --overwrite")).success();
        fs::remove_file(home.path("text")).unwrap();
        let refusal = home.staffcast(&format!("{command} --overwrite")).code(2);
        assert!(messages(&refusal).contains("--out <FILE>"), "{}", messages(&refusal));
    }
}

#[test]
fn help_and_version_are_no_failures() {
    let home = Home::new();
    for arguments in [
        "--help",
        "run --help",
        "check --help",
        "councils --help",
        "show --help",
        "backtest --help",
        "schema --help",
        "completions --help",
    ] {
        let help = home.staffcast(arguments).success();
        assert!(output(&help).contains("Example"), "{}", output(&help));
    }
    home.staffcast("--version").success();
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let home = Home::new();
    for arguments in ["schema", "check SMALL", "run --trials 100 SMALL", "--help"] {
        home.staffcast_into_a_closed_pipe(arguments);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_on_a_full_disk_is_a_failure() {
    let home = Home::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_staffcast"));
    command.arg("schema").current_dir(home.path("")).stdout(full);
    let result = command.output().unwrap();
    let message = String::from_utf8_lossy(&result.stderr).into_owned();
    assert!(message.starts_with("error: could not write to standard output: No space"), "{message}");
    assert_eq!(result.status.code(), Some(1));
}
