//! What is done of a back-test that takes minutes, so that it can be stopped
//! and gone on with: a text file beside the folder of the results.
//!
//! After a first line that names the file, each task is a block: its key, a line
//! for each forecast, and an end with the fingerprint of the block. A block that a crash
//! left half-written, or that was tampered with, does not have the right end, and its task is
//! done again. Blocks are added and never changed: those of another plan,
//! which have other keys, stay until the folder is complete. A file without
//! the first line is not ours, and is left as it is.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{error, fmt};

use evidence::published::Year;
use model::ensemble::Stopped;
use model::sampling::path_hash;
use study::backtest::{Forecast, Projected, Task};

/// The first line of every journal, and of nothing else.
const HEAD: &str = "Staffcast: an unfinished back-test. The command that began it goes on from here.\n";

/// The forecasts of a task, as in [`Projected`].
type Forecasts = Vec<(usize, Year, Forecast)>;

/// The journal of a back-test.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    written: Mutex<Written>,
}

/// The file, and what is whole in it by the keys of the tasks.
#[derive(Debug)]
struct Written {
    file: File,
    done: BTreeMap<u64, Forecasts>,
}

/// Why a back-test did not go on.
#[derive(Debug)]
pub enum JournalError {
    /// What stands in its place is no journal.
    NoJournal(PathBuf),
    /// The disk said no.
    Disk {
        /// What was tried: "write".
        attempt: &'static str,
        /// Where the journal is.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The user stopped it.
    Stopped,
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJournal(path) => write!(
                f,
                "{} is where the back-test would note how far it is, but Staffcast did not write it: move it away, or \
                 choose another folder with --out",
                path.display()
            ),
            Self::Disk { attempt, path, cause } => {
                write!(f, "could not {attempt} {}: {cause}", path.display())
            }
            Self::Stopped => f.write_str("the back-test was stopped"),
        }
    }
}

impl error::Error for JournalError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::NoJournal(_) | Self::Stopped => None,
        }
    }
}

impl From<Stopped> for JournalError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Turns what the system said into an error, for `map_err`.
fn failed(attempt: &'static str, path: &Path) -> impl Fn(io::Error) -> JournalError {
    move |cause| JournalError::Disk { attempt, path: path.to_owned(), cause }
}

impl Journal {
    /// Opens the journal of a folder that is in the making, with what is whole in it; an empty one if
    /// there is none. It stands beside the folder, with `.unfinished` after its whole name, so
    /// that no two folders share one.
    ///
    /// # Errors
    ///
    /// If it cannot be read or written, or if what is there is no journal.
    pub fn beside(folder: &Path) -> Result<Self, JournalError> {
        let mut name = OsString::from(folder.file_name().unwrap_or_default());
        name.push(".unfinished");
        Self::open(folder.with_file_name(name))
    }

    fn open(path: PathBuf) -> Result<Self, JournalError> {
        // A pipe would wait for ever.
        if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            return Err(JournalError::NoJournal(path));
        }
        let opened = OpenOptions::new().read(true).append(true).create(true).open(&path);
        let mut file = opened.map_err(failed("open", &path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed("read", &path))?;
        let text = String::from_utf8_lossy(&bytes);
        let blocks = match text.strip_prefix(HEAD) {
            Some(blocks) => blocks,
            // New, or left by a crash in its first moment.
            None if HEAD.starts_with(&*text) => "",
            None => return Err(JournalError::NoJournal(path)),
        };
        let missing = match blocks {
            "" => HEAD,
            _ if blocks.ends_with('\n') => "",
            // So that nothing is added to half a line.
            _ => "\n",
        };
        if missing == HEAD {
            file.set_len(0).map_err(failed("write", &path))?;
        }
        file.write_all(missing.as_bytes()).map_err(failed("write", &path))?;
        let done = read(blocks);
        Ok(Self { path, written: Mutex::new(Written { file, done }) })
    }

    /// What was projected for a task, if it is noted.
    pub fn projected(&self, task: &Task) -> Option<Projected> {
        let forecasts = self.written().done.get(&task.key)?.clone();
        Some(Projected { council: task.council, origin: task.origin, forecasts })
    }

    /// Whether a task is noted.
    pub fn has(&self, task: &Task) -> bool {
        self.written().done.contains_key(&task.key)
    }

    /// Notes what was projected for a task.
    ///
    /// # Errors
    ///
    /// If the disk says no.
    pub fn add(&self, task: &Task, projected: Projected) -> Result<(), JournalError> {
        let block = to_text(task.key, &projected.forecasts);
        let mut written = self.written();
        written.file.write_all(block.as_bytes()).map_err(failed("write", &self.path))?;
        written.done.insert(task.key, projected.forecasts);
        Ok(())
    }

