//! What a chart of values against a number is made of: the plot, the band, the
//! line, the points.

use super::ChartError;
use super::across::Across;
use super::beside::Obstacle;
use super::canvas::{Canvas, Point, Rect, Stroke};
use super::curve_chart::CurveChart;
use super::frame::PlotScale;
use super::marks::{MARK_RADIUS, Mark, OptionStyle, option_styles};
use super::text::TextBlock;
use super::theme::{BAND_EDGE, MEDIAN, OUTER_BAND, TARGET, TITLE_INK};
use super::value_axis::ValueAxis;

/// A plot with values on both axes.
pub(super) struct CurvePlot<'a> {
    /// The area and its vertical axis.
    pub scale: PlotScale<'a>,
    across: Across<'a>,
}

/// Half the size of a single point, of a point of the line, and of a mark.
const RADII: (f64, f64, f64) = (2.6, 3.0, MARK_RADIUS + 1.2);

/// How much larger a mark is that lies below another of the same place, so that
/// both can be seen.
const LARGER: f64 = 3.5;

/// Marks nearer to each other than this hide each other.
const HIDDEN: f64 = 6.0;

/// A dashed line that is a level or a limit.
const WANTED: Stroke = Stroke { colour: TARGET, width: 1.8 };

/// Ink and gap of a limit.
const DASH: (f64, f64) = (7.0, 4.0);

/// Pixels between two places where the room of a band is looked at.
const BAND_STEP: f64 = 8.0;

/// The styles of the marks in their order. The circle comes last: points without
/// names are circles too.
pub(super) fn mark_styles() -> impl Iterator<Item = OptionStyle> {
    option_styles(false).chain(option_styles(true).take(1))
}

impl<'a> CurvePlot<'a> {
    pub(super) fn new(area: Rect, values: &'a ValueAxis, across: &'a ValueAxis) -> Self {
        let across = Across { values: across, left: area.left, right: area.right };
        Self { scale: PlotScale { area, values }, across }
    }

    /// Where a point lies.
    pub(super) fn point(&self, (x, y): (f64, f64)) -> Point {
        (self.across.x(x), self.scale.y(y))
    }

    /// Gridlines, the band, the axes, the level and the limit.
    pub(super) fn draw_behind(&self, canvas: &mut Canvas, chart: &CurveChart) -> Result<(), ChartError> {
        let Rect { left, top, right, bottom } = self.scale.area;
        self.across.draw_grid(canvas, top, bottom)?;
        self.scale.draw_grid(canvas)?;
        self.draw_band(canvas, chart)?;
        self.scale.draw_lines(canvas)?;
        self.across.draw_axis(canvas, bottom)?;
        if self.across.values.crosses_zero() {
            let x = self.across.x(0.0);
            canvas.line(&[(x, top), (x, bottom)], Stroke { colour: TITLE_INK, width: 1.6 })?;
        }
        match &chart.level {
            Some((value, _)) => canvas.dashed((left, self.scale.y(*value)), right, WANTED),
            None => Ok(()),
        }
    }

    /// The line with its points, single points, and marks.
    pub(super) fn draw_points(&self, canvas: &mut Canvas, chart: &CurveChart) -> Result<(), ChartError> {
        let line = self.line(chart);
        if line.len() > 1 {
            canvas.line(&line, Stroke { colour: MEDIAN, width: 2.2 })?;
        }
        line.iter().try_for_each(|place| canvas.mark(Mark::Circle, *place, RADII.1, MEDIAN))?;
        chart.dots.iter().try_for_each(|dot| canvas.dot(self.point(*dot), RADII.0, BAND_EDGE))?;

        let places: Vec<Point> = chart.marks.iter().map(|mark| self.point((mark.x, mark.y))).collect();
        let styled: Vec<(usize, OptionStyle)> = mark_styles().take(places.len()).enumerate().collect();
        // The first lies on top.
        for (index, OptionStyle { mark, colour, .. }) in styled.into_iter().rev() {
            let place = places[index];
            let is_hidden = |other: &&Point| (other.0 - place.0).hypot(other.1 - place.1) < HIDDEN;
            let above = places[..index].iter().filter(is_hidden).count();
            canvas.mark(mark, place, RADII.2 + LARGER * above as f64, colour)?;
        }
        Ok(())
    }

