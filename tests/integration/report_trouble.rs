//! Runs that cannot be reported, folders in the way, and arguments that are not possible.

use std::fs;

use crate::report::with_run;
use crate::staffcast::{Home, messages, output};

/// Asserts that a report is refused with these words and leaves everything as it was.
#[track_caller]
fn assert_refused(home: &Home, arguments: &str, code: i32, words: &[&str]) {
    let entries = || fs::read_dir(home.path("")).expect("the home is there").count();
    let (before, count) = (home.files(), entries());
    let refusal = home.staffcast(arguments).code(code);
    let message = messages(&refusal);
    assert!(message.starts_with("error: "), "{message}");
    for words in words {
        assert!(message.contains(words), "{words} in\n{message}");
    }
    assert_eq!(output(&refusal), "");
    assert!(home.files() == before, "files are as they were after {arguments}");
    assert_eq!(entries(), count, "no folder is left by {arguments}");
}

#[test]
fn what_is_no_run_is_not_reported() {
    let home = with_run();
    home.staffcast("report here --format md --chart caseload").success();
    fs::create_dir(home.path("empty")).unwrap();
    fs::create_dir(home.path("others")).unwrap();
    fs::write(home.path("others/manifest.json"), "{\"name\": \"a web page\"}").unwrap();
    let told = "error: there is no folder nowhere: name the folder that `staffcast run`";
    assert_refused(&home, "report nowhere", 2, &[told]);
    // The report itself has a manifest too.
    for folder in ["empty", "others", "here-report", "here/monthly.csv"] {
        let told = format!("error: {folder} holds no finished results: name the folder that `staffcast run`");
        assert_refused(&home, &format!("report {folder}"), 2, &[&told]);
    }
}

#[test]
fn a_changed_run_is_not_reported() {
    for file in ["monthly.csv", "yearly.csv", "targets.csv", "net_cost.csv", "scenario.toml"] {
        let home = with_run();
        let path = home.path("here").join(file);
        let text = fs::read_to_string(&path).unwrap();
        // Of the same length, and so small a change that nobody would see it.
        fs::write(&path, text.replacen('1', "2", 1)).unwrap();
        let told = format!("here/{file} is not as it was written");
        assert_refused(&home, "report here", 2, &[&told, "put the file back, or run the command again"]);
    }
}

#[test]
fn a_run_without_one_of_its_files_is_not_reported() {
    for file in ["monthly.csv", "yearly.csv", "targets.csv", "net_cost.csv", "scenario.toml"] {
        let home = with_run();
        fs::remove_file(home.path("here").join(file)).unwrap();
        let told = format!("could not read here/{file}: ");
        assert_refused(&home, "report here", 1, &[&told, "put the file back, or run the command again"]);
    }
}

#[test]
fn a_run_of_another_version_is_not_reported() {
    let home = with_run();
    let path = home.path("here/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    fs::write(path, text.replace(&version, "\"version\": \"0.0.9\"")).unwrap();
    let told = [
        "what is in here was made by Staffcast 0.0.9, and this is ",
        "make it again with this version, or the report with that one",
    ];
    assert_refused(&home, "report here", 2, &told);
}

#[test]
fn older_reports_are_kept_unless_they_are_to_be_replaced() {
    let home = with_run();
    home.staffcast("report here --format docx,md --chart caseload").success();
    let again = "report here --format html --chart caseload";
    let told = "here-report already holds results: add --overwrite to replace them, or choose another folder with --out";
    assert_refused(&home, again, 1, &[told]);
    home.staffcast(&format!("{again} --overwrite")).success();
    let files = home.files();
    let names: Vec<&String> = files.keys().filter(|name| name.starts_with("here-report/")).collect();
    assert_eq!(names, ["here-report/manifest.json", "here-report/report.html"]);
    assert_eq!(fs::read_dir(home.path("")).unwrap().count(), 2);
}

#[test]
fn what_people_have_changed_in_a_report_is_never_lost() {
    let home = with_run();
    let again = "report here --format docx --chart caseload --overwrite";
    home.staffcast(again).success();
    let path = home.path("here-report/report.docx");
    let mut edited = fs::read(&path).unwrap();
    *edited.last_mut().unwrap() ^= 1;
    fs::write(&path, &edited).unwrap();
    let told = "here-report holds results, but report.docx was changed after it was written";
    assert_refused(&home, again, 1, &[told, "keep a copy elsewhere and delete it"]);
    // As the message says.
    fs::rename(&path, home.path("kept.docx")).unwrap();
    home.staffcast(again).success();
    assert!(fs::read(&path).unwrap() != edited && fs::read(home.path("kept.docx")).unwrap() == edited);

    fs::write(home.path("here-report/notes.txt"), "for the chair").unwrap();
    assert_refused(&home, again, 1, &["also notes.txt, which Staffcast did not write"]);
}

#[test]
fn a_report_never_takes_the_place_of_a_run() {
    let home = with_run();
    home.staffcast("run SMALL --trials 100 --out other").success();
    let within = "is within the folder of the results, which holds what their command left and nothing else";
    for (arguments, told) in [
        ("here --out here", within),
        ("here --out ./here/ --overwrite", within),
        ("here --out here/charts --overwrite", within),
        ("here --out here/deep/down", within),
        ("here --out other --overwrite", "other holds results, which a report does not replace"),
    ] {
        let remedy = "choose another";
        assert_refused(&home, &format!("report {arguments} --format html"), 2, &[told, remedy, "with --out"]);
    }
    let from_within =
        home.command("report . --format html --out paper").current_dir(home.path("here")).assert();
    assert!(messages(&from_within.code(2)).starts_with(&format!("error: paper {within}")));
    assert!(!home.path("here/paper").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let home = with_run();
    fs::write(home.path("file"), "").unwrap();
    assert_refused(&home, "report here --out file", 1, &["file is a file, not a folder"]);
    assert_refused(&home, "report here --out file/below", 1, &["could not make the folder file: "]);
}

#[test]
fn a_template_that_is_no_word_document_is_refused() {
    let home = with_run();
    fs::write(home.path("letter.txt"), "Dear all").unwrap();
    home.staffcast("report here --format xlsx --out excel").success();
    for (template, told) in [
        ("letter.txt", "letter.txt: this is not a Word document: choose a file that ends in .docx"),
        ("excel/report.xlsx", "excel/report.xlsx: this is not a Word document but an Excel workbook"),
        ("here/charts/caseload.png", "caseload.png: this is not a Word document"),
        ("missing.docx", "there is no file missing.docx"),
    ] {
        assert_refused(&home, &format!("report here --template {template}"), 2, &[told]);
    }
}

#[test]
fn arguments_that_are_not_possible_are_refused_with_a_remedy() {
    let home = with_run();
    for (arguments, told) in [
        ("--date 22/11/2026", "write a day as 2026-11-22"),
        ("--date 2026-02-30", "there is no such day"),
        ("--date today", "write a day as 2026-11-22"),
        ("--format pdf", "[possible values: docx, xlsx, html, md]"),
        (
            "--chart vacancy_rat",
            "`vacancy_rat` is not a measure of this scenario\n  help: `vacancy_rate` is the nearest",
        ),
        (
            "--chart caseload,open_cases.nowhere",
            "--chart: `open_cases.nowhere` is not a measure of this scenario",
        ),
    ] {
        assert_refused(&home, &format!("report here {arguments}"), 2, &[told]);
    }
}
