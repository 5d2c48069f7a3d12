//! Texts of a scenario do nothing but be read: not in a spreadsheet, not on a terminal.

use std::fs;

use crate::staffcast::{Home, SMALL, messages, output};

/// What Excel runs a cell for that begins with it.
const RUNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

const FORMULA: &str = "=HYPERLINK(\"https://example.org\")";

/// The small scenario with formulas in all texts of people, in a file whose name is one.
fn with_formulas() -> Home {
    let home = Home::new();
    let text = fs::read_to_string(SMALL).expect("it is there");
    let text = "targets = ['vacancy_rate below 15% by 2025-03']\n".to_owned() + &text;
    let text =
        text.replace("\"Small council\"", &format!("'{FORMULA}'")).replace("Smallshire", "@council").replace(
            "source = \"made up for tests\"",
            &format!("source = '{FORMULA}', note = '+1', owner = '-a', review = '\t='"),
        );
    let option = "\n[[option]]\nname = 'both'\ntitle = '@SUM(1)'\n\n[[option.supplement]]\namount_per_year = 2_000\n\
                  leaving = { interval80 = [0.7, 0.95], source = '=2' }\n";
    fs::write(home.path("=plan.toml"), text.clone() + option).expect("files can be written");
    fs::write(home.path("@other.toml"), text.replace("1400", "1500")).expect("files can be written");
    home
}

/// The cells of a csv file as a spreadsheet sees them.
fn cells(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader
        .records()
        .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula_and_numbers_stay_numbers() {
    let home = with_formulas();
    for command in [
        "run =plan.toml --trials 50 --out run",
        "compare =plan.toml @other.toml --trials 50 --out compare",
        "plan =plan.toml --trials 100 --budget 10000000 --out plan",
        "sensitivity =plan.toml --trials 200 --measure vacancy_rate --option both --out sensitivity",
    ] {
        home.staffcast(command).success();
    }
    let mut negative = 0;
    for (name, bytes) in home.files().iter().filter(|(name, _)| name.contains(".csv")) {
        for cell in cells(bytes).iter().filter(|cell| cell.starts_with(RUNS)) {
            assert!(cell.parse::<f64>().is_ok(), "{name}: {cell}");
            negative += 1;
        }
        let is_marked = bytes.starts_with("\u{feff}".as_bytes());
        assert_eq!(
            is_marked,
            name.ends_with("assumptions.csv"),
            "{name} has a mark if people's words are in it"
        );
    }
    assert!(negative > 100, "{negative} cells below nil");
    assert!(cells(&home.files()["compare/monthly.csv"]).contains(&"'@other".to_owned()));
    assert!(cells(&home.files()["run/assumptions.csv"]).contains(&format!("'{FORMULA}")));
}

#[test]
fn reports_of_a_run_have_the_texts_as_they_were_written() {
    let home = with_formulas();
    home.staffcast("compare =plan.toml @other.toml --trials 50 --out compare").success();
    home.staffcast("run =plan.toml --trials 50 --out run").success();
    for folder in ["run", "compare"] {
        home.staffcast(&format!("report {folder} --format md,xlsx")).success();
    }
    let text = fs::read_to_string(home.path("run-report/report.md")).unwrap();
    assert!(text.contains("@SUM(1)") && !text.contains("'@SUM"), "{text}");
}

#[test]
fn no_sign_of_a_scenario_or_a_name_commands_the_terminal() {
    let commands = |text: &str| text.contains(|sign| sign != '\n' && model::signs::commands(sign));
    let names = "\n[[option]]\nname = \"a\\u001b[31m\\u009b1m\\u202e\"\n\n[[option]]\nname = \"b\"\nincludes = [\"zzz\"]\n";
    let home = Home::new();
    let text = fs::read_to_string(SMALL).unwrap();
    fs::write(home.path("plan.toml"), text + names).unwrap();
    fs::write(home.path("raw.toml"), "title = \"\u{85}\u{9b}1m\u{202e}\"\nx = 1\n").unwrap();
    for arguments in
        ["check plan.toml", "check raw.toml", "check \u{1b}[31m.toml", "run plan.toml --\u{1b}[31m"]
    {
        let message = messages(&home.staffcast(arguments).code(2));
        assert!(!commands(&message), "{arguments}: {message:?}");
    }
    fs::copy(SMALL, home.path("\u{1b}[2J\u{202e}.toml")).unwrap();
    let told = output(&home.staffcast("check \u{1b}[2J\u{202e}.toml").success());
    assert_eq!(
        told,
        "\u{fffd}[2J\u{fffd}.toml: no problems\nThe scenario does not say of when its figures are.\n"
    );
}

#[test]
fn no_file_has_signs_that_command_who_shows_it() {
    let home = Home::new();
    home.staffcast("run SMALL --trials 50 --out run").success();
    let hostile = "a\u{1b}[31m\u{7}\u{9b}\u{202e}\u{ffff}b";
    let mut report = home.command("report run --out report");
    report.args([
        "--title",
        hostile,
        "--author",
        hostile,
        "--committee",
        hostile,
        "--classification",
        hostile,
    ]);
    report.assert().success();
    for (name, bytes) in home.files() {
        if let Ok(text) = String::from_utf8(bytes) {
            assert!(!text.contains(model::signs::commands), "{name}");
        }
    }
    let text = fs::read_to_string(home.path("report/report.md")).unwrap();
    assert!(text.contains("\u{fffd}"), "{text}");
}
