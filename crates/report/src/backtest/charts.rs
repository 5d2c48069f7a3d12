//! Which charts the page has, and what their words say.

use super::BacktestPicture;
use super::found::Scores;
use super::phrases::{ahead, in_sentence};
use super::verdict::{heading, to_last_value};
use crate::ExportError;
use chart::{
    ChartError, DotChart, DotColumn, DotRow, HistogramChart, HistogramPanel, NumberFormat, ReliabilityChart,
    ReliabilityPanel, Texts, dots_to_svg, histogram_to_svg, reliability_to_svg,
};
use evidence::published::Year;
use model::english::{counted, list};
use model::readable::{percent, whole};
use model::text;
use study::backtest::rules::Rule;
use study::backtest::scores::Score;
use study::backtest::{BacktestPlan, QUANTILES};

/// A chart and what it shows in words.
pub(super) struct Drawn {
    /// The chart.
    pub(super) picture: BacktestPicture,
    /// For those who cannot see it.
    pub(super) description: String,
}

/// All charts.
pub(super) struct Charts {
    /// How many outturns the ranges held.
    pub(super) coverage: Drawn,
    /// Whether probabilities came true.
    pub(super) reliability: Drawn,
    /// Where outturns lay within what was projected.
    pub(super) quantiles: Drawn,
    /// Scores against rules; none if no rule had anything to go by.
    pub(super) rules: Option<Drawn>,
}

impl Charts {
    /// Draws them.
    pub(super) fn new(scores: Scores, plan: &BacktestPlan) -> Result<Self, ExportError> {
        let (coverage, reliability) = (coverage(scores, plan), reliability(scores, plan));
        let (quantiles, rules) = (quantiles(scores, plan), rules(scores, plan));
        Ok(Self {
            coverage: drawn("coverage", dots_to_svg(&coverage), coverage.texts)?,
            reliability: drawn("reliability", reliability_to_svg(&reliability), reliability.texts)?,
            quantiles: drawn("quantiles", histogram_to_svg(&quantiles), quantiles.texts)?,
            rules: rules.map(|rules| drawn("rules", dots_to_svg(&rules), rules.texts)).transpose()?,
        })
    }
}

fn drawn(name: &'static str, svg: Result<String, ChartError>, texts: Texts) -> Result<Drawn, ExportError> {
    let svg = svg.map_err(|cause| ExportError::Chart { file: format!("{name}.svg"), cause })?;
    Ok(Drawn { picture: BacktestPicture { name, title: texts.title, svg }, description: texts.description })
}

/// How many outturns the ranges held, by measure and years ahead.
fn coverage(scores: Scores, plan: &BacktestPlan) -> DotChart {
    let horizons = scores.horizons();
    let kinds = columns_of(&horizons);
    let row = |(at, title): (usize, &str)| {
        let of = |share: fn(&Score) -> f64| -> Vec<Option<f64>> {
            kinds.iter().map(|horizon| scores.own(Some(at), *horizon).map(share)).collect()
        };
        let values = vec![of(|score| score.coverage50.share), of(|score| score.coverage80.share)];
        DotRow { name: title.to_owned(), values }
    };
    let column = |name: &str, reference: f64| DotColumn {
        name: name.to_owned(),
        reference,
        below: "too few".to_owned(),
        above: "too many".to_owned(),
        zone: Some((reference - 0.05, reference + 0.05)),
        ends: (reference - 0.15, reference + 0.15),
    };
    let told = told(scores, |score| {
        format!("{} and {}", percent(score.coverage50.share), percent(score.coverage80.share))
    });
    DotChart {
        texts: Texts {
            title: heading(scores),
            subtitle: "Share of outturns within the 50% range and within the 80% range".to_owned(),
            description: format!(
                "Dot chart with a row for each measure: share of outturns within the 50% and the 80% range, by \
                 years ahead. All years together: {told}."
            ),
            notes: vec![text!("backtest", "shaded").to_owned(), source(scores, plan)],
        },
        number_format: NumberFormat::percent(0),
        kinds: kinds.iter().map(|horizon| horizon.map_or("All years ahead".to_owned(), ahead)).collect(),
        told: kinds.len() - 1,
        columns: vec![column("50% range", 0.5), column("80% range", 0.8)],
        rows: scores.measures().iter().map(|(at, measure, _)| row((*at, measure.title))).collect(),
    }
}

/// Each number of years ahead, where there are several; then all together.
fn columns_of(horizons: &[Year]) -> Vec<Option<Year>> {
    let single = horizons.iter().map(|years| Some(*years)).filter(|_| horizons.len() > 1);
    single.chain([None]).collect()
}

/// Something of each measure, all years ahead together.
fn told(scores: Scores, say: impl Fn(&Score) -> String) -> String {
    let measures = scores.measures().into_iter();
    let said: Vec<String> = measures
        .map(|(_, measure, score)| format!("{} {}", in_sentence(measure.title), say(score)))
        .collect();
    said.join("; ")
}

