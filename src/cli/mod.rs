//! The command line: one file for each command.
//!
//! Data go to standard output, messages to standard error. Exit codes:
//!
//! | code | meaning |
//! |---|---|
//! | 0 | fine |
//! | 1 | the world failed: disk, permission, a folder in the way |
//! | 2 | a fault in the scenario, the published figures or the arguments |
//! | 130 | stopped by the user |

mod failure;
mod console;
mod out;
mod progress;
mod columns;
mod table;
mod json;
mod published;
mod chart_arguments;
mod answer;
mod arguments;
mod age;
mod run;
mod compare;
mod report;
mod study;
mod goal;
mod plan;
mod sensitivity;
mod track;
mod check;
mod assumptions_table;
mod assumptions;
mod init;
mod template;
mod import_told;
mod import;
mod councils;
mod show_table;
mod show_json;
mod show;
mod backtest_plan;
mod backtest_table;
mod backtest;
mod schema;
mod completions;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use model::text;

/// Workforce capacity planning for English children's social care, by simulation.
///
/// A scenario file describes a service: who asks for help, how cases move, who works there and what it costs.
/// Staffcast runs many possible futures of it and shows the range of caseloads, vacancies, agency reliance and cost.
#[derive(Debug, Parser)]
#[command(version, after_help = "Example: staffcast run scenarios/kent.toml")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario and write its results to a folder
    #[command(after_help = text!("help", "run"))]
    Run(run::RunArguments),
    /// Compare scenarios with each other, trial by trial
    #[command(after_help = text!("help", "compare"))]
    Compare(compare::CompareArguments),
    /// Make a paper, a workbook or a page of finished results, without a new run
    #[command(after_help = text!("help", "report"))]
    Report(report::ReportArguments),
    /// Find what it would take: the smallest campaign, effect or number of posts that meets a target
    #[command(after_help = text!("help", "goal"))]
    Goal(goal::GoalArguments),
    /// Find which options together meet the targets at the least cost, or do most for a budget
    #[command(after_help = text!("help", "plan"))]
    Plan(plan::PlanArguments),
    /// Find which of the uncertain numbers drive a result, and which would be worth knowing before deciding
    #[command(after_help = text!("help", "sensitivity"))]
    Sensitivity(sensitivity::SensitivityArguments),
    /// Lay what has come since over the ranges of an earlier run, and say whether to run it again
    #[command(after_help = text!("help", "track"))]
    Track(track::TrackArguments),
    /// Check a scenario and say what is wrong with it
    #[command(after_help = text!("help", "check"))]
    Check(check::CheckArguments),
    /// List the numbers a scenario rests on, with their sources, and warn of weak ones that matter
    #[command(after_help = text!("help", "assumptions"))]
    Assumptions(assumptions::AssumptionsArguments),
    /// Write a scenario for any council, from published figures
    #[command(after_help = text!("help", "init"))]
    Init(init::InitArguments),
    /// Write a workbook (or a text) to fill in with your own figures, which `init --from` reads
    #[command(after_help = text!("help", "template"))]
    Template(template::TemplateArguments),
    /// Take official files, as they were downloaded, into a folder of figures for `--data`
    #[command(after_help = text!("help", "import"))]
    Import(import::ImportArguments),
    /// List the councils of which figures are published
    #[command(after_help = text!("help", "councils"))]
    Councils(councils::CouncilsArguments),
    /// Show the published figures of a council beside its region, similar councils and England
    #[command(after_help = text!("help", "show"))]
    Show(show::ShowArguments),
    /// Project past years as they could have been projected then, and compare with what happened
    #[command(after_help = text!("help", "backtest"))]
    Backtest(backtest::BacktestArguments),
    /// Print the JSON Schema of scenario files, for editors
    #[command(after_help = text!("help", "schema"))]
    Schema(schema::SchemaArguments),
    /// Print the script with which a shell completes commands and options
    #[command(after_help = text!("help", "completions"))]
    Completions(completions::CompletionsArguments),
}

