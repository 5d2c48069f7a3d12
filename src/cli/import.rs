//! `staffcast import`.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::published::DataArguments;
use super::{console, import_told};
use crate::disk::{Disk, NewFolder};
use crate::question::{self, ImportAnswer};
use evidence::import::LARGEST_FILE;
use model::document::{Problem, Problems, ReadFiles as _, Sources};
use model::english::counted;

#[derive(Args, Debug)]
pub(super) struct ImportArguments {
    /// The official files as they were downloaded (csv, ods, xlsx)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write; it must be new or empty
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn import(arguments: &ImportArguments) -> Result<(), Failure> {
    let files = read(&arguments.files)?;
    let data = arguments.data.texts()?;
    let folder = NewFolder::begin(&arguments.out, false)?;
    let answer = question::import(&files, &data, &arguments.out)?;
    let ImportAnswer { folder: made, imported, warnings, sources } = &answer;
    console::tell_problems(&imported.problems, &imported.sources);
    console::tell_problems(warnings, sources);
    for (path, bytes) in made.files() {
        folder.put(&path.to_string_lossy(), bytes)?;
    }
    folder.complete()?;
    let before = arguments.data.called();
    console::print(&import_told::text(imported, &before, &arguments.out, console::width()))
}

/// The files; all that cannot be read are told at once.
fn read(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut problems = Problems::default();
    let mut files = Vec::new();
    for path in paths {
        match Disk.bytes(path, LARGEST_FILE) {
            Ok(bytes) => files.push((path.clone(), bytes)),
            Err(error) => {
                let problem = Problem::error(format!("cannot read {}: {error}", path.display()));
                problems.add(problem.help("check the name and the folder"));
            }
        }
    }
    if problems.errors() == 0 {
        return Ok(files);
    }
    console::tell_problems(&problems, &Sources::default());
    Err(Failure::Input(format!(
        "nothing was imported: {} cannot be read",
        counted(problems.errors(), "file")
    )))
}
