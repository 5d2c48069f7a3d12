//! Published figures for the commands that use them.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::disk::Disk;
use crate::question::count;
use evidence::published::{FILES, Published};
use model::document::{InMemory, ReadFiles as _};

/// No file of published figures is as large (bytes).
const LARGEST: u64 = 1 << 30;

#[derive(Args, Debug)]
pub(super) struct DataArguments {
    /// Take the published figures from a folder, not from the program
    ///
    /// The folder has the same files as `data/` of Staffcast. So newer releases need no new program.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl DataArguments {
    /// The figures; what is wrong with a folder is shown.
    pub(super) fn read(&self) -> Result<Cow<'static, Published>, Failure> {
        let Some(folder) = &self.data else { return Ok(Cow::Borrowed(Published::embedded())) };
        Published::read_folder(folder, &Disk).map(Cow::Owned).map_err(|(problems, sources)| {
            console::tell_problems(&problems, &sources);
            Failure::Input(format!(
                "the figures in {} cannot be used: {}",
                folder.display(),
                count(&problems)
            ))
        })
    }

    /// The texts of a folder of figures, which are checked; none for those in the program.
    pub(super) fn texts(&self) -> Result<InMemory, Failure> {
        self.read()?;
        let Some(folder) = &self.data else { return Ok(InMemory::default()) };
        let text =
            |(name, _): &(&'static str, &str)| Some((*name, Disk.bytes(&folder.join(name), LARGEST).ok()?));
        Ok(FILES.iter().filter_map(text).collect())
    }
}
