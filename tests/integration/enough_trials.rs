//! `--trials auto`. No test here is random: a correct program never fails.

use std::fs;

use serde_json::Value as Json;

use crate::staffcast::{Home, SMALL, messages, output};

/// The small service with options that some trials hardly feel.
const OPTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");

fn trials(home: &Home, folder: &str) -> u64 {
    let manifest = fs::read_to_string(home.path(folder).join("manifest.json")).expect("a manifest");
    let manifest: Json = serde_json::from_str(&manifest).expect("it is JSON");
    manifest["trials"].as_u64().expect("a number of trials")
}

#[test]
fn the_files_of_auto_are_those_of_the_number_that_it_chose() {
    for command in [
        "run SMALL --seed 3".to_owned(),
        "compare SMALL other.toml --only parameters,chance".to_owned(),
        format!("run {OPTIONS}"),
    ] {
        let (auto, told) = (Home::new(), Home::new());
        for home in [&auto, &told] {
            let small = fs::read_to_string(SMALL).unwrap();
            let small =
                small.replace("Small council", "Another").replace("full_caseload = 18", "full_caseload = 17");
            fs::write(home.path("other.toml"), small).unwrap();
        }
        let run = auto.staffcast(&format!("{command} --out here --trials auto:4000")).success();
        let chosen = trials(&auto, "here");
        assert!((1_000..=4_000).contains(&chosen), "{chosen}");
        let said = messages(&run);
        let commas = format!("{},{:03} trials", chosen / 1_000, chosen % 1_000);
        assert!(said.contains(&commas), "{said}");
        let explicit =
            told.staffcast(&format!("{command} --out here --trials {chosen} --threads 1")).success();
        assert_eq!(output(&run), output(&explicit));
        assert!(auto.files() == told.files(), "{command}");
        let page = fs::read_to_string(auto.path("here/report.html")).unwrap();
        assert!(page.contains(&format!("--trials {chosen} ")) && !page.contains("auto:4000"));
    }
}

#[test]
fn at_the_ceiling_it_says_what_is_still_too_rough() {
    let home = Home::new();
    let run = home.staffcast(&format!("run {OPTIONS} --trials auto:1000 --format json")).success();
    assert!(messages(&run).contains("Stopped at 1,000 trials: "), "{}", messages(&run));
    let json: Json = serde_json::from_str(&output(&run)).unwrap();
    assert_eq!(json["trials"], 1_000);
    let quiet = home.staffcast(&format!("run {OPTIONS} --trials auto:1000 --quiet --overwrite")).success();
    assert_eq!(messages(&quiet), "");
}
