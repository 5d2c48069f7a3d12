//! Values by year: for each year the options side by side, each a mark with
//! its ranges.

use super::canvas::{Anchor, Canvas, Rect, Stroke};
use super::check::check_values;
use super::end_labels::{LABEL_OVERHANG, SeriesLabel};
use super::frame::{MONTH_LABELS_HEIGHT, PlotScale, value_labels_width};
use super::layout::Layout;
use super::marks::{MARK_RADIUS, OptionStyle, check_count, option_styles};
use super::number_format::ValueWriter;
use super::sheet::Sheet;
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{BAND_EDGE, GRID, INK, INNER_BAND, LABEL, MARGIN, OUTER_BAND, STRONG_LABEL, TARGET};
use super::value_axis::ValueAxis;
use super::zero_line::{ZeroLine, ZeroWords};
use super::{AxisBase, ChartError, NumberFormat, Size, Texts};
use model::text;

/// A value by year with each of up to five options.
#[derive(Clone, Debug, PartialEq)]
pub struct YearsChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values are written on the axis and the labels.
    pub number_format: NumberFormat,
    /// Where the value axis begins, unless there is a zero line.
    pub base: AxisBase,
    /// For differences: zero is on the axis and a strong line, and labels have signs.
    pub zero_line: Option<ZeroLine>,
    /// Values to compare with, each a dashed line with its name.
    pub targets: Vec<(String, f64)>,
    /// What the years are called, in their order: `2026/27`.
    pub years: Vec<String>,
    /// From one to five options, the baseline first; with a zero line from one
    /// to four, the baseline being what they are compared with.
    pub options: Vec<YearsOption>,
}

/// One option of a [`YearsChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct YearsOption {
    /// What its label says.
    pub name: String,
    /// For each year its percentiles, or nothing. Years that are missing at the
    /// end are nothing too.
    pub ranges: Vec<Option<YearRange>>,
}

/// The percentiles of the trials in one year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearRange {
    /// The 10th percentile.
    pub p10: f64,
    /// The 25th percentile.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// The 75th percentile.
    pub p75: f64,
    /// The 90th percentile.
    pub p90: f64,
}

/// Says below the chart what the shapes mean.
const SHAPES_NOTE: &str = text!("notes", "years");

/// How much of the room of a year its options take, so that years stand apart.
const TAKEN: f64 = 0.78;

/// The widest room of an option: further apart, they would not be seen together.
const WIDEST_SLOT: f64 = 46.0;

/// Least pixels between the names of two years.
const YEAR_GAP: f64 = 8.0;

/// Room that labels at the right take at most.
const WIDEST_LABELS: f64 = 205.0;

/// Names of years are not wrapped to less than this: room for `2026/27`.
const LEAST_YEAR_WIDTH: f64 = 56.0;

/// Words around zero are wrapped to this width.
const WORDS_WIDTH: f64 = 300.0;

/// Draws values by year as SVG.
///
/// # Errors
///
/// If there is no option or more than [`MOST_OPTIONS`](super::MOST_OPTIONS) with
/// the baseline, no year with a value, or a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE).
pub fn years_to_svg(chart: &YearsChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &YearsChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let values = if chart.zero_line.is_some() {
        ValueAxis::around_zero(all_values(chart), chart.number_format)
    } else {
        ValueAxis::new(all_values(chart), chart.base, chart.number_format)
    };
    let zero = chart.zero_line.as_ref().map(|zero| ZeroWords::new(zero, WORDS_WIDTH));
    // The plot is at least this high, so words get at least what they need.
    let values = values.with_room(zero.as_ref().map_or(0.0, ZeroWords::height) / sheet.least_plot);

    let labels = labels(chart, values.writer());
    let texts = chart.texts.with_notes([SHAPES_NOTE]).with_warning(&values);
    let years = year_names(chart, &values, sheet);
    let lines = years.iter().map(|year| year.lines.len()).fold(1, usize::max) as f64;
    let below = MONTH_LABELS_HEIGHT + (lines - 1.0) * LABEL.line_height();
    let Layout { frame, area, labels } =
        Layout::new(sheet, &texts, &values, &labels, (LABEL_OVERHANG, below));
    let scale = PlotScale { area, values: &values };

    frame.picture(&texts, |canvas| {
        scale.draw_grid(canvas)?;
        for (_, value) in &chart.targets {
            let stroke = Stroke { colour: TARGET, width: 1.8 };
            canvas.dashed((area.left, scale.y(*value)), area.right, stroke)?;
        }
        draw_years(canvas, scale, &years)?;
        scale.draw_lines(canvas)?;
        if let Some(zero) = &zero {
            zero.draw(canvas, scale)?;
        }
        draw_options(canvas, scale, chart)?;
        labels.draw(canvas, scale)
    })
}

/// Whether the chart can be drawn.
fn check(chart: &YearsChart) -> Result<(), ChartError> {
    // Differences are from a baseline that counts too.
    check_count(chart.options.len())?;
    check_count(chart.options.len() + usize::from(chart.zero_line.is_some()))?;
    check_values("targets", chart.targets.iter().map(|(_, value)| *value))?;
    check_values("years", all_values(chart))?;
    let has_any = chart.options.iter().any(|option| last(chart, option).is_some());
    if has_any { Ok(()) } else { Err(ChartError::NoPoints) }
}

