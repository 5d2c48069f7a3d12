//! Which native charts there are, and the data behind each: made from the pictures of the run, so
//! that both say the same.

use super::block::{Block, unit_like};
use super::cells::{Cell, rounded};
use super::projections;
use crate::calendar::Month;
use crate::english::upper_first;
use crate::export::Run;
use crate::export::chart::{ChanceChart, NamedSeries, WaterfallChart, YearsChart, ZeroLine};
use crate::export::pictures::{Drawing, pictures};
use crate::measure::Unit;

/// A chart, or several on one scale, and its data.
pub(super) struct Plan {
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
    pub(super) block: Block,
}

/// A native chart.
pub(super) struct Native {
    /// The column whose group is its title; without one it has the title of the plan.
    pub(super) title: Option<usize>,
    /// In the order in which they are drawn.
    pub(super) series: Vec<Series>,
}

/// A series of a chart: a column of its data.
pub(super) struct Series {
    pub(super) column: usize,
    pub(super) name: Name,
    pub(super) shape: Shape,
}

/// What the legend calls a series.
pub(super) enum Name {
    /// As the head of its column.
    Head,
    /// As the group of its column.
    Group,
    Fixed(&'static str),
}

/// How a series is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
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

/// The charts of a run.
pub(super) fn plans(run: &Run<'_>) -> Vec<Plan> {
    let plan = |drawing: Drawing| match drawing {
        Drawing::Fan(chart) => projections::fan(chart),
        Drawing::Panels(chart) if chart.zero_line.is_some() => projections::ranges(chart),
        Drawing::Panels(chart) => projections::medians(chart),
        Drawing::Chances(chart) => chances(chart),
        Drawing::Years(chart) => years(chart),
        Drawing::Waterfall(chart) => bars(chart),
    };
    pictures(run).into_iter().map(|picture| plan(picture.drawing)).collect()
}

fn chances(chart: ChanceChart) -> Plan {
    let mut months: Vec<Month> =
        chart.lines.iter().flat_map(|line| &line.points).map(|(month, _)| *month).collect();
    months.sort_unstable();
    months.dedup();
    let mut block = Block::by_month(&months);
    let mut series = Vec::new();
    for (option, NamedSeries { name, points }) in chart.lines.iter().enumerate() {
        let chance = |month: &Month| points.iter().find(|(own, _)| own == month).map(|(_, chance)| *chance);
        let cells = months.iter().map(|month| Cell::value_of(Unit::Share, chance(month)));
        let column = block.push(name, cells);
        series.push(Series { column, name: Name::Head, shape: Shape::Option(option) });
    }
    Plan {
        ends: Some((0.0, 1.0)),
        axis: "Share of the trials".to_owned(),
        title: chart.words.title,
        subtitle: chart.words.subtitle,
        words: chart.words.description,
        notes: chart.words.notes,
        unit: Unit::Share,
        is_change: false,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
}

/// Columns of medians with bars for their ranges.
fn years(chart: YearsChart) -> Plan {
    let unit = unit_like(chart.number_format);
    let is_change = chart.zero_line.is_some();
    let mut block = Block::by("Financial year", chart.years.iter().map(Cell::text));
    let mut series = Vec::new();
    let shift = usize::from(is_change);
    for (option, own) in chart.options.iter().enumerate() {
        let range = |at: usize| own.ranges.get(at).copied().flatten();
        let put = |block: &mut Block, head: &str, value: &dyn Fn(f64, f64, f64) -> f64| {
            let rounded = |value: f64| rounded(unit, value).unwrap_or(f64::NAN);
            let value_in = |at: usize| {
                range(at).map(|range| value(rounded(range.p10), rounded(range.p50), rounded(range.p90)))
            };
            let cell = |at| {
                if is_change {
                    Cell::change_of(unit, value_in(at))
                } else {
                    Cell::value_of(unit, value_in(at))
                }
            };
            block.push(head, (0..chart.years.len()).map(cell))
        };
        let column = put(&mut block, "Median", &|_, p50, _| p50);
        block.group(column, &own.name);
        put(&mut block, "10th percentile", &|p10, _, _| p10);
        put(&mut block, "90th percentile", &|_, _, p90| p90);
        let below = put(&mut block, "Median minus 10th percentile", &|p10, p50, _| p50 - p10);
        let above = put(&mut block, "90th percentile minus median", &|_, p50, p90| p90 - p50);
        let shape = Shape::Column { option: option + shift, below, above };
        series.push(Series { column, name: Name::Group, shape });
    }
    let all = chart.options.iter().flat_map(|option| &option.ranges).flatten();
    let note =
        "Columns are medians; the bars at their ends go from the 10th to the 90th percentile.".to_owned();
    Plan {
        // No program makes room for the bars by itself.
        ends: ends(all.flat_map(|range| [range.p10, range.p90]), true),
        axis: if is_change {
            axis_of_changes(&chart.words.subtitle)
        } else {
            axis_of_levels(&chart.words.subtitle)
        },
        title: chart.words.title,
        subtitle: chart.words.subtitle,
        words: chart.words.description,
        notes: with_sides([vec![note], chart.words.notes].concat(), chart.zero_line.as_ref()),
        unit,
        is_change,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
}

/// What a cost is made of: a bar for each part, and one for the whole.
fn bars(chart: WaterfallChart) -> Plan {
    let unit = unit_like(chart.number_format);
    let total = chart.steps.iter().map(|step| step.value).sum::<f64>();
    let parts: Vec<(&str, f64)> = chart
        .steps
        .iter()
        .map(|step| (step.name.as_str(), step.value))
        .chain([(chart.total_name.as_str(), total)])
        .collect();
    let mut block = Block::by("Part", parts.iter().map(|(name, _)| Cell::text(*name)));
    let column =
        block.push("Mean over the trials", parts.iter().map(|(_, value)| Cell::change(unit, *value)));
    let series = vec![Series { column, name: Name::Head, shape: Shape::Bar }];
    Plan {
        ends: None,
        axis: axis_of_changes(&chart.words.subtitle),
        title: chart.words.title,
        subtitle: chart.words.subtitle,
        words: chart.words.description.replacen("Waterfall chart", "Bar chart", 1),
        notes: with_sides(chart.words.notes, Some(&chart.zero_line)),
        unit,
        is_change: true,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
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
