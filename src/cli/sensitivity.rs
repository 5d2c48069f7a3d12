//! `staffcast sensitivity`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::trials;
use super::chart_options::{ChartSize, known_measure};
use super::failure::Failure;
use super::run::read;
use super::study::{
    StudyOptions, finish, fitting, joined, no_such_option, target, targets_again, targets_in_words,
    targets_toml,
};
use crate::calendar::Month;
use crate::engine::Model;
use crate::export::study::{Known, SensitivityAsked, Study, VariedNumber, result_in_words, sensitivity_page};
use crate::measure::usual::EXPLAINED;
use crate::register::{Assumption, described, register};
use crate::scenario::Scenario;
use crate::service::BASELINE_TITLE;
use crate::study::sensitivity::{
    Asked, Found, Question, RANKED, explain, result_months, trials_of_sensitivity,
};
use crate::uncertain::Quality;

pub(super) const EXAMPLES: &str = "Examples:
  staffcast sensitivity scenarios/kent.toml
  staffcast sensitivity scenarios/kent.toml --measure vacancy_rate --at 2026-03
  staffcast sensitivity scenarios/kent-choices.toml --measure cost.total --option retention

With options in the scenario it also says which numbers would be worth knowing before deciding between them. The exit code is 0 \
if all went well, 1 if results could not be written, 2 if the scenario or the arguments are at fault, and 130 if it was stopped \
with Ctrl-C.";

#[derive(Args, Debug)]
pub(super) struct SensitivityArguments {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// The measure whose spread is to be explained, as in monthly.csv [default: that of the first target, or caseload]
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    /// The month at whose end it is looked at [default: that of the target, or two years ahead; a flow such as
    /// cost.total is summed over the run]
    #[arg(long, value_name = "YYYY-MM")]
    at: Option<Month>,
    /// Explain what this option changes in the measure, not the measure itself
    #[arg(long, value_name = "OPTION")]
    option: Option<String>,
    /// What options are judged by beside their cost, such as "caseload at most 16 by 2026-03" [default: the
    /// targets of the scenario]
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Vec<String>,
    /// How many possible futures to run; a quarter of them are run again for each number that matters most
    #[arg(long, value_name = "NUMBER", default_value = "2000", value_parser = trials)]
    trials: u32,
    #[command(flatten)]
    options: StudyOptions,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

/// Fewer trials tell nothing of single numbers.
const FEWEST: u32 = 200;

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let scenario = read(&arguments.scenario, arguments.options.quiet)?;
    if arguments.trials < FEWEST {
        return Err(Failure::Input(format!(
            "--trials: {} trials tell nothing of single numbers\n  help: run at least {FEWEST}, better 2,000",
            arguments.trials
        )));
    }
    let scenario_asked = fitting(scenario.with(&targets_toml(&arguments.target)))?;
    let model = Model::new(&scenario_asked.service);
    let asked = asked(arguments, &scenario_asked, &model)?;
    let settings = arguments.options.settings(arguments.trials);
    let question =
        Question { result: asked, targets: &scenario_asked.service.targets.0, settings: &settings };

    let folder = arguments.options.target(&scenario, "sensitivity");
    let trials = trials_of_sensitivity(&model, &question);
    let (found, new) = arguments.options.work(&folder, trials, |bar| explain(&model, &question, bar))?;
    let told = told(&scenario_asked, &model, &question, &found);
    let size = arguments.chart_size.size();
    let page = sensitivity_page(&told, &found, size)?;
    let study = Study {
        command: "sensitivity",
        arguments: &again(arguments),
        scenario: &scenario,
        answer: None,
        settings: &settings,
        size,
    };
    finish(&study, page, new, &folder)
}

/// The result that is asked for.
fn asked(arguments: &SensitivityArguments, scenario: &Scenario, model: &Model) -> Result<Asked, Failure> {
    let service = &scenario.service;
    let target = service.targets.0.iter().find(|target| target.team.is_none());
    let measure = match &arguments.measure {
        Some(measure) => measure.trim().to_owned(),
        None => target.map_or_else(|| EXPLAINED.name().to_owned(), |target| target.measure.clone()),
    };
    known_measure("--measure", &measure, service)?;
    let of_target = target.filter(|target| target.measure == measure).and_then(|target| target.by);
    let at = arguments.at.or(of_target).or_else(|| result_months(model, &measure));
    let (first, last) = (service.first_month(), service.last_month());
    if let Some(month) = at.filter(|month| *month < first || *month > last) {
        return Err(Failure::Input(format!(
            "--at: {} is outside of the run\n  help: name a month from {first} to {last}",
            month.long_name()
        )));
    }
    let option = match &arguments.option {
        None => None,
        Some(name) => {
            let names: Vec<&str> = model.options.iter().map(|plan| plan.name.as_str()).collect();
            let at = names.iter().position(|own| own == name);
            Some(at.ok_or_else(|| no_such_option("--option", name, &names))?)
        }
    };
    Ok(Asked { measure, at, option })
}

/// What is asked and found in words.
fn told(scenario: &Scenario, model: &Model, question: &Question<'_>, found: &Found) -> SensitivityAsked {
    let service = &scenario.service;
    let measure = model.layout.measures.iter().find(|measure| measure.id == question.result.measure);
    let measure = measure.expect("checked: the measure is that of a run");
    let option = question.result.option.map(|at| model.options[at].title.as_str());
    let number = |path: &str| {
        let (words, kind) = described(service, path)?;
        let parameter = model.parameters.find(path).map(|id| &model.parameters.list()[id.0 as usize])?;
        let [low, high] = [0.1, 0.9].map(|p| parameter.uncertain.quantile(p, parameter.kind));
        Some(VariedNumber { path: path.to_owned(), words, kind, ends: (low, high) })
    };
    let known = |own: Assumption| {
        let quality = own.quality.map_or("", Quality::name);
        (own.path, Known { words: own.parameter, source: own.source, quality })
    };
    let titles = model.options.iter().map(|plan| plan.title.clone());
    SensitivityAsked {
        result: result_in_words(measure, question.result.at, option),
        unit: measure.unit,
        numbers: found
            .inputs
            .iter()
            .take(RANKED)
            .map(|input| number(&input.path).expect("the number is in the scenario"))
            .collect(),
        decisions: [BASELINE_TITLE.to_owned()].into_iter().chain(titles).collect(),
        register: register(scenario).into_iter().map(known).collect(),
        targets: targets_in_words(scenario, model),
    }
}

/// The arguments after the scenario that ask the same again.
fn again(arguments: &SensitivityArguments) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(arguments.measure.as_ref().map(|measure| format!("--measure {measure}")));
    words.extend(arguments.at.map(|month| format!("--at {month}")));
    words.extend(arguments.option.as_ref().map(|option| format!("--option {option}")));
    words.extend(targets_again(&arguments.target));
    words.push(arguments.chart_size.argument());
    joined(words)
}
