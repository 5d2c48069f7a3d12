//! The labels at the right end of a fan: what they say.

use super::end_labels::SeriesLabel;
use super::theme::{INK, LABEL, MEDIAN, STRONG_LABEL, TARGET};
use super::value_axis::ValueAxis;
use super::{BandPoint, TargetLine};
use model::english::list;

const MEDIAN_NAME: &str = "Median";

/// Values closer than this share of the axis are one line on the chart.
const SAME_LINE: f64 = 0.004;

/// The widest label of a fan among one, two, three or four side by side.
const WIDTHS: [f64; 4] = [166.0, 110.0, 64.0, 64.0];

/// A word of a target is broken if it is wider than this in a narrow panel.
const WIDEST_WORD: f64 = 100.0;

/// How the labels of a fan are written.
struct Style<'a> {
    /// Longer labels are wrapped.
    width: f64,
    /// What comes after the names of the outermost percentiles.
    outer_word: &'a str,
    write: &'a dyn Fn(f64) -> String,
}

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
    let style = Style { width: WIDTHS[0], outer_word: " percentile", write: &write };
    labels_of(&percentiles, axis, &style)
}

/// Labels for targets.
pub(super) fn target_labels(targets: &[TargetLine], axis: &ValueAxis) -> Vec<SeriesLabel> {
    targets.iter().map(|target| target_label(target, axis, WIDTHS[0])).collect()
}

/// Labels of one panel among several side by side: the median, with the 10th
/// and 90th percentile or without, and targets.
pub(super) fn panel_labels(
    last: &BandPoint,
    targets: &[TargetLine],
    axis: &ValueAxis,
    columns: usize,
    has_outer: bool,
    write: &dyn Fn(f64) -> String,
) -> Vec<SeriesLabel> {
    let percentiles = [("90th", last.p90), (MEDIAN_NAME, last.p50), ("10th", last.p10)];
    let percentiles = if has_outer { &percentiles[..] } else { &percentiles[1..2] };
    // Neither a value nor a word is broken, if it can be helped.
    let values = percentiles.iter().map(|(_, value)| STRONG_LABEL.width(&write(*value)));
    let words = targets.iter().flat_map(|target| target.name.split(' '));
    let words = words.map(|word| STRONG_LABEL.width(word).min(WIDEST_WORD));
    let width = values.chain(words).fold(WIDTHS[columns - 1], f64::max);

    let mut labels = labels_of(percentiles, axis, &Style { width, outer_word: "", write });
    labels.extend(targets.iter().map(|target| target_label(target, axis, width)));
    labels
}

/// Labels for percentiles of falling value.
fn labels_of(percentiles: &[(&'static str, f64)], axis: &ValueAxis, style: &Style) -> Vec<SeriesLabel> {
    let is_same = |one: &(&str, f64), other: &(&str, f64)| {
        (style.write)(one.1) == (style.write)(other.1)
            && (axis.share(one.1) - axis.share(other.1)).abs() < SAME_LINE
    };
    percentiles.chunk_by(is_same).map(|group| label_of(group, style)).collect()
}

/// The label of percentiles that coincide.
fn label_of(group: &[(&'static str, f64)], style: &Style) -> SeriesLabel {
    let Style { width, outer_word, write } = *style;
    let others: Vec<&str> = group.iter().map(|(name, _)| *name).filter(|name| *name != MEDIAN_NAME).collect();
    let names = in_words(&others);
    if let Some((name, value)) = group.iter().find(|(name, _)| *name == MEDIAN_NAME) {
        let text = format!("{name} {}", write(*value));
        let mut label = SeriesLabel::within(width, *value, &text, STRONG_LABEL, MEDIAN);
        if !names.is_empty() {
            label.also(&format!("also {names}"));
        }
        return label;
    }
    let value = group[0].1;
    let is_outer = others.contains(&"90th") || others.contains(&"10th");
    let word = if is_outer { outer_word } else { "" };
    SeriesLabel::within(width, value, &format!("{names}{word} {}", write(value)), LABEL, INK)
}

fn target_label(target: &TargetLine, axis: &ValueAxis, width: f64) -> SeriesLabel {
    let TargetLine { name, value, months } = target;
    let text = format!("{name} {}", axis.writer().exactly(*value));
    let mut label = SeriesLabel::within(width, *value, &text, STRONG_LABEL, TARGET);
    if !months.is_empty() {
        label.also(&format!(
            "in {}",
            list(&months.iter().map(|month| month.short_name()).collect::<Vec<_>>())
        ));
    }
    label
}

/// Names of percentiles, from the top, as a list.
fn in_words(names: &[&str]) -> String {
    match names {
        [_, _, _, _] => String::from("10th to 90th percentile"),
        names => list(names),
    }
}
