//! Who reads it: the files of a run ([`write()`](fn@write)), papers made of one ([`formats`]), and the files of
//! studies ([`study`]), of published figures ([`history`]) and of a back-test ([`backtest`]).
//!
//! Exporters make text or bytes (`bands`, `pictures`, `manifest`), and `files` alone hands them to a folder. What
//! files hold is rounded by [`rounding`]; what people read in sentences and tables by [`readable`](model::readable).

#![forbid(unsafe_code)]

pub mod rounding;
mod csv;
mod rows;
mod rounded;
mod bands;
mod differences;
mod name;
mod dates;
mod precision;
mod likelihood;
mod wording;
mod chart_options;
pub mod manifest;
mod files;
pub mod backtest;
pub mod answers;
pub mod assumptions;
pub mod pictures;
pub mod sections;
pub mod outlook;
pub mod finished;
pub mod workbook;
pub mod formats;
pub mod history;
pub mod study;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
#[cfg(any(test, feature = "sample"))]
mod sample_options;

use std::{error, fmt, io};

pub use chart_options::{ChartOptions, Titles, UnknownMeasure};
pub use manifest::MANIFEST;
pub use name::folder_name;
pub use rounded::Rounded;

use assumptions::{ASSUMPTIONS, assumptions_csv, register_of};
use chart::ChartError;
use csv::csv_text;
use files::Files;
use paper::{Paper, to_html};
use sections::{Medium, answers_md, report};

use model::calendar::Date;
use model::document::{WriteFiles, to_toml};
use model::ensemble::Settings;
use model::sampling::Layers;
use model::scenario::Scenario;
use model::summary::Results;
use model::uncertain::is_range;

/// Name of the file with the resolved scenario.
pub const SCENARIO: &str = "scenario.toml";

/// Name of the page with the report of a run.
pub const REPORT: &str = "report.html";

/// A finished run.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// What was run.
    pub scenario: &'a Scenario,
    /// The scenarios that were compared with it, if any.
    pub others: &'a [Scenario],
    /// How it was run.
    pub settings: &'a Settings,
    /// What came of it.
    pub results: &'a Rounded<Results>,
    /// How its charts are wanted.
    pub charts: &'a ChartOptions,
    /// The day of the paper, if it has one.
    pub on: Option<Date>,
}

impl<'a> Run<'a> {
    /// The council, or the scenario's title if it names none.
    pub fn place(&self) -> &'a str {
        let service = &self.scenario.service;
        if service.council.is_empty() { &service.title } else { &service.council }
    }

    /// Names of the layers of uncertainty that vary.
    pub fn layers(&self) -> Vec<&'static str> {
        // A new layer will not compile until it is named.
        let Layers { parameters, environment, chance } = self.settings.layers;
        let layers = [(parameters, "parameters"), (environment, "environment"), (chance, "chance")];
        let varying = layers.into_iter().filter(|(varies, _)| *varies);
        varying.map(|(_, name)| name).collect()
    }

    /// Names of the files that hold the scenarios: the baseline, then those that were compared with it.
    fn scenario_files(&self) -> Vec<String> {
        [SCENARIO.to_owned()].into_iter().chain(self.others.iter().map(other_scenario)).collect()
    }

    /// Whether every layer of uncertainty varies, as it should unless a user
    /// wants to know what each contributes.
    pub fn varies_in_all_layers(&self) -> bool {
        let Layers { parameters, environment, chance } = self.settings.layers;
        parameters && environment && chance
    }
}

/// Why the files of a run were not written.
#[derive(Debug)]
pub enum ExportError {
    /// A file could not be written.
    Write(io::Error),
    /// A chart could not be drawn.
    Chart {
        /// Name of its file.
        file: String,
        /// What was wrong.
        cause: ChartError,
    },
    /// A report could not be made.
    Report {
        /// Name of its file.
        file: String,
        /// What was wrong.
        cause: String,
    },
    /// The user wanted to stop.
    Stopped,
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(error) => error.fmt(f),
            Self::Chart { file, cause } => write!(f, "could not draw {file}: {cause}"),
            Self::Report { file, cause } => write!(f, "could not make {file}: {cause}"),
            Self::Stopped => f.write_str("stopped before all files were written"),
        }
    }
}

impl error::Error for ExportError {}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Writes the files of a run. `stopped` is asked between files.
///
/// # Errors
///
/// If a file cannot be written, a chart not be drawn, or the user stops it.
pub fn write(
    run: &Run<'_>,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<(), ExportError> {
    let mut files = Files::new(folder, stopped);
    files.put("monthly.csv", csv_text(bands::monthly(&run.results.summaries)))?;
    files.put("yearly.csv", csv_text(bands::yearly(&run.results.summaries)))?;
    let Results { summaries, comparisons } = &**run.results;
    if !comparisons.is_empty() {
        files.put("differences.csv", csv_text(differences::monthly(comparisons)))?;
        files.put("differences_yearly.csv", csv_text(differences::yearly(comparisons)))?;
        files.put("differences_total.csv", csv_text(differences::totals(comparisons)))?;
        files.put("net_cost.csv", csv_text(differences::net_cost(comparisons)))?;
        files.put("present_cost.csv", csv_text(differences::present_cost(comparisons)))?;
    }
    if summaries.iter().any(|summary| !summary.targets.is_empty()) {
        files.put("targets.csv", csv_text(differences::targets(summaries)))?;
    }
    files.put("answers.md", answers_md(run))?;
    files.put(ASSUMPTIONS, assumptions_csv(&register_of(run)))?;
    files.put(SCENARIO, scenario_toml(run.scenario))?;
    for other in run.others {
        files.put(&other_scenario(other), scenario_toml(other))?;
    }
    let pictures = pictures::pictures(run);
    for picture in &pictures {
        files.put_chart(&picture.name, run.charts.size, picture.to_svg(run.charts.size))?;
    }
    files.put(REPORT, to_html(&report(run, &pictures, Paper::default(), Medium::Screen)?))?;
    files.finish(|fingerprints| manifest::to_json(run, fingerprints))
}

/// Name of the file with a scenario that was compared with the first.
fn other_scenario(other: &Scenario) -> String {
    format!("{}.toml", folder_name(&other.name))
}

/// The scenario as it was run, with all that it extends; can be run again.
pub fn scenario_toml(scenario: &Scenario) -> String {
    let head = "# The scenario as it was run, with everything that it extends.\n\n";
    head.to_owned() + &to_toml(&scenario.resolved, &is_range)
}
