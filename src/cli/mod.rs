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
mod progress;
mod columns;
mod table;
mod json;
mod published;
mod chart_arguments;
mod answer;
mod arguments;
mod run;
mod compare;
mod report;
mod study;
mod goal;
mod plan;
mod sensitivity;
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

use std::process::ExitCode;

use clap::{Parser, Subcommand};
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
    Schema,
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
        Command::Check(arguments) => check::check(&arguments),
        Command::Assumptions(arguments) => assumptions::assumptions(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Template(arguments) => template::template(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Councils(arguments) => councils::councils(&arguments),
        Command::Show(arguments) => show::show(&arguments),
        Command::Backtest(arguments) => backtest::backtest(&arguments),
        Command::Schema => schema::schema(),
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

    use clap::CommandFactory as _;

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
        for name in [
            "run",
            "compare",
            "report",
            "goal",
            "plan",
            "sensitivity",
            "check",
            "assumptions",
            "init",
            "template",
            "import",
            "councils",
            "show",
            "backtest",
            "schema",
        ] {
            let subcommand = command.find_subcommand_mut(name).unwrap();
            let help = subcommand.clone().term_width(100).render_long_help();
            write!(text, "\n---- {name}\n{help}").unwrap();
        }
        insta::assert_snapshot!(text);
    }
}
