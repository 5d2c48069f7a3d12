//! The rows of a tornado: names at the left, so that long ones fit; bars with the
//! values of the inputs at their ends; shares at the right.

use super::ChartError;
use super::across::{Across, overhang};
use super::canvas::{Anchor, Canvas, Rect, Stroke};
use super::sheet::Sheet;
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{
    BACKGROUND, BAND_EDGE, GRID, INK, LABEL, MARGIN, MEDIAN, OUTER_BAND, STRONG_LABEL, TITLE_INK,
};
use super::tornado_chart::{TornadoChart, TornadoRow};
use super::value_axis::ValueAxis;

/// All rows with what is written beside them.
pub(super) struct Tornado<'a> {
    across: Across<'a>,
    /// The result in the middle and its name.
    middle: (f64, TextBlock),
    rows: Vec<Row>,
    /// The head of the shares.
    share_name: TextBlock,
    /// Where shares begin.
    share_left: f64,
    /// Height that each row has beyond what it needs.
    spread: f64,
}

/// An input with its texts.
struct Row {
    name: TextBlock,
    share: TextBlock,
    low: End,
    high: End,
    /// Whether both ends lie on one side of the middle: then each has a lane of its own.
    has_lanes: bool,
}

/// One end of a bar.
struct End {
    kind: Kind,
    /// The result there.
    value: f64,
    /// The value of the input.
    name: TextBlock,
    /// Whether the name stands at the left of the end.
    is_at_the_left: bool,
}

/// Which end of an input it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Low,
    High,
}

/// The share of the sheet's width to which names are wrapped.
const NAME_SHARE: f64 = 0.32;

/// Widths to which values of inputs, shares and the name of the middle are wrapped.
const WIDTHS: (f64, f64, f64) = (86.0, 100.0, 260.0);

/// Pixels from a name to the bars, from there to the shares, and from a bar to its value.
const GAPS: (f64, f64, f64) = (12.0, 16.0, 6.0);

/// Thickness of a bar, and of one in a lane.
const THICKNESS: (f64, f64) = (17.0, 11.0);

/// The least height of a row and of a lane, and free space around the texts of a row.
const ROW: (f64, f64, f64) = (29.0, 17.0, 10.0);

/// Rows further apart would not be seen together.
const WIDEST_SPREAD: f64 = 16.0;

/// Width and height of a sample in the key, the space after it, and after its meaning.
const SAMPLE: (f64, f64, f64, f64) = (26.0, 12.0, 8.0, 26.0);

/// Space below the key and below the heads.
const BELOW: (f64, f64) = (12.0, 8.0);

impl<'a> Tornado<'a> {
    /// Wraps all texts and finds the room for the value axis between them.
    pub(super) fn new(chart: &TornadoChart, values: &'a ValueAxis, sheet: Sheet) -> Self {
        let rows: Vec<Row> =
            chart.rows.iter().map(|row| Row::new(row, chart.middle.0, NAME_SHARE * sheet.width)).collect();
        let share_name = TextBlock::wrapped(&chart.share_name, STRONG_LABEL, WIDTHS.1);
        let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
        let names = widest(&mut rows.iter().map(|row| row.name.width()));
        let shares = widest(&mut rows.iter().map(|row| row.share.width()).chain([share_name.width()]));
        let share_left = sheet.width - MARGIN - shares;
        let room = (MARGIN + names + GAPS.0, share_left - GAPS.1);
        let across = across(values, &rows, room, sheet);
        let middle = TextBlock::wrapped(&chart.middle.1, STRONG_LABEL, WIDTHS.2);
        Self { across, middle: (chart.middle.0, middle), rows, share_name, share_left, spread: 0.0 }
    }

    /// Room above the bars for the key, the name of the middle and the head of the shares.
    pub(super) fn head_height(&self) -> f64 {
        Self::key_height() + self.middle.1.height().max(self.share_name.height()) + BELOW.1
    }

    fn key_height() -> f64 {
        LABEL.line_height() + BELOW.0
    }

    /// The height of all rows.
    pub(super) fn height(&self) -> f64 {
        self.rows.iter().map(|row| self.row_height(row)).sum()
    }

    fn row_height(&self, row: &Row) -> f64 {
        row.height() + self.spread
    }

