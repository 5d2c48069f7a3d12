//! The bars of a waterfall: names at the left, so that long ones fit; bars,
//! signed values and the range of the total at the right.

use super::ChartError;
use super::canvas::{Anchor, Canvas, Point, Rect, Stroke};
use super::sheet::Sheet;
use super::text::{CAP_HEIGHT, Font, TextBlock};
use super::theme::{
    BACKGROUND, BAND_EDGE, GRID, INK, INNER_BAND, LABEL, MARGIN, MEDIAN, QUIET, STRONG_LABEL, TITLE_INK,
};
use super::value_axis::ValueAxis;
use super::zero_line::{ZERO_STROKE, ZeroLine};

/// One bar.
pub(super) struct Bar<'a> {
    /// What stands at its left.
    pub name: &'a str,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The range of the total; nothing for a driver.
    pub range: Option<Range>,
}

/// The 10th and 90th percentile of the total.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub low: f64,
    pub high: f64,
    /// What the last digit counts for, if it is not that of the steps.
    pub step: Option<f64>,
}

/// All bars with what is written beside them.
pub(super) struct Bars<'a> {
    values: &'a ValueAxis,
    rows: Vec<Row<'a>>,
    /// Left and right end of the value axis in pixels.
    ends: (f64, f64),
    /// Words at the left and right of zero, above the bars.
    words: (TextBlock, TextBlock),
    /// Height that each row has beyond what it needs.
    spread: f64,
}

/// A bar with its texts.
struct Row<'a> {
    bar: Bar<'a>,
    name: TextBlock,
    /// The range in words, below the name of the total.
    range: TextBlock,
    label: String,
}

/// Room below the bars for the labels of the value axis.
pub(super) const AXIS_HEIGHT: f64 = 32.0;

/// The widest name; longer ones are wrapped.
const NAME_WIDTH: f64 = 236.0;

/// Thickness of a bar.
const THICKNESS: f64 = 18.0;

/// The least height of a row, and free space around its texts.
const ROW: (f64, f64) = (30.0, 11.0);

/// Rows further apart would not be seen together.
const WIDEST_SPREAD: f64 = 22.0;

/// Length of the point of a bar.
const POINT: f64 = 7.0;

/// Pixels between a bar and its label.
const LABEL_GAP: f64 = 7.0;

/// Room for words at the right of zero, wherever zero lies.
const LEAST_RIGHT: f64 = 96.0;

impl<'a> Bars<'a> {
    /// Wraps all texts and finds the room for the value axis between them.
    pub(super) fn new(values: &'a ValueAxis, bars: Vec<Bar<'a>>, zero: &ZeroLine, sheet: Sheet) -> Self {
        let rows: Vec<Row> = bars.into_iter().map(|bar| Row::new(values, bar)).collect();
        let names = rows.iter().map(|row| row.name.width().max(row.range.width())).fold(0.0, f64::max);
        let labels = LABEL_GAP + rows.iter().map(Row::label_width).fold(0.0, f64::max);
        let is_left_free = rows.iter().all(|row| !row.is_to_the_left() && row.bar.from >= 0.0);
        let left = if is_left_free { 0.0 } else { labels };
        let ends = (MARGIN + names + 14.0 + left, sheet.width - MARGIN - labels.max(LEAST_RIGHT));

        let zero_x = ends.0 + values.share(0.0) * (ends.1 - ends.0);
        let below = TextBlock::wrapped(&format!("\u{2190} {}", zero.below), LABEL, zero_x - 8.0 - MARGIN);
        let above = TextBlock::wrapped(
            &format!("{} \u{2192}", zero.above),
            LABEL,
            sheet.width - MARGIN - zero_x - 8.0,
        );
        Self { values, rows, ends, words: (below, above), spread: 0.0 }
    }

    /// Room above the bars for the words around zero.
    pub(super) fn words_height(&self) -> f64 {
        self.words.0.height().max(self.words.1.height()) + 6.0
    }

    /// The height of all rows.
    pub(super) fn height(&self) -> f64 {
        self.rows.iter().map(|row| self.row_height(row)).sum()
    }

    /// The same bars in more room, if there is any.
    pub(super) fn filling(self, spare: f64) -> Self {
        let spread = (spare / self.rows.len() as f64).clamp(0.0, WIDEST_SPREAD);
        Self { spread, ..self }
    }

    fn row_height(&self, row: &Row) -> f64 {
        row.height() + self.spread
    }

