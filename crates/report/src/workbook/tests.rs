use std::io::{Cursor, Read as _};
use std::process::Command;

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx};
use roxmltree::Document;
use zip::ZipArchive;

use super::cells::Cell;
use super::*;
use crate::csv::csv_text;
use crate::sample::Sample;
use model::calendar::Month;
use model::measure::Unit;

/// Names that sheets, formulas, headers and xml dislike.
const NASTY: [&str; 6] = [
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1 & <b>bold</b>",
    "-2'; DROP [x]:*?/\\",
    "@SUM(A1) \u{1}\u{FFFE}",
    "Retention payment of £3,000 a year to every social worker who has stayed for two years or more, whatever their team",
    "='Chart data'!A1",
];

fn paper() -> Paper {
    Paper {
        title: "Smallshire & others: a plan".into(),
        council: "Smallshire".into(),
        subtitle: String::new(),
        author: "A. Author".into(),
        committee: "Children's committee".into(),
        date: "22 November 2026".into(),
        classification: "OFFICIAL".into(),
    }
}

fn bytes(sample: &Sample) -> Vec<u8> {
    to_xlsx(&sample.run(), &paper()).unwrap()
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// Names and texts of the parts of a workbook.
fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

/// Compares a sheet with a csv file, cell by cell.
fn assert_same(sheet: &Range<Data>, csv: &str) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(sheet.height(), rows.len());
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            let cell = sheet.get((row, column)).unwrap_or(&Data::Empty);
            let is_same = match cell {
                Data::Empty => text.is_empty(),
                Data::String(own) => own == text && (row == 0 || text.parse::<f64>().is_err()),
                Data::Float(own) => text.parse::<f64>().is_ok_and(|value| value.to_bits() == own.to_bits()),
                Data::DateTime(day) => {
                    let month: Month = text.parse().unwrap();
                    let (year, number, day, ..) = day.to_ymd_hms_milli();
                    let date = month.last_day();
                    (i32::from(year), i32::from(number), i32::from(day))
                        == (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
                }
                _ => false,
            };
            assert!(is_same, "row {row}, column {column}: {cell:?} beside {text}");
        }
    }
}

#[test]
fn the_long_sheets_hold_the_numbers_of_the_csv_files() {
    let sample = Sample::with_options(&["Retention", "Both"]);
    let mut workbook = open(bytes(&sample));
    let names = [
        "Read me",
        "Summary",
        "Costs and targets",
        "Charts",
        "Chart data",
        "Monthly",
        "Yearly",
        "Differences",
        "Differences yearly",
        "Differences total",
        "Net cost",
        "Present cost",
        "Targets",
        "Assumptions",
    ];
    assert_eq!(workbook.sheet_names(), names);
    let results = &sample.results;
    for (name, csv) in [
        ("Monthly", csv_text(bands::monthly(&results.summaries))),
        ("Yearly", csv_text(bands::yearly(&results.summaries))),
        ("Differences", csv_text(differences::monthly(&results.comparisons))),
        ("Differences yearly", csv_text(differences::yearly(&results.comparisons))),
        ("Differences total", csv_text(differences::totals(&results.comparisons))),
        ("Net cost", csv_text(differences::net_cost(&results.comparisons))),
        ("Present cost", csv_text(differences::present_cost(&results.comparisons))),
        ("Targets", csv_text(differences::targets(&results.summaries))),
    ] {
        assert_same(&workbook.worksheet_range(name).unwrap(), &csv);
    }
}

#[test]
fn every_sheet_and_every_column_of_the_long_ones_is_explained() {
    let sample = Sample::with_options(&["Retention"]);
    let sheets = long_sheets(&sample.run());
    for (name, what) in contents(&sheets, true) {
        assert!(!what.is_empty(), "{name}");
    }
    for sheet in sheets {
        for head in &sheet.table.heads {
            assert!(!head.note.is_empty(), "{}: {}", sheet.name, head.name);
        }
    }
}

#[test]
fn sheets_without_rows_are_left_out() {
    let mut workbook = open(bytes(&Sample::new()));
    assert_eq!(
        workbook.sheet_names(),
        [
            "Read me",
            "Summary",
            "Costs and targets",
            "Charts",
            "Chart data",
            "Monthly",
            "Yearly",
            "Assumptions"
        ]
    );
    let read_me = workbook.worksheet_range("Read me").unwrap();
    let says = |text: &str| read_me.cells().any(|(_, _, cell)| cell.get_string() == Some(text));
    assert!(says("Yearly") && !says("Differences"));
}

#[test]
fn a_text_that_begins_like_a_formula_is_a_text() {
    let sample = Sample::new();
    let table = SheetTable {
        heads: vec![tables::Head { name: "parameter".into(), note: "What it is.".into() }],
        rows: vec![vec![Cell::text("=1+1")]],
    };
    let mut workbook = Workbook::new();
    tables::fill(workbook.add_worksheet(), &Formats::new(&paper()), "formulas", &table).unwrap();
    let sheet = open(workbook.save_to_buffer().unwrap()).worksheet_range("Sheet1").unwrap();
    assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1+1".into())));
    let sheet = open(bytes(&sample)).worksheet_range("Assumptions").unwrap();
    assert_eq!(sheet.get((0, 0)), Some(&Data::String("parameter".into())));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let sample = Sample::with_options(&["Retention"]);
    assert!(bytes(&sample) == bytes(&sample));
}

