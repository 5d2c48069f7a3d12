//! Which options together?

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Error;
use super::study::{
    Study, fitting, joined, need_effect, need_targets, no_such_option, option_toml, shell_quoted, size_again,
    takes_for_granted, targets_again, targets_in_words, targets_toml,
};
use super::vary::{Vary, free_name, number};
use chart::Size;
use model::age;
use model::document::toml_text;
use model::engine::Model;
use model::ensemble::{Progress, Settings};
use model::readable::whole;
use model::scenario::Scenario;
use model::service::Service;
use model::uncertain::Uncertain;
use report::study::{PlanAsked, StudyPage, VariedNumber, plan_page};
use study::plan::{Aim, Candidate, Choice, MOST_LISTED, PlanSpec, Set, choose, trials_of_plan};

/// The name and title of the option that is the answer.
const ANSWER: (&str, &str) = ("plan", "The plan");

/// The set of options that meets targets at the least cost, or that does most for a budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanQuestion {
    /// What is to be met together, as scenarios write it; if empty, the targets of the scenario.
    pub targets: Vec<String>,
    /// The chance that is wanted (between 0 and 1) at the least net cost, or the most that may be spent.
    pub aim: Aim,
    /// Names of the options to choose from; if empty, all that the scenario offers.
    pub among: Vec<String>,
    /// Options of which at most one may be chosen: names with commas between them.
    pub either: Vec<String>,
    /// Sizes of options.
    pub sizes: Vec<Sizes>,
    /// For what charts are made.
    pub size: Size,
}

/// A number of an option, and the values that it may have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sizes {
    /// The path of the number, or as much of it as tells which.
    pub name: String,
    /// Its values, ascending.
    pub values: Vec<f64>,
}

impl FromStr for Sizes {
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

/// A plan that can be made.
pub(super) struct Plan {
    question: PlanQuestion,
    settings: Settings,
    /// As it was handed in.
    scenario: Scenario,
    /// With the targets of the question.
    asked: Scenario,
    /// The options to choose from.
    names: Vec<String>,
    numbers: Vec<Sized>,
    choice: Choice,
}

/// A number that says a size: option, number, values.
type Sized = (String, VariedNumber, Vec<f64>);

impl PlanQuestion {
    pub(super) fn ask(&self, settings: Settings, scenario: Scenario) -> Result<Plan, Error> {
        let asked = fitting(scenario.with(&targets_toml(&self.targets)))?;
        need_targets(&asked)?;
        let model = Model::new(&asked.service);
        let names = self.among(&asked.service)?;
        let numbers = self.sizes(&asked.service, &names)?;
        let choice = self.choice(&asked.service, &model, &names, &numbers)?;
        Ok(Plan { question: self.clone(), settings, scenario, asked, names, numbers, choice })
    }

    /// The names of the options that may be chosen.
    fn among(&self, service: &Service<Uncertain>) -> Result<Vec<String>, Error> {
        let decided = service.decided_options();
        let is_open = |name: &str| !decided.contains(&name);
        let offered = service.option.values().filter(|option| option.offered && is_open(&option.name.text));
        let all: Vec<String> = offered.map(|option| option.name.text.clone()).collect();
        let named: Vec<String> = self.among.iter().map(|name| name.trim().to_owned()).collect();
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
            0 => Err(Error::input(
                "the scenario offers no option to choose from\n  help: add [[option]] to it; docs/scenario-file.md has the keys",
            )),
            _ => Ok(names),
        }
    }

    /// The numbers that say sizes: option, number, values.
    fn sizes(&self, service: &Service<Uncertain>, names: &[String]) -> Result<Vec<Sized>, Error> {
        let mut numbers: Vec<Sized> = Vec::new();
        for Sizes { name, values } in &self.sizes {
            let (low, high) = (values[0], values[values.len() - 1]);
            let vary = Vary { name: name.clone(), low, high };
            let varied = vary.find("--size", service, 0)?;
            need_effect("--size", &varied.meant, service)?;
            let option = varied.option.clone();
            if !names.contains(&option) {
                let what = format!("--size: `{}` is no number of an option to choose from", vary.name);
                return Err(Error::input(format!("{what}\n  help: the options are: {}", names.join(", "))));
            }
            if numbers.iter().any(|(other, ..)| *other == option) {
                let what = format!("--size: the option `{option}` has two sizes");
                return Err(Error::input(format!(
                    "{what}\n  help: name one of its numbers, with all values that it may have"
                )));
            }
            numbers.push((option, VariedNumber::from(&varied), values.clone()));
        }
        Ok(numbers)
    }

