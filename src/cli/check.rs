//! `staffcast check`.

use std::path::PathBuf;

use clap::Args;

use super::age::DayOfUse;
use super::columns::wrapped;
use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use crate::question::count;
use model::age;

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The scenario file to check (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    day: DayOfUse,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let reading = arguments.data.readings(&[&arguments.scenario])?.remove(0);
    console::tell_problems(&reading.problems, &reading.sources);
    let verdict = format!("{}: {}", arguments.scenario.display(), count(&reading.problems));
    let Some(scenario) = reading.scenario.filter(|_| reading.problems.errors() == 0) else {
        return Err(Failure::Input(verdict));
    };
    arguments.data.is_needed(scenario.is_of_council())?;
    arguments.day.tell_age(&scenario.service);
    console::print(&format!("{verdict}\n{}\n", wrapped(&age::sentence(&scenario.service), console::width())))
}
