//! Referrals: seasons, and children who come back.

use super::Check;
use crate::calendar::MONTH_NAMES;
use crate::document::{Problem, Problems};
use crate::figures::{short, whole};
use crate::service::Season;
use crate::uncertain::Uncertain;

/// Outside these limits the time to coming back is no time that was ever seen:
/// all at once, or all after the same number of days.
const SHAPES: std::ops::RangeInclusive<f64> = 0.05..=10.0;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let demand = &check.service.demand;
    season("demand.season", &demand.season, problems);
    for (name, source) in demand.source.iter() {
        if let Some(own) = &source.season {
            season(&format!("demand.source.{}.season", name.text), own, problems);
        }
    }
    let shape = demand.rereferral.weibull_shape;
    if !SHAPES.contains(&shape) {
        problems.add(
            Problem::error(format!(
                "`demand.rereferral.weibull_shape` is {}, but it lies between 0.05 and 10",
                short(shape, 4)
            ))
            .maybe_at(check.place(&["demand", "rereferral", "weibull_shape"]), "not possible")
            .help("0.45 fits English re-referrals: most come back soon"),
        );
    }
    past_year(check, problems);
}

/// Months left out count as average ones, which is seldom meant.
fn season(path: &str, season: &Season<Uncertain>, problems: &mut Problems) {
    let mut first = None;
    let left_out = season.map(&mut |_, about, month| {
        first = first.take().or_else(|| month.place.clone());
        month.place.is_none() && !month.central(about.kind).is_nan()
    });
    let left_out: Vec<&str> = left_out
        .months()
        .into_iter()
        .zip(MONTH_NAMES)
        .filter_map(|(left_out, name)| left_out.then_some(name))
        .collect();
    if first.is_some() && !left_out.is_empty() {
        problems.add(
            Problem::warning(format!(
                "`{path}` leaves out {} of the twelve months, which then count as average: {}",
                left_out.len(),
                left_out.join(", ")
            ))
            .maybe_at(first.as_ref(), "only some months")
            .help("give all twelve months; they need not average 1"),
        );
    }
}

fn past_year(check: &Check<'_>, problems: &mut Problems) {
    let past = &check.central.past_year;
    if let (Some(referrals), Some(back)) = (past.referrals, past.rereferrals)
        && back > referrals
    {
        let written = check.service.past_year.rereferrals.as_ref();
        problems.add(
            Problem::error(format!(
                "`past_year` has {} re-referrals among {} referrals",
                whole(back),
                whole(referrals)
            ))
            .maybe_at(written.and_then(|number| number.place.as_ref()), "more than all")
            .help("re-referrals are a part of the referrals: check both numbers"),
        );
    }
}
