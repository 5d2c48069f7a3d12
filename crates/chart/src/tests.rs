//! Tests of whole charts.

use resvg::usvg::{Group, Node, Options, Tree};

use super::backtest_tests::{awkward_dots, awkward_histograms, awkward_reliability};
use super::canvas::Rect;
use super::curve_tests::awkward_curves;
use super::history_tests::awkward_histories;
use super::option_tests::{awkward_chances, awkward_panels, awkward_waterfalls, awkward_years};
use super::outlines::{Line, lines, outlined};
use super::text::UNITS_PER_EM;
use super::tornado_tests::awkward_tornados;
use super::*;

fn start() -> Month {
    Month::new(2023, 9)
}

/// A target for all months.
pub(super) fn target(name: &str, value: f64) -> TargetLine {
    TargetLine { name: name.into(), value, months: Vec::new() }
}

/// A fan of so many months around a median that stays the same.
fn chart(months: i32, median: f64, spread: f64) -> FanChart {
    let points = (0..months)
        .map(|number| BandPoint {
            month: start().plus(number),
            p10: median - spread,
            p25: median - spread / 2.0,
            p50: median,
            p75: median + spread / 2.0,
            p90: median + spread,
        })
        .collect();
    FanChart {
        texts: Texts {
            title: "Average caseload".into(),
            subtitle: "Cases held per full-time-equivalent social worker".into(),
            description: "The median stays the same.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1".into()],
        },
        number_format: NumberFormat::number(1),
        base: AxisBase::Fitted,
        history: Vec::new(),
        points,
        since: Vec::new(),
        targets: Vec::new(),
    }
}

fn with_history(mut chart: FanChart, years: i32, value: f64) -> FanChart {
    chart.history = (0..years).map(|year| (start().plus(12 * (year - years + 1)), value)).collect();
    chart
}

/// Series, formats and texts that are likely to break a layout.
fn awkward_charts() -> Vec<FanChart> {
    let mut charts = Vec::new();
    for (median, spread) in [
        (0.0, 0.0),
        (17.4, 3.0),
        (17.4, 0.0),
        (0.0003, 0.0001),
        (3e9, 1e8),
        (-40.0, 60.0),
        (-5.0, 0.1),
        (9e14, 0.0),
        (1e-300, 0.0),
        (0.0, 1e-9),
        (12_345_678.9, 0.001),
    ] {
        for number_format in [
            NumberFormat::number(0),
            NumberFormat::number(3),
            NumberFormat::percent(1),
            NumberFormat::pounds(),
        ] {
            for (months, base) in [(1, AxisBase::Fitted), (61, AxisBase::Zero)] {
                let chart = FanChart { number_format, base, ..chart(months, median, spread) };
                charts.push(with_history(chart.clone(), 1, median * 1.1));
                charts.push(with_history(chart.clone(), 7, median * 0.9));
                charts.push(chart);
            }
        }
    }
    let mut long = with_history(chart(61, 18.0, 4.0), 7, 17.0);
    long.texts.title = "Bournemouth, Christchurch and Poole: cases held per practitioner ".repeat(4);
    long.texts.subtitle = "Cases_open_at_the_end_of_the_month".repeat(6);
    long.texts.notes = vec!["Source: Staffcast 0.1.0, scenario \"baseline\", 2,000 trials. ".repeat(12)];
    long.targets = (0..16).map(|n| target(&format!("Target number {n} of the board"), 18.0)).collect();
    charts.push(long);
    charts.push(with_history(chart(2, 18.0, 4.0), 40, 17.0));
    let mut empty = chart(12, 18.0, 4.0);
    (empty.texts.title, empty.texts.subtitle, empty.texts.notes) = Default::default();
    empty.targets = vec![target("", 3.0)];
    empty.targets[0].months = vec![start().plus(5), start().plus(11), start().plus(90)];
    charts.push(empty);
    charts
}

/// The boxes of all texts of a picture, from ascender to descender, and the
/// picture's size, both in pixels.
pub(super) fn texts(svg: &str) -> (Vec<(String, Rect)>, (f64, f64)) {
    let document = roxmltree::Document::parse(svg).unwrap();
    let size = |name| document.root_element().attribute(name).unwrap().parse::<f64>().unwrap();
    let texts = lines(svg).unwrap().into_iter().map(|line| (line.text.clone(), place(&line)));
    (texts.collect(), (size("width"), size("height")))
}

/// The box of a text in pixels: 1854 units above the baseline, 434 below.
fn place(line: &Line) -> Rect {
    let Line { font, left, baseline, text, .. } = line;
    let unit = font.size / UNITS_PER_EM;
    let (right, top, bottom) = (left + font.width(text), baseline - 1854.0 * unit, baseline + 434.0 * unit);
    Rect { left: left / 10.0, top: top / 10.0, right: right / 10.0, bottom: bottom / 10.0 }
}

