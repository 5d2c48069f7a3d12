//! The files of a back-test.

mod journal;

pub use journal::{Journal, JournalError};
