//! Hidden places beside what is written: of a process while it lives, and cleared after it if it was killed.
//!
//! A claim is a lock on the file `.staffcast-MACHINE-PROCESS-NUMBER.lock`, which ends with its process however that
//! ends. Beside it `.partial` is what is being written, or what has given way to it; where a system cannot exchange two
//! names in one step, `.replaced` holds what has to give way, under its own name, for the moment between two steps. Who
//! begins to write in a folder settles there the claims that nobody holds any more. Claims of other machines are left
//! alone, even if they seem free: not every shared disk passes locks on.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError as Taken};
use std::thread::sleep;
use std::time::Duration;
use std::{io, mem};

/// Told apart from other claims of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The claims of this process. Held while something changes on the disk.
static CLAIMS: Mutex<Vec<Stem>> = Mutex::new(Vec::new());

/// How often, and after what time, a process that ends asks whether a change on the disk is done.
const PATIENCE: (u32, Duration) = (100, Duration::from_millis(10));

/// What the names of the files of a claim begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem(PathBuf);

/// A place beside what is to be written. Given up, all that is in it is removed, and what stood aside goes back.
#[derive(Debug)]
pub(super) struct Claim {
    stem: Stem,
    /// The lock lasts as long as this.
    _lock: File,
}

impl Claim {
    /// A new claim in a folder, in which those of dead processes are settled first.
    pub(super) fn within(folder: &Path) -> io::Result<Self> {
        settle_the_dead(folder);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let stem = Stem(folder.join(format!("{}{}-{number}", beginning(), std::process::id())));
            let path = stem.file("lock");
            let lock = match File::options().write(true).create_new(true).open(&path) {
                Ok(lock) => lock,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            match lock.try_lock() {
                // Somebody took it for that of a dead process before it was locked.
                Err(TryLockError::WouldBlock) => continue,
                Ok(()) if !is_still(&lock, &path) => continue,
                // Where there are no locks, nobody else can have one either, and nothing is settled.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            undisturbed().push(stem.clone());
            return Ok(Self { stem, _lock: lock });
        }
    }

    /// Where it is written.
    pub(super) fn partial(&self) -> PathBuf {
        self.stem.file("partial")
    }

    /// Where a folder of this name stands aside, for a moment.
    pub(super) fn aside(&self, name: &Path) -> PathBuf {
        self.stem.file("replaced").join(name)
    }

    /// Gives it up.
    pub(super) fn settle(&self) -> io::Result<()> {
        let mut claims = undisturbed();
        claims.retain(|stem| *stem != self.stem);
        self.stem.settle()
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // Best effort: what remains is hidden, and settled by the next who writes here.
        let _ = self.settle();
    }
}

impl Stem {
    fn file(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(&self.0);
        name.push(format!(".{ending}"));
        name.into()
    }

    /// Puts back what stands aside for what never took its place, and removes the rest.
    fn settle(&self) -> io::Result<()> {
        let [partial, replaced, lock] = ["partial", "replaced", "lock"].map(|ending| self.file(ending));
        if is_there(&partial) {
            for old in fs::read_dir(&replaced).into_iter().flatten() {
                let old = old?;
                let place = self.0.with_file_name(old.file_name());
                if is_there(&place) {
                    // Somebody else put something there: left until it is moved away.
                    return Ok(());
                }
                fs::rename(old.path(), place)?;
            }
        }
        // The lock last: without it nobody would ask.
        [partial, replaced, lock].iter().try_for_each(|path| remove(path))
    }
}

/// While this is held, no other thread changes anything on the disk, and the process does not end by [`give_up`].
pub(super) fn undisturbed() -> MutexGuard<'static, Vec<Stem>> {
    CLAIMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Settles all claims of a process that is about to end, as well as it can within a second. Nothing is written after it.
pub fn give_up() {
    for _ in 0..PATIENCE.0 {
        let claims = match CLAIMS.try_lock() {
            Ok(claims) => claims,
            Err(Taken::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(Taken::WouldBlock) => {
                sleep(PATIENCE.1);
                continue;
            }
        };
        for stem in &*claims {
            // What remains is settled by the next who writes there.
            let _ = stem.settle();
        }
        mem::forget(claims);
        return;
    }
}

/// What a killed process had moved aside is at its path again, if it is there at all.
pub fn put_back(path: &Path) {
    settle_the_dead(path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")));
}

/// Settles the claims in a folder that processes of this machine made and that nobody holds. Best effort: who begins to
/// write there is told of what is wrong with the folder by what fails then.
pub(super) fn settle_the_dead(folder: &Path) {
    let (beginning, own) = (beginning(), undisturbed());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".lock")) else { continue };
        let is_digit = |sign: char| sign.is_ascii_digit() || sign == '-';
        let is_a_claim = stem.strip_prefix(&beginning).is_some_and(|rest| rest.chars().all(is_digit));
        let (stem, path) = (Stem(folder.join(stem)), entry.path());
        if !is_a_claim || own.contains(&stem) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(lock) = File::options().write(true).open(&path) else { continue };
        if lock.try_lock().is_ok() && is_still(&lock, &path) {
            let _ = stem.settle();
        }
    }
}

