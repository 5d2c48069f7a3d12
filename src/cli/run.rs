//! `staffcast run`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::age::DayOfUse;
use super::answer::work;
use super::arguments::{Format, RunOptions};
use super::chart_arguments::ChartArguments;
use super::failure::Failure;
use super::{console, json, table};
use crate::disk::Disk;
use crate::question::{Answer, Job, Question, count};
use model::scenario;
use model::scenario::Scenario;

#[derive(Args, Debug)]
pub(super) struct RunArguments {
    /// The scenario file to run (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    day: DayOfUse,
    #[command(flatten)]
    options: RunOptions,
    #[command(flatten)]
    charts: ChartArguments,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let scenario = read(&arguments.scenario, arguments.options.quiet)?;
    if !arguments.options.quiet {
        arguments.day.tell_age(&scenario.service);
    }
    let question = Question::Run { charts: arguments.charts.options() };
    finish(&arguments.options.job(scenario.texts(), question), &arguments.options)
}

/// Answers a job, writes the files, and prints the main results.
pub(super) fn finish(job: &Job, options: &RunOptions) -> Result<(), Failure> {
    let (answer, target) = work(job, options.output())?;
    let Answer::Run(answer) = answer else { unreachable!("a run is asked for") };
    if let Some(told) = answer.told.as_ref().filter(|_| !options.quiet) {
        console::tell(told);
    }
    let run = answer.as_run();
    console::print(&match options.format {
        Format::Table => table::to_text(&run, &target, console::width()),
        Format::Json => json::to_text(&run, &target),
    })
}

/// The scenario, if it can be run; its problems are shown.
pub(super) fn read(path: &Path, is_quiet: bool) -> Result<Scenario, Failure> {
    let reading = scenario::read(path, &Disk);
    let has_errors = reading.problems.errors() > 0;
    if has_errors || !is_quiet {
        console::tell_problems(&reading.problems, &reading.sources);
    }
    match reading.scenario {
        Some(scenario) if !has_errors => Ok(scenario),
        _ => Err(Failure::Input(format!("{} cannot be run: {}", path.display(), count(&reading.problems)))),
    }
}
