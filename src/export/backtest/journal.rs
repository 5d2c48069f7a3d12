//! What is done of a back-test that takes minutes, so that it can be stopped
//! and gone on with: a text file beside the folder of the results.
//!
//! A line for each forecast, and one with `end` after the last of a job. What a
//! crash left half-written lacks its end, and is done again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{error, fmt};

use crate::backtest::{Forecast, Job, Projected};
use crate::ensemble::Stopped;
use crate::export::write_file;
use crate::published::Year;

/// The forecasts of a job, as in [`Projected`].
type Forecasts = Vec<(usize, Year, Forecast)>;

/// The journal of a back-test.
pub struct Journal {
    path: PathBuf,
    file: Mutex<File>,
    done: BTreeMap<u64, Forecasts>,
}

/// Why a back-test did not go on.
#[derive(Debug)]
pub enum JournalError {
    /// The disk said no.
    Disk(PathBuf, io::Error),
    /// The user stopped it.
    Stopped,
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(path, cause) => write!(f, "could not write {}: {cause}", path.display()),
            Self::Stopped => f.write_str("the back-test was stopped"),
        }
    }
}

impl error::Error for JournalError {}

impl From<Stopped> for JournalError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl Journal {
    /// Opens the journal at a path, with what is whole in it; an empty one if there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read or written.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let failed = |cause| JournalError::Disk(path.to_owned(), cause);
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failed(error)),
        };
        let done = read(&text);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        // Written anew, so that nothing is added to half a line.
        let whole: String = done.iter().map(|(key, forecasts)| to_text(*key, forecasts)).collect();
        write_file(path, whole.as_bytes(), true)
            .map_err(|error| failed(io::Error::other(error.to_string())))?;
        let file = OpenOptions::new().append(true).open(path).map_err(failed)?;
        Ok(Self { path: path.to_owned(), file: Mutex::new(file), done })
    }

    /// What was projected for a job before, if it was the same job.
    pub fn known(&self, job: &Job) -> Option<Projected> {
        let forecasts = self.done.get(&job.key)?.clone();
        Some(Projected { council: job.council, origin: job.origin, forecasts })
    }

    /// Adds what was projected for a job.
    ///
    /// # Errors
    ///
    /// If the disk says no.
    pub fn add(&self, job: &Job, projected: &Projected) -> Result<(), JournalError> {
        let text = to_text(job.key, &projected.forecasts);
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.write_all(text.as_bytes()).map_err(|cause| JournalError::Disk(self.path.clone(), cause))
    }

    /// Takes the journal away: the results stand in their folder now.
    ///
    /// # Errors
    ///
    /// If the disk says no.
    pub fn remove(self) -> Result<(), JournalError> {
        fs::remove_file(&self.path).map_err(|cause| JournalError::Disk(self.path, cause))
    }
}

/// Numbers are written in full, so that what was done before gives the same bytes.
fn to_text(key: u64, forecasts: &Forecasts) -> String {
    let mut text = String::new();
    for (measure, horizon, Forecast { mean, quantiles, crps }) in forecasts {
        let quantiles: Vec<String> = quantiles.iter().map(f64::to_string).collect();
        writeln!(text, "{key:016x},{measure},{horizon},{mean},{},{crps}", quantiles.join(","))
            .expect("a string takes any text");
    }
    writeln!(text, "{key:016x},end").expect("a string takes any text");
    text
}

fn read(text: &str) -> BTreeMap<u64, Forecasts> {
    let (mut begun, mut done) = (BTreeMap::<u64, Forecasts>::new(), BTreeMap::new());
    for line in text.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let Some(key) = fields.first().and_then(|key| u64::from_str_radix(key, 16).ok()) else { continue };
        if fields.get(1) == Some(&"end") {
            done.insert(key, begun.remove(&key).unwrap_or_default());
        } else if let Some(forecast) = forecast(&fields[1..]) {
            begun.entry(key).or_default().push(forecast);
        }
    }
    done
}

fn forecast(fields: &[&str]) -> Option<(usize, Year, Forecast)> {
    let [measure, horizon, mean, quantiles @ .., crps] = fields else { return None };
    let quantiles: Vec<f64> = quantiles.iter().filter_map(|value| value.parse().ok()).collect();
    let forecast = Forecast {
        mean: mean.parse().ok()?,
        quantiles: quantiles.try_into().ok()?,
        crps: crps.parse().ok()?,
    };
    Some((measure.parse().ok()?, horizon.parse().ok()?, forecast))
}
