//! Reports of finished runs, as their users meet them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::staffcast::{Home, SMALL, messages, output};

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The files of a run with options and targets, in the folder `here`. What it was run from is gone.
static RUN: LazyLock<Files> = LazyLock::new(|| {
    let home = Home::new();
    let options = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");
    fs::copy(SMALL, home.path("small.toml")).expect("the scenario is there");
    fs::copy(options, home.path("options.toml")).expect("the scenario is there");
    home.staffcast("run options.toml --trials 100 --out here").success();
    home.files().into_iter().filter(|(name, _)| name.starts_with("here/")).collect()
});

/// The ids and titles of the options of the run.
const OPTIONS: [(&str, &str); 4] = [
    ("baseline", "Baseline"),
    ("campaign", "Six recruits from overseas"),
    ("retention", "retention"),
    ("both", "Recruits and retention"),
];

/// A home with nothing but the run.
pub(crate) fn with_run() -> Home {
    let home = Home::new();
    fs::create_dir_all(home.path("here/charts")).expect("folders can be made");
    for (name, content) in &*RUN {
        fs::write(home.path(name), content).expect("files can be written");
    }
    home
}

/// The files of a folder by their names in it.
pub(crate) fn in_folder(home: &Home, folder: &str) -> Files {
    let own = |(name, content): (String, Vec<u8>)| {
        Some((name.strip_prefix(folder)?.strip_prefix('/')?.to_owned(), content))
    };
    home.files().into_iter().filter_map(own).collect()
}

pub(crate) fn text(files: &Files, name: &str) -> String {
    let content = files.get(name).unwrap_or_else(|| panic!("{name} among {:?}", files.keys()));
    String::from_utf8(content.clone()).expect("texts are UTF-8")
}

fn fingerprint(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").expect("a string takes any text");
        hash
    })
}

#[test]
fn a_report_is_written_in_all_formats_beside_the_run() {
    let home = with_run();
    let before = home.files();
    let said = home.staffcast("report here").success();
    assert_eq!(output(&said), "Reports in here-report: report.docx, report.xlsx, report.html, report.md\n");
    assert_eq!(messages(&said), "");
    assert_eq!(in_folder(&home, "here"), before.into_iter().map(inside).collect(), "the run is left alone");

    let mut files = in_folder(&home, "here-report");
    let (charts, others): (Vec<&String>, Vec<&String>) =
        files.keys().partition(|name| name.starts_with("charts/"));
    assert_eq!(others, ["manifest.json", "report.docx", "report.html", "report.md", "report.xlsx"]);
    let stems = |ending: &str| -> BTreeSet<String> {
        charts.iter().filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect()
    };
    assert_eq!(stems(".svg"), stems(".png"));
    assert!(stems(".svg").contains("charts/target_2"));
    let text_of_report = text(&files, "report.md");
    let shown: Vec<&str> =
        text_of_report.split("](charts/").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(!shown.is_empty());
    for chart in shown {
        assert!(charts.contains(&&format!("charts/{chart}")), "{chart}");
    }

    let manifest: Json = serde_json::from_slice(&files.remove("manifest.json").unwrap()).unwrap();
    assert_eq!(manifest["repeat_with"], "staffcast run scenario.toml --trials 100 --seed 1 --out again");
    assert_eq!(manifest["files"].as_object().unwrap().len(), files.len());
    for (name, content) in &files {
        assert_eq!(manifest["files"][name]["sha256"], fingerprint(content), "{name}");
    }
}

fn inside((name, content): (String, Vec<u8>)) -> (String, Vec<u8>) {
    (name.strip_prefix("here/").expect("there is nothing but the run").to_owned(), content)
}

#[test]
fn two_reports_of_a_run_have_the_same_bytes() {
    let home = with_run();
    home.staffcast("report here --out one").success();
    home.staffcast("report here --out deep/down/two --format md,html,xlsx,docx --quiet").success();
    let (one, two) = (in_folder(&home, "one"), in_folder(&home, "deep/down/two"));
    assert!(one.keys().eq(two.keys()));
    for (name, content) in one {
        assert!(content == two[&name], "{name} differs");
    }
}

#[test]
fn the_page_alone_is_that_of_the_run() {
    let home = with_run();
    let said = home.command("report . --format html").current_dir(home.path("here")).assert().success();
    let folder = fs::canonicalize(home.path("here-report")).unwrap();
    assert_eq!(output(&said), format!("Reports in {}: report.html\n", folder.display()));
    let files = in_folder(&home, "here-report");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["manifest.json", "report.html"]);
    assert!(files["report.html"] == RUN["here/report.html"]);
    let quiet = home.staffcast("report here/ --format html --out other --quiet").success();
    assert_eq!((output(&quiet), messages(&quiet)), (String::new(), String::new()));
    assert_eq!(in_folder(&home, "other"), files);
}

/// Rows of a csv file of the run by column.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(RUN[name].as_slice())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("rows of one length")
}

fn value_of(rows: &[BTreeMap<String, String>], keys: &[(&str, &str)], column: &str) -> f64 {
    let mut own = rows.iter().filter(|row| keys.iter().all(|(key, value)| row[*key] == *value));
    let row = own.next().unwrap_or_else(|| panic!("no row of {keys:?}"));
    assert!(own.next().is_none(), "several rows of {keys:?}");
    row[column].parse().expect("a number")
}