    /// Takes the journal away: the results stand in their folder now.
    ///
    /// # Errors
    ///
    /// If the disk says no.
    pub fn remove(self) -> Result<(), JournalError> {
        match fs::remove_file(&self.path) {
            // Another back-test to the same folder was complete before.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.map_err(failed("remove", &self.path)),
        }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        // A block is written in one piece; a thread that ended in it leaves no other half-done.
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Numbers are written in full, so that what was done before gives the same bytes.
fn to_text(key: u64, forecasts: &Forecasts) -> String {
    let mut text = format!("job,{key:016x}\n");
    for (measure, horizon, Forecast { mean, quantiles, crps }) in forecasts {
        let quantiles: Vec<String> = quantiles.iter().map(f64::to_string).collect();
        writeln!(text, "{measure},{horizon},{mean},{},{crps}", quantiles.join(","))
            .expect("a string takes any text");
    }
    let end = end(&text);
    text + &end
}

/// The last line of a block.
fn end(block: &str) -> String {
    format!("end,{:016x}\n", path_hash(block))
}

/// The whole blocks of a journal.
fn read(blocks: &str) -> BTreeMap<u64, Forecasts> {
    let mut done = BTreeMap::new();
    let mut block = String::new();
    for line in blocks.split_inclusive('\n') {
        if line.starts_with("job,") {
            block.clear();
        }
        if line.starts_with("end,") && line == end(&block) {
            done.extend(task(&block));
        }
        block.push_str(line);
    }
    done
}

fn task(block: &str) -> Option<(u64, Forecasts)> {
    let (key, forecasts) = block.strip_prefix("job,")?.split_once('\n')?;
    let forecasts = forecasts.lines().map(forecast).collect::<Option<_>>()?;
    Some((u64::from_str_radix(key, 16).ok()?, forecasts))
}

fn forecast(line: &str) -> Option<(usize, Year, Forecast)> {
    let fields: Vec<&str> = line.split(',').collect();
    let [measure, horizon, mean, quantiles @ .., crps] = fields.as_slice() else { return None };
    let quantiles: Vec<f64> = quantiles.iter().filter_map(|value| value.parse().ok()).collect();
    let forecast = Forecast {
        mean: mean.parse().ok()?,
        quantiles: quantiles.try_into().ok()?,
        crps: crps.parse().ok()?,
    };
    Some((measure.parse().ok()?, horizon.parse().ok()?, forecast))
}

#[cfg(test)]
mod tests {
    use super::*;
    use study::backtest::sample::{council_of, forecast};

    fn task(key: u64) -> Task {
        let council = council_of("Kent");
        Task { council, origin: 2020, scenario: String::new(), part: 1.0, outturns: Vec::new(), seed: 1, key }
    }

    fn projected(mean: f64) -> Projected {
        let forecast = Forecast { mean, ..forecast([0.1, 0.2, 0.3, 1.0 / 3.0, 0.5, 0.7, 1e-9], 0.04) };
        Projected {
            council: council_of("Kent"),
            origin: 2020,
            forecasts: vec![(1, 1, forecast), (4, 2, forecast)],
        }
    }

    /// A journal with two tasks.
    fn two_tasks(folder: &Path) -> PathBuf {
        let journal = Journal::beside(&folder.join("v1.2")).unwrap();
        journal.add(&task(1), projected(0.1 + 0.2)).unwrap();
        journal.add(&task(2), projected(-0.5)).unwrap();
        folder.join("v1.2.unfinished")
    }

    #[test]
    fn what_was_noted_is_there_again_to_the_last_bit() {
        let home = tempfile::tempdir().unwrap();
        let path = two_tasks(home.path());
        let journal = Journal::beside(&home.path().join("v1.2")).unwrap();
        assert_eq!(journal.projected(&task(1)), Some(projected(0.1 + 0.2)));
        assert_eq!(journal.projected(&task(2)), Some(projected(-0.5)));
        assert_eq!(journal.projected(&task(3)), None);
        assert!(journal.has(&task(2)) && !journal.has(&task(3)));
        journal.remove().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_task_is_done_again_if_its_block_is_not_whole() {
        let home = tempfile::tempdir().unwrap();
        let path = two_tasks(home.path());
        let whole = fs::read_to_string(&path).unwrap();
        let second = whole.rfind("job,").unwrap();
        // Cut off after every byte: in the head, in the first block, in the second.
        for length in 0..whole.len() {
            fs::write(&path, &whole.as_bytes()[..length]).unwrap();
            let journal = Journal::open(path.clone()).unwrap();
            assert!(!journal.has(&task(2)), "{length}");
            assert!(journal.has(&task(1)) == (length >= second), "{length}");
            journal.add(&task(2), projected(7.0)).unwrap();
            drop(journal);
            let again = Journal::open(path.clone()).unwrap();
            assert_eq!(again.projected(&task(2)), Some(projected(7.0)), "{length}");
        }
        // A figure was changed, a line was taken out.
        for tampered in [whole.replace("-0.5", "-0.6"), whole.replacen("\n4,2", "\n#", 1)] {
            fs::write(&path, &tampered).unwrap();
            let journal = Journal::open(path.clone()).unwrap();
            assert!(journal.has(&task(1)) != journal.has(&task(2)));
        }
    }

    #[test]
    fn what_others_wrote_is_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("here.unfinished");
        for other in [&b"my novel\n"[..], b"\n", b"\xff\xfe\x00", b"Staffcast: my notes"] {
            fs::write(&path, other).unwrap();
            let error = Journal::beside(&home.path().join("here")).unwrap_err();
            assert!(matches!(error, JournalError::NoJournal(_)), "{error}");
            assert_eq!(fs::read(&path).unwrap(), other);
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let error = Journal::beside(&home.path().join("here")).unwrap_err();
        assert!(matches!(error, JournalError::Disk { attempt: "open", .. }), "{error}");
    }
}
