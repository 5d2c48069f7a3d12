//! What the commands of studies have in common: arguments, and the answer on the terminal.

use std::path::{Path, PathBuf};

use clap::Args;

use super::answer::{Output, work};
use super::arguments::{seed, threads};
use super::columns::wrapped;
use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use crate::question::{Answer, Job, Question, Trials};

/// Where results go, and on how many cores they are worked out.
#[derive(Args, Debug)]
pub(super) struct OutputOptions {
    /// How many processor cores to use [default: all]
    ///
    /// The results are the same on any number.
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    threads: Option<usize>,
    /// The folder for the results [default: below output, by the name of the scenario]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the results that are in the folder
    #[arg(long)]
    overwrite: bool,
    /// Show no progress and no warnings
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl OutputOptions {
    pub(super) fn output(&self) -> Output<'_> {
        let Self { threads, out, overwrite, quiet } = self;
        Output { out: out.as_deref(), overwrite: *overwrite, quiet: *quiet, threads: *threads }
    }
}

/// How the trials of a study of a scenario are run.
#[derive(Args, Debug)]
pub(super) struct StudyOptions {
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = seed)]
    seed: u64,
    #[command(flatten)]
    output: OutputOptions,
    #[command(flatten)]
    data: DataArguments,
}

impl StudyOptions {
    /// Asks a question about a scenario, writes the files of the answer, and prints both.
    pub(super) fn finish(&self, scenario: &Path, trials: u32, question: Question) -> Result<(), Failure> {
        let scenario = self.data.scenario(scenario, self.output.quiet)?;
        let job = Job::new(scenario.texts(), question);
        let job = Job { trials: Trials::Exactly(trials), seed: self.seed, ..job };
        let (answer, target) = work(&job, self.output.output())?;
        print(&answer, &target)
    }
}

/// Prints the question of a study, its answer, and where its files are.
pub(super) fn print(answer: &Answer, target: &Path) -> Result<(), Failure> {
    let Answer::Study(study) = answer else { unreachable!("a study is asked for") };
    let mut text = format!("{}\n\n", wrapped(&study.page.question, console::width()));
    for sentence in &study.page.answer {
        text.push_str(&wrapped(sentence, console::width()));
        text.push('\n');
    }
    console::print(&format!("{text}\nFiles in {}: report.html first\n", target.display()))
}
