//! Values against a number: what a lever does at each size, what two levers do
//! together, or what sets of options cost and bring.

use super::across::{ACROSS_HEIGHT, overhang};
use super::beside::{LabelledPoint, place_beside};
use super::canvas::{Canvas, Rect};
use super::check::check_values;
use super::curve_chart::CurveChart;
use super::curve_shapes::{CurvePlot, mark_styles};
use super::end_labels::{LABEL_OVERHANG, SeriesLabel, reach};
use super::frame::value_labels_width;
use super::layout::Layout;
use super::marks::MOST_OPTIONS;
use super::sheet::Sheet;
use super::text::{Font, TextBlock};
use super::theme::{INK, LABEL, MARGIN, STRONG_LABEL, TARGET};
use super::value_axis::ValueAxis;
use super::{AxisBase, ChartError, Size, Texts};

/// Says below the chart what the dots on a line are.
const LINE_NOTE: &str = "Each dot on the line was worked out; between two dots the line is straight.";

/// Says below the chart what the band is.
const BAND_NOTE: &str = "Shaded: where the line could lie, since the number of trials is limited.";

/// Says below the chart what a band without width is.
const WHISKER_NOTE: &str = "Line upwards: where the value could lie, since the number of trials is limited.";

/// Room at the right that the names of marks take at most.
const WIDEST_LABELS: f64 = 205.0;

/// Pixels between the name of a limit and the plot.
const BELOW_LIMIT: f64 = 7.0;

/// Pixels between the labels of the horizontal axis and its name.
const ABOVE_NAME: f64 = 5.0;

/// Draws values against a number as SVG.
///
/// # Errors
///
/// If there is no point at all, there are more marks than
/// [`MOST_OPTIONS`], or a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE).
pub fn curve_to_svg(chart: &CurveChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &CurveChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let curve = Curve::new(chart, sheet);
    let level: Vec<SeriesLabel> = level_label(chart).into_iter().collect();
    let Layout { frame, area, labels } = curve.layout(sheet, &level);
    let plot = curve.plot(area, sheet);
    if let Some(beside) =
        place_beside(&labelled_points(chart, &plot), &plot.scale.area, &plot.obstacles(chart))
    {
        return frame.picture(&curve.texts, |canvas| {
            plot.draw_behind(canvas, chart)?;
            beside.iter().try_for_each(|label| label.draw_leader(canvas))?;
            plot.draw_points(canvas, chart)?;
            curve.draw_names(canvas, &plot)?;
            beside.iter().try_for_each(|label| label.draw(canvas))?;
            labels.draw(canvas, plot.scale)
        });
    }

    // Among many points there is no room for words: they stand at the right, each with
    // the shape of its mark, and the name of the level at the end of its line.
    let has_level = !level.is_empty();
    let all: Vec<SeriesLabel> = level.into_iter().chain(mark_labels(chart)).collect();
    let Layout { frame, area, mut labels } = curve.layout(sheet, &all);
    let plot = curve.plot(area, sheet);
    if has_level {
        labels = labels.around_first(|value| plot.scale.y(value), reach(&area));
    } else {
        // Lines would lead from the edge of the plot, not from the marks.
        labels.has_leaders = false;
    }
    frame.picture(&curve.texts, |canvas| {
        plot.draw_behind(canvas, chart)?;
        plot.draw_points(canvas, chart)?;
        curve.draw_names(canvas, &plot)?;
        labels.draw(canvas, plot.scale)
    })
}

/// Whether the chart can be drawn.
fn check(chart: &CurveChart) -> Result<(), ChartError> {
    let CurveChart { line, band, dots, marks, level, limit, .. } = chart;
    if line.is_empty() && band.is_empty() && dots.is_empty() && marks.is_empty() {
        return Err(ChartError::NoPoints);
    }
    if marks.len() > MOST_OPTIONS {
        return Err(ChartError::TooManyOptions(marks.len()));
    }
    let both = |(x, y): &(f64, f64)| [*x, *y];
    check_values("line", line.iter().flat_map(both))?;
    check_values("band", band.iter().flat_map(|(x, low, high)| [*x, *low, *high]))?;
    check_values("dots", dots.iter().flat_map(both))?;
    check_values("marks", marks.iter().flat_map(|mark| [mark.x, mark.y]))?;
    check_values("level", level.iter().map(|(value, _)| *value))?;
    check_values("limit", limit.iter().map(|(value, _)| *value))
}

/// Both axes and the words around, before they are placed.
struct Curve {
    across: ValueAxis,
    values: ValueAxis,
    texts: Texts,
    /// The name of the horizontal axis, wrapped.
    x_name: TextBlock,
    /// The name of the limit and where it lies.
    limit: Option<(f64, TextBlock)>,
}

