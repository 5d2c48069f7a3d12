//! The days of figures: none after the start, and what a scenario begins with not long before it.

use super::Check;
use crate::age::{OLD_MONTHS, OPENING, ages};
use crate::calendar::long_date;
use crate::document::{Problem, Problems};
use crate::english::counted;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let places = check.service.figures.0.iter().map(|(name, _)| name.place.as_ref());
    let start = check.service.start.0.last_day();
    for (age, place) in ages(check.service).into_iter().zip(places) {
        let apart = counted(age.months.unsigned_abs() as usize, "month");
        if age.day > start {
            problems.add(
                Problem::warning(format!(
                    "`figures` says {} for {}, which is after the start on {}",
                    long_date(age.day),
                    age.about,
                    long_date(start)
                ))
                .maybe_at(place, "after the start")
                .help("correct the day, or move `start` to the end of a month that is not before it"),
            );
        } else if age.months > OLD_MONTHS && OPENING.contains(&age.about) {
            problems.add(
                Problem::warning(format!(
                    "the figures on {} are of {}, {apart} before the start: much may have changed since",
                    age.about,
                    long_date(age.day)
                ))
                .maybe_at(place, "long before the start")
                .help(if age.about == "pay" {
                    "put in the salaries and on-costs of the start, with their day"
                } else {
                    "put in what the council knows of the start, with its day (`staffcast init --from` does), or move `start`"
                }),
            );
        }
    }
}
