//! The profile of an area for programs.
//!
//! The keys are stable: they may be added to, but none is taken away or
//! changes its meaning. A figure that is missing is `null`.
//!
//! ```text
//! program, version
//! name, code, region     region is null for a region and for England
//! peers                  what `peers_median` is the median of
//! peer_names             the closest first
//! indicators             in the order of the tables; for each
//!   indicator            its id, as in history.csv
//!   title, meaning, unit
//!   period               "day" or "year": holds for the date, or counts over the year up to it
//!   values               for each year of which the area has figures: date, value
//!   latest               null if there never was a figure, else
//!     date, value
//!     region, peers_median, england    in the same year; null for counts
//!     peers_councils                   peers with a figure
//!     quarter                          1 (the lowest quarter of all councils) to 4
//!     rank                             among the councils with a figure, 1 the lowest
//!     quarter_councils                 councils with a figure
//!     year_before, three_years_before  null, or value and direction: up, down, about the same
//! inspections            published, framework, judgement
//! source
//! folder, files          null unless files were written
//! ```

use std::path::Path;

use serde_json::{Value as Json, json};

use evidence::profile::{Direction, INDICATORS, Indicator, LICENCE, LatestFigure, Profile, SOURCE};
use evidence::published::Year;
use report::rounding;

/// The profile; `files` are those that were written, and their folder.
pub(super) fn to_text(profile: &Profile<'_>, files: Option<(&Path, &[String])>) -> String {
    let area = profile.area();
    let inspections = profile.inspections().map(|inspection| {
        json!({
            "published": inspection.published.to_string(),
            "framework": inspection.framework,
            "judgement": inspection.judgement,
        })
    });
    let results = json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "name": area.name,
        "code": area.code,
        "region": profile.region.map(|region| profile.name(region)),
        "peers": profile.peers.name(),
        "peer_names": profile.peer_names().collect::<Vec<_>>(),
        "indicators": INDICATORS.iter().map(|one| indicator(profile, one)).collect::<Json>(),
        "inspections": inspections.collect::<Json>(),
        "source": format!("{SOURCE} {LICENCE}"),
        "folder": files.map(|(folder, _)| folder.to_string_lossy()),
        "files": files.map(|(_, names)| names),
    });
    format!("{results:#}\n")
}

fn indicator(profile: &Profile<'_>, indicator: &Indicator) -> Json {
    let years = profile.span(indicator.section).map(|(first, last)| first..=last);
    let values = years.into_iter().flatten().map(|year| {
        json!({ "date": date(indicator, year), "value": number(indicator, profile.value(indicator, year)) })
    });
    json!({
        "indicator": indicator.id,
        "title": indicator.title,
        "meaning": indicator.meaning,
        "unit": indicator.unit.name(),
        "period": indicator.span.name(),
        "values": values.collect::<Json>(),
        "latest": profile.latest(indicator).map(|figure| latest(indicator, &figure)),
    })
}

fn latest(indicator: &Indicator, figure: &LatestFigure) -> Json {
    // A new field will not compile until it is written.
    let LatestFigure { year, value, region, peers, england, standing, year_before, three_years_before } =
        *figure;
    let change = |before: Option<(f64, Direction)>| {
        before.map(|(value, direction)| {
            json!({ "value": number(indicator, Some(value)), "direction": direction.name() })
        })
    };
    json!({
        "date": date(indicator, year),
        "value": number(indicator, Some(value)),
        "region": number(indicator, region),
        "peers_median": number(indicator, peers.map(|(median, _)| median)),
        "peers_councils": peers.map(|(_, councils)| councils),
        "england": number(indicator, england),
        "quarter": standing.map(|found| found.quarter.number()),
        "rank": standing.map(|found| found.rank),
        "quarter_councils": standing.map(|found| found.councils),
        "year_before": change(year_before),
        "three_years_before": change(three_years_before),
    })
}

fn date(indicator: &Indicator, year: Year) -> String {
    indicator.section.month(year).last_day().to_string()
}

fn number(indicator: &Indicator, value: Option<f64>) -> Json {
    rounding::json(indicator.unit, value.unwrap_or(f64::NAN))
}
