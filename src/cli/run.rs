//! `staffcast run`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::{Format, RunOptions, Trials};
use super::chart_options::ChartOptions;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::{auto, console, json, table};
use crate::engine::Model;
use crate::ensemble::{Settings, Stopped};
use crate::export::{self, Look, NewFolder, Run, folder_name};
use crate::scenario::{self, Scenario};
use crate::summary::{self, Case, Results};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast run scenarios/kent.toml
  staffcast run scenarios/kent.toml --trials 10000 --seed 7 --out results/kent-7
  staffcast run scenarios/kent.toml --trials auto
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
    let usual = folder_name(&scenario.name);
    finish(&scenario, &[], &usual, (&arguments.options, &look), &summary::cases(&model))
}

/// Runs the trials of these cases, writes the files, and prints the main
/// results. `usual` is the folder below `output` unless the user names another.
pub(super) fn finish(
    scenario: &Scenario,
    others: &[Scenario],
    usual: &str,
    (options, look): (&RunOptions, &Look),
    cases: &[Case<'_>],
) -> Result<(), Failure> {
    let target = options.out.clone().unwrap_or_else(|| Path::new("output").join(usual));
    progress::listen_for_ctrl_c()?;
    // Before the work, so that nobody waits for results that have no place.
    let folder = NewFolder::begin(&target, options.overwrite)?;

    let bar = Bar::new(options.quiet);
    let outcome = simulate(scenario, cases, (options, look), &bar);
    bar.clear();
    let (results, settings, told) = outcome.map_err(|_| Failure::Stopped)?;
    let results = export::as_written(results);
    if let Some(told) = told.filter(|_| !options.quiet) {
        console::tell(&told);
    }

    let run = Run { scenario, others, settings: &settings, results: &results, look };
    export::write(&run, folder, &progress::is_stopped)?;
    console::print(&match options.format {
        Format::Table => table::to_text(&run, &target, console::width()),
        Format::Json => json::to_text(&run, &target),
    })
}

/// The results, how they were run, and what is to be said of the number of trials.
fn simulate(
    scenario: &Scenario,
    cases: &[Case<'_>],
    (options, look): (&RunOptions, &Look),
    bar: &Bar,
) -> Result<(Results, Settings, Option<String>), Stopped> {
    let settings = options.settings();
    let all = |trials: u32| u64::from(trials) * cases.len() as u64;
    match options.trials {
        Trials::Exactly(trials) => {
            bar.begin(all(trials), None);
            Ok((summary::simulate_cases(cases, &settings, bar)?, settings, None))
        }
        Trials::AtMost(most) => {
            let shown = auto::shown(scenario, look);
            let mut round = 0;
            let begin = |trials| {
                round += 1;
                bar.begin(all(trials), Some(round));
            };
            let enough = summary::simulate_until(cases, &settings, (&shown, most), begin, bar)?;
            let told = auto::told(&enough);
            Ok((enough.results, Settings { trials: enough.trials, ..settings }, Some(told)))
        }
    }
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
