//! `staffcast plan`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::trials;
use super::chart_arguments::ChartSize;
use super::failure::Failure;
use super::study::StudyOptions;
use crate::question::{PlanQuestion, Question, Sizes, chance, pounds, target};
use study::plan::Aim;

#[derive(Args, Debug)]
pub(super) struct PlanArguments {
    /// The scenario file with the options (TOML)
    scenario: PathBuf,
    /// What is to be met, such as "caseload at most 16 by 2026-03"; several are to be met together [default:
    /// the targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// The chance that is wanted, at the least net cost
    #[arg(long, value_name = "CHANCE", default_value = "0.8", value_parser = chance, conflicts_with = "budget")]
    sure: f64,
    /// The most that may be spent: net, over the whole run, on average. What does most for it is sought
    #[arg(long, value_name = "POUNDS", value_parser = pounds, allow_hyphen_values = true)]
    budget: Option<f64>,
    /// Options to choose from, with commas [default: all that the scenario offers]
    #[arg(long, value_name = "OPTION,...", value_delimiter = ',')]
    among: Vec<String>,
    /// Options of which at most one may be chosen, with commas; may be given again
    #[arg(long, value_name = "OPTION,...")]
    either: Vec<String>,
    /// Sizes of an option: values of one of its numbers, such as overseas.people=20,40,80; may be given again
    #[arg(long, value_name = "NAME=VALUE,...")]
    size: Vec<Sizes>,
    /// How many possible futures judge the set that is chosen; a tenth as many screen each set
    #[arg(long, value_name = "NUMBER", default_value = "1000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

pub(super) fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let PlanArguments { scenario, target, sure, budget, among, either, size, trials, options, chart_size } =
        arguments;
    let question = PlanQuestion {
        targets: target.clone(),
        aim: budget.map_or(Aim::Cheapest { sure: *sure }, |budget| Aim::Most { budget }),
        among: among.clone(),
        either: either.clone(),
        sizes: size.clone(),
        size: chart_size.size(),
    };
    options.finish(scenario, *trials, Question::Plan(question))
}
