//! `staffcast run`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::Format;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::{arguments, console, json, table};
use crate::ensemble::Settings;
use crate::export::{self, NewFolder, Run, folder_name};
use crate::sampling::Layers;
use crate::scenario::{self, Scenario};
use crate::summary;

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
    /// How many possible futures to run, 1 to 10,000,000
    #[arg(long, value_name = "NUMBER", default_value = "2000", value_parser = arguments::trials)]
    trials: u32,
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = arguments::seed)]
    seed: u64,
    /// How many processor cores to use [default: all]
    ///
    /// The results are the same on any number.
    #[arg(long, value_name = "NUMBER", value_parser = arguments::threads)]
    threads: Option<usize>,
    /// The folder for the results [default: output/NAME of the scenario]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the run that is in the folder
    ///
    /// It stays as it is until the new one is complete. A folder with anything in it that Staffcast did not write is
    /// never replaced.
    #[arg(long)]
    overwrite: bool,
    /// Which layers of uncertainty vary: parameters, environment, chance, or several with commas [default: all]
    ///
    /// parameters: what we do not know, drawn from the ranges in the scenario.
    /// environment: what changes from year to year.
    /// chance: who leaves, when cases arrive, which way they go.
    /// Shows what each contributes; the ranges are too narrow to plan with.
    #[arg(long, value_name = "LAYERS", verbatim_doc_comment)]
    only: Option<Layers>,
    /// How to print the main results
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Show no progress and no warnings
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let scenario = read(arguments)?;
    let settings = Settings {
        trials: arguments.trials,
        seed: arguments.seed,
        threads: arguments.threads,
        layers: arguments.only.unwrap_or(Layers::ALL),
    };
    let target =
        arguments.out.clone().unwrap_or_else(|| Path::new("output").join(folder_name(&scenario.name)));
    progress::listen_for_ctrl_c()?;
    // Before the work, so that nobody waits for results that have no place.
    let folder = NewFolder::begin(&target, arguments.overwrite)?;

    let options = scenario.service.option.values().filter(|option| option.offered).count();
    let total = u64::from(settings.trials) * (options as u64 + 1);
    let bar = Bar::new(total, arguments.quiet);
    let outcome = summary::simulate(&scenario.service, &settings, &bar);
    bar.clear();
    let results = outcome.map_err(|_| Failure::Stopped)?;

    let run = Run { scenario: &scenario, settings: &settings, results: &results };
    export::write(&run, folder, &progress::is_stopped)?;
    console::print(&match arguments.format {
        Format::Table => table::to_text(&run, &target, console::width()),
        Format::Json => json::to_text(&run, &target),
    })
}

/// The scenario, if it can be run; its problems are shown.
fn read(arguments: &RunArguments) -> Result<Scenario, Failure> {
    let reading = scenario::read(&arguments.scenario);
    let has_errors = reading.problems.errors() > 0;
    if has_errors || !arguments.quiet {
        console::tell_problems(&reading.problems, &reading.sources);
    }
    match reading.scenario {
        Some(scenario) if !has_errors => Ok(scenario),
        _ => Err(Failure::Input(format!(
            "{} cannot be run: {}",
            arguments.scenario.display(),
            console::count(&reading.problems)
        ))),
    }
}
