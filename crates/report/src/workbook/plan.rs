//! What a native chart is, and its axes.

use super::block::DataBlock;
use chart::ZeroLine;
use model::english::upper_first;
use model::measure::Unit;

/// A chart, or several on one scale, and its data.
pub(super) struct ChartPlan {
    /// What is found.
    pub(super) title: String,
    /// What is measured.
    pub(super) subtitle: String,
    /// The same in words.
    pub(super) words: String,
    /// How to read it, and its source.
    pub(super) notes: Vec<String>,
    /// What its value axis shows.
    pub(super) axis: String,
    /// The unit that stands for its number format.
    pub(super) unit: Unit,
    /// Whether it shows differences, which have signs.
    pub(super) is_change: bool,
    /// Whether the value axis begins at nil.
    pub(super) from_nil: bool,
    /// The ends of the value axis, if they are not left to the program.
    pub(super) ends: Option<(f64, f64)>,
    /// What is drawn.
    pub(super) natives: Vec<Native>,
    /// The data.
    pub(super) block: DataBlock,
}

/// A native chart.
pub(super) struct Native {
    /// The column whose group is its title; without one it has the title of the plan.
    pub(super) title: Option<usize>,
    /// In the order in which they are drawn.
    pub(super) series: Vec<PlannedSeries>,
}

/// A series of a chart: a column of its data.
pub(super) struct PlannedSeries {
    pub(super) column: usize,
    pub(super) name: LegendName,
    pub(super) shape: SeriesShape,
}

/// What the legend calls a series.
pub(super) enum LegendName {
    /// As the head of its column.
    Head,
    /// As the group of its column.
    Group,
    Fixed(&'static str),
}

/// How a series is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SeriesShape {
    /// What the bands stand on: not drawn, and not in the legend.
    Base,
    /// The band of half of the trials, or of eight in ten.
    Band { is_inner: bool },
    /// The median of one projection.
    Median,
    /// A percentile beside it.
    Edge,
    /// One of several options; 0 is the baseline.
    Option(usize),
    /// Published values.
    Published,
    /// A level that is wanted.
    Target,
    /// Columns of an option; the columns of the data below and above the median.
    Column { option: usize, below: usize, above: usize },
    /// Lying bars.
    Bar,
}

/// What an axis of levels shows: the meaning of a measure up to its first comma.
pub(super) fn axis_of_levels(subtitle: &str) -> String {
    subtitle.split(',').next().unwrap_or_default().to_owned()
}

/// What an axis of changes shows: what follows the measure.
pub(super) fn axis_of_changes(subtitle: &str) -> String {
    upper_first(subtitle.rsplit(": ").next().unwrap_or_default())
}

/// Says what lies above and below nil.
pub(super) fn with_sides(mut notes: Vec<String>, line: Option<&ZeroLine>) -> Vec<String> {
    if let Some(ZeroLine { above, below }) = line {
        notes.insert(0, format!("Above zero: {above}; below zero: {below}."));
    }
    notes
}

/// The ends of an axis that holds all values, at round numbers.
pub(super) fn ends(values: impl Iterator<Item = f64>, from_nil: bool) -> Option<(f64, f64)> {
    let nil = from_nil.then_some(0.0);
    let (low, high) = values
        .filter(|value| value.is_finite())
        .chain(nil)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let range = high - low;
    if !range.is_finite() || range <= 0.0 {
        return None;
    }
    // Steps of 1, 2 or 5 times a power of ten, from four to ten of them.
    let power = 10_f64.powf((range / 5.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|of| of * power).find(|step| range / step <= 6.0)?;
    let start = (low / step).floor() * step;
    // What is never negative has no room below nil.
    let start = if low >= 0.0 { start.max(0.0) } else { start };
    Some((start, (high / step).ceil() * step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_all_values_between_round_ends() {
        for (values, from_nil, wanted) in [
            (&[16.2, 22.4][..], false, Some((16.0, 24.0))),
            (&[16.2, 22.4], true, Some((0.0, 25.0))),
            (&[-0.031, 0.004], true, Some((-0.04, 0.01))),
            (&[5.0, 5.0], false, None),
            (&[], false, None),
        ] {
            let found = ends(values.iter().copied(), from_nil);
            let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 1e-9 && (b - d).abs() < 1e-9;
            assert!(found.zip(wanted).map_or(found == wanted, |(one, other)| near(one, other)), "{found:?}");
        }
    }
}