    /// The same rows in more room, if there is any.
    pub(super) fn filling(self, spare: f64) -> Self {
        let spread = (spare / self.rows.len() as f64).clamp(0.0, WIDEST_SPREAD);
        Self { spread, ..self }
    }

    /// Draws everything, with the first row at the top of the area.
    pub(super) fn draw(&self, canvas: &mut Canvas, area: &Rect) -> Result<(), ChartError> {
        let foot = area.top + self.height();
        draw_key(canvas, area.top - self.head_height())?;
        self.draw_heads(canvas, area.top)?;
        self.across.draw_grid(canvas, area.top, foot)?;
        let mut top = area.top;
        for row in &self.rows {
            if top > area.top {
                canvas.line(&[(area.left, top), (area.right, top)], Stroke { colour: GRID, width: 1.0 })?;
            }
            self.draw_row(canvas, row, top + self.row_height(row) / 2.0)?;
            top += self.row_height(row);
        }
        self.across.draw_axis(canvas, foot)?;
        let x = self.across.x(self.middle.0);
        canvas.line(&[(x, area.top - 4.0), (x, foot)], Stroke { colour: TITLE_INK, width: 2.0 })
    }

    /// The name of the middle above its line, and the head of the shares.
    fn draw_heads(&self, canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
        let (value, name) = &self.middle;
        let half = name.width() / 2.0;
        let x = self.across.x(*value).min(self.share_left - GAPS.1 - half).max(MARGIN + half);
        canvas.centred(name, (x, top - BELOW.1 - name.height()), TITLE_INK)?;
        let head = (self.share_left, top - BELOW.1 - self.share_name.height());
        canvas.block(&self.share_name, head, TITLE_INK)
    }

    fn draw_row(&self, canvas: &mut Canvas, row: &Row, middle: f64) -> Result<(), ChartError> {
        canvas.block(&row.name, (MARGIN, middle - ink_height(&row.name) / 2.0), INK)?;
        canvas.block(&row.share, (self.share_left, middle - ink_height(&row.share) / 2.0), INK)?;
        let (upper, lower) = row.lanes();
        let places =
            if row.has_lanes { (middle - lower / 2.0, middle + upper / 2.0) } else { (middle, middle) };
        let thickness = if row.has_lanes { THICKNESS.1 } else { THICKNESS.0 };
        for (end, middle) in [(&row.low, places.0), (&row.high, places.1)] {
            let bar = (self.across.x(self.middle.0), self.across.x(end.value));
            self.draw_name(canvas, end, middle)?;
            draw_bar(canvas, end.kind, bar, (middle, thickness))?;
        }
        Ok(())
    }

    /// The value of the input beyond the end of its bar.
    fn draw_name(&self, canvas: &mut Canvas, end: &End, middle: f64) -> Result<(), ChartError> {
        let (width, height) = (end.name.width(), ink_height(&end.name));
        if end.name.lines.is_empty() {
            return Ok(());
        }
        let x = self.across.x(end.value);
        let (x, left, anchor) = if end.is_at_the_left {
            (x - GAPS.2, x - GAPS.2 - width, Anchor::End)
        } else {
            (x + GAPS.2, x + GAPS.2, Anchor::Start)
        };
        // Gridlines would run through the figures.
        let (left, right) = (left - 2.0, left + width + 2.0);
        let (top, foot) = (middle - height / 2.0 - 2.0, middle + height / 2.0 + 2.0);
        canvas.area(&[(left, top), (right, top), (right, foot), (left, foot)], BACKGROUND)?;
        canvas.lines(&end.name, (x, middle - height / 2.0), anchor, INK)
    }
}

impl Row {
    fn new(row: &TornadoRow, middle: f64, name_width: f64) -> Self {
        let TornadoRow { name, low, high, low_name, high_name, share } = row;
        let has_lanes = *low < middle && *high < middle || *low > middle && *high > middle;
        // Where an end is the middle itself, its name stands away from the other end.
        let is_low_left = *low < middle || *low <= middle && *high >= middle;
        let is_high_left = *high < middle || *high <= middle && *low > middle;
        let end = |kind, value: f64, name: &str, is_at_the_left| {
            let name = TextBlock::wrapped(name, LABEL, WIDTHS.0);
            End { kind, value, name, is_at_the_left }
        };
        Self {
            // On lines of like length, so that no word is left alone.
            name: TextBlock::headline(name, LABEL.weight, (LABEL.size, LABEL.size), name_width),
            share: TextBlock::wrapped(share, LABEL, WIDTHS.1),
            low: end(Kind::Low, *low, low_name, is_low_left),
            high: end(Kind::High, *high, high_name, is_high_left),
            has_lanes,
        }
    }

