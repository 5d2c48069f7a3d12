//! Tests of charts against a number.

use super::tests::texts;
use super::*;

fn chance() -> CurveChart {
    let chance = |offers: f64| 1.0 / (1.0 + (-(offers - 22.0) / 6.0).exp());
    let offers = || (0..=9).map(|step| f64::from(step) * 5.0);
    CurveChart {
        texts: Texts {
            title: "34 offers make a vacancy rate below 10% likely".into(),
            subtitle: "Chance of a vacancy rate below 10% by March 2028".into(),
            description: "A line.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        x_name: "Offers made by the campaign, people".into(),
        x_format: NumberFormat::number(0),
        y_format: NumberFormat::percent(0),
        base: AxisBase::Zero,
        line: offers().map(|x| (x, chance(x))).collect(),
        band: offers().map(|x| (x, (chance(x) - 0.04).max(0.0), (chance(x) + 0.04).min(1.0))).collect(),
        dots: Vec::new(),
        marks: vec![mark(30.5, 0.8, "31 offers")],
        level: Some((0.8, "Wanted: 80%".into())),
        limit: None,
    }
}

fn mark(x: f64, y: f64, label: &str) -> CurveMark {
    CurveMark { x, y, label: label.into() }
}

/// So many sets of options with net costs around this one, in pounds.
fn sets(count: i32, (cost, spread): (f64, f64)) -> CurveChart {
    let place = |number: i32| {
        let share = f64::from(number * 37 % 101) / 101.0;
        (cost + spread * (share - 0.3), (0.2 + 0.7 * share + 0.1 * f64::from(number % 7) / 7.0).min(1.0))
    };
    CurveChart {
        x_name: "Net cost until March 2029".into(),
        x_format: NumberFormat::pounds(),
        line: Vec::new(),
        band: Vec::new(),
        dots: (0..count).map(place).collect(),
        marks: vec![
            mark(cost, 0.82, "Retention payment and campaign: 82% for £0.4m"),
            mark(cost + 0.4 * spread, 0.88, "Campaign and more posts"),
            mark(0.0, 0.31, "Nothing"),
        ],
        limit: Some((cost + 0.5 * spread, "Budget".into())),
        ..chance()
    }
}

pub(super) fn awkward_curves() -> Vec<CurveChart> {
    let mut charts = vec![chance(), sets(0, (4e5, 1e6)), sets(12, (4e5, 1e6)), sets(400, (4e5, 1e6))];
    charts.push(CurveChart { dots: vec![(3.0, 0.5); 2], line: Vec::new(), band: Vec::new(), ..chance() });
    for number in [0.0, 1.0, -40.0, 0.0003, 1e-300, 9e14, -9e14, 12_345_678.9] {
        for (x_format, y_format) in [
            (NumberFormat::number(0), NumberFormat::pounds()),
            (NumberFormat::pounds(), NumberFormat::number(3)),
            (NumberFormat::percent(1), NumberFormat::percent(1)),
        ] {
            for base in [AxisBase::Zero, AxisBase::Fitted] {
                let single = CurveChart {
                    x_format,
                    y_format,
                    base,
                    line: vec![(number, number)],
                    band: vec![(number, 0.9 * number, 1.1 * number)],
                    marks: vec![mark(number, number, "The only one")],
                    level: Some((number, "Wanted".into())),
                    limit: Some((number, "Budget".into())),
                    ..chance()
                };
                let upright = CurveChart {
                    line: vec![(number, 0.0), (number, number), (number, 1.0)],
                    band: vec![(number, 0.0, 1.0); 3],
                    ..single.clone()
                };
                let wide = CurveChart {
                    line: vec![(number, 1.0), (0.0, -number), (0.5 * number, number)],
                    band: vec![(0.0, number, -number), (number, 0.0, 0.0)],
                    ..single.clone()
                };
                charts.extend([single, upright, wide]);
            }
        }
    }
    let mut long = sets(40, (0.0, 2e6));
    long.texts.title = "Bournemouth, Christchurch and Poole: what each set of options costs ".repeat(3);
    long.texts.notes = vec!["Source: Staffcast 0.1.0, scenario \"baseline\", 2,000 trials. ".repeat(12)];
    long.x_name = "Net cost until the end of the plan in pounds of April 2026 ".repeat(4);
    long.limit = Some((2e6, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ".repeat(3)));
    long.level = Some((1.0, "Wanted by the improvement board of the council and of its partners".into()));
    let name = "Retention payment of £3,000 a year to every social worker who has stayed for two years";
    long.marks = (0..5).map(|index| mark(4e5 * f64::from(index % 2), 0.5, name)).collect();
    charts.push(CurveChart { dots: Vec::new(), ..long.clone() });
    charts.push(long);
    let mut empty = chance();
    (empty.texts.title, empty.texts.subtitle, empty.texts.notes) = Default::default();
    (empty.x_name, empty.level, empty.marks) = (String::new(), None, vec![mark(0.0, 1.0, "")]);
    charts.push(empty);
    charts
}

/// The middle of a text, across and down.
fn middle(svg: &str, wanted: &str) -> (f64, f64) {
    let (texts, _) = texts(svg);
    let (_, place) = texts.iter().find(|(text, _)| text.trim() == wanted).expect(wanted);
    (f64::midpoint(place.left, place.right), f64::midpoint(place.top, place.bottom))
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let empty = CurveChart { line: Vec::new(), band: Vec::new(), marks: Vec::new(), ..chance() };
    assert_eq!(curve_to_svg(&empty, Size::Page), Err(ChartError::NoPoints));
    let many = CurveChart { marks: vec![mark(1.0, 0.5, "One"); 6], ..chance() };
    assert_eq!(curve_to_svg(&many, Size::Page), Err(ChartError::TooManyOptions(6)));
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2e15] {
        for (part, change) in [
            ("line", (|chart, value| chart.line[3].1 = value) as fn(&mut CurveChart, f64)),
            ("line", |chart, value| chart.line[3].0 = value),
            ("band", |chart, value| chart.band[1].2 = value),
            ("dots", |chart, value| chart.dots.push((value, 0.0))),
            ("marks", |chart, value| chart.marks[0].x = value),
            ("level", |chart, value| chart.level = Some((value, String::new()))),
            ("limit", |chart, value| chart.limit = Some((value, String::new()))),
        ] {
            let mut chart = chance();
            change(&mut chart, value);
            let error = curve_to_svg(&chart, Size::Page).unwrap_err();
            assert!(matches!(error, ChartError::Undrawable { part: found, .. } if found == part), "{part}");
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_bytes_in_whatever_order_its_points_come() {
    let svg = curve_to_svg(&chance(), Size::Page).unwrap();
    assert_eq!(curve_to_svg(&chance(), Size::Page).unwrap(), svg);
    let mut turned = chance();
    turned.line.reverse();
    turned.band.reverse();
    assert_eq!(curve_to_svg(&turned, Size::Page).unwrap(), svg);
}

#[test]
fn a_name_stands_beside_its_mark_where_there_is_room_and_at_the_right_where_not() {
    let svg = curve_to_svg(&chance(), Size::Page).unwrap();
    let (answer, wanted) = (middle(&svg, "31 offers"), middle(&svg, "Wanted: 80%"));
    assert!(answer.0 < wanted.0 - 60.0, "{answer:?} {wanted:?}");

    let left = |svg: &str, text: &str| {
        let (texts, _) = texts(svg);
        texts.iter().find(|(found, _)| found.trim() == text).unwrap().1.left
    };
    let few = curve_to_svg(&sets(6, (4e5, 1e6)), Size::Page).unwrap();
    assert!(left(&few, "Nothing") < left(&few, "Wanted: 80%") - 60.0);
    // A mark as small as those of the key stands before a name at the right.
    let many = sets(0, (4e5, 1e6));
    let grid = (0..60).flat_map(|x| (0..40).map(move |y| (f64::from(x) * 2e4, f64::from(y) / 40.0)));
    let many = curve_to_svg(&CurveChart { dots: grid.collect(), ..many }, Size::Page).unwrap();
    assert!(left(&many, "Nothing") > left(&many, "Wanted: 80%") + 10.0);
    // Names of marks give way to that of the level, which has no mark.
    let (wanted, tick) = (middle(&many, "Wanted: 80%"), middle(&many, "80%"));
    assert!((wanted.1 - tick.1).abs() < 1.5, "{wanted:?} {tick:?}");
}

#[test]
fn notes_say_what_the_shapes_are_that_the_chart_has() {
    let has = |chart: &CurveChart, words: &str| curve_to_svg(chart, Size::Web).unwrap().contains(words);
    assert!(has(&chance(), "Each dot on the line") && has(&chance(), "Shaded:"));
    let single = CurveChart { band: vec![(30.0, 0.7, 0.8)], ..chance() };
    assert!(has(&single, "Line upwards:") && !has(&single, "Shaded:"));
    let sets = sets(12, (4e5, 1e6));
    assert!(!has(&sets, "Each dot on the line") && !has(&sets, "Shaded:"));
}
