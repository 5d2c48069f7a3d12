//! Reliability: how often what was given a probability came true, in a small
//! panel for each figure.

use super::canvas::{Canvas, Point, Stroke};
use super::check::check_values;
use super::frame::Frame;
use super::marks::Mark;
use super::multiples::{Multiples, PanelPlace};
use super::sheet::Sheet;
use super::theme::{BAND_EDGE, MEDIAN, OUTER_BAND, QUIET};
use super::value_axis::ValueAxis;
use super::{AxisBase, ChartError, NumberFormat, Size, Texts};
use model::text;

/// How often outturns lay at or below quantiles, in a panel for each figure.
#[derive(Clone, Debug, PartialEq)]
pub struct ReliabilityChart {
    /// What is written around it.
    pub texts: Texts,
    /// At least one, row by row.
    pub panels: Vec<ReliabilityPanel>,
}

/// One figure of a [`ReliabilityChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct ReliabilityPanel {
    /// The figure, in bold above its panel.
    pub name: String,
    /// Probabilities, ascending, and what share of the outturns lay at or below
    /// the quantile of each.
    pub points: Vec<(f64, f64)>,
    /// Between which shares chance alone would leave the points: probability,
    /// low, high; perhaps none.
    pub chance: Vec<(f64, f64, f64)>,
}

/// Says below the chart how a panel is read.
const READING_NOTE: &str = text!("notes", "reliability");

/// Draws panels of reliability as SVG.
///
/// # Errors
///
/// If there is no panel, or a probability or share is not from 0 to 1.
pub fn reliability_to_svg(chart: &ReliabilityChart) -> Result<String, ChartError> {
    Size::Page.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &ReliabilityChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let shares = ValueAxis::new([0.0, 1.0].into_iter(), AxisBase::Zero, NumberFormat::percent(0));
    let panels = Multiples::new(chart.panels.iter().map(|panel| panel.name.as_str()), &shares);
    let texts = chart.texts.with_notes([READING_NOTE]);
    let frame = Frame::around(sheet, &texts, panels.height());

    frame.picture(&texts, |canvas| {
        let mut placed = panels.places(&frame.inner).into_iter().zip(&chart.panels);
        placed.try_for_each(|(place, panel)| draw_panel(canvas, &place, panel))
    })
}

/// Whether the chart can be drawn.
fn check(chart: &ReliabilityChart) -> Result<(), ChartError> {
    if chart.panels.is_empty() {
        return Err(ChartError::NoPoints);
    }
    let points = chart.panels.iter().flat_map(|panel| &panel.points);
    let chance = chart.panels.iter().flat_map(|panel| &panel.chance);
    let all =
        points.flat_map(|(p, share)| [*p, *share]).chain(chance.flat_map(|(p, low, high)| [*p, *low, *high]));
    let all: Vec<f64> = all.collect();
    check_values("shares", all.iter().copied())?;
    match all.iter().find(|value| !(0.0..=1.0).contains(*value)) {
        Some(value) => Err(ChartError::Undrawable { part: "shares", value: *value }),
        None => Ok(()),
    }
}

fn draw_panel(canvas: &mut Canvas, place: &PanelPlace, panel: &ReliabilityPanel) -> Result<(), ChartError> {
    place.draw_behind(canvas)?;
    draw_chance(canvas, place, &panel.chance)?;
    let diagonal = [place.point((0.0, 0.0)), place.point((1.0, 1.0))];
    canvas.dashed_line(&diagonal, (5.0, 3.0), Stroke { colour: QUIET, width: 1.2 })?;
    let points: Vec<Point> = panel.points.iter().map(|point| place.point(*point)).collect();
    if points.len() > 1 {
        canvas.line(&points, Stroke { colour: MEDIAN, width: 1.8 })?;
    }
    points.iter().try_for_each(|point| canvas.mark(Mark::Circle, *point, 2.8, MEDIAN))?;
    place.draw_axes(canvas)
}

/// The band within which chance alone would leave the points.
fn draw_chance(
    canvas: &mut Canvas,
    place: &PanelPlace,
    chance: &[(f64, f64, f64)],
) -> Result<(), ChartError> {
    if chance.len() < 2 {
        return Ok(());
    }
    let low: Vec<Point> = chance.iter().map(|(p, low, _)| place.point((*p, *low))).collect();
    let high: Vec<Point> = chance.iter().map(|(p, _, high)| place.point((*p, *high))).collect();
    let outline: Vec<Point> = low.iter().copied().chain(high.iter().rev().copied()).collect();
    canvas.area(&outline, OUTER_BAND)?;
    let edge = Stroke { colour: BAND_EDGE, width: 0.7 };
    canvas.line(&low, edge)?;
    canvas.line(&high, edge)
}
