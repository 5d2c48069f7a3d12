//! `staffcast track`.

use std::path::PathBuf;

use clap::Args;

use super::answer::written;
use super::console;
use super::failure::Failure;
use super::progress::Bar;
use super::published::own_file;
use super::report::failure;
use super::study::{OutputOptions, print};
use crate::disk::{Disk, put_back};
use crate::question::{Answer, own_figures, track as lay_over};
use report::finished::Finished;
use report::folder_name;

#[derive(Args, Debug)]
pub(super) struct TrackArguments {
    /// The folder of an earlier run
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// What has come since: a workbook or a text made by `staffcast template`, filled in further
    #[arg(value_name = "FILE")]
    own: PathBuf,
    #[command(flatten)]
    output: OutputOptions,
}

pub(super) fn track(arguments: &TrackArguments) -> Result<(), Failure> {
    let TrackArguments { run: folder, own: file, output } = arguments;
    put_back(folder);
    let run = Finished::read(folder, &Disk).map_err(|error| failure(&error))?;
    let (own, problems, sources) = own_figures(file, &own_file(file)?)?;
    if !output.quiet {
        console::tell_problems(&problems, &sources);
    }
    let usual = format!("{}-track", folder_name(&run.scenario.name));
    let from = [folder, file].map(|path| path.display().to_string());
    let lay_over = |bar: &Bar| Ok(Answer::Study(Box::new(lay_over(run, own, from, bar)?)));
    let (answer, target) = written(&usual, output.output(), lay_over)?;
    print(&answer, &target)
}
