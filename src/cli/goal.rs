//! `staffcast goal`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::trials;
use super::chart_options::ChartSize;
use super::failure::Failure;
use super::run::read;
use super::study::{
    StudyOptions, chance, finish, fitting, joined, need_targets, no_such_option, option_toml, shell_quoted,
    target, targets_again, targets_in_words, targets_toml, toml_text,
};
use super::vary::{Varied, Vary, free_name};
use crate::engine::Model;
use crate::export::study::{GoalAsked, Page, Study, VariedNumber, frontier_page, goal_page};
use crate::scenario::Scenario;
use crate::study::goal::{Question, Scale, frontier, seek, trials_of_frontier, trials_of_search};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast goal scenarios/kent-choices.toml --vary overseas.people=0..150 --sure 0.5
  staffcast goal scenarios/kent-choices.toml --vary overseas.people=0..150 --vary retention.leaving=0.6..1 --sure 0.5
  staffcast goal scenarios/kent.toml --vary workforce.leaving.rate_per_year=5%..15% --target \"vacancy_rate <= 12% by 2026-03\"

A number of an option is varied with that option carried out. Any other number is changed from the first day of the run on, as \
by an option. The exit code is 0 whether or not the target can be met, 1 if results could not be written, 2 if the scenario \
or the arguments are at fault, and 130 if it was stopped with Ctrl-C.";

/// The name and title of the option that is the answer.
const ANSWER: (&str, &str) = ("goal", "What was found");

