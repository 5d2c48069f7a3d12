//! Values of many figures on one line each: dots beside a value that would be
//! right, or as good.

use super::canvas::{Anchor, Canvas, Rect, Stroke};
use super::check::check_values;
use super::dot_key::Key;
use super::frame::Frame;
use super::marks::{OptionStyle, check_count, option_styles};
use super::sheet::Sheet;
use super::text::{CAP_HEIGHT, TextBlock};
use super::theme::{GRID, INK, LABEL, MARGIN, OUTER_BAND, STRONG_LABEL, TITLE_INK, WIDTH};
use super::value_axis::ValueAxis;
use super::{ChartError, NumberFormat, Size, Texts};

/// Up to five kinds of values for each of many figures, in one or more columns.
#[derive(Clone, Debug, PartialEq)]
pub struct DotChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values are written.
    pub number_format: NumberFormat,
    /// What the kinds of values are called, in the order of their marks.
    pub kinds: Vec<String>,
    /// Which of the kinds is written as a number at the right of each row.
    pub told: usize,
    /// At least one, from the left.
    pub columns: Vec<DotColumn>,
    /// At least one, from the top.
    pub rows: Vec<DotRow>,
}

/// A column of a [`DotChart`], with an axis of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct DotColumn {
    /// In bold above it.
    pub name: String,
    /// A value to compare with: a strong line.
    pub reference: f64,
    /// What it means to lie below the reference.
    pub below: String,
    /// What it means to lie above it.
    pub above: String,
    /// Values that are as good as the reference: a shaded zone.
    pub zone: Option<(f64, f64)>,
    /// The axis holds these values too, so that columns can be of one scale.
    pub ends: (f64, f64),
}

/// A figure of a [`DotChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct DotRow {
    /// What it is called, at the left.
    pub name: String,
    /// For each column its values in the order of the kinds; nothing where there is none.
    pub values: Vec<Vec<Option<f64>>>,
}

/// The widest name; longer ones are wrapped.
const NAME_WIDTH: f64 = 190.0;

/// Pixels from a name, or a number, to the next column.
const GAP: (f64, f64) = (12.0, 22.0);

/// Pixels from one kind to the next within a row, and around all of them.
const PITCH: (f64, f64) = (8.6, 9.0);

/// Half the size of a mark.
const RADIUS: f64 = 3.6;

/// Room below the rows for the labels of the axes.
const AXIS_HEIGHT: f64 = 26.0;

/// Draws rows of dots as SVG.
///
/// # Errors
///
/// If there is no row, no column or no kind of value, more than
/// [`MOST_OPTIONS`](super::MOST_OPTIONS) kinds, or a value is not finite.
pub fn dots_to_svg(chart: &DotChart) -> Result<String, ChartError> {
    Size::Page.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &DotChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    check(chart)?;
    let dots = Dots::new(chart);
    let frame = Frame::around(sheet, &chart.texts, dots.height());

    frame.picture(&chart.texts, |canvas| dots.draw(canvas, frame.inner.top))
}

/// Whether the chart can be drawn.
fn check(chart: &DotChart) -> Result<(), ChartError> {
    check_count(chart.kinds.len())?;
    if chart.rows.is_empty() || chart.columns.is_empty() {
        return Err(ChartError::NoPoints);
    }
    check_values("values", chart.rows.iter().flat_map(|row| row.values.iter().flatten().flatten().copied()))?;
    chart.columns.iter().try_for_each(|column| {
        let DotColumn { reference, zone, ends, .. } = *column;
        let (low, high) = zone.unwrap_or((reference, reference));
        check_values("columns", [reference, low, high, ends.0, ends.1].into_iter())
    })
}

/// All rows and columns, with the room that they need.
struct Dots<'a> {
    chart: &'a DotChart,
    key: Key<'a>,
    names: Vec<TextBlock>,
    columns: Vec<Column<'a>>,
}

/// A column in its place across the picture.
struct Column<'a> {
    about: &'a DotColumn,
    values: ValueAxis,
    left: f64,
    right: f64,
    /// Where its numbers end.
    end: f64,
}

