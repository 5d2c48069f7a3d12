//! Tests of charts that show several options.

use super::tests::target;
use super::*;

/// Names that are likely to break a layout.
const NAMES: [&str; 5] = [
    "Baseline of Bournemouth, Christchurch and Poole as published in September 2025",
    "Retention payment of £3,000 a year to every social worker who has stayed for two years",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "",
    "D",
];

const FORMATS: [NumberFormat; 3] =
    [NumberFormat::number(1), NumberFormat::percent(1), NumberFormat::pounds()];

/// Medians and half the widths of ranges that are likely to break a layout.
const VALUES: [(f64, f64); 9] = [
    (0.0, 0.0),
    (17.4, 3.0),
    (17.4, 0.0),
    (0.22, 0.05),
    (-40.0, 60.0),
    (1e12, 3e11),
    (-1e12, 0.0),
    (1e-300, 1e-301),
    (2_700.0, 2_700.0),
];

fn start() -> Month {
    Month::new(2026, 4)
}

fn zero_line() -> ZeroLine {
    ZeroLine { above: "more than baseline".into(), below: "less than the baseline of this council".into() }
}

fn points(months: i32, median: f64, spread: f64) -> Vec<BandPoint> {
    let point = |number| BandPoint {
        month: start().plus(number),
        p10: median - spread,
        p25: median - spread / 2.0,
        p50: median,
        p75: median + spread / 2.0,
        p90: median + spread,
    };
    (0..months).map(point).collect()
}

