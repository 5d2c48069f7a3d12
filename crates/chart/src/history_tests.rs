//! Tests of charts of published figures.

use super::*;

/// Figures by year from 2013 that are likely to break a layout.
pub(super) fn awkward_histories() -> Vec<HistoryChart> {
    let mut charts = Vec::new();
    for (own, others, name) in [
        (&[(0, 5.0), (1, 6.0), (4, 6.5), (10, 5.5)][..], [5.5, 5.6], "Kent"),
        (&[(3, 0.0)], [40.0, 41.0], "Isles of Scilly"),
        (&[(0, 0.0)], [0.0, 0.0], "Bournemouth, Christchurch and Poole with Dorset"),
        (&[(10, 1e9), (11, 1e-9)], [3.0, 3e9], "Cumberland with Westmorland and Furness"),
    ] {
        for number_format in [NumberFormat::number(1), NumberFormat::percent(1)] {
            for (count, base) in [(0, AxisBase::Zero), (1, AxisBase::Fitted), (11, AxisBase::Fitted)] {
                charts.push(HistoryChart { number_format, base, ..history(own, others, name, count) });
            }
        }
    }
    charts
}

/// A chart whose series to compare with and whose band have so many years.
fn history(own: &[(i32, f64)], others: [f64; 2], name: &str, years: i32) -> HistoryChart {
    let month = |year: i32| Month::new(2013, 3).plus(12 * year);
    let growing =
        |value: f64| (0..years).map(move |year| (month(year), value * (1.0 + 0.02 * f64::from(year))));
    let other = |name: &str, value| NamedSeries { name: name.into(), points: growing(value).collect() };
    HistoryChart {
        texts: Texts {
            title: format!(
                "Referrals per 10,000, {name}: 5.0 in the year to March 2023, up from 4.0 three years before"
            ),
            subtitle: "Referrals in the year to 31 March for every 10,000 children".into(),
            description: "A line chart.".into(),
            notes: vec!["Band: the middle half of the neighbours.".into(), "Source. ".repeat(40)],
        },
        number_format: NumberFormat::number(1),
        base: AxisBase::Fitted,
        own: NamedSeries {
            name: name.into(),
            points: own.iter().map(|(year, value)| (month(*year), *value)).collect(),
        },
        others: vec![other("England", others[0]), other("Yorkshire and The Humber", others[1])],
        band_name: "Middle half of statistical neighbours".into(),
        band: (0..years).map(|year| (month(year), others[0] * 0.9, others[1] * 1.1)).collect(),
    }
}

#[test]
fn a_line_is_broken_where_a_year_is_missing() {
    let lines = |own: &[(i32, f64)]| {
        let svg = history_to_svg(&history(own, [5.0, 5.0], "Kent", 11)).unwrap();
        let strong =
            svg.lines().filter(|line| line.contains("polyline") && line.contains("stroke-width=\"28\""));
        (strong.count(), svg.matches("<circle").count())
    };
    assert_eq!(lines(&[(0, 5.0), (1, 6.0), (2, 6.5), (3, 5.5)]), (1, 4));
    assert_eq!(lines(&[(0, 5.0), (1, 6.0), (4, 6.5), (10, 5.5)]), (1, 4));
    assert_eq!(lines(&[(0, 5.0), (1, 6.0), (4, 6.5), (5, 5.5)]), (2, 4));
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let chart = || history(&[(0, 5.0), (1, 6.0)], [5.0, 5.0], "Kent", 3);
    assert_eq!(history_to_svg(&history(&[], [5.0, 5.0], "Kent", 3)), Err(ChartError::NoPoints));
    for (part, change) in [
        ("own", (|chart| chart.own.points[1].1 = f64::NAN) as fn(&mut HistoryChart)),
        ("others", |chart| chart.others[1].points[2].1 = f64::INFINITY),
        ("band", |chart| chart.band[0].2 = 2e15),
    ] {
        let mut chart = chart();
        change(&mut chart);
        let error = history_to_svg(&chart).unwrap_err();
        assert!(matches!(error, ChartError::Undrawable { part: found, .. } if found == part), "{error}");
    }
    let mut turned = chart();
    turned.own.points.reverse();
    let month = Month::new(2013, 3);
    assert_eq!(history_to_svg(&turned), Err(ChartError::MonthsOutOfOrder { part: "own", month }));
}
