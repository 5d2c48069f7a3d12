//! The published figures of an area as files: `history.csv` and charts.

mod charts;
mod csv;
#[cfg(test)]
mod tests;

pub use charts::{Picture, pictures};
pub use csv::history_csv;

use super::chart::{Size, history_to_svg};
use super::manifest::{self, Fingerprint, MANIFEST};
use super::{ExportError, NewFolder, put_picture};
use crate::profile::Profile;

/// Name of the file with the figures.
pub const HISTORY: &str = "history.csv";

/// Writes the published figures of an area and completes their folder; gives
/// back the names of the files. `stopped` is asked between files.
///
/// # Errors
///
/// If a file cannot be written, a chart not be drawn, or the user stops it.
/// Nothing is then left behind.
pub fn write_history(
    profile: &Profile<'_>,
    folder: NewFolder,
    stopped: &dyn Fn() -> bool,
) -> Result<Vec<String>, ExportError> {
    let mut fingerprints = Vec::new();
    let mut names = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        if stopped() {
            return Err(ExportError::Stopped);
        }
        fingerprints.push(Fingerprint::of(name, bytes));
        names.push(name.to_owned());
        folder.write(name, bytes).map_err(ExportError::Folder)
    };
    put(HISTORY, history_csv(profile).as_bytes())?;
    for picture in pictures(profile) {
        put_picture(&mut put, picture.name, Size::Page, history_to_svg(&picture.chart))?;
    }
    if stopped() {
        return Err(ExportError::Stopped);
    }
    folder.write(MANIFEST, manifest::history_to_json(profile, &fingerprints).as_bytes())?;
    folder.complete()?;
    Ok(names)
}
