//! Numbers that are varied, among the arguments: `NAME=LOW..HIGH`.

use std::str::FromStr;

use super::failure::Failure;
use crate::document::nearest;
use crate::register::described;
use crate::service::Service;
use crate::uncertain::{Kind, Uncertain};

/// The name of the option that changes numbers which belong to none.
pub(super) const OWN_OPTION: &str = "goal_change";

/// Names that might be meant, at most.
const MOST_SHOWN: usize = 12;

/// What is asked for: a name and the ends of its range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vary {
    pub(super) name: String,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A number of the scenario that is to be varied.
#[derive(Clone, Debug)]
pub(super) struct Varied {
    /// The path of the number that the model varies.
    pub(super) path: String,
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
        let (low, high) = (number(low)?, number(high)?);
        if low >= high {
            return Err(format!("the range {range} is empty: write the lower end first"));
        }
        Ok(Self { name: name.trim().to_owned(), low, high })
    }
}

/// A number, or a percentage: 0.1 or 10%.
pub(super) fn number(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (digits, of) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 100.0));
    match digits.replace('_', "").parse::<f64>() {
        Ok(number) if number.abs() <= 1e12 => Ok(number / of),
        _ => Err(format!("`{text}` is no number: write 0.1, 10% or 1_000_000")),
    }
}

impl Vary {
    /// The number of a scenario that is meant by an argument. `already` is how many others have a change of their own.
    pub(super) fn find(
        &self,
        argument: &str,
        service: &Service<Uncertain>,
        already: usize,
    ) -> Result<Varied, Failure> {
        let path = self.path(service).map_err(|what| Failure::Input(format!("{argument}: {what}")))?;
        let (words, kind) = described(service, &path).expect("a path of the service");
        for end in [self.low, self.high] {
            if !kind.allows(end) {
                let message =
                    format!("{argument}: `{path}` cannot be {end}: {}\n  help: {}", kind.rule, kind.remedy);
                return Err(Failure::Input(message));
            }
        }
        let ends = (self.low, self.high);
        let Some(option) = path.strip_prefix("option.").and_then(|rest| rest.split('.').next()) else {
            let change =
                format!("  [[option.change]]\n  parameter = \"{path}\"\n  set = {}\n", toml_number(self.low));
            let path = format!("option.{OWN_OPTION}.change.{}.set", already + 1);
            return Ok(Varied {
                path,
                words,
                kind,
                option: OWN_OPTION.to_owned(),
                ends,
                change: Some(change),
            });
        };
        if service.decided.has(option) && !service.decided.0.is_empty() {
            return Err(Failure::Input(format!(
                "{argument}: `{option}` is decided, and so part of the baseline with which it would be compared\n  help: take \
                 it out of `decided`"
            )));
        }
        Ok(Varied { option: option.to_owned(), path, words, kind, ends, change: None })
    }

    /// The path of the number: the name itself, or the only path that has its parts in this order
    /// and ends with its last part.
    fn path(&self, service: &Service<Uncertain>) -> Result<String, String> {
        let mut paths: Vec<String> = Vec::new();
        service.map("", &mut |path, _, _, _: &Uncertain| paths.push(path.to_owned()));
        if paths.contains(&self.name) {
            return Ok(self.name.clone());
        }
        let meant: Vec<&str> =
            paths.iter().map(String::as_str).filter(|path| is_short_for(&self.name, path)).collect();
        match meant.as_slice() {
            [path] => Ok((*path).to_owned()),
            [] => Err(self.unknown(&paths)),
            several => Err(format!(
                "`{}` may be any of {} numbers\n  help: name one of them: {}{}",
                self.name,
                several.len(),
                several.iter().take(MOST_SHOWN).copied().collect::<Vec<_>>().join(", "),
                if several.len() > MOST_SHOWN { ", ..." } else { "" }
            )),
        }
    }

    fn unknown(&self, paths: &[String]) -> String {
        let near = nearest(&self.name, paths.iter().map(String::as_str));
        let of_options: Vec<&str> =
            paths.iter().map(String::as_str).filter(|path| path.starts_with("option.")).collect();
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "`staffcast assumptions` lists all numbers; those of the options begin with {}",
                of_options.iter().take(MOST_SHOWN).copied().collect::<Vec<_>>().join(", ")
            ),
        };
        format!("the scenario has no number `{}`\n  help: {help}", self.name)
    }
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

    #[test]
    fn ranges_are_read_as_they_are_written() {
        let vary = |name: &str, low, high| Ok(Vary { name: name.to_owned(), low, high });
        assert_eq!("overseas.people=0..60".parse(), vary("overseas.people", 0.0, 60.0));
        assert_eq!("x=-10%..0.5".parse(), vary("x", -0.1, 0.5));
        for (text, what) in [
            ("overseas.people", "write NAME=LOW..HIGH"),
            ("overseas.people=60", "write NAME=LOW..HIGH"),
            ("overseas.people=60..0", "is empty"),
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
}