/// The percentiles of an option by year; those beyond the years named are not shown.
fn ranges<'a>(chart: &'a YearsChart, option: &'a YearsOption) -> impl Iterator<Item = (usize, YearRange)> {
    let shown = option.ranges.iter().take(chart.years.len()).enumerate();
    shown.filter_map(|(year, range)| range.map(|range| (year, range)))
}

/// The last year of an option with a value.
fn last(chart: &YearsChart, option: &YearsOption) -> Option<(usize, YearRange)> {
    ranges(chart, option).last()
}

fn all_values(chart: &YearsChart) -> impl Iterator<Item = f64> {
    let ranges = chart.options.iter().flat_map(|option| ranges(chart, option));
    let values = ranges.flat_map(|(_, range)| {
        let YearRange { p10, p25, p50, p75, p90 } = range;
        [p10, p25, p50, p75, p90]
    });
    values.chain(chart.targets.iter().map(|(_, value)| *value))
}

/// The name of each option, with its mark and its last median; and targets.
fn labels(chart: &YearsChart, writer: ValueWriter) -> Vec<SeriesLabel> {
    let write =
        |value: f64| if chart.zero_line.is_some() { writer.signed(value) } else { writer.label(value) };
    let named = chart.options.iter().zip(option_styles(chart.zero_line.is_none()));
    let named = named.filter_map(|(option, OptionStyle { mark, colour, .. })| {
        let (year, range) = last(chart, option)?;
        let label = SeriesLabel::new(range.p50, &option.name, STRONG_LABEL, colour);
        let mut label = label.marked(mark, colour);
        label.also(&format!("median {} in {}", write(range.p50), chart.years[year]));
        Some(label)
    });
    let targets = chart.targets.iter().map(|(name, value)| {
        SeriesLabel::new(*value, &format!("{name} {}", writer.exactly(*value)), STRONG_LABEL, TARGET)
    });
    named.chain(targets).collect()
}

/// The names of the years, wrapped to the room that each year has.
fn year_names(chart: &YearsChart, values: &ValueAxis, sheet: Sheet) -> Vec<TextBlock> {
    let plot = sheet.width - 2.0 * MARGIN - value_labels_width(values) - WIDEST_LABELS;
    let width = (plot / chart.years.len() as f64 - YEAR_GAP).max(LEAST_YEAR_WIDTH);
    chart.years.iter().map(|year| TextBlock::wrapped(year, LABEL, width)).collect()
}

/// Lines between the years, and their names below, as many as have room.
fn draw_years(canvas: &mut Canvas, scale: PlotScale, years: &[TextBlock]) -> Result<(), ChartError> {
    let Rect { left, bottom, .. } = scale.area;
    let room = scale.area.width() / years.len() as f64;
    let widest = years.iter().map(TextBlock::width).fold(0.0, f64::max);
    let step = ((widest + YEAR_GAP) / room).ceil().max(1.0) as usize;
    // Words around zero lie beyond the first and the last tick.
    let ticks = scale.values.ticks();
    let ends = ticks.first().zip(ticks.last()).map(|(low, high)| (scale.y(low.0), scale.y(high.0)));
    let (foot, top) = ends.unwrap_or((bottom, scale.area.top));
    for (index, year) in years.iter().enumerate() {
        let x = left + index as f64 * room;
        canvas.line(&[(x + room, top), (x + room, foot)], Stroke { colour: GRID, width: 1.0 })?;
        if index % step == 0 {
            let mut baseline = bottom + 10.0 + CAP_HEIGHT * LABEL.size;
            for line in &year.lines {
                canvas.text(line, ((x + room / 2.0, baseline), Anchor::Middle), LABEL, INK)?;
                baseline += LABEL.line_height();
            }
        }
    }
    Ok(())
}

/// Marks and bars of all options and years.
fn draw_options(canvas: &mut Canvas, scale: PlotScale, chart: &YearsChart) -> Result<(), ChartError> {
    let room = scale.area.width() / chart.years.len() as f64;
    let options = chart.options.len() as f64;
    let slot = (TAKEN * room / options).min(WIDEST_SLOT);
    for (index, (option, style)) in
        chart.options.iter().zip(option_styles(chart.zero_line.is_none())).enumerate()
    {
        for (year, range) in ranges(chart, option) {
            let middle = scale.area.left + (year as f64 + 0.5) * room;
            let x = middle + (index as f64 - (options - 1.0) / 2.0) * slot;
            draw_range(canvas, scale, x, slot, range, style)?;
        }
    }
    Ok(())
}

/// One option in one year, in a slot around `x`.
fn draw_range(
    canvas: &mut Canvas,
    scale: PlotScale,
    x: f64,
    slot: f64,
    range: YearRange,
    style: OptionStyle,
) -> Result<(), ChartError> {
    let half = (0.36 * slot).clamp(0.8, 7.0);
    let bars = [(range.p10, range.p90, 0.45 * half, OUTER_BAND), (range.p25, range.p75, half, INNER_BAND)];
    for (low, high, half, colour) in bars {
        let (low, high) = (scale.y(low), scale.y(high));
        let corners =
            [(x - half, high), (x + half, high), (x + half, low), (x - half, low), (x - half, high)];
        canvas.area(&corners, colour)?;
        canvas.line(&corners, Stroke { colour: BAND_EDGE, width: 0.8 })?;
    }
    let radius = (0.34 * slot).clamp(1.2, MARK_RADIUS + 0.5);
    canvas.mark(style.mark, (x, scale.y(range.p50)), radius, style.colour)
}
