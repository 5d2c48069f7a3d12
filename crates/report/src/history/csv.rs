//! `history.csv`: every indicator by year, of the area and of those it is compared with.
//!
//! One row for each series, indicator and year. `series` is `own`, `region`,
//! `england`, `peers_p25`, `peers_median` or `peers_p75`. An empty value is a
//! figure that was suppressed or not collected, or a rate of nothing.

use serde::Serialize;

use crate::csv::csv_text;
use crate::rounding;
use evidence::profile::{INDICATORS, Profile, Spread};
use evidence::published::Year;

/// A row.
#[derive(Default, Serialize)]
struct Row<'a> {
    series: &'a str,
    area: &'a str,
    code: &'a str,
    indicator: &'a str,
    unit: &'a str,
    period: &'a str,
    date: String,
    value: String,
}

/// A part of the spread of peers.
type Part = fn(&Spread) -> f64;

const PARTS: [(&str, Part); 3] = [
    ("peers_p25", |spread| spread.p25),
    ("peers_median", |spread| spread.median),
    ("peers_p75", |spread| spread.p75),
];

/// The figures of all years of which the area itself has any.
pub fn history_csv(profile: &Profile<'_>) -> String {
    let mut rows = Vec::new();
    for indicator in &INDICATORS {
        let Some((first, last)) = profile.span(indicator.section) else { continue };
        let mut put = |series, area, code, value: &dyn Fn(Year) -> Option<f64>| {
            rows.extend((first..=last).map(|year| Row {
                series,
                area,
                code,
                indicator: indicator.id,
                unit: indicator.unit.name(),
                period: indicator.span.name(),
                date: indicator.section.month(year).last_day().to_string(),
                value: rounding::value(indicator.unit, value(year).unwrap_or(f64::NAN)),
            }));
        };
        for (series, area) in
            [("own", Some(profile.id)), ("region", profile.region), ("england", profile.england)]
        {
            let Some(id) = area else { continue };
            let value = |year| profile.value_of(indicator, id, year);
            put(series, profile.name(id), profile.code(id), &value);
        }
        if indicator.is_rate() {
            for (series, part) in PARTS {
                let value = |year| profile.peers_in(indicator, year).as_ref().map(part);
                put(series, profile.peers.name(), "", &value);
            }
        }
    }
    csv_text(rows)
}
