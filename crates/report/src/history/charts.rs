//! Which charts a profile has, and what their words say.

use std::collections::BTreeSet;

use chart::{AxisBase, HistoryChart, NamedSeries, NumberFormat, Texts};
use evidence::profile::{Direction, Indicator, LICENCE, LatestFigure, Profile};
use evidence::published::{AreaId, Year};
use model::calendar::Month;
use model::english::list;
use model::measure::Unit;
use model::readable::Style;

/// A chart and the name of its files.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPicture {
    /// Name of the files without folder and extension.
    pub name: &'static str,
    /// What to draw.
    pub chart: HistoryChart,
}

/// The indicators that have a chart.
const CHARTED: [&str; 7] = [
    "caseload",
    "vacancy_rate",
    "agency_rate",
    "turnover_rate",
    "referrals_per_10000",
    "protection_plans_per_10000",
    "looked_after_per_10000",
];

/// The charts of an area. An indicator of which it has no figure, has none.
pub fn pictures(profile: &Profile<'_>) -> Vec<HistoryPicture> {
    let indicators = CHARTED.iter().filter_map(|id| Indicator::of_id(id));
    indicators
        .filter_map(|indicator| {
            Some(HistoryPicture { name: indicator.id, chart: chart(profile, indicator)? })
        })
        .collect()
}

fn chart(profile: &Profile<'_>, indicator: &Indicator) -> Option<HistoryChart> {
    let latest = profile.latest(indicator)?;
    let own = profile.history(indicator, profile.id);
    let others: Vec<(AreaId, Vec<(Year, f64)>)> = [profile.england, profile.region]
        .into_iter()
        .flatten()
        .map(|id| (id, profile.history(indicator, id)))
        .filter(|(_, history)| !history.is_empty())
        .collect();
    // The years of England, so that a council with few figures has them in their place.
    let known = own.iter().chain(others.iter().flat_map(|(_, history)| history)).map(|(year, _)| *year);
    let years: BTreeSet<Year> = known.collect();
    let spread = |year: &Year| Some((*year, profile.peers_in(indicator, *year)?));
    let band: Vec<(Month, f64, f64)> = years
        .iter()
        .filter_map(spread)
        .map(|(year, spread)| (indicator.section.month(year), spread.p25, spread.p75))
        .collect();
    let named = [(profile.id, &own)].into_iter().chain(others.iter().map(|(id, history)| (*id, history)));
    let without = named.filter_map(|(id, history)| missing(profile.name(id), history, &years)).collect();
    let all = own.iter().map(|(_, value)| *value).chain(band.iter().map(|(_, _, high)| *high));
    let style = Style::of(indicator.unit, &all.collect::<Vec<_>>());
    Some(HistoryChart {
        texts: Texts {
            title: title(profile, indicator, &latest, style),
            subtitle: indicator.meaning.to_owned(),
            description: description(profile, indicator, &own, &latest, style),
            notes: notes(profile, indicator, without, !band.is_empty()),
        },
        number_format: number_format(indicator.unit, style),
        base: if indicator.unit == Unit::Share { AxisBase::Zero } else { AxisBase::Fitted },
        own: NamedSeries { name: profile.area().name.clone(), points: by_month(indicator, own) },
        others: others
            .into_iter()
            .map(|(id, history)| NamedSeries {
                name: profile.name(id).to_owned(),
                points: by_month(indicator, history),
            })
            .collect(),
        band_name: format!("Middle half of {}", profile.peers.name()),
        band,
    })
}

fn by_month(indicator: &Indicator, points: Vec<(Year, f64)>) -> Vec<(Month, f64)> {
    points.into_iter().map(|(year, value)| (indicator.section.month(year), value)).collect()
}

