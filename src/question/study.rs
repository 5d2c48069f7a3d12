//! What goals, plans and sensitivities have in common: targets, additions to the scenario, the answer.

use std::str::FromStr as _;

use super::{Error, Fault, StudyAnswer, count, number};
use chart::Size;
use model::document::{nearest, toml_text};
use model::engine::Model;
use model::english::quoted;
use model::ensemble::{Progress, Settings};
use model::measure;
use model::measure::Unit;
use model::register::moves_only_cost;
use model::scenario::{Reading, Scenario};
use model::service::{Service, Target};
use model::uncertain::Uncertain;
use report::answers::assumes;
use report::study;
use report::study::StudyPage;
use report::{ChartOptions, UnknownMeasure};

/// A study that can begin.
pub trait Study: Send {
    /// The name of its command.
    fn command(&self) -> &'static str;
    /// What is asked, as arguments of the command after the scenario.
    fn arguments(&self) -> String;
    /// What was handed in: the scenario, trials and seed, and for what charts are made.
    fn given(&self) -> (&Scenario, &Settings, Size);
    /// Does the work: its page, and the scenario in which the answer is an option, if there is one.
    ///
    /// # Errors
    ///
    /// If the user stops it, or a chart cannot be drawn.
    fn work(&self, progress: &dyn Progress) -> Result<(StudyPage, Option<Scenario>), Error>;
}

pub(super) fn answer(study: &dyn Study, progress: &dyn Progress) -> Result<StudyAnswer, Error> {
    let (page, answer) = study.work(progress)?;
    let (scenario, settings, size) = study.given();
    Ok(StudyAnswer {
        command: study.command(),
        arguments: study.arguments(),
        scenario: scenario.clone(),
        answer,
        settings: settings.clone(),
        size,
        page,
    })
}

/// The scenario, if what the question adds fits it; else what does not.
pub(super) fn fitting(reading: Reading) -> Result<Scenario, Error> {
    let Reading { scenario, problems, sources } = reading;
    let message = format!("the arguments do not fit the scenario: {}", count(&problems));
    scenario.ok_or(Error::Input(Fault { message, problems, sources }))
}

/// TOML with the targets of the question, in place of those of the scenario; nothing if there are none.
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

/// Whether there is any target.
pub(super) fn need_targets(scenario: &Scenario) -> Result<&[Target], Error> {
    match scenario.service.targets.0.as_slice() {
        [] => Err(Error::input(
            "there is no target to meet\n  help: add --target \"vacancy_rate at most 10% by 2026-03\", or `targets` in the scenario",
        )),
        targets => Ok(targets),
    }
}

/// Whether a number that is varied can move any of the targets, as far as its declaration tells: what it costs to do
/// something moves cost, and nothing else.
pub(super) fn need_effect(argument: &str, path: &str, service: &Service<Uncertain>) -> Result<(), Error> {
    let measures = measure::all(service);
    let is_cost = |target: &Target| {
        let measure = measures.iter().find(|measure| measure.id == target.measure);
        measure.is_some_and(|measure| measure.unit == Unit::Pounds)
    };
    if service.targets.0.iter().any(is_cost) {
        return Ok(());
    }
    match moves_only_cost(service, path) {
        Some(remedy) => Err(Error::input(format!(
            "{argument}: no target depends on `{path}`: it moves cost alone, so that its least value would be the best\n  \
             help: {remedy}"
        ))),
        None => Ok(()),
    }
}

/// A sentence on what an option takes for granted, if it does.
pub(super) fn takes_for_granted(service: &Service<Uncertain>, option: &str) -> Option<String> {
    let title = quoted(service.option.get(option)?.heading());
    assumes(service, option).map(|assumes| format!("{title} {assumes}."))
}

/// An argument names an option that there is not.
pub(super) fn no_such_option(argument: &str, name: &str, all: &[impl AsRef<str>]) -> Error {
    let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    let help = match nearest(name, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.is_empty() => "the scenario offers none: add [[option]] to it".to_owned(),
        None => format!("the options are: {}", all.join(", ")),
    };
    Error::input(format!("{argument}: there is no option `{name}` to choose from\n  help: {help}"))
}

/// Whether runs of a service have all measures of which charts are wanted; `argument` names them in messages.
///
/// # Errors
///
/// The first that they do not have, with the nearest that they have.
pub fn check_charts(
    argument: &str,
    charts: &ChartOptions,
    service: &Service<Uncertain>,
) -> Result<(), Error> {
    charts.check(service).map_err(|UnknownMeasure { asked, nearest, known }| {
        let meant =
            nearest.map(|nearest| format!("\n  help: `{nearest}` is the nearest")).unwrap_or_default();
        let known = known.join(", ");
        Error::input(format!(
            "{argument}: `{asked}` is not a measure of this scenario{meant}\n  known: {known}"
        ))
    })
}

/// The targets of a scenario within a sentence.
pub(super) fn targets_in_words(scenario: &Scenario, model: &Model) -> String {
    let service = &scenario.service;
    study::targets_in_words(&service.targets.0, &model.layout.measures, service.last_month())
}

/// A chance between 0 and 1, such as 0.8 or 80%.
///
/// # Errors
///
/// How it is to be written.
pub fn chance(text: &str) -> Result<f64, String> {
    match number(text) {
        Ok(chance) if chance > 0.0 && chance < 1.0 => Ok(chance),
        _ => Err("write a chance between 0 and 1, such as 0.8 or 80%".to_owned()),
    }
}

/// A target, as scenarios write it.
///
/// # Errors
///
/// What is wrong with it, and how it is to be written.
pub fn target(text: &str) -> Result<String, String> {
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

/// The argument that asks for charts of this size again; nothing for the usual size.
pub(super) fn size_again(size: Size) -> String {
    if size == Size::default() { String::new() } else { format!("--chart-size {}", size.name()) }
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
