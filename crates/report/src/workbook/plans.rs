//! Which native charts there are, and the data behind each: made from the pictures of the run, so
//! that both say the same.

use super::block::{DataBlock, unit_like};
use super::cells::{Cell, rounded};
use super::plan::{
    ChartPlan, LegendName, Native, PlannedSeries, SeriesShape, axis_of_changes, axis_of_levels, ends,
    with_sides,
};
use super::projections;
use crate::Run;
use crate::pictures::{Drawing, pictures};
use chart::{ChanceChart, NamedSeries, WaterfallChart, YearsChart};
use model::calendar::Month;
use model::measure::Unit;

/// The charts of a run.
pub(super) fn plans(run: &Run<'_>) -> Vec<ChartPlan> {
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

fn chances(chart: ChanceChart) -> ChartPlan {
    let mut months: Vec<Month> =
        chart.lines.iter().flat_map(|line| &line.points).map(|(month, _)| *month).collect();
    months.sort_unstable();
    months.dedup();
    let mut block = DataBlock::by_month(&months);
    let mut series = Vec::new();
    for (option, NamedSeries { name, points }) in chart.lines.iter().enumerate() {
        let chance = |month: &Month| points.iter().find(|(own, _)| own == month).map(|(_, chance)| *chance);
        let cells = months.iter().map(|month| Cell::value_of(Unit::Share, chance(month)));
        let column = block.push(name, cells);
        series.push(PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Option(option) });
    }
    ChartPlan {
        ends: Some((0.0, 1.0)),
        axis: "Share of the trials".to_owned(),
        title: chart.texts.title,
        subtitle: chart.texts.subtitle,
        words: chart.texts.description,
        notes: chart.texts.notes,
        unit: Unit::Share,
        is_change: false,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
}

/// Columns of medians with bars for their ranges.
fn years(chart: YearsChart) -> ChartPlan {
    let unit = unit_like(chart.number_format);
    let is_change = chart.zero_line.is_some();
    let mut block = DataBlock::by("Financial year", chart.years.iter().map(Cell::text));
    let mut series = Vec::new();
    let shift = usize::from(is_change);
    for (option, own) in chart.options.iter().enumerate() {
        let range = |at: usize| own.ranges.get(at).copied().flatten();
        let put = |block: &mut DataBlock, head: &str, value: &dyn Fn(f64, f64, f64) -> f64| {
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
        let shape = SeriesShape::Column { option: option + shift, below, above };
        series.push(PlannedSeries { column, name: LegendName::Group, shape });
    }
    let all = chart.options.iter().flat_map(|option| &option.ranges).flatten();
    let note =
        "Columns are medians; the bars at their ends go from the 10th to the 90th percentile.".to_owned();
    ChartPlan {
        // No program makes room for the bars by itself.
        ends: ends(all.flat_map(|range| [range.p10, range.p90]), true),
        axis: if is_change {
            axis_of_changes(&chart.texts.subtitle)
        } else {
            axis_of_levels(&chart.texts.subtitle)
        },
        title: chart.texts.title,
        subtitle: chart.texts.subtitle,
        words: chart.texts.description,
        notes: with_sides([vec![note], chart.texts.notes].concat(), chart.zero_line.as_ref()),
        unit,
        is_change,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
}

/// What a cost is made of: a bar for each part, and one for the whole.
fn bars(chart: WaterfallChart) -> ChartPlan {
    let unit = unit_like(chart.number_format);
    let parts: Vec<(&str, f64)> = chart
        .steps
        .iter()
        .map(|step| (step.name.as_str(), step.value))
        .chain([(chart.total.name.as_str(), chart.total.mean)])
        .collect();
    let mut block = DataBlock::by("Part", parts.iter().map(|(name, _)| Cell::text(*name)));
    let column =
        block.push("Mean over the trials", parts.iter().map(|(_, value)| Cell::change(unit, *value)));
    let series = vec![PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Bar }];
    ChartPlan {
        ends: None,
        axis: axis_of_changes(&chart.texts.subtitle),
        title: chart.texts.title,
        subtitle: chart.texts.subtitle,
        words: chart.texts.description.replacen("Waterfall chart", "Bar chart", 1),
        notes: with_sides(chart.texts.notes, Some(&chart.zero_line)),
        unit,
        is_change: true,
        from_nil: true,
        natives: vec![Native { title: None, series }],
        block,
    }
}
