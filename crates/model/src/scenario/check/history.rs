//! Published figures before the start: of measures that exist, in months that were, on the scale of the measure.

use super::{Check, unknown};
use crate::balance::posts_and_people;
use crate::calendar::Month;
use crate::document::{Place, Problem, Problems};
use crate::figures::{percent, short, with_commas};
use crate::measure::{Measure, MeasureId, Unit, agency_rate, all, ids, vacancy_rate};

/// A figure of the month of the start may be so much of itself away from the opening: figures are rounded, and
/// published for slightly different staff.
const ROUNDING: f64 = 0.1;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let start = service.start.0;
    let measures = all(service);
    let known = ids(service);
    for history in &service.history.0 {
        let id = &history.measure;
        let path = format!("history.{}", id.text);
        let measure = measures.iter().find(|measure| measure.id == id.text);
        if measure.is_none() {
            let message = format!("`{path}` is not the history of a measure");
            problems.extend(unknown(message, id, "measure", known.iter().map(String::as_str)));
        }
        for (month, value) in &history.points {
            let place = check.place(&["history", &id.text, &month.to_string()]);
            if *month > start {
                problems.add(
                    Problem::error(format!(
                        "`{path}` has a value for {}, after the start on {}",
                        month.long_name(),
                        start.last_day()
                    ))
                    .maybe_at(place, "after the start")
                    .help("history ends with the month of the start: take the line out, or move `start`"),
                );
            } else if let Some(measure) = measure {
                let impossible = value_is_possible(measure, *value, &format!("`{path}`"), *month, place);
                let opening = || is_opening(check, measure, *value, place).filter(|_| *month == start);
                problems.extend(impossible.or_else(opening));
            }
        }
    }
}

fn value_is_possible(
    measure: &Measure,
    value: f64,
    what: &str,
    month: Month,
    place: Option<&Place>,
) -> Option<Problem> {
    let help = measure.why_impossible(value)?;
    let message = format!("{what} has {} for {}", with_commas(&short(value, 4)), month.long_name());
    Some(Problem::error(message).maybe_at(place, "not possible").help(help))
}

/// The figure of the month of the start is that of the opening, as far as staff and cases tell it.
fn is_opening(check: &Check<'_>, measure: &Measure, value: f64, place: Option<&Place>) -> Option<Problem> {
    let opening = at_opening(check, measure)?;
    let apart = (value - opening).abs();
    // A share near nil is rounded to a whole point.
    // And each stage opens with a whole number of cases.
    let least = match measure.unit {
        Unit::Share => 0.01,
        _ if measure.is(MeasureId::OpenCases) => {
            1.0_f64.max(0.5 * check.central.stage.values().count() as f64)
        }
        _ => 1.0,
    };
    if opening.is_nan() || apart <= (ROUNDING * value.abs().max(opening.abs())).max(least) {
        return None;
    }
    let write = |value: f64| match measure.unit {
        Unit::Share => percent(value),
        _ => with_commas(&short(value, 1)),
    };
    Some(
        Problem::warning(format!(
            "`history.{}` has {} for the month of the start, but the scenario begins with {}: charts will show a jump",
            measure.id,
            write(value),
            write(opening)
        ))
        .maybe_at(place, "not what the scenario begins with")
        .help("check the staff and cases at the start, or this figure; if both are right, leave them so"),
    )
}

/// The measure at the start, for those that staff and cases alone tell.
fn at_opening(check: &Check<'_>, measure: &Measure) -> Option<f64> {
    let service = check.central;
    let groups = || service.team.values().flat_map(|team| team.staff.values());
    let in_post = || groups().map(|group| group.in_post).sum::<f64>();
    let agency = || groups().map(|group| group.agency).sum::<f64>();
    let vacancies = || -> f64 {
        let of_teams = service.team.values().flat_map(|team| {
            service.role.names().map(|role| posts_and_people(service, team, role, &|value| *value))
        });
        of_teams.map(|(posts, in_post)| (posts - in_post).max(0.0)).sum()
    };
    let waiting = || service.stage.values().map(|stage| stage.waiting).sum::<f64>();
    let is = |id: MeasureId| measure.is(id);
    if is(MeasureId::InPost) {
        Some(in_post())
    } else if is(MeasureId::Agency) {
        Some(agency())
    } else if is(MeasureId::AgencyRate) {
        Some(agency_rate(agency(), in_post()))
    } else if is(MeasureId::Vacancy) {
        Some(vacancies())
    } else if is(MeasureId::VacancyRate) {
        Some(vacancy_rate(vacancies(), in_post()))
    } else if is(MeasureId::Establishment) {
        Some(groups().map(|group| group.establishment).sum())
    } else if is(MeasureId::Unallocated) {
        Some(waiting())
    } else if is(MeasureId::OpenCases) {
        Some(service.stage.values().map(|stage| stage.open).sum::<f64>() + waiting())
    } else {
        let of_stage =
            service.stage.iter().find(|(name, _)| measure.id == format!("open_cases.{}", name.text));
        of_stage.map(|(_, stage)| stage.open + stage.waiting)
    }
}
