//! Small panels of one size in rows, all on one scale: probabilities across, a
//! name above each.

use super::ChartError;
use super::canvas::{Anchor, Canvas, Rect, Stroke};
use super::frame::{PlotScale, value_labels_width};
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{INK, LABEL, MARGIN, STRONG_LABEL, TITLE_INK, WIDTH};
use super::value_axis::ValueAxis;

/// Panels side by side, at most.
const COLUMNS: usize = 4;

/// Free space between two panels side by side, with room for half of a label of
/// each, and between two rows.
const GAP: (f64, f64) = (34.0, 12.0);

/// Height of a plot.
const PLOT_HEIGHT: f64 = 118.0;

/// The widest plot: one alone would not be seen as a panel.
const WIDEST_PLOT: f64 = 220.0;

/// Room below a plot for the labels of its probabilities.
const LABELS_HEIGHT: f64 = 22.0;

/// Pixels from the foot of a name to the top of its plot.
const BELOW_NAME: f64 = 4.0;

/// The probabilities that are named across.
const NAMED: [(f64, &str); 3] = [(0.0, "0%"), (0.5, "50%"), (1.0, "100%")];

/// The panels before they are placed.
pub(super) struct Multiples<'a> {
    values: &'a ValueAxis,
    columns: usize,
    plot_width: f64,
    names: Vec<TextBlock>,
}

/// A panel in its place.
pub(super) struct PanelPlace<'a> {
    /// Where its data are drawn.
    pub scale: PlotScale<'a>,
    name: &'a TextBlock,
    name_top: f64,
    is_first_of_row: bool,
}

impl<'a> Multiples<'a> {
    /// Panels with these names and one vertical axis.
    pub(super) fn new<'n>(names: impl ExactSizeIterator<Item = &'n str>, values: &'a ValueAxis) -> Self {
        let columns = names.len().clamp(1, COLUMNS);
        let free = WIDTH - 2.0 * MARGIN - value_labels_width(values) - (columns as f64 - 1.0) * GAP.0;
        // Half of the last label lies beside the last plot.
        let plot_width = ((free - LABEL.width("100%") / 2.0) / columns as f64).min(WIDEST_PLOT);
        let names = names.map(|name| TextBlock::wrapped(name, STRONG_LABEL, plot_width)).collect();
        Self { values, columns, plot_width, names }
    }

    /// Room that all rows need.
    pub(super) fn height(&self) -> f64 {
        let rows = self.names.chunks(self.columns);
        let gaps = (rows.len() as f64 - 1.0) * GAP.1;
        rows.map(|row| names_height(row) + PLOT_HEIGHT + LABELS_HEIGHT).sum::<f64>() + gaps
    }

    /// The panels in their places, row by row.
    pub(super) fn places(&self, inner: &Rect) -> Vec<PanelPlace<'_>> {
        let first_left = inner.left + value_labels_width(self.values);
        let mut places = Vec::new();
        let mut top = inner.top;
        for row in self.names.chunks(self.columns) {
            let plot_top = top + names_height(row);
            for (column, name) in row.iter().enumerate() {
                let left = first_left + column as f64 * (self.plot_width + GAP.0);
                let (right, bottom) = (left + self.plot_width, plot_top + PLOT_HEIGHT);
                places.push(PanelPlace {
                    scale: PlotScale {
                        area: Rect { left, top: plot_top, right, bottom },
                        values: self.values,
                    },
                    name,
                    // A short name stands by its plot, beside longer ones too.
                    name_top: plot_top - BELOW_NAME - name.height(),
                    is_first_of_row: column == 0,
                });
            }
            top = plot_top + PLOT_HEIGHT + LABELS_HEIGHT + GAP.1;
        }
        places
    }
}

/// Room for the names of a row.
fn names_height(row: &[TextBlock]) -> f64 {
    row.iter().map(TextBlock::height).fold(0.0, f64::max) + BELOW_NAME
}

impl PanelPlace<'_> {
    /// Pixels from the left of the picture to a probability.
    pub(super) fn x(&self, probability: f64) -> f64 {
        self.scale.area.left + probability * self.scale.area.width()
    }

    /// Pixels from the left and the top to a probability and a value.
    pub(super) fn point(&self, (probability, value): (f64, f64)) -> (f64, f64) {
        (self.x(probability), self.scale.y(value))
    }

    /// The name and the gridlines; drawn before the data.
    pub(super) fn draw_behind(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        canvas.block(self.name, (self.scale.area.left, self.name_top), TITLE_INK)?;
        if self.is_first_of_row { self.scale.draw_grid(canvas) } else { self.scale.draw_gridlines(canvas) }
    }

    /// The axes and the labels of the probabilities; drawn after the data.
    pub(super) fn draw_axes(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        self.scale.draw_lines(canvas)?;
        let bottom = self.scale.area.bottom;
        for (probability, label) in NAMED {
            let x = self.x(probability);
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], Stroke { colour: INK, width: 1.0 })?;
            let baseline = bottom + 8.0 + CAP_HEIGHT * LABEL.size;
            canvas.text(label, ((x, baseline), Anchor::Middle), LABEL, INK)?;
        }
        Ok(())
    }
}
