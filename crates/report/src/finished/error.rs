//! Why a finished run could not be read.

use std::path::PathBuf;
use std::{error, fmt, io};

use crate::{MANIFEST, SCENARIO};

/// Why a finished run could not be read.
#[derive(Debug)]
pub enum FinishedError {
    /// The folder is not there.
    NoFolder(PathBuf),
    /// The folder holds no finished run.
    NoRun(PathBuf),
    /// The run was made by another version of the program.
    OtherVersion {
        /// The folder.
        folder: PathBuf,
        /// The version.
        version: String,
    },
    /// A file is not as the run left it.
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
                "there is no folder {}: name the folder that `staffcast run` or `staffcast compare` has written",
                folder.display()
            ),
            Self::NoRun(folder) => write!(
                f,
                "{} holds no finished run: name the folder that `staffcast run` or `staffcast compare` has written, \
                 the one with {MANIFEST} in it",
                folder.display()
            ),
            Self::OtherVersion { folder, version } => write!(
                f,
                "the run in {} was made by Staffcast {version}, and this is {}: run {} again with this version, or \
                 make the report with that one",
                folder.display(),
                env!("CARGO_PKG_VERSION"),
                folder.join(SCENARIO).display()
            ),
            Self::Changed(path) => write!(
                f,
                "{} is not as the run left it, so a report could not be traced to the run: put the file back, or run \
                 the scenario again",
                path.display()
            ),
            Self::Unreadable { path, cause } => {
                write!(f, "could not read {}: {cause}", path.display())?;
                if cause.kind() == io::ErrorKind::NotFound {
                    f.write_str("; put the file back, or run the scenario again")?;
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
