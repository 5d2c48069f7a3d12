//! Targets: what is to be reached, and by when.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value as Json, json};

use super::NameOf;
use super::plain::wrong;
use crate::calendar::Month;
use crate::document::{Fault, Node, Place, Plain, Value};

/// A target for a measure, such as `vacancy_rate below 10% by 2025-03`.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Id of the measure.
    pub measure: String,
    /// On which side of the value it is met.
    pub limit: Limit,
    /// The value, in the unit of the measure (10% is 0.10).
    pub value: f64,
    /// Whether it is written as a percentage.
    pub in_percent: bool,
    /// The month at whose end it is to be met; every month if absent.
    pub by: Option<Month>,
    /// Name of the team; the whole service if absent.
    pub team: Option<String>,
    /// Where it was written.
    pub place: Option<Place>,
}

/// On which side of its value a target is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Less than the value.
    Below,
    /// The value or less.
    AtMost,
    /// More than the value.
    Above,
    /// The value or more.
    AtLeast,
}

impl Limit {
    /// Whether a value meets it.
    pub fn is_met(self, value: f64, limit: f64) -> bool {
        match self {
            Self::Below => value < limit,
            Self::AtMost => value <= limit,
            Self::Above => value > limit,
            Self::AtLeast => value >= limit,
        }
    }

    /// In words, as targets are written.
    pub fn words(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AtMost => "at most",
            Self::Above => "above",
            Self::AtLeast => "at least",
        }
    }
}

/// The targets of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets(pub Vec<Target>);

const FORM: &str =
    "write a target such as \"vacancy_rate below 10% by 2025-03\" or \"caseload at most 16 in assessment\"";

impl FromStr for Target {
    type Err = String;

    /// Reads `MEASURE below|at most|above|at least VALUE[%] [by YYYY-MM] [in TEAM]`;
    /// `<`, `<=`, `>` and `>=` will do as well.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let mut next = |what: &str| words.next().ok_or_else(|| format!("ends before {what}"));
        let measure = next("the measure")?.to_owned();
        let limit = match next("`below`, `at most`, `above` or `at least`")? {
            "below" | "<" => Limit::Below,
            "above" | ">" => Limit::Above,
            "<=" => Limit::AtMost,
            ">=" => Limit::AtLeast,
            "at" => match next("`most` or `least`")? {
                "most" => Limit::AtMost,
                "least" => Limit::AtLeast,
                other => return Err(format!("has `at {other}`, but `at most` or `at least` is wanted")),
            },
            other => {
                return Err(format!(
                    "has `{other}`, but `below`, `at most`, `above` or `at least` is wanted"
                ));
            }
        };
        let (value, in_percent) = value_of(next("the value")?)?;
        let (mut by, mut team) = (None, None);
        while let Some(word) = words.next() {
            let of = words.next().ok_or_else(|| format!("ends after `{word}`"))?;
            match word {
                "by" if by.is_none() => {
                    by = Some(of.parse().map_err(|rule| format!("names the month `{of}`, but {rule}"))?);
                }
                "in" if team.is_none() => team = Some(of.to_owned()),
                _ => return Err(format!("goes on with `{word} {of}`, which has no meaning there")),
            }
        }
        Ok(Self { measure, limit, value, in_percent, by, team, place: None })
    }
}

/// The value, and whether it is a percentage.
fn value_of(text: &str) -> Result<(f64, bool), String> {
    let percentage = text.strip_suffix('%');
    let of = if percentage.is_some() { 100.0 } else { 1.0 };
    let digits = percentage.unwrap_or(text).replace(['_', ',', '£'], "");
    match digits.parse::<f64>() {
        Ok(value) if value.abs() <= 1e12 => Ok((value / of, percentage.is_some())),
        _ => Err(format!("has `{text}`, but a number or a percentage is wanted")),
    }
}

impl fmt::Display for Target {
    /// As it is written in a scenario.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.measure, self.limit.words(), self.value)?;
        if let Some(by) = self.by {
            write!(f, " by {by}")?;
        }
        if let Some(team) = &self.team {
            write!(f, " in {team}")?;
        }
        Ok(())
    }
}

impl Plain for Targets {
    fn read(node: &Node) -> Result<Self, Fault> {
        let Value::Array(items) = &node.value else {
            return Err(wrong(node, "a list of sentences", FORM));
        };
        let target = |item: &Node| {
            let Value::Text(text) = &item.value else {
                return Err(wrong(item, "text", FORM).at(&item.place));
            };
            let target: Target = text.parse().map_err(|what: String| {
                Fault::new(format!("has the target \"{text}\", which {what}"), FORM).at(&item.place)
            })?;
            Ok(Target { place: Some(item.place.clone()), ..target })
        };
        Fault::all(items.iter().map(target)).map(Self)
    }

    fn schema() -> Json {
        let limits =
            "a list such as `[\"vacancy_rate below 10% by 2025-03\", \"caseload at most 16 in assessment\"]`";
        json!({
            "type": "array", "items": { "type": "string" }, "x-limits": limits,
            (NameOf::VALUES): NameOf::Target.word(),
        })
    }

    fn to_json(&self) -> Json {
        Json::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_as_they_are_written() {
        let target: Target = "vacancy_rate below 10% by 2025-03".parse().unwrap();
        assert_eq!((target.limit, target.by), (Limit::Below, Some(Month::new(2025, 3))));
        assert!((target.value - 0.1).abs() < 1e-15);
        for (text, again) in [
            ("caseload at most 16", "caseload at most 16"),
            ("cost.total <= 1_000,000 in duty by 2024-04", "cost.total at most 1000000 by 2024-04 in duty"),
            ("in_post_fte >= 70.5", "in_post_fte at least 70.5"),
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), again);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, part) in [
            ("", "ends before the measure"),
            ("caseload", "ends before `below`"),
            ("caseload under 16", "has `under`"),
            ("caseload at 16", "has `at 16`"),
            ("caseload below many", "has `many`"),
            ("caseload below inf", "has `inf`"),
            ("caseload below 16 by March", "a month is written YYYY-MM"),
            ("caseload below 16 by 2025-03 by 2025-04", "goes on with `by 2025-04`"),
            ("caseload below 16 by", "ends after `by`"),
        ] {
            let complaint = text.parse::<Target>().unwrap_err();
            assert!(complaint.contains(part), "{text}: {complaint}");
        }
    }

    #[test]
    fn only_below_and_above_exclude_the_value_itself() {
        let met = |limit: Limit| [0.9, 1.0, 1.1].map(|value| limit.is_met(value, 1.0));
        assert_eq!(met(Limit::Below), [true, false, false]);
        assert_eq!(met(Limit::AtMost), [true, true, false]);
        assert_eq!(met(Limit::Above), [false, false, true]);
        assert_eq!(met(Limit::AtLeast), [false, true, true]);
        assert!(!Limit::AtMost.is_met(f64::NAN, 1.0));
    }
}