    /// The dashed line of a limit, with its name above the plot.
    pub(super) fn draw_limit(
        &self,
        canvas: &mut Canvas,
        value: f64,
        (name, top): (&TextBlock, f64),
    ) -> Result<(), ChartError> {
        let Rect { left, top: plot_top, right, bottom } = self.scale.area;
        let x = self.across.x(value);
        canvas.dashed_line(&[(x, plot_top - 3.0), (x, bottom)], DASH, WANTED)?;
        let half = name.width() / 2.0;
        canvas.centred(name, (x.min(right - half).max(left + half), top), TARGET)
    }

    /// All that a label must not lie on, but the marks.
    pub(super) fn obstacles(&self, chart: &CurveChart) -> Vec<Obstacle> {
        let Rect { left, top, right, bottom } = self.scale.area;
        let line = self.line(chart);
        let mut obstacles: Vec<Obstacle> = line.windows(2).map(|ends| [ends[0], ends[1]]).collect();
        obstacles.extend(line.iter().map(|point| [*point, *point]));
        obstacles.extend(chart.dots.iter().map(|dot| self.point(*dot)).map(|place| [place, place]));
        let level = chart.level.iter().map(|(value, _)| self.scale.y(*value));
        obstacles.extend(level.map(|y| [(left, y), (right, y)]));
        let zero = self.across.values.crosses_zero().then_some(0.0);
        let upwards =
            chart.limit.iter().map(|(value, _)| *value).chain(zero).map(|value| self.across.x(value));
        obstacles.extend(upwards.map(|x| [(x, top), (x, bottom)]));
        if self.scale.values.crosses_zero() {
            let y = self.scale.y(0.0);
            obstacles.push([(left, y), (right, y)]);
        }
        obstacles.extend(self.band_obstacles(chart));
        obstacles
    }

    /// The band as lines from its low to its high end.
    fn band_obstacles(&self, chart: &CurveChart) -> Vec<Obstacle> {
        let band = self.band(chart);
        let mut obstacles: Vec<Obstacle> = band.iter().map(|(low, high)| [*low, *high]).collect();
        for ends in band.windows(2) {
            let ((low, high), (next_low, next_high)) = (ends[0], ends[1]);
            let steps = ((next_low.0 - low.0) / BAND_STEP).ceil().max(1.0) as usize;
            let between = |from: Point, to: Point, share: f64| {
                (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
            };
            obstacles.extend(
                (1..steps)
                    .map(|step| step as f64 / steps as f64)
                    .map(|share| [between(low, next_low, share), between(high, next_high, share)]),
            );
        }
        obstacles
    }

    /// The points of the line in their order.
    fn line(&self, chart: &CurveChart) -> Vec<Point> {
        let mut line = chart.line.clone();
        line.sort_by(|one, other| one.0.total_cmp(&other.0));
        line.into_iter().map(|point| self.point(point)).collect()
    }

    /// The low and the high end of the band in their order.
    fn band(&self, chart: &CurveChart) -> Vec<(Point, Point)> {
        let mut band = chart.band.clone();
        band.sort_by(|one, other| one.0.total_cmp(&other.0));
        let ends = |(x, low, high): (f64, f64, f64)| (self.point((x, low)), self.point((x, high)));
        band.into_iter().map(ends).collect()
    }

    /// The band: an area, or lines upwards if it has no width.
    fn draw_band(&self, canvas: &mut Canvas, chart: &CurveChart) -> Result<(), ChartError> {
        let band = self.band(chart);
        let width = band.last().zip(band.first()).map_or(0.0, |(last, first)| last.0.0 - first.0.0);
        if width < 1.0 {
            return band.iter().try_for_each(|ends| draw_whisker(canvas, *ends));
        }
        let low: Vec<Point> = band.iter().map(|(low, _)| *low).collect();
        let high: Vec<Point> = band.iter().map(|(_, high)| *high).collect();
        let outline: Vec<Point> = low.iter().copied().chain(high.iter().rev().copied()).collect();
        canvas.area(&outline, OUTER_BAND)?;
        let edge = Stroke { colour: BAND_EDGE, width: 0.8 };
        canvas.line(&low, edge)?;
        canvas.line(&high, edge)
    }
}

/// The range of a single point.
fn draw_whisker(canvas: &mut Canvas, (low, high): (Point, Point)) -> Result<(), ChartError> {
    let stroke = Stroke { colour: BAND_EDGE, width: 1.6 };
    canvas.line(&[low, high], stroke)?;
    for (x, y) in [low, high] {
        canvas.line(&[(x - 4.5, y), (x + 4.5, y)], stroke)?;
    }
    Ok(())
}
