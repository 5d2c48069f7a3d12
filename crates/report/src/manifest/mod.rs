//! `manifest.json`: what made a run, a paper, a study, a back-test or the files of
//! published figures, and the fingerprints of the files.
//!
//! The manifest is enough to repeat the run bit for bit. It holds nothing
//! that differs between two runs of the same scenario: no time, no machine,
//! no number of threads, and not the name of the file that the scenario was
//! read from.

mod read;

use std::collections::BTreeSet;

pub(crate) use read::{Contents, PageContents};
pub use read::{LARGEST_MANIFEST, Listed, files_of};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::Run;
use evidence::profile::{LICENCE, Profile, SOURCE};
use evidence::published::{Published, Year, fingerprint};
use model::ensemble::Settings;
use model::measure::Measure;
use model::scenario::Scenario;
use paper::Paper;
use study::backtest;
use study::backtest::{BacktestPlan, MEASURES};

/// Name of the file.
pub const MANIFEST: &str = "manifest.json";

/// Changes when keys of the manifest change their meaning.
const FORMAT: u32 = 2;

/// Stands in each manifest, and tells it from others' files of that name.
const PROGRAM: &str = "staffcast";

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'a str,
    version: &'a str,
    format: u32,
    title: &'a str,
    council: &'a str,
    /// The day of the opening balances.
    start: String,
    months: u32,
    trials: u32,
    seed: u64,
    layers: Vec<&'static str>,
    options: Vec<OptionEntry<'a>>,
    /// Said of the ranges if there are too few trials for what is shown.
    too_few_trials: Option<&'a str>,
    /// The files with the scenarios; the first is the baseline.
    scenarios: Vec<String>,
    /// What these took numbers from: files that they extend, and the published figures of councils.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    rests_on: BTreeSet<&'a str>,
    /// To be run in the folder; `again` is the name of the new one.
    repeat_with: String,
    measures: Vec<MeasureEntry<'a>>,
    files: Map<String, Json>,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(PartialEq, Serialize)]
struct MeasureEntry<'a> {
    id: &'a str,
    title: &'a str,
    unit: &'a str,
}

/// Name and fingerprint of a file of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    name: String,
    sha256: String,
    bytes: usize,
}

impl Fingerprint {
    /// Takes the fingerprint of a file.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), sha256: fingerprint(bytes), bytes: bytes.len() }
    }

    /// Whether it is that of the file with this name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    /// How much of its file has to be read to see whether it is the one that was written.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.bytes as u64
    }

    /// The name of its file.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is that of the file with this name and content.
    pub(crate) fn is_of(&self, name: &str, bytes: &[u8]) -> bool {
        self.is_called(name) && *self == Self::of(name, bytes)
    }
}

/// The manifest of a run with these other files.
pub(crate) fn to_json(run: &Run<'_>, files: &[Fingerprint]) -> String {
    let (service, summaries) = (&run.scenario.service, &run.results.summaries);
    let manifest = Manifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        title: &service.title,
        council: &service.council,
        start: service.start.0.last_day().to_string(),
        months: service.months.0,
        trials: run.settings.trials,
        seed: run.settings.seed,
        layers: run.layers(),
        options: summaries
            .iter()
            .map(|summary| OptionEntry { id: &summary.option, title: &summary.title })
            .collect(),
        too_few_trials: summaries.first().and_then(|baseline| baseline.too_few_trials.as_deref()),
        scenarios: run.scenario_files(),
        rests_on: std::iter::once(run.scenario)
            .chain(run.others)
            .flat_map(|scenario| scenario.taken_from.bases())
            .collect(),
        repeat_with: repeat_with(run),
        measures: measures(run),
        files: entries(files),
    };
    to_text(&manifest)
}

#[derive(Serialize)]
struct HistoryManifest<'a> {
    program: &'a str,
    version: &'a str,
    format: u32,
    /// Name and code of the area whose published figures these are.
    area: &'a str,
    code: &'a str,
    source: String,
    files: Map<String, Json>,
}

/// The manifest of the published figures of an area, with these other files.
pub(crate) fn history_to_json(profile: &Profile<'_>, files: &[Fingerprint]) -> String {
    let area = profile.area();
    to_text(&HistoryManifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        area: &area.name,
        code: &area.code,
        source: format!("{SOURCE} {LICENCE}"),
        files: entries(files),
    })
}

#[derive(Serialize)]
struct ReportManifest<'a> {
    program: &'a str,
    version: &'a str,
    format: u32,
    title: &'a str,
    /// The run that is reported, or the command whose page it is.
    scenario: &'a str,
    trials: u32,
    seed: u64,
    /// The run, in its folder.
    repeat_with: String,
    files: Map<String, Json>,
}

/// The manifest of the report of a run with these other files.
pub(crate) fn report_to_json(run: &Run<'_>, paper: &Paper, files: &[Fingerprint]) -> String {
    to_text(&ReportManifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        title: &paper.title,
        scenario: &run.scenario.service.title,
        trials: run.settings.trials,
        seed: run.settings.seed,
        repeat_with: repeat_with(run),
        files: entries(files),
    })
}

