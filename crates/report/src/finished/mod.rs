//! A finished run, study or back-test, read back from its folder: what reports are made from,
//! without simulating again.
//!
//! The files are read as they were written (of a run `tables`, of all others the blocks of their `page`), and only if they are
//! unchanged: a report says how a run can be repeated, so it must not hold
//! figures that somebody changed afterwards.

mod error;
mod tables;
mod page;
#[cfg(test)]
mod tests;

use std::io::ErrorKind;
use std::path::Path;

pub use error::FinishedError;
pub use page::{FinishedPage, is_page};

use super::manifest::{Contents, Fingerprint, LARGEST_MANIFEST, MANIFEST};
use super::{ChartOptions, Rounded, Run, SCENARIO};
use model::document::ReadFiles;
use model::engine::Model;
use model::ensemble::Settings;
use model::scenario;
use model::scenario::Scenario;
use model::summary::Results;

/// A finished run.
pub struct Finished {
    /// What was run.
    pub scenario: Scenario,
    /// The scenarios that were compared with it, if any.
    pub others: Vec<Scenario>,
    /// How it was run.
    pub settings: Settings,
    /// What came of it.
    pub results: Rounded<Results>,
}

impl Finished {
    /// Reads the folder of a run.
    ///
    /// # Errors
    ///
    /// If the folder holds no run, or one of another version, or one of which
    /// a file is missing or was changed.
    pub fn read(folder: &Path, on: &dyn ReadFiles) -> Result<Self, FinishedError> {
        let files = Files::open(folder, on)?;
        let scenario = files.scenario(SCENARIO)?;
        let others = files.contents.scenarios.iter().filter(|name| *name != SCENARIO);
        let others = others.map(|name| files.scenario(name)).collect::<Result<Vec<_>, _>>()?;
        let model = Model::new(&scenario.service);
        let results = Rounded::of(tables::results(&files, &model)?);
        let Contents { trials, seed, layers, .. } = files.contents;
        Ok(Self { scenario, others, settings: Settings { trials, seed, layers }, results })
    }

    /// The run, to be told with charts as they are wanted.
    pub fn run<'a>(&'a self, charts: &'a ChartOptions) -> Run<'a> {
        Run {
            scenario: &self.scenario,
            others: &self.others,
            settings: &self.settings,
            results: &self.results,
            charts,
            on: None,
        }
    }
}

/// Whether a finished run, of whatever version, is in a folder.
pub fn is_run(folder: &Path, on: &dyn ReadFiles) -> bool {
    contents(folder, on).is_some()
}

/// What the manifest in a folder says, if it is that of a run.
fn contents(folder: &Path, on: &dyn ReadFiles) -> Option<Contents> {
    Contents::of_run(&manifest_text(folder, on)?)
}

/// The text of the manifest in a folder.
fn manifest_text(folder: &Path, on: &dyn ReadFiles) -> Option<String> {
    String::from_utf8(on.bytes(&folder.join(MANIFEST), LARGEST_MANIFEST).ok()?).ok()
}

/// The text of a file of a folder, if it is as these fingerprints have it.
fn unchanged(
    (folder, on): (&Path, &dyn ReadFiles),
    files: &[Fingerprint],
    name: &str,
) -> Result<String, FinishedError> {
    let path = folder.join(name);
    let Some(written) = files.iter().find(|file| file.is_called(name)) else {
        return Err(FinishedError::Changed(path));
    };
    let bytes = match on.bytes(&path, written.most_bytes()) {
        Ok(bytes) => bytes,
        // A folder, a pipe or the like has taken its place.
        Err(cause) if matches!(cause.kind(), ErrorKind::InvalidInput | ErrorKind::IsADirectory) => {
            return Err(FinishedError::Changed(path));
        }
        Err(cause) => return Err(FinishedError::Unreadable { path, cause }),
    };
    match String::from_utf8(bytes) {
        Ok(text) if written.is_of(name, text.as_bytes()) => Ok(text),
        _ => Err(FinishedError::Changed(path)),
    }
}

/// The files of a run and what its manifest says of them.
struct Files<'f> {
    folder: &'f Path,
    on: &'f dyn ReadFiles,
    contents: Contents,
}

impl<'f> Files<'f> {
    fn open(folder: &'f Path, on: &'f dyn ReadFiles) -> Result<Self, FinishedError> {
        if !on.is_there(folder) {
            return Err(FinishedError::NoFolder(folder.to_owned()));
        }
        let contents = contents(folder, on).ok_or_else(|| FinishedError::NoRun(folder.to_owned()))?;
        if contents.version != env!("CARGO_PKG_VERSION") {
            return Err(FinishedError::OtherVersion { folder: folder.to_owned(), version: contents.version });
        }
        Ok(Self { folder, on, contents })
    }

    fn has(&self, name: &str) -> bool {
        self.contents.files.iter().any(|file| file.is_called(name))
    }

    /// The text of a file, if it is as it was written.
    fn text(&self, name: &str) -> Result<String, FinishedError> {
        unchanged((self.folder, self.on), &self.contents.files, name)
    }

    fn scenario(&self, name: &str) -> Result<Scenario, FinishedError> {
        self.text(name)?;
        let path = self.folder.join(name);
        let reading = scenario::read(&path, self.on);
        // It was written by a run, so it can be read, unless the program is another.
        reading.scenario.ok_or(FinishedError::Changed(path))
    }
}