#[test]
fn every_part_is_well_formed_and_nothing_is_hidden_or_elsewhere() {
    let sample = Sample::with_options(&["Retention", NASTY[4]]);
    let mut charts = 0;
    for (name, text) in parts(bytes(&sample)) {
        assert!(!name.contains("vba") && !name.contains("externalLink"), "{name}");
        assert!(!text.contains("TargetMode=\"External\""), "{name}");
        assert!(!text.contains("state=\"hidden\"") && !text.contains("state=\"veryHidden\""), "{name}");
        assert!(!text.contains(" hidden=\"1\""), "{name}");
        let document = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for frame in document.descendants().filter(|node| {
            node.has_tag_name((
                "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
                "cNvPr",
            ))
        }) {
            let words = frame.attribute("descr").unwrap_or_default();
            assert!(words.len() > 40 && !words.contains("Fan charts"), "{name}: {words}");
            charts += 1;
        }
        if name.starts_with("xl/worksheets/sheet") {
            for part in
                ["<pageSetup paperSize=\"9\"", "orientation=\"landscape\"", "OFFICIAL", "&amp;P", "&amp;N"]
            {
                assert!(text.contains(part), "{name}: {part}");
            }
            assert!(!text.contains("<f>"), "{name} has a formula");
        }
    }
    assert!(charts > 10, "{charts}");
}

#[test]
fn no_name_becomes_a_formula_or_breaks_the_file() {
    let mut sample = Sample::with_options(&NASTY);
    sample.scenario.service.note = NASTY[0].into();
    sample.scenario.service.council = NASTY[5].into();
    let paper =
        Paper { title: NASTY[5].into(), council: "A&B".into(), classification: NASTY[1].into(), ..paper() };
    let bytes = to_xlsx(&sample.run(), &paper).unwrap();
    for (name, text) in parts(bytes.clone()) {
        Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!text.contains("<f>"), "{name}");
        // Charts name nothing but cells of the sheet of their data.
        for formula in text.split("<c:f>").skip(1).filter_map(|rest| rest.split("</c:f>").next()) {
            let cells = formula.strip_prefix("'Chart data'!$").unwrap_or_default();
            let is_of_cells = |letter: char| {
                letter.is_ascii_uppercase() || letter.is_ascii_digit() || "$:".contains(letter)
            };
            assert!(!cells.is_empty() && cells.chars().all(is_of_cells), "{name}: {formula}");
        }
    }
    let mut workbook = open(bytes);
    assert!(workbook.sheet_names().iter().all(|name| name.chars().count() <= 31));
    let summary = workbook.worksheet_range("Summary").unwrap();
    let has = |title: &str| summary.cells().any(|(_, _, cell)| cell.get_string() == Some(title));
    assert!(has(NASTY[0]) && has(NASTY[1]) && has(NASTY[4]) && has("@SUM(A1) "));
}

#[test]
fn numbers_are_shown_in_their_unit() {
    for (cell, format) in [
        (Cell::value(Unit::Share, 0.123_456_7), Cell::Value(Unit::Share, 0.123_46)),
        (Cell::change(Unit::Pounds, -12.3), Cell::Change(Unit::Pounds, -12.0)),
        (Cell::value(Unit::Weeks, f64::NAN), Cell::Empty),
    ] {
        assert_eq!(cell, format);
    }
    let styles = parts(bytes(&Sample::with_options(&["Retention"])));
    let (_, styles) = styles.into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap();
    for format in
        ["0.0%", "£#,##0", "#,##0.0", "mmm yyyy", "+0.0%\" points\";-0.0%\" points\";0.0%\" points\""]
    {
        let escaped = format.replace('"', "&quot;");
        assert!(styles.contains(&format!("formatCode=\"{escaped}\"")), "{format}");
    }
}

#[test]
fn the_data_of_charts_are_the_numbers_of_the_long_sheets() {
    let sample = Sample::with_options(&["Retention"]);
    let mut workbook = open(bytes(&sample));
    let data = workbook.worksheet_range("Chart data").unwrap();
    let heads = data.rows().position(|row| row[0].get_string() == Some("Month")).unwrap();
    let series = sample.results.summaries[0].service("caseload").unwrap();
    let last = heads + series.bands.len();
    let (_, band) = series.last().unwrap();
    let number = |column: usize| data.get((last, column)).and_then(Data::as_f64).unwrap();
    let rounded = |value: f64| cells::rounded(Unit::CasesPerFte, value).map(f64::to_bits);
    let found = [1, 2, 3, 4, 5].map(|column| Some(number(column).to_bits()));
    assert_eq!(found, [band.p10, band.p25, band.p50, band.p75, band.p90].map(rounded));
    // The base and the bands on it come to the 90th percentile.
    assert!(((6..=9).map(number).sum::<f64>() - number(5)).abs() < 1e-9);
}

