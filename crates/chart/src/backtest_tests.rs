//! Tests of the charts of a back-test.

use super::*;

const NAMES: [&str; 12] = [
    "Staff in post (FTE)",
    "Vacancy rate",
    "Agency rate",
    "Turnover rate",
    "Absence rate",
    "Average caseload",
    "Cases held",
    "Referrals in the year",
    "Re-referral share",
    "Children in need",
    "Children on protection plans who have been looked after before",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
];

fn reliability(count: usize, shares: [f64; 3]) -> ReliabilityChart {
    let panel = |name: &&str| ReliabilityPanel {
        name: (*name).into(),
        points: [0.05, 0.5, 0.95].into_iter().zip(shares).collect(),
        chance: vec![(0.05, 0.0, 0.1), (0.5, 0.4, 0.6), (0.95, 0.9, 1.0)],
    };
    ReliabilityChart {
        texts: Texts {
            title: "How often what was given a probability came true".into(),
            subtitle: "Across: the probability that was stated".into(),
            description: "Panels.".into(),
            notes: vec!["Source: Staffcast.".into()],
        },
        panels: NAMES.iter().take(count).map(panel).collect(),
    }
}

pub(super) fn awkward_reliability() -> Vec<ReliabilityChart> {
    let mut charts: Vec<_> = [1, 3, 5, 12].map(|count| reliability(count, [0.0, 0.0, 0.0])).to_vec();
    charts.extend([[1.0, 1.0, 1.0], [0.05, 0.5, 0.95]].map(|shares| reliability(12, shares)));
    let mut empty = reliability(2, [0.0, 0.5, 1.0]);
    (empty.panels[0].points, empty.panels[1].chance) = Default::default();
    charts.push(empty);
    charts
}

fn histogram(count: usize, shares: [f64; 3]) -> HistogramChart {
    let ends = [(0.0, 0.05), (0.05, 0.95), (0.95, 1.0)];
    let panel = |name: &&str| HistogramPanel {
        name: (*name).into(),
        bars: ends.into_iter().zip(shares).map(|((low, high), share)| (low, high, share)).collect(),
    };
    HistogramChart {
        texts: Texts {
            title: "Where the outturns lay within what was projected".into(),
            subtitle: "Across: the probability".into(),
            description: "Panels.".into(),
            notes: vec!["Source: Staffcast.".into()],
        },
        panels: NAMES.iter().take(count).map(panel).collect(),
    }
}

pub(super) fn awkward_histograms() -> Vec<HistogramChart> {
    let mut charts: Vec<_> = [1, 2, 7, 12].map(|count| histogram(count, [0.05, 0.9, 0.05])).to_vec();
    charts.extend([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.3, 0.4, 0.3]].map(|shares| histogram(12, shares)));
    charts
}

fn dots(count: usize, references: &[f64], values: &[Option<f64>]) -> DotChart {
    let column = |&reference: &f64| DotColumn {
        name: format!("Range of {:.0}%", 100.0 * reference),
        reference,
        below: "holds too few".into(),
        above: "holds too many".into(),
        zone: Some((reference - 0.05, reference + 0.05)),
        ends: (reference - 0.15, reference + 0.15),
    };
    let row = |name: &&str| DotRow { name: (*name).into(), values: vec![values.to_vec(); references.len()] };
    DotChart {
        texts: Texts {
            title: "How many outturns the ranges held".into(),
            subtitle: "Share of outturns within the range".into(),
            description: "Dots.".into(),
            notes: vec!["Source: Staffcast.".into()],
        },
        number_format: NumberFormat::percent(0),
        kinds: (1..=values.len()).map(|year| format!("{year} years ahead of what was published")).collect(),
        told: values.len() - 1,
        columns: references.iter().map(column).collect(),
        rows: NAMES.iter().take(count).map(row).collect(),
    }
}

pub(super) fn awkward_dots() -> Vec<DotChart> {
    let mut charts = Vec::new();
    for values in [&[Some(0.81)][..], &[Some(0.0), Some(1.0)], &[None, None], &[Some(0.5); 5]] {
        charts.push(dots(1, &[0.5, 0.8], values));
        charts.push(dots(12, &[0.5, 0.8], values));
        charts.push(dots(12, &[1.0], values));
    }
    for ratio in [0.01, 1.0, 30.0] {
        let number_format = NumberFormat::number(2);
        charts.push(DotChart { number_format, ..dots(12, &[1.0], &[Some(ratio), Some(0.9)]) });
    }
    charts
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    assert_eq!(reliability_to_svg(&reliability(0, [0.0; 3])), Err(ChartError::NoPoints));
    assert_eq!(histogram_to_svg(&histogram(0, [0.0; 3])), Err(ChartError::NoPoints));
    assert_eq!(dots_to_svg(&dots(0, &[0.5], &[None])), Err(ChartError::NoPoints));
    assert_eq!(dots_to_svg(&dots(1, &[], &[None])), Err(ChartError::NoPoints));
    assert_eq!(dots_to_svg(&dots(1, &[0.5], &[None; 6])), Err(ChartError::TooManyOptions(6)));
    for value in [f64::NAN, f64::INFINITY, -0.1, 1.1] {
        let is_told = |result| matches!(result, Err(ChartError::Undrawable { .. }));
        assert!(is_told(reliability_to_svg(&reliability(1, [0.0, value, 1.0]))), "{value}");
        assert!(is_told(histogram_to_svg(&histogram(1, [0.0, value, 1.0]))), "{value}");
        assert!(value.is_finite() || is_told(dots_to_svg(&dots(1, &[0.5], &[Some(value)]))), "{value}");
    }
    let mut narrow = histogram(1, [0.0, 0.5, 0.5]);
    narrow.panels[0].bars[1] = (0.5, 0.5, 0.1);
    assert_eq!(histogram_to_svg(&narrow), Err(ChartError::Undrawable { part: "bars", value: 0.0 }));
}

#[test]
fn a_value_that_is_missing_is_a_dash() {
    let svg = dots_to_svg(&dots(1, &[0.5], &[Some(0.4), None])).unwrap();
    assert!(
        svg.contains(">\n-\n<") && svg.matches("<circle").count() == 4,
        "key and one dot, each on an edge"
    );
}