fn panels(options: usize, months: i32, (median, spread): (f64, f64)) -> PanelChart {
    let panel = |index: usize| Panel {
        step: None,
        name: NAMES[index % 5].into(),
        points: points(months, median * (1.0 + 0.1 * index as f64), spread),
    };
    PanelChart {
        texts: Texts {
            title: "Average caseload: 20.5 in the baseline, 18.1 with option A".into(),
            subtitle: "Cases held for each full-time-equivalent case-holder".into(),
            description: "Fans.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        panels_of: PanelsOf::Options,
        number_format: NumberFormat::number(1),
        base: AxisBase::Fitted,
        history: Vec::new(),
        targets: Vec::new(),
        zero_line: None,
        panels: (0..options).map(panel).collect(),
    }
}

pub(super) fn awkward_panels() -> Vec<PanelChart> {
    let mut charts = Vec::new();
    for values in VALUES {
        for (options, number_format) in (1..=5).zip(FORMATS.into_iter().cycle()) {
            let months = if options == 4 { 1 } else { 61 };
            let chart = PanelChart { number_format, ..panels(options, months, values) };
            let mut with_all = chart.clone();
            with_all.history = (0..7).map(|year| (start().plus(12 * (year - 7)), values.0 * 0.9)).collect();
            with_all.targets =
                vec![target("Target of the improvement board", values.0), target("Target", values.0 * 1.2)];
            with_all.targets[1].months = vec![start().plus(18), start().plus(30)];
            let difference = PanelChart { zero_line: Some(zero_line()), ..with_all.clone() };
            charts.extend([chart, with_all, difference]);
        }
        for teams in [2, 7, 12] {
            charts.push(PanelChart { panels_of: PanelsOf::Teams, ..panels(teams, 61, values) });
        }
    }
    charts
}

fn chances(options: usize, months: i32, chance: f64) -> ChanceChart {
    // Every other line ends a month earlier.
    let line = |index: usize| NamedSeries {
        name: NAMES[index].into(),
        points: (0..months - i32::from(index % 2 == 1)).map(|month| (start().plus(month), chance)).collect(),
    };
    ChanceChart {
        texts: Texts {
            title: "Chance of an average caseload of 18 or less".into(),
            subtitle: "Share of trials".into(),
            description: "Lines.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        lines: (0..options).map(line).collect(),
        by: None,
    }
}

pub(super) fn awkward_chances() -> Vec<ChanceChart> {
    let mut charts = vec![chances(1, 1, 0.5)];
    for chance in [0.0, 0.001, 0.5, 0.999, 1.0] {
        for (options, months) in [(1, 61), (5, 61), (5, 2), (3, 200)] {
            let chart = chances(options, months, chance);
            charts.extend(
                [0, 1, months - 1, 500].map(|by| ChanceChart { by: Some(start().plus(by)), ..chart.clone() }),
            );
            charts.push(chart);
        }
    }
    charts
}

fn years(options: usize, years: i32, (median, spread): (f64, f64)) -> YearsChart {
    let range = |year: i32| YearRange {
        p10: median - spread,
        p25: median - spread / 2.0,
        p50: median * (1.0 + 0.1 * f64::from(year)),
        p75: median + spread / 2.0,
        p90: median + spread,
    };
    let option = |index: usize| YearsOption {
        name: NAMES[index].into(),
        ranges: (0..years).map(|year| (year != 1 || index != 2).then(|| range(year))).collect(),
    };
    YearsChart {
        texts: Texts {
            title: "Cost by year: £88m in the baseline".into(),
            subtitle: "Pounds in each financial year".into(),
            description: "Ranges.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        number_format: NumberFormat::pounds(),
        base: AxisBase::Fitted,
        zero_line: None,
        targets: Vec::new(),
        years: (2026..2026 + years).map(|year| format!("{year}/{}", year - 1999)).collect(),
        options: (0..options).map(option).collect(),
    }
}

pub(super) fn awkward_years() -> Vec<YearsChart> {
    let mut charts = Vec::new();
    for values in VALUES {
        for (options, number_format) in (1..=5).zip(FORMATS.into_iter().cycle()) {
            for count in [1, 5, 40] {
                let chart = YearsChart { number_format, ..years(options, count, values) };
                let mut long = years(options.min(4), count, values);
                long.zero_line = Some(zero_line());
                long.targets = vec![("Target of the improvement board".into(), values.0)];
                long.years[0] = "From the first of April 2026 to the thirty-first of March 2027".into();
                charts.extend([chart, long]);
            }
        }
    }
    charts
}

fn waterfall(values: &[f64], total_range: (f64, f64)) -> WaterfallChart {
    let step = |(index, value): (usize, &f64)| Step { name: NAMES[index % 5].into(), value: *value };
    WaterfallChart {
        texts: Texts {
            title: "Option A costs £1.1m more than the baseline".into(),
            subtitle: "Difference in cost, April 2026 to March 2029".into(),
            description: "Bars.".into(),
            notes: vec!["Source: Staffcast, 2,000 trials, seed 1.".into()],
        },
        number_format: NumberFormat::pounds(),
        zero_line: zero_line(),
        steps: values.iter().enumerate().map(step).collect(),
        total: Total { name: "Total".into(), mean: values.iter().sum(), range: total_range, step: None },
    }
}

pub(super) fn awkward_waterfalls() -> Vec<WaterfallChart> {
    let mut charts = Vec::new();
    for (values, range) in [
        (&[0.0][..], (0.0, 0.0)),
        (&[1.2e6, 3.1e6, -4.2e6, -3.5e5, 2e4, -2e3], (-4e5, 2.7e6)),
        (&[-1.2e6, -2e6], (-9e6, -1e6)),
        (&[-1e12, 3e11], (-2e12, 1e12)),
        (&[1e-300, 1e-3], (-1e-3, 2e-3)),
        (&[5.0, -5.0, 5.0, -5.0, 5.0, -5.0, 5.0, -5.0, 5.0, -5.0, 5.0, -5.0], (-1.0, 1.0)),
        (&[-5.0, 4.9, 0.2, -0.2, 0.01], (40.0, 60.0)),
    ] {
        for number_format in FORMATS {
            charts.push(WaterfallChart { number_format, ..waterfall(values, range) });
        }
    }
    charts
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let panels = panels(5, 61, VALUES[1]);
    assert_eq!(panels_to_svg(&panels, Size::Page), panels_to_svg(&panels.clone(), Size::Page));
    let chances = chances(5, 61, 0.3);
    assert_eq!(chances_to_svg(&chances, Size::Page), chances_to_svg(&chances.clone(), Size::Page));
    let years = years(5, 5, VALUES[1]);
    assert_eq!(years_to_svg(&years, Size::Page), years_to_svg(&years.clone(), Size::Page));
    let waterfall = waterfall(&[1.0, -2.0], (-3.0, 1.0));
    assert_eq!(waterfall_to_svg(&waterfall, Size::Page), waterfall_to_svg(&waterfall.clone(), Size::Page));
}

#[test]
fn a_chart_needs_an_option_with_a_value_and_not_too_many() {
    assert_eq!(panels_to_svg(&panels(0, 3, VALUES[1]), Size::Page), Err(ChartError::NoPoints));
    assert_eq!(panels_to_svg(&panels(2, 0, VALUES[1]), Size::Page), Err(ChartError::NoPoints));
    assert_eq!(chances_to_svg(&chances(0, 3, 0.5), Size::Page), Err(ChartError::NoPoints));
    assert_eq!(
        chances_to_svg(&chances(2, 1, 0.5), Size::Page),
        Err(ChartError::NoPoints),
        "the second has no month"
    );
    assert_eq!(years_to_svg(&years(0, 3, VALUES[1]), Size::Page), Err(ChartError::NoPoints));
    assert_eq!(years_to_svg(&years(2, 0, VALUES[1]), Size::Page), Err(ChartError::NoPoints));
    let mut unknown = years(2, 3, VALUES[1]);
    unknown.options.iter_mut().for_each(|option| option.ranges = vec![None; 3]);
    assert_eq!(years_to_svg(&unknown, Size::Page), Err(ChartError::NoPoints));
    assert_eq!(waterfall_to_svg(&waterfall(&[], (0.0, 1.0)), Size::Page), Err(ChartError::NoPoints));

    let mut panels = panels(5, 3, VALUES[1]);
    panels.panels.push(panels.panels[0].clone());
    assert_eq!(panels_to_svg(&panels, Size::Page), Err(ChartError::TooManyOptions(6)));
    let mut chances = chances(5, 3, 0.5);
    chances.lines.push(chances.lines[0].clone());
    assert_eq!(chances_to_svg(&chances, Size::Page), Err(ChartError::TooManyOptions(6)));
    let differences = YearsChart { zero_line: Some(zero_line()), ..years(5, 3, VALUES[1]) };
    let error = years_to_svg(&differences, Size::Page).unwrap_err();
    assert_eq!(error, ChartError::TooManyOptions(6), "the baseline counts");
    assert_eq!(error.to_string(), "a chart shows at most 5 options, not 6");
}

#[test]
fn values_that_cannot_be_drawn_are_an_error() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2e15] {
        let part = |result: Result<String, ChartError>| match result {
            Err(ChartError::Undrawable { part, .. }) => part,
            other => panic!("{value}: {other:?}"),
        };
        let mut chart = panels(3, 12, VALUES[1]);
        chart.panels[2].points[4].p90 = value;
        assert_eq!(part(panels_to_svg(&chart, Size::Page)), "projection");
        let mut chart = panels(3, 12, VALUES[1]);
        chart.targets = vec![target("Target", value)];
        assert_eq!(part(panels_to_svg(&chart, Size::Page)), "targets");
        let mut chart = chances(3, 12, 0.5);
        chart.lines[1].points[3].1 = value;
        assert_eq!(part(chances_to_svg(&chart, Size::Page)), "chances");
        let mut chart = years(3, 5, VALUES[1]);
        chart.options[0].ranges[4].as_mut().unwrap().p25 = value;
        assert_eq!(part(years_to_svg(&chart, Size::Page)), "years");
        assert_eq!(part(waterfall_to_svg(&waterfall(&[1.0, value], (0.0, 1.0)), Size::Page)), "steps");
        assert_eq!(part(waterfall_to_svg(&waterfall(&[1.0], (value, 1.0)), Size::Page)), "total");
    }
    for chance in [-0.01, 1.01, 30.0] {
        let error = chances_to_svg(&chances(1, 12, chance), Size::Page).unwrap_err();
        assert_eq!(error, ChartError::Undrawable { part: "chances", value: chance });
    }
    let sum = waterfall_to_svg(&waterfall(&[9e14, 9e14], (0.0, 1.0)), Size::Page).unwrap_err();
    assert_eq!(sum, ChartError::Undrawable { part: "sum of the steps", value: 1.8e15 });
}

#[test]
fn months_out_of_order_are_an_error() {
    let mut chart = panels(3, 12, VALUES[1]);
    chart.panels[1].points.reverse();
    let month = start().plus(10);
    assert_eq!(
        panels_to_svg(&chart, Size::Page),
        Err(ChartError::MonthsOutOfOrder { part: "projection", month })
    );
    let mut chart = chances(3, 12, 0.5);
    chart.lines[0].points.reverse();
    assert_eq!(
        chances_to_svg(&chart, Size::Page),
        Err(ChartError::MonthsOutOfOrder { part: "chances", month })
    );
}

#[test]
fn texts_of_users_cannot_break_the_markup() {
    let nasty = "<script>\"A\" & 'B'</script>\u{0}\u{1F600} ]]> &amp;";
    let mut panels = panels(2, 12, VALUES[1]);
    (panels.texts.title, panels.panels[1].name) = (nasty.into(), nasty.into());
    panels.zero_line = Some(ZeroLine { above: nasty.into(), below: nasty.into() });
    let mut chances = chances(2, 12, 0.5);
    (chances.texts.description, chances.lines[1].name) = (nasty.into(), nasty.into());
    let mut years = years(2, 2, VALUES[1]);
    (years.years[1], years.options[1].name) = (nasty.into(), nasty.into());
    let mut waterfall = waterfall(&[1.0, -2.0], (-3.0, 1.0));
    (waterfall.steps[0].name, waterfall.total.name) = (nasty.into(), nasty.into());
    for svg in [
        panels_to_svg(&panels, Size::Page),
        chances_to_svg(&chances, Size::Page),
        years_to_svg(&years, Size::Page),
        waterfall_to_svg(&waterfall, Size::Page),
    ] {
        let svg = svg.unwrap();
        assert!(!svg.contains("<script") && !svg.contains('\u{0}'));
        assert!(svg.contains("<title") && svg.contains("<desc"));
        assert!(svg_to_png(&svg, 200).is_ok());
    }
}

#[test]
fn a_chance_is_called_certain_or_impossible_only_if_it_is() {
    for (chance, text) in [
        (0.0, ">\n0% in May 2026"),
        (0.001, "under 1% in May 2026"),
        (0.005, "under 1% in May 2026"),
        (0.006, "1% in May 2026"),
        (0.994, "99% in May 2026"),
        (0.9999, "over 99% in May 2026"),
        (1.0, ">\n100% in May 2026"),
    ] {
        let svg = chances_to_svg(&chances(1, 2, chance), Size::Page).unwrap();
        assert!(svg.contains(text), "{chance}");
    }
}

#[test]
fn bands_are_explained_once() {
    let said = |chart: &PanelChart| {
        let svg = panels_to_svg(chart, Size::Page).unwrap();
        (svg.contains("How to read the charts"), svg.contains("half of the trials fall in the dark band"))
    };
    assert_eq!(said(&panels(4, 61, (17.0, 3.0))), (false, true));
    assert_eq!(said(&panels(5, 61, (17.0, 3.0))), (true, false));
    assert_eq!(said(&panels(5, 61, (17.0, 0.0))), (false, false));
}

#[test]
fn an_option_keeps_its_mark_among_differences() {
    let marks = |chart: YearsChart| years_to_svg(&chart, Size::Page).unwrap().matches("<circle").count();
    let baseline_alone = || years(1, 1, VALUES[1]);
    assert!(marks(baseline_alone()) > 0);
    assert_eq!(marks(YearsChart { zero_line: Some(zero_line()), ..baseline_alone() }), 0);
}

#[test]
fn differences_are_signed_and_have_words_on_both_sides_of_zero() {
    let chart = PanelChart { zero_line: Some(zero_line()), ..panels(1, 12, (3.0, 2.0)) };
    let svg = panels_to_svg(&chart, Size::Page).unwrap();
    for text in ["Median +3.0", "90th +5.0", "\u{2191} more than baseline", "\u{2193} less than the baseline"]
    {
        assert!(svg.contains(text), "{text}");
    }
    let svg = waterfall_to_svg(&waterfall(&[1.2e6, -4e5], (-1e5, 2e6)), Size::Page).unwrap();
    for text in
        ["+£1.20m", "\u{2212}£0.40m", "+£0.80m", "\u{2212}£0.10m to +£2.00m", "more than baseline \u{2192}"]
    {
        assert!(svg.contains(text), "{text}");
    }
}
