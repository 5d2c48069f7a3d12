//! Templates that people filled in, and what is said of those that are at fault.

use std::fmt::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::own::workbook;
use evidence::own::{OwnReading, Template, read};
use model::calendar::Month;

fn template() -> Workbook {
    workbook(&Template { council: "Hackney".to_owned(), to: Some(Month::new(2026, 10)) }).unwrap()
}

/// What is said of a workbook.
fn said(reading: &OwnReading) -> String {
    let told = reading.problems.list().iter().map(|problem| {
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{:?}: {}\n  help: {help}\n", problem.severity, problem.message)
    });
    let told: String = told.collect();
    if told.is_empty() { "nothing\n".to_owned() } else { told }
}

/// Changes to a template: the sheet, the cell by row and column from 0, and what is typed there.
enum Typed {
    Number(f64),
    Text(&'static str),
    Percentage(f64),
    Day(i16, u8, u8),
    Broken,
    Blank,
}

use Typed::{Blank, Broken, Day, Number, Percentage, Text};

fn type_in(workbook: &mut Workbook, sheet: &str, (row, column): (u32, u16), typed: &Typed) {
    let sheet = workbook.worksheet_from_name(sheet).unwrap();
    match typed {
        Number(value) => sheet.write_number(row, column, *value).unwrap(),
        Text(text) => sheet.write_string(row, column, *text).unwrap(),
        Percentage(value) => {
            sheet.write_number_with_format(row, column, *value, &Format::new().set_num_format("0%")).unwrap()
        }
        Day(year, month, day) => {
            let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year.unsigned_abs(), *month, *day).unwrap();
            sheet
                .write_datetime_with_format(row, column, &date, &Format::new().set_num_format("dd/mm/yyyy"))
                .unwrap()
        }
        Broken => sheet.write_formula(row, column, Formula::new("=#REF!").set_result("#REF!")).unwrap(),
        Blank => sheet.write_blank(row, column, &Format::new()).unwrap(),
    };
}

const POSTS: &str = "Posts";
const STAFF: &str = "Staff by month";
const DEMAND: &str = "Demand by month";
const CASES: &str = "Open cases";