    /// The heights of the lanes of its ends.
    fn lanes(&self) -> (f64, f64) {
        let height = |end: &End| ROW.1.max(end.name.height() + 1.0);
        (height(&self.low), height(&self.high))
    }

    fn height(&self) -> f64 {
        let (upper, lower) = self.lanes();
        let bars = if self.has_lanes { upper + lower } else { upper.max(lower) };
        ROW.0.max(bars + ROW.2).max(self.name.height().max(self.share.height()) + ROW.2)
    }
}

/// The value axis, as wide as the values of the inputs beside the bars leave it.
fn across<'a>(values: &'a ValueAxis, rows: &[Row], (left, right): (f64, f64), sheet: Sheet) -> Across<'a> {
    let ends = |is_at_the_left: bool| {
        let ends = rows.iter().flat_map(|row| [&row.low, &row.high]);
        ends.filter(move |end| end.is_at_the_left == is_at_the_left)
    };
    let taken = |end: &End| GAPS.2 + end.name.width();
    let widest = |is_at_the_left| ends(is_at_the_left).map(taken).fold(0.0, f64::max);
    let mut across = Across { values, left: left + widest(true), right: right - widest(false) };
    // Bars seldom reach the ends of the axis, so their values need less than that.
    // Wherever one end of the axis is moved, the values at the other have more room.
    let spare = ends(false)
        .filter(|end| values.share(end.value) > 0.0)
        .map(|end| (right - across.x(end.value) - taken(end)) / values.share(end.value));
    let spare = spare.fold(right - across.right, f64::min);
    across.right = (across.right + spare).min(sheet.width - overhang(values) - 2.0);
    let spare = ends(true)
        .filter(|end| values.share(end.value) < 1.0)
        .map(|end| (across.x(end.value) - taken(end) - left) / (1.0 - values.share(end.value)));
    let spare = spare.fold(across.left - left, f64::min);
    across.left = (across.left - spare).max(overhang(values) + 2.0);
    across
}

/// From the top of the first line's capitals to the last baseline.
fn ink_height(block: &TextBlock) -> f64 {
    block.height() - block.font.line_height() + CAP_HEIGHT * block.font.size
}

/// Dark for the low end of an input, light with an outline for the high end.
fn draw_bar(
    canvas: &mut Canvas,
    kind: Kind,
    (from, to): (f64, f64),
    (middle, thickness): (f64, f64),
) -> Result<(), ChartError> {
    let (top, foot) = (middle - thickness / 2.0, middle + thickness / 2.0);
    let corners = [(from, top), (to, top), (to, foot), (from, foot), (from, top)];
    let (fill, edge) = match kind {
        Kind::Low => (MEDIAN, MEDIAN),
        Kind::High => (OUTER_BAND, BAND_EDGE),
    };
    canvas.area(&corners, fill)?;
    // A bar too thin for an area is still to be seen.
    canvas.line(&corners, Stroke { colour: edge, width: 1.2 })
}

/// What dark and light mean, in a line.
fn draw_key(canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
    let baseline = top + CAP_HEIGHT * LABEL.size;
    let middle = top + CAP_HEIGHT * LABEL.size / 2.0;
    let mut left = MARGIN;
    for (kind, meaning) in [
        (Kind::Low, "Result if the number is low (its 10th percentile)"),
        (Kind::High, "Result if the number is high (its 90th percentile)"),
    ] {
        draw_bar(canvas, kind, (left, left + SAMPLE.0), (middle, SAMPLE.1))?;
        left += SAMPLE.0 + SAMPLE.2;
        canvas.text(meaning, ((left, baseline), Anchor::Start), LABEL, INK)?;
        left += LABEL.width(meaning) + SAMPLE.3;
    }
    Ok(())
}