/// Does what the arguments of the process say.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            console::tell_of_arguments(&error);
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    let result = match cli.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Report(arguments) => report::report(&arguments),
        Command::Goal(arguments) => goal::goal(&arguments),
        Command::Plan(arguments) => plan::plan(&arguments),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(&arguments),
        Command::Track(arguments) => track::track(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Assumptions(arguments) => assumptions::assumptions(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Template(arguments) => template::template(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Councils(arguments) => councils::councils(&arguments),
        Command::Show(arguments) => show::show(&arguments),
        Command::Backtest(arguments) => backtest::backtest(&arguments),
        Command::Schema(arguments) => schema::schema(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments, Cli::command()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console::tell(&failure.to_string());
            failure.exit_code()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;
    use std::io::Write as _;
    use std::path::Path;
    use std::process::Stdio;

    use clap::ValueEnum as _;
    use clap::error::ErrorKind;

    use super::completions::{ForShell, script};
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help() {
        let mut command = Cli::command().term_width(100);
        command.build();
        let mut text = command.render_help().to_string();
        for subcommand in command.get_subcommands().filter(|own| own.get_name() != "help") {
            let help = subcommand.clone().term_width(100).render_long_help();
            write!(text, "\n---- {}\n{help}", subcommand.get_name()).unwrap();
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn every_shell_completes_every_command() {
        let command = Cli::command();
        for shell in ForShell::value_variants() {
            let script = script(*shell, &mut command.clone());
            for name in command.get_subcommands().map(clap::Command::get_name) {
                let line = match shell {
                    ForShell::Bash => format!("staffcast,{name})"),
                    ForShell::Zsh => format!("({name})"),
                    ForShell::Fish => format!(" -a \"{name}\" "),
                    ForShell::PowerShell => format!("'staffcast;{name}' {{"),
                };
                assert!(script.contains(&line), "{shell:?}: {line}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn bash_reads_its_script() {
        let mut bash = std::process::Command::new("bash");
        let mut child = bash.arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let script = script(ForShell::Bash, &mut Cli::command());
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Who copies a command from a page must not be told that it is wrong.
    #[test]
    fn every_command_of_the_pages_is_understood() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let guide = fs::read_dir(root.join("docs/guide")).unwrap();
        let pages = guide.map(|entry| entry.unwrap().path());
        let mut wrong = Vec::new();
        for page in pages.chain([root.join("README.md"), root.join("text/help.md")]) {
            let text = fs::read_to_string(&page).unwrap();
            let mut commands = 0;
            for line in text.lines().map(|line| line.trim().trim_start_matches("Example: ")) {
                let line = line.replace("cargo run --release -- ", "staffcast ");
                if line.starts_with("staffcast ") {
                    commands += 1;
                    wrong.extend(refusal(&line));
                }
            }
            // In a sentence a command may stand without the files that it needs.
            let named = text.split('`').filter(|code| code.starts_with("staffcast "));
            let named = named.filter(|code| !code.contains('\n') && !page.ends_with("help.md"));
            let is_fault = |(kind, _): &(ErrorKind, String)| *kind != ErrorKind::MissingRequiredArgument;
            wrong.extend(named.filter_map(refusal).filter(is_fault));
            assert!(commands > 0, "{} shows no command", page.display());
        }
        assert_eq!(wrong, []);
    }

    /// What is said of a command that is not understood.
    fn refusal(line: &str) -> Option<(ErrorKind, String)> {
        let command = line.split(" | ").next().unwrap_or(line);
        let mut words = vec![String::new()];
        for (at, part) in command.split('"').enumerate() {
            let is_quoted = at % 2 == 1;
            for (nth, piece) in part.split(|sign| sign == ' ' && !is_quoted).enumerate() {
                if nth > 0 {
                    words.push(String::new());
                }
                words.last_mut().unwrap().push_str(piece);
            }
        }
        words.retain(|word| !word.is_empty());
        let error = Cli::try_parse_from(words).err()?;
        Some((error.kind(), format!("{line}: {error}")))
    }
}
