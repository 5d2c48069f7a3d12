//! A value axis that runs across: gridlines, and as many labels below as have room.

use super::ChartError;
use super::canvas::{Anchor, Canvas, Stroke};
use super::text::CAP_HEIGHT;
use super::theme::{GRID, INK, LABEL};
use super::value_axis::ValueAxis;

/// A value axis in its place across a picture.
#[derive(Clone, Copy)]
pub(super) struct Across<'a> {
    /// Its values and ticks.
    pub values: &'a ValueAxis,
    /// Where its lowest tick lies.
    pub left: f64,
    /// Where its highest tick lies.
    pub right: f64,
}

/// Room below a plot for one line of labels.
pub(super) const ACROSS_HEIGHT: f64 = 28.0;

/// Pixels from the axis to the top of its labels.
const ABOVE_LABELS: f64 = 11.0;

/// Length of a tick.
const TICK: f64 = 5.0;

/// Least pixels from one label to the next.
const GAP: f64 = 14.0;

/// How far a label may reach beyond the ends of the axis.
pub(super) fn overhang(values: &ValueAxis) -> f64 {
    widest_label(values) / 2.0
}

fn widest_label(values: &ValueAxis) -> f64 {
    values.ticks().iter().map(|(_, label)| LABEL.width(label)).fold(0.0, f64::max)
}

impl Across<'_> {
    /// Pixels from the left of the picture to a value.
    pub(super) fn x(&self, value: f64) -> f64 {
        self.left + self.values.share(value) * (self.right - self.left)
    }

    /// A gridline for every tick; drawn before the data.
    pub(super) fn draw_grid(&self, canvas: &mut Canvas, top: f64, foot: f64) -> Result<(), ChartError> {
        let places = self.values.ticks().into_iter().map(|(value, _)| self.x(value));
        let stroke = Stroke { colour: GRID, width: 1.0 };
        places.into_iter().try_for_each(|x| canvas.line(&[(x, top), (x, foot)], stroke))
    }

    /// The axis itself, with ticks and labels below; drawn after the data.
    pub(super) fn draw_axis(&self, canvas: &mut Canvas, foot: f64) -> Result<(), ChartError> {
        let stroke = Stroke { colour: INK, width: 1.0 };
        canvas.line(&[(self.left, foot), (self.right, foot)], stroke)?;
        let ticks = self.values.ticks();
        let room = (self.right - self.left) / (ticks.len() as f64 - 1.0).max(1.0);
        let step = ((widest_label(self.values) + GAP) / room).ceil().max(1.0) as usize;
        // Zero is named wherever it is.
        let zero = ticks.iter().position(|(value, _)| *value == 0.0).unwrap_or(0);
        for (index, (value, label)) in ticks.iter().enumerate() {
            let x = self.x(*value);
            canvas.line(&[(x, foot), (x, foot + TICK)], stroke)?;
            if index.abs_diff(zero).is_multiple_of(step) {
                let place = (x, foot + ABOVE_LABELS + CAP_HEIGHT * LABEL.size);
                canvas.text(label, (place, Anchor::Middle), LABEL, INK)?;
            }
        }
        Ok(())
    }
}
