//! Why a command failed, and what the process says of it.

use std::fmt;
use std::process::ExitCode;

use crate::disk::{FolderError, JournalError};
use report::ExportError;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The scenario is at fault; its problems have been shown.
    Input(String),
    /// The world failed: a full disk, a missing permission, a folder in the way.
    World(String),
    /// The user stopped it.
    Stopped,
    /// The user stopped it, and what is done is not lost.
    Paused(String),
}

impl Failure {
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::World(_) => 1,
            Self::Input(_) => 2,
            // 128 and the number of SIGINT, as shells expect.
            Self::Stopped | Self::Paused(_) => 130,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::World(message) => write!(f, "error: {message}"),
            Self::Stopped => f.write_str("Stopped: no results were written."),
            Self::Paused(how_far) => write!(f, "Stopped: {how_far}"),
        }
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        Self::World(error.to_string())
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Write(_) | ExportError::Chart { .. } | ExportError::Report { .. } => {
                Self::World(error.to_string())
            }
            ExportError::Stopped => Self::Stopped,
        }
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::NoJournal(_) | JournalError::Disk { .. } => Self::World(error.to_string()),
            JournalError::Stopped => Self::Stopped,
        }
    }
}
