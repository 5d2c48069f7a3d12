//! Charts of projections by month: fans, the medians of options, and what options change.

use super::block::{DataBlock, unit_like};
use super::cells::{Cell, rounded};
use super::plan::{
    ChartPlan, LegendName, Native, PlannedSeries, SeriesShape, axis_of_changes, axis_of_levels, ends,
    with_sides,
};
use chart::{AxisBase, BandPoint, FanChart, PanelChart, TargetLine, Texts};
use model::calendar::Month;
use model::measure::Unit;
use model::readable::Style;

/// A fan: areas that stand on one that is not drawn. Where a value is below nil areas would not
/// stand on each other, and lines do it.
///
/// Programs draw areas from row to row, over any months between. So that the fan begins at the projection and not at
/// the figure published a year before, the cells of the bands are empty until then, and its first month has a row
/// more, with the published figure and bands without width: two rows of one date make an upright edge.
pub(super) fn fan(chart: FanChart) -> ChartPlan {
    let unit = unit_like(chart.number_format);
    let lines = Beside { history: &chart.history, targets: &chart.targets, unit };
    let rows = rows(&chart);
    let months: Vec<Month> = rows.iter().map(|row| row.month).collect();
    let mut block = DataBlock::by_month(&months);
    for (head, value) in PERCENTILES {
        block.push(head, rows.iter().map(|row| Cell::value_of(unit, row.projected.map(value))));
    }
    let has_bands = chart.points.iter().all(|point| point.p10 >= 0.0);
    let mut series = Vec::new();
    if has_bands {
        let base = rows.iter().map(|row| Cell::value_of(unit, row.bands.map(|point| point.p10)));
        let column = block.push("Base of the bands (not drawn)", base);
        series.push(PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Base });
        for (head, lower, upper, is_inner) in BANDS {
            let width = |row: &Row<'_>| {
                let width = rounded(unit, upper(row.bands?))? - rounded(unit, lower(row.bands?))?;
                Some(if row.projected.is_some() { width } else { 0.0 })
            };
            let column = block.push(head, rows.iter().map(|row| Cell::value_of(unit, width(row))));
            series.push(PlannedSeries {
                column,
                name: LegendName::Head,
                shape: SeriesShape::Band { is_inner },
            });
        }
    } else {
        series.push(PlannedSeries { column: 1, name: LegendName::Head, shape: SeriesShape::Edge });
        series.push(PlannedSeries { column: 5, name: LegendName::Head, shape: SeriesShape::Edge });
    }
    series.push(PlannedSeries { column: MEDIAN_COLUMN, name: LegendName::Head, shape: SeriesShape::Median });
    // The published figure of the first month stands in the row of its own.
    lines.push(&mut block, &months, |at| rows[at].projected.is_none(), &mut series);
    let all = chart.points.iter().flat_map(|point| [point.p10, point.p90]);
    levels(chart.texts, (unit, chart.base), all.chain(lines.values()), series, block)
}

/// A row of the data of a fan.
struct Row<'c> {
    month: Month,
    /// The projection of its month; none before the projection, and in the row that its first month has more.
    projected: Option<&'c BandPoint>,
    /// Where its bands stand, if they have begun.
    bands: Option<&'c BandPoint>,
}

/// What was published up to the first month of the projection, then the projection.
fn rows(chart: &FanChart) -> Vec<Row<'_>> {
    let first = chart.points.first();
    let before = |month: &Month| first.is_none_or(|first| *month < first.month);
    let past = chart.history.iter().map(|(month, _)| *month).filter(before);
    let past = past.map(|month| Row { month, projected: None, bands: None });
    let opens = first.filter(|_| !chart.history.is_empty());
    let opens = opens.map(|first| Row { month: first.month, projected: None, bands: Some(first) });
    let projected = chart.points.iter().map(|point| Row {
        month: point.month,
        projected: Some(point),
        bands: Some(point),
    });
    past.chain(opens).chain(projected).collect()
}

/// A chart of levels: one native chart of all series, with room for these values.
fn levels(
    texts: Texts,
    (unit, base): (Unit, AxisBase),
    values: impl Iterator<Item = f64>,
    series: Vec<PlannedSeries>,
    block: DataBlock,
) -> ChartPlan {
    let from_nil = base == AxisBase::Zero;
    let ends = ends(values, from_nil);
    // As the drawn charts do: an axis that does not start at zero makes changes look larger.
    let start = ends.map(|(low, _)| low).filter(|low| *low > 0.0);
    let starts = start
        .map(|low| format!(" (axis starts at {}, not at zero)", Style::new(unit, low).write_exactly(low)));
    ChartPlan {
        ends,
        axis: format!("{}{}", axis_of_levels(&texts.subtitle), starts.unwrap_or_default()),
        title: texts.title,
        subtitle: texts.subtitle,
        words: texts.description,
        notes: texts.notes,
        unit,
        is_change: false,
        from_nil,
        natives: vec![Native { title: None, series }],
        block,
    }
}