/// The latest figure, where it comes from and England beside it, so that it is
/// true whatever the figures are.
fn title(profile: &Profile<'_>, indicator: &Indicator, latest: &LatestFigure, style: Style) -> String {
    let (year, value) = (latest.year, latest.value);
    let since = latest.three_years_before.map_or_else(String::new, |(earlier, direction)| {
        let (now, then) = (style.write(value), style.write(earlier));
        match direction {
            _ if now == then => ", the same as three years before".to_owned(),
            Direction::Up => format!(", up from {then} three years before"),
            Direction::Down => format!(", down from {then} three years before"),
            Direction::Same => format!(", about the same as {then} three years before"),
        }
    });
    let england = latest.england;
    let beside = england.map_or_else(String::new, |england| format!("; {} in England", style.write(england)));
    format!(
        "{}, {}: {} {}{since}{beside}",
        indicator.title,
        profile.area().name,
        style.write(value),
        // A month and its year stay on one line.
        indicator.when(year).replace(&format!(" {year}"), &format!("\u{a0}{year}"))
    )
}

/// The chart in words, for those who cannot see it.
fn description(
    profile: &Profile<'_>,
    indicator: &Indicator,
    own: &[(Year, f64)],
    latest: &LatestFigure,
    style: Style,
) -> String {
    let name = &profile.area().name;
    let figures: Vec<String> =
        own.iter().map(|(year, value)| format!("{} in {year}", style.write(*value))).collect();
    let year = latest.year;
    let beside: Vec<String> = [(latest.england, profile.england), (latest.region, profile.region)]
        .into_iter()
        .filter_map(|(value, id)| Some(format!("{} {}", profile.name(id?), style.write(value?))))
        .collect();
    let beside =
        if beside.is_empty() { String::new() } else { format!(" In {year}: {}.", beside.join(", ")) };
    let peers = profile.peers_in(indicator, year).map_or_else(String::new, |spread| {
        format!(
            " The middle half of its {} lies between {} and {}, the median is {}.",
            profile.peers.name(),
            style.write(spread.p25),
            style.write(spread.p75),
            style.write(spread.median)
        )
    });
    format!("Line chart by year. {}, {name}: {}.{beside}{peers}", indicator.title, figures.join(", "))
}

/// What the band is, what is missing, and the source.
fn notes(profile: &Profile<'_>, indicator: &Indicator, missing: Vec<String>, has_band: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if has_band {
        notes.push(format!(
            "Band: the middle half of the {} {}. A quarter of those with a figure lie above it, a quarter below.",
            profile.peer_names().count(),
            profile.peers.name()
        ));
    }
    notes.extend(missing);
    notes.extend(profile.small_numbers(indicator.section).map(str::to_owned));
    notes.push(format!(
        "Source: {}. {LICENCE} Rates worked out by Staffcast {}.",
        indicator.section.source(),
        env!("CARGO_PKG_VERSION")
    ));
    notes
}

/// The years of a chart without a figure of an area, if any: `No figure of Kent for 2013, 2015 to 2018 and 2021.`
fn missing(name: &str, history: &[(Year, f64)], years: &BTreeSet<Year>) -> Option<String> {
    let known: BTreeSet<Year> = history.iter().map(|(year, _)| *year).collect();
    let missing: Vec<Year> = years.difference(&known).copied().collect();
    let words: Vec<String> = missing
        .chunk_by(|one, next| next - one == 1)
        .flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{first} to {last}")],
            run => run.iter().map(Year::to_string).collect(),
        })
        .collect();
    (!words.is_empty()).then(|| format!("No figure of {name} for {}.", list(&words)))
}

/// Labels have the decimals of the words.
fn number_format(unit: Unit, style: Style) -> NumberFormat {
    let decimals = style.decimals();
    match unit {
        Unit::Share => NumberFormat::percent(decimals),
        Unit::Pounds => NumberFormat::pounds(),
        Unit::Cases
        | Unit::Count
        | Unit::CasesPerFte
        | Unit::Fte
        | Unit::Weeks
        | Unit::PerYear
        | Unit::PerTenThousand => NumberFormat::number(decimals),
    }
}
