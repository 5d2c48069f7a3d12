//! Where outturns lay among what was projected: bars between quantiles, in a
//! small panel for each figure.

use super::canvas::{Canvas, Stroke};
use super::check::check_values;
use super::frame::Frame;
use super::multiples::{Multiples, PanelPlace};
use super::sheet::Sheet;
use super::theme::{BAND_EDGE, INNER_BAND, TITLE_INK};
use super::value_axis::ValueAxis;
use super::{AxisBase, ChartError, NumberFormat, Size, Texts};
use model::text;

/// How densely outturns lay between quantiles, in a panel for each figure.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramChart {
    /// What is written around it.
    pub texts: Texts,
    /// At least one, row by row.
    pub panels: Vec<HistogramPanel>,
}

/// One figure of a [`HistogramChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramPanel {
    /// The figure, in bold above its panel.
    pub name: String,
    /// Bars from left to right: the probabilities between which each stands, and
    /// the share of the outturns in it.
    pub bars: Vec<(f64, f64, f64)>,
}

/// Says below the chart how a panel is read.
const READING_NOTE: &str = text!("notes", "bars between quantiles");

/// Draws panels of bars as SVG.
///
/// # Errors
///
/// If there is no panel, a bar has no width, or a share or probability is not
/// from 0 to 1.
pub fn histogram_to_svg(chart: &HistogramChart) -> Result<String, ChartError> {
    Size::Page.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &HistogramChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let densities = chart.panels.iter().flat_map(|panel| panel.bars.iter().map(|bar| density(*bar)));
    let values = ValueAxis::new(densities.chain([0.0, 2.0]), AxisBase::Zero, NumberFormat::number(1));
    let panels = Multiples::new(chart.panels.iter().map(|panel| panel.name.as_str()), &values);
    let texts = chart.texts.with_notes([READING_NOTE]);
    let frame = Frame::around(sheet, &texts, panels.height());

    frame.picture(&texts, |canvas| {
        let mut placed = panels.places(&frame.inner).into_iter().zip(&chart.panels);
        placed.try_for_each(|(place, panel)| draw_panel(canvas, &place, panel))
    })
}

/// Whether the chart can be drawn.
fn check(chart: &HistogramChart) -> Result<(), ChartError> {
    if chart.panels.is_empty() {
        return Err(ChartError::NoPoints);
    }
    for &(low, high, share) in chart.panels.iter().flat_map(|panel| &panel.bars) {
        check_values("bars", [low, high, share].into_iter())?;
        if !(0.0 <= low && low < high && high <= 1.0) {
            return Err(ChartError::Undrawable { part: "bars", value: high - low });
        }
        if !(0.0..=1.0).contains(&share) {
            return Err(ChartError::Undrawable { part: "bars", value: share });
        }
    }
    Ok(())
}

/// The height of a bar: 1 if it holds what its width says.
fn density((low, high, share): (f64, f64, f64)) -> f64 {
    share / (high - low)
}

fn draw_panel(canvas: &mut Canvas, place: &PanelPlace, panel: &HistogramPanel) -> Result<(), ChartError> {
    place.draw_behind(canvas)?;
    for &bar in &panel.bars {
        let (low, high, _) = bar;
        let (left, top) = place.point((low, density(bar)));
        let (right, foot) = place.point((high, 0.0));
        let corners = [(left, top), (right, top), (right, foot), (left, foot), (left, top)];
        canvas.area(&corners, INNER_BAND)?;
        canvas.line(&corners, Stroke { colour: BAND_EDGE, width: 1.0 })?;
    }
    let line = [place.point((0.0, 1.0)), place.point((1.0, 1.0))];
    canvas.dashed_line(&line, (5.0, 3.0), Stroke { colour: TITLE_INK, width: 1.6 })?;
    place.draw_axes(canvas)
}
