//! What the commands of studies have in common: arguments, targets, the folder, the answer on the terminal.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use clap::Args;

use super::arguments::{seed, threads};
use super::columns::wrapped;
use super::console;
use super::failure::Failure;
use super::progress::{self, Bar};
use crate::document::nearest;
use crate::engine::Model;
use crate::ensemble::{Settings, Stopped};
use crate::export::study::{self, Page, Study, write};
use crate::export::{NewFolder, folder_name};
use crate::sampling::Layers;
use crate::scenario::{Reading, Scenario};
use crate::service::Target;

/// Where results go, and how the trials are run.
#[derive(Args, Debug)]
pub(super) struct StudyOptions {
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = seed)]
    seed: u64,
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

impl StudyOptions {
    pub(super) fn settings(&self, trials: u32) -> Settings {
        Settings { trials, seed: self.seed, threads: self.threads, layers: Layers::ALL }
    }

    /// The folder that will hold the results of a command on a scenario.
    pub(super) fn target(&self, scenario: &Scenario, command: &str) -> PathBuf {
        let usual = format!("{}-{command}", folder_name(&scenario.name));
        self.out.clone().unwrap_or_else(|| Path::new("output").join(usual))
    }

    /// Does the work with a bar of so many trials. The folder is begun before it, so that nobody waits for
    /// results that have no place.
    pub(super) fn work<R>(
        &self,
        target: &Path,
        trials: u64,
        work: impl FnOnce(&Bar) -> Result<R, Stopped>,
    ) -> Result<(R, NewFolder), Failure> {
        progress::listen_for_ctrl_c()?;
        let folder = NewFolder::begin(target, self.overwrite)?;
        let bar = Bar::new(self.quiet);
        bar.begin(trials, None);
        let outcome = work(&bar);
        bar.clear();
        Ok((outcome.map_err(|_| Failure::Stopped)?, folder))
    }
}

/// Writes the files of a study, and prints its question and its answer.
pub(super) fn finish(study: &Study<'_>, page: Page, folder: NewFolder, target: &Path) -> Result<(), Failure> {
    let mut text = format!("{}\n\n", wrapped(&page.question, console::width()));
    for sentence in &page.answer {
        text.push_str(&wrapped(sentence, console::width()));
        text.push('\n');
    }
    write(study, page, folder, &progress::is_stopped)?;
    console::print(&format!("{text}\nFiles in {}: report.html first\n", target.display()))
}

/// The scenario, if what came from the command line fits it; else what does not.
pub(super) fn fitting(reading: Reading) -> Result<Scenario, Failure> {
    if reading.problems.errors() > 0 {
        console::tell_problems(&reading.problems, &reading.sources);
    }
    let count = console::count(&reading.problems);
    reading.scenario.ok_or_else(|| Failure::Input(format!("the arguments do not fit the scenario: {count}")))
}

/// TOML with the targets of the arguments, in place of those of the scenario; nothing if there are none.
pub(super) fn targets_toml(targets: &[String]) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let quoted = targets.iter().map(|target| toml_text(target));
    format!("targets = [{}]\n", quoted.collect::<Vec<_>>().join(", "))
}

/// TOML of an option with one more line.
pub(super) fn option_toml(name: &str, title: &str, line: &str) -> String {
    format!("[[option]]\nname = {}\ntitle = {}\n{line}\n", toml_text(name), toml_text(title))
}

/// Text as TOML has it.
pub(super) fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Whether there is any target.
pub(super) fn need_targets(scenario: &Scenario) -> Result<&[Target], Failure> {
    match scenario.service.targets.0.as_slice() {
        [] => Err(Failure::Input(
            "there is no target to meet\n  help: add --target \"vacancy_rate at most 10% by 2026-03\", or `targets` in the scenario"
                .to_owned(),
        )),
        targets => Ok(targets),
    }
}

/// An argument names an option that there is not.
pub(super) fn no_such_option(argument: &str, name: &str, all: &[impl AsRef<str>]) -> Failure {
    let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    let help = match nearest(name, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.is_empty() => "the scenario offers none: add [[option]] to it".to_owned(),
        None => format!("the options are: {}", all.join(", ")),
    };
    Failure::Input(format!("{argument}: there is no option `{name}` to choose from\n  help: {help}"))
}

/// The targets of a scenario within a sentence.
pub(super) fn targets_in_words(scenario: &Scenario, model: &Model) -> String {
    let service = &scenario.service;
    study::targets_in_words(&service.targets.0, &model.layout.measures, service.last_month())
}

/// A chance between 0 and 1, such as 0.8 or 80%.
pub(super) fn chance(text: &str) -> Result<f64, String> {
    match super::vary::number(text) {
        Ok(chance) if chance > 0.0 && chance < 1.0 => Ok(chance),
        _ => Err("write a chance between 0 and 1, such as 0.8 or 80%".to_owned()),
    }
}

/// A target, as scenarios write it.
pub(super) fn target(text: &str) -> Result<String, String> {
    Target::from_str(text).map(|_| text.to_owned()).map_err(|what| {
        format!("the target {what}\n  help: write it such as \"vacancy_rate at most 10% by 2026-03\"")
    })
}

/// Arguments one after another; those that are empty are left out.
pub(super) fn joined(arguments: Vec<String>) -> String {
    let given: Vec<String> = arguments.into_iter().filter(|argument| !argument.is_empty()).collect();
    given.join(" ")
}

/// The arguments that ask for these targets again.
pub(super) fn targets_again(targets: &[String]) -> impl Iterator<Item = String> {
    targets.iter().map(|target| format!("--target {}", shell_quoted(target)))
}

/// An argument as a shell takes it.
pub(super) fn shell_quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.,=/:%".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
