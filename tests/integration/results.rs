//! What a run leaves behind.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::staffcast::{Home, SMALL, messages, output};

#[test]
fn a_run_leaves_all_files_in_the_folder_named_after_the_scenario() {
    let home = Home::new();
    let run = home.staffcast("run SMALL --trials 100").success();
    let names: Vec<String> = home.files().into_keys().collect();
    // No case ever waits there, so there is no chart of it.
    let charts = ["agency_rate", "caseload", "cost_total", "vacancy_rate"];
    let charts = charts.iter().flat_map(|name| [format!("charts/{name}.png"), format!("charts/{name}.svg")]);
    let others = ["manifest.json", "monthly.csv", "report.html", "scenario.toml", "yearly.csv"];
    let wanted: Vec<String> = ["answers.md", "assumptions.csv"]
        .map(str::to_owned)
        .into_iter()
        .chain(charts)
        .chain(others.map(str::to_owned))
        .map(|name| format!("output/small/{name}"))
        .collect();
    assert_eq!(names, wanted);
    assert!(output(&run).contains("Files in output/small: "), "{}", output(&run));
    assert_eq!(messages(&run), "");
}

#[test]
fn the_manifest_has_the_fingerprint_of_every_other_file() {
    let home = Home::new();
    home.staffcast("run SMALL --trials 100 --seed 7 --out here").success();
    let mut files = home.files();
    let manifest = files.remove("here/manifest.json").unwrap();
    let manifest: Json = serde_json::from_slice(&manifest).unwrap();
    let fingerprints = manifest["files"].as_object().unwrap();
    assert_eq!(fingerprints.len(), files.len());
    for (name, content) in files {
        let hash = sha256(&content);
        let entry = &fingerprints[name.strip_prefix("here/").unwrap()];
        assert_eq!(entry["sha256"], hash.as_str(), "{name}");
        assert_eq!(entry["bytes"], content.len(), "{name}");
    }
    assert_eq!(manifest["seed"], 7);
    assert_eq!(manifest["trials"], 100);
}

/// The same streams of random numbers on every machine, 32-bit ones too. A machine whose mathematical library
/// rounds powers or logarithms otherwise may differ all the same: the hash tells which machines agree.
#[test]
fn a_small_run_has_the_same_figures_on_every_machine() {
    let home = Home::new();
    let options = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");
    home.staffcast(&format!("run {options} --trials 100 --seed 7 --out here")).success();
    let hash = sha256(&home.files()["here/monthly.csv"]);
    assert_eq!(hash, "46ee50404b16b54ea47eaa0102379b8bc33e27b383896027fa2cc8681402d469");
}

#[test]
fn the_same_run_gives_the_same_bytes_on_any_number_of_threads() {
    let (first, second) = (Home::new(), Home::new());
    first.staffcast("run SMALL --trials 100 --threads 1").success();
    second.staffcast("run SMALL --trials 100 --threads 3 --quiet").success();
    assert_eq!(first.files(), second.files());
}

#[test]
fn a_run_can_be_repeated_from_its_folder_with_the_command_in_the_manifest() {
    for arguments in [
        "run SMALL --trials 150 --seed 3 --only parameters,chance --out one",
        "compare SMALL other.toml --trials 150 --seed 3 --out one",
    ] {
        let home = Home::new();
        let small = fs::read_to_string(SMALL).unwrap();
        fs::write(home.path("other.toml"), small.replace("Small council", "Another")).unwrap();
        home.staffcast(arguments).success();
        let manifest = fs::read_to_string(home.path("one/manifest.json")).unwrap();
        let manifest: Json = serde_json::from_str(&manifest).unwrap();
        let command = manifest["repeat_with"].as_str().unwrap();
        // The names of these files have no blanks.
        let again = command.strip_prefix("staffcast ").unwrap().replace('"', "");
        home.command(&again).current_dir(home.path("one")).assert().success();
        let mut files = home.files();
        let again: Vec<String> =
            files.keys().filter(|name| name.starts_with("one/again/")).cloned().collect();
        assert!(!again.is_empty());
        for name in again {
            let repeated = files.remove(&name).unwrap();
            let original = &files[&name.replace("one/again/", "one/")];
            assert!(repeated == *original, "{name} differs: {command}");
        }
    }
}

#[test]
fn monthly_csv_begins_with_the_opening_balances_and_ends_with_the_run() {
    let home = Home::new();
    home.staffcast("run SMALL --trials 100 --out here").success();
    let text = fs::read_to_string(home.path("here/monthly.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let wanted = "option,team,month,measure,unit,mean,p05,p10,p25,p50,p75,p90,p95,standard_error";
    let header: Vec<&str> = wanted.split(',').collect();
    assert_eq!(reader.headers().unwrap(), header);
    let months: Vec<String> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[3] == "vacancy_rate" && row[1].is_empty())
        .map(|row| row[2].to_owned())
        .collect();
    assert_eq!(months.len(), 19);
    assert_eq!((months[0].as_str(), months[18].as_str()), ("2023-09", "2025-03"));
}

#[test]
fn json_is_all_that_goes_to_standard_output() {
    let home = Home::new();
    let run = home.staffcast("run SMALL --trials 100 --format json").success();
    let results: Json = serde_json::from_str(&output(&run)).unwrap();
    assert_eq!(results["folder"], "output/small");
    assert_eq!(results["trials"], 100);
    let measures = results["options"][0]["measures"].as_array().unwrap();
    assert_eq!(measures[0]["measure"], "caseload");
    let ahead: Vec<u64> = measures[0]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value["months_ahead"].as_u64().unwrap())
        .collect();
    assert_eq!(ahead, [0, 12, 18]);
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").expect("a text can be written to");
        hash
    })
}
