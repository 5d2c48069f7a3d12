//! Values and comments as they stand in a scenario.

use std::fmt::Write as _;

use super::evidence::{Evidence, Figure, Origin};
use super::gaps::Gaps;
use crate::figures::short;
use crate::published::{AreaId, Published, Year};

/// Characters of a comment line.
const WIDTH: usize = 118;
/// A figure of an area in a year.
type Of = fn(&Published, AreaId, Year) -> Option<f64>;

/// Months of referrals shown before the start.
const MONTHS_SHOWN: usize = 36;

/// A number or range with where it comes from, as a TOML value.
pub(super) struct Sourced<'a> {
    pub(super) value: String,
    pub(super) source: &'a str,
    pub(super) quality: &'a str,
    pub(super) note: String,
}

impl Sourced<'_> {
    pub(super) fn toml(&self) -> String {
        let mut text =
            format!("{{ {}, source = {}, quality = \"{}\"", self.value, quoted(self.source), self.quality);
        if !self.note.is_empty() {
            write!(text, ", note = {}", quoted(&self.note)).expect("a string takes any text");
        }
        text + " }"
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `value = 12.5`
pub(super) fn value(value: f64, places: usize) -> String {
    format!("value = {}", short(value, places))
}

/// `normal = { mean = 0.2, sd = 0.02 }`
pub(super) fn normal(mean: f64, sd: f64, places: usize) -> String {
    format!("normal = {{ mean = {}, sd = {} }}", short(mean, places), short(sd, places))
}

/// `interval80 = [0.1, 0.2]`
pub(super) fn interval(low: f64, high: f64, places: usize) -> String {
    format!("interval80 = [{}, {}]", short(low, places), short(high, places))
}

/// How many standard deviations an 80% interval reaches to each side.
const REACH: f64 = 1.2816;

/// The 80% interval of a number whose logarithm has this standard deviation.
pub(super) fn log_interval(middle: f64, sd: f64, places: usize) -> String {
    interval(middle * (-REACH * sd).exp(), middle * (REACH * sd).exp(), places)
}

/// The same of a share. The range of a share is symmetric on the scale of log
/// odds, so that is where it is laid about its middle.
pub(super) fn share_interval(middle: f64, sd: f64, places: usize) -> String {
    let (odds, reach) = (middle / (1.0 - middle), REACH * sd / (1.0 - middle));
    let share = |odds: f64| odds / (1.0 + odds);
    interval(share(odds * (-reach).exp()), share(odds * reach.exp()), places)
}

/// Values by year, in words: `12% (2018), 9.6% (2019)`.
pub(super) fn by_year(values: &[(Year, f64)], write: impl Fn(f64) -> String) -> String {
    let list: Vec<String> =
        values.iter().map(|(year, value)| format!("{} ({year})", write(*value))).collect();
    if list.is_empty() { "not published".into() } else { list.join(", ") }
}

/// A published figure as it is.
pub(super) fn figure(figure: &Figure, release: &str, places: usize, note: &str) -> String {
    Sourced {
        value: value(figure.value, places),
        source: &figure.source(release),
        quality: figure.quality(),
        note: note.to_owned(),
    }
    .toml()
}

/// A comment, broken into lines.
pub(super) fn comment(text: &str) -> String {
    let mut lines = vec![String::from("#")];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is a line");
        if last.chars().count() + 1 + word.chars().count() > WIDTH && last.len() > 1 {
            lines.push(format!("# {word}"));
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines.join("\n")
}

/// What the council lacks, in words for the head of the file.
pub(super) fn fallbacks(figures: &[Figure]) -> String {
    let of = |wanted: Origin| -> Vec<&str> {
        figures.iter().filter(|figure| figure.origin == wanted).map(|figure| figure.name).collect()
    };
    let mut parts = Vec::new();
    for (origin, words) in [
        (Origin::Earlier, "an earlier year of its own for"),
        (Origin::Neighbours, "its statistical neighbours for"),
        (Origin::Region, "its region for"),
        (Origin::England, "England for"),
    ] {
        let names = of(origin);
        if !names.is_empty() {
            parts.push(format!("{words} {}", names.join(", ")));
        }
    }
    comment(&if parts.is_empty() {
        "The council has a published figure of its own for all that is taken from publications.".to_owned()
    } else {
        format!("Where the council has no newest figure of its own, there stands in: {}.", parts.join("; "))
    })
}

/// Published history for the charts.
pub(super) fn write_history(gaps: &mut Gaps, evidence: &Evidence<'_>) {
    let mut text = String::new();
    let scale = evidence.scale;
    let series: [(&str, usize, bool, Of); 9] = [
        ("caseload", 4, false, |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.cases? / row.case_holders?).filter(|caseload| caseload.is_finite())
        }),
        ("vacancy_rate", 5, false, |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.vacancies? / (row.vacancies? + row.in_post?)).filter(|rate| rate.is_finite())
        }),
        ("agency_rate", 5, false, |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.agency? / (row.agency? + row.in_post?)).filter(|rate| rate.is_finite())
        }),
        ("turnover_rate", 5, false, |data, area, year| {
            let row = data.workforce.get(area, year);
            Some(row.leavers? / row.in_post?).filter(|rate| rate.is_finite())
        }),
        ("in_post_fte", 1, true, |data, area, year| data.workforce.get(area, year).in_post),
        ("vacancy_fte", 1, true, |data, area, year| data.workforce.get(area, year).vacancies),
        ("agency_fte", 1, true, |data, area, year| data.workforce.get(area, year).agency),
        ("absence_rate", 4, false, |data, area, year| {
            Some(data.workforce.get(area, year).absence_percent? / 100.0)
        }),
        ("open_cases", 0, true, |data, area, year| data.workforce.get(area, year).cases),
    ];
    for (measure, places, is_count, of) in series {
        let years = evidence.own_years(of);
        if years.is_empty() {
            continue;
        }
        writeln!(text, "[history.{measure}]").expect("a string takes any text");
        for (year, value) in years {
            let value = if is_count { value / scale } else { value };
            writeln!(text, "{year}-09 = {}", short(value, places)).expect("a string takes any text");
        }
        text.push('\n');
    }
    let months: Vec<(String, f64)> = evidence
        .data
        .referrals_by_month
        .years(evidence.council)
        .filter_map(|(year, row)| Some((year, row.complete()?)))
        .filter(|(year, _)| year + 4 > evidence.year)
        .flat_map(|(year, months)| {
            months.into_iter().enumerate().map(move |(at, value)| {
                let (year, month) = if at < 9 { (year - 1, at + 4) } else { (year, at - 8) };
                (format!("{year}-{month:02}"), value)
            })
        })
        .collect();
    if !months.is_empty() {
        text.push_str("# DfE CIN, referrals by month, as far as published.\n[history.referrals]\n");
        for (month, value) in months.iter().skip(months.len().saturating_sub(MONTHS_SHOWN)) {
            writeln!(text, "{month} = {}", short(value / scale, 0)).expect("a string takes any text");
        }
    }
    gaps.set("history", text.trim_end());
}
