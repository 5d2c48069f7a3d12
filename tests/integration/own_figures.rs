//! A council's own figures as their user meets them: a template, filled in, becomes a scenario that runs.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::staffcast::{Home, messages, output};

/// What is filled in by sheet number, TOML table and column: the cells are those of the template.
struct Filling {
    cells: Vec<(usize, String, f64)>,
    lines: Vec<(String, String, f64)>,
}

/// Posts, cases and pay of a council of the size of Hackney, and 36 months that go up and down with the calendar.
fn filling() -> Filling {
    let mut filling = Filling { cells: Vec::new(), lines: Vec::new() };
    let mut put = |sheet: usize, cell: String, table: String, key: &str, value: f64| {
        filling.cells.push((sheet, cell, value));
        filling.lines.push((table, key.to_owned(), value));
    };
    let team = "\"Children's social care\"";
    let roles = [
        ("newly_qualified", 14.0, 0.0, 0.0),
        ("social_worker", 108.5, 43.0, 38.0),
        ("senior_practitioner", 45.0, 13.0, 12.0),
        ("without_cases", 35.0, 5.0, 0.0),
        ("team_manager", 41.0, 7.0, 3.0),
        ("senior_manager", 17.0, 1.0, 0.0),
    ];
    put(2, "C5".into(), "service".into(), "on_costs", 0.29);
    for (row, (role, in_post, vacancies, agency)) in (5..).zip(roles) {
        let table = format!("posts.{team}.{role}");
        put(3, format!("D{row}"), table.clone(), "in_post", in_post);
        put(3, format!("E{row}"), table.clone(), "vacancies", vacancies);
        put(3, format!("F{row}"), table, "agency", agency);
        put(4, format!("B{row}"), format!("pay.{role}"), "salary", 33_000.0 + 3_000.0 * f64::from(row));
    }
    let month = |back: i32| {
        let months = 2026 * 12 + 9 - back;
        format!("{}-{:02}", months / 12, months % 12 + 1)
    };
    for (row, back) in (5..).zip((0..36).rev()) {
        let at = f64::from(row - 5);
        let wave = (at * std::f64::consts::TAU / 12.0).sin();
        for (sheet, column, table, value) in [
            (5, "B", "staff.in_post", 260.5),
            (5, "C", "staff.vacancies", 69.0),
            (5, "D", "staff.agency", 53.0),
            (5, "E", "staff.starters", 3.6),
            (5, "F", "staff.leavers", 3.0 + (at * 1.7).sin().round()),
            (6, "B", "demand.referrals", (400.0 + 30.0 * wave).round()),
            (6, "C", "demand.rereferrals", 80.0),
            (6, "E", "demand.protection_begun", 30.0),
            (6, "F", "demand.protection", 280.0),
            (6, "G", "demand.care_begun", 22.0),
            (6, "H", "demand.care_ceased", 22.0),
            (6, "I", "demand.care", 560.0),
        ] {
            put(sheet, format!("{column}{row}"), table.into(), &month(back), value);
        }
    }
    for (row, (stage, open, waiting)) in (5..).zip([
        ("assessment", 480.0, 0.0),
        ("child_in_need", 900.0, 0.0),
        ("child_protection", 280.0, 0.0),
        ("looked_after", 560.0, 0.0),
    ]) {
        let table = format!("cases.{team}.{stage}");
        put(7, format!("C{row}"), table.clone(), "open", open);
        put(7, format!("D{row}"), table, "waiting", waiting);
    }
    filling
}

/// Types numbers into cells of a workbook that are empty.
fn type_into(workbook: &[u8], cells: &[(usize, String, f64)]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(workbook)).expect("a workbook is a zip file");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).expect("it is there");
        let name = file.name().expect("a name in letters").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("it can be read");
        for (sheet, cell, value) in cells {
            if name == format!("xl/worksheets/sheet{sheet}.xml") {
                let text = String::from_utf8(content).expect("xml is a text");
                let begin =
                    text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} of {sheet}"));
                let end = begin + text[begin..].find("/>").expect("the cell is empty");
                content = format!("{}><v>{value}</v></c>{}", &text[..end], &text[end + 2..]).into_bytes();
            }
        }
        to.start_file(name, SimpleFileOptions::default()).expect("memory");
        to.write_all(&content).expect("memory");
    }
    to.finish().expect("memory").into_inner()
}

