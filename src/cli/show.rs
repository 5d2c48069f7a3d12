//! `staffcast show`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::Format;
use super::failure::Failure;
use super::published::DataArguments;
use super::{console, progress, show_json, show_table};
use crate::disk::NewFolder;
use crate::question::find;
use evidence::profile::Profile;
use report::history::write_history;

#[derive(Args, Debug)]
pub(super) struct ShowArguments {
    /// The council: its name or code; or a region, or England
    #[arg(required = true)]
    council: Vec<String>,
    /// Also write charts and history.csv to a folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace what Staffcast wrote to the folder before
    ///
    /// It stays as it is until the new files are complete. A folder with anything in it that Staffcast did not write
    /// is never replaced.
    #[arg(long, requires = "out")]
    overwrite: bool,
    /// How to print the figures
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn show(arguments: &ShowArguments) -> Result<(), Failure> {
    let published = arguments.data.read()?;
    let profile = Profile::new(&published, find(&published, &arguments.council.join(" "))?);
    let mut files = None;
    if let Some(target) = &arguments.out {
        progress::listen_for_ctrl_c(Failure::Stopped.to_string());
        let mut folder = NewFolder::begin(target, arguments.overwrite)?;
        let names = write_history(&profile, &mut folder, &progress::is_stopped)?;
        folder.complete()?;
        files = Some((target.as_path(), names));
    }
    let files = files.as_ref().map(|(folder, names)| (*folder, names.as_slice()));
    console::print(&match arguments.format {
        Format::Table => show_table::to_text(&profile, files, console::width()),
        Format::Json => show_json::to_text(&profile, files),
    })
}
