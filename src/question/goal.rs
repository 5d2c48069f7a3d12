//! What would it take?

use serde::{Deserialize, Serialize};

use super::Error;
use super::study::{
    Study, fitting, joined, need_effect, need_targets, no_such_option, option_toml, shell_quoted, size_again,
    takes_for_granted, targets_again, targets_in_words, targets_toml,
};
use super::vary::{Varied, Vary, free_name};
use chart::Size;
use model::age;
use model::document::toml_text;
use model::engine::Model;
use model::ensemble::{Progress, Settings};
use model::scenario::Scenario;
use report::study::{GoalAsked, StudyPage, VariedNumber, frontier_page, goal_page};
use study::goal::{GoalSpec, Scale, frontier, seek, trials_of_frontier, trials_of_search};

/// The name and title of the option that is the answer.
const ANSWER: (&str, &str) = ("goal", "What was found");

/// The mildest value of a number, or pair of values of two, with which targets are met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalQuestion {
    /// The numbers that are varied, one or two.
    pub vary: Vec<Vary>,
    /// What is to be met together, as scenarios write it; if empty, the targets of the scenario.
    pub targets: Vec<String>,
    /// The chance that is wanted, between 0 and 1.
    pub sure: f64,
    /// Names of further options that are carried out.
    pub with: Vec<String>,
    /// For what charts are made.
    pub size: Size,
}

/// A goal that can be sought.
pub(super) struct Goal {
    question: GoalQuestion,
    settings: Settings,
    /// As it was handed in.
    scenario: Scenario,
    /// With the targets of the question, and an option for numbers that belong to none.
    asked: Scenario,
    varied: Vec<Varied>,
}

impl GoalQuestion {
    pub(super) fn ask(&self, settings: Settings, scenario: Scenario) -> Result<Goal, Error> {
        let varied = self.varied(&scenario)?;
        let options: Vec<&str> = scenario.service.option.names().collect();
        if let Some(name) = self.with_names().find(|name| !options.contains(name)) {
            return Err(no_such_option("--with", name, &options));
        }
        let asked = fitting(scenario.with(&self.addition(&varied, &scenario)))?;
        need_targets(&asked)?;
        for varied in &varied {
            need_effect("--vary", &varied.meant, &asked.service)?;
        }
        let goal = Goal { question: self.clone(), settings, scenario, asked, varied };
        // Before the work, so that nobody waits for an answer that cannot be written.
        for ends in [|varied: &Varied| varied.ends.0, |varied: &Varied| varied.ends.1] {
            goal.answer(&goal.varied.iter().map(ends).collect::<Vec<f64>>())?;
        }
        Ok(goal)
    }

    /// The numbers that are meant, one or two.
    fn varied(&self, scenario: &Scenario) -> Result<Vec<Varied>, Error> {
        let mut varied: Vec<Varied> = Vec::new();
        for vary in &self.vary {
            let of_own = varied.iter().filter(|varied| varied.change.is_some()).count();
            varied.push(vary.find("--vary", &scenario.service, of_own)?);
        }
        match varied.as_slice() {
            [_] => Ok(varied),
            [one, other] if one.meant != other.meant => Ok(varied),
            [one, _] => Err(Error::input(format!(
                "--vary: `{}` is named twice\n  help: take one of the two out, or name another number",
                one.meant
            ))),
            several => Err(Error::input(format!(
                "--vary: {} numbers are named, but at most two can be varied\n  help: give the others one value each, in the \
                 scenario",
                several.len()
            ))),
        }
    }

    /// What the question adds to the scenario.
    fn addition(&self, varied: &[Varied], scenario: &Scenario) -> String {
        let targets = targets_toml(&self.targets);
        let own = varied.iter().find(|varied| varied.change.is_some()).map(|varied| varied.option.as_str());
        let own = own.map(|name| option_toml(name, "Changed numbers", "offered = false"));
        let changes: Vec<&str> = varied.iter().filter_map(|varied| varied.change.as_deref()).collect();
        let name = free_name(&scenario.service, ANSWER.0);
        let names: Vec<String> = self.carried_out(varied).into_iter().map(toml_text).collect();
        let answer = option_toml(&name, ANSWER.1, &format!("includes = [{}]", names.join(", ")));
        format!("{targets}{}{}{answer}", own.unwrap_or_default(), changes.concat())
    }

