//! Charts of published figures by year: one area beside others.

use super::canvas::{Canvas, Point, Rect, Stroke};
use super::check::{check_months, check_values};
use super::end_labels::{LABEL_OVERHANG, SeriesLabel};
use super::frame::{MONTH_LABELS_HEIGHT, Plot};
use super::layout::Layout;
use super::month_axis::MonthAxis;
use super::sheet::Sheet;
use super::theme::{BAND_EDGE, INK, LABEL, MEDIAN, OUTER_BAND, STRONG_LABEL};
use super::value_axis::ValueAxis;
use super::{ChartError, HistoryChart, NamedSeries, Size};
use model::calendar::Month;

/// Figures further apart have a missing one between them, and no line.
const YEAR_MONTHS: i32 = 12;

/// Half the width in pixels of what stands for a band or a line in a single year.
const LONE: f64 = 6.0;

/// How the series to compare with are drawn, in their order: told apart by
/// their dashes, so that they can be in grey too.
const OTHERS: [(f64, f64, Stroke); 2] =
    [(9.0, 4.0, Stroke { colour: INK, width: 1.6 }), (2.0, 2.6, Stroke { colour: INK, width: 1.8 })];

/// Draws a chart of published figures as SVG.
///
/// # Errors
///
/// If the area itself has no figure, a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE), or months are not in order.
pub fn history_to_svg(chart: &HistoryChart) -> Result<String, ChartError> {
    Size::Page.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &HistoryChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    let (first, last) = check(chart)?;
    let values = ValueAxis::new(all_values(chart), chart.base, chart.number_format);
    let months = MonthAxis::new(first, last, last);

    let labels = labels(chart, last, &values);
    let texts = chart.texts.clone().with_warning(&values);
    let Layout { frame, area, labels } =
        Layout::new(sheet, &texts, &values, &labels, (LABEL_OVERHANG, MONTH_LABELS_HEIGHT));
    let plot = Plot { area, values: &values, months: &months };

    frame.picture(&texts, |canvas| {
        plot.draw_grid(canvas)?;
        draw_band(canvas, &plot, &chart.band)?;
        for (series, (dash, gap, stroke)) in chart.others.iter().zip(OTHERS.iter().cycle()) {
            for run in runs(&series.points, |point| point.0) {
                let line = line_of(&plot, run.iter().copied());
                canvas.dashed_line(&line, (*dash, *gap), *stroke)?;
            }
        }
        plot.draw_axes(canvas)?;
        // Figures of nil lie on the axis.
        draw_own(canvas, &plot, &chart.own)?;
        labels.draw(canvas, plot.scale())
    })
}

/// The first and the last month of all series, if the chart can be drawn.
fn check(chart: &HistoryChart) -> Result<(Month, Month), ChartError> {
    if chart.own.points.is_empty() {
        return Err(ChartError::NoPoints);
    }
    let all = || [("own", &chart.own)].into_iter().chain(chart.others.iter().map(|other| ("others", other)));
    for (part, series) in all() {
        check_values(part, series.points.iter().map(|(_, value)| *value))?;
        check_months(part, series.points.iter().map(|(month, _)| *month))?;
    }
    check_values("band", chart.band.iter().flat_map(|(_, low, high)| [*low, *high]))?;
    check_months("band", chart.band.iter().map(|(month, _, _)| *month))?;
    let months = all().flat_map(|(_, series)| series.points.iter().map(|(month, _)| *month));
    let months: Vec<Month> = months.chain(chart.band.iter().map(|(month, _, _)| *month)).collect();
    let ends = months.iter().min().zip(months.iter().max());
    ends.map(|(first, last)| (*first, *last)).ok_or(ChartError::NoPoints)
}

fn all_values(chart: &HistoryChart) -> impl Iterator<Item = f64> {
    let series = [&chart.own].into_iter().chain(&chart.others);
    let lines = series.flat_map(|series| series.points.iter().map(|(_, value)| *value));
    lines.chain(chart.band.iter().flat_map(|(_, low, high)| [*low, *high]))
}

/// A name beside the end of each line, and beside the band.
fn labels(chart: &HistoryChart, last: Month, axis: &ValueAxis) -> Vec<SeriesLabel> {
    let text = |series: &NamedSeries, month: Month, value: f64| {
        let when = if month == last { String::new() } else { format!(" in {}", month.year()) };
        format!("{} {}{when}", series.name, axis.writer().label(value))
    };
    let own = chart.own.points.last().map(|(month, value)| {
        SeriesLabel::new(*value, &text(&chart.own, *month, *value), STRONG_LABEL, MEDIAN)
    });
    let others = chart.others.iter().filter_map(|series| {
        let (month, value) = series.points.last()?;
        Some(SeriesLabel::new(*value, &text(series, *month, *value), LABEL, INK))
    });
    // A band that ends earlier is named in the notes alone.
    let band = chart.band.last().filter(|(month, _, _)| *month == last);
    let band = band.map(|(_, low, high)| {
        let (low_text, high_text) = (axis.writer().label(*low), axis.writer().label(*high));
        let text = format!("{} {low_text} to {high_text}", chart.band_name);
        SeriesLabel::new(f64::midpoint(*low, *high), &text, LABEL, BAND_EDGE)
    });
    own.into_iter().chain(others).chain(band).collect()
}

/// Figures of years that follow each other; between runs one is missing.
fn runs<T>(points: &[T], month: impl Fn(&T) -> Month) -> impl Iterator<Item = &[T]> {
    points.chunk_by(move |one, next| month(next).since(month(one)) <= YEAR_MONTHS)
}

/// A line through points, or a short one where there is a single point.
fn line_of(plot: &Plot, points: impl Iterator<Item = (Month, f64)>) -> Vec<Point> {
    let line: Vec<Point> = points.map(|(month, value)| (plot.x(month), plot.y(value))).collect();
    match line[..] {
        [(x, y)] => {
            let Rect { left, right, .. } = plot.area;
            vec![((x - LONE).max(left), y), ((x + LONE).min(right), y)]
        }
        _ => line,
    }
}

fn draw_band(canvas: &mut Canvas, plot: &Plot, band: &[(Month, f64, f64)]) -> Result<(), ChartError> {
    for run in runs(band, |point| point.0) {
        let low = line_of(plot, run.iter().map(|(month, low, _)| (*month, *low)));
        let high = line_of(plot, run.iter().map(|(month, _, high)| (*month, *high)));
        let outline: Vec<Point> = low.iter().chain(high.iter().rev()).copied().collect();
        canvas.area(&outline, OUTER_BAND)?;
        let edge = Stroke { colour: BAND_EDGE, width: 0.8 };
        canvas.line(&low, edge)?;
        canvas.line(&high, edge)?;
    }
    Ok(())
}

/// The area itself: a strong line with a dot for each figure.
fn draw_own(canvas: &mut Canvas, plot: &Plot, own: &NamedSeries) -> Result<(), ChartError> {
    let place = |(month, value): &(Month, f64)| (plot.x(*month), plot.y(*value));
    for run in runs(&own.points, |point| point.0).filter(|run| run.len() > 1) {
        let line: Vec<Point> = run.iter().map(place).collect();
        canvas.line(&line, Stroke { colour: MEDIAN, width: 2.8 })?;
    }
    own.points.iter().try_for_each(|point| canvas.dot(place(point), 4.0, MEDIAN))
}
