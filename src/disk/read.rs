//! Reading: files and nothing else.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use model::document::ReadFiles;

/// Where systems show themselves as files, some of which never end or wait for something to happen.
const OF_THE_SYSTEM: [&str; 2] = ["/proc", "/sys"];

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl ReadFiles for Disk {
    /// Nothing but a file is opened, of whatever a path or a link leads to: a pipe waits until somebody writes, a device
    /// may never end, and to open one may do something. `InvalidInput` says that it is none.
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        check(&fs::metadata(path)?)?;
        let real = path.canonicalize()?;
        if OF_THE_SYSTEM.iter().any(|folder| real.starts_with(folder)) {
            return Err(no_file());
        }
        let file = File::open(path)?;
        // Something else may have taken its place.
        check(&file.metadata()?)?;
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn is_there(&self, path: &Path) -> bool {
        path.exists()
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // The order of a folder is not fixed.
        names.sort();
        names
    }

    fn identity(&self, path: &Path) -> PathBuf {
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }
}

fn check(found: &Metadata) -> io::Result<()> {
    match found.file_type() {
        // Said first, because opening a folder fails differently on each system.
        kind if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        kind if kind.is_file() => Ok(()),
        _ => Err(no_file()),
    }
}

/// What stands there is not read.
fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe, a device or the like, not a file on a disk")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn nothing_but_a_file_is_opened() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name);
        fs::write(path("file"), "text").unwrap();
        symlink("file", path("link")).unwrap();
        assert_eq!(Disk.bytes(&path("link"), 9).unwrap(), b"text");
        assert_eq!(Disk.bytes(&path("file"), 2).unwrap(), b"tex");
        // Would wait for ever.
        let made = std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap();
        assert!(made.success());
        symlink("pipe", path("to_pipe")).unwrap();
        let _socket = UnixListener::bind(path("socket")).unwrap();
        symlink("/dev/zero", path("endless")).unwrap();
        for name in ["pipe", "to_pipe", "socket", "endless"] {
            let error = Disk.bytes(&path(name), u64::MAX).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
        assert_eq!(Disk.bytes(home.path(), 9).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(Disk.bytes(&path("none"), 9).unwrap_err().kind(), io::ErrorKind::NotFound);
        if cfg!(target_os = "linux") {
            let error = Disk.bytes(Path::new("/proc/version"), 9).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        }
    }
}