/// Whether probabilities came true.
fn reliability(scores: Scores, plan: &BacktestPlan) -> ReliabilityChart {
    let panel = |title: &str, score: &Score| ReliabilityPanel {
        name: title.to_owned(),
        points: QUANTILES.into_iter().zip(score.at_or_below).collect(),
        chance: QUANTILES.iter().map(|p| chance(*p, score.councils)).collect(),
    };
    let told = told(scores, |score| {
        let [lowest, .., highest] = score.at_or_below;
        format!("{}, {} and {}", percent(lowest), percent(score.at_or_below[3]), percent(highest))
    });
    ReliabilityChart {
        texts: Texts {
            title: "How often what was given a probability came true".to_owned(),
            subtitle: "Across: a probability. Upwards: the share of outturns at or below the value that was given it"
                .to_owned(),
            description: format!(
                "A small panel for each measure: share of outturns at or below seven quantiles. At or below the 5%, \
                 50% and 95% quantile: {told}."
            ),
            notes: vec![
                text!("backtest", "light band")
                    .to_owned(),
                source(scores, plan),
            ],
        },
        panels: scores.measures().iter().map(|(_, measure, score)| panel(measure.title, score)).collect(),
    }
}

/// Between which shares chance would leave a point, for so many outcomes that
/// do not depend on each other: p -+ 1.96 sqrt(p (1 - p) / n).
fn chance(p: f64, councils: usize) -> (f64, f64, f64) {
    let margin = 1.96 * (p * (1.0 - p) / councils as f64).sqrt();
    (p, (p - margin).max(0.0), (p + margin).min(1.0))
}

/// Where outturns lay within what was projected.
fn quantiles(scores: Scores, plan: &BacktestPlan) -> HistogramChart {
    let panel = |title: &str, score: &Score| HistogramPanel {
        name: title.to_owned(),
        bars: bars(&score.at_or_below),
    };
    let told = told(scores, |score| {
        let [below, .., above] = score.at_or_below;
        format!("{} and {}", percent(below), percent(1.0 - above))
    });
    HistogramChart {
        texts: Texts {
            title: "Where the outturns lay within what was projected".to_owned(),
            subtitle: "Across: probability, cut at seven quantiles. Upwards: outturns for each one expected"
                .to_owned(),
            description: format!(
                "A small panel for each measure, with bars between quantiles. Below the 5% and above the 95% quantile, \
             each of which should be 5%: {told}."
            ),
            notes: vec![source(scores, plan)],
        },
        panels: scores.measures().iter().map(|(_, measure, score)| panel(measure.title, score)).collect(),
    }
}

/// Shares at or below quantiles as shares between them.
fn bars(at_or_below: &[f64; 7]) -> Vec<(f64, f64, f64)> {
    let cuts = QUANTILES.into_iter().zip(at_or_below.iter().copied());
    let ends: Vec<(f64, f64)> = [(0.0, 0.0)].into_iter().chain(cuts).chain([(1.0, 1.0)]).collect();
    ends.windows(2).map(|pair| (pair[0].0, pair[1].0, pair[1].1 - pair[0].1)).collect()
}

/// Scores against the rule that nothing changes, beside those of a regression.
fn rules(scores: Scores, plan: &BacktestPlan) -> Option<DotChart> {
    let ratios = |at: usize, score: &Score| {
        [score.accuracy.and_then(|own| own.crps_to_last_value), to_last_value(scores, Rule::Regression, at)]
    };
    let measures = scores.measures();
    let rows: Vec<DotRow> = measures
        .iter()
        .map(|(at, measure, score)| DotRow {
            name: measure.title.to_owned(),
            values: vec![ratios(*at, score).to_vec()],
        })
        .collect();
    let has_any = |row: &DotRow| row.values.iter().flatten().any(Option::is_some);
    if !rows.iter().any(has_any) {
        return None;
    }
    let write = |ratio: Option<f64>| ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
    let told: Vec<String> = measures
        .iter()
        .map(|(at, measure, score)| {
            let [own, regression] = ratios(*at, score).map(write);
            format!("{} {own} and {regression}", in_sentence(measure.title))
        })
        .collect();
    Some(DotChart {
        texts: Texts {
            title: "How far off, against the rule that a figure stays as it was".to_owned(),
            subtitle: "Score (CRPS) divided by that of the last value, for the same outturns".to_owned(),
            description: format!(
                "Dot chart with a row for each measure: the score divided by that of the last value, below 1 is better. \
             Staffcast and regression: {}.",
                told.join("; ")
            ),
            notes: vec!["The numbers are Staffcast's.".to_owned(), source(scores, plan)],
        },
        number_format: NumberFormat::number(2),
        kinds: vec!["Staffcast".to_owned(), "Regression on the last value and the council's mean".to_owned()],
        told: 0,
        columns: vec![DotColumn {
            name: "As good as the last value".to_owned(),
            reference: 1.0,
            below: "better".to_owned(),
            above: "worse".to_owned(),
            zone: None,
            ends: (0.9, 1.1),
        }],
        rows,
    })
}

/// Where the figures are from, and what was projected.
fn source(scores: Scores, plan: &BacktestPlan) -> String {
    let councils = scores.own(None, None).map_or(0, |score| score.councils);
    let origins = list(&plan.origins.iter().map(Year::to_string).collect::<Vec<_>>());
    format!(
        "Source: Department for Education; projections from {origins} of {} by Staffcast {}, {} trials, seed {}.",
        counted(councils, "council"),
        env!("CARGO_PKG_VERSION"),
        whole(plan.trials.into()),
        plan.seed
    )
}
