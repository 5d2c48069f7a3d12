//! Why a job has no answer.

use std::{error, fmt};

use model::document::{Problems, Sources};
use model::english::counted;
use model::ensemble::Stopped;
use report::ExportError;

/// Why a job has no answer.
#[derive(Debug)]
pub enum Error {
    /// The scenario, the figures or the question are at fault.
    Input(Fault),
    /// A chart could not be drawn or a file not be written.
    Export(ExportError),
    /// The user stopped it.
    Stopped,
}

/// What is wrong with a job.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What cannot be done, with the remedy if there is one for the whole.
    pub message: String,
    /// Why, each with its place and remedy; may be empty.
    pub problems: Problems,
    /// The texts that the problems point into.
    pub sources: Sources,
}

impl Error {
    /// A fault of the question itself.
    pub fn input(message: impl Into<String>) -> Self {
        Self::Input(Fault {
            message: message.into(),
            problems: Problems::default(),
            sources: Sources::default(),
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(Fault { message, problems, sources }) => {
                write!(f, "{}{message}", problems.render(sources, false))
            }
            Self::Export(error) => error.fmt(f),
            Self::Stopped => Stopped.fmt(f),
        }
    }
}

impl error::Error for Error {}

impl From<Stopped> for Error {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Stopped => Self::Stopped,
            ExportError::Write(_) | ExportError::Chart { .. } | ExportError::Report { .. } => {
                Self::Export(error)
            }
        }
    }
}

/// `2 errors and 1 warning`, or `no problems`.
pub fn count(problems: &Problems) -> String {
    match (problems.errors(), problems.warnings()) {
        (0, 0) => "no problems".into(),
        (0, warnings) => format!("no errors, {}", counted(warnings, "warning")),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => {
            format!("{} and {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    }
}