    /// The names of the options that are carried out, each once.
    fn carried_out<'a>(&'a self, varied: &'a [Varied]) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for name in varied.iter().map(|varied| varied.option.as_str()).chain(self.with_names()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn with_names(&self) -> impl Iterator<Item = &str> {
        self.with.iter().map(|name| name.trim())
    }
}

impl Goal {
    /// The titles of the options that are carried out beside the varied ones.
    fn beside(&self) -> Vec<String> {
        let others = self.question.carried_out(&self.varied).into_iter();
        let others = others.filter(|name| self.varied.iter().all(|varied| varied.option != *name));
        let options = others.filter_map(|name| self.asked.service.option.get(name));
        options.map(|option| option.heading().to_owned()).collect()
    }

    /// The scenario in which the answer is an option.
    fn answer(&self, values: &[f64]) -> Result<Scenario, Error> {
        let mut answer = self.asked.clone();
        for (varied, value) in self.varied.iter().zip(values) {
            answer = fitting(answer.with_number(&varied.path, *value))?;
        }
        Ok(answer)
    }
}

impl Study for Goal {
    fn command(&self) -> &'static str {
        "goal"
    }

    fn arguments(&self) -> String {
        let GoalQuestion { vary, targets, sure, with, size } = &self.question;
        let mut words: Vec<String> = Vec::new();
        for Vary { name, low, high } in vary {
            words.push(format!("--vary {}", shell_quoted(&format!("{name}={low}..{high}"))));
        }
        words.extend(targets_again(targets));
        words.push(format!("--sure {sure}"));
        if !with.is_empty() {
            let names: Vec<&str> = self.question.with_names().collect();
            words.push(format!("--with {}", names.join(",")));
        }
        words.push(size_again(*size));
        joined(words)
    }

    fn given(&self) -> (&Scenario, &Settings, Size) {
        (&self.scenario, &self.settings, self.question.size)
    }

    fn work(&self, progress: &dyn Progress) -> Result<(StudyPage, Option<Scenario>), Error> {
        let Self { question: GoalQuestion { sure, size, .. }, settings, asked, varied, .. } = self;
        let model = Model::new(&asked.service);
        let scales: Vec<Scale> = varied.iter().map(|varied| scale(varied, &model)).collect();
        let targets = asked.service.targets.0.as_slice();
        let options = self.question.carried_out(varied);
        let question = GoalSpec { options: options.clone(), targets, sure: *sure, settings };
        let numbers: Vec<VariedNumber> = varied.iter().map(VariedNumber::from).collect();
        let told = GoalAsked {
            varied: &numbers,
            targets,
            in_words: targets_in_words(asked, &model),
            sure: *sure,
            beside: self.beside(),
            granted: options.iter().filter_map(|name| takes_for_granted(&asked.service, name)).collect(),
            figures: age::short(&asked.service),
        };
        let (page, values) = match scales.as_slice() {
            [scale] => {
                progress.begin(trials_of_search(scale, settings.trials), None);
                let found = seek(model, &question, scale, progress)?;
                (goal_page(&told, &found, *size)?, found.judged.values)
            }
            [first, second] => {
                let scales = [first.clone(), second.clone()];
                progress.begin(trials_of_frontier(&scales, settings.trials), None);
                let found = frontier(model, &question, &scales, progress)?;
                (frontier_page(&told, &found, *size)?, found.judged.values)
            }
            _ => unreachable!("one or two numbers, as is checked above"),
        };
        Ok((page, Some(self.answer(&values)?)))
    }
}

fn scale(varied: &Varied, model: &Model) -> Scale {
    let id = model.parameters.find(&varied.path).expect("the number is in the scenario, or was added to it");
    Scale::new(id, &varied.path, varied.kind, varied.ends.0, varied.ends.1)
}
