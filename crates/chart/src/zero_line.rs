//! The strong line at zero of a chart of differences, with words on both sides.

use super::ChartError;
use super::canvas::{Canvas, Rect, Stroke};
use super::frame::PlotScale;
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{INK, LABEL, TITLE_INK};

/// What it means to lie on either side of zero, in charts of differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZeroLine {
    /// Above zero, such as `more than baseline`.
    pub above: String,
    /// Below zero, such as `less than baseline`.
    pub below: String,
}

/// The words, wrapped, at the top and the foot of a plot, beyond its data.
pub(super) struct ZeroWords {
    above: TextBlock,
    below: TextBlock,
}

/// How the line at zero is drawn.
pub(super) const ZERO_STROKE: Stroke = Stroke { colour: TITLE_INK, width: 2.0 };

impl ZeroWords {
    /// Wraps the words to a width; arrows say the same without words.
    pub(super) fn new(zero: &ZeroLine, width: f64) -> Self {
        let above = TextBlock::wrapped(&format!("\u{2191} {}", zero.above), LABEL, width);
        let below = TextBlock::wrapped(&format!("\u{2193} {}", zero.below), LABEL, width);
        Self { above, below }
    }

    /// Room that the words need both at the top and at the foot of a plot.
    pub(super) fn height(&self) -> f64 {
        self.above.height().max(self.below.height()) + 6.0
    }

    /// Draws the words and the line between them.
    pub(super) fn draw(&self, canvas: &mut Canvas, scale: PlotScale) -> Result<(), ChartError> {
        let Rect { left, top, right, bottom } = scale.area;
        let zero = scale.y(0.0);
        canvas.line(&[(left, zero), (right, zero)], ZERO_STROKE)?;
        canvas.block(&self.above, (left + 6.0, top + 4.0), INK)?;
        let last_line = LABEL.line_height() - CAP_HEIGHT * LABEL.size;
        canvas.block(&self.below, (left + 6.0, bottom - 6.0 - self.below.height() + last_line), INK)
    }
}
