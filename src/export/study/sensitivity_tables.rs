//! The csv files of a sensitivity analysis: all that was worked out.

use super::sensitivity::SensitivityAsked;
use crate::export::csv::CsvText;
use crate::export::rounding::significant;
use crate::study::sensitivity::{Ends, Found, Input, Payoff};
use crate::study::variance::{Direction, Shape, Share};

/// Names and content of the files.
pub(super) fn all(asked: &SensitivityAsked, found: &Found) -> Vec<(&'static str, String)> {
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

/// A share as it was estimated, not cut off.
fn share(share: Option<Share>) -> [String; 3] {
    share.map_or_else(Default::default, |share| [share.value, share.low, share.high].map(significant))
}

fn inputs(asked: &SensitivityAsked, found: &Found) -> String {
    let mut csv = CsvText::new(&[
        "parameter",
        "alone",
        "alone_low",
        "alone_high",
        "total",
        "total_low",
        "total_high",
        "total_trials",
        "result_at_p10",
        "result_at_p90",
        "change_standard_error",
        "direction",
        "shape",
        "words",
        "quality",
        "source",
    ]);
    for Input { id: _, path, alone, total, total_trials, ends, response } in &found.inputs {
        let [alone, alone_low, alone_high] = share(*alone);
        let [total, total_low, total_high] = share(*total);
        let known = asked.register.get(path);
        let of_ends = |pick: fn(&Ends) -> f64| ends.map(|ends| significant(pick(&ends))).unwrap_or_default();
        csv.put(&[
            path,
            &alone,
            &alone_low,
            &alone_high,
            &total,
            &total_low,
            &total_high,
            &total_trials.to_string(),
            &of_ends(|ends| ends.low),
            &of_ends(|ends| ends.high),
            &of_ends(|ends| ends.error),
            response.as_ref().map_or("", |own| direction(own.direction)),
            response.as_ref().and_then(|own| own.shape).map_or("", shape),
            known.map_or("", |known| &known.words),
            known.map_or("", |known| known.quality),
            known.map_or("", |known| &known.source),
        ]);
    }
    if let Some(others) = found.others {
        let [value, low, high] = share(Some(others));
        let trials = found.trials.1.to_string();
        csv.put(&[
            "all others together",
            "",
            "",
            "",
            &value,
            &low,
            &high,
            &trials,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
        ]);
    }
    csv.finish()
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

fn layers(found: &Found) -> String {
    let mut csv =
        CsvText::new(&["layer", "alone", "alone_low", "alone_high", "total", "total_low", "total_high"]);
    for layer in &found.layers {
        let [alone, alone_low, alone_high] = share(Some(layer.alone));
        let [total, total_low, total_high] = share(Some(layer.total));
        csv.put(&[layer.name, &alone, &alone_low, &alone_high, &total, &total_low, &total_high]);
    }
    csv.finish()
}

/// Mean results by tenths of each number.
fn responses(found: &Found) -> String {
    let mut csv = CsvText::new(&["parameter", "probability", "mean_result", "standard_error"]);
    for Input { path, response, .. } in &found.inputs {
        for tenth in response.iter().flat_map(|response| &response.means) {
            let cells = [tenth.point, tenth.mean, tenth.standard_error].map(significant);
            csv.put(&[path, &cells[0], &cells[1], &cells[2]]);
        }
    }
    csv.finish()
}

fn information(found: &Found) -> String {
    let mut csv =
        CsvText::new(&["judged_by", "parameter", "worth", "worth_low", "worth_high", "choice_changes"]);
    for decision in &found.decisions {
        let by = match decision.payoff {
            Payoff::Pounds => "net cost (GBP)",
            Payoff::Chance => "targets met (share)",
        };
        let numbers = decision.worth.iter().map(|worth| (worth.path.as_str(), &worth.information));
        let everything =
            decision.everything.iter().map(|information| ("everything, luck included", information));
        for (path, own) in numbers.chain(everything) {
            let cells = [own.value, own.low, own.high, own.changes].map(significant);
            csv.put(&[by, path, &cells[0], &cells[1], &cells[2], &cells[3]]);
        }
    }
    csv.finish()
}
