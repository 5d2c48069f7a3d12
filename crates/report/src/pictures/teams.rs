//! Small multiples: a measure of each team, all on one scale.

use super::charted::{Charted, in_ranges, number_format, points};
use super::findings::Title;
use super::phrases::{in_words, source, span};
use super::{Drawing, Picture, PictureKind};
use crate::{Run, Titles, precision};
use chart::{MOST_TEAMS, Panel, PanelChart, PanelsOf, Texts};
use model::calendar::Month;
use model::english::{lower_first, title_or_name};
use model::summary::{Band, Series, Summary};

/// What a single team is called, and its series.
type OfTeam<'a> = (String, &'a Series<Month>);

/// For each measure that is reported by team as many charts as its teams need,
/// if there are several; of the baseline, since history is not known by team.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let Some(baseline) = run.results.summaries.first().filter(|_| run.scenario.service.team.len() > 1) else {
        return Vec::new();
    };
    let of_measure = |charted: &Charted| {
        let teams = teams(run, baseline, &charted.measure);
        let charts = teams.len().div_ceil(MOST_TEAMS).max(1);
        let parts = teams.chunks(teams.len().div_ceil(charts).max(1)).enumerate();
        let picture = |(at, part): (usize, &[OfTeam<'_>])| {
            let suffix = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            Some(Picture {
                name: format!("teams_{}{suffix}", charted.name),
                kind: PictureKind::Teams,
                measure: Some(charted.measure.clone()),
                unit: part.first()?.1.measure.unit,
                drawing: Drawing::Panels(chart(run, part)?),
            })
        };
        parts.filter_map(picture).collect::<Vec<_>>()
    };
    // Of what is nil in most trials, that of a team is nil in more.
    in_ranges(run).iter().flat_map(of_measure).collect()
}

/// The teams that have the measure, in the order of the scenario.
fn teams<'a>(run: &Run<'_>, baseline: &'a Summary, measure: &str) -> Vec<OfTeam<'a>> {
    let of_team = |name: &str, title: &str| {
        let is_own = |series: &&Series<Month>| {
            series.team.as_deref() == Some(name) && series.measure.id == measure && !series.bands.is_empty()
        };
        let series = baseline.monthly.iter().find(is_own)?;
        Some((title_or_name(title, name), series))
    };
    let all = run.scenario.service.team.iter();
    all.filter_map(|(name, team)| of_team(&name.text, &team.title)).collect()
}

fn chart(run: &Run<'_>, teams: &[OfTeam<'_>]) -> Option<PanelChart> {
    let measure = &teams.first()?.1.measure;
    let panel = |(name, series): &OfTeam<'_>| Panel {
        name: name.clone(),
        points: points(series.bands.iter().map(|(month, band)| (*month, band)), 1.0),
        step: None,
    };
    let panels: Vec<Panel> = teams.iter().map(panel).filter(|panel| !panel.points.is_empty()).collect();
    let first = panels.iter().filter_map(|panel| panel.points.first()).map(|point| point.month).min()?;
    let last = panels.iter().filter_map(|panel| panel.points.last()).map(|point| point.month).max()?;
    let bands = teams.iter().filter_map(|(name, series)| Some((name.as_str(), *series.at(&last)?)));
    let bands: Vec<(&str, Band)> = bands.collect();
    let style = precision::of_bands(measure.unit, bands.iter().map(|(_, band)| band));
    let write = |value: f64| style.write(value);
    let place = run.place();
    let title = match lowest_and_highest(&bands, &write) {
        Some(medians) if run.charts.titles == Titles::Finding => {
            format!("{} by team in {place}, {}: median {medians}", measure.subject, last.long_name())
        }
        _ => format!("{} by team, {place}, {}", measure.subject, span(first, last)),
    };
    let title = Title::plain(title);
    let each: Vec<String> = bands.iter().map(|(name, band)| in_words(name, band, &write)).collect();
    Some(PanelChart {
        texts: Texts {
            title: title.text,
            subtitle: format!("{}, each team on the same scale", measure.meaning),
            description: format!(
                "Fan charts of {} by month, one for each team, {place}, {}. In {}: {}.",
                lower_first(&measure.title),
                span(first, last),
                last.long_name(),
                each.join("; ")
            ),
            notes: vec![source(run, false)],
        },
        panels_of: PanelsOf::Teams,
        number_format: number_format(measure.unit).to(style.step()),
        base: measure.axis,
        history: Vec::new(),
        targets: Vec::new(),
        zero_line: None,
        panels,
    })
}

/// The medians at both ends with the teams that have them; nothing for a single team.
fn lowest_and_highest(bands: &[(&str, Band)], write: &dyn Fn(f64) -> String) -> Option<String> {
    let by_median = |one: &&(&str, Band), other: &&(&str, Band)| one.1.p50.total_cmp(&other.1.p50);
    let (low, high) = (bands.iter().min_by(by_median)?, bands.iter().max_by(by_median)?);
    if bands.len() < 2 {
        return None;
    }
    let (lowest, highest) = (write(low.1.p50), write(high.1.p50));
    if lowest == highest {
        return Some(format!("{lowest} in each"));
    }
    let named = |value: &str, name: &str| {
        let alike = bands.iter().filter(|(_, band)| write(band.p50) == value).count();
        if alike == 1 { format!("{value} in {name}") } else { format!("{value} in {alike} teams") }
    };
    Some(format!("from {} to {}", named(&lowest, low.0), named(&highest, high.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_teams_at_both_ends_are_named_if_they_are_alone() {
        let band = |p50: f64| Band {
            mean: p50,
            p05: p50,
            p10: p50,
            p25: p50,
            p50,
            p75: p50,
            p90: p50,
            p95: p50,
            standard_error: 0.0,
        };
        let write = |value: f64| format!("{value:.1}");
        for (values, wanted) in [
            (&[1.0, 2.0, 3.0][..], Some("from 1.0 in A to 3.0 in C")),
            (&[1.0, 1.04, 3.0], Some("from 1.0 in 2 teams to 3.0 in C")),
            (&[1.0, 1.0], Some("1.0 in each")),
            (&[1.0], None),
            (&[], None),
        ] {
            let bands: Vec<(&str, Band)> =
                ["A", "B", "C"].into_iter().zip(values.iter().map(|value| band(*value))).collect();
            assert_eq!(lowest_and_highest(&bands, &write).as_deref(), wanted);
        }
    }
}
