//! Finished runs are read back as they were written.

use super::*;
use model::document::InMemory;
use model::ensemble::Unwatched;
use model::sampling::Layers;
use model::service::Count;
use model::summary::simulate;

/// Runs a scenario with options for a few months: its results, and its folder.
fn finished_run() -> (Rounded<Results>, InMemory) {
    let options = include_str!("../../../../tests/integration/options.toml").to_owned()
        + "[[option]]\nname = 'help'\n[[option.early_help]]\nfamilies_per_month = 5\nwould_be_referred = 0.3\neffect = 0.2\n\
           lag_months = 1\ncost_per_family = 100\n";
    let files: InMemory = [
        ("options.toml", options.as_str()),
        ("small.toml", include_str!("../../../../tests/integration/small.toml")),
    ]
    .into_iter()
    .collect();
    let mut scenario = scenario::read(Path::new("options.toml"), &files).scenario.unwrap();
    scenario.service.months = Count(15);
    let settings = Settings { trials: 30, seed: 5, layers: Layers::ALL };
    let results = Rounded::of(simulate(&scenario.service, &settings, &Unwatched).unwrap());
    let charts = ChartOptions::default();
    let run = Run {
        scenario: &scenario,
        others: &[],
        settings: &settings,
        results: &results,
        charts: &charts,
        on: None,
    };
    let mut folder = InMemory::default();
    crate::write(&run, &mut folder, &|| false).unwrap();
    (results, folder)
}

#[test]
fn a_run_is_read_back_as_it_was() {
    let (results, folder) = finished_run();
    let finished = Finished::read(Path::new(""), &folder).unwrap();
    assert!(!results.comparisons.is_empty() && !results.summaries[0].targets.is_empty());
    let break_even = |at: usize| results.comparisons[at].net_cost.break_even;
    assert!(break_even(0).is_none() && break_even(3).is_some() && !results.comparisons[0].totals.is_empty());
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
    let message = |path: &str, folder: &InMemory| {
        Finished::read(Path::new(path), folder).map(|_| ()).unwrap_err().to_string()
    };
    assert!(message("run", &InMemory::default()).contains("there is no folder run"));
    let notes = InMemory::default().with("run/notes.txt", "mine");
    assert!(message("run", &notes).contains("holds no finished results: name the folder"));

    let (_, folder) = finished_run();
    let text = |name: &str| String::from_utf8(folder.bytes(Path::new(name), u64::MAX).unwrap()).unwrap();
    let changed = text("monthly.csv").replacen('1', "2", 1);
    let of_other_figures = folder.clone().with("monthly.csv", changed);
    assert!(message("", &of_other_figures).contains("monthly.csv is not as it was written"));
    let others = folder.files().filter(|(path, _)| *path != Path::new("monthly.csv"));
    assert!(message("", &others.collect()).contains("could not read"));

    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let manifest = text(MANIFEST).replace(&version, "\"version\": \"0.0.9\"");
    assert!(message("", &folder.clone().with(MANIFEST, manifest)).contains("was made by Staffcast 0.0.9"));
}
