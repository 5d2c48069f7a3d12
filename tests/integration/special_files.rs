//! Pipes, devices and what else looks like a file: refused at once, where reading would wait or never end.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::report::with_run;
use crate::staffcast::{Home, SMALL, messages};

fn pipe(home: &Home, name: &str) {
    let made = Command::new("mkfifo").arg(home.path(name)).status().expect("there is a mkfifo");
    assert!(made.success());
}

/// Asserts that a command ends with exit code 2 and these words, and ends at all.
#[track_caller]
fn assert_refused(home: &Home, arguments: &str, words: &str) {
    let mut command = home.command(arguments);
    let message = messages(&command.timeout(std::time::Duration::from_secs(60)).assert().code(2));
    assert!(message.contains(words), "{words} in\n{message}");
}

#[test]
fn a_scenario_that_is_no_file_is_refused() {
    let home = Home::new();
    pipe(&home, "pipe.toml");
    symlink("/dev/zero", home.path("zero.toml")).unwrap();
    fs::write(home.path("base.toml"), "extends = 'pipe.toml'\ntitle = 'a'\n").unwrap();
    for scenario in ["pipe.toml", "zero.toml", "/dev/zero", "/proc/kmsg"] {
        let words = "cannot be read: it is a pipe, a device or the like, not a file on a disk";
        for command in ["check", "run", "assumptions"] {
            assert_refused(&home, &format!("{command} {scenario}"), words);
        }
    }
    assert_refused(&home, "check base.toml", "save what it gives as a file, and name that");
}

#[test]
fn a_template_that_is_no_file_or_never_ends_is_refused() {
    let home = with_run();
    pipe(&home, "pipe.docx");
    for template in ["pipe.docx", "/dev/zero"] {
        let words = format!(
            "error: {template}: it is a pipe, a device or the like, not a file on a disk: name a Word"
        );
        assert_refused(&home, &format!("report here --template {template}"), &words);
    }
    // Of no more than a hole.
    fs::File::create(home.path("large.docx")).unwrap().set_len(60_000_000).unwrap();
    assert_refused(
        &home,
        "report here --template large.docx",
        "error: large.docx: it is larger than 50 MB: delete its",
    );
    fs::create_dir(home.path("folder.docx")).unwrap();
    assert_refused(&home, "report here --template folder.docx", "error: folder.docx: could not be read: ");
}

#[test]
fn a_table_of_figures_that_is_no_file_is_refused() {
    let home = Home::new();
    fs::create_dir(home.path("data")).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), home.path("data").join(entry.file_name())).unwrap();
        }
    }
    fs::remove_file(home.path("data/demand.csv")).unwrap();
    pipe(&home, "data/demand.csv");
    for command in ["show Kent", "init --council Kent", "backtest --councils Kent"] {
        assert_refused(
            &home,
            &format!("{command} --data data"),
            "cannot read data/demand.csv: it is a pipe, a device",
        );
    }
}

#[test]
fn a_file_of_a_run_whose_place_a_pipe_has_taken_is_one_that_was_changed() {
    for (file, words) in [
        ("monthly.csv", "here/monthly.csv is not as it was written"),
        ("scenario.toml", "here/scenario.toml is not as it was written"),
        ("manifest.json", "here holds no finished results"),
    ] {
        let home = with_run();
        fs::remove_file(home.path("here").join(file)).unwrap();
        pipe(&home, &format!("here/{file}"));
        assert_refused(&home, "report here", words);
    }
    let home = with_run();
    fs::remove_file(home.path("here/monthly.csv")).unwrap();
    pipe(&home, "here/monthly.csv");
    let refusal = home.command(&format!("run {SMALL} --trials 10 --out here --overwrite"));
    let message = messages(&{ refusal }.timeout(std::time::Duration::from_secs(60)).assert().code(1));
    assert!(message.contains("here holds results, but monthly.csv was changed"), "{message}");
    let journal = Home::new();
    pipe(&journal, "b.unfinished");
    let mut backtest = journal.command("backtest --councils Kent --trials 2 --out b");
    let message = messages(&backtest.timeout(std::time::Duration::from_secs(60)).assert().code(1));
    assert!(
        message.contains("b.unfinished is where the back-test would note how far it is, but"),
        "{message}"
    );
}