/// The cells of the bands are empty until the projection begins, at a date that has two rows: the published figure with
/// bands of no width, and the first of the projection.
#[test]
fn a_fan_begins_where_the_projection_does_and_not_at_the_figure_before_it() {
    let point = |number, p10: f64| chart::BandPoint {
        month: Month::new(2023, number),
        p10,
        p25: p10 + 1.0,
        p50: p10 + 2.0,
        p75: p10 + 3.0,
        p90: p10 + 4.0,
    };
    let mut fan = crate::pictures::pictures(&Sample::new().run())
        .into_iter()
        .find_map(
            |picture| {
                if let crate::pictures::Drawing::Fan(fan) = picture.drawing { Some(fan) } else { None }
            },
        )
        .unwrap();
    fan.points = vec![point(9, 16.0), point(10, 15.0)];
    fan.history = vec![(Month::new(2021, 9), 17.0), (Month::new(2022, 9), 18.0), (Month::new(2023, 9), 18.5)];
    let block = projections::fan(fan).block;
    let column = |head: &str| block.heads.iter().position(|own| own == head).unwrap();
    let numbers = |head: &str| -> Vec<Option<f64>> {
        block.rows.iter().map(|row| cells::number(&row[column(head)])).collect()
    };
    let dates = [(2021, 9), (2022, 9), (2023, 9), (2023, 9), (2023, 10)]
        .map(|(year, number)| Month::new(year, number));
    assert_eq!(block.rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), dates.map(Cell::Month));
    assert_eq!(numbers("Published"), [Some(17.0), Some(18.0), Some(18.5), None, None]);
    assert_eq!(numbers("Median"), [None, None, None, Some(18.0), Some(17.0)]);
    assert_eq!(numbers("Base of the bands (not drawn)"), [None, None, Some(16.0), Some(16.0), Some(15.0)]);
    assert_eq!(numbers("25th to 75th percentile"), [None, None, Some(0.0), Some(2.0), Some(2.0)]);
}

/// The median of the whole run in thousands, and a change too small to be shown without its sign.
#[test]
fn summaries_show_thousands_of_pounds_and_no_signs_of_nothing() {
    for (cell, wanted) in [
        (Cell::short_value(Unit::Pounds, 296_108_149.0), Cell::ShortValue(Unit::Pounds, 296_108_149.0)),
        (Cell::short_change(Unit::Pounds, -499.0), Cell::ShortChange(Unit::Pounds, 0.0)),
        (Cell::short_change(Unit::CasesPerFte, -0.04), Cell::ShortChange(Unit::CasesPerFte, 0.0)),
        (Cell::short_change(Unit::CasesPerFte, -0.06), Cell::ShortChange(Unit::CasesPerFte, -0.06)),
    ] {
        assert_eq!(cell, wanted);
    }
    let sample = Sample::with_options(&["Retention"]);
    let mut workbook = open(bytes(&sample));
    let summary = workbook.worksheet_range("Summary").unwrap();
    let heads: Vec<&str> = summary.rows().nth(2).unwrap().iter().filter_map(Data::get_string).collect();
    assert_eq!(heads, ["Baseline", "Retention", "Change: Retention"]);
    assert!(summary.rows().all(|row| row.len() == 11));
}

/// Areas stand on each other, which they cannot do on both sides of nil.
#[test]
fn a_fan_of_negative_values_and_every_difference_is_drawn_with_lines() {
    let mut sample = Sample::with_options(&["Retention"]);
    let charts = |sample: &Sample, kind: &str| {
        let parts = parts(bytes(sample)).into_iter();
        parts.filter(|(name, text)| name.starts_with("xl/charts/") && text.contains(kind)).count()
    };
    assert_eq!(charts(&sample, "<c:areaChart>"), 5);
    let series =
        sample.results.summaries[0].monthly.iter_mut().find(|series| series.measure.id == "cost.total");
    series.unwrap().bands[0].1.p10 = -1.0;
    assert_eq!(charts(&sample, "<c:areaChart>"), 4);
}

#[test]
#[expect(clippy::print_stdout, reason = "the reader of a test run is told what was not tested")]
fn libre_office_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.xlsx");
    std::fs::write(&file, bytes(&Sample::with_options(&["Retention"]))).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let outcome = Command::new("timeout")
        .args([
            "120",
            "soffice",
            &profile,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1",
        ])
        .arg("--outdir")
        .arg(folder.path())
        .arg(&file)
        .output();
    // `timeout` says 127 if there is no such program.
    let Some(output) = outcome.ok().filter(|output| output.status.code() != Some(127)) else {
        println!("LibreOffice is not here: the workbook was not opened with it.");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let monthly = std::fs::read_to_string(folder.path().join("run-Monthly.csv")).unwrap();
    let rows = bands::monthly(&Sample::with_options(&["Retention"]).results.summaries).count() + 1;
    assert_eq!(monthly.lines().count(), rows);
    assert!(monthly.contains("Sep 2023"), "{monthly}");
}
