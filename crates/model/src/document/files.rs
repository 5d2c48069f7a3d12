//! Files as the library knows them: something that can be read and written by
//! its path. The disk is one such place, memory another.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Estimated, Fault, NoEstimate, OfCouncil};

/// Files that can be read, and scenarios of councils that stand in none.
pub trait ReadFiles {
    /// The content of a file; of one that is longer than `most` bytes a little more than these.
    ///
    /// # Errors
    ///
    /// If there is no such file, or if it may not or cannot be read.
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// Whether there is a file or folder of this path.
    fn is_there(&self, path: &Path) -> bool;

    /// The names of the files in a folder, sorted: for advice where a name is wrong.
    fn names(&self, folder: &Path) -> Vec<String>;

    /// The same for all paths that lead to the same file.
    fn identity(&self, path: &Path) -> PathBuf;

    /// The scenario of a council. Files alone know of none.
    ///
    /// # Errors
    ///
    /// All reasons: that there are no figures of such a council, or none of the year.
    fn of_council(&self, asked: &OfCouncil) -> Result<Estimated, Vec<NoEstimate>> {
        Err(vec![NoEstimate::Council(Fault::new(
            format!("rests on the published figures of {}, which are not handed in here", asked.name),
            "name a file that `staffcast init --full` wrote",
        ))])
    }
}

/// A folder that can be written to.
pub trait WriteFiles {
    /// Writes a file; `name` may have folders, parted by `/`.
    ///
    /// # Errors
    ///
    /// If the disk is full or says no.
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Files in memory, in the order in which they came: texts that were handed in, or what would be a folder.
/// Serialised, each is its path and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(PathBuf, String)>", into = "Vec<(PathBuf, String)>")]
pub struct InMemory {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl InMemory {
    /// The same with one more file, or another content of it.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        let path = path.into();
        self.files.retain(|(own, _)| *own != path);
        self.files.push((path, content.into()));
        self
    }

    /// All files by their path.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_path(), content.as_slice()))
    }
}

impl<P: Into<PathBuf>, C: Into<Vec<u8>>> FromIterator<(P, C)> for InMemory {
    fn from_iter<I: IntoIterator<Item = (P, C)>>(files: I) -> Self {
        files.into_iter().fold(Self::default(), |all, (path, content)| all.with(path, content))
    }
}

impl From<Vec<(PathBuf, String)>> for InMemory {
    fn from(texts: Vec<(PathBuf, String)>) -> Self {
        texts.into_iter().collect()
    }
}

impl From<InMemory> for Vec<(PathBuf, String)> {
    fn from(all: InMemory) -> Self {
        let text = |content: Vec<u8>| String::from_utf8_lossy(&content).into_owned();
        all.files.into_iter().map(|(path, content)| (path, text(content))).collect()
    }
}

impl ReadFiles for InMemory {
    fn bytes(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        let path = self.identity(path);
        match self.files.iter().find(|(own, _)| self.identity(own) == path) {
            Some((_, content)) => Ok(content.clone()),
            None if self.is_there(&path) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn is_there(&self, path: &Path) -> bool {
        let path = self.identity(path);
        self.files.iter().any(|(own, _)| self.identity(own).starts_with(&path))
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = self.identity(folder);
        let here = self.files.iter().map(|(path, _)| self.identity(path));
        let here = here.filter(|path| path.parent() == Some(&folder));
        let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut names: Vec<String> = here.filter_map(name).collect();
        names.sort();
        names
    }

    fn identity(&self, path: &Path) -> PathBuf {
        let mut plain = PathBuf::new();
        for part in path.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir if plain.file_name().is_some_and(|name| name != OsStr::new("..")) => {
                    plain.pop();
                }
                other => plain.push(other),
            }
        }
        plain
    }

    /// That which was handed in.
    fn of_council(&self, asked: &OfCouncil) -> Result<Estimated, Vec<NoEstimate>> {
        let of = |(path, text): (&Path, &[u8])| {
            let OfCouncil { name, as_of } = OfCouncil::of_path(path)?;
            let is_it = name == asked.name && asked.as_of.is_none_or(|year| as_of == Some(year));
            let text = String::from_utf8_lossy(text).into_owned();
            Some(Estimated { as_of: as_of.filter(|_| is_it)?, text })
        };
        self.files().find_map(of).ok_or_else(|| {
            vec![NoEstimate::Council(Fault::new(
                format!("rests on a scenario that was not handed in: {asked}"),
                "hand in all texts of the scenario",
            ))]
        })
    }
}

impl WriteFiles for InMemory {
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        *self = std::mem::take(self).with(name, bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_every_path_that_leads_to_them() {
        let files: InMemory = [("a/b.toml", "b"), ("c.toml", "c")].into_iter().collect();
        for path in ["a/b.toml", "./a/b.toml", "a/../a/./b.toml"] {
            assert_eq!(files.bytes(Path::new(path), 9).unwrap(), b"b", "{path}");
        }
        let error = |path: &str| files.bytes(Path::new(path), 9).unwrap_err().kind();
        assert_eq!(error("a"), io::ErrorKind::IsADirectory);
        assert_eq!(error("../c.toml"), io::ErrorKind::NotFound);
        assert_eq!(files.names(Path::new("")), ["c.toml"]);
        assert_eq!(files.names(Path::new("./a")), ["b.toml"]);
        let text = serde_json::to_string(&files).unwrap();
        assert_eq!(text, r#"[["a/b.toml","b"],["c.toml","c"]]"#);
        assert_eq!(serde_json::from_str::<InMemory>(&text).unwrap(), files);
    }
}