impl Curve {
    fn new(chart: &CurveChart, sheet: Sheet) -> Self {
        let across = ValueAxis::new(all_across(chart), AxisBase::Fitted, chart.x_format);
        let values = ValueAxis::new(all_values(chart), chart.base, chart.y_format);
        let notes = [(chart.line.len() > 1).then_some(LINE_NOTE), band_note(chart)];
        let texts = chart.texts.with_notes(notes.into_iter().flatten()).with_warning(&values);
        // The plot is at least this wide, whatever stands at its right.
        let width = sheet.width - 2.0 * MARGIN - value_labels_width(&values) - WIDEST_LABELS;
        let x_name = TextBlock::wrapped(&chart.x_name, LABEL, width);
        let limit = chart.limit.as_ref();
        let limit = limit.map(|(value, name)| (*value, TextBlock::wrapped(name, STRONG_LABEL, width)));
        Self { across, values, texts, x_name, limit }
    }

    /// The parts of the chart, with room for these labels at the right.
    fn layout<'a>(&self, sheet: Sheet, labels: &'a [SeriesLabel]) -> Layout<'a> {
        let limit = self.limit.as_ref().map_or(0.0, |(_, name)| name.height() + BELOW_LIMIT);
        let below = ACROSS_HEIGHT + ABOVE_NAME + self.x_name.height();
        Layout::new(sheet, &self.texts, &self.values, labels, (limit.max(LABEL_OVERHANG), below))
    }

    /// The plot in an area, which gives up what labels below need at its sides.
    fn plot(&self, area: Rect, sheet: Sheet) -> CurvePlot<'_> {
        let overhang = overhang(&self.across) + 2.0;
        let area =
            Rect { left: area.left.max(overhang), right: area.right.min(sheet.width - overhang), ..area };
        CurvePlot::new(area, &self.values, &self.across)
    }

    /// The names of the horizontal axis and of the limit.
    fn draw_names(&self, canvas: &mut Canvas, plot: &CurvePlot) -> Result<(), ChartError> {
        let Rect { left, top, right, bottom } = plot.scale.area;
        canvas.centred(
            &self.x_name,
            (f64::midpoint(left, right), bottom + ACROSS_HEIGHT + ABOVE_NAME),
            INK,
        )?;
        let Some((value, name)) = &self.limit else { return Ok(()) };
        plot.draw_limit(canvas, *value, (name, top - BELOW_LIMIT - name.height()))
    }
}

/// What the band is, if there is one.
fn band_note(chart: &CurveChart) -> Option<&'static str> {
    let (first, ..) = chart.band.first()?;
    let has_width = chart.band.iter().any(|(x, ..)| (x - first).abs() > 0.0);
    Some(if has_width { BAND_NOTE } else { WHISKER_NOTE })
}

/// All numbers on the horizontal axis.
fn all_across(chart: &CurveChart) -> impl Iterator<Item = f64> {
    let points = chart.line.iter().chain(&chart.dots).map(|(x, _)| *x);
    let points = points.chain(chart.band.iter().map(|(x, ..)| *x));
    points.chain(chart.marks.iter().map(|mark| mark.x)).chain(chart.limit.iter().map(|(x, _)| *x))
}

/// All values on the vertical axis.
fn all_values(chart: &CurveChart) -> impl Iterator<Item = f64> {
    let points = chart.line.iter().chain(&chart.dots).map(|(_, y)| *y);
    let points = points.chain(chart.band.iter().flat_map(|(_, low, high)| [*low, *high]));
    points.chain(chart.marks.iter().map(|mark| mark.y)).chain(chart.level.iter().map(|(y, _)| *y))
}

fn level_label(chart: &CurveChart) -> Option<SeriesLabel> {
    let (value, name) = chart.level.as_ref()?;
    Some(SeriesLabel::new(*value, name, STRONG_LABEL, TARGET))
}

/// The font of the name of a mark.
fn font(index: usize) -> Font {
    if index == 0 { STRONG_LABEL } else { LABEL }
}

/// The marks with their names, for labels beside them.
fn labelled_points<'a>(chart: &'a CurveChart, plot: &CurvePlot) -> Vec<LabelledPoint<'a>> {
    let styled = chart.marks.iter().zip(mark_styles()).enumerate();
    let labelled_points = styled.map(|(index, (mark, style))| LabelledPoint {
        place: plot.point((mark.x, mark.y)),
        text: &mark.label,
        font: font(index),
        colour: style.colour,
    });
    labelled_points.collect()
}

/// The names of the marks, for labels at the right of the plot.
fn mark_labels(chart: &CurveChart) -> impl Iterator<Item = SeriesLabel> {
    chart.marks.iter().zip(mark_styles()).enumerate().map(|(index, (mark, style))| {
        let label = SeriesLabel::new(mark.y, &mark.label, font(index), style.colour);
        label.marked(style.mark, style.colour)
    })
}
