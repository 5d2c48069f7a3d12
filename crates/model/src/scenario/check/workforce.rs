//! How staff come and go.

use super::Check;
use crate::calendar::WEEKS_PER_YEAR;
use crate::document::{Problem, Problems};
use crate::figures::{percent, short};
use crate::uncertain::kinds;

/// Shares of tenure bands are often rounded to whole percentages.
const ROUNDING: f64 = 0.011;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    destinations(check, problems);
    tenure(check, problems);
    notice(check, problems);
    hiring(check, problems);
}

/// The time to hire holds the time to start, and is no longer than the mean over all vacancies.
fn hiring(check: &Check<'_>, problems: &mut Problems) {
    let recruitment = &check.central.workforce.recruitment;
    let Some(to_hire) = recruitment.weeks_to_hire else { return };
    let after_offer = recruitment.weeks_to_start;
    let place =
        check.service.workforce.recruitment.weeks_to_hire.as_ref().and_then(|weeks| weeks.place.as_ref());
    let written = |weeks: f64| format!("{} weeks", short(weeks, 1));
    if after_offer > to_hire {
        problems.add(
            Problem::error(format!(
                "`weeks_to_hire` is {} from the advert to the first day, but `weeks_to_start` says that {} pass after the \
                 accepted offer alone",
                written(to_hire),
                written(after_offer)
            ))
            .maybe_at(place, "shorter than a part of it")
            .help("set weeks_to_start to the part that follows the offer; or count weeks_to_hire from the advert on"),
        );
    }
    if let Some(to_fill) = recruitment.weeks_to_fill.filter(|weeks| *weeks < to_hire - after_offer) {
        problems.add(
            Problem::error(format!(
                "`weeks_to_fill`, the mean over all vacancies, is {}, but those that are filled take {} from the advert to the \
                 offer (`weeks_to_hire` less `weeks_to_start`)",
                written(to_fill),
                written(to_hire - after_offer)
            ))
            .maybe_at(place, "longer than the mean of all")
            .help(format!(
                "set weeks_to_fill to {} or more; or leave it out, and it follows from vacancies and leavers (an inherited one is \
                 taken away by without = \"workforce.recruitment.weeks_to_fill\")",
                written(to_hire - after_offer)
            )),
        );
    }
}

/// By equation S2 the share of staff who work their notice is the rate of leaving x the time of notice: at one, nobody
/// is left to give it.
const MOST_IN_NOTICE: f64 = 1.0;
/// Up to this share the rate is what comes out, within the limits that docs/model.md tells.
const SOME_IN_NOTICE: f64 = 0.75;

fn notice(check: &Check<'_>, problems: &mut Problems) {
    let leaving = &check.service.workforce.leaving;
    let [rate, weeks] = [(&leaving.rate_per_year, kinds::RATE), (&leaving.notice_weeks, kinds::WEEKS)]
        .map(|(number, kind)| number.quantile(0.9, &kind));
    let share = rate * weeks / WEEKS_PER_YEAR;
    if share.is_nan() || share < SOME_IN_NOTICE {
        return;
    }
    let message = format!(
        "with {} leavers a year for each FTE and {} weeks of notice, {} of staff would be working their notice",
        short(rate, 2),
        short(weeks, 1),
        percent(share)
    );
    let problem = if share < MOST_IN_NOTICE {
        Problem::warning(format!("{message}: fewer leave than the rate says"))
    } else {
        Problem::error(format!("{message}, but nobody gives notice twice"))
    };
    let place = leaving.notice_weeks.place.as_ref().or(leaving.rate_per_year.place.as_ref());
    problems.add(
        problem
            .maybe_at(place, "too long for so many leavers")
            .help("lower rate_per_year (write 16% a year as 0.16) or notice_weeks"),
    );
}

fn destinations(check: &Check<'_>, problems: &mut Problems) {
    let leaving = &check.central.workforce.leaving;
    let sum = leaving.to_other_council + leaving.to_agency;
    if sum > 1.0 + 1e-9 {
        let written = &check.service.workforce.leaving;
        let places = [&written.to_agency.place, &written.to_other_council.place];
        problems.add(
            Problem::error(format!(
                "`to_other_council` and `to_agency` of `workforce.leaving` sum to {}, but leavers go to one place each",
                short(sum, 4)
            ))
            .maybe_at(places.into_iter().flatten().next(), "more than 1 with the other")
            .help("lower them to a sum of at most 1; the rest leave the sector"),
        );
    }
}

fn tenure(check: &Check<'_>, problems: &mut Problems) {
    let bands = &check.central.workforce.leaving.tenure;
    let written = &check.service.workforce.leaving.tenure;
    let mut before: Option<f64> = None;
    for (at, ((name, band), written)) in bands.iter().zip(written.values()).enumerate() {
        let last = at + 1 == bands.len();
        let path = format!("workforce.leaving.tenure.{}", name.text);
        match band.until_years {
            None if !last => problems.add(
                Problem::error(format!("`{path}` has no end, but another band follows"))
                    .maybe_at(name.place.as_ref(), "until when?")
                    .help("give until_years, or move the band to the end"),
            ),
            Some(until) if before.is_some_and(|before| until <= before) || until <= 0.0 => {
                let place = written.until_years.as_ref().and_then(|years| years.place.as_ref());
                problems.add(
                    Problem::error(format!(
                        "`{path}` has until_years = {}, which is not later than the band before it",
                        short(until, 2)
                    ))
                    .maybe_at(place, "not later")
                    .help("put the bands in order, shortest first"),
                );
            }
            _ => {}
        }
        before = band.until_years.or(before);
    }
    let sum: f64 = bands.values().map(|band| band.share).sum();
    if !bands.is_empty() && (sum - 1.0).abs() > ROUNDING {
        let place = check.place(&["workforce", "leaving", "tenure"]);
        let first = written.iter().next().and_then(|(name, _)| name.place.as_ref());
        problems.add(
            Problem::error(format!(
                "the shares of the bands in `workforce.leaving.tenure` sum to {}, not to 1",
                short(sum, 4)
            ))
            .maybe_at(first.or(place), "the first band")
            .help("every member of staff is in one band: make the shares sum to 1"),
        );
    }
}
