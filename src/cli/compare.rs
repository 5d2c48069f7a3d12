//! `staffcast compare`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::RunOptions;
use super::chart_arguments::ChartArguments;
use super::failure::Failure;
use super::published::DataArguments;
use super::run::finish;
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
    data: DataArguments,
    #[command(flatten)]
    charts: ChartArguments,
}

pub(super) fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let files: Vec<&Path> =
        [&arguments.baseline].into_iter().chain(&arguments.others).map(PathBuf::as_path).collect();
    let scenarios = arguments.data.scenarios(&files, arguments.options.quiet)?;
    let mut texts = scenarios.iter().map(Scenario::texts);
    let baseline = texts.next().unwrap_or_default();
    let question = Question::Compare { others: texts.collect(), charts: arguments.charts.options() };
    finish(&arguments.options.job(baseline, question), &arguments.options)
}