    /// Draws everything, with the first row at the top of the area.
    pub(super) fn draw(&self, canvas: &mut Canvas, area: &Rect) -> Result<(), ChartError> {
        let foot = area.top + self.height();
        self.draw_grid(canvas, area.top, foot)?;
        self.draw_words(canvas, area.top)?;
        let mut top = area.top;
        for (index, row) in self.rows.iter().enumerate() {
            let middle = top + self.row_height(row) / 2.0;
            if row.bar.range.is_some() {
                canvas.line(&[(area.left, top), (area.right, top)], Stroke { colour: QUIET, width: 1.0 })?;
            }
            self.draw_bar(canvas, row, middle)?;
            if let Some(next) = self.rows.get(index + 1) {
                let next_middle = top + self.row_height(row) + self.row_height(next) / 2.0;
                let x = self.x(row.bar.to);
                let ends = [(x, middle + THICKNESS / 2.0), (x, next_middle - THICKNESS / 2.0)];
                canvas.line(&ends, Stroke { colour: QUIET, width: 1.0 })?;
            }
            row.draw_name(canvas, middle)?;
            self.draw_label(canvas, row, middle)?;
            top += self.row_height(row);
        }
        Ok(())
    }

    fn x(&self, value: f64) -> f64 {
        self.ends.0 + self.values.share(value) * (self.ends.1 - self.ends.0)
    }

    /// Lines and labels of the values, as many labels as have room.
    fn draw_grid(&self, canvas: &mut Canvas, top: f64, foot: f64) -> Result<(), ChartError> {
        let ticks = self.values.ticks();
        let widest = ticks.iter().map(|(_, label)| LABEL.width(label)).fold(0.0, f64::max);
        let room = (self.ends.1 - self.ends.0) / (ticks.len() as f64 - 1.0).max(1.0);
        let step = ((widest + 12.0) / room).ceil().max(1.0) as usize;
        // Zero is always named.
        let zero = ticks.iter().position(|(value, _)| *value == 0.0).unwrap_or(0);
        for (index, (value, label)) in ticks.iter().enumerate() {
            let x = self.x(*value);
            canvas.line(&[(x, top), (x, foot + 4.0)], Stroke { colour: GRID, width: 1.0 })?;
            if index.abs_diff(zero).is_multiple_of(step) {
                let place = (x, foot + 12.0 + CAP_HEIGHT * LABEL.size);
                canvas.text(label, (place, Anchor::Middle), LABEL, INK)?;
            }
        }
        canvas.line(&[(self.ends.0, foot), (self.ends.1, foot)], Stroke { colour: INK, width: 1.0 })
    }

    /// The line at zero and the words on both sides of it.
    fn draw_words(&self, canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
        let x = self.x(0.0);
        let words_top = top - self.words_height();
        canvas.line(&[(x, words_top), (x, top + self.height())], ZERO_STROKE)?;
        let (below, above) = &self.words;
        canvas.block(above, (x + 8.0, words_top), INK)?;
        let mut baseline = words_top + CAP_HEIGHT * LABEL.size;
        for line in &below.lines {
            canvas.text(line, ((x - 8.0, baseline), Anchor::End), LABEL, INK)?;
            baseline += LABEL.line_height();
        }
        Ok(())
    }

    fn draw_bar(&self, canvas: &mut Canvas, row: &Row, middle: f64) -> Result<(), ChartError> {
        let (from, to) = (self.x(row.bar.from), self.x(row.bar.to));
        if let Some(range) = row.bar.range {
            draw_total(canvas, (from, to), middle)?;
            return draw_whisker(canvas, (self.x(range.low), self.x(range.high)), middle);
        }
        if to >= from { draw_gain(canvas, (from, to), middle) } else { draw_loss(canvas, (from, to), middle) }
    }

    /// The signed value beyond the end of a bar, on the side to which it points;
    /// at its other end where the line at zero would be in the way.
    fn draw_label(&self, canvas: &mut Canvas, row: &Row, middle: f64) -> Result<(), ChartError> {
        let Bar { from, to, range, .. } = row.bar;
        let reach = range.map_or([from, to], |range| [range.low, range.high]);
        let ends = || reach.into_iter().chain([from, to]).map(|value| self.x(value));
        let left = ends().fold(f64::INFINITY, f64::min) - LABEL_GAP;
        let right = ends().fold(f64::NEG_INFINITY, f64::max) + LABEL_GAP;

        let (font, width) = (row.label_font(), row.label_width());
        let zero = self.x(0.0);
        let is_at_the_left = if row.is_to_the_left() {
            !(left - width..=left).contains(&zero)
        } else {
            (right..=right + width).contains(&zero)
        };
        let (start, place, anchor) =
            if is_at_the_left { (left - width, left, Anchor::End) } else { (right, right, Anchor::Start) };
        let half = CAP_HEIGHT * font.size / 2.0;
        // Gridlines would run through the figures.
        let (from, to) = (start - 2.0, start + width + 2.0);
        let behind = [(from, middle - 9.0), (to, middle - 9.0), (to, middle + 9.0), (from, middle + 9.0)];
        canvas.area(&behind, BACKGROUND)?;
        let colour = if range.is_some() { TITLE_INK } else { INK };
        canvas.text(&row.label, ((place, middle + half), anchor), font, colour)
    }
}

