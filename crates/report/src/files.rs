//! The files of one folder on their way there: each is written, its
//! fingerprint kept, and the user asked whether to go on; the manifest comes last.

use super::ExportError;
use super::manifest::{Fingerprint, MANIFEST};
use chart::{ChartError, Size};
use model::document::WriteFiles;
use model::signs::harmless;
use paper::Report;

/// Name of the file with the blocks of a page, from which papers are made later; its charts are files of their own.
pub(super) const BLOCKS: &str = "report.json";

/// A folder that is being filled.
pub(super) struct Files<'s> {
    folder: &'s mut dyn WriteFiles,
    fingerprints: Vec<Fingerprint>,
    /// Whether the user wants to stop.
    stopped: &'s dyn Fn() -> bool,
}

impl<'s> Files<'s> {
    pub(super) fn new(folder: &'s mut dyn WriteFiles, stopped: &'s dyn Fn() -> bool) -> Self {
        Self { folder, fingerprints: Vec::new(), stopped }
    }

    /// Writes a file; `name` may have folders, parted by `/`. No text has signs that command who shows it.
    pub(super) fn put(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), ExportError> {
        self.go_on()?;
        let bytes = bytes.as_ref();
        let text = str::from_utf8(bytes).ok().map(harmless);
        let bytes = text.as_ref().map_or(bytes, |text| text.as_bytes());
        self.fingerprints.push(Fingerprint::of(name, bytes));
        Ok(self.folder.write(name, bytes)?)
    }

    /// Writes a chart in both forms into `charts`.
    pub(super) fn put_chart(
        &mut self,
        name: &str,
        size: Size,
        svg: Result<String, ChartError>,
    ) -> Result<(), ExportError> {
        self.put_chart_at(&format!("charts/{name}"), size, svg)
    }

    /// The same to a path, which has a folder and no extension.
    pub(super) fn put_chart_at(
        &mut self,
        path: &str,
        size: Size,
        svg: Result<String, ChartError>,
    ) -> Result<(), ExportError> {
        let svg_name = format!("{path}.svg");
        let failed = |cause| ExportError::Chart { file: svg_name.clone(), cause };
        let svg = svg.map_err(failed)?;
        self.put(&svg_name, &svg)?;
        let png = chart::svg_to_png(&svg, size.picture_width()).map_err(failed)?;
        self.put(&format!("{path}.png"), png)
    }

    /// Writes the blocks of a page, whose charts are written beside it.
    pub(super) fn put_blocks(&mut self, report: &Report) -> Result<(), ExportError> {
        self.put(BLOCKS, serde_json::to_string(report).expect("texts can be written as json") + "\n")
    }

    /// Writes the manifest, which is made from the fingerprints.
    pub(super) fn finish(self, manifest: impl FnOnce(&[Fingerprint]) -> String) -> Result<(), ExportError> {
        self.go_on()?;
        Ok(self.folder.write(MANIFEST, harmless(&manifest(&self.fingerprints)).as_bytes())?)
    }

    fn go_on(&self) -> Result<(), ExportError> {
        if (self.stopped)() { Err(ExportError::Stopped) } else { Ok(()) }
    }
}
