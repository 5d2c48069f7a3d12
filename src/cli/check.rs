//! `staffcast check`.

use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use crate::question::count;

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The scenario file to check (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let reading = arguments.data.readings(&[&arguments.scenario])?.remove(0);
    console::tell_problems(&reading.problems, &reading.sources);
    let verdict = format!("{}: {}", arguments.scenario.display(), count(&reading.problems));
    match reading.scenario {
        Some(scenario) if reading.problems.errors() == 0 => {
            arguments.data.is_needed(scenario.is_of_council())?;
        }
        _ => return Err(Failure::Input(verdict)),
    }
    console::print(&format!("{verdict}\n"))
}