impl<'a> Row<'a> {
    fn new(values: &ValueAxis, bar: Bar<'a>) -> Self {
        let writer = values.writer();
        let writer = bar.range.and_then(|range| range.step).map_or(writer, |step| writer.to(step));
        let label = writer.signed(bar.to - bar.from);
        let font = if bar.range.is_some() { STRONG_LABEL } else { LABEL };
        let range = bar.range.map_or_else(String::new, |range| {
            format!("eight times in ten: {} to {}", writer.signed(range.low), writer.signed(range.high))
        });
        let name = TextBlock::wrapped(bar.name, font, NAME_WIDTH);
        Self { bar, name, range: TextBlock::wrapped(&range, LABEL, NAME_WIDTH), label }
    }

    fn height(&self) -> f64 {
        ROW.0.max(self.name.height() + self.range.height() + ROW.1)
    }

    fn label_font(&self) -> Font {
        if self.bar.range.is_some() { STRONG_LABEL } else { LABEL }
    }

    fn label_width(&self) -> f64 {
        self.label_font().width(&self.label)
    }

    fn is_to_the_left(&self) -> bool {
        self.bar.to < self.bar.from
    }

    fn draw_name(&self, canvas: &mut Canvas, middle: f64) -> Result<(), ChartError> {
        let last = if self.range.lines.is_empty() { self.name.font } else { LABEL };
        let lines = self.name.height() + self.range.height();
        let below_last = last.line_height() - CAP_HEIGHT * last.size;
        let top = middle - (lines - below_last) / 2.0;
        let colour = if self.bar.range.is_some() { TITLE_INK } else { INK };
        canvas.block(&self.name, (MARGIN, top), colour)?;
        canvas.block(&self.range, (MARGIN, top + self.name.height()), INK)
    }
}

/// The outline of a bar with a point at its end.
fn pointed((from, to): (f64, f64), middle: f64) -> [Point; 6] {
    let (top, foot) = (middle - THICKNESS / 2.0, middle + THICKNESS / 2.0);
    let neck = neck(from, to);
    [(from, top), (neck, top), (to, middle), (neck, foot), (from, foot), (from, top)]
}

/// Where the point of a bar begins.
fn neck(from: f64, to: f64) -> f64 {
    to - POINT.min((to - from).abs()).copysign(to - from)
}

/// What adds: solid.
fn draw_gain(canvas: &mut Canvas, ends: (f64, f64), middle: f64) -> Result<(), ChartError> {
    let outline = pointed(ends, middle);
    canvas.area(&outline, MEDIAN)?;
    // A bar too thin for an area is still to be seen.
    canvas.line(&outline, Stroke { colour: MEDIAN, width: 1.2 })
}

/// What takes away: hatched.
fn draw_loss(canvas: &mut Canvas, ends: (f64, f64), middle: f64) -> Result<(), ChartError> {
    let outline = pointed(ends, middle);
    canvas.area(&outline, BACKGROUND)?;
    let (left, right) = (neck(ends.0, ends.1), ends.0);
    let foot = middle + THICKNESS / 2.0;
    let mut start = left - THICKNESS + 2.5;
    while start < right {
        // A line that rises by one pixel for each to the right, cut at the ends.
        let (low, high) = (start.max(left), (start + THICKNESS).min(right));
        let line = [(low, foot - (low - start)), (high, foot - (high - start))];
        canvas.line(&line, Stroke { colour: BAND_EDGE, width: 1.4 })?;
        start += 5.0;
    }
    canvas.line(&outline, Stroke { colour: BAND_EDGE, width: 1.4 })
}

fn draw_total(canvas: &mut Canvas, (from, to): (f64, f64), middle: f64) -> Result<(), ChartError> {
    let (top, foot) = (middle - THICKNESS / 2.0, middle + THICKNESS / 2.0);
    let corners = [(from, top), (to, top), (to, foot), (from, foot), (from, top)];
    canvas.area(&corners, INNER_BAND)?;
    canvas.line(&corners, Stroke { colour: BAND_EDGE, width: 1.4 })
}

/// The range of the total across its bar.
fn draw_whisker(canvas: &mut Canvas, (low, high): (f64, f64), middle: f64) -> Result<(), ChartError> {
    let stroke = Stroke { colour: TITLE_INK, width: 2.0 };
    canvas.line(&[(low, middle), (high, middle)], stroke)?;
    for x in [low, high] {
        canvas.line(&[(x, middle - 5.5), (x, middle + 5.5)], stroke)?;
    }
    Ok(())
}
