//! What stands in a cell, whether of a workbook or of a TOML file, and what it means where a name, a month or a number
//! is wanted.

use jiff::civil::Date;

use super::tables::{Column, Kind};
use crate::import::Content;
use model::calendar::{MONTH_NAMES, Month};
use model::document::{Problem, Problems, meant, nearest};
use model::english::{list, quoted};
use model::figures::{short, with_commas};

/// No figure of a council is as large.
const MOST: f64 = 1e7;
/// Years outside of this are slips of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A cell and where it is: `sheet “Posts”, cell D7`, or `line 12`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) place: String,
    pub(crate) content: Content,
}

impl Cell {
    /// Whether nothing stands there.
    pub(super) fn is_empty(&self) -> bool {
        self.content == Content::Empty
    }

    /// What is wrong with it.
    pub(super) fn error(&self, what: impl AsRef<str>, remedy: impl Into<String>) -> Problem {
        Problem::error(format!("{}: {}", self.place, what.as_ref())).help(remedy)
    }

    /// What is odd about it.
    pub(super) fn warning(&self, what: impl AsRef<str>, remedy: impl Into<String>) -> Problem {
        Problem::warning(format!("{}: {}", self.place, what.as_ref())).help(remedy)
    }

    /// What it says, as people read it.
    pub(super) fn shown(&self) -> String {
        match &self.content {
            Content::Empty => "empty".to_owned(),
            Content::Number(value) if !value.is_finite() => "no number".to_owned(),
            Content::Number(value) => with_commas(&short(*value, 4)),
            Content::Percentage(value) => model::figures::percent(*value),
            Content::Day(day) => day.to_string(),
            Content::Text(text) | Content::Fault(text) => quoted(text),
        }
    }

    /// The number of a column; nothing if it is empty or at fault (then told).
    pub(super) fn number(&self, column: &Column, problems: &mut Problems) -> Option<f64> {
        let is_share = column.kind == Kind::Share;
        let name = quoted(column.title);
        let wrong =
            |what: &str, remedy: &str| self.error(format!("{name} is {}{what}", self.shown()), remedy);
        let not_known = "write the number in digits; leave the cell empty if it is not known";
        let value = match &self.content {
            Content::Empty => return None,
            Content::Number(value) => Ok(*value),
            Content::Percentage(value) if is_share => Ok(*value),
            Content::Percentage(_) => Err(wrong(
                &format!(", a percentage, but the column is in {}", column.kind.unit()),
                "write the number itself, and change the format of the cell to a number",
            )),
            Content::Day(_) => {
                Err(wrong(", a date, but a number is wanted", "change the format of the cell to a number"))
            }
            Content::Fault(_) => Err(wrong(
                ", an error of a formula",
                "mend the formula; leave the cell empty if the figure is not known",
            )),
            Content::Text(text) => match meant(text) {
                Some(meant) if is_share || !text.contains('%') => {
                    meant.written.parse().map_err(|_| wrong(", but a number is wanted", not_known))
                }
                Some(_) => Err(wrong(
                    &format!(", a percentage, but the column is in {}", column.kind.unit()),
                    "write the number itself",
                )),
                None => text.parse().map_err(|_| wrong(", but a number is wanted", not_known)),
            },
        };
        let checked = value.and_then(|value: f64| {
            if !value.is_finite() {
                Err(wrong(", but a number is wanted", not_known))
            } else if value < 0.0 {
                Err(wrong(
                    ", but it cannot be below nil",
                    "write it without the minus sign, if that is what is meant",
                ))
            } else if is_share && value > 1.0 {
                Err(wrong(", but it is a share of pay", "write 28% or 0.28 for twenty-eight per cent"))
            } else if value > MOST {
                Err(wrong(", more than any council has", "check the digits"))
            } else {
                Ok(value)
            }
        });
        checked.map_err(|problem| problems.add(problem)).ok()
    }

