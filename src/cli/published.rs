//! Published figures for the commands that use them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::disk::Disk;
use crate::question::count;
use evidence::published::Published;
use model::document::InMemory;

#[derive(Args, Debug)]
pub(super) struct DataArguments {
    /// Take the published figures from a folder, not from the program
    ///
    /// The folder has the same files as `data/` of Staffcast. So newer releases need no new program.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl DataArguments {
    /// The figures; what is wrong with a folder, or hard to believe, is shown.
    pub(super) fn read(&self) -> Result<Cow<'static, Published>, Failure> {
        let Some(folder) = &self.data else { return Ok(Cow::Borrowed(Published::embedded())) };
        usable(folder).map(|(published, _)| Cow::Owned(published))
    }

    /// What the figures are called in a message.
    pub(super) fn called(&self) -> String {
        self.data
            .as_ref()
            .map_or("the figures in the program".to_owned(), |folder| folder.display().to_string())
    }

    /// The texts of a folder of figures, which are checked; none for those in the program.
    pub(super) fn texts(&self) -> Result<InMemory, Failure> {
        let Some(folder) = &self.data else { return Ok(InMemory::default()) };
        usable(folder).map(|(_, texts)| texts)
    }
}

/// The figures of a folder, and their texts.
fn usable(folder: &Path) -> Result<(Published, InMemory), Failure> {
    let read = Published::read(folder, &Disk);
    console::tell_problems(&read.problems, &read.sources);
    let texts = read.texts();
    let count = count(&read.problems);
    let cannot = || Failure::Input(format!("the figures in {} cannot be used: {count}", folder.display()));
    Ok((read.published.ok_or_else(cannot)?, texts))
}
