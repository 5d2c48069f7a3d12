//! `staffcast check`.

use std::path::PathBuf;

use clap::Args;

use super::age::DayOfUse;
use super::columns::wrapped;
use super::console;
use super::failure::Failure;
use crate::disk::Disk;
use crate::question::count;
use model::age;
use model::scenario;

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The scenario file to check (TOML)
    scenario: PathBuf,
    #[command(flatten)]
    day: DayOfUse,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let reading = scenario::read(&arguments.scenario, &Disk);
    console::tell_problems(&reading.problems, &reading.sources);
    let verdict = format!("{}: {}", arguments.scenario.display(), count(&reading.problems));
    let Some(scenario) = reading.scenario.filter(|_| reading.problems.errors() == 0) else {
        return Err(Failure::Input(verdict));
    };
    arguments.day.tell_age(&scenario.service);
    console::print(&format!("{verdict}\n{}\n", wrapped(&age::sentence(&scenario.service), console::width())))
}
