//! The disk: the one place that reads and writes files. All else takes texts
//! and gives bytes ([`ReadFiles`](model::document::ReadFiles), [`WriteFiles`](model::document::WriteFiles)).

mod read;
mod claim;
mod file;
mod folder_error;
mod overwrite;
mod folder;
mod journal;

pub use claim::{give_up, put_back};
pub use file::{FileError, write_file};
pub use folder::NewFolder;
pub use folder_error::FolderError;
pub use journal::{Journal, JournalError};
pub use read::Disk;

/// What is in a folder, for tests.
#[cfg(test)]
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
