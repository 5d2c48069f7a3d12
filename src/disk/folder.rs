//! The folder of a run: it stands there whole, or not at all.
//!
//! Files are written into a hidden folder beside the wanted one, forced to
//! disk, and only then does the hidden folder take the wanted name: in one step with the run that it
//! replaces, where the system can exchange two names. A crash or a full disk thus leaves no folder that looks
//! finished, and a run that is to be replaced stays as it was until the new one is complete.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::claim::{Claim, settle_the_dead, undisturbed};
use super::folder_error::{FolderError, failed};
use super::overwrite::{Existing, inspect};
use model::document::WriteFiles;

/// How often it is tried to put a folder in a place in which others put theirs.
const ATTEMPTS: u32 = 100;

/// A folder in the making. Dropped before it is complete, it is removed.
#[derive(Debug)]
pub struct NewFolder {
    /// As the user wrote it, for messages.
    shown: PathBuf,
    /// Where it will stand, without symbolic links.
    target: PathBuf,
    /// Where its files are until then, and a replaced run for a moment after it.
    claim: Option<Claim>,
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
            claim: None,
            made_for_it,
            overwrite,
            is_complete: false,
        };
        // A run that a killed process has moved aside is there again.
        settle_the_dead(&parent);
        folder.check_target()?;
        let claim = Claim::within(&parent).map_err(failed("make a folder beside", target))?;
        fs::create_dir(claim.partial()).map_err(failed("make a folder beside", target))?;
        folder.claim = Some(claim);
        Ok(folder)
    }

    /// Where the folder will stand, without symbolic links.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Writes a file; `name` may have folders, parted by `/`.
    ///
    /// # Errors
    ///
    /// If the disk is full or says no.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.claim().partial().join(name);
        let _undisturbed = undisturbed();
        write_to_disk(&path, bytes).map_err(failed("write", &self.shown.join(name)))
    }

    /// Gives the folder its name; the run that it replaces, if any, is removed.
    ///
    /// # Errors
    ///
    /// If something was put there in the meantime, or if the disk says no. A
    /// run that was to be replaced is then still there. Or if the folder has its name, and the disk says no afterwards.
    pub fn complete(mut self) -> Result<(), FolderError> {
        let undisturbed = undisturbed();
        sync_folders(&self.claim().partial()).map_err(failed("write", &self.shown))?;
        let (mut existing, mut attempts) = (self.check_target()?, 1..ATTEMPTS);
        while let Err(error) = self.put_in_place(existing) {
            // Another process may have been quicker, or be between two steps: its run is replaced then, or not.
            let now = self.check_target()?;
            let is_another = now != existing || error.kind() == io::ErrorKind::NotFound;
            if !is_another || attempts.next().is_none() {
                return Err(failed("put in place", &self.shown)(error));
            }
            existing = now;
        }
        self.is_complete = true;
        let forced = sync_folder(self.target.parent().unwrap_or(Path::new("/")));
        drop(undisturbed);
        let settled = self.claim().settle();
        forced.map_err(|cause| FolderError::NotForced { folder: self.shown.clone(), cause })?;
        settled.map_err(|cause| FolderError::NotRemoved {
            folder: self.shown.clone(),
            older: self.claim().partial(),
            cause,
        })
    }

    fn claim(&self) -> &Claim {
        self.claim.as_ref().expect("`begin` claims a place")
    }

    fn check_target(&self) -> Result<Existing, FolderError> {
        let existing = inspect(&self.target, &self.shown)?;
        match existing {
            Existing::Run if !self.overwrite => Err(FolderError::HoldsRun(self.shown.clone())),
            Existing::Nothing | Existing::Empty | Existing::Run => Ok(existing),
        }
    }

    fn put_in_place(&self, existing: Existing) -> io::Result<()> {
        let (partial, target) = (self.claim().partial(), &self.target);
        match existing {
            Existing::Nothing => fs::rename(partial, target),
            Existing::Empty => fs::remove_dir(target).and_then(|()| fs::rename(partial, target)),
            Existing::Run => exchange(&partial, target).or_else(|_| self.replace()),
        }
    }

    /// In two steps. The older run goes back to its place with the claim, if the second fails or never comes.
    fn replace(&self) -> io::Result<()> {
        let aside = self.claim().aside(self.target.file_name().map_or(Path::new(""), Path::new));
        fs::create_dir_all(aside.parent().unwrap_or(&aside))?;
        fs::rename(&self.target, &aside)?;
        fs::rename(self.claim().partial(), &self.target)
    }
}

/// Gives two folders each other's name in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

impl WriteFiles for NewFolder {
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(name, bytes).map_err(io::Error::other)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // First, since it is within them.
        self.claim = None;
        if self.is_complete {
            return;
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
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::names;
    use report::manifest::MANIFEST;

    /// Writes a run of one file, which holds `content`.
    fn write_run(target: &Path, content: &str, overwrite: bool) -> Result<(), FolderError> {
        let folder = NewFolder::begin(target, overwrite)?;
        folder.put("charts/a.svg", content.as_bytes())?;
        let manifest = r#"{"program": "staffcast", "files": {"charts/a.svg": {}}}"#;
        folder.put(MANIFEST, manifest.as_bytes())?;
        folder.complete()
    }

    #[test]
    fn a_folder_appears_when_it_is_complete_and_not_before() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("deep/down/kent");
        let folder = NewFolder::begin(&target, false).unwrap();
        folder.put("charts/a.svg", b"text").unwrap();
        assert!(!target.exists());
        folder.complete().unwrap();
        assert_eq!(fs::read(target.join("charts/a.svg")).unwrap(), b"text");
        assert_eq!(names(&home.path().join("deep/down")), ["kent"]);
    }

