//! A single file: it stands there whole, or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{error, fmt};

use super::claim::{Claim, undisturbed};

/// Why a file could not be written.
#[derive(Debug)]
pub enum FileError {
    /// A file is there, and it is not to be replaced.
    Exists(PathBuf),
    /// The path names no file that could be written.
    Nameless(PathBuf),
    /// The disk said no.
    Disk(PathBuf, io::Error),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(
                f,
                "{} is there already: add --overwrite to replace it, or choose another file with --out",
                path.display()
            ),
            Self::Nameless(path) => {
                write!(f, "{} names no file that could be written: choose another with --out", path.display())
            }
            Self::Disk(path, cause) => write!(f, "could not write {}: {cause}", path.display()),
        }
    }
}

impl error::Error for FileError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Disk(_, cause) => Some(cause),
            Self::Exists(_) | Self::Nameless(_) => None,
        }
    }
}

/// Writes a file beside the wanted place and then moves it there, so that a
/// crash or a full disk leaves what was there before. A file that is there is
/// replaced only if that is wanted.
///
/// # Errors
///
/// If a file is there and not to be replaced, or if the disk says no.
pub fn write_file(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), FileError> {
    if path.file_name().is_none() || path.is_dir() {
        return Err(FileError::Nameless(path.to_owned()));
    }
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(FileError::Exists(path.to_owned()));
    }
    let failed = |cause| FileError::Disk(path.to_owned(), cause);
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let claim = Claim::within(folder).map_err(failed)?;
    let _undisturbed = undisturbed();
    write_to_disk(&claim.partial(), bytes).and_then(|()| fs::rename(claim.partial(), path)).map_err(failed)
}

fn write_to_disk(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_if_that_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        write_file(&path, b"one", false).unwrap();
        assert!(matches!(write_file(&path, b"two", false), Err(FileError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(matches!(write_file(folder.path(), b"", true), Err(FileError::Nameless(_))));
        assert!(matches!(write_file(&folder.path().join("no/a.toml"), b"", false), Err(FileError::Disk(..))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
