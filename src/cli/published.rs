//! Published figures for the commands that use them.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::disk::Disk;
use crate::question::{WithCouncils, count};
use evidence::own::LARGEST_FILE;
use evidence::published::Published;
use model::document::{InMemory, ReadFiles as _};
use model::scenario;
use model::scenario::{Reading, Scenario};

#[derive(Args, Debug)]
pub(super) struct DataArguments {
    /// Take the published figures from a folder, not from the program
    ///
    /// The folder has the same files as `data/` of Staffcast. So newer releases need no new program. Scenarios take from
    /// there what they rest on with extends = "council:NAME".
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl DataArguments {
    /// The figures; what is wrong with a folder, or hard to believe, is shown.
    pub(super) fn read(&self) -> Result<Cow<'static, Published>, Failure> {
        let Some(folder) = &self.data else { return Ok(Cow::Borrowed(Published::embedded())) };
        usable(folder).map(|(published, _)| Cow::Owned(published))
    }

    /// Reads scenarios; what they rest on of a council is taken from the figures.
    pub(super) fn readings(&self, files: &[&Path]) -> Result<Vec<Reading>, Failure> {
        let own = self.data.as_ref().map(|_| self.read()).transpose()?;
        let on = WithCouncils::new(&Disk, own.as_deref());
        Ok(files.iter().map(|file| scenario::read(file, &on)).collect())
    }

    /// Reads scenarios that are to be run, and shows what is wrong with any of them.
    pub(super) fn scenarios(&self, files: &[&Path], is_quiet: bool) -> Result<Vec<Scenario>, Failure> {
        let mut scenarios = Vec::new();
        let mut refusal = None;
        // Every file is read before any fault stops the command, so that all are told at once.
        for (file, reading) in files.iter().zip(self.readings(files)?) {
            let has_errors = reading.problems.errors() > 0;
            if has_errors || !is_quiet {
                console::tell_problems(&reading.problems, &reading.sources);
            }
            match reading.scenario {
                Some(scenario) if !has_errors => scenarios.push(scenario),
                _ => {
                    let what = format!("{} cannot be run: {}", file.display(), count(&reading.problems));
                    refusal.get_or_insert(Failure::Input(what));
                }
            }
        }
        refusal.map_or(Ok(()), Err)?;
        self.is_needed(scenarios.iter().any(Scenario::is_of_council))?;
        Ok(scenarios)
    }

    /// The same of one.
    pub(super) fn scenario(&self, file: &Path, is_quiet: bool) -> Result<Scenario, Failure> {
        let scenarios = self.scenarios(&[file], is_quiet)?;
        Ok(scenarios.into_iter().next().expect("one was asked for"))
    }

    /// Whether a folder of figures changes anything: it does if a scenario rests on a council.
    pub(super) fn is_needed(&self, is_of_council: bool) -> Result<(), Failure> {
        if self.data.is_none() || is_of_council {
            return Ok(());
        }
        Err(Failure::Input(
            "--data changes nothing here: no scenario rests on the figures of a council\n  help: leave it out, or write \
             extends = \"council:NAME\""
                .to_owned(),
        ))
    }

    /// What a command line needs more, so that a file that rests on these figures is read with them.
    pub(super) fn again(&self) -> String {
        self.data
            .as_ref()
            .map_or_else(String::new, |folder| format!(" --data {}", console::in_quotes(folder)))
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

/// A file of a council's own figures.
pub(super) fn own_file(file: &Path) -> Result<Vec<u8>, Failure> {
    Disk.bytes(file, LARGEST_FILE).map_err(|error| {
        let file = file.display();
        Failure::Input(format!("cannot read {file}: {error}\n  help: check the name and the folder"))
    })
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
