//! `history.csv`: every indicator by year, of the area and of those it is compared with.
//!
//! One row for each series, indicator and year. `series` is `own`, `region`,
//! `england`, `peers_p25`, `peers_median` or `peers_p75`. An empty value is a
//! figure that was suppressed or not collected, or a rate of nothing.

use crate::export::csv::CsvText;

use crate::export::rounding;
use crate::profile::{INDICATORS, Profile, Spread};
use crate::published::Year;

const COLUMNS: [&str; 8] = ["series", "area", "code", "indicator", "unit", "period", "date", "value"];

/// A part of the spread of peers.
type Part = fn(&Spread) -> f64;

const PARTS: [(&str, Part); 3] = [
    ("peers_p25", |spread| spread.p25),
    ("peers_median", |spread| spread.median),
    ("peers_p75", |spread| spread.p75),
];

/// The figures of all years of which the area itself has any.
pub fn history_csv(profile: &Profile<'_>) -> String {
    let mut csv = CsvText::new(&COLUMNS);
    for indicator in &INDICATORS {
        let Some((first, last)) = profile.span(indicator.section) else { continue };
        let mut put = |series: &str, area: &str, code: &str, value: &dyn Fn(Year) -> Option<f64>| {
            for year in first..=last {
                let date = indicator.section.month(year).last_day().to_string();
                let value = rounding::value(indicator.unit, value(year).unwrap_or(f64::NAN));
                let (unit, span) = (indicator.unit.name(), indicator.span.name());
                let row = [series, area, code, indicator.id, unit, span, &date, &value];
                csv.put(&row);
            }
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
    csv.finish()
}