    /// The month of a column; nothing if it is empty or at fault (then told).
    pub(super) fn month(&self, column: &Column, problems: &mut Problems) -> Option<Month> {
        let found = match &self.content {
            Content::Empty => return None,
            Content::Day(day) => Some(Month::of(*day)),
            Content::Text(text) => month_of(text),
            Content::Number(_) | Content::Percentage(_) | Content::Fault(_) => None,
        };
        let month = found.filter(|month| YEARS.contains(&month.year()));
        if month.is_none() {
            let what = format!("{} is {}, but a month is wanted", quoted(column.title), self.shown());
            problems.add(self.error(what, "write it as October 2026, 31/10/2026 or 2026-10"));
        }
        month
    }

    /// The text of a cell that holds a name.
    pub(super) fn name(&self, column: &Column, problems: &mut Problems) -> Option<String> {
        match &self.content {
            Content::Empty => None,
            Content::Text(text) => Some(text.clone()),
            Content::Number(_) | Content::Percentage(_) | Content::Day(_) | Content::Fault(_) => {
                let what = format!("{} is {}, but a name is wanted", quoted(column.title), self.shown());
                problems.add(self.error(what, "write the name in letters"));
                None
            }
        }
    }

    /// The key of the role or stage that is meant.
    pub(super) fn choice(&self, column: &Column, problems: &mut Problems) -> Option<&'static str> {
        let name = self.name(column, problems)?;
        let choices = column.kind.choices();
        let typed = plain(&name);
        let found = choices.iter().find(|(key, title)| [key, title].iter().any(|own| plain(own) == typed));
        if let Some((key, _)) = found {
            return Some(key);
        }
        let titles: Vec<String> = choices.iter().map(|(_, title)| plain(title)).collect();
        let near = nearest(&typed, titles.iter().map(String::as_str));
        let near = near.and_then(|near| choices.iter().find(|(_, title)| plain(title) == near));
        let remedy = if let Some((_, title)) = near {
            format!("did you mean {}?", quoted(title))
        } else {
            let titles: Vec<String> = choices.iter().map(|(_, title)| quoted(title)).collect();
            format!("choose the nearest of {}", list(&titles))
        };
        let is_wrong = format!("there is no {} {}", column.title.to_lowercase(), quoted(&name));
        problems.add(self.error(is_wrong, remedy));
        None
    }
}

/// A name as it is compared: small letters, single blanks, and neither underscores nor what stands in a line of its own below.
pub(super) fn plain(name: &str) -> String {
    let first = name.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = first.replace(['_', '-', ','], " ").to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The month that a text names: 2026-10, October 2026, Oct-26, 10/2026, or that of a day such as 31/10/2026.
pub fn month_of(text: &str) -> Option<Month> {
    if let Ok(month) = text.trim().parse() {
        return Some(month);
    }
    if let Some(day) = meant(text).and_then(|meant| meant.written.parse::<Date>().ok()) {
        return Some(Month::of(day));
    }
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [month, year] = parts.as_slice() else { return None };
    let named = |name: &&str| name.to_lowercase().starts_with(&month.to_lowercase());
    let number = match month.parse::<i8>() {
        Ok(number) => number,
        Err(_) if month.len() >= 3 => MONTH_NAMES.iter().position(named)? as i8 + 1,
        Err(_) => return None,
    };
    let year: i16 = match (year.len(), year.parse::<i16>().ok()?) {
        (4, year) => year,
        (2, year) if month.parse::<i8>().is_err() => 2000 + year,
        _ => return None,
    };
    (1..=12).contains(&number).then(|| Month::new(year, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_be_written_in_many_ways_and_the_day_comes_first() {
        let october = Some(Month::new(2026, 10));
        for text in [
            "2026-10",
            "October 2026",
            "Oct 2026",
            "Oct-26",
            "oct 2026",
            "10/2026",
            "31/10/2026",
            "1.10.2026",
            "31 October 2026",
            "2026-10-31",
        ] {
            assert_eq!(month_of(text), october, "{text}");
        }
        for text in ["", "2026", "13/2026", "10/26", "Q3 2026", "Total", "O 2026", "31/02/2026"] {
            assert_eq!(month_of(text), None, "{text}");
        }
    }
}
