//! `staffcast check`.

use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::disk::Disk;
use crate::question::count;
use model::scenario;

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The scenario file to check (TOML)
    scenario: PathBuf,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let reading = scenario::read(&arguments.scenario, &Disk);
    console::tell_problems(&reading.problems, &reading.sources);
    let verdict = format!("{}: {}", arguments.scenario.display(), count(&reading.problems));
    if reading.problems.errors() > 0 || reading.scenario.is_none() {
        return Err(Failure::Input(verdict));
    }
    console::print(&format!("{verdict}\n"))
}
