//! `staffcast goal`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::trials;
use super::chart_arguments::ChartSize;
use super::failure::Failure;
use super::study::StudyOptions;
use crate::question::{GoalQuestion, Question, Vary, chance, target};

#[derive(Args, Debug)]
pub(super) struct GoalArguments {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// What is varied and between which values, NAME=LOW..HIGH; once or twice
    ///
    /// NAME is the path of a number, such as option.overseas.campaign.1.people, or as much of it as tells which:
    /// overseas.people. With two, the pairs that do it are found, and the cheapest of them.
    #[arg(long, value_name = "NAME=LOW..HIGH", required = true)]
    vary: Vec<Vary>,
    /// What is to be met, such as "caseload at most 16 by 2026-03"; several are to be met together [default:
    /// the targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// The chance that is wanted
    #[arg(long, value_name = "CHANCE", default_value = "0.8", value_parser = chance)]
    sure: f64,
    /// Another option that is carried out too; several with commas
    #[arg(long, value_name = "OPTION,...", value_delimiter = ',')]
    with: Vec<String>,
    /// How many possible futures to run for each value
    #[arg(long, value_name = "NUMBER", default_value = "1000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

pub(super) fn goal(arguments: &GoalArguments) -> Result<(), Failure> {
    let GoalArguments { scenario, vary, target, sure, with, trials, options, chart_size } = arguments;
    let question = GoalQuestion {
        vary: vary.clone(),
        targets: target.clone(),
        sure: *sure,
        with: with.clone(),
        size: chart_size.size(),
    };
    options.finish(scenario, *trials, Question::Goal(question))
}