    fn choice(
        &self,
        service: &Service<Uncertain>,
        model: &Model,
        names: &[String],
        numbers: &[Sized],
    ) -> Result<Choice, Error> {
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
        let group = |group: &String| {
            let mut names = group.split(',').map(position).collect::<Result<Vec<_>, _>>()?;
            // A name that is given twice is one option.
            names.sort_unstable();
            names.dedup();
            Ok(names)
        };
        let either = self.either.iter().map(group).collect::<Result<_, Error>>()?;
        let choice = Choice { candidates: names.iter().map(candidate).collect(), either };
        if choice.count() > MOST_LISTED {
            return Err(Error::input(format!(
                "{} options, with their sizes, have more than {} sets\n  help: name fewer with --among, or fewer sizes",
                names.len(),
                whole(MOST_LISTED)
            )));
        }
        Ok(choice)
    }
}

impl Plan {
    /// The scenario in which the answer is an option.
    fn answer(&self, set: &Set) -> Result<Scenario, Error> {
        let sizes = self.choice.sizes(set);
        let names: Vec<String> = sizes.iter().map(|(name, _)| toml_text(name)).collect();
        let (name, title) = (free_name(&self.asked.service, ANSWER.0), ANSWER.1);
        let text = option_toml(&name, title, &format!("includes = [{}]", names.join(", ")));
        let mut answer = fitting(self.asked.with(&text))?;
        for (name, size) in sizes {
            let number = self.numbers.iter().find(|(option, ..)| option == name);
            if let Some(((_, number, _), size)) = number.zip(size) {
                answer = fitting(answer.with_number(&number.path, size))?;
            }
        }
        Ok(answer)
    }

    /// The title of an option, and the number that says its size, if one does.
    fn title(&self, name: &str) -> (String, Option<VariedNumber>) {
        let option = self.asked.service.option.get(name);
        let title = option.map_or_else(|| name.to_owned(), |option| option.heading().to_owned());
        let number = self.numbers.iter().find(|(option, ..)| option == name);
        (title, number.map(|(_, number, _)| number.clone()))
    }
}

impl Study for Plan {
    fn command(&self) -> &'static str {
        "plan"
    }

    fn arguments(&self) -> String {
        let PlanQuestion { targets, aim, among, either, sizes, size } = &self.question;
        let mut words: Vec<String> = targets_again(targets).collect();
        words.push(match aim {
            Aim::Most { budget } => format!("--budget {budget}"),
            Aim::Cheapest { sure } => format!("--sure {sure}"),
        });
        if !among.is_empty() {
            words.push(format!("--among {}", among.join(",")));
        }
        words.extend(either.iter().map(|group| format!("--either {}", shell_quoted(group))));
        for Sizes { name, values } in sizes {
            let values: Vec<String> = values.iter().map(f64::to_string).collect();
            words.push(format!("--size {name}={}", values.join(",")));
        }
        words.push(size_again(*size));
        joined(words)
    }

    fn given(&self) -> (&Scenario, &Settings, Size) {
        (&self.scenario, &self.settings, self.question.size)
    }

    fn work(&self, progress: &dyn Progress) -> Result<(StudyPage, Option<Scenario>), Error> {
        let Self { question, settings, asked, choice, .. } = self;
        let model = Model::new(&asked.service);
        let told = PlanAsked {
            choice,
            titles: self.names.iter().map(|name| self.title(name)).collect(),
            targets: targets_in_words(asked, &model),
            aim: question.aim,
            granted: self.names.iter().map(|name| takes_for_granted(&asked.service, name)).collect(),
            figures: age::short(&asked.service),
        };
        let targets = asked.service.targets.0.as_slice();
        let wanted = PlanSpec { choice, targets, aim: question.aim, settings };
        progress.begin(trials_of_plan(choice, settings.trials), None);
        let found = choose(model, &wanted, progress)?;
        let page = plan_page(&told, &found, question.size)?;
        Ok((page, Some(self.answer(&found.chosen.set)?)))
    }
}
