//! Where the parts of a chart stand: the words around, the plot, the labels at its end.

use super::Texts;
use super::canvas::Rect;
use super::end_labels::{LABEL_OVERHANG, PlacedLabels, SeriesLabel, least_height, reach};
use super::frame::{Frame, value_labels_width};
use super::sheet::Sheet;
use super::value_axis::ValueAxis;

/// The parts of a chart in their places.
pub(super) struct Layout<'a> {
    pub(super) frame: Frame,
    /// The plot itself.
    pub(super) area: Rect,
    pub(super) labels: PlacedLabels<'a>,
}

impl<'a> Layout<'a> {
    /// Finds places, with so much room above the plot and below it.
    pub(super) fn new(
        sheet: Sheet,
        texts: &Texts,
        values: &ValueAxis,
        labels: &'a [SeriesLabel],
        (above, below): (f64, f64),
    ) -> Self {
        let around = above + below;
        let least_height = sheet.least_plot.max(least_height(labels) - 2.0 * LABEL_OVERHANG);
        let frame = Frame::new(sheet, texts, around + least_height);
        let mut area = Rect {
            left: frame.inner.left + value_labels_width(values),
            top: frame.inner.top + above,
            right: frame.inner.right,
            bottom: frame.inner.bottom - below,
        };
        let labels = PlacedLabels::new(
            labels,
            |value| area.bottom - values.share(value) * area.height(),
            reach(&area),
        );
        area.right -= labels.width();
        Self { frame, area, labels }
    }
}
