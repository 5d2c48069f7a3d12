//! A finished run, read back from its folder: what reports are made from,
//! without simulating again.
//!
//! The files are read as they were written (`tables`), and only if they are
//! unchanged: a report says how a run can be repeated, so it must not hold
//! figures that somebody changed afterwards.

mod error;
mod tables;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

pub use error::FinishedError;

use super::manifest::{Contents, MANIFEST};
use super::{Look, Run, SCENARIO};
use crate::engine::Model;
use crate::ensemble::Settings;
use crate::scenario::{self, Scenario};
use crate::summary::Results;

/// A finished run.
pub struct Finished {
    /// What was run.
    pub scenario: Scenario,
    /// The scenarios that were compared with it, if any.
    pub others: Vec<Scenario>,
    /// How it was run.
    pub settings: Settings,
    /// What came of it.
    pub results: Results,
}

impl Finished {
    /// Reads the folder of a run.
    ///
    /// # Errors
    ///
    /// If the folder holds no run, or one of another version, or one of which
    /// a file is missing or was changed.
    pub fn read(folder: &Path) -> Result<Self, FinishedError> {
        let files = Files::open(folder)?;
        let scenario = files.scenario(SCENARIO)?;
        let others = files.contents.scenarios.iter().filter(|name| *name != SCENARIO);
        let others = others.map(|name| files.scenario(name)).collect::<Result<Vec<_>, _>>()?;
        let model = Model::new(&scenario.service);
        let results = tables::results(&files, &model)?;
        let Contents { trials, seed, layers, .. } = files.contents;
        Ok(Self { scenario, others, settings: Settings { trials, seed, threads: None, layers }, results })
    }

    /// The run, to be told with charts of this look.
    pub fn run<'a>(&'a self, look: &'a Look) -> Run<'a> {
        Run {
            scenario: &self.scenario,
            others: &self.others,
            settings: &self.settings,
            results: &self.results,
            look,
        }
    }
}

/// Whether a finished run, of whatever version, is in a folder.
pub fn is_run(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join(MANIFEST));
    manifest.is_ok_and(|manifest| Contents::of_run(&manifest).is_some())
}

/// The files of a run and what its manifest says of them.
struct Files<'f> {
    folder: &'f Path,
    contents: Contents,
}

impl<'f> Files<'f> {
    fn open(folder: &'f Path) -> Result<Self, FinishedError> {
        if !folder.exists() {
            return Err(FinishedError::NoFolder(folder.to_owned()));
        }
        let no_run = || FinishedError::NoRun(folder.to_owned());
        let manifest = fs::read_to_string(folder.join(MANIFEST)).map_err(|_| no_run())?;
        let contents = Contents::of_run(&manifest).ok_or_else(no_run)?;
        if contents.version != env!("CARGO_PKG_VERSION") {
            return Err(FinishedError::OtherVersion { folder: folder.to_owned(), version: contents.version });
        }
        Ok(Self { folder, contents })
    }

    fn has(&self, name: &str) -> bool {
        self.contents.files.iter().any(|file| file.is_called(name))
    }

    /// The text of a file, if it is as it was written.
    fn text(&self, name: &str) -> Result<String, FinishedError> {
        let path = self.folder.join(name);
        let bytes =
            fs::read(&path).map_err(|cause| FinishedError::Unreadable { path: path.clone(), cause })?;
        let is_unchanged = self.contents.files.iter().any(|file| file.is_of(name, &bytes));
        match String::from_utf8(bytes) {
            Ok(text) if is_unchanged => Ok(text),
            _ => Err(FinishedError::Changed(path)),
        }
    }

    fn scenario(&self, name: &str) -> Result<Scenario, FinishedError> {
        self.text(name)?;
        let path = self.folder.join(name);
        let reading = scenario::read(&path);
        // It was written by a run, so it can be read, unless the program is another.
        reading.scenario.ok_or(FinishedError::Changed(path))
    }
}
