//! Why there is no Word document.

use std::{error, fmt};

use chart::ChartError;

/// Why a report could not be made into a Word document, or a Word document
/// not be taken as the house style.
#[derive(Debug)]
pub enum WordError {
    /// The file is no Word document. What it seems to be instead, if that can be told.
    NotWord(Option<&'static str>),
    /// The file can be opened with a password only.
    Protected,
    /// A document of Word 97 to 2003.
    TooOld,
    /// A document in the strict form of the format, which names everything differently.
    Strict,
    /// Something in the file is not as it should be.
    Damaged(String),
    /// A chart could not be drawn.
    Chart {
        /// Its name.
        name: String,
        /// What was wrong.
        cause: ChartError,
    },
    /// The parts of the document could not be put together.
    Packing(String),
}

impl fmt::Display for WordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWord(None) => {
                f.write_str("this is not a Word document: choose a file that ends in .docx")
            }
            Self::NotWord(Some(what)) => {
                write!(f, "this is not a Word document but {what}: choose a file that ends in .docx")
            }
            Self::Protected => {
                f.write_str("this document is protected by a password: save a copy without one, and use that")
            }
            Self::TooOld => f.write_str(
                "this document is in the form of Word 97 to 2003 (.doc): open it in Word, save it as \
                 \"Word Document (.docx)\", and use that",
            ),
            Self::Strict => f.write_str(
                "this document is a \"Strict Open XML Document\": open it in Word, save it as \
                 \"Word Document (.docx)\", and use that",
            ),
            Self::Damaged(what) => write!(
                f,
                "this document cannot be read ({what}): open it in Word, save it under another name as \
                 \"Word Document (.docx)\", and use that"
            ),
            Self::Chart { name, cause } => write!(f, "could not draw the chart {name}: {cause}"),
            Self::Packing(cause) => write!(f, "could not put the Word document together: {cause}"),
        }
    }
}

impl error::Error for WordError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Chart { cause, .. } => Some(cause),
            Self::NotWord(_)
            | Self::Protected
            | Self::TooOld
            | Self::Strict
            | Self::Damaged(_)
            | Self::Packing(_) => None,
        }
    }
}
