//! Which fan charts a run leaves behind, and what their words say.

use super::Run;
use super::chart::{AxisBase, BandPoint, FanChart, NumberFormat};
use super::readable::{Style, lower_first, whole};
use crate::calendar::Month;
use crate::measure::Unit;
use crate::summary::{Series, Summary};

/// Width of the pictures in pixels: twice the size on screen, sharp in print.
pub const PICTURE_WIDTH: u32 = 1520;

/// A chart and the name of its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// Name of the files without folder and extension.
    pub name: &'static str,
    /// What to draw.
    pub chart: FanChart,
}

/// A measure that has a chart.
struct Charted {
    measure: &'static str,
    name: &'static str,
    /// What the measure is and, for a rate, over what.
    meaning: &'static str,
    base: AxisBase,
}

const CHARTED: [Charted; 5] = [
    Charted {
        measure: "caseload",
        name: "caseload",
        meaning: "Cases held for each full-time-equivalent case-holder, agency staff included, at the end of each \
                  month",
        base: AxisBase::Fitted,
    },
    Charted {
        measure: "vacancy_rate",
        name: "vacancy_rate",
        meaning: "Vacant posts as a share of vacant and filled posts, full-time equivalents at the end of each month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "agency_rate",
        name: "agency_rate",
        meaning: "Agency staff as a share of agency and permanent staff, full-time equivalents at the end of each \
                  month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "unallocated_cases",
        name: "unallocated_cases",
        meaning: "Cases that wait for a worker at the end of each month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "cost.total",
        name: "cost_total",
        meaning: "Pounds in each month, at the prices of the time",
        base: AxisBase::Fitted,
    },
];

/// The charts of the baseline. A measure that the run does not have, has none.
pub fn fans(run: &Run<'_>) -> Vec<Fan> {
    let Some(baseline) = run.results.summaries.first() else {
        return Vec::new();
    };
    let charts = CHARTED
        .iter()
        .filter_map(|charted| Some(Fan { name: charted.name, chart: fan_chart(run, baseline, charted)? }));
    charts.collect()
}

fn fan_chart(run: &Run<'_>, summary: &Summary, charted: &Charted) -> Option<FanChart> {
    let series = summary.service(charted.measure)?;
    let points = points(series);
    let (first, last) = (*points.first()?, *points.last()?);
    let history = history(run, charted.measure, first.month);
    Some(FanChart {
        title: title(run.place(), series, &first, &last),
        subtitle: charted.meaning.to_owned(),
        description: description(run.place(), series, &first, &last, &history),
        source: source(run, summary, !history.is_empty()),
        number_format: number_format(series.measure.unit),
        base: charted.base,
        history,
        points,
        targets: Vec::new(),
    })
}

/// Months at which the measure exists.
fn points(series: &Series<Month>) -> Vec<BandPoint> {
    let points = series.bands.iter().map(|(month, band)| BandPoint {
        month: *month,
        p10: band.p10,
        p25: band.p25,
        p50: band.p50,
        p75: band.p75,
        p90: band.p90,
    });
    let exists = |point: &BandPoint| {
        [point.p10, point.p25, point.p50, point.p75, point.p90].iter().all(|value| value.is_finite())
    };
    points.filter(exists).collect()
}

/// Published values up to the first month of the projection.
fn history(run: &Run<'_>, measure: &str, first: Month) -> Vec<(Month, f64)> {
    let measures = &run.scenario.service.history.0;
    let own = measures.iter().find(|own| own.measure.text == measure);
    own.map_or_else(Vec::new, |own| {
        let before = own.points.iter().filter(|(month, _)| *month <= first);
        before.copied().collect()
    })
}

/// States the median at both ends, so that it is true whatever the run gives.
fn title(place: &str, series: &Series<Month>, first: &BandPoint, last: &BandPoint) -> String {
    let style = style(series, first, last);
    let what = &series.measure.title;
    if first.month == last.month {
        return format!("{what}, {place}: median {} in {}", style.write(first.p50), first.month.long_name());
    }
    let (begins, ends) = (style.write(first.p50), style.write(last.p50));
    let (start, end) = (first.month.long_name(), last.month.long_name());
    if begins == ends {
        return format!("{what}, {place}: median {ends} in both {start} and {end}");
    }
    format!("{what}, {place}: median {begins} in {start}, {ends} in {end}")
}

/// The chart in words, for those who cannot see it.
fn description(
    place: &str,
    series: &Series<Month>,
    first: &BandPoint,
    last: &BandPoint,
    history: &[(Month, f64)],
) -> String {
    let style = style(series, first, last);
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

fn source(run: &Run<'_>, summary: &Summary, has_history: bool) -> String {
    let layers = if run.varies_in_all_layers() {
        String::new()
    } else {
        format!(" Only {} varied between trials.", run.layers().join(" and "))
    };
    let published = if has_history { " Published values as given in the scenario." } else { "" };
    format!(
        "Source: Staffcast {}, scenario \u{201c}{}\u{201d}, {} trials, seed {}.{layers}{published}",
        env!("CARGO_PKG_VERSION"),
        run.scenario.service.title,
        whole(summary.trials.into()),
        run.settings.seed,
    )
}

fn style(series: &Series<Month>, first: &BandPoint, last: &BandPoint) -> Style {
    Style::of(series.measure.unit, &[first.p50, last.p90])
}

fn number_format(unit: Unit) -> NumberFormat {
    match unit {
        Unit::Share => NumberFormat::Percent { decimals: 1 },
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand => NumberFormat::Number { decimals: 1 },
        Unit::PerYear => NumberFormat::Number { decimals: 2 },
        Unit::Cases | Unit::Count | Unit::Fte => NumberFormat::Number { decimals: 0 },
        Unit::Pounds => NumberFormat::Pounds,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::export::sample::Sample;

    #[test]
    fn the_words_of_the_charts_say_what_is_shown() {
        let sample = Sample::new();
        let mut text = String::new();
        for Fan { name, chart } in fans(&sample.run()) {
            let FanChart { title, subtitle, description, source, history, .. } = chart;
            writeln!(text, "{name}\n{title}\n{subtitle}\n{description}\n{source}\n{history:?}\n").unwrap();
        }
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn a_single_month_and_missing_values_are_told_as_they_are() {
        let mut sample = Sample::new();
        for series in &mut sample.summaries[0].monthly {
            series.bands.truncate(2);
            series.bands[0].1.p50 = f64::NAN;
        }
        let charts = fans(&sample.run());
        let titles: Vec<&str> = charts.iter().map(|fan| fan.chart.title.as_str()).collect();
        assert_eq!(titles[0], "Average caseload, Smallshire: median 17.1 in October 2023");
    }

    #[test]
    fn history_ends_where_the_projection_begins() {
        let sample = Sample::new();
        let run = sample.run();
        assert_eq!(history(&run, "vacancy_rate", Month::new(2022, 9)).len(), 2);
        assert_eq!(history(&run, "caseload", Month::new(2022, 9)), []);
    }
}
