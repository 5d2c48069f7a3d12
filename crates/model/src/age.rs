//! How old the figures are that a scenario rests on: against its start, and against the day on which somebody uses them.

use jiff::civil::Date;

use crate::calendar::{Month, long_date};
use crate::english::{counted, list};
use crate::service::Service;
use crate::uncertain::Uncertain;

/// Figures that are so many months older than the start say little of it.
pub const OLD_MONTHS: i32 = 12;

/// What a scenario begins with, as the keys of `[figures]` name it: these may not be old. What else is named there may,
/// since it changes slowly, or is published no more.
pub const OPENING: [&str; 3] = ["staff", "children", "pay"];

/// The age of some figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age<'s> {
    /// What they are about.
    pub about: &'s str,
    /// Of when they are.
    pub day: Date,
    /// Whole months from then to the start; negative if they are of later.
    pub months: i32,
}

/// The ages of all figures of which the scenario says the day, in the order of its file.
pub fn ages(service: &Service<Uncertain>) -> Vec<Age<'_>> {
    let start = service.start.0.last_day();
    let days = service.figures.0.iter();
    days.map(|(name, day)| Age { about: &name.text, day: *day, months: months(*day, start) }).collect()
}

/// Whole months from one day to another; the last day of a month is a month before the last day of the next.
fn months(from: Date, to: Date) -> i32 {
    let whole = Month::of(to).since(Month::of(from));
    let is_last = |day: Date| day == Month::of(day).last_day();
    let is_short = to.day() < from.day() && !is_last(to);
    whole - i32::from(is_short && whole > 0)
}

/// The age of the figures against the start, in a sentence.
pub fn sentence(service: &Service<Uncertain>) -> String {
    let ages = ages(service);
    if ages.is_empty() {
        return "The scenario does not say of when its figures are.".to_owned();
    }
    let told: Vec<String> = ages.iter().map(|age| format!("{} of {}", age.about, dated(age))).collect();
    format!(
        "The run begins on {} with figures on {}.",
        long_date(service.first_month().first_day()),
        list(&told)
    )
}

/// The same in a few words for the foot of a chart: what it begins with alone.
pub fn short(service: &Service<Uncertain>) -> Option<String> {
    let ages = ages(service);
    let opening = ages.iter().filter(|age| OPENING[..2].contains(&age.about));
    let told: Vec<String> = opening.map(|age| format!("{} of {}", age.about, dated_by_month(age))).collect();
    (!told.is_empty()).then(|| format!("Figures on {}.", list(&told)))
}

/// What should be known on a day on which somebody uses the scenario: that it is to be looked at again, and that years
/// have passed since its newest figures.
pub fn on(service: &Service<Uncertain>, today: Date) -> Option<String> {
    let newest = ages(service).iter().map(|age| age.day).max();
    let age = newest.map(|newest| (newest, months(newest, today))).filter(|(_, months)| *months > OLD_MONTHS);
    let old = age.map(|(newest, months)| {
        format!(
            "The newest figures are of {}, {} before {}.",
            long_date(newest),
            counted(months as usize, "month"),
            long_date(today)
        )
    });
    let told: Vec<String> = [expired(service, today), old].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// That the scenario was to be looked at again before that day.
pub fn expired(service: &Service<Uncertain>, today: Date) -> Option<String> {
    let by = service.review_by.filter(|by| by.0 < today)?;
    Some(format!("The scenario was to be looked at again by {}.", long_date(by.0)))
}

fn dated(age: &Age<'_>) -> String {
    format!("{}{}", long_date(age.day), apart(age.months))
}

fn dated_by_month(age: &Age<'_>) -> String {
    format!("{}{}", Month::of(age.day).long_name(), apart(age.months))
}

/// `, 6 months before the start`, in brackets; nothing if it is of the start.
fn apart(months: i32) -> String {
    let count = counted(months.unsigned_abs() as usize, "month");
    match months {
        0 => String::new(),
        1.. => format!(" ({count} before the start)"),
        _ => format!(" ({count} after the start)"),
    }
}
