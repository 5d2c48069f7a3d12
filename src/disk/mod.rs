//! The disk: the one place that reads and writes files. All else takes texts
//! and gives bytes ([`ReadFiles`], [`WriteFiles`](model::document::WriteFiles)).

mod file;
mod folder_error;
mod overwrite;
mod folder;
mod journal;

pub use file::{FileError, write_file};
pub use folder::NewFolder;
pub use folder_error::FolderError;
pub use journal::{Journal, JournalError};

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use model::document::ReadFiles;

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl ReadFiles for Disk {
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        // Said first, because opening a folder fails differently on each system.
        if fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn is_there(&self, path: &Path) -> bool {
        path.exists()
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // The order of a folder is not fixed.
        names.sort();
        names
    }

    fn identity(&self, path: &Path) -> PathBuf {
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }
}
