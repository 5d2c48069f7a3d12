//! Which numbers matter?

use serde::{Deserialize, Serialize};

use super::Error;
use super::study::{
    Study, check_charts, fitting, joined, no_such_option, size_again, targets_again, targets_in_words,
    targets_toml,
};
use chart::Size;
use model::age;
use model::calendar::Month;
use model::engine::Model;
use model::ensemble::{Progress, Settings};
use model::measure::usual::EXPLAINED;
use model::register::{Assumption, described, register};
use model::scenario::Scenario;
use model::service::BASELINE_TITLE;
use model::uncertain::Quality;
use report::ChartOptions;
use report::study::{Known, SensitivityAsked, StudyPage, VariedNumber, result_in_words, sensitivity_page};
use study::sensitivity::{
    RANKED, ResultAsked, SensitivityFound, SensitivitySpec, explain, result_months, trials_of_sensitivity,
};

/// Fewer trials tell nothing of single numbers.
const FEWEST: u32 = 200;

/// Where the spread of a result comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SensitivityQuestion {
    /// Id of the measure whose spread is explained; if absent, that of the first target, or caseload.
    pub measure: Option<String>,
    /// The month at whose end it is looked at; if absent, that of the target, or two years ahead.
    pub at: Option<Month>,
    /// The option whose difference is explained, not the measure itself.
    pub option: Option<String>,
    /// What options are judged by beside their cost; if empty, the targets of the scenario.
    pub targets: Vec<String>,
    /// For what charts are made.
    pub size: Size,
}

/// A sensitivity that can be worked out.
pub(super) struct Sensitivity {
    question: SensitivityQuestion,
    settings: Settings,
    /// As it was handed in.
    scenario: Scenario,
    /// With the targets of the question.
    asked: Scenario,
    model: Model,
    result: ResultAsked,
}

impl SensitivityQuestion {
    pub(super) fn ask(&self, settings: Settings, scenario: Scenario) -> Result<Sensitivity, Error> {
        if settings.trials < FEWEST {
            return Err(Error::input(format!(
                "--trials: {} trials tell nothing of single numbers\n  help: run at least {FEWEST}, better 2,000",
                settings.trials
            )));
        }
        let asked = fitting(scenario.with(&targets_toml(&self.targets)))?;
        let model = Model::new(&asked.service);
        let result = self.result(&asked, &model)?;
        Ok(Sensitivity { question: self.clone(), settings, scenario, asked, model, result })
    }

    /// The result that is asked for.
    fn result(&self, scenario: &Scenario, model: &Model) -> Result<ResultAsked, Error> {
        let service = &scenario.service;
        let target = service.targets.0.iter().find(|target| target.team.is_none());
        let measure = match &self.measure {
            Some(measure) => measure.trim().to_owned(),
            None => target.map_or_else(|| EXPLAINED.name().to_owned(), |target| target.measure.clone()),
        };
        let charts = ChartOptions { measures: Some(vec![measure.clone()]), ..ChartOptions::default() };
        check_charts("--measure", &charts, service)?;
        let of_target = target.filter(|target| target.measure == measure).and_then(|target| target.by);
        let at = self.at.or(of_target).or_else(|| result_months(model, &measure));
        let (first, last) = (service.first_month(), service.last_month());
        if let Some(month) = at.filter(|month| *month < first || *month > last) {
            return Err(Error::input(format!(
                "--at: {} is outside of the run\n  help: name a month from {first} to {last}",
                month.long_name()
            )));
        }
        let option = match &self.option {
            None => None,
            Some(name) => {
                let names: Vec<&str> = model.options.iter().map(|plan| plan.name.as_str()).collect();
                let at = names.iter().position(|own| own == name);
                Some(at.ok_or_else(|| no_such_option("--option", name, &names))?)
            }
        };
        Ok(ResultAsked { measure, at, option })
    }
}

impl Study for Sensitivity {
    fn command(&self) -> &'static str {
        "sensitivity"
    }

    fn arguments(&self) -> String {
        let SensitivityQuestion { measure, at, option, targets, size } = &self.question;
        let mut words: Vec<String> = Vec::new();
        words.extend(measure.as_ref().map(|measure| format!("--measure {measure}")));
        words.extend(at.map(|month| format!("--at {month}")));
        words.extend(option.as_ref().map(|option| format!("--option {option}")));
        words.extend(targets_again(targets));
        words.push(size_again(*size));
        joined(words)
    }

    fn given(&self) -> (&Scenario, &Settings, Size) {
        (&self.scenario, &self.settings, self.question.size)
    }

    fn work(&self, progress: &dyn Progress) -> Result<(StudyPage, Option<Scenario>), Error> {
        let Self { settings, asked, model, .. } = self;
        let targets = asked.service.targets.0.as_slice();
        let question = SensitivitySpec { result: self.result.clone(), targets, settings };
        progress.begin(trials_of_sensitivity(model, &question), None);
        let found = explain(model, &question, progress)?;
        let told = told(asked, model, &question, &found);
        Ok((sensitivity_page(&told, &found, self.question.size)?, None))
    }
}

/// What is asked and found in words.
fn told(
    scenario: &Scenario,
    model: &Model,
    question: &SensitivitySpec<'_>,
    found: &SensitivityFound,
) -> SensitivityAsked {
    let service = &scenario.service;
    let measure = model.layout.measures.iter().find(|measure| measure.id == question.result.measure);
    let measure = measure.expect("checked: the measure is that of a run");
    let option = question.result.option.map(|at| model.options[at].title.as_str());
    let number = |path: &str| {
        let (words, kind) = described(service, path)?;
        let parameter = model.parameters.find(path).map(|id| model.parameters.get(id))?;
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
        figures: age::short(service),
    }
}
