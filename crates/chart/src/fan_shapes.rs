//! The shapes of a fan: bands, median, published values and targets.

use super::canvas::{Anchor, Canvas, Point, Rect, Stroke};
use super::check::{check_months, check_values};
use super::frame::Plot;
use super::marks::{MARK_RADIUS, Mark};
use super::theme::{BAND_EDGE, INK, INNER_BAND, LABEL, MEDIAN, OUTER_BAND, QUIET, TARGET};
use super::{BandPoint, ChartError, TargetLine};
use model::calendar::Month;
use model::text;

/// Says below a chart what the bands mean.
pub(super) const BANDS_NOTE: &str = text!("notes", "bands of a fan");

/// Says below a chart why there are no bands.
pub(super) const NO_BANDS_NOTE: &str = text!("notes", "a fan without bands");

/// Room above a plot for the words at the line where the projection begins.
pub(super) const START_LABEL_HEIGHT: f64 = 20.0;

/// Published values this many months apart, on average, get a dot each.
const SPARSE_MONTHS: f64 = 2.5;

/// What is drawn of one option.
#[derive(Clone, Copy)]
pub(super) struct Fan<'a> {
    /// Published values in month order, perhaps none.
    pub history: &'a [(Month, f64)],
    /// The projection in month order.
    pub points: &'a [BandPoint],
    /// What has come since, in month order.
    pub since: &'a [(Month, f64)],
    /// Values to compare with.
    pub targets: &'a [TargetLine],
}

impl<'a> Fan<'a> {
    /// The first and the last month of the projection, if it can be drawn.
    pub(super) fn check(&self) -> Result<(&'a BandPoint, &'a BandPoint), ChartError> {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return Err(ChartError::NoPoints);
        };
        check_values("history", self.history.iter().map(|(_, value)| *value))?;
        check_values("since", self.since.iter().map(|(_, value)| *value))?;
        check_months("since", self.since.iter().map(|(month, _)| *month))?;
        check_values("projection", self.points.iter().flat_map(percentiles))?;
        check_values("targets", self.targets.iter().map(|target| target.value))?;
        check_months("history", self.history.iter().map(|(month, _)| *month))?;
        check_months("projection", self.points.iter().map(|point| point.month))?;
        Ok((first, last))
    }

    /// Every value that the axis has to hold.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> + use<'a> {
        let history = self.history.iter().map(|(_, value)| *value);
        let targets = self.targets.iter().map(|target| target.value);
        let since = self.since.iter().map(|(_, value)| *value);
        history.chain(targets).chain(since).chain(self.points.iter().flat_map(percentiles))
    }

    /// Every month that the axis has to hold.
    pub(super) fn months(&self) -> impl Iterator<Item = Month> + use<'a> {
        let history = self.history.iter().map(|(month, _)| *month);
        history.chain(self.points.iter().map(|point| point.month))
    }

    /// Whether there are published values before the projection.
    pub(super) fn is_joined(&self) -> bool {
        let start = self.points.first().map(|point| point.month);
        self.history.first().is_some_and(|(month, _)| Some(*month) < start)
    }

    /// Whether any month has a band to see.
    pub(super) fn has_bands(&self) -> bool {
        self.points.iter().any(|point| point.p10 < point.p90)
    }

    /// The bands, which lie below everything else.
    pub(super) fn draw_bands(&self, canvas: &mut Canvas, plot: &Plot) -> Result<(), ChartError> {
        let line = |value: fn(&BandPoint) -> f64| line_of(plot, self.points, value);
        let edges = [
            (OUTER_BAND, line(|point| point.p90), line(|point| point.p10)),
            (INNER_BAND, line(|point| point.p75), line(|point| point.p25)),
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

    /// Targets, the line where the projection begins, with its words not
    /// beyond `end`, published values and the median.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas, plot: &Plot, end: f64) -> Result<(), ChartError> {
        let Some(first) = self.points.first() else { return Ok(()) };
        for TargetLine { value, .. } in self.targets {
            let stroke = Stroke { colour: TARGET, width: 1.8 };
            // A single month has no other place than the end of the line.
            let left = if self.points.len() > 1 { plot.x(first.month) } else { plot.area.left };
            canvas.dashed((left, plot.y(*value)), plot.area.right, stroke)?;
        }
        if self.is_joined() {
            draw_start(canvas, plot, first.month, end)?;
        }
        self.draw_history(canvas, plot, first)?;
        let median = line_of(plot, self.points, |point| point.p50);
        canvas.line(&median, Stroke { colour: MEDIAN, width: 2.6 })?;
        for (month, value) in self.since {
            canvas.mark(Mark::Circle, (plot.x(*month), plot.y(*value)), MARK_RADIUS, INK)?;
        }
        self.draw_target_months(canvas, plot)
    }

    /// A mark on the line of a target in each month for which it is wanted.
    fn draw_target_months(&self, canvas: &mut Canvas, plot: &Plot) -> Result<(), ChartError> {
        for TargetLine { value, months, .. } in self.targets {
            let is_shown = |month: &&Month| self.points.iter().any(|point| point.month == **month);
            for month in months.iter().filter(is_shown) {
                canvas.mark(Mark::Diamond, (plot.x(*month), plot.y(*value)), MARK_RADIUS, TARGET)?;
            }
        }
        Ok(())
    }

    fn draw_history(&self, canvas: &mut Canvas, plot: &Plot, first: &BandPoint) -> Result<(), ChartError> {
        let (Some((start, _)), Some((end, _))) = (self.history.first(), self.history.last()) else {
            return Ok(());
        };
        let dots: Vec<Point> =
            self.history.iter().map(|(month, value)| (plot.x(*month), plot.y(*value))).collect();
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
}

fn percentiles(point: &BandPoint) -> [f64; 5] {
    let BandPoint { month: _, p10, p25, p50, p75, p90 } = *point;
    [p10, p25, p50, p75, p90]
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

/// The line between published values and the projection, with its words above
/// the plot, where no data are, and not beyond `end`.
fn draw_start(canvas: &mut Canvas, plot: &Plot, start: Month, end: f64) -> Result<(), ChartError> {
    let Rect { left, top, bottom, .. } = plot.area;
    let x = plot.x(start);
    let baseline = top - 7.0;
    canvas.line(&[(x, baseline - 10.0), (x, bottom)], Stroke { colour: QUIET, width: 1.0 })?;

    let gap = 6.0;
    let long = format!("Projection from {}", start.short_name());
    let is_room = |text: &str| x + gap + LABEL.width(text) <= end || x - gap - LABEL.width(text) >= left;
    let projection = if is_room(&long) { long } else { String::from("Projection") };
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
