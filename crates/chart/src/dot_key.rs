//! What the marks of a chart of dots mean, in a line above it.

use super::ChartError;
use super::canvas::{Anchor, Canvas};
use super::marks::{MARK_RADIUS, OptionStyle, option_styles};
use super::text::CAP_HEIGHT;
use super::theme::{LABEL, MARGIN, WIDTH};

/// Pixels from a mark to its words, and from there to the next mark.
const GAP: (f64, f64) = (10.0, 24.0);

/// Free space below the key.
const BELOW: f64 = 12.0;

/// Marks and their words in their places.
pub(super) struct Key<'a> {
    /// Line and left edge of each.
    places: Vec<(usize, f64, &'a str)>,
}

impl<'a> Key<'a> {
    /// One after the other, on as many lines as they need.
    pub(super) fn new(kinds: &'a [String]) -> Self {
        let (mut line, mut left) = (0, MARGIN);
        let mut places = Vec::new();
        for kind in kinds {
            let width = 2.0 * MARK_RADIUS + GAP.0 + LABEL.width(kind);
            if left > MARGIN && left + width > WIDTH - MARGIN {
                (line, left) = (line + 1, MARGIN);
            }
            places.push((line, left, kind.as_str()));
            left += width + GAP.1;
        }
        Self { places }
    }

    /// Room that it takes.
    pub(super) fn height(&self) -> f64 {
        let lines = self.places.last().map_or(0, |(line, ..)| line + 1);
        lines as f64 * LABEL.line_height() + BELOW
    }

    /// Draws it from the top downwards.
    pub(super) fn draw(&self, canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
        for ((line, left, kind), OptionStyle { mark, colour, .. }) in
            self.places.iter().zip(option_styles(true))
        {
            let baseline = top + CAP_HEIGHT * LABEL.size + *line as f64 * LABEL.line_height();
            let middle = (left + MARK_RADIUS, baseline - CAP_HEIGHT * LABEL.size / 2.0);
            canvas.mark(mark, middle, MARK_RADIUS, colour)?;
            let place = ((left + 2.0 * MARK_RADIUS + GAP.0, baseline), Anchor::Start);
            canvas.text(kind, place, LABEL, colour)?;
        }
        Ok(())
    }
}