/// Every awkward chart of every kind as SVG, and in words for messages. Those of
/// runs are made for slides and the web too, one in five of them.
fn drawn() -> Vec<(String, String)> {
    fn all<T: fmt::Debug>(
        charts: Vec<T>,
        draw: fn(&T) -> Result<String, ChartError>,
    ) -> impl Iterator<Item = (String, String)> {
        charts.into_iter().map(move |chart| (draw(&chart).unwrap(), format!("{chart:?}")))
    }
    fn sized<T: fmt::Debug>(
        charts: &[T],
        draw: fn(&T, Size) -> Result<String, ChartError>,
    ) -> impl Iterator<Item = (String, String)> {
        Size::ALL.into_iter().flat_map(move |size| {
            let step = if size == Size::Page { 1 } else { 5 };
            let drawn = move |chart: &T| (draw(chart, size).unwrap(), format!("{size:?}, {chart:?}"));
            charts.iter().rev().step_by(step).map(drawn)
        })
    }
    let mut charts: Vec<(String, String)> = sized(&awkward_charts(), fan_to_svg).collect();
    charts.extend(sized(&awkward_panels(), panels_to_svg));
    charts.extend(sized(&awkward_chances(), chances_to_svg));
    charts.extend(sized(&awkward_years(), years_to_svg));
    charts.extend(sized(&awkward_waterfalls(), waterfall_to_svg));
    charts.extend(sized(&awkward_curves(), curve_to_svg));
    charts.extend(sized(&awkward_tornados(), tornado_to_svg));
    let panels =
        all(awkward_reliability(), reliability_to_svg).chain(all(awkward_histograms(), histogram_to_svg));
    charts.extend(
        panels.chain(all(awkward_dots(), dots_to_svg)).chain(all(awkward_histories(), history_to_svg)),
    );
    charts
}

#[test]
fn every_text_lies_inside_the_picture_and_on_no_other() {
    for (svg, chart) in drawn() {
        let (texts, (width, height)) = texts(&svg);
        assert!(texts.len() > 6);
        for (index, (text, place)) in texts.iter().enumerate() {
            let inside =
                place.left >= 0.0 && place.top >= 0.0 && place.right <= width && place.bottom <= height;
            assert!(inside, "{text:?} at {place:?} of {chart}");
            for (other_text, other) in &texts[..index] {
                // A box reaches up to the accents of capitals, which ink does not.
                let apart = place.left >= other.right
                    || other.left >= place.right
                    || place.top + 2.5 >= other.bottom
                    || other.top + 2.5 >= place.bottom;
                assert!(apart, "{text:?} at {place:?} on {other_text:?} at {other:?} of {chart}");
            }
        }
    }
}

#[test]
fn every_line_and_area_lies_inside_the_picture() {
    for (svg, chart) in drawn() {
        let (_, (width, height)) = texts(&svg);
        for points in svg.split("points=\"").skip(1) {
            for point in points.split('"').next().unwrap().split_whitespace() {
                let (x, y) = point.split_once(',').unwrap();
                let (x, y) = (x.parse::<f64>().unwrap() / 10.0, y.parse::<f64>().unwrap() / 10.0);
                assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{chart}");
            }
        }
    }
}

/// The boxes of the ink of all texts as pictures show it, in pixels.
fn inks(svg: &str) -> Vec<resvg::usvg::Rect> {
    fn collect(group: &Group, boxes: &mut Vec<resvg::usvg::Rect>) {
        for node in group.children() {
            match node {
                Node::Group(group) => collect(group, boxes),
                Node::Path(path) => boxes.push(path.abs_bounding_box()),
                Node::Image(_) | Node::Text(_) => panic!("a chart has neither text nor pictures"),
            }
        }
    }
    // Only texts are elements of this name: lines and areas are others.
    let outlined = outlined(svg).unwrap();
    let paths = outlined.split("<path").skip(1).map(|rest| rest.split_once("/>").unwrap().0);
    let paths: Vec<String> = paths.map(|path| format!("<path{path}/>")).collect();
    let paths = paths.concat();
    let tree = format!("{}>{paths}</svg>", svg.split_once('>').unwrap().0);
    let mut boxes = Vec::new();
    collect(Tree::from_str(&tree, &Options::default()).unwrap().root(), &mut boxes);
    boxes
}

#[test]
fn the_ink_of_every_text_fills_the_box_that_was_measured() {
    for (svg, chart) in drawn() {
        let mut texts = texts(&svg).0;
        texts.retain(|(text, _)| !text.is_empty());
        let inks = inks(&svg);
        assert_eq!(inks.len(), texts.len(), "{chart}");
        for ((text, place), ink) in texts.iter().zip(inks) {
            // Letters begin and end a little beside their widths: by up to a third of the size for
            // punctuation, and beyond them by a hundredth, as "j" does.
            let size = place.height() * UNITS_PER_EM / 2288.0;
            let sides = [f64::from(ink.left()) - place.left, place.right - f64::from(ink.right())];
            for side in sides {
                assert!(
                    (-0.05..0.35).contains(&(side / size)),
                    "{text:?} at {place:?} is {ink:?} of {chart}"
                );
            }
            // "g" reaches as far down as the box.
            let [above, below] = [f64::from(ink.top()) - place.top, place.bottom - f64::from(ink.bottom())];
            let is_within = above.min(below) > -0.001;
            assert!(is_within, "{text:?} at {place:?} is {ink:?} of {chart}");
        }
    }
}

