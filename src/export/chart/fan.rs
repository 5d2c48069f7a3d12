//! Fan charts.

use super::canvas::{Alternative, Anchor, Canvas, Point, Rect, Stroke, picture};
use super::check::{check_months, check_values};
use super::end_labels::LABEL_OVERHANG;
use super::fan_labels::{percentile_labels, target_labels};
use super::frame::Plot;
use super::layout::{Layout, Words};
use super::month_axis::MonthAxis;
use super::theme::{BAND_EDGE, INK, INNER_BAND, LABEL, MEDIAN, OUTER_BAND, QUIET, TARGET, WIDTH};
use super::value_axis::ValueAxis;
use super::{BandPoint, ChartError, FanChart};
use crate::calendar::Month;

/// Says below the chart what the bands mean.
const BANDS_NOTE: &str = "In each month, half of the trials fall in the dark band, and eight in \
    ten in the dark and light bands together.";

/// Says below the chart why there are no bands.
const NO_BANDS_NOTE: &str =
    "The 10th and 90th percentiles are the same in every month, so there are no bands to see.";

/// Room above a plot for the words at the line where the projection begins.
const START_LABEL_HEIGHT: f64 = 20.0;

/// Published values this many months apart, on average, get a dot each.
const SPARSE_MONTHS: f64 = 2.5;

/// Draws a fan chart as SVG.
///
/// # Errors
///
/// If there is no projected month, a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE), or months are not in order.
pub fn fan_to_svg(chart: &FanChart) -> Result<String, ChartError> {
    let (first, last) = check(chart)?;
    let values = ValueAxis::new(all_values(chart), chart.base, chart.number_format);
    let months = month_axis(chart, first.month, last.month);

    let mut labels = percentile_labels(last, &values);
    labels.extend(target_labels(&chart.targets, &values));
    let is_joined = chart.history.first().is_some_and(|(month, _)| *month < first.month);
    let above = if is_joined { START_LABEL_HEIGHT } else { LABEL_OVERHANG };
    let has_bands = chart.points.iter().any(|point| point.p10 < point.p90);
    let notes = [if has_bands { BANDS_NOTE } else { NO_BANDS_NOTE }, &chart.source];
    let words = Words { title: &chart.title, subtitle: &chart.subtitle, notes: &notes };
    let Layout { frame, area, labels } = Layout::new(&words, &values, &labels, above);
    let plot = Plot { area, values: &values, months: &months };

    let alternative = Alternative { title: &chart.title, description: &chart.description };
    picture((WIDTH, frame.height), &alternative, |canvas| {
        frame.draw(canvas)?;
        plot.draw_grid(canvas)?;
        draw_bands(canvas, &plot, &chart.points)?;
        for (_, value) in &chart.targets {
            let stroke = Stroke { colour: TARGET, width: 1.8 };
            canvas.dashed((area.left, plot.y(*value)), area.right, stroke)?;
        }
        if is_joined {
            // Words may go on beyond the plot where no label is in their way.
            let is_free = labels.top() > area.top - 3.0;
            let end = if is_free { frame.inner.right } else { area.right };
            draw_start(canvas, &plot, first.month, end)?;
        }
        draw_history(canvas, &plot, chart, first)?;
        draw_median(canvas, &plot, &chart.points)?;
        plot.draw_axes(canvas)?;
        labels.draw(canvas, &plot)
    })
}

/// The first and the last month, if the chart can be drawn.
fn check(chart: &FanChart) -> Result<(&BandPoint, &BandPoint), ChartError> {
    let (Some(first), Some(last)) = (chart.points.first(), chart.points.last()) else {
        return Err(ChartError::NoPoints);
    };
    check_values("history", chart.history.iter().map(|(_, value)| *value))?;
    check_values("projection", chart.points.iter().flat_map(percentiles))?;
    check_values("targets", chart.targets.iter().map(|(_, value)| *value))?;
    check_months("history", chart.history.iter().map(|(month, _)| *month))?;
    check_months("projection", chart.points.iter().map(|point| point.month))?;
    Ok((first, last))
}

fn percentiles(point: &BandPoint) -> [f64; 5] {
    let BandPoint { month: _, p10, p25, p50, p75, p90 } = *point;
    [p10, p25, p50, p75, p90]
}