#[derive(Args, Debug)]
pub(super) struct GoalArguments {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// What is varied and between which values, NAME=LOW..HIGH; once or twice
    ///
    /// NAME is the path of a number, such as option.overseas.campaign.1.people, or as much of it as tells which:
    /// overseas.people. With two, the pairs that do it are found, and the cheapest of them.
    #[arg(long, value_name = "NAME=LOW..HIGH", required = true)]
    vary: Vec<Vary>,
    /// What is to be met, such as "caseload at most 16 by 2026-03"; several are to be met together [default:
    /// the targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// The chance that is wanted
    #[arg(long, value_name = "CHANCE", default_value = "0.8", value_parser = chance)]
    sure: f64,
    /// Another option that is carried out too; several with commas
    #[arg(long, value_name = "OPTION,...", value_delimiter = ',')]
    with: Vec<String>,
    /// How many possible futures to run for each value
    #[arg(long, value_name = "NUMBER", default_value = "1000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

pub(super) fn goal(arguments: &GoalArguments) -> Result<(), Failure> {
    let scenario = read(&arguments.scenario, arguments.options.quiet)?;
    let varied = varied(arguments, &scenario)?;
    let options: Vec<&str> = scenario.service.option.names().collect();
    if let Some(name) = beside_names(arguments).find(|name| !options.contains(name)) {
        return Err(no_such_option("--with", name, &options));
    }
    let asked = fitting(scenario.with(&addition(arguments, &varied, &scenario)))?;
    let targets = need_targets(&asked)?;
    // Before the work, so that nobody waits for an answer that cannot be written.
    for ends in [|varied: &Varied| varied.ends.0, |varied: &Varied| varied.ends.1] {
        answer(&asked, &varied, &varied.iter().map(ends).collect::<Vec<f64>>())?;
    }

    let model = Model::new(&asked.service);
    let settings = arguments.options.settings(arguments.trials);
    let scales: Vec<Scale> = varied.iter().map(|varied| scale(varied, &model)).collect();
    let question = Question {
        options: carried_out(arguments, &varied),
        targets,
        sure: arguments.sure,
        settings: &settings,
    };
    let numbers: Vec<VariedNumber> = varied.iter().map(VariedNumber::from).collect();
    let told = GoalAsked {
        varied: &numbers,
        targets,
        in_words: targets_in_words(&asked, &model),
        sure: arguments.sure,
        beside: beside(arguments, &varied, &asked),
    };

    let size = arguments.chart_size.size();
    let target = arguments.options.target(&scenario, "goal");
    let (page, values, folder): (Page, _, _) = match scales.as_slice() {
        [scale] => {
            let trials = trials_of_search(scale, arguments.trials);
            let (found, folder) =
                arguments.options.work(&target, trials, |bar| seek(model, &question, scale, bar))?;
            (goal_page(&told, &found, size)?, found.judged.values, folder)
        }
        [first, second] => {
            let scales = [first.clone(), second.clone()];
            let trials = trials_of_frontier(&scales, arguments.trials);
            let (found, folder) =
                arguments.options.work(&target, trials, |bar| frontier(model, &question, &scales, bar))?;
            (frontier_page(&told, &found, size)?, found.judged.values, folder)
        }
        _ => unreachable!("one or two numbers, as is checked above"),
    };
    let answer = answer(&asked, &varied, &values)?;
    let study = Study {
        command: "goal",
        arguments: &again(arguments),
        scenario: &scenario,
        answer: Some(&answer),
        settings: &settings,
        size,
    };
    finish(&study, page, folder, &target)
}

/// The numbers that are meant, one or two.
fn varied(arguments: &GoalArguments, scenario: &Scenario) -> Result<Vec<Varied>, Failure> {
    let mut varied: Vec<Varied> = Vec::new();
    for vary in &arguments.vary {
        let of_own = varied.iter().filter(|varied| varied.change.is_some()).count();
        varied.push(vary.find("--vary", &scenario.service, of_own)?);
    }
    match varied.as_slice() {
        [_] => Ok(varied),
        [one, other] if one.meant != other.meant => Ok(varied),
        [one, _] => Err(Failure::Input(format!(
            "--vary: `{}` is named twice\n  help: take one of the two out, or name another number",
            one.meant
        ))),
        several => Err(Failure::Input(format!(
            "--vary: {} numbers are named, but at most two can be varied\n  help: give the others one value each, in the \
             scenario",
            several.len()
        ))),
    }
}

/// What the arguments add to the scenario.
fn addition(arguments: &GoalArguments, varied: &[Varied], scenario: &Scenario) -> String {
    let targets = targets_toml(&arguments.target);
    let own = varied.iter().find(|varied| varied.change.is_some()).map(|varied| varied.option.as_str());
    let own = own.map(|name| option_toml(name, "Changed numbers", "offered = false"));
    let changes: Vec<&str> = varied.iter().filter_map(|varied| varied.change.as_deref()).collect();
    let name = free_name(&scenario.service, ANSWER.0);
    let names: Vec<String> = carried_out(arguments, varied).into_iter().map(toml_text).collect();
    let answer = option_toml(&name, ANSWER.1, &format!("includes = [{}]", names.join(", ")));
    format!("{targets}{}{}{answer}", own.unwrap_or_default(), changes.concat())
}

/// The names of the options that are carried out, each once.
fn carried_out<'a>(arguments: &'a GoalArguments, varied: &'a [Varied]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let all = varied.iter().map(|varied| varied.option.as_str()).chain(beside_names(arguments));
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The names that `--with` gives.
fn beside_names(arguments: &GoalArguments) -> impl Iterator<Item = &str> {
    arguments.with.iter().map(|name| name.trim())
}

/// The titles of the options that are carried out beside the varied ones.
fn beside(arguments: &GoalArguments, varied: &[Varied], scenario: &Scenario) -> Vec<String> {
    let others = carried_out(arguments, varied)
        .into_iter()
        .filter(|name| varied.iter().all(|varied| varied.option != *name));
    let options = others.filter_map(|name| scenario.service.option.get(name));
    options.map(|option| option.heading().to_owned()).collect()
}

fn scale(varied: &Varied, model: &Model) -> Scale {
    let id = model.parameters.find(&varied.path).expect("the number is in the scenario, or was added to it");
    Scale::new(id, &varied.path, varied.kind, varied.ends.0, varied.ends.1)
}

/// The scenario in which the answer is an option.
fn answer(asked: &Scenario, varied: &[Varied], values: &[f64]) -> Result<Scenario, Failure> {
    let mut answer = asked.clone();
    for (varied, value) in varied.iter().zip(values) {
        answer = fitting(answer.with_number(&varied.path, *value))?;
    }
    Ok(answer)
}

/// The arguments after the scenario that ask the same again.
fn again(arguments: &GoalArguments) -> String {
    let mut words: Vec<String> = Vec::new();
    for Vary { name, low, high } in &arguments.vary {
        words.push(format!("--vary {}", shell_quoted(&format!("{name}={low}..{high}"))));
    }
    words.extend(targets_again(&arguments.target));
    words.push(format!("--sure {}", arguments.sure));
    if !arguments.with.is_empty() {
        let names: Vec<&str> = beside_names(arguments).collect();
        words.push(format!("--with {}", names.join(",")));
    }
    words.push(arguments.chart_size.argument());
    joined(words)
}

impl From<&Varied> for VariedNumber {
    fn from(varied: &Varied) -> Self {
        let Varied { path, words, kind, ends, .. } = varied;
        Self { path: path.clone(), words: words.clone(), kind, ends: *ends }
    }
}