#[test]
fn texts_of_the_user_cannot_break_the_markup() {
    let mut chart = chart(12, 18.0, 4.0);
    let nasty = "<script>\"A\" & 'B'</script>\u{0}\u{1F600} ]]> &amp;";
    (chart.texts.title, chart.texts.subtitle) = (nasty.into(), nasty.into());
    (chart.texts.description, chart.texts.notes) = (nasty.into(), vec![nasty.into()]);
    chart.targets = vec![target(nasty, 20.0)];
    let svg = fan_to_svg(&chart, Size::Page).unwrap();
    assert!(!svg.contains("<script") && !svg.contains('\u{0}'));
    let document = roxmltree::Document::parse(&svg).unwrap();
    for tag in ["title", "desc"] {
        let node = document.descendants().find(|node| node.has_tag_name(tag)).unwrap();
        let said = node.text().unwrap();
        assert_eq!(said, "<script>\"A\" & 'B'</script> \u{1F600} ]]> &amp;");
        let root = document.root_element();
        let labels = root.attribute("aria-labelledby").unwrap();
        assert!(labels.split(' ').any(|label| Some(label) == node.attribute("id")));
    }
    assert_eq!(document.root_element().attribute("role"), Some("img"));
    assert!(svg_to_png(&svg, 300).is_ok());
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let chart = with_history(chart(61, 18.0, 4.0), 7, 17.0);
    let svg = fan_to_svg(&chart, Size::Page).unwrap();
    assert_eq!(fan_to_svg(&chart, Size::Page).unwrap(), svg);
    assert_eq!(svg_to_png(&svg, 700).unwrap(), svg_to_png(&svg, 700).unwrap());
    let other = FanChart { texts: Texts { title: "Other".into(), ..Texts::default() }, ..chart };
    let id = |svg: &str| svg.split("id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(id(&fan_to_svg(&other, Size::Page).unwrap()), id(&svg));
}

#[test]
fn a_picture_has_the_wanted_width_and_the_shape_of_the_chart() {
    let svg = fan_to_svg(&chart(61, 18.0, 4.0), Size::Page).unwrap();
    for width in [1, 333, 1520] {
        let png = svg_to_png(&svg, width).unwrap();
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!(&png[1..4], b"PNG");
        let height = f64::from(width) * theme::HEIGHT / theme::WIDTH;
        assert_eq!((number(16), number(20)), (width, height.round().max(1.0) as u32));
    }
    assert_eq!(svg_to_png(&svg, 0), Err(ChartError::PictureWidth(0)));
    assert_eq!(svg_to_png(&svg, 10_001), Err(ChartError::PictureWidth(10_001)));
    assert!(matches!(svg_to_png("no picture", 100), Err(ChartError::Drawing(_))));
}

#[test]
fn every_awkward_chart_becomes_a_picture() {
    for (svg, chart) in drawn() {
        assert!(svg_to_png(&svg, 120).is_ok(), "{chart}");
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    assert_eq!(fan_to_svg(&chart(0, 1.0, 0.0), Size::Page), Err(ChartError::NoPoints));
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2e15] {
        for (part, change) in [
            ("projection", (|chart, value| chart.points[3].p75 = value) as fn(&mut FanChart, f64)),
            ("history", |chart, value| chart.history[1].1 = value),
            ("targets", |chart, value| {
                chart.targets.push(target("", value));
            }),
        ] {
            let mut chart = with_history(chart(12, 18.0, 4.0), 3, 17.0);
            change(&mut chart, value);
            let error = fan_to_svg(&chart, Size::Page).unwrap_err();
            assert!(matches!(error, ChartError::Undrawable { part: found, .. } if found == part));
        }
    }
    let mut turned = chart(12, 18.0, 4.0);
    turned.points.reverse();
    let error = fan_to_svg(&turned, Size::Page).unwrap_err();
    let month = start().plus(10);
    assert_eq!(error, ChartError::MonthsOutOfOrder { part: "projection", month });
    assert_eq!(error.to_string(), "the projection of a chart is not in month order at Jul 2024");
}

#[test]
fn percentiles_that_coincide_share_a_label() {
    let words = |chart: &FanChart| -> Vec<String> {
        texts(&fan_to_svg(chart, Size::Page).unwrap())
            .0
            .into_iter()
            .map(|(text, _)| text.trim().into())
            .collect()
    };
    let flat = words(&chart(12, 0.0, 0.0));
    assert!(flat.contains(&"Median 0".into()) && flat.contains(&"also 10th to 90th percentile".into()));
    let mut tail = chart(12, 0.0, 0.0);
    (tail.points[11].p75, tail.points[11].p90) = (4.0, 9.0);
    let tail = words(&tail);
    for label in ["Median 0", "also 25th and 10th", "75th 4.0", "90th percentile 9.0"] {
        assert!(tail.contains(&label.into()), "{label}: {tail:?}");
    }
}