/// Writes numbers in place of what is not known.
fn write_into(text: &str, lines: &[(String, String, f64)]) -> String {
    let mut table = "";
    let mut filled = String::new();
    for line in text.lines() {
        table = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).unwrap_or(table);
        let (key, rest) = line.split_once('=').unwrap_or((line, ""));
        let found = lines.iter().find(|(own, name, _)| own == table && name == key.trim());
        match found.filter(|_| rest.trim_start().starts_with("\"\"")) {
            Some((.., value)) => writeln!(filled, "{key}= {value}"),
            None => writeln!(filled, "{line}"),
        }
        .expect("a string takes any text");
    }
    filled
}

#[test]
fn a_template_of_either_kind_filled_in_alike_becomes_the_same_scenario_which_runs() {
    let home = Home::new();
    let filling = filling();
    for kind in ["xlsx", "toml"] {
        home.staffcast(&format!("template --out own.{kind} --council Hackney --to 2026-10")).success();
    }
    let workbook = fs::read(home.path("own.xlsx")).expect("it was written");
    fs::write(home.path("own.xlsx"), type_into(&workbook, &filling.cells)).expect("the folder is there");
    let text = fs::read_to_string(home.path("own.toml")).expect("it was written");
    fs::write(home.path("own.toml"), write_into(&text, &filling.lines)).expect("the folder is there");

    let made = home.staffcast("init --council Hackney --from own.xlsx --out of-workbook.toml").success();
    assert_eq!(messages(&made), "");
    insta::assert_snapshot!(output(&made));
    home.staffcast("init --council Hackney --from own.toml --out of-text.toml").success();
    // With figures of a folder, the next command needs them too.
    fs::create_dir(home.path("figures")).expect("the folder is there");
    for (name, text) in staffcast::published::FILES {
        fs::write(home.path("figures").join(name), text).expect("the folder is there");
    }
    let made = home
        .staffcast("init --council Hackney --from own.toml --data figures --out of-folder.toml")
        .success();
    assert!(
        output(&made).ends_with("Next: staffcast check of-folder.toml --data figures\n"),
        "{}",
        output(&made)
    );
    home.staffcast("init --council Hackney --from own.toml --full").code(2);
    let read = |name: &str| fs::read_to_string(home.path(name)).expect("it was written");
    assert_eq!(read("of-workbook.toml"), read("of-text.toml"));
    let checked = home.staffcast("check of-workbook.toml").success();
    let checked = output(&checked);
    assert!(checked.starts_with("of-workbook.toml: no problems\nThe run begins on 1 November 2026 with figures on staff of 31 October 2026,"), "{checked}");
    home.staffcast("run of-workbook.toml --trials 50 --quiet").success();
    assert!(home.path("output/of-workbook/report.html").exists());
    // Two months later the same file, filled in further, lies over the run.
    let text = read("own.toml").replacen("month        = \"2026-10\"", "month        = \"2026-12\"", 1);
    let later = text.replacen("[staff.in_post]\n", "[staff.in_post]\n2026-11 = 118\n2026-12 = 117\n", 1);
    assert_ne!(later, text);
    fs::write(home.path("later.toml"), later).expect("the folder is there");
    let told = output(&home.staffcast("track output/of-workbook later.toml --out since").success());
    assert!(told.contains("that have come since October 2026"), "{told}");
}

#[test]
fn what_is_wrong_is_told_at_once_and_nothing_is_written() {
    let home = Home::new();
    let faults =
        "[service]\ncouncil = 'Kent'\nmonth = '2026-10'\non_costs = 28\n[staff.leavers]\n2026-10 = 'three'\n";
    fs::write(home.path("own.toml"), faults).expect("the folder is there");
    let refused = home.staffcast("init --council Kent --from own.toml").code(2);
    let told = messages(&refused);
    assert!(told.contains("line 4: ") && told.contains("line 6: "), "{told}");
    assert!(told.ends_with("own.toml cannot be used: 2 errors\n"), "{told}");
    for (month, council, words) in [
        ("2026-10", "Hackney", "own.toml has the figures of Kent, and not of Hackney"),
        ("2020-03", "Kent", "own.toml ends with March 2020, before the published scenario begins"),
    ] {
        fs::write(home.path("own.toml"), format!("[service]\ncouncil = 'Kent'\nmonth = '{month}'\n"))
            .expect("as before");
        let refused = home.staffcast(&format!("init --council {council} --from own.toml")).code(2);
        assert!(messages(&refused).contains(words), "{}", messages(&refused));
    }
    home.staffcast("init --council Kent --from none.xlsx").code(2);
    home.staffcast("template --out own.docx").code(2);
    assert_eq!(home.files().len(), 1, "{:?}", home.files());
}