/// The cells of a table of the page, row by row; its head comes first.
pub(crate) fn table(page: &str, caption: &str) -> Vec<Vec<String>> {
    let (_, rest) = page.split_once(&format!(": {caption}</caption>")).expect("the table is there");
    let (table, _) = rest.split_once("</table>").expect("the table ends");
    let cell = |cell: &str| {
        let (_, content) = cell.split_once('>').expect("a cell begins");
        content.split_once("</t").expect("a cell ends").0.to_owned()
    };
    let row = |row: &str| row.replace("<th ", "<td ").split("<td ").skip(1).map(cell).collect();
    table.split("<tr").skip(1).map(row).collect()
}

/// Whether a text such as "20%" or "14" is this value, with no more digits than it shows.
fn tells(text: &str, value: f64) -> bool {
    let (digits, value) = text.strip_suffix('%').map_or((text, value), |digits| (digits, 100.0 * value));
    let shown: f64 = digits.parse().unwrap_or_else(|_| panic!("{text} is a number"));
    // Of 20 the nought may only hold a place.
    let places = digits.bytes().rev().take_while(|digit| *digit == b'0').count();
    (shown - value).abs() <= 0.5 * 10_f64.powf(places as f64) + 1e-9
}

#[test]
fn the_page_tells_the_figures_of_the_csv_files() {
    let home = with_run();
    home.staffcast("report here --format html").success();
    let page = text(&in_folder(&home, "here-report"), "report.html");
    let glance = table(&page, "The options at a glance");
    assert_eq!(
        glance[0][..5],
        [
            "Option",
            "Vacancy rate, Mar 2025",
            "Average caseload, Sep 2025",
            "Chance that the vacancy rate is below 15% in Mar 2025",
            "Chance that the average caseload is at most 16 in Sep 2026"
        ]
    );
    assert_eq!(glance.len(), 1 + OPTIONS.len());
    let (monthly, targets) = (rows("here/monthly.csv"), rows("here/targets.csv"));
    for ((option, title), row) in OPTIONS.into_iter().zip(&glance[1..]) {
        assert_eq!(row[0], title);
        for (cell, measure, month) in [(&row[1], "vacancy_rate", "2025-03"), (&row[2], "caseload", "2025-09")]
        {
            let keys = [("option", option), ("team", ""), ("measure", measure), ("month", month)];
            let (median, range) = cell.split_once("<br>").unwrap();
            let value = value_of(&monthly, &keys, "p50");
            assert!(tells(median, value), "{title}, {measure}: {median} beside {value}");
            let (low, high) = range.trim_matches(['(', ')']).split_once('\u{2013}').unwrap();
            let high_value = value_of(&monthly, &keys, "p90");
            assert!(tells(high, high_value), "{title}, {measure}: {high} beside {high_value}");
            assert!(low.parse::<f64>().is_ok(), "{low}");
        }
        for (cell, measure, month) in [(&row[3], "vacancy_rate", "2025-03"), (&row[4], "caseload", "2026-09")]
        {
            let chance =
                value_of(&targets, &[("option", option), ("measure", measure), ("month", month)], "chance");
            assert_eq!(*cell, format!("{:.0}%", 100.0 * chance), "{title}, {measure}");
        }
    }
}

/// The run is given a chance that no trial ever had, and a manifest that vouches for it.
#[test]
fn nothing_is_simulated_again() {
    let home = with_run();
    let targets = text(&RUN, "here/targets.csv");
    let row = targets.lines().find(|row| row.starts_with("baseline,caseload") && row.contains(",2026-09,"));
    let mut cells: Vec<&str> = row.unwrap().split(',').collect();
    assert_ne!(cells[6], "0.03000");
    cells[6] = "0.03000";
    let other = targets.replace(row.unwrap(), &cells.join(","));
    fs::write(home.path("here/targets.csv"), &other).unwrap();
    let manifest = text(&RUN, "here/manifest.json");
    let manifest = manifest.replace(&fingerprint(targets.as_bytes()), &fingerprint(other.as_bytes()));
    fs::write(home.path("here/manifest.json"), manifest).unwrap();
    home.staffcast("report here --format html").success();
    let page = text(&in_folder(&home, "here-report"), "report.html");
    assert_eq!(table(&page, "The options at a glance")[1][4], "3%");
}

#[test]
fn the_workbook_holds_every_number_of_monthly_csv() {
    let home = with_run();
    home.staffcast("report here --format xlsx").success();
    let bytes = fs::read(home.path("here-report/report.xlsx")).unwrap();
    let sheet = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("Monthly").unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(RUN["here/monthly.csv"].as_slice());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((sheet.height(), sheet.width()), (records.len(), records[0].len()));
    for (row, record) in records.iter().enumerate() {
        for (column, wanted) in record.iter().enumerate() {
            let cell = sheet.get((row, column)).unwrap_or(&Data::Empty);
            let is_same = match cell {
                Data::Empty => wanted.is_empty(),
                Data::String(own) => own == wanted && (row == 0 || column < 5),
                Data::Float(own) => column >= 5 && wanted.parse() == Ok(*own),
                Data::DateTime(day) => {
                    let (year, month, ..) = day.to_ymd_hms_milli();
                    column == 2 && format!("{year}-{month:02}") == wanted
                }
                _ => false,
            };
            assert!(is_same, "row {row}, column {column}: {cell:?} beside {wanted}");
        }
    }
}

#[test]
fn only_the_charts_that_are_asked_for_are_made() {
    let home = with_run();
    home.staffcast("report here --format md --chart vacancy_rate").success();
    let files = in_folder(&home, "here-report");
    let charts: Vec<&str> =
        files.keys().filter_map(|name| name.strip_prefix("charts/")?.strip_suffix(".svg")).collect();
    assert_eq!(charts, ["differences_vacancy_rate", "options_vacancy_rate", "target_1", "vacancy_rate"]);
    assert_eq!(files.len(), 2 * charts.len() + 2);
}
