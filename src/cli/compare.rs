//! `staffcast compare`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::RunOptions;
use super::chart_arguments::ChartArguments;
use super::failure::Failure;
use super::run::{finish, read};
use crate::question::Question;
use model::scenario::Scenario;

#[derive(Args, Debug)]
pub(super) struct CompareArguments {
    /// The scenario that the others are compared with (TOML)
    baseline: PathBuf,
    /// The other scenarios (TOML)
    #[arg(required = true, num_args = 1..=20)]
    others: Vec<PathBuf>,
    #[command(flatten)]
    options: RunOptions,
    #[command(flatten)]
    charts: ChartArguments,
}

pub(super) fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let files = [&arguments.baseline].into_iter().chain(&arguments.others);
    // Every file is read before any fault stops the command, so that all are told at once.
    let read: Vec<Result<Scenario, Failure>> =
        files.map(|file| read(file, arguments.options.quiet)).collect();
    let scenarios = read.into_iter().collect::<Result<Vec<Scenario>, Failure>>()?;
    let mut texts = scenarios.iter().map(Scenario::texts);
    let baseline = texts.next().unwrap_or_default();
    let question = Question::Compare { others: texts.collect(), charts: arguments.charts.options() };
    finish(&arguments.options.job(baseline, question), &arguments.options)
}
