//! The page of a finished study or back-test: its blocks, its charts and its tables.

use std::path::Path;

use super::{FinishedError, manifest_text, unchanged};
use crate::SCENARIO;
use crate::files::BLOCKS;
use crate::manifest::{Fingerprint, PageContents};
use crate::sections::risks;
use model::calendar::Date;
use model::document::ReadFiles;
use model::scenario::{Reading, Scenario};
use paper::Report;

/// The page of a finished study or back-test, of which papers can be made.
pub struct FinishedPage {
    /// What it says, with its charts.
    pub report: Report,
    /// Its csv files: name and content.
    pub tables: Vec<(String, String)>,
    /// The scenario of a study.
    scenario: Option<Scenario>,
    /// What its manifest says.
    pub(crate) contents: PageContents,
}

impl FinishedPage {
    /// Reads the folder of a study or a back-test; `None` if it holds neither.
    ///
    /// # Errors
    ///
    /// If it is of another version, or a file of it is missing or was changed.
    pub fn read(folder: &Path, on: &dyn ReadFiles) -> Result<Option<Self>, FinishedError> {
        let Some(contents) = contents(folder, on) else { return Ok(None) };
        if contents.version != env!("CARGO_PKG_VERSION") {
            return Err(FinishedError::OtherVersion { folder: folder.to_owned(), version: contents.version });
        }
        let text = |name: &str| unchanged((folder, on), &contents.files, name);
        let mut report: Report =
            serde_json::from_str(&text(BLOCKS)?).map_err(|_| FinishedError::Changed(folder.join(BLOCKS)))?;
        for figure in report.figures_mut() {
            let is_its = |file: &&Fingerprint| {
                let (_, name) = file.name().rsplit_once('/').unwrap_or_default();
                name.strip_suffix(".svg") == Some(&figure.name)
            };
            let file = contents.files.iter().find(is_its);
            let file = file.ok_or_else(|| FinishedError::Changed(folder.join(BLOCKS)))?;
            figure.svg = text(file.name())?;
        }
        let tables =
            contents.files.iter().map(Fingerprint::name).filter(|name| name.strip_suffix(".csv").is_some());
        let tables = tables.map(|name| Ok((name.to_owned(), text(name)?))).collect::<Result<_, _>>()?;
        let is_study = contents.files.iter().any(|file| file.name() == SCENARIO);
        let scenario = if is_study { Reading::of_text("scenario", &text(SCENARIO)?).scenario } else { None };
        Ok(Some(Self { report, tables, scenario, contents }))
    }

    /// What should be known of the figures on the day of a paper.
    pub(crate) fn age_on(&self, day: Date) -> Option<String> {
        risks::age_on(&self.scenario.as_ref()?.service, day)
    }
}

/// Whether the page of a study or a back-test, of whatever version, is in a folder.
pub fn is_page(folder: &Path, on: &dyn ReadFiles) -> bool {
    contents(folder, on).is_some()
}

fn contents(folder: &Path, on: &dyn ReadFiles) -> Option<PageContents> {
    PageContents::of_page(&manifest_text(folder, on)?)
}