/// What is typed where: the sheet, the cell by row and column from 0, and the content.
type Change = (&'static str, (u32, u16), Typed);
/// What somebody did, and the changes that are that.
type Slip = (&'static str, &'static [Change]);

static SLIPS: [Slip; 36] = [
    ("a text for a number", &[(POSTS, (5, 3), Text("about a dozen"))]),
    ("a sign for what is not known", &[(POSTS, (5, 3), Text("n/a"))]),
    ("commas and a pound sign, which are understood", &[("Pay", (5, 1), Text("£43,960"))]),
    ("a percentage for posts", &[(POSTS, (5, 3), Percentage(0.9))]),
    ("a percentage as a text for posts", &[(POSTS, (5, 3), Text("90%"))]),
    ("on-costs as a whole number", &[("Service", (4, 2), Number(28.0))]),
    ("on-costs as a text, which are understood", &[("Service", (4, 2), Text("28%"))]),
    (
        "a month as a text in the order of the United States",
        &[(STAFF, (39, 0), Text("10/31/2026")), (STAFF, (39, 1), Number(250.0))],
    ),
    (
        "a month as a day, which is understood",
        &[(STAFF, (39, 0), Day(2026, 10, 1)), (STAFF, (39, 1), Number(250.0))],
    ),
    (
        "a month twice",
        &[
            (STAFF, (38, 0), Text("October 2026")),
            (STAFF, (38, 1), Number(250.0)),
            (STAFF, (39, 1), Number(251.0)),
        ],
    ),
    (
        "months out of order",
        &[
            (STAFF, (38, 0), Text("2026-10")),
            (STAFF, (39, 0), Text("2026-09")),
            (STAFF, (38, 1), Number(250.0)),
            (STAFF, (39, 1), Number(251.0)),
        ],
    ),
    (
        "months missing",
        &[(STAFF, (30, 1), Number(250.0)), (STAFF, (33, 1), Number(251.0)), (STAFF, (35, 1), Number(252.0))],
    ),
    (
        "a month after the end of the figures",
        &[(STAFF, (40, 0), Text("November 2026")), (STAFF, (40, 1), Number(250.0))],
    ),
    ("figures without a month", &[(STAFF, (40, 1), Number(250.0))]),
    ("an unknown role", &[(POSTS, (5, 1), Text("Social wroker")), (POSTS, (5, 3), Number(100.0))]),
    (
        "a role that is like none",
        &[(POSTS, (5, 1), Text("Family time supervisor")), (POSTS, (5, 3), Number(100.0))],
    ),
    ("an unknown stage", &[(CASES, (4, 1), Text("Assesment")), (CASES, (4, 2), Number(100.0))]),
    (
        "an unknown team",
        &[
            (POSTS, (5, 3), Number(100.0)),
            (CASES, (4, 0), Text("Children's social caer")),
            (CASES, (4, 2), Number(100.0)),
        ],
    ),
    (
        "a role twice",
        &[
            (POSTS, (4, 1), Text("Social worker")),
            (POSTS, (4, 3), Number(10.0)),
            (POSTS, (5, 3), Number(100.0)),
        ],
    ),
    ("a row of sums", &[(POSTS, (10, 0), Text("Total")), (POSTS, (10, 3), Number(300.0))]),
    ("a row of sums by month", &[(STAFF, (40, 0), Text("Total 2026")), (STAFF, (40, 5), Number(40.0))]),
    (
        "posts that do not add up",
        &[(POSTS, (5, 2), Number(165.0)), (POSTS, (5, 3), Number(108.5)), (POSTS, (5, 4), Number(50.0))],
    ),
    ("more in post than posts", &[(POSTS, (5, 2), Number(100.0)), (POSTS, (5, 3), Number(108.5))]),
    ("more vacancies than posts", &[(POSTS, (5, 2), Number(100.0)), (POSTS, (5, 4), Number(108.5))]),
    ("more waiting than open", &[(CASES, (4, 2), Number(100.0)), (CASES, (4, 3), Number(120.0))]),
    ("more leavers than staff", &[(STAFF, (39, 1), Number(25.0)), (STAFF, (39, 5), Number(30.0))]),
    ("more re-referrals than referrals", &[(DEMAND, (39, 1), Number(25.0)), (DEMAND, (39, 2), Number(30.0))]),
    ("a negative count", &[(DEMAND, (39, 1), Number(-25.0))]),
    ("a number beyond any council", &[(DEMAND, (39, 1), Number(4e8))]),
    ("an error of a formula", &[(DEMAND, (39, 1), Broken)]),
    ("a date for a number", &[(DEMAND, (39, 1), Day(2026, 10, 1))]),
    ("a column renamed", &[(STAFF, (3, 5), Text("Leavers FTE"))]),
    ("a column renamed beyond recognition", &[(STAFF, (3, 5), Text("Turnover"))]),
    ("a column twice", &[(STAFF, (3, 6), Text("Leavers"))]),
    (
        "no council and no month",
        &[("Service", (4, 0), Blank), ("Service", (4, 1), Blank), ("Service", (4, 2), Number(0.3))],
    ),
    ("sheets that do not agree", &[(POSTS, (5, 3), Number(100.0)), (STAFF, (39, 1), Number(250.0))]),
];

/// What people do to a template, each with what is said of it.
#[test]
fn every_slip_is_told_by_sheet_and_cell_with_its_remedy() {
    let mut all = String::new();
    for (slip, changes) in &SLIPS {
        let mut workbook = template();
        for (sheet, cell, typed) in *changes {
            type_in(&mut workbook, sheet, *cell, typed);
        }
        let reading = read(Path::new("own.xlsx"), &workbook.save_to_buffer().unwrap());
        assert_eq!(reading.figures.is_some(), reading.problems.errors() == 0, "{slip}");
        writeln!(all, "# {slip}\n{}", said(&reading)).unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn files_of_another_kind_are_told_with_what_to_do() {
    let mut renamed = template();
    renamed.worksheet_from_name("Pay").unwrap().set_name("Pays").unwrap();
    let mut merged = template();
    let sheet = merged.worksheet_from_name(POSTS).unwrap();
    sheet.merge_range(5, 2, 6, 2, "100", &Format::new()).unwrap();
    let mut another = Workbook::new();
    another.add_worksheet().set_name("Budget 2026-27").unwrap();
    another.add_worksheet().set_name("Notes").unwrap();
    let bytes = |mut workbook: Workbook| workbook.save_to_buffer().unwrap();
    let whole = bytes(template());
    let cfb = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let mut all = String::new();
    for (what, name, content) in [
        ("a sheet renamed", "own.xlsx", bytes(renamed)),
        ("cells that are merged", "own.xlsx", bytes(merged)),
        ("another workbook", "own.xlsx", bytes(another)),
        ("a damaged workbook", "own.xlsx", whole[..whole.len() / 2].to_vec()),
        ("an old workbook", "own.xls", [cfb.as_slice(), &[0; 600]].concat()),
        ("a csv file", "own.csv", b"Team,Role,Posts\nNorth,Social worker,12\n".to_vec()),
        ("a document", "own.docx", b"%PDF-1.7 \xff\xfe".to_vec()),
        ("an empty file", "own.toml", Vec::new()),
        ("a workbook by its name alone", "own.xlsx", b"council = 'Hackney'".to_vec()),
        ("a misspelled table and column", "own.toml", b"[servise]\ncouncil = 'Hackney'\n[service]\ncouncil = 'Hackney'\nmonth = '2026-10'\n[staff.leaver]\n2026-10 = 3\n".to_vec()),
        ("faults of a text by their lines", "own.toml", b"[service]\ncouncil = 'Hackney'\nmonth = '2026-10'\n[posts.North.social_worker]\nposts = 10\nin_post = 12\nagency = 'two'\n[staff.leavers]\n2026-13 = 3\n2026-10 = -3\n".to_vec()),
    ] {
        let reading = read(Path::new(name), &content);
        assert!(reading.problems.errors() > 0, "{what}");
        writeln!(all, "# {what}\n{}", said(&reading)).unwrap();
    }
    insta::assert_snapshot!(all);
}

/// A template as it is written, of either kind, is read without a word, and knows nothing.
#[test]
fn an_empty_template_says_nothing_and_both_kinds_are_alike() {
    let template = Template { council: "Hackney".to_owned(), to: Some(Month::new(2026, 10)) };
    let workbook = read(Path::new("own.xlsx"), &super::template_to_xlsx(&template).unwrap());
    let text = read(Path::new("own.toml"), template.toml().as_bytes());
    assert_eq!((said(&workbook), said(&text)), ("nothing\n".to_owned(), "nothing\n".to_owned()));
    assert_eq!(workbook.figures, text.figures);
    let figures = workbook.figures.unwrap();
    assert!(figures.posts.is_empty() && figures.cases.is_empty() && figures.months("referrals").is_empty());
}
