//! Tests of charts of what moves a result.

use super::tests::texts;
use super::*;

const NAMES: [&str; 8] = [
    "Leaving: of all permanent staff, a year",
    "Referrals of police, a year",
    "Weeks from advertising a post to the first day in it, for those who come from another council",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Agency staff who become permanent",
    "",
    "Absence",
    "Stays of children on protection plans, months",
];

fn tornado(count: usize, middle: f64, spread: f64) -> TornadoChart {
    let row = |index: usize| {
        let half = spread / (1.0 + index as f64);
        let (low, high) = match index % 4 {
            0 => (middle - half, middle + 0.8 * half),
            1 => (middle + half, middle - 0.7 * half),
            2 => (middle + half, middle + 0.3 * half),
            _ => (middle - half, middle),
        };
        TornadoRow {
            name: NAMES[index % NAMES.len()].into(),
            low,
            high,
            low_name: format!("{}%", 10 + index),
            high_name: format!("{}%", 20 + index),
            share: format!("{}% (35\u{2013}41)", 40 - 2 * index),
        }
    };
    TornadoChart {
        texts: Texts {
            title: "Leaving moves the caseload most".into(),
            subtitle: "Average caseload in March 2029".into(),
            description: "Bars.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        number_format: NumberFormat::number(1),
        middle: (middle, format!("Median: {middle}")),
        rows: (0..count).map(row).collect(),
        share_name: "Share of the spread".into(),
    }
}

pub(super) fn awkward_tornados() -> Vec<TornadoChart> {
    let mut charts = Vec::new();
    for (middle, spread) in [
        (17.4, 3.0),
        (17.4, 0.0),
        (0.0, 0.0),
        (-40.0, 60.0),
        (0.0003, 0.0001),
        (1e-300, 1e-301),
        (1e12, 3e11),
        (-9e14, 9e13),
        (12_345_678.9, 0.001),
    ] {
        for (count, number_format) in [
            (1, NumberFormat::number(3)),
            (2, NumberFormat::pounds()),
            (5, NumberFormat::percent(1)),
            (14, NumberFormat::number(0)),
        ] {
            charts.push(TornadoChart { number_format, ..tornado(count, middle, spread) });
        }
    }
    let mut turned = tornado(8, 17.4, 3.0);
    turned.rows.iter_mut().for_each(|row| {
        (row.low, row.high) = (17.4 - (row.low - 17.4).abs(), 17.4 - (row.high - 17.4).abs());
    });
    charts.push(turned);
    let mut long = tornado(14, 17.4, 3.0);
    for row in &mut long.rows {
        row.low_name = "12 weeks, as in Bournemouth, Christchurch and Poole".into();
        row.high_name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".into();
        row.share = "38% (35\u{2013}41), of which half together with others".into();
    }
    long.share_name = "Share of the variance of the result that the input explains".into();
    long.middle.1 = "The median of all trials, which nobody wanted to be as high as that ".repeat(3);
    charts.push(long);
    let mut empty = tornado(3, 17.4, 3.0);
    (empty.texts.title, empty.texts.subtitle, empty.texts.notes) = Default::default();
    (empty.share_name, empty.middle.1) = Default::default();
    for row in &mut empty.rows {
        (row.name, row.low_name, row.high_name, row.share) = Default::default();
    }
    charts.push(empty);
    charts
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    assert_eq!(tornado_to_svg(&tornado(0, 17.4, 3.0), Size::Page), Err(ChartError::NoPoints));
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2e15] {
        for (part, change) in [
            ("middle", (|chart, value| chart.middle.0 = value) as fn(&mut TornadoChart, f64)),
            ("rows", |chart, value| chart.rows[1].low = value),
            ("rows", |chart, value| chart.rows[2].high = value),
        ] {
            let mut chart = tornado(5, 17.4, 3.0);
            change(&mut chart, value);
            let error = tornado_to_svg(&chart, Size::Page).unwrap_err();
            assert!(matches!(error, ChartError::Undrawable { part: found, .. } if found == part), "{part}");
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    for size in Size::ALL {
        let svg = tornado_to_svg(&tornado(12, 17.4, 3.0), size).unwrap();
        assert_eq!(tornado_to_svg(&tornado(12, 17.4, 3.0), size).unwrap(), svg);
    }
}

#[test]
fn values_of_an_input_stand_on_the_side_where_its_bar_ends() {
    let svg = tornado_to_svg(&tornado(4, 17.4, 3.0), Size::Page).unwrap();
    let (texts, _) = texts(&svg);
    let place = |wanted: &str| {
        let (_, place) = texts.iter().find(|(text, _)| text.trim() == wanted).expect(wanted);
        (place.left, place.top)
    };
    // Low at the left; low at the right; both at the right, one below the other;
    // and one that ends at the middle.
    assert!(place("10%").0 < place("20%").0);
    assert!(place("11%").0 > place("21%").0);
    assert!(place("12%").0 > place("22%").0 && place("12%").1 < place("22%").1 - 12.0);
    assert!(place("13%").0 < place("23%").0);
}
