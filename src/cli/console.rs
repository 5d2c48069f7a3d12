//! Standard output and standard error: the one place that writes to them, so that no text, name or path commands the
//! terminal.

use std::borrow::Cow;
use std::env;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;

use super::failure::Failure;
use crate::question::{Error, Fault};
use model::document::{Problems, Sources};
use model::signs::harmless;

/// Columns of text that goes to no terminal, and the most on a wide one.
const WIDEST: usize = 100;

/// Tables are no narrower, however narrow the terminal.
const NARROWEST: usize = 50;

/// Writes data to standard output. A reader who has seen enough and closed
/// the pipe (`| head`) is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(harmless(text).as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::World(format!("could not write to standard output: {error}")))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a message to standard error. Nobody is left to tell if that fails.
pub(super) fn tell(message: &str) {
    tell_drawn(&harmless(message));
}

/// The same of what has colours of ours.
fn tell_drawn(message: &str) {
    let mut output = io::stderr().lock();
    let _ = writeln!(output, "{}", message.trim_end());
}

/// Shows help, the version or a fault in the arguments. Nobody is left to tell if that fails.
pub(super) fn tell_of_arguments(error: &clap::Error) {
    let plain = error.render().to_string();
    match harmless(&plain) {
        Cow::Borrowed(_) => drop(error.print()),
        Cow::Owned(message) => tell_drawn(&message),
    }
}

/// Shows the problems of a scenario.
pub(super) fn tell_problems(problems: &Problems, sources: &Sources) {
    if !problems.list().is_empty() {
        tell_drawn(&problems.render(sources, errors_may_have_colour()));
        tell("");
    }
}

impl From<Error> for Failure {
    /// Shows what is wrong with the texts of a job.
    fn from(error: Error) -> Self {
        match error {
            Error::Input(Fault { message, problems, sources }) => {
                tell_problems(&problems, &sources);
                Self::Input(message)
            }
            Error::Export(error) => error.into(),
            Error::Stopped => Self::Stopped,
        }
    }
}

/// Columns for tables.
pub(super) fn width() -> usize {
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((terminal_size::Width(columns), _)) => usize::from(columns).clamp(NARROWEST, WIDEST),
        None => WIDEST,
    }
}

/// A path as a command line takes it.
pub(super) fn in_quotes(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}

/// See <https://no-color.org>.
fn errors_may_have_colour() -> bool {
    let is_unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    !is_unwanted && !is_dumb && io::stderr().is_terminal()
}
