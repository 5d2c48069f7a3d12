//! What every chart has around its data: title, measure, source, and axes.

use super::canvas::{Anchor, Canvas, Rect, Stroke, picture};
use super::month_axis::MonthAxis;
use super::sheet::Sheet;
use super::text::{CAP_HEIGHT, TextBlock, Weight};
use super::theme::{Colour, GRID, INK, LABEL, MARGIN, NOTE, SMALLEST_TITLE, SUBTITLE, TITLE_INK, TITLE_SIZE};
use super::value_axis::ValueAxis;
use super::{ChartError, Texts};
use model::calendar::Month;

/// Texts above and below a chart, placed; and the room between them.
pub(super) struct Frame {
    /// Height of the whole picture.
    height: f64,
    sheet: Sheet,
    /// Room for axes, data and labels.
    pub inner: Rect,
    blocks: Vec<(f64, TextBlock, Colour)>,
}

/// An area with a value axis and a month axis.
pub(super) struct Plot<'a> {
    /// Where data are drawn.
    pub area: Rect,
    /// The vertical axis.
    pub values: &'a ValueAxis,
    /// The horizontal axis.
    pub months: &'a MonthAxis,
}

/// An area with a value axis alone.
#[derive(Clone, Copy)]
pub(super) struct PlotScale<'a> {
    /// Where data are drawn.
    pub area: Rect,
    /// The vertical axis.
    pub values: &'a ValueAxis,
}

/// Room below a plot for the labels of its month axis.
pub(super) const MONTH_LABELS_HEIGHT: f64 = 32.0;

/// Pixels between an axis and its labels.
const TICK: f64 = 5.0;

/// Least pixels from one month label to the next.
const MONTH_GAP: f64 = 16.0;

const AXIS: Stroke = Stroke { colour: INK, width: 1.0 };
const GRIDLINE: Stroke = Stroke { colour: GRID, width: 1.0 };

impl Frame {
    /// Places the texts; the picture grows if less than `least_inner` pixels
    /// in height would be left between them.
    pub(super) fn new(sheet: Sheet, texts: &Texts, least_inner: f64) -> Self {
        Self::of_height(sheet, sheet.height, texts, least_inner)
    }

    /// Places the texts so that `inner` pixels in height are left between them, or more if the sheet has more.
    pub(super) fn around(sheet: Sheet, texts: &Texts, inner: f64) -> Self {
        let least = if sheet.is_fixed { sheet.height } else { 0.0 };
        Self::of_height(sheet, least, texts, inner)
    }

    fn of_height(sheet: Sheet, least: f64, texts: &Texts, least_inner: f64) -> Self {
        let width = sheet.width - 2.0 * MARGIN;
        let title = TextBlock::headline(&texts.title, Weight::Bold, (TITLE_SIZE, SMALLEST_TITLE), width);
        let subtitle = TextBlock::wrapped(&texts.subtitle, SUBTITLE, width);
        let notes: Vec<TextBlock> =
            texts.notes.iter().map(|note| TextBlock::wrapped(note, NOTE, width)).collect();

        let subtitle_top = MARGIN + title.height() + 2.0;
        let inner_top = subtitle_top + subtitle.height() + 10.0;
        let notes_height = notes.iter().map(TextBlock::height).sum::<f64>();
        let footer = 10.0 + notes_height + 0.6 * MARGIN;
        let height = least.max((inner_top + least_inner + footer).ceil());
        let inner =
            Rect { left: MARGIN, top: inner_top, right: sheet.width - MARGIN, bottom: height - footer };

        let mut blocks = vec![(MARGIN, title, TITLE_INK), (subtitle_top, subtitle, INK)];
        let mut top = inner.bottom + 10.0;
        for note in notes {
            let note_height = note.height();
            blocks.push((top, note, INK));
            top += note_height;
        }
        Self { height, sheet, inner, blocks }
    }

    /// Draws the texts and what is between them; nothing if that needs more height than the sheet has.
    pub(super) fn picture(
        &self,
        texts: &Texts,
        paint: impl FnOnce(&mut Canvas) -> Result<(), ChartError>,
    ) -> Result<Option<String>, ChartError> {
        if !self.sheet.holds(self.height) {
            return Ok(None);
        }
        let svg = picture((self.sheet.width, self.height), texts, |canvas| {
            self.draw(canvas)?;
            paint(canvas)
        });
        svg.map(Some)
    }

    /// Draws the texts.
    fn draw(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        self.blocks.iter().try_for_each(|(top, block, colour)| canvas.block(block, (MARGIN, *top), *colour))
    }
}

impl PlotScale<'_> {
    /// Pixels from the top of the picture to a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.area.bottom - self.values.share(value) * self.area.height()
    }

    /// Gridlines and labels of the value axis; drawn before the data.
    pub(super) fn draw_grid(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        self.draw_gridlines(canvas)?;
        for (value, label) in self.values.ticks() {
            let y = self.y(value);
            let place = (self.area.left - TICK - 3.0, y + CAP_HEIGHT * LABEL.size / 2.0);
            canvas.text(&label, (place, Anchor::End), LABEL, INK)?;
        }
        Ok(())
    }

    /// Gridlines without labels.
    pub(super) fn draw_gridlines(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        let Rect { left, right, .. } = self.area;
        let heights = self.values.ticks().into_iter().map(|(value, _)| self.y(value));
        heights.into_iter().try_for_each(|y| canvas.line(&[(left, y), (right, y)], GRIDLINE))
    }

    /// The lines of both axes and of zero; drawn after the data.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        let Rect { left, top, right, bottom } = self.area;
        canvas.line(&[(left, top), (left, bottom), (right, bottom)], AXIS)?;
        if self.values.crosses_zero() {
            let zero = self.y(0.0);
            canvas.line(&[(left, zero), (right, zero)], AXIS)?;
        }
        Ok(())
    }
}

impl<'a> Plot<'a> {
    /// Pixels from the left of the picture to a month.
    pub(super) fn x(&self, month: Month) -> f64 {
        self.area.left + self.months.share(month) * self.area.width()
    }

    /// Pixels from the top of the picture to a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.scale().y(value)
    }

    /// The plot without its months.
    pub(super) fn scale(&self) -> PlotScale<'a> {
        PlotScale { area: self.area, values: self.values }
    }

    /// Gridlines and labels of the value axis; drawn before the data.
    pub(super) fn draw_grid(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        self.scale().draw_grid(canvas)
    }

    /// Axes, and ticks and labels of the month axis; drawn after the data.
    pub(super) fn draw_axes(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        self.scale().draw_lines(canvas)?;
        let Rect { left, bottom, .. } = self.area;
        for tick in self.months.ticks(self.area.width(), LABEL, MONTH_GAP) {
            let x = left + tick.share * self.area.width();
            let length = if tick.label.is_some() { TICK } else { 0.6 * TICK };
            canvas.line(&[(x, bottom), (x, bottom + length)], AXIS)?;
            if let Some(label) = tick.label {
                let baseline = bottom + TICK + 7.0 + CAP_HEIGHT * LABEL.size;
                canvas.text(&label, ((x, baseline), Anchor::Middle), LABEL, INK)?;
            }
        }
        Ok(())
    }
}

/// Room left of a plot for the labels of its value axis.
pub(super) fn value_labels_width(values: &ValueAxis) -> f64 {
    let widths = values.ticks().into_iter().map(|(_, label)| LABEL.width(&label));
    // The first month label lies half to the left of the axis.
    widths.fold(20.0, f64::max) + TICK + 3.0
}
