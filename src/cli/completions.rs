//! `staffcast completions`.

use clap::{Args, Command, ValueEnum};
use clap_complete::{Shell, generate};

use super::failure::Failure;
use super::out::OutArguments;

#[derive(Args, Debug)]
pub(super) struct CompletionsArguments {
    /// The shell that you type in
    shell: ForShell,
    #[command(flatten)]
    out: OutArguments,
}

/// A shell that can complete commands.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ForShell {
    /// Usual on Linux.
    Bash,
    /// Usual on a Mac.
    Zsh,
    /// Fish.
    Fish,
    /// Usual on Windows.
    #[value(name = "powershell")]
    PowerShell,
}

/// Gives the script with which a shell completes this command.
pub(super) fn completions(arguments: &CompletionsArguments, mut command: Command) -> Result<(), Failure> {
    arguments.out.give(&script(arguments.shell, &mut command))
}

/// The script.
pub(super) fn script(shell: ForShell, command: &mut Command) -> String {
    let shell = match shell {
        ForShell::Bash => Shell::Bash,
        ForShell::Zsh => Shell::Zsh,
        ForShell::Fish => Shell::Fish,
        ForShell::PowerShell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, command, "staffcast", &mut script);
    String::from_utf8(script).expect("names and words of commands are UTF-8")
}
