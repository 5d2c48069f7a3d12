//! Finished runs are read back as they were written.

use super::*;
use crate::ensemble::Unwatched;
use crate::export::{self, NewFolder, as_written};
use crate::sampling::Layers;
use crate::service::Count;
use crate::summary::simulate;

/// Runs a scenario with options for a few months and writes its folder.
fn finished_run(folder: &Path) -> Results {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/options.toml");
    let mut scenario = scenario::read(path.as_ref()).scenario.unwrap();
    scenario.service.months = Count(15);
    let settings = Settings { trials: 30, seed: 5, threads: None, layers: Layers::ALL };
    let results = as_written(simulate(&scenario.service, &settings, &Unwatched).unwrap());
    let look = Look::default();
    let run = Run { scenario: &scenario, others: &[], settings: &settings, results: &results, look: &look };
    export::write(&run, NewFolder::begin(folder, false).unwrap(), &|| false).unwrap();
    results
}

#[test]
fn a_run_is_read_back_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let results = finished_run(&folder);
    let finished = Finished::read(&folder).unwrap();
    assert!(!results.comparisons.is_empty() && !results.summaries[0].targets.is_empty());
    assert!(results.summaries.iter().all(|summary| summary.too_few_trials.is_some()));
    // As text, in which what is no number equals itself; and without printing all of it.
    let (read, written) = (format!("{:#?}", finished.results), format!("{results:#?}"));
    // A target stands in another place of another file.
    let is_place = |line: &str| line.contains("span: ");
    let differing = read
        .lines()
        .zip(written.lines())
        .find(|(read, written)| read != written && !(is_place(read) && is_place(written)));
    assert_eq!(differing, None);
    assert_eq!(read.lines().count(), written.lines().count());
    assert_eq!((finished.settings.trials, finished.settings.seed), (30, 5));
    assert_eq!(finished.settings.layers, Layers::ALL);
}

#[test]
fn what_is_no_run_or_was_changed_is_refused_with_a_remedy() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let message = |folder: &Path| Finished::read(folder).map(|_| ()).unwrap_err().to_string();
    assert!(message(&folder).contains("there is no folder"));
    assert!(message(home.path()).contains("holds no finished run: name the folder"));
    finished_run(&folder);

    let monthly = folder.join("monthly.csv");
    let text = fs::read_to_string(&monthly).unwrap();
    fs::write(&monthly, text.replacen('1', "2", 1)).unwrap();
    assert!(message(&folder).contains("monthly.csv is not as the run left it"));
    fs::remove_file(&monthly).unwrap();
    assert!(message(&folder).contains("could not read"));

    let manifest = folder.join(MANIFEST);
    let text = fs::read_to_string(&manifest).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(&manifest, text.replace(&version, "\"version\": \"0.0.9\"")).unwrap();
    assert!(message(&folder).contains("was made by Staffcast 0.0.9"));
}
