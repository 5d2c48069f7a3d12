//! The program, run in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use tempfile::TempDir;

/// A scenario that runs in a moment.
pub(crate) const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/integration/small.toml");

/// An empty folder in which the program runs.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `staffcast` with these arguments, parted by blanks; `SMALL` stands
    /// for the small scenario.
    pub(crate) fn staffcast(&self, arguments: &str) -> assert_cmd::assert::Assert {
        self.command(arguments).assert()
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_staffcast"));
        command.current_dir(self.folder.path());
        for argument in arguments.split_whitespace() {
            command.arg(if argument == "SMALL" { SMALL } else { argument });
        }
        command
    }

    /// Runs `staffcast` with nobody left to read what it prints: no failure, and no message.
    #[track_caller]
    pub(crate) fn staffcast_into_a_closed_pipe(&self, arguments: &str) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_staffcast"));
        command.args(self.command(arguments).get_args()).current_dir(self.folder.path());
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().expect("the program runs");
        let result = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&result.stderr), "", "{arguments}");
        assert_eq!(result.status.code(), Some(0), "{arguments}");
    }

    /// Runs `staffcast`, presses Ctrl-C as soon as it listens, and gives what it leaves on standard error. It
    /// ends with exit code 130 and has printed nothing.
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn staffcast_interrupted(&self, arguments: &str, is_listening: impl Fn() -> bool) -> String {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_staffcast"));
        command.args(self.command(arguments).get_args()).current_dir(self.folder.path());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        while !is_listening() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(kill.expect("there is a kill").success());
        let result = child.wait_with_output().expect("the program ends");
        assert_eq!(result.status.code(), Some(130), "{arguments}");
        assert!(result.stdout.is_empty(), "{arguments}");
        String::from_utf8(result.stderr).expect("texts are UTF-8")
    }

    /// Every file below, by its path with `/`, and its content.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.folder.path(), "", &mut files);
        files
    }
}

fn collect(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("the file can be read"));
        }
    }
}

/// What the program wrote to standard output.
pub(crate) fn output(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("texts are UTF-8")
}

/// What the program wrote to standard error.
pub(crate) fn messages(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("texts are UTF-8")
}
