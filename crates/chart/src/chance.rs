//! Chances by month: a line for each option.

use super::canvas::{Anchor, Canvas, Point, Rect, Stroke};
use super::check::{check_months, check_values};
use super::end_labels::{LABEL_OVERHANG, SeriesLabel};
use super::frame::{MONTH_LABELS_HEIGHT, Plot};
use super::layout::Layout;
use super::marks::{MARK_RADIUS, OptionStyle, check_count, option_styles};
use super::month_axis::MonthAxis;
use super::sheet::Sheet;
use super::theme::{INK, LABEL, QUIET, STRONG_LABEL};
use super::value_axis::ValueAxis;
use super::{AxisBase, ChartError, NamedSeries, NumberFormat, Size, Texts};
use model::calendar::Month;
use model::readable::percent;

/// How likely something is in each month, with each of up to five options.
#[derive(Clone, Debug, PartialEq)]
pub struct ChanceChart {
    /// What is written around it.
    pub texts: Texts,
    /// From one to five options with their chances from 0 to 1 in month order;
    /// the baseline first.
    pub lines: Vec<NamedSeries>,
    /// The month by which a target is to be met, marked if it is among those
    /// shown.
    pub by: Option<Month>,
}

/// Room above the plot for the words at the marked month.
const BY_LABEL_HEIGHT: f64 = 20.0;

/// The axis reaches this chance at least.
const LEAST_TOP: f64 = 0.1;

/// Pixels between the marks of lines of one month.
const BETWEEN_LONE_MARKS: f64 = 14.0;

/// Draws chances by month as SVG.
///
/// # Errors
///
/// If there is no option, more than [`MOST_OPTIONS`](super::MOST_OPTIONS), or
/// one without a month, a chance is not from 0 to 1, or months are not in order.
pub fn chances_to_svg(chart: &ChanceChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &ChanceChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    let (first, last) = check(chart)?;
    let format = NumberFormat::percent(0);
    // To a round value above the largest: lines near the foot of an axis up to 100% could not be told apart.
    let chances = chart.lines.iter().flat_map(|line| line.points.iter().map(|(_, chance)| *chance));
    let values = ValueAxis::new(chances.chain([0.0, LEAST_TOP]), AxisBase::Zero, format);
    let months = MonthAxis::new(first, first, last);
    let by = chart.by.filter(|by| (first..=last).contains(by));

    let styled = || chart.lines.iter().zip(option_styles(true));
    let labels: Vec<SeriesLabel> = styled().filter_map(|(line, style)| label(line, style, by)).collect();
    let above = if by.is_some() { BY_LABEL_HEIGHT } else { LABEL_OVERHANG };
    let Layout { frame, area, labels } =
        Layout::new(sheet, &chart.texts, &values, &labels, (above, MONTH_LABELS_HEIGHT));
    let plot = Plot { area, values: &values, months: &months };

    frame.picture(&chart.texts, |canvas| {
        plot.draw_grid(canvas)?;
        if let Some(by) = by {
            let is_free = labels.top() > area.top - 3.0;
            draw_by(canvas, &plot, by, if is_free { frame.inner.right } else { area.right })?;
        }
        plot.draw_axes(canvas)?;
        styled().try_for_each(|(line, style)| draw_line(canvas, &plot, line, style))?;
        for (index, (line, style)) in styled().enumerate() {
            draw_marks(canvas, &plot, (line, by), style, (index, chart.lines.len()))?;
        }
        labels.draw(canvas, plot.scale())
    })
}

/// The first and the last month of all lines, if the chart can be drawn.
fn check(chart: &ChanceChart) -> Result<(Month, Month), ChartError> {
    check_count(chart.lines.len())?;
    for NamedSeries { points, .. } in &chart.lines {
        check_values("chances", points.iter().map(|(_, chance)| *chance))?;
        check_months("chances", points.iter().map(|(month, _)| *month))?;
        if points.is_empty() {
            return Err(ChartError::NoPoints);
        }
        if let Some((_, value)) = points.iter().find(|(_, chance)| !(0.0..=1.0).contains(chance)) {
            return Err(ChartError::Undrawable { part: "chances", value: *value });
        }
    }
    let months = || chart.lines.iter().flat_map(|line| line.points.iter().map(|(month, _)| *month));
    let ends = months().min().zip(months().max());
    ends.ok_or(ChartError::NoPoints)
}

/// The name of a line with its chance at the marked month and at the end.
fn label(line: &NamedSeries, style: OptionStyle, by: Option<Month>) -> Option<SeriesLabel> {
    let (last, chance) = *line.points.last()?;
    let label = SeriesLabel::new(chance, &line.name, STRONG_LABEL, style.colour);
    let mut label = label.marked(style.mark, style.colour);
    let marked = line.points.iter().filter(|(month, _)| Some(*month) == by && *month != last);
    let told = marked.copied().chain([(last, chance)]);
    told.for_each(|(month, chance)| label.also(&format!("{} in {}", percent(chance), month.short_name())));
    Some(label)
}

/// The marked month, with its words above the plot and not beyond `end`.
fn draw_by(canvas: &mut Canvas, plot: &Plot, by: Month, end: f64) -> Result<(), ChartError> {
    let Rect { top, bottom, .. } = plot.area;
    let (x, baseline) = (plot.x(by), plot.area.top - 7.0);
    canvas.line(&[(x, top - 17.0), (x, bottom)], Stroke { colour: QUIET, width: 1.6 })?;
    let text = format!("Target: {}", by.long_name());
    let gap = 6.0;
    let place = if x + gap + LABEL.width(&text) <= end {
        ((x + gap, baseline), Anchor::Start)
    } else {
        ((x - gap, baseline), Anchor::End)
    };
    canvas.text(&text, place, LABEL, INK)
}

fn draw_line(
    canvas: &mut Canvas,
    plot: &Plot,
    line: &NamedSeries,
    style: OptionStyle,
) -> Result<(), ChartError> {
    let points = places(plot, line);
    let stroke = Stroke { colour: style.colour, width: 2.2 };
    match style.dash {
        Some(dash) => canvas.dashed_line(&points, dash, stroke),
        None => canvas.line(&points, stroke),
    }
}

/// Marks on a line where its label tells its chance: in the marked month and in
/// the last. Those of several lines with a single month stand side by side.
fn draw_marks(
    canvas: &mut Canvas,
    plot: &Plot,
    (line, by): (&NamedSeries, Option<Month>),
    style: OptionStyle,
    (index, lines): (usize, usize),
) -> Result<(), ChartError> {
    let places = places(plot, line);
    if let [(x, y)] = places[..] {
        let aside = BETWEEN_LONE_MARKS * (index as f64 - (lines as f64 - 1.0) / 2.0);
        let x = (x + aside).clamp(plot.area.left, plot.area.right);
        return canvas.mark(style.mark, (x, y), MARK_RADIUS, style.colour);
    }
    let last = line.points.last().map(|(month, _)| *month);
    let told = line.points.iter().zip(places).filter(|((month, _), _)| [by, last].contains(&Some(*month)));
    for (_, place) in told {
        canvas.mark(style.mark, place, MARK_RADIUS, style.colour)?;
    }
    Ok(())
}

fn places(plot: &Plot, line: &NamedSeries) -> Vec<Point> {
    line.points.iter().map(|(month, chance)| (plot.x(*month), plot.y(*chance))).collect()
}
