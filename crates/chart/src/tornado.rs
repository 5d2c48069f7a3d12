//! Which inputs move a result: a bar for each, the longest first, from the result
//! when the input is low to the result when it is high.

use super::across::ACROSS_HEIGHT;
use super::canvas::Rect;
use super::check::check_values;
use super::frame::Frame;
use super::sheet::Sheet;
use super::tornado_chart::TornadoChart;
use super::tornado_shapes::Tornado;
use super::value_axis::ValueAxis;
use super::{ChartError, Size};

/// Says below the chart what is written at the bars.
const ENDS_NOTE: &str = "At each end of a bar stands the value of the number that gives that result.";

/// Draws bars for the inputs of a result as SVG.
///
/// # Errors
///
/// If there is no row, or a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE).
pub fn tornado_to_svg(chart: &TornadoChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &TornadoChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let ends = chart.rows.iter().flat_map(|row| [row.low, row.high]);
    let values = ValueAxis::tight(ends.chain([chart.middle.0]), chart.number_format);
    let tornado = Tornado::new(chart, &values, sheet);

    let texts = chart.texts.with_notes([ENDS_NOTE]);
    let inner = tornado.head_height() + tornado.height() + ACROSS_HEIGHT;
    let frame = Frame::around(sheet, &texts, inner);
    let tornado = tornado.filling(frame.inner.height() - inner);
    let area = Rect { top: frame.inner.top + tornado.head_height(), ..frame.inner };

    frame.picture(&texts, |canvas| tornado.draw(canvas, &area))
}

/// Whether the chart can be drawn.
fn check(chart: &TornadoChart) -> Result<(), ChartError> {
    if chart.rows.is_empty() {
        return Err(ChartError::NoPoints);
    }
    check_values("middle", [chart.middle.0].into_iter())?;
    check_values("rows", chart.rows.iter().flat_map(|row| [row.low, row.high]))
}
