//! Papers of goals, plans, sensitivities and back-tests, as their users meet them.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use crate::report::{Files, in_folder, text};
use crate::report_paper::{parts, words};
use crate::staffcast::{messages, output};
use crate::study_commands::home;

/// A goal, a plan, a sensitivity and a back-test, and a csv file of each.
const RESULTS: [(&str, &str); 4] = [
    ("goal options.toml --vary campaign.people=0..12 --sure 0.5 --trials 60", "curve.csv"),
    ("plan options.toml --sure 0.5 --trials 60", "sets.csv"),
    ("sensitivity options.toml --trials 200", "sensitivity.csv"),
    ("backtest --councils Rutland --origins 2022 --trials 20", "coverage.csv"),
];

#[test]
fn papers_are_made_of_studies_and_back_tests_as_of_runs() {
    let home = home();
    for (command, table) in RESULTS {
        home.staffcast(&format!("{command} --out here --overwrite --quiet")).success();
        let before = in_folder(&home, "here");
        let told = output(&home.staffcast("report here --committee Scrutiny --overwrite").success());
        assert_eq!(
            told, "Reports in here-report: report.docx, report.xlsx, report.html, report.md\n",
            "{command}"
        );
        assert!(in_folder(&home, "here") == before, "{command}: the results are left alone");
        let files = in_folder(&home, "here-report");
        let document = words(&parts(&files["report.docx"]), "word/document.xml").join("\n");
        let page = text(&files, "report.md");
        assert!(page.contains("Scrutiny") && document.contains("Scrutiny"), "{command}: the committee");
        // The title of the page and every chart of it stand in the paper.
        let blocks: serde_json::Value =
            serde_json::from_slice(&before["report.json"]).expect("blocks are json");
        let title = blocks["paper"]["title"].as_str().expect("it has a title");
        assert!(document.contains(title) && page.contains(title), "{command}: {title}");
        let charts =
            |folder: &Files| folder.keys().filter(|name| name.strip_suffix(".svg").is_some()).count();
        let pictures =
            parts(&files["report.docx"]).keys().filter(|name| name.strip_suffix(".png").is_some()).count();
        assert!(charts(&before) > 0, "{command}: no chart");
        assert_eq!((charts(&files), pictures), (charts(&before), charts(&before)), "{command}: charts");
        assert_in_workbook(&files["report.xlsx"], table, &text(&before, table));
    }
}

/// Every cell of a csv file stands in its sheet, numbers as numbers.
#[track_caller]
fn assert_in_workbook(workbook: &[u8], file: &str, csv: &str) {
    let mut book = Xlsx::new(Cursor::new(workbook)).expect("a workbook");
    let wanted = file.trim_end_matches(".csv");
    let names = book.sheet_names();
    let name =
        names.iter().find(|name| name.eq_ignore_ascii_case(wanted)).expect("a sheet for each csv file");
    let sheet = book.worksheet_range(name).expect("it can be read");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut numbers = 0;
    for (row, record) in reader.records().map(|record| record.expect("a row")).enumerate() {
        for (column, wanted) in record.iter().enumerate() {
            let is_same = match sheet.get((row, column)).unwrap_or(&Data::Empty) {
                Data::Empty => wanted.is_empty(),
                Data::String(own) => own == wanted,
                Data::Float(own) => {
                    numbers += 1;
                    wanted.parse() == Ok(*own)
                }
                _ => false,
            };
            assert!(is_same, "{file}: row {row}, column {column} is not {wanted}");
        }
    }
    assert!(numbers > 0, "{file}: no number");
}

#[test]
fn changed_studies_and_charts_of_other_kinds_are_refused() {
    let home = home();
    let (command, _) = RESULTS[0];
    home.staffcast(&format!("{command} --out here --quiet")).success();
    let refused = |arguments: &str, code: i32, words: &str| {
        let message = messages(&home.staffcast(arguments).code(code));
        assert!(message.contains(words), "{words} in {message}");
        assert!(!home.path("here-report").exists());
    };
    refused(
        "report here --chart caseload",
        2,
        "leave out --chart, --chart-size and --neutral-titles, which are for runs",
    );
    refused("report here --out here/paper", 2, "is within the folder of the results");
    refused(
        "report options.toml",
        2,
        "holds no finished results: name the folder that `staffcast run`, `compare`, `goal`",
    );
    for file in ["report.json", "curve.csv", "charts/goal.svg"] {
        let path = home.path("here").join(file);
        let kept = fs::read_to_string(&path).expect("it is among the files");
        fs::write(&path, kept.replacen('1', "2", 1)).expect("it can be changed");
        refused("report here", 2, &format!("here/{file} is not as it was written"));
        fs::remove_file(&path).expect("it can be removed");
        refused("report here", 1, &format!("could not read here/{file}: "));
        fs::write(&path, kept).expect("it can be put back");
    }
    home.staffcast("report here --format md").success();
}