/// The baseline and options: a line for the median of each.
pub(super) fn medians(chart: PanelChart) -> ChartPlan {
    let unit = unit_like(chart.number_format);
    let lines = Beside { history: &chart.history, targets: &chart.targets, unit };
    let all_months = chart.panels.iter().flat_map(|panel| &panel.points).map(|point| point.month);
    let months = lines.months(all_months);
    let mut block = DataBlock::by_month(&months);
    let mut series = Vec::new();
    for (option, panel) in chart.panels.iter().enumerate() {
        let median =
            |month: &Month| panel.points.iter().find(|point| point.month == *month).map(|point| point.p50);
        let column = block.push(&panel.name, months.iter().map(|month| Cell::value_of(unit, median(month))));
        series.push(PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Option(option) });
    }
    lines.push(&mut block, &months, |_| true, &mut series);
    let all = chart.panels.iter().flat_map(|panel| &panel.points).map(|point| point.p50);
    let words = of_lines(&chart.texts.description, "Lines of the medians of ");
    let plan = levels(chart.texts, (unit, chart.base), all.chain(lines.values()), series, block);
    ChartPlan { subtitle: format!("{}; medians", plan.subtitle), words, ..plan }
}

/// Differences: for each option a chart with lines for the median and its range, all on one scale.
/// Their signs may differ, and areas could not stand on each other.
pub(super) fn ranges(chart: PanelChart) -> ChartPlan {
    let unit = unit_like(chart.number_format);
    let mut months: Vec<Month> =
        chart.panels.iter().flat_map(|panel| &panel.points).map(|point| point.month).collect();
    months.sort_unstable();
    months.dedup();
    let mut block = DataBlock::by_month(&months);
    let mut natives = Vec::new();
    for panel in &chart.panels {
        let mut series = Vec::new();
        for (at, (head, value, shape)) in RANGE.into_iter().enumerate() {
            let value = |month: &Month| panel.points.iter().find(|point| point.month == *month).map(value);
            let cells = months.iter().map(|month| Cell::change_of(unit, value(month)));
            let column = block.push(head, cells);
            if at == 0 {
                block.group(column, &panel.name);
            }
            series.push(PlannedSeries { column, name: LegendName::Fixed(head), shape });
        }
        natives.push(Native { title: series.first().map(|first| first.column), series });
    }
    let all = chart.panels.iter().flat_map(|panel| &panel.points).flat_map(|point| [point.p10, point.p90]);
    ChartPlan {
        ends: ends(all, true),
        axis: axis_of_changes(&chart.texts.subtitle),
        title: chart.texts.title,
        subtitle: chart.texts.subtitle,
        words: of_lines(&chart.texts.description, "Line charts of "),
        notes: with_sides(chart.texts.notes, chart.zero_line.as_ref()),
        unit,
        is_change: true,
        from_nil: true,
        natives,
        block,
    }
}

/// What a chart shows beside its projections.
struct Beside<'c> {
    history: &'c [(Month, f64)],
    targets: &'c [TargetLine],
    unit: Unit,
}

impl Beside<'_> {
    /// All months of a chart.
    fn months(&self, projected: impl Iterator<Item = Month>) -> Vec<Month> {
        let mut months: Vec<Month> = self.history.iter().map(|(month, _)| *month).chain(projected).collect();
        months.sort_unstable();
        months.dedup();
        months
    }

    fn published(&self, month: Month) -> Option<f64> {
        self.history.iter().find(|(own, _)| *own == month).map(|(_, value)| *value)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let targets = self.targets.iter().map(|target| target.value);
        self.history.iter().map(|(_, value)| *value).chain(targets)
    }

    /// Adds what was published, in the rows that may have it, and the targets.
    fn push(
        &self,
        block: &mut DataBlock,
        months: &[Month],
        may_have: impl Fn(usize) -> bool,
        series: &mut Vec<PlannedSeries>,
    ) {
        if !self.history.is_empty() {
            let published = |(at, month): (usize, &Month)| self.published(*month).filter(|_| may_have(at));
            let cells = months.iter().enumerate().map(|row| Cell::value_of(self.unit, published(row)));
            let column = block.push("Published", cells);
            series.push(PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Published });
        }
        for TargetLine { name, value, .. } in self.targets {
            let head = format!("{name} {}", Style::new(self.unit, *value).write_exactly(*value));
            let column = block.push(&head, months.iter().map(|_| Cell::value_of(self.unit, Some(*value))));
            series.push(PlannedSeries { column, name: LegendName::Head, shape: SeriesShape::Target });
        }
    }
}

/// Where the median stands among [`PERCENTILES`], the months being the first column.
const MEDIAN_COLUMN: usize = 3;

/// What a point of a projection is asked for.
type Of = fn(&BandPoint) -> f64;

const PERCENTILES: [(&str, Of); 5] = [
    ("10th percentile", |point| point.p10),
    ("25th percentile", |point| point.p25),
    ("Median", |point| point.p50),
    ("75th percentile", |point| point.p75),
    ("90th percentile", |point| point.p90),
];

/// A band, its lower and upper edge, and whether half of the trials are in it.
type BandOf = (&'static str, Of, Of, bool);

const BANDS: [BandOf; 3] = [
    ("10th to 25th percentile", |point| point.p10, |point| point.p25, false),
    ("25th to 75th percentile", |point| point.p25, |point| point.p75, true),
    ("75th to 90th percentile", |point| point.p75, |point| point.p90, false),
];

const RANGE: [(&str, Of, SeriesShape); 3] = [
    ("10th percentile", |point| point.p10, SeriesShape::Edge),
    ("Median", |point| point.p50, SeriesShape::Median),
    ("90th percentile", |point| point.p90, SeriesShape::Edge),
];

/// The words of fans side by side for a chart that has lines instead.
fn of_lines(description: &str, lines: &str) -> String {
    let of = description
        .strip_prefix("Fan charts side by side of ")
        .or(description.strip_prefix("Fan charts of "));
    of.map_or_else(|| description.to_owned(), |of| format!("{lines}{}", of.replacen(" side by side", "", 1)))
}