/// The manifest of the papers of a study or a back-test with these other files.
pub(crate) fn page_report_to_json(of: &PageContents, paper: &Paper, files: &[Fingerprint]) -> String {
    to_text(&ReportManifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        title: &paper.title,
        scenario: &of.command,
        trials: of.trials,
        seed: of.seed,
        repeat_with: of.repeat_with.clone(),
        files: entries(files),
    })
}

#[derive(Serialize)]
struct BacktestManifest<'a> {
    program: &'a str,
    version: &'a str,
    format: u32,
    origins: &'a [Year],
    /// Years ahead.
    horizon: Year,
    /// How many.
    councils: usize,
    measures: Vec<MeasureEntry<'a>>,
    trials: u32,
    seed: u64,
    /// The SHA-256 of the published figures.
    figures: String,
    /// With the same published figures.
    repeat_with: &'a str,
    files: Map<String, Json>,
}

/// The manifest of a back-test with these other files, and with the command that repeats it.
pub(crate) fn backtest_to_json(
    published: &Published,
    plan: &BacktestPlan,
    repeat_with: &str,
    files: &[Fingerprint],
) -> String {
    // A new field will not compile until it is written.
    let BacktestPlan { origins, horizon, councils, measures, trials, seed } = plan;
    let measure = |at: &usize| {
        let backtest::Measure { id, title, unit, .. } = &MEASURES[*at];
        MeasureEntry { id, title, unit: unit.name() }
    };
    to_text(&BacktestManifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        origins,
        horizon: *horizon,
        councils: councils.len(),
        measures: measures.iter().map(measure).collect(),
        trials: *trials,
        seed: *seed,
        figures: published.fingerprint(),
        repeat_with,
        files: entries(files),
    })
}

#[derive(Serialize)]
struct StudyManifest<'a> {
    program: &'a str,
    version: &'a str,
    format: u32,
    /// The command: goal, plan or sensitivity.
    study: &'a str,
    title: &'a str,
    council: &'a str,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    rests_on: BTreeSet<&'a str>,
    trials: u32,
    seed: u64,
    /// To be run in the folder; `again` is the name of the new one.
    repeat_with: &'a str,
    files: Map<String, Json>,
}

/// The manifest of a study by this command with these other files.
pub(crate) fn study_to_json(
    study: &str,
    scenario: &Scenario,
    settings: &Settings,
    repeat_with: &str,
    files: &[Fingerprint],
) -> String {
    let service = &scenario.service;
    to_text(&StudyManifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        format: FORMAT,
        study,
        title: &service.title,
        council: &service.council,
        rests_on: scenario.taken_from.bases(),
        trials: settings.trials,
        seed: settings.seed,
        repeat_with,
        files: entries(files),
    })
}

fn to_text(manifest: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(manifest).expect("texts and numbers can be written as json");
    text.push('\n');
    text
}

fn entries(files: &[Fingerprint]) -> Map<String, Json> {
    let entry = |file: &Fingerprint| {
        (file.name.clone(), serde_json::json!({ "sha256": file.sha256, "bytes": file.bytes }))
    };
    files.iter().map(entry).collect()
}

/// The command that repeats a run, to be run in its folder.
pub(crate) fn repeat_with(run: &Run<'_>) -> String {
    let others = run.scenario_files().into_iter().skip(1).map(|file| format!(" \"{file}\""));
    let mut command = format!(
        "{PROGRAM} {} {}{} --trials {} --seed {} --out again",
        if run.others.is_empty() { "run" } else { "compare" },
        super::SCENARIO,
        others.collect::<String>(),
        run.settings.trials,
        run.settings.seed
    );
    if !run.varies_in_all_layers() {
        command.push_str(" --only ");
        command.push_str(&run.layers().join(","));
    }
    command.push_str(&run.charts.arguments());
    command
}

/// Every measure once, in the order of the files.
fn measures<'a>(run: &Run<'a>) -> Vec<MeasureEntry<'a>> {
    let mut entries: Vec<MeasureEntry<'a>> = Vec::new();
    for summary in &run.results.summaries {
        let by_month = summary.monthly.iter().map(|series| &series.measure);
        let by_year = summary.yearly.iter().map(|series| &series.measure);
        for Measure { id, title, unit, .. } in by_month.chain(by_year) {
            let unit = unit.name();
            let entry = MeasureEntry { id, title, unit };
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_manifest_says_how_to_repeat_the_run() {
        let sample = sample::Sample::new();
        let files = [Fingerprint::of("monthly.csv", b"abc")];
        let text = to_json(&sample.run(), &files);
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn the_command_that_repeats_a_run_draws_the_same_charts() {
        let mut sample = sample::Sample::new();
        assert!(repeat_with(&sample.run()).ends_with("--seed 1 --out again"));
        sample.charts.titles = crate::Titles::Neutral;
        assert!(repeat_with(&sample.run()).ends_with(" --neutral-titles"));
    }

    #[test]
    fn files_are_read_back_from_our_manifests_only() {
        let sample = sample::Sample::new();
        let files = [Fingerprint::of("charts/a.svg", b"abc")];
        let own = to_json(&sample.run(), &files);
        let files = files_of(&own).unwrap();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["charts/a.svg"]);
        assert!(!files[0].differs_from(b"abc") && files[0].differs_from(b"abd"));
        for other in ["", "[]", "{}", r#"{"program": "other", "files": {}}"#] {
            assert_eq!(files_of(other), None, "{other}");
        }
    }
}
