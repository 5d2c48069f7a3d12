//! `staffcast sensitivity`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::trials;
use super::chart_arguments::ChartSize;
use super::failure::Failure;
use super::study::StudyOptions;
use crate::question::{Question, SensitivityQuestion, target};
use model::calendar::Month;

#[derive(Args, Debug)]
pub(super) struct SensitivityArguments {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// The measure whose spread is to be explained, as in monthly.csv [default: that of the first target, or caseload]
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    /// The month at whose end it is looked at [default: that of the target, or two years ahead; a flow such as
    /// cost.total is summed over the run]
    #[arg(long, value_name = "YYYY-MM")]
    at: Option<Month>,
    /// Explain what this option changes in the measure, not the measure itself
    #[arg(long, value_name = "OPTION")]
    option: Option<String>,
    /// What options are judged by beside their cost, such as "caseload at most 16 by 2026-03" [default: the
    /// targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// How many possible futures to run; a quarter of them are run again for each number that matters most
    #[arg(long, value_name = "NUMBER", default_value = "2000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let SensitivityArguments { scenario, measure, at, option, target, trials, options, chart_size } =
        arguments;
    let question = SensitivityQuestion {
        measure: measure.clone(),
        at: *at,
        option: option.clone(),
        targets: target.clone(),
        size: chart_size.size(),
    };
    options.finish(scenario, *trials, Question::Sensitivity(question))
}
