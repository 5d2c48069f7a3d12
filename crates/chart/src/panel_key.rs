//! What the shapes of fans mean, in the place of a panel that is not there.

use super::ChartError;
use super::canvas::{Canvas, Rect, Stroke};
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{BAND_EDGE, Colour, INK, INNER_BAND, LABEL, MEDIAN, OUTER_BAND, STRONG_LABEL, TITLE_INK};

/// Width and height of a sample, and the space after it.
const SAMPLE: (f64, f64, f64) = (26.0, 16.0, 9.0);

/// Space between two samples.
const GAP: f64 = 9.0;

/// Draws samples of median and bands with their meaning, from the top of a place.
pub(super) fn draw_key(canvas: &mut Canvas, place: &Rect) -> Result<(), ChartError> {
    let heading = TextBlock::wrapped("How to read the charts", STRONG_LABEL, place.width());
    canvas.block(&heading, (place.left, place.top), TITLE_INK)?;
    let mut top = place.top + heading.height() + GAP;
    for (sample, meaning) in [
        (None, "Median: half of the trials lie above it, half below"),
        (Some(INNER_BAND), "Half of the trials"),
        (Some(OUTER_BAND), "Eight times in ten, together with the dark band"),
    ] {
        let left = place.left + SAMPLE.0 + SAMPLE.2;
        let meaning = TextBlock::wrapped(meaning, LABEL, place.right - left);
        draw_sample(canvas, sample, (place.left, top))?;
        canvas.block(&meaning, (left, top + (SAMPLE.1 - CAP_HEIGHT * LABEL.size) / 2.0), INK)?;
        top += meaning.height().max(SAMPLE.1) + GAP;
    }
    Ok(())
}

/// A piece of a band, or of the median where there is none.
fn draw_sample(canvas: &mut Canvas, band: Option<Colour>, (left, top): (f64, f64)) -> Result<(), ChartError> {
    let (right, foot) = (left + SAMPLE.0, top + SAMPLE.1);
    let Some(band) = band else {
        let middle = top + SAMPLE.1 / 2.0;
        return canvas.line(&[(left, middle), (right, middle)], Stroke { colour: MEDIAN, width: 2.6 });
    };
    canvas.area(&[(left, top), (right, top), (right, foot), (left, foot)], band)?;
    let edge = Stroke { colour: BAND_EDGE, width: 1.0 };
    canvas.line(&[(left, top), (right, top)], edge)?;
    canvas.line(&[(left, foot), (right, foot)], edge)
}
