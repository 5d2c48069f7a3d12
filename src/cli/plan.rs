//! `staffcast plan`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::arguments::trials;
use super::chart_options::ChartSize;
use super::failure::Failure;
use super::run::read;
use super::study::{
    StudyOptions, chance, finish, fitting, joined, need_targets, no_such_option, option_toml, shell_quoted,
    target, targets_again, targets_in_words, targets_toml, toml_text,
};
use super::vary::{Vary, free_name, number};
use crate::engine::Model;
use crate::export::readable::whole;
use crate::export::study::{PlanAsked, Study, VariedNumber, plan_page};
use crate::scenario::Scenario;
use crate::service::Service;
use crate::study::plan::{Aim, Candidate, Choice, MOST_LISTED, Question, Set, choose, trials_of_plan};
use crate::uncertain::Uncertain;

pub(super) const EXAMPLES: &str = "Examples:
  staffcast plan scenarios/kent-choices.toml --sure 0.3
  staffcast plan scenarios/kent-choices.toml --budget 3_000_000 --size overseas.people=20,40,80
  staffcast plan scenarios/kent-choices.toml --budget 3_000_000 --among overseas,retention,from_agency

Up to 64 sets are all looked at; where there are more, a search looks at 64. The exit code is 0 whether or not the targets can be \
met, 1 if results could not be written, 2 if the scenario or the arguments are at fault, and 130 if it was stopped with Ctrl-C.";

/// The option that is the answer.
const ANSWER: (&str, &str) = ("plan", "The plan");

#[derive(Args, Debug)]
pub(super) struct PlanArguments {
    /// The scenario file with the options (TOML)
    scenario: PathBuf,
    /// What is to be met, such as "caseload at most 16 by 2026-03"; several are to be met together [default:
    /// the targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// The chance that is wanted, at the least net cost
    #[arg(long, value_name = "CHANCE", default_value = "0.8", value_parser = chance, conflicts_with = "budget")]
    sure: f64,
    /// The most that may be spent: net, over the whole run, on average. What does most for it is sought
    #[arg(long, value_name = "POUNDS", value_parser = number, allow_hyphen_values = true)]
    budget: Option<f64>,
    /// Options to choose from, with commas [default: all that the scenario offers]
    #[arg(long, value_name = "OPTION,...", value_delimiter = ',')]
    among: Vec<String>,
    /// Options of which at most one may be chosen, with commas; may be given again
    #[arg(long, value_name = "OPTION,...")]
    either: Vec<String>,
    /// Sizes of an option: values of one of its numbers, such as overseas.people=20,40,80; may be given again
    #[arg(long, value_name = "NAME=VALUE,...")]
    size: Vec<Size>,
    /// How many possible futures judge the set that is chosen; a tenth as many screen each set
    #[arg(long, value_name = "NUMBER", default_value = "1000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

/// A number of an option, and the values that it may have.
#[derive(Clone, Debug)]
struct Size {
    name: String,
    values: Vec<f64>,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = "write NAME=VALUE,VALUE, such as overseas.people=20,40,80";
        let (name, values) = text.split_once('=').ok_or(form)?;
        let mut values: Vec<f64> = values.split(',').map(number).collect::<Result<_, _>>()?;
        values.sort_by(f64::total_cmp);
        values.dedup();
        Ok(Self { name: name.trim().to_owned(), values })
    }
}

pub(super) fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let scenario = read(&arguments.scenario, arguments.options.quiet)?;
    let asked = fitting(scenario.with(&targets_toml(&arguments.target)))?;
    let targets = need_targets(&asked)?;
    let model = Model::new(&asked.service);
    let names = among(arguments, &asked.service)?;
    let numbers = sizes(arguments, &asked.service, &names)?;
    let choice = choice(arguments, &asked.service, &model, &names, &numbers)?;
    let aim = match arguments.budget {
        Some(budget) => Aim::Most { budget },
        None => Aim::Cheapest { sure: arguments.sure },
    };
    let settings = arguments.options.settings(arguments.trials);
    let title = |name: &String| {
        asked.service.option.get(name).map_or(name.clone(), |option| option.heading().to_owned())
    };
    let of = |name: &String| {
        numbers.iter().find(|(option, ..)| option == name).map(|(_, number, _)| number.clone())
    };
    let told = PlanAsked {
        choice: &choice,
        titles: names.iter().map(|name| (title(name), of(name))).collect(),
        targets: targets_in_words(&asked, &model),
        aim,
    };

    let question = Question { choice: &choice, targets, aim, settings: &settings };
    let target = arguments.options.target(&scenario, "plan");
    let trials = trials_of_plan(&choice, arguments.trials);
    let (found, folder) = arguments.options.work(&target, trials, |bar| choose(model, &question, bar))?;
    let size = arguments.chart_size.size();
    let page = plan_page(&told, &found, size)?;
    let answer = answer(&asked, &choice, &numbers, &found.chosen.set)?;
    let study = Study {
        command: "plan",
        arguments: &again(arguments),
        scenario: &scenario,
        answer: Some(&answer),
        settings: &settings,
        size,
    };
    finish(&study, page, folder, &target)
}

