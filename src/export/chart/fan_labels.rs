//! The labels at the right end of a fan: what they say.

use super::BandPoint;
use super::end_labels::SeriesLabel;
use super::theme::{INK, LABEL, MEDIAN, STRONG_LABEL, TARGET};
use super::value_axis::ValueAxis;

const MEDIAN_NAME: &str = "Median";

/// Values closer than this share of the axis are one line on the chart.
const SAME_LINE: f64 = 0.004;

/// Labels for the percentiles of the last month, from the top. Percentiles
/// that coincide share a label.
pub(super) fn percentile_labels(last: &BandPoint, axis: &ValueAxis) -> Vec<SeriesLabel> {
    let percentiles = [
        ("90th", last.p90),
        ("75th", last.p75),
        (MEDIAN_NAME, last.p50),
        ("25th", last.p25),
        ("10th", last.p10),
    ];
    let write = |value: f64| axis.writer().label(value);
    let is_same = |one: &(&str, f64), other: &(&str, f64)| {
        write(one.1) == write(other.1) && (axis.share(one.1) - axis.share(other.1)).abs() < SAME_LINE
    };
    percentiles
        .chunk_by(is_same)
        .map(|group| {
            let others: Vec<&str> =
                group.iter().map(|(name, _)| *name).filter(|name| *name != MEDIAN_NAME).collect();
            let names = in_words(&others);
            if let Some((name, value)) = group.iter().find(|(name, _)| *name == MEDIAN_NAME) {
                let text = format!("{name} {}", write(*value));
                let mut label = SeriesLabel::new(*value, &text, STRONG_LABEL, MEDIAN);
                if !names.is_empty() {
                    label.also(&format!("also {names}"));
                }
                label
            } else {
                let value = group[0].1;
                let is_outer = others.contains(&"90th") || others.contains(&"10th");
                let word = if is_outer { " percentile" } else { "" };
                SeriesLabel::new(value, &format!("{names}{word} {}", write(value)), LABEL, INK)
            }
        })
        .collect()
}

/// Labels for targets.
pub(super) fn target_labels(targets: &[(String, f64)], axis: &ValueAxis) -> Vec<SeriesLabel> {
    let label = |(name, value): &(String, f64)| {
        let text = format!("{name} {}", axis.writer().shortest(*value));
        SeriesLabel::new(*value, &text, STRONG_LABEL, TARGET)
    };
    targets.iter().map(label).collect()
}

/// Names of percentiles, from the top, as a list.
fn in_words(names: &[&str]) -> String {
    match names {
        [_, _, _, _] => String::from("10th to 90th percentile"),
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        names => names.concat(),
    }
}
