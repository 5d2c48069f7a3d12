//! Numbers that are varied: `NAME=LOW..HIGH`.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Error;
use model::document::{meant, nearest, pounds as amount_meant};
use model::register::described;
use model::scenario::why_fixed;
use model::service::{FundedPosts, Service, option_of};
use model::uncertain::{Kind, Uncertain, kinds};
use report::study::VariedNumber;

/// The name of the option that changes numbers which belong to none.
const OWN_OPTION: &str = "goal_change";

/// Names that might be meant, at most.
const MOST_SHOWN: usize = 12;

/// What is asked for: a name and the ends of its range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vary {
    /// The path of a number, or as much of it as tells which.
    pub name: String,
    /// Its lowest value.
    pub low: f64,
    /// Its highest value.
    pub high: f64,
}

/// A number of the scenario that is to be varied.
#[derive(Clone, Debug)]
pub(super) struct Varied {
    /// The path of the number that the model varies.
    pub(super) path: String,
    /// The path of the number that is meant; another if an option of its own changes it.
    pub(super) meant: String,
    /// What it is, in words.
    pub(super) words: String,
    /// The kind in whose unit it is shown.
    pub(super) kind: &'static Kind,
    /// The option to which it belongs.
    pub(super) option: String,
    /// The lowest and the highest value.
    pub(super) ends: (f64, f64),
    /// TOML for the option that changes it, if it belongs to no option of the scenario.
    pub(super) change: Option<String>,
}

impl FromStr for Vary {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = "write NAME=LOW..HIGH, such as option.overseas.campaign.1.people=0..60";
        let (name, range) = text.split_once('=').ok_or(form)?;
        let (low, high) = range.split_once("..").ok_or(form)?;
        if [name, low, high].iter().any(|part| part.trim().is_empty()) {
            return Err(form.to_owned());
        }
        let (low, high) = (number(low)?, number(high)?);
        if high - low <= 1e-9 * high.abs().max(low.abs()).max(1e-6) {
            return Err(format!("the range {range} is empty: write the lower end first"));
        }
        Ok(Self { name: name.trim().to_owned(), low, high })
    }
}

/// A number, or a percentage: 0.1 or 10%.
///
/// # Errors
///
/// What is wrong with it, for people.
pub fn number(text: &str) -> Result<f64, String> {
    let plain = text.trim().replace('_', "");
    let number = plain.parse::<f64>().ok().or_else(|| meant(&plain)?.written.parse().ok());
    within(text, number, "write 0.1, 10% or 1_000_000")
}

/// An amount, written as `1000000`, `£1,000,000` or `1m`.
///
/// # Errors
///
/// What is wrong with it, for people.
pub fn pounds(text: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().or_else(|| amount_meant(text));
    within(text, number, "write 1000000, £1,000,000 or 1m")
}

fn within(text: &str, number: Option<f64>, remedy: &str) -> Result<f64, String> {
    match number.filter(|number| number.is_finite()) {
        Some(number) if kinds::AMOUNT.allows(number) => Ok(number),
        Some(_) => Err(format!("`{text}` is beyond what numbers can be: ten thousand million")),
        None => Err(format!("`{text}` is no number: {remedy}")),
    }
}

impl Vary {
    /// The number of a scenario that is meant by an argument. `already` is how many others have a change of their own.
    pub(super) fn find(
        &self,
        argument: &str,
        service: &Service<Uncertain>,
        already: usize,
    ) -> Result<Varied, Error> {
        let path = self.path(service).map_err(|what| Error::input(format!("{argument}: {what}")))?;
        let (words, kind) = described(service, &path).expect("a path of the service");
        for end in [self.low, self.high] {
            if !kind.allows(end) {
                let message =
                    format!("{argument}: `{path}` cannot be {end}: {}\n  help: {}", kind.rule, kind.remedy);
                return Err(Error::input(message));
            }
        }
        if service.posts == Some(FundedPosts::AsFunded) && FundedPosts::are_moved_by(&path) {
            return Err(Error::input(format!(
                "{argument}: `{path}` has no effect: with posts = \"as_funded\" nothing but options moves funded posts\n  help: vary \
                 a number of posts, such as team.TEAM.staff.ROLE.establishment, or write posts = \"as_drifted\" in the scenario"
            )));
        }
        let ends = (self.low, self.high);
        let Some(option) = option_of(&path) else {
            if let Some(why) = why_fixed(&path) {
                return Err(Error::input(format!(
                    "{argument}: no option can change `{path}`: {why}\n  help: name another number, or compare scenarios \
                     that differ in it with `staffcast compare`"
                )));
            }
            let change =
                format!("  [[option.change]]\n  parameter = \"{path}\"\n  set = {}\n", toml_number(self.low));
            let option = free_name(service, OWN_OPTION);
            let own = format!("option.{option}.change.{}.set", already + 1);
            return Ok(Varied { path: own, meant: path, words, kind, option, ends, change: Some(change) });
        };
        if service.decided_options().contains(&option) {
            return Err(Error::input(format!(
                "{argument}: `{option}` is decided, and so part of the baseline with which it would be compared\n  help: take \
                 it out of `decided`"
            )));
        }
        let option = option.to_owned();
        Ok(Varied { option, meant: path.clone(), path, words, kind, ends, change: None })
    }

