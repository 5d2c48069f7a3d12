//! `staffcast run`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::{Format, RunOptions};
use super::chart_options::ChartOptions;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::{console, json, table};
use crate::engine::Model;
use crate::ensemble::{Settings, Stopped};
use crate::export::{self, Look, NewFolder, Run, folder_name};
use crate::scenario::{self, Scenario};
use crate::summary::{self, Results};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast run scenarios/kent.toml
  staffcast run scenarios/kent.toml --trials 10000 --seed 7 --out results/kent-7
  staffcast run scenarios/kent.toml --format json --quiet > kent.json

The exit code is 0 if all went well, 1 if results could not be written, 2 if the scenario or the arguments are at \
fault, and 130 if the run was stopped with Ctrl-C.";

#[derive(Args, Debug)]
pub(super) struct RunArguments {
    /// The scenario file to run (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    options: RunOptions,
    #[command(flatten)]
    charts: ChartOptions,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let scenario = read(&arguments.scenario, arguments.options.quiet)?;
    let look = arguments.charts.look(&scenario)?;
    let model = Model::new(&scenario.service);
    let cases = model.options.len() + 1;
    finish(
        &scenario,
        &[],
        &folder_name(&scenario.name),
        (&arguments.options, &look),
        cases,
        |settings, bar| summary::simulate_model(&model, settings, bar),
    )
}

/// Runs the trials of so many cases, writes the files, and prints the main
/// results. `usual` is the folder below `output` unless the user names another.
pub(super) fn finish(
    scenario: &Scenario,
    others: &[Scenario],
    usual: &str,
    (options, look): (&RunOptions, &Look),
    cases: usize,
    simulate: impl FnOnce(&Settings, &Bar) -> Result<Results, Stopped>,
) -> Result<(), Failure> {
    let settings = options.settings();
    let target = options.out.clone().unwrap_or_else(|| Path::new("output").join(usual));
    progress::listen_for_ctrl_c()?;
    // Before the work, so that nobody waits for results that have no place.
    let folder = NewFolder::begin(&target, options.overwrite)?;

    let bar = Bar::new(u64::from(settings.trials) * cases as u64, options.quiet);
    let outcome = simulate(&settings, &bar);
    bar.clear();
    let results = export::as_written(outcome.map_err(|_| Failure::Stopped)?);

    let run = Run { scenario, others, settings: &settings, results: &results, look };
    export::write(&run, folder, &progress::is_stopped)?;
    console::print(&match options.format {
        Format::Table => table::to_text(&run, &target, console::width()),
        Format::Json => json::to_text(&run, &target),
    })
}

/// The scenario, if it can be run; its problems are shown.
pub(super) fn read(path: &Path, is_quiet: bool) -> Result<Scenario, Failure> {
    let reading = scenario::read(path);
    let has_errors = reading.problems.errors() > 0;
    if has_errors || !is_quiet {
        console::tell_problems(&reading.problems, &reading.sources);
    }
    match reading.scenario {
        Some(scenario) if !has_errors => Ok(scenario),
        _ => Err(Failure::Input(format!(
            "{} cannot be run: {}",
            path.display(),
            console::count(&reading.problems)
        ))),
    }
}