/// What the names of all claims of this machine begin with.
fn beginning() -> String {
    let plain = |sign: &char| sign.is_ascii_alphanumeric() || *sign == '-';
    format!(".staffcast-{}-", machine().chars().filter(plain).collect::<String>())
}

#[cfg(unix)]
fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// Whether a file still stands at its path: not if somebody removed it, or another process of the same number made one.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    let (open, there) = (file.metadata().map(place), fs::symlink_metadata(path).map(place));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    is_there(path)
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Removes a file or a folder, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::names;

    /// What a process leaves that was killed: of this machine if `beginning` is its own.
    fn left(home: &Path, beginning: &str, files: &[&str]) {
        for file in files {
            let path = home.join(format!("{beginning}4194305-0{file}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
    }

    #[test]
    fn what_a_killed_process_left_is_cleared_by_the_next() {
        let home = tempfile::tempdir().unwrap();
        left(home.path(), &beginning(), &[".lock", ".partial/charts/a.svg"]);
        let claim = Claim::within(home.path()).unwrap();
        assert_eq!(names(home.path()), [claim.stem.file("lock").file_name().unwrap().to_str().unwrap()]);
        drop(claim);
        assert_eq!(names(home.path()), [""; 0]);
    }

    #[test]
    fn what_was_killed_between_two_steps_is_as_it_was_before_or_after_them() {
        for (has_new, stands, wanted) in [
            // Moved aside, and nothing in its place.
            (true, false, Some(".replaced/kent")),
            // The new one is in its place.
            (false, true, Some("new")),
        ] {
            let home = tempfile::tempdir().unwrap();
            left(home.path(), &beginning(), &[".lock", ".replaced/kent"]);
            if has_new {
                left(home.path(), &beginning(), &[".partial/a.svg"]);
            }
            if stands {
                fs::write(home.path().join("kent"), "new").unwrap();
            }
            settle_the_dead(home.path());
            assert_eq!(fs::read_to_string(home.path().join("kent")).ok().as_deref(), wanted);
            assert_eq!(names(home.path()), ["kent"]);
        }
    }

    #[test]
    fn what_others_write_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        // By another process, which lives; this one has it open a second time, as another would.
        let claim = Claim::within(home.path()).unwrap();
        undisturbed().retain(|stem| *stem != claim.stem);
        fs::create_dir(claim.partial()).unwrap();
        // On another machine, by an older version, and by something else.
        left(home.path(), ".staffcast-elsewhere-", &[".lock", ".partial"]);
        left(home.path(), ".staffcast-", &[".partial"]);
        left(home.path(), &format!("{}mine", beginning()), &[".lock", ".partial"]);
        // Something else took the place of what stands aside.
        left(home.path(), &format!("{}7", beginning()), &[".lock", ".replaced/kent", ".partial"]);
        fs::write(home.path().join("kent"), "mine").unwrap();
        let before = names(home.path());
        settle_the_dead(home.path());
        assert_eq!(names(home.path()), before);
        assert_eq!(fs::read_to_string(home.path().join("kent")).unwrap(), "mine");
    }
}
