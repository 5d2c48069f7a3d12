//! Fan charts.

use super::end_labels::LABEL_OVERHANG;
use super::fan_labels::{percentile_labels, target_labels};
use super::fan_shapes::{BANDS_NOTE, Fan, NO_BANDS_NOTE, START_LABEL_HEIGHT};
use super::frame::{MONTH_LABELS_HEIGHT, Plot};
use super::layout::Layout;
use super::month_axis::MonthAxis;
use super::sheet::Sheet;
use super::value_axis::ValueAxis;
use super::{ChartError, FanChart, Size};
use model::calendar::Month;

/// Draws a fan chart as SVG.
///
/// # Errors
///
/// If there is no projected month, a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE), or months are not in order.
pub fn fan_to_svg(chart: &FanChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &FanChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    let fan =
        Fan { history: &chart.history, points: &chart.points, since: &chart.since, targets: &chart.targets };
    let (first, last) = fan.check()?;
    let values = ValueAxis::new(fan.values(), chart.base, chart.number_format);
    let left = fan.months().fold(first.month, Month::min);
    let right = fan.months().fold(last.month, Month::max);
    let months = MonthAxis::new(left, first.month, right);

    let mut labels = percentile_labels(last, &values);
    labels.extend(target_labels(&chart.targets, &values));
    let above = if fan.is_joined() { START_LABEL_HEIGHT } else { LABEL_OVERHANG };
    let bands = if fan.has_bands() { BANDS_NOTE } else { NO_BANDS_NOTE };
    let texts = chart.texts.with_notes([bands]).with_warning(&values);
    let Layout { frame, area, labels } =
        Layout::new(sheet, &texts, &values, &labels, (above, MONTH_LABELS_HEIGHT));
    let plot = Plot { area, values: &values, months: &months };

    frame.picture(&texts, |canvas| {
        plot.draw_grid(canvas)?;
        fan.draw_bands(canvas, &plot)?;
        // Words may go on beyond the plot where no label is in their way.
        let is_free = labels.top() > area.top - 3.0;
        fan.draw_lines(canvas, &plot, if is_free { frame.inner.right } else { area.right })?;
        plot.draw_axes(canvas)?;
        labels.draw(canvas, plot.scale())
    })
}
