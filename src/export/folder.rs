//! The folder of a run: it stands there whole, or not at all.
//!
//! Files are written into a hidden folder beside the wanted one, forced to
//! disk, and only then does the hidden folder take the wanted name. A crash
//! or a full disk thus leaves no folder that looks finished, and a run that is
//! to be replaced stays as it was until the new one is complete. This is the
//! only code that writes files.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::existing::{Existing, look_at};
use super::folder_error::{FolderError, failed};

/// Told apart from other folders of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder in the making. Dropped before it is complete, it is removed.
#[derive(Debug)]
pub struct NewFolder {
    /// As the user wrote it, for messages.
    shown: PathBuf,
    /// Where it will stand, without symbolic links.
    target: PathBuf,
    /// Where its files are until then.
    partial: PathBuf,
    /// Where a replaced run is while the new one takes its place.
    replaced: PathBuf,
    /// Folders above it that were made for it, deepest first.
    made_for_it: Vec<PathBuf>,
    overwrite: bool,
    is_complete: bool,
}

impl NewFolder {
    /// Begins a folder that will stand at `target`. Fails at once, before any
    /// work is done, if it could not stand there.
    ///
    /// # Errors
    ///
    /// If something is there that may not be replaced, or if the disk says no.
    pub fn begin(target: &Path, overwrite: bool) -> Result<Self, FolderError> {
        let (parent, name, made_for_it) = parent_and_name(target)?;
        let mut folder = Self {
            shown: target.to_owned(),
            target: parent.join(name),
            partial: PathBuf::new(),
            replaced: PathBuf::new(),
            made_for_it,
            overwrite,
            is_complete: false,
        };
        folder.check_target()?;
        (folder.partial, folder.replaced) =
            make_partial(&parent).map_err(failed("make a folder beside", target))?;
        Ok(folder)
    }

    /// Writes a file; `name` may have folders, parted by `/`.
    ///
    /// # Errors
    ///
    /// If the disk is full or says no.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.partial.join(name);
        write_to_disk(&path, bytes).map_err(failed("write", &self.shown.join(name)))
    }

    /// Gives the folder its name; the run that it replaces, if any, is removed.
    ///
    /// # Errors
    ///
    /// If something was put there in the meantime, or if the disk says no. A
    /// run that was to be replaced is then still there.
    pub fn complete(mut self) -> Result<(), FolderError> {
        sync_folders(&self.partial).map_err(failed("write", &self.shown))?;
        let existing = self.check_target()?;
        let parent = self.target.parent().unwrap_or(Path::new("/"));
        match existing {
            Existing::Nothing => fs::rename(&self.partial, &self.target),
            Existing::Empty => {
                fs::remove_dir(&self.target).and_then(|()| fs::rename(&self.partial, &self.target))
            }
            Existing::Run => self.replace(),
        }
        .and_then(|()| sync_folder(parent))
        .map_err(failed("put in place", &self.shown))?;
        self.is_complete = true;
        match existing {
            Existing::Nothing | Existing::Empty => Ok(()),
            Existing::Run => fs::remove_dir_all(&self.replaced)
                .map_err(failed("remove the replaced run in", &self.replaced)),
        }
    }

    fn check_target(&self) -> Result<Existing, FolderError> {
        let existing = look_at(&self.target, &self.shown)?;
        match existing {
            Existing::Run if !self.overwrite => Err(FolderError::HoldsRun(self.shown.clone())),
            Existing::Nothing | Existing::Empty | Existing::Run => Ok(existing),
        }
    }

    fn replace(&self) -> io::Result<()> {
        fs::rename(&self.target, &self.replaced)?;
        fs::rename(&self.partial, &self.target).inspect_err(|_| {
            // The old run goes back to its place. If that fails too, the
            // error below tells of the folder.
            let _ = fs::rename(&self.replaced, &self.target);
        })
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if self.is_complete {
            return;
        }
        // Best effort: there is nobody left to tell, and what remains is
        // hidden and has no manifest.
        if !self.partial.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.partial);
        }
        for folder in &self.made_for_it {
            // Fails if another run has put something there.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folder above, made if need be; the name in it; and what was made.
fn parent_and_name(target: &Path) -> Result<(PathBuf, PathBuf, Vec<PathBuf>), FolderError> {
    let nameless = || FolderError::Nameless(target.to_owned());
    if target.symlink_metadata().is_ok() {
        let real = fs::canonicalize(target).map_err(failed("find", target))?;
        let name = real.file_name().ok_or_else(nameless)?;
        let parent = real.parent().ok_or_else(nameless)?;
        return Ok((parent.to_owned(), name.into(), Vec::new()));
    }
    let name = target.file_name().ok_or_else(nameless)?;
    let parent = match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let missing: Vec<PathBuf> = parent
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .filter(|folder| folder.components().next_back() != Some(Component::ParentDir))
        .map(Path::to_owned)
        .collect();
    fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
    let real = fs::canonicalize(parent).map_err(failed("find", parent))?;
    Ok((real, name.into(), missing))
}

/// Makes a hidden folder that nobody else has, and a name for a replaced run.
fn make_partial(parent: &Path) -> io::Result<(PathBuf, PathBuf)> {
    loop {
        let stem = format!(
            ".staffcast-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let partial = parent.join(format!("{stem}.partial"));
        let replaced = parent.join(format!("{stem}.replaced"));
        match fs::create_dir(&partial) {
            Ok(()) if replaced.symlink_metadata().is_err() => return Ok((partial, replaced)),
            Ok(()) => fs::remove_dir(&partial)?,
            // Left by a crash, or made by a process of the same number on
            // another machine.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn write_to_disk(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Forces the entries of a folder and of those in it to disk.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot, and do without.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on unix")]
fn sync_folder(_: &Path) -> io::Result<()> {
    // Folders cannot be opened as files here.
    Ok(())
}
