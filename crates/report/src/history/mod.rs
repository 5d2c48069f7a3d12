//! The published figures of an area as files: `history.csv` and charts.

mod charts;
mod csv;
#[cfg(test)]
mod tests;

pub use charts::{HistoryPicture, pictures};
pub use csv::history_csv;

use super::files::Files;
use super::{ExportError, manifest};
use chart::{Size, history_to_svg};
use evidence::profile::Profile;
use model::document::WriteFiles;

/// Name of the file with the figures.
pub const HISTORY: &str = "history.csv";

/// Writes the published figures of an area; gives back the names of the files. `stopped` is asked between
/// files.
///
/// # Errors
///
/// If a file cannot be written, a chart not be drawn, or the user stops it.
pub fn write_history(
    profile: &Profile<'_>,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<Vec<String>, ExportError> {
    let mut files = Files::new(folder, stopped);
    files.put(HISTORY, history_csv(profile))?;
    let mut names = vec![HISTORY.to_owned()];
    for picture in pictures(profile) {
        files.put_chart(picture.name, Size::Page, history_to_svg(&picture.chart))?;
        names.extend(["svg", "png"].map(|form| format!("charts/{}.{form}", picture.name)));
    }
    files.finish(|fingerprints| manifest::history_to_json(profile, fingerprints))?;
    Ok(names)
}
