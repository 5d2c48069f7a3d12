//! What stands where a run is to be written, and whether it may be replaced.

use std::path::Path;
use std::{fs, io};

use super::folder_error::{FolderError, failed};
use super::read::Disk;
use model::document::ReadFiles as _;
use report::manifest::{LARGEST_MANIFEST, MANIFEST, files_of};

/// What may give way to a new run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// Nothing is there.
    Nothing,
    /// An empty folder.
    Empty,
    /// A finished run and nothing else.
    Run,
}

/// What file managers leave in folders.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// What is at `target`, which messages call `shown`.
///
/// # Errors
///
/// If what is there may never be replaced: only files that the manifest of a
/// run names may, and only as they were written.
pub(super) fn inspect(target: &Path, shown: &Path) -> Result<Existing, FolderError> {
    loop {
        let manifest = manifest(target);
        let found = inspect_with(manifest.as_deref(), target, shown);
        // Another process may have put another run there in the meantime, of which these are no faults.
        if found.is_ok() || self::manifest(target) == manifest {
            return found;
        }
    }
}

fn inspect_with(manifest: Option<&str>, target: &Path, shown: &Path) -> Result<Existing, FolderError> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Existing::Nothing),
        Err(error) => return Err(failed("look at", shown)(error)),
        Ok(found) if !found.is_dir() => return Err(FolderError::IsFile(shown.to_owned())),
        Ok(_) => {}
    }
    let mut files = Vec::new();
    let mut has_folders = false;
    list(target, "", &mut files, &mut has_folders).map_err(failed("look into", shown))?;
    if files.is_empty() && !has_folders {
        return Ok(Existing::Empty);
    }
    let Some(own) = manifest.and_then(files_of) else {
        return Err(FolderError::HoldsOtherThings(shown.to_owned()));
    };
    let listed = |file: &str| own.iter().find(|own| own.name == file);
    let is_own = |file: &String| file == MANIFEST || listed(file).is_some();
    let is_litter = |file: &String| file.rsplit('/').next().is_some_and(|name| LITTER.contains(&name));
    files.sort();
    if let Some(file) = files.iter().find(|file| !is_own(file) && !is_litter(file)) {
        return Err(FolderError::HoldsMore { folder: shown.to_owned(), file: file.clone() });
    }
    for file in files {
        let Some(listed) = listed(&file) else { continue };
        let is_changed = match Disk.bytes(&target.join(&file), listed.most_bytes()) {
            Ok(bytes) => listed.differs_from(&bytes),
            // A pipe, a device or the like has taken its place.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => true,
            Err(error) => return Err(failed("look into", &shown.join(&file))(error)),
        };
        if is_changed {
            return Err(FolderError::HoldsChanges { folder: shown.to_owned(), file });
        }
    }
    Ok(Existing::Run)
}

/// The text of the manifest of a run, if there is one.
fn manifest(folder: &Path) -> Option<String> {
    String::from_utf8(Disk.bytes(&folder.join(MANIFEST), LARGEST_MANIFEST).ok()?).ok()
}

/// Lists files by their path in the folder, parted by `/`; links are not followed.
fn list(folder: &Path, path: &str, files: &mut Vec<String>, has_folders: &mut bool) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            *has_folders = true;
            list(&entry.path(), &format!("{name}/"), files, has_folders)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}