impl<'a> Dots<'a> {
    fn new(chart: &'a DotChart) -> Self {
        let names: Vec<TextBlock> =
            chart.rows.iter().map(|row| TextBlock::wrapped(&row.name, LABEL, NAME_WIDTH)).collect();
        let first = MARGIN + names.iter().map(TextBlock::width).fold(0.0, f64::max) + GAP.0;
        let axes: Vec<ValueAxis> = (0..chart.columns.len()).map(|column| axis(chart, column)).collect();
        let told = told_width(chart, &axes);
        let count = chart.columns.len() as f64;
        let room = (WIDTH - MARGIN - first - (count - 1.0) * GAP.1) / count;
        let placed = chart.columns.iter().zip(axes).enumerate();
        let columns = placed.map(|(index, (about, values))| {
            let left = first + index as f64 * (room + GAP.1);
            Column { about, values, left, right: left + room - told, end: left + room }
        });
        Self { chart, key: Key::new(&chart.kinds), names, columns: columns.collect() }
    }

    /// Room for the name of a column and the words around its reference.
    fn header_height() -> f64 {
        STRONG_LABEL.line_height() + LABEL.line_height() + 6.0
    }

    fn row_height(&self, name: &TextBlock) -> f64 {
        let dots = self.chart.kinds.len() as f64 * PITCH.0 + PITCH.1;
        dots.max(name.height() + PITCH.1)
    }

    fn rows_height(&self) -> f64 {
        self.names.iter().map(|name| self.row_height(name)).sum()
    }

    fn height(&self) -> f64 {
        self.key.height() + Self::header_height() + self.rows_height() + AXIS_HEIGHT
    }

    fn draw(&self, canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
        self.key.draw(canvas, top)?;
        let header = top + self.key.height();
        let rows = header + Self::header_height();
        let area = Rect { left: MARGIN, top: rows, right: WIDTH - MARGIN, bottom: rows + self.rows_height() };
        self.columns.iter().try_for_each(|column| column.draw_behind(canvas, header, &area))?;
        let mut top = rows;
        for (index, name) in self.names.iter().enumerate() {
            let height = self.row_height(name);
            if index > 0 {
                let ends = [(area.left, top), (area.right, top)];
                canvas.line(&ends, Stroke { colour: GRID, width: 1.0 })?;
            }
            self.draw_row(canvas, index, top + height / 2.0)?;
            top += height;
        }
        Ok(())
    }

    fn draw_row(&self, canvas: &mut Canvas, index: usize, middle: f64) -> Result<(), ChartError> {
        let name = &self.names[index];
        let below_last = LABEL.line_height() - CAP_HEIGHT * LABEL.size;
        canvas.block(name, (MARGIN, middle - (name.height() - below_last) / 2.0), TITLE_INK)?;
        for (column, values) in self.columns.iter().zip(&self.chart.rows[index].values) {
            let first = middle - (self.chart.kinds.len() as f64 - 1.0) / 2.0 * PITCH.0;
            for (kind, (value, OptionStyle { mark, colour, .. })) in
                values.iter().zip(option_styles(true)).enumerate()
            {
                if let Some(value) = value {
                    let place = (column.x(*value), first + kind as f64 * PITCH.0);
                    canvas.mark(mark, place, RADIUS, colour)?;
                }
            }
            let told = told(self.chart, &column.values, values);
            let place = (column.end, middle + CAP_HEIGHT * STRONG_LABEL.size / 2.0);
            // In the colour of its mark.
            let colour = option_styles(true).nth(self.chart.told).map_or(INK, |style| style.colour);
            canvas.text(&told, (place, Anchor::End), STRONG_LABEL, colour)?;
        }
        Ok(())
    }
}

/// The axis of a column: it holds all its values and its reference.
fn axis(chart: &DotChart, column: usize) -> ValueAxis {
    let DotColumn { reference, zone, ends, .. } = chart.columns[column];
    let (low, high) = zone.unwrap_or((reference, reference));
    let values = chart.rows.iter().filter_map(|row| row.values.get(column)).flatten().flatten().copied();
    let values = values.chain([reference, low, high, ends.0, ends.1]);
    ValueAxis::tight(values, chart.number_format)
}

