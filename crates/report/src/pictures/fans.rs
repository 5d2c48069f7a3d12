//! The fan charts of the baseline.

use super::charted::{Charted, history, in_ranges, number_format, points, target_lines, target_note};
use super::findings::{Title, Trend, trend_title};
use super::phrases::{source, span};
use super::{Drawing, Picture, PictureKind};
use crate::likelihood::is_telling;
use crate::{Run, Titles, precision};
use chart::{BandPoint, FanChart, Texts};
use model::calendar::Month;
use model::english::lower_first;
use model::readable::Style;
use model::summary::{Series, Summary};

/// A chart for each measure; none for one that the run does not have.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let Some(baseline) = run.results.summaries.first() else {
        return Vec::new();
    };
    let picture = |charted: &Charted| {
        let unit = baseline.service(&charted.measure)?.measure.unit;
        Some(Picture {
            name: charted.name.clone(),
            kind: PictureKind::Projection,
            measure: Some(charted.measure.clone()),
            unit,
            drawing: Drawing::Fan(fan_chart(run, baseline, charted)?),
        })
    };
    in_ranges(run).iter().filter_map(picture).collect()
}

/// The chart of one measure of the baseline, whether or not charts of it are usual.
pub(crate) fn fan_of(run: &Run<'_>, measure: &str) -> Option<FanChart> {
    let charted = Charted { name: measure.to_owned(), measure: measure.to_owned() };
    fan_chart(run, run.results.summaries.first()?, &charted)
}

fn fan_chart(run: &Run<'_>, summary: &Summary, charted: &Charted) -> Option<FanChart> {
    let series = summary.service(&charted.measure)?;
    let points = points(series.bands.iter().map(|(month, band)| (*month, band)), 1.0);
    let (first, last) = (*points.first()?, *points.last()?);
    let history = history(run, &charted.measure, first.month);
    let title = title(run, series, &points)?;
    let notes = title.notes().chain(target_note(run, &charted.measure));
    Some(FanChart {
        texts: Texts {
            title: title.text,
            subtitle: series.measure.meaning.to_owned(),
            description: description(run, series, &first, &last, &history),
            notes: notes.chain([source(run, !history.is_empty())]).collect(),
        },
        number_format: number_format(series.measure.unit).to(style(run, series).step()),
        base: series.measure.axis,
        history,
        points,
        since: Vec::new(),
        targets: target_lines(run, &charted.measure),
    })
}

/// What is found of the end of the run, or what is shown.
fn title(run: &Run<'_>, series: &Series<Month>, points: &[BandPoint]) -> Option<Title> {
    let (first, last) = (points.first()?, points.last()?);
    let (place, style) = (run.place(), style(run, series));
    let end = last.month.long_name();
    if run.charts.titles == Titles::Neutral {
        let what = &series.measure.title;
        return Some(Title::plain(format!("{what}, {place}, {}", span(first.month, last.month))));
    }
    let what = &series.measure.title;
    let (begins, ends) = (style.write(first.p50), style.write(last.p50));
    if first.month == last.month {
        return Some(Title::plain(format!("{what}, {place}: median {ends} in {end}")));
    }
    if !is_telling(run) {
        let start = first.month.long_name();
        return Some(Title::plain(format!("{what}, {place}: median {begins} in {start}, {ends} in {end}")));
    }
    let read_so = |point: &BandPoint| {
        [point.p10, point.p50, point.p90].iter().all(|value| style.write(*value) == begins)
    };
    let is_constant = points.iter().all(read_so);
    let (first, last) = like_months(points)?;
    Some(trend_title(&Trend {
        measure: &series.measure,
        place,
        opening: (first.month.long_name(), first.p50),
        end: (last.month.long_name(), *series.at(&last.month)?),
        style,
        is_constant,
    }))
}

/// The first and the last point of the same calendar month, so that the season does not pass for a trend: the last
/// point and the first like it if it has one, else the first point and the last like it; both ends where the run is
/// shorter than a year.
fn like_months(points: &[BandPoint]) -> Option<(&BandPoint, &BandPoint)> {
    let (first, last) = (points.first()?, points.last()?);
    let alike = |one: &BandPoint, other: &BandPoint| one.month.number() == other.month.number();
    let of_last = points.iter().find(|point| alike(point, last)).filter(|point| point.month != last.month);
    let of_first =
        points.iter().rfind(|point| alike(point, first)).filter(|point| point.month != first.month);
    Some(match (of_first, of_last) {
        (Some(end), _) if end.month == last.month => (first, last),
        (_, Some(start)) if !alike(first, last) && start.month == first.month.plus(11) => (start, last),
        (Some(end), _) => (first, end),
        (None, _) => (first, last),
    })
}

/// The chart in words, for those who cannot see it.
fn description(
    run: &Run<'_>,
    series: &Series<Month>,
    first: &BandPoint,
    last: &BandPoint,
    history: &[(Month, f64)],
) -> String {
    let (place, style) = (run.place(), style(run, series));
    let published = match (history.first(), history.last()) {
        (Some((start, low)), Some((end, high))) if start != end => format!(
            " Published values go from {} in {} to {} in {}.",
            style.write(*low),
            start.long_name(),
            style.write(*high),
            end.long_name()
        ),
        (Some((month, value)), _) => {
            format!(" The published value for {} is {}.", month.long_name(), style.write(*value))
        }
        (None, _) => String::new(),
    };
    format!(
        "Fan chart of {} by month, {place}, {} to {}.{published} The median of the trials begins at {} and ends \
         at {}. In {}, half of the trials lie between {} and {}, and eight in ten between {} and {}.",
        lower_first(&series.measure.title),
        first.month.long_name(),
        last.month.long_name(),
        style.write(first.p50),
        style.write(last.p50),
        last.month.long_name(),
        style.write(last.p25),
        style.write(last.p75),
        style.write(last.p10),
        style.write(last.p90),
    )
}

fn style(run: &Run<'_>, series: &Series<Month>) -> Style {
    precision::levels(run, &series.measure.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn a_single_month_and_missing_values_are_told_as_they_are() {
        let mut sample = Sample::new();
        for series in &mut sample.results.summaries[0].monthly {
            series.bands.truncate(2);
            series.bands[0].1.p50 = f64::NAN;
        }
        let pictures = pictures(&sample.run());
        let Drawing::Fan(chart) = &pictures[0].drawing else { panic!("no fan") };
        assert_eq!(chart.texts.title, "Average caseload, Smallshire: median 17.1 in October 2023");
    }

    #[test]
    fn history_ends_where_the_projection_begins() {
        let sample = Sample::new();
        let run = sample.run();
        assert_eq!(history(&run, "vacancy_rate", Month::new(2022, 9)).len(), 2);
        assert_eq!(history(&run, "caseload", Month::new(2022, 9)), []);
    }
}