fn all_values(chart: &FanChart) -> impl Iterator<Item = f64> {
    let history = chart.history.iter().map(|(_, value)| *value);
    let targets = chart.targets.iter().map(|(_, value)| *value);
    history.chain(targets).chain(chart.points.iter().flat_map(percentiles))
}

fn month_axis(chart: &FanChart, first: Month, last: Month) -> MonthAxis {
    let published = || chart.history.iter().map(|(month, _)| *month);
    let left = published().fold(first, Month::min);
    let right = published().fold(last, Month::max);
    MonthAxis::new(left, first, right)
}

/// The points of one percentile, from left to right.
fn line_of(plot: &Plot, points: &[BandPoint], value: impl Fn(&BandPoint) -> f64) -> Vec<Point> {
    if let [only] = points {
        // One month alone is drawn as a short bar, or over the whole width if
        // there is nothing else.
        let (x, y) = (plot.x(only.month), plot.y(value(only)));
        let (left, right) =
            if x < plot.area.right - 1.0 { (plot.area.left, plot.area.right) } else { (x - 6.0, x) };
        return vec![(left, y), (right, y)];
    }
    points.iter().map(|point| (plot.x(point.month), plot.y(value(point)))).collect()
}

fn draw_bands(canvas: &mut Canvas, plot: &Plot, points: &[BandPoint]) -> Result<(), ChartError> {
    let edges = [
        (OUTER_BAND, line_of(plot, points, |point| point.p90), line_of(plot, points, |point| point.p10)),
        (INNER_BAND, line_of(plot, points, |point| point.p75), line_of(plot, points, |point| point.p25)),
    ];
    for (colour, upper, lower) in &edges {
        let outline: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        canvas.area(&outline, *colour)?;
    }
    for (_, upper, lower) in &edges {
        let stroke = Stroke { colour: BAND_EDGE, width: 1.0 };
        canvas.line(upper, stroke)?;
        canvas.line(lower, stroke)?;
    }
    Ok(())
}

fn draw_median(canvas: &mut Canvas, plot: &Plot, points: &[BandPoint]) -> Result<(), ChartError> {
    let median = line_of(plot, points, |point| point.p50);
    canvas.line(&median, Stroke { colour: MEDIAN, width: 2.6 })
}

/// The line between published values and the projection, with its words above
/// the plot, where no data are, and not beyond `end`.
fn draw_start(canvas: &mut Canvas, plot: &Plot, start: Month, end: f64) -> Result<(), ChartError> {
    let Rect { left, top, bottom, .. } = plot.area;
    let x = plot.x(start);
    let baseline = top - 7.0;
    canvas.line(&[(x, baseline - 10.0), (x, bottom)], Stroke { colour: QUIET, width: 1.0 })?;

    let gap = 6.0;
    let projection = format!("Projection from {}", start.short_name());
    let published = "Published";
    let (place, anchor) = if x + gap + LABEL.width(&projection) <= end {
        if x - gap - LABEL.width(published) >= left {
            canvas.text(published, ((x - gap, baseline), Anchor::End), LABEL, INK)?;
        }
        (x + gap, Anchor::Start)
    } else {
        (x - gap, Anchor::End)
    };
    canvas.text(&projection, ((place, baseline), anchor), LABEL, INK)
}

fn draw_history(
    canvas: &mut Canvas,
    plot: &Plot,
    chart: &FanChart,
    first: &BandPoint,
) -> Result<(), ChartError> {
    let (Some((start, _)), Some((end, _))) = (chart.history.first(), chart.history.last()) else {
        return Ok(());
    };
    let dots: Vec<Point> =
        chart.history.iter().map(|(month, value)| (plot.x(*month), plot.y(*value))).collect();
    let mut line = dots.clone();
    // A wider gap is left open: nothing is known of the months in it.
    if first.month.since(*end) == 1 {
        line.push((plot.x(first.month), plot.y(first.p50)));
    }
    canvas.line(&line, Stroke { colour: INK, width: 2.0 })?;
    let steps = dots.len() as f64 - 1.0;
    if steps < 1.0 || f64::from(end.since(*start)) / steps > SPARSE_MONTHS {
        for dot in dots {
            canvas.dot(dot, 3.5, INK)?;
        }
    }
    Ok(())
}