/// The number at the right of a row.
fn told(chart: &DotChart, axis: &ValueAxis, values: &[Option<f64>]) -> String {
    let value = values.get(chart.told).copied().flatten();
    value.map_or("-".to_owned(), |value| axis.writer().label(value))
}

/// Room that the numbers at the right of a column take.
fn told_width(chart: &DotChart, axes: &[ValueAxis]) -> f64 {
    let widths = chart.rows.iter().flat_map(|row| {
        row.values.iter().zip(axes).map(|(values, axis)| STRONG_LABEL.width(&told(chart, axis, values)))
    });
    GAP.0 + widths.fold(0.0, f64::max)
}

impl Column<'_> {
    fn x(&self, value: f64) -> f64 {
        self.left + self.values.share(value) * (self.right - self.left)
    }

    /// Everything but the dots.
    fn draw_behind(&self, canvas: &mut Canvas, header: f64, area: &Rect) -> Result<(), ChartError> {
        self.draw_words(canvas, header)?;
        let Rect { top, bottom, .. } = *area;
        if let Some((low, high)) = self.about.zone {
            let (left, right) = (self.x(low), self.x(high));
            canvas.area(&[(left, top), (right, top), (right, bottom), (left, bottom)], OUTER_BAND)?;
        }
        self.draw_axis(canvas, area)?;
        let x = self.x(self.about.reference);
        canvas.line(&[(x, top - 3.0), (x, bottom)], Stroke { colour: TITLE_INK, width: 1.6 })
    }

    /// The name, and what lies on both sides of the reference, around it if
    /// there is room.
    fn draw_words(&self, canvas: &mut Canvas, top: f64) -> Result<(), ChartError> {
        let baseline = top + CAP_HEIGHT * STRONG_LABEL.size;
        let x = self.x(self.about.reference);
        let half = STRONG_LABEL.width(&self.about.name) / 2.0;
        let middle = self.within(x, half, half);
        canvas.text(&self.about.name, ((middle, baseline), Anchor::Middle), STRONG_LABEL, TITLE_INK)?;

        let baseline = baseline + STRONG_LABEL.line_height();
        let below = format!("\u{2190} {}", self.about.below);
        let above = format!("{} \u{2192}", self.about.above);
        let gap = 8.0;
        let middle = self.within(x, LABEL.width(&below) + gap, LABEL.width(&above) + gap);
        canvas.text(&below, ((middle - gap, baseline), Anchor::End), LABEL, INK)?;
        canvas.text(&above, ((middle + gap, baseline), Anchor::Start), LABEL, INK)
    }

    /// The place nearest to `x` where words with so much on either side stay
    /// within the column.
    fn within(&self, x: f64, left: f64, right: f64) -> f64 {
        x.min(self.end - right).max(self.left + left)
    }

    /// Lines and labels of the values, as many labels as have room.
    fn draw_axis(&self, canvas: &mut Canvas, area: &Rect) -> Result<(), ChartError> {
        let ticks = self.values.ticks();
        let widest = ticks.iter().map(|(_, label)| LABEL.width(label)).fold(0.0, f64::max);
        let room = (self.right - self.left) / (ticks.len() as f64 - 1.0).max(1.0);
        let step = ((widest + 10.0) / room).ceil().max(1.0) as usize;
        for (index, (value, label)) in ticks.iter().enumerate() {
            let x = self.x(*value);
            let ends = [(x, area.top), (x, area.bottom + 4.0)];
            canvas.line(&ends, Stroke { colour: GRID, width: 1.0 })?;
            if index.is_multiple_of(step) {
                let place = (x, area.bottom + 9.0 + CAP_HEIGHT * LABEL.size);
                canvas.text(label, (place, Anchor::Middle), LABEL, INK)?;
            }
        }
        let foot = [(self.left, area.bottom), (self.right, area.bottom)];
        canvas.line(&foot, Stroke { colour: INK, width: 1.0 })
    }
}