    /// The path of the number: the name itself, or the only path that has its parts in this order
    /// and ends with its last part.
    fn path(&self, service: &Service<Uncertain>) -> Result<String, String> {
        let mut paths: Vec<String> = Vec::new();
        service.map(&mut |path, _, _: &Uncertain| paths.push(path.to_owned()));
        if paths.contains(&self.name) {
            return Ok(self.name.clone());
        }
        let meant: Vec<&str> =
            paths.iter().map(String::as_str).filter(|path| is_short_for(&self.name, path)).collect();
        match meant.as_slice() {
            [path] => Ok((*path).to_owned()),
            [] => Err(self.unknown(service, &paths)),
            several => Err(format!(
                "`{}` may be any of {} numbers\n  help: name one of them: {}",
                self.name,
                several.len(),
                listed(several)
            )),
        }
    }

    /// There is no such number: what may be meant.
    fn unknown(&self, service: &Service<Uncertain>, paths: &[String]) -> String {
        // What the scenario says of its options; what it leaves out is hardly meant.
        let mut said: Vec<String> = Vec::new();
        service.map(&mut |path, _, number: &Uncertain| {
            if number.place.is_some() && option_of(path).is_some() {
                said.push(path.to_owned());
            }
        });
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let short = |path: &str| option_of(path).map(|option| format!("{option}.{}", last(path)));
        let names: Vec<String> = said.iter().filter_map(|path| short(path)).collect();
        let ends: Vec<String> = paths.iter().map(|path| last(path)).collect();
        let near =
            |names: &[String]| nearest(&self.name, names.iter().map(String::as_str)).map(str::to_owned);
        let option = self.name.split('.').next().unwrap_or_default();
        let of_option: Vec<String> =
            said.iter().filter(|path| option_of(path) == Some(option)).cloned().collect();
        let help = if let Some(near) = near(paths).or_else(|| near(&names)).or_else(|| near(&ends)) {
            format!("did you mean `{near}`?")
        } else if !of_option.is_empty() {
            format!("the scenario says of `{option}`: {}", listed(&of_option))
        } else if said.is_empty() {
            "`staffcast assumptions` lists all numbers".to_owned()
        } else {
            format!("`staffcast assumptions` lists all numbers; those of options: {}", listed(&said))
        };
        format!("the scenario has no number `{}`\n  help: {help}", self.name)
    }
}

/// Names one after another, if there are too many only the first.
fn listed(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = names.iter().take(MOST_SHOWN).map(AsRef::as_ref).collect();
    format!("{}{}", shown.join(", "), if names.len() > MOST_SHOWN { ", ..." } else { "" })
}

impl From<&Varied> for VariedNumber {
    fn from(varied: &Varied) -> Self {
        let Varied { path, words, kind, ends, .. } = varied;
        Self { path: path.clone(), words: words.clone(), kind, ends: *ends }
    }
}

/// A name for an option that a command adds, which no option of the scenario has.
pub(super) fn free_name(service: &Service<Uncertain>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| service.option.get(name).is_none()).expect("there are more numbers than options")
}

/// Whether a name is short for a path: its parts stand in the path in this order, the last at the end.
fn is_short_for(name: &str, path: &str) -> bool {
    let mut parts = path.split('.').rev();
    let mut wanted = name.split('.').rev();
    wanted.next() == parts.next() && wanted.all(|part| parts.any(|own| own == part))
}

/// A number as TOML has it.
fn toml_number(value: f64) -> String {
    let text = format!("{value}");
    if text.contains(['.', 'e']) { text } else { format!("{text}.0") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::scenario::Reading;

    #[test]
    fn ranges_are_read_as_they_are_written() {
        let vary = |name: &str, low, high| Ok(Vary { name: name.to_owned(), low, high });
        assert_eq!("overseas.people=0..60".parse(), vary("overseas.people", 0.0, 60.0));
        assert_eq!("x=-10%..0.5".parse(), vary("x", -0.1, 0.5));
        for (text, what) in [
            ("overseas.people", "write NAME=LOW..HIGH"),
            ("overseas.people=60", "write NAME=LOW..HIGH"),
            ("overseas.people=60..0", "is empty"),
            ("=0..60", "write NAME=LOW..HIGH"),
            ("overseas.people=..60", "write NAME=LOW..HIGH"),
            ("overseas.people=0..", "write NAME=LOW..HIGH"),
            ("overseas.people=0..1e13", "`1e13` is beyond what numbers can be"),
            ("overseas.people=0..inf", "`inf` is no number"),
            ("overseas.people=0..many", "`many` is no number"),
        ] {
            let error = text.parse::<Vary>().unwrap_err();
            assert!(error.contains(what), "{error}");
        }
    }

    #[test]
    fn a_name_is_short_for_a_path_with_its_parts_in_order() {
        let path = "option.overseas.campaign.1.people";
        for name in ["people", "overseas.people", "campaign.1.people", path] {
            assert!(is_short_for(name, path), "{name}");
        }
        for name in ["overseas", "people.overseas", "abroad.people", ""] {
            assert!(!is_short_for(name, path), "{name}");
        }
    }

    #[test]
    fn a_number_that_posts_as_funded_put_to_rest_is_refused() {
        let text = include_str!("../../scenarios/minimal.toml");
        let refusal = |text: &str| {
            let reading = Reading::of_text("minimal", text);
            let service = reading.scenario.expect("it is right").service;
            let vary: Vary = "with_people=0..1".parse().unwrap();
            vary.find("--vary", &service, 0).err().map(|error| error.to_string())
        };
        let told = refusal(text).expect("it is refused");
        assert!(
            told.contains("with posts = \"as_funded\"") && told.contains("write posts = \"as_drifted\""),
            "{told}"
        );
        let drifted = text.replace("\"as_funded\"", "\"as_drifted\"");
        assert_eq!(refusal(&(drifted + "[environment.establishment]\ntrend_per_year = 0.01\n")), None);
    }
}
