//! Why the folder of results could not be made.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// Why the folder of a run could not be made. Every message names the path
/// and the cause.
#[derive(Debug)]
pub enum FolderError {
    /// Results are there, and they are not to be replaced.
    HoldsRun(PathBuf),
    /// Something is there that Staffcast did not write.
    HoldsOtherThings(PathBuf),
    /// Results are there, and beside them files that Staffcast did not write.
    HoldsMore {
        /// The folder.
        folder: PathBuf,
        /// One of the files.
        file: String,
    },
    /// Results are there, and somebody has changed one of the files.
    HoldsChanges {
        /// The folder.
        folder: PathBuf,
        /// One of the files.
        file: String,
    },
    /// A file is there.
    IsFile(PathBuf),
    /// The path ends in nothing that could be the name of a folder.
    Nameless(PathBuf),
    /// The folder stands in its place, but may not outlast a power cut.
    NotForced {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The folder stands in its place, but what it replaced could not be removed.
    NotRemoved {
        /// The folder.
        folder: PathBuf,
        /// Where what it replaced is now.
        older: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The disk said no.
    Disk {
        /// What was tried: "write".
        attempt: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Turns what the system said into an error, for `map_err`.
pub(super) fn failed(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |cause| FolderError::Disk { attempt, path, cause }
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HoldsRun(folder) => write!(
                f,
                "{} already holds results: add --overwrite to replace them, or choose another folder with --out",
                folder.display()
            ),
            Self::HoldsOtherThings(folder) => write!(
                f,
                "{} is not empty and holds no results of Staffcast, so nothing in it is replaced: choose another folder \
                 with --out",
                folder.display()
            ),
            Self::HoldsMore { folder, file } => write!(
                f,
                "{} holds results, but also {file}, which Staffcast did not write and which would be lost: move it \
                 away, or choose another folder with --out",
                folder.display()
            ),
            Self::HoldsChanges { folder, file } => write!(
                f,
                "{} holds results, but {file} was changed after it was written, and the changes would be lost: keep a copy \
                 elsewhere and delete it, or choose another folder with --out",
                folder.display()
            ),
            Self::IsFile(path) => {
                write!(f, "{} is a file, not a folder: choose another name with --out", path.display())
            }
            Self::Nameless(path) => {
                write!(f, "{} names no folder that could be made: choose another with --out", path.display())
            }
            Self::NotForced { folder, cause } => write!(
                f,
                "{} is whole and in its place, but it could not be made sure that it outlasts a power cut ({cause}): run the \
                 command again, or keep a copy on another disk",
                folder.display()
            ),
            Self::NotRemoved { folder, older, cause } => write!(
                f,
                "{} is whole and in its place, but the results that it replaces could not be removed ({cause}): delete {}",
                folder.display(),
                older.display()
            ),
            Self::Disk { attempt, path, cause } => {
                write!(f, "could not {attempt} {}: {cause}", path.display())?;
                match cause.kind() {
                    io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
                        f.write_str("; if it is a mounted disk, choose a folder inside it with --out")
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

impl error::Error for FolderError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } | Self::NotForced { cause, .. } | Self::NotRemoved { cause, .. } => {
                Some(cause)
            }
            Self::HoldsRun(_)
            | Self::HoldsOtherThings(_)
            | Self::HoldsMore { .. }
            | Self::HoldsChanges { .. }
            | Self::IsFile(_)
            | Self::Nameless(_) => None,
        }
    }
}
