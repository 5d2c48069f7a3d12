//! Texts that go to standard output, or to a file with `--out`.

use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::disk::write_file;
use model::signs::harmless;

#[derive(Args, Debug)]
pub(super) struct OutArguments {
    /// Write it to this file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    overwrite: bool,
}

impl OutArguments {
    /// Prints a text, or writes it: as UTF-8, whatever the shell would make of a redirect.
    pub(super) fn give(&self, text: &str) -> Result<(), Failure> {
        let Some(path) = &self.out else { return console::print(text) };
        write_file(path, harmless(text).as_bytes(), self.overwrite)
            .map_err(|error| Failure::World(error.to_string()))
    }
}
