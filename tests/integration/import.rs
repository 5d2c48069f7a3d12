//! `staffcast import` as its user meets it: excerpts of the official files (see `tests/data/README.md`) come to the
//! figures that another converter made of the whole files.

use std::fs;
use std::path::{Path, PathBuf};

use staffcast::published::FILES;

use crate::staffcast::{Home, messages, output};

/// A home with the excerpts in `downloads`, and with the figures up to 2023 in `figures-2023`: the excerpts bring 2024
/// and 2025 whatever years are in the program.
fn home() -> Home {
    let home = Home::new();
    let own = |folder: &str, name: &str, content: &[u8]| {
        fs::create_dir_all(home.path(folder)).expect("a folder can be made");
        fs::write(home.path(folder).join(name), content).expect("the folder is there");
    };
    for path in excerpts("releases") {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        own("downloads", &name, &fs::read(&path).expect("the excerpt is there"));
    }
    for (name, text) in FILES {
        let is_early = |line: &&str| {
            let year = line.split(',').nth(1).and_then(|year| year.parse::<u16>().ok());
            year.is_none_or(|year| year <= 2023)
        };
        let lines: Vec<&str> = text.lines().filter(is_early).collect();
        own("figures-2023", name, (lines.join("\n") + "\n").as_bytes());
    }
    home
}

fn excerpts(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The arguments that import all excerpts.
fn all(home: &Home, data: &str, out: &str) -> String {
    let names: Vec<String> = home.files().into_keys().filter(|name| name.starts_with("downloads/")).collect();
    format!("import {} --data {data} --out {out}", names.join(" "))
}

/// A table as its rows, each a cell by the name of its column.
fn table(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("there is a head").clone();
    let cells = |row: csv::StringRecord| {
        head.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|row| cells(row.expect("it is a table"))).collect()
}

#[test]
fn official_files_come_to_the_figures_that_another_converter_made_of_them() {
    let home = home();
    let told = output(&home.staffcast(&all(&home, "figures-2023", "figures-2025")).success());
    insta::assert_snapshot!(told);
    let mut compared = 0;
    for path in excerpts("releases/expected") {
        let name = path.file_name().expect("a file has a name");
        let own = fs::read_to_string(home.path("figures-2025").join(name)).expect("it was written");
        let own = table(&own);
        for expected in table(&fs::read_to_string(&path).expect("it is there")) {
            let row = own.iter().find(|row| row[..2] == expected[..2]);
            let row = row.unwrap_or_else(|| panic!("{}: no row {:?}", path.display(), &expected[..2]));
            for cell in &expected {
                assert!(row.contains(cell), "{}: {cell:?} is not in {row:?}", path.display());
                compared += 1;
            }
        }
    }
    assert!(compared > 1_500, "{compared}");
    // What was published again is as it was: to 2023 the files revise nothing.
    assert_eq!(told.matches("0 revised, 0 withdrawn").count(), 5, "{told}");
    let neighbours = |folder: &str| fs::read(home.path(folder).join("areas.csv")).expect("it is there");
    assert_eq!(neighbours("figures-2025"), neighbours("figures-2023"));
}

#[test]
fn a_second_import_of_the_same_files_changes_nothing_and_the_folder_can_be_used() {
    let home = home();
    home.staffcast(&all(&home, "figures-2023", "once")).success();
    let told = output(&home.staffcast(&all(&home, "once", "twice")).success());
    assert!(told.contains("Nothing: every cell was as the files have it."), "{told}");
    for (name, _) in FILES {
        let read = |folder: &str| fs::read(home.path(folder).join(name)).expect("it was written");
        assert_eq!(read("once"), read("twice"), "{name}");
    }
    let shown = output(&home.staffcast("show kent --data once").success());
    assert!(shown.contains("2025"), "{shown}");
}

#[test]
fn faults_of_all_files_are_told_at_once_and_nothing_is_written() {
    let home = home();
    fs::write(home.path("budget.csv"), "month,budget\n2025-03,17\n").expect("the folder is there");
    let workforce = home.path("downloads/csww_indicators_2017_to_2025.csv");
    let text = fs::read_to_string(&workforce).expect("it is there");
    fs::write(home.path("renamed.csv"), text.replacen(",vacancy_fte,", ",vacancies_fte,", 1)).expect("it is");
    let refusal = home.staffcast("import budget.csv renamed.csv --out new").code(2);
    insta::assert_snapshot!(messages(&refusal));
    assert!(!home.path("new").exists());
}

#[test]
fn files_that_cannot_be_read_are_a_fault_of_the_input_and_a_full_folder_is_one_of_the_world() {
    let home = home();
    let refusal = messages(&home.staffcast("import no.csv neither.csv --out new").code(2));
    for words in ["no.csv", "neither.csv", "nothing was imported: 2 files cannot be read"] {
        assert!(refusal.contains(words), "{refusal}");
    }
    let refusal = home.staffcast(&all(&home, "figures-2023", "figures-2023")).code(1);
    assert!(messages(&refusal).contains("figures-2023 is not empty"), "{}", messages(&refusal));
}

#[test]
fn figures_that_cannot_be_are_not_written() {
    let home = home();
    let referrals = home.path("downloads/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv");
    let text = fs::read_to_string(&referrals).expect("it is there");
    // England has more re-referrals than referrals.
    fs::write(home.path("c1.csv"), text.replacen(",632830,142900,", ",632830,742900,", 1)).expect("it is");
    let refusal = messages(&home.staffcast("import c1.csv --out new").code(2));
    assert!(
        refusal.contains("nothing was imported, since the figures that came of it cannot be"),
        "{refusal}"
    );
    assert!(refusal.contains("new/demand.csv"), "{refusal}");
    assert!(!home.path("new").exists());
}
