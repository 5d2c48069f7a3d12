//! `staffcast run`.

use std::path::PathBuf;

use clap::Args;

use super::answer::work;
use super::arguments::{Format, RunOptions};
use super::chart_arguments::ChartArguments;
use super::failure::Failure;
use super::published::DataArguments;
use super::{console, json, table};
use crate::question::{Answer, Job, Question};

#[derive(Args, Debug)]
pub(super) struct RunArguments {
    /// The scenario file to run (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    options: RunOptions,
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    charts: ChartArguments,
}

pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let scenario = arguments.data.scenario(&arguments.scenario, arguments.options.quiet)?;
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