    #[test]
    fn nothing_is_left_of_a_folder_that_was_given_up() {
        let home = tempfile::tempdir().unwrap();
        let folder = NewFolder::begin(&home.path().join("deep/down/kent"), false).unwrap();
        folder.put("charts/a.svg", b"text").unwrap();
        drop(folder);
        assert_eq!(names(home.path()), [""; 0]);
    }

    #[test]
    fn a_run_is_replaced_only_if_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("kent");
        write_run(&target, "old", false).unwrap();
        let error = write_run(&target, "new", false).unwrap_err();
        assert!(matches!(error, FolderError::HoldsRun(_)), "{error}");
        fs::write(target.join(".DS_Store"), "from a file manager").unwrap();
        write_run(&target, "new", true).unwrap();
        assert_eq!(fs::read(target.join("charts/a.svg")).unwrap(), b"new");
        assert_eq!(names(home.path()), ["kent"]);
    }

    #[test]
    fn a_run_goes_back_to_its_place_if_the_new_one_cannot_take_it() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("kent");
        write_run(&target, "old", false).unwrap();
        let folder = NewFolder::begin(&target, true).unwrap();
        let new = folder.claim().partial();
        // So that the second step fails, and the older run has to go back.
        fs::rename(&new, home.path().join("new")).unwrap();
        folder.replace().unwrap_err();
        fs::rename(home.path().join("new"), &new).unwrap();
        assert!(!target.exists());
        drop(folder);
        assert_eq!(fs::read(target.join("charts/a.svg")).unwrap(), b"old");
        assert_eq!(names(home.path()), ["kent"]);
    }

    #[test]
    fn what_others_wrote_is_never_replaced() {
        let home = tempfile::tempdir().unwrap();
        let kent = home.path().join("kent");
        write_run(&kent, "old", false).unwrap();
        fs::write(kent.join("charts/notes.txt"), "mine").unwrap();
        let pictures = home.path().join("pictures");
        fs::create_dir_all(pictures.join("holidays")).unwrap();
        let file = home.path().join("file");
        fs::write(&file, "mine").unwrap();
        for (target, message) in [
            (&kent, "holds results, but also charts/notes.txt"),
            (&pictures, "is not empty and holds no results of Staffcast"),
            (&file, "is a file, not a folder"),
        ] {
            let error = write_run(target, "new", true).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{} {message}", target.display())), "{error}");
        }
        assert_eq!(names(home.path()), ["file", "kent", "pictures"]);
        assert_eq!(fs::read(kent.join("charts/a.svg")).unwrap(), b"old");
    }

    #[test]
    fn what_somebody_changed_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let folder = NewFolder::begin(&home.path().join("kent"), false).unwrap();
        folder.put("report.docx", b"abc").unwrap();
        // The fingerprint of "abc".
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let manifest =
            format!(r#"{{"program": "staffcast", "files": {{"report.docx": {{"sha256": "{sha256}"}}}}}}"#);
        folder.put(MANIFEST, manifest.as_bytes()).unwrap();
        folder.complete().unwrap();
        let target = home.path().join("kent");
        drop(NewFolder::begin(&target, true).unwrap());
        fs::write(target.join("report.docx"), "abd").unwrap();
        let error = NewFolder::begin(&target, true).unwrap_err().to_string();
        assert!(error.contains("report.docx was changed after it was written"), "{error}");
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let home = tempfile::tempdir().unwrap();
        write_run(home.path(), "new", false).unwrap();
        assert_eq!(names(home.path()), ["charts", MANIFEST]);
    }

    #[test]
    fn what_comes_in_the_meantime_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("kent");
        let folder = NewFolder::begin(&target, false).unwrap();
        folder.put("a.csv", b"new").unwrap();
        write_run(&target, "other", false).unwrap();
        let error = folder.complete().unwrap_err();
        assert!(matches!(error, FolderError::HoldsRun(_)), "{error}");
        assert_eq!(fs::read(target.join("charts/a.svg")).unwrap(), b"other");
        assert_eq!(names(home.path()), ["kent"]);
    }

    #[test]
    fn a_path_without_a_name_is_refused() {
        for target in ["/", "nowhere/.."] {
            let error = NewFolder::begin(Path::new(target), true).unwrap_err();
            assert!(error.to_string().starts_with(target), "{error}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_with_the_path_and_leaves_the_old_run() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("kent");
        write_run(&target, "old", false).unwrap();
        let folder = NewFolder::begin(&target, true).unwrap();
        // All that is written to this device meets a full disk.
        std::os::unix::fs::symlink("/dev/full", folder.claim().partial().join("monthly.csv")).unwrap();
        let error = folder.put("monthly.csv", b"text").unwrap_err().to_string();
        let path = target.join("monthly.csv");
        assert!(error.starts_with(&format!("could not write {}: No space", path.display())), "{error}");
        drop(folder);
        assert_eq!(names(home.path()), ["kent"]);
        assert_eq!(fs::read(target.join("charts/a.svg")).unwrap(), b"old");
    }
}
