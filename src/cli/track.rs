//! `staffcast track`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::progress::{self, Bar};
use super::report::failure;
use super::study::told;
use super::{arguments, console};
use crate::disk::{Disk, NewFolder, put_back};
use crate::question::{Answer, count, track as lay_over};
use evidence::own::{LARGEST_FILE, read};
use model::document::ReadFiles as _;
use model::ensemble::on_threads;
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
    /// How many processor cores to use [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = arguments::threads)]
    threads: Option<usize>,
    /// The folder for the results [default: below output, by the name of the run]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the results that are in the folder
    #[arg(long)]
    overwrite: bool,
    /// Show no progress and no warnings
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn track(arguments: &TrackArguments) -> Result<(), Failure> {
    let TrackArguments { run: folder, own: file, threads, out, overwrite, quiet } = arguments;
    put_back(folder);
    let run = Finished::read(folder, &Disk).map_err(|error| failure(&error))?;
    let bytes = Disk.bytes(file, LARGEST_FILE).map_err(|error| {
        Failure::Input(format!(
            "cannot read {}: {error}\n  help: check the name and the folder",
            file.display()
        ))
    })?;
    let reading = read(file, &bytes);
    if reading.problems.errors() > 0 || !quiet {
        console::tell_problems(&reading.problems, &reading.sources);
    }
    let Some(own) = reading.figures else {
        return Err(Failure::Input(format!(
            "{} cannot be used: {}",
            file.display(),
            count(&reading.problems)
        )));
    };
    let usual = || Path::new("output").join(format!("{}-track", folder_name(&run.scenario.name)));
    let target = out.clone().unwrap_or_else(usual);
    progress::listen_for_ctrl_c(Failure::Stopped.to_string());
    let mut files = NewFolder::begin(&target, *overwrite)?;
    let bar = Bar::new(*quiet);
    let from = [folder, file].map(|path| path.display().to_string());
    let outcome = on_threads(*threads, || lay_over(run, own, from, &bar));
    bar.clear();
    let study = outcome?;
    let text = told(&study);
    Answer::Study(Box::new(study)).write(&mut files, &progress::is_stopped)?;
    files.complete()?;
    console::print(&format!("{text}\nFiles in {}: report.html first\n", target.display()))
}