/// The names of the options that may be chosen.
fn among(arguments: &PlanArguments, service: &Service<Uncertain>) -> Result<Vec<String>, Failure> {
    let decided = service.decided_options();
    let is_open = |name: &str| !decided.contains(&name);
    let offered = service.option.values().filter(|option| option.offered && is_open(&option.name.text));
    let all: Vec<String> = offered.map(|option| option.name.text.clone()).collect();
    let named: Vec<String> = arguments.among.iter().map(|name| name.trim().to_owned()).collect();
    for name in &named {
        if service.option.get(name).is_none() || !is_open(name) {
            return Err(no_such_option("--among", name, &all));
        }
    }
    let mut names = if named.is_empty() { all } else { named };
    let mut seen = Vec::new();
    names.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    match names.len() {
        0 => Err(Failure::Input(
            "the scenario offers no option to choose from\n  help: add [[option]] to it; docs/scenario-file.md has the keys".to_owned(),
        )),
        _ => Ok(names),
    }
}

type Sized = (String, VariedNumber, Vec<f64>);

/// The numbers that say sizes: option, number, values.
fn sizes(
    arguments: &PlanArguments,
    service: &Service<Uncertain>,
    names: &[String],
) -> Result<Vec<Sized>, Failure> {
    let mut numbers: Vec<Sized> = Vec::new();
    for Size { name, values } in &arguments.size {
        let (low, high) = (values[0], values[values.len() - 1]);
        let vary = Vary { name: name.clone(), low, high };
        let varied = vary.find("--size", service, 0)?;
        let option = varied.option.clone();
        if !names.contains(&option) {
            let what = format!("--size: `{}` is no number of an option to choose from", vary.name);
            return Err(Failure::Input(format!("{what}\n  help: the options are: {}", names.join(", "))));
        }
        if numbers.iter().any(|(other, ..)| *other == option) {
            let what = format!("--size: the option `{option}` has two sizes");
            return Err(Failure::Input(format!(
                "{what}\n  help: name one of its numbers, with all values that it may have"
            )));
        }
        numbers.push((option, VariedNumber::from(&varied), values.clone()));
    }
    Ok(numbers)
}

fn choice(
    arguments: &PlanArguments,
    service: &Service<Uncertain>,
    model: &Model,
    names: &[String],
    numbers: &[Sized],
) -> Result<Choice, Failure> {
    let sizes = |name: &String| {
        let (_, number, values) = numbers.iter().find(|(option, ..)| option == name)?;
        Some((model.parameters.find(&number.path)?, values.clone()))
    };
    let candidate = |name: &String| Candidate {
        name: name.clone(),
        includes: service.with_included([name.as_str()]).into_iter().skip(1).map(str::to_owned).collect(),
        sizes: sizes(name),
    };
    let position = |name: &str| {
        let name = name.trim();
        names.iter().position(|own| own == name).ok_or_else(|| no_such_option("--either", name, names))
    };
    let group = |group: &String| group.split(',').map(position).collect::<Result<Vec<_>, _>>();
    let either = arguments.either.iter().map(group).collect::<Result<_, _>>()?;
    let choice = Choice { candidates: names.iter().map(candidate).collect(), either };
    if choice.count() > MOST_LISTED {
        return Err(Failure::Input(format!(
            "{} options, with their sizes, have more than {} sets\n  help: name fewer with --among, or fewer sizes",
            names.len(),
            whole(MOST_LISTED)
        )));
    }
    Ok(choice)
}

/// The scenario in which the answer is an option.
fn answer(asked: &Scenario, choice: &Choice, numbers: &[Sized], set: &Set) -> Result<Scenario, Failure> {
    let sizes = choice.sizes(set);
    let names: Vec<String> = sizes.iter().map(|(name, _)| toml_text(name)).collect();
    let (name, title) = (free_name(&asked.service, ANSWER.0), ANSWER.1);
    let text = option_toml(&name, title, &format!("includes = [{}]", names.join(", ")));
    let mut answer = fitting(asked.with(&text))?;
    for (name, size) in sizes {
        let number = numbers.iter().find(|(option, ..)| option == name);
        if let Some(((_, number, _), size)) = number.zip(size) {
            answer = fitting(answer.with_number(&number.path, size))?;
        }
    }
    Ok(answer)
}

/// The arguments after the scenario that ask the same again.
fn again(arguments: &PlanArguments) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(targets_again(&arguments.target));
    words.push(match arguments.budget {
        Some(budget) => format!("--budget {budget}"),
        None => format!("--sure {}", arguments.sure),
    });
    if !arguments.among.is_empty() {
        words.push(format!("--among {}", arguments.among.join(",")));
    }
    words.extend(arguments.either.iter().map(|group| format!("--either {}", shell_quoted(group))));
    for Size { name, values } in &arguments.size {
        let values: Vec<String> = values.iter().map(f64::to_string).collect();
        words.push(format!("--size {name}={}", values.join(",")));
    }
    words.push(arguments.chart_size.argument());
    joined(words)
}
