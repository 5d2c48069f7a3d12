//! The register of assumptions: which numbers a scenario rests on, and how
//! good they are, after the Aqua Book of HM Treasury (2015), "Guidance on
//! producing quality analysis for government".

mod granted;
mod only_cost;
mod concerns;
mod value;
mod reach;
mod descriptions;

pub use concerns::{Concern, Weakness, concerns};
pub use granted::{Granted, granted};
pub use only_cost::moves_only_cost;
pub use reach::{Moves, Reach};

use crate::scenario::{Origin, Scenario};
use crate::service::{Service, option_of};
use crate::uncertain::{Kind, Quality, Uncertain};
use descriptions::Descriptions;
use granted::GRANTED;
use reach::Reaches;
use value::{amount, significant};

/// One number of a scenario, with all that is known of it.
///
/// What a sensitivity analysis finds of it stands, with its source and quality, in the `sensitivity.csv` of that.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Name of the scenario in the results where several are compared; empty otherwise.
    pub scenario: String,
    /// Its address in the scenario file, such as `workforce.leaving.rate_per_year`.
    pub path: String,
    /// What it is, in words.
    pub parameter: String,
    /// The number or the range, in words.
    pub value: String,
    /// A tenth of trials lie below this. As the file has it: 16% is 0.16.
    pub low: f64,
    /// Half of trials lie below this.
    pub middle: f64,
    /// A tenth of trials lie above this.
    pub high: f64,
    /// The unit, in words.
    pub unit: String,
    /// The form of the range, as scenarios write it; `value` for a plain number.
    pub distribution: String,
    /// Where it comes from.
    pub source: String,
    /// How good it is, if the scenario says so.
    pub quality: Option<Quality>,
    /// Anything else that a reader should know.
    pub note: String,
    /// Where it was set.
    pub set_in: SetIn,
    /// Who answers for it.
    pub owner: String,
    /// When it is to be looked at again.
    pub review: String,
    /// How far it alone may move what a run reports, as far as the balance of
    /// the start can tell; `None` if that says nothing. See [`concerns()`].
    pub reach: Option<Reach>,
}

/// Where a number was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetIn {
    /// In a file that the scenario extends, by its name.
    Base(String),
    /// In the file of the scenario.
    Scenario,
    /// In an option of the scenario, by its name.
    Option(String),
    /// In an option that is in the program, by its name.
    ReadyOption(String),
    /// Nowhere: the scenario leaves it out, and the program takes its default.
    Default,
}

impl Assumption {
    /// Whether it is the same in every trial.
    pub fn is_fixed(&self) -> bool {
        self.distribution == "value"
    }

    /// The name of the option to which it belongs.
    pub fn option(&self) -> Option<&str> {
        option_of(&self.path)
    }
}

/// Every number that a scenario holds, once, defaults included, in the order of the file format.
pub fn register(scenario: &Scenario) -> Vec<Assumption> {
    let service = &scenario.service;
    let descriptions = Descriptions::new(service);
    let mut reaches = Reaches::new(service);
    let taken: Vec<Granted> = service.option.names().flat_map(|option| granted(service, option)).collect();
    let mut assumptions = Vec::new();
    service.map(&mut |path, about, number: &Uncertain| {
        let kind = about.kind;
        let shown = descriptions.kind_of(path, about);
        let [low, middle, high] = [0.1, 0.5, 0.9].map(|p| significant(number.quantile(p, kind)));
        let mut provenance = number.provenance.clone();
        if let Some(taken) = taken.iter().find(|taken| taken.number == path && provenance.note.is_empty()) {
            provenance.note = format!("{GRANTED}{}", taken.that);
        }
        assumptions.push(Assumption {
            scenario: String::new(),
            path: path.to_owned(),
            parameter: descriptions.parameter(path, about),
            value: amount(number, [low, middle, high], shown),
            low,
            middle,
            high,
            unit: value::unit(shown).to_owned(),
            distribution: number.quantity.key().to_owned(),
            source: provenance.source,
            quality: provenance.quality,
            note: provenance.note,
            set_in: set_in(scenario, path, number),
            owner: provenance.owner,
            review: provenance.review,
            reach: reaches.of(path, number, kind),
        });
    });
    assumptions
}

/// Numbers of a scenario that are hardly believable, each with its value, in words.
pub fn in_doubt(service: &Service<Uncertain>) -> Vec<String> {
    let descriptions = Descriptions::new(service);
    let mut all = Vec::new();
    service.map(&mut |path, about, number: &Uncertain| {
        if about.doubtful(number).is_some() {
            let percentiles = [0.1, 0.5, 0.9].map(|p| significant(number.quantile(p, about.kind)));
            let shown = descriptions.kind_of(path, about);
            all.push(format!(
                "{}: {}",
                descriptions.parameter(path, about),
                amount(number, percentiles, shown)
            ));
        }
    });
    all
}

/// What the number at a path is in words, and the kind in whose unit it is shown; `None` if there is no such number.
pub fn described(service: &Service<Uncertain>, wanted: &str) -> Option<(String, &'static Kind)> {
    let descriptions = Descriptions::new(service);
    let mut found = None;
    service.map(&mut |path, about, _: &Uncertain| {
        if path == wanted {
            found = Some((descriptions.parameter(path, about), descriptions.kind_of(path, about)));
        }
    });
    found
}

/// A number of a kind as people write it, with its unit: `23 people`, `16% a year`, `£3,000`; with as many decimals
/// as tell it from its neighbour a step away.
pub fn written(value: f64, step: f64, kind: &Kind) -> String {
    value::amount_to(value, step, kind)
}

/// The two ends of a range, each as people write it, both in one form: `97.5% a year` and `186% a year`.
pub fn written_ends(low: f64, high: f64, kind: &Kind) -> [String; 2] {
    value::ends(low, high, kind)
}

/// The register of scenarios that are compared, each with its name in the
/// results: all of the first, then of each other what it gives otherwise or in addition.
pub fn compared<'a>(scenarios: impl IntoIterator<Item = (&'a str, &'a Scenario)>) -> Vec<Assumption> {
    let mut all: Vec<Assumption> = Vec::new();
    let mut count = None;
    for (name, scenario) in scenarios {
        for own in register(scenario) {
            let is_same = |of_first: &Assumption| of_first.path == own.path && of_first.says_the_same(&own);
            if !all[..count.unwrap_or(0)].iter().any(is_same) {
                all.push(Assumption { scenario: name.to_owned(), ..own });
            }
        }
        count.get_or_insert(all.len());
    }
    all
}

impl Assumption {
    /// Whether another scenario has the same number from the same source.
    fn says_the_same(&self, other: &Self) -> bool {
        let facts =
            |own: &Self| (own.value.clone(), own.distribution.clone(), own.source.clone(), own.quality);
        let range = |own: &Self| [own.low, own.middle, own.high].map(f64::to_bits);
        facts(self) == facts(other) && range(self) == range(other)
    }
}

fn set_in(scenario: &Scenario, path: &str, number: &Uncertain) -> SetIn {
    if number.place.is_none() {
        return SetIn::Default;
    }
    match (option_of(path), scenario.taken_from.origin(path)) {
        (Some(name), Some(Origin::Program)) => SetIn::ReadyOption(name.to_owned()),
        (Some(name), _) => SetIn::Option(name.to_owned()),
        (None, Some(Origin::File(name))) => SetIn::Base(name.to_owned()),
        // Nothing but options is taken from the program.
        (None, Some(Origin::Program) | None) => SetIn::Scenario,
    }
}

#[cfg(test)]
mod tests;
