//! Why finished results could not be read.

use std::path::PathBuf;
use std::{error, fmt, io};

use crate::MANIFEST;

/// The commands of whose results reports are made.
const WRITTEN_BY: &str = "`staffcast run`, `compare`, `goal`, `plan`, `sensitivity` or `backtest`";

/// Why finished results could not be read.
#[derive(Debug)]
pub enum FinishedError {
    /// The folder is not there.
    NoFolder(PathBuf),
    /// The folder holds neither a finished run nor a study or a back-test.
    NoRun(PathBuf),
    /// It was made by another version of the program.
    OtherVersion {
        /// The folder.
        folder: PathBuf,
        /// The version.
        version: String,
    },
    /// A file is not as it was written.
    Changed(PathBuf),
    /// A file is missing, or the disk says no.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

impl fmt::Display for FinishedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(folder) => write!(
                f,
                "there is no folder {}: name the folder that {WRITTEN_BY} has written",
                folder.display()
            ),
            Self::NoRun(folder) => write!(
                f,
                "{} holds no finished results: name the folder that {WRITTEN_BY} has written, the one with {MANIFEST} in it",
                folder.display()
            ),
            Self::OtherVersion { folder, version } => write!(
                f,
                "what is in {} was made by Staffcast {version}, and this is {}: make it again with this version, or the \
                 report with that one",
                folder.display(),
                env!("CARGO_PKG_VERSION")
            ),
            Self::Changed(path) => write!(
                f,
                "{} is not as it was written, so a report could not be traced to what was worked out: put the file back, or \
                 run the command again",
                path.display()
            ),
            Self::Unreadable { path, cause } => {
                write!(f, "could not read {}: {cause}", path.display())?;
                if cause.kind() == io::ErrorKind::NotFound {
                    f.write_str("; put the file back, or run the command again")?;
                }
                Ok(())
            }
        }
    }
}

impl error::Error for FinishedError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } => Some(cause),
            Self::NoFolder(_) | Self::NoRun(_) | Self::OtherVersion { .. } | Self::Changed(_) => None,
        }
    }
}
