//! The csv files of a sensitivity analysis: all that was worked out.

use serde::Serialize;

use super::sensitivity_asked::SensitivityAsked;
use crate::csv::csv_text;
use crate::rounding::significant;
use study::sensitivity::{Input, Payoff, ResultAtEnds, SensitivityFound};
use study::variance::{Direction, Shape, Share};

/// Names and content of the files.
pub(super) fn all(asked: &SensitivityAsked, found: &SensitivityFound) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("sensitivity.csv", inputs(asked, found)),
        ("layers.csv", layers(found)),
        ("response.csv", responses(found)),
    ];
    if !found.decisions.is_empty() {
        files.push(("information.csv", information(found)));
    }
    files
}

/// A row of `sensitivity.csv`.
#[derive(Default, Serialize)]
struct InputRow<'a> {
    parameter: &'a str,
    shares: Shares,
    total_trials: u32,
    result_at_p10: String,
    result_at_p90: String,
    change_standard_error: String,
    direction: &'a str,
    shape: &'a str,
    words: &'a str,
    quality: &'a str,
    source: &'a str,
}

/// A row of `layers.csv`.
#[derive(Default, Serialize)]
struct LayerRow {
    layer: &'static str,
    shares: Shares,
}

/// Shares as they were estimated, not cut off.
#[derive(Default, Serialize)]
struct Shares {
    alone: String,
    alone_low: String,
    alone_high: String,
    total: String,
    total_low: String,
    total_high: String,
}

/// A row of `response.csv`: the mean result in a tenth of a number.
#[derive(Default, Serialize)]
struct ResponseRow<'a> {
    parameter: &'a str,
    probability: String,
    mean_result: String,
    standard_error: String,
}

/// A row of `information.csv`.
#[derive(Default, Serialize)]
struct InformationRow<'a> {
    judged_by: &'a str,
    parameter: &'a str,
    worth: String,
    worth_low: String,
    worth_high: String,
    choice_changes: String,
}

impl Shares {
    fn new(alone: Option<Share>, total: Option<Share>) -> Self {
        let cells = |share: Option<Share>| {
            share.map_or_else(Default::default, |own| [own.value, own.low, own.high].map(significant))
        };
        let [alone, alone_low, alone_high] = cells(alone);
        let [total, total_low, total_high] = cells(total);
        Self { alone, alone_low, alone_high, total, total_low, total_high }
    }
}

fn inputs(asked: &SensitivityAsked, found: &SensitivityFound) -> String {
    let row = |input| {
        // A new field will not compile until it is written.
        let Input { id: _, path, alone, total, total_trials, ends, response }: &Input = input;
        let known = asked.register.get(path);
        let of_ends =
            |pick: fn(&ResultAtEnds) -> f64| ends.map(|ends| significant(pick(&ends))).unwrap_or_default();
        InputRow {
            parameter: path,
            shares: Shares::new(*alone, *total),
            total_trials: *total_trials,
            result_at_p10: of_ends(|ends| ends.low),
            result_at_p90: of_ends(|ends| ends.high),
            change_standard_error: of_ends(|ends| ends.error),
            direction: response.as_ref().map_or("", |own| direction(own.direction)),
            shape: response.as_ref().and_then(|own| own.shape).map_or("", shape),
            words: known.map_or("", |known| &known.words),
            quality: known.map_or("", |known| known.quality),
            source: known.map_or("", |known| &known.source),
        }
    };
    let others = found.others.map(|others| InputRow {
        parameter: "all others together",
        shares: Shares::new(None, Some(others)),
        total_trials: found.trials.1,
        ..InputRow::default()
    });
    csv_text(found.inputs.iter().map(row).chain(others))
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Rises => "rises",
        Direction::Falls => "falls",
        Direction::RisesThenFalls => "rises then falls",
        Direction::FallsThenRises => "falls then rises",
        Direction::Turns => "turns",
        Direction::Unclear => "unclear",
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Even => "even",
        Shape::LevellingOff => "levelling off",
        Shape::GrowingStronger => "growing stronger",
    }
}

fn layers(found: &SensitivityFound) -> String {
    csv_text(found.layers.iter().map(|layer| LayerRow {
        layer: layer.name,
        shares: Shares::new(Some(layer.alone), Some(layer.total)),
    }))
}

fn responses(found: &SensitivityFound) -> String {
    csv_text(found.inputs.iter().flat_map(|Input { path, response, .. }| {
        let tenths = response.iter().flat_map(|response| &response.means);
        tenths.map(|tenth| ResponseRow {
            parameter: path,
            probability: significant(tenth.point),
            mean_result: significant(tenth.mean),
            standard_error: significant(tenth.standard_error),
        })
    }))
}

fn information(found: &SensitivityFound) -> String {
    csv_text(found.decisions.iter().flat_map(|decision| {
        let judged_by = match decision.payoff {
            Payoff::Pounds => "net cost (GBP)",
            Payoff::Chance => "targets met (share)",
        };
        let numbers = decision.worth.iter().map(|worth| (worth.path.as_str(), &worth.information));
        let everything = decision.everything.iter().map(|own| ("everything, luck included", own));
        numbers.chain(everything).map(move |(parameter, own)| InformationRow {
            judged_by,
            parameter,
            worth: significant(own.value),
            worth_low: significant(own.low),
            worth_high: significant(own.high),
            choice_changes: significant(own.changes),
        })
    }))
}
