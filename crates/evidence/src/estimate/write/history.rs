//! Published history for the charts.

use crate::estimate::council::Council;
use crate::estimate::entries::{Entries, Entry};
use crate::estimate::evidence::Of;

/// Months of referrals shown before the start.
const MONTHS_SHOWN: usize = 36;

/// What is shown: the measure, its decimals, whether it is a count, and its figure.
const SHOWN: [(&str, usize, bool, Of); 9] = [
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

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let evidence = &council.evidence;
    for (measure, places, is_count, of) in SHOWN {
        let scale = if is_count { evidence.scale } else { 1.0 };
        let years = evidence.own_years(of);
        let months = years.into_iter().map(|(year, value)| (format!("{year}-09"), value / scale));
        set(entries, measure, months.collect(), places);
    }
    let referrals = evidence.data.referrals_by_month.years(evidence.council);
    let months: Vec<(String, f64)> = referrals
        .filter_map(|(year, row)| Some((year, row.complete()?)))
        .filter(|(year, _)| year + 4 > evidence.year)
        .flat_map(|(year, months)| {
            months.into_iter().enumerate().map(move |(at, value)| {
                let (year, month) = if at < 9 { (year - 1, at + 4) } else { (year, at - 8) };
                (format!("{year}-{month:02}"), value / evidence.scale)
            })
        })
        .collect();
    set(entries, "referrals", months[months.len().saturating_sub(MONTHS_SHOWN)..].into(), 0);
}

fn set(entries: &mut Entries, measure: &str, months: Vec<(String, f64)>, places: usize) {
    let entry = if months.is_empty() { Entry::Nothing } else { Entry::Months(months, places) };
    entries.set(format!("history.{measure}"), entry);
}
