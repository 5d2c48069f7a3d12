//! Drawing: lines, areas, dots and text in pixels, written as SVG.
//!
//! The only file that knows how plotters draws.

use std::fmt::{self, Write as _};

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, ShapeStyle};

use super::text::{self, CAP_HEIGHT, FAMILY, Font, TextBlock};
use super::theme::{BACKGROUND, Colour};
use super::{ChartError, Texts};

/// Units of the SVG in one pixel. plotters rounds to whole units; finer ones
/// keep lines smooth.
const UNITS: f64 = 10.0;

/// A point in pixels from the left and from the top.
pub(super) type Point = (f64, f64);

/// A rectangle in pixels from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// Colour and width of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width in pixels.
    pub width: f64,
}

/// Which part of a text lies at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A picture being drawn.
pub(super) struct Canvas<'a> {
    backend: SVGBackend<'a>,
}

/// Draws a picture of this width and height in pixels and returns its SVG.
pub(super) fn picture(
    size: (f64, f64),
    texts: &Texts,
    paint: impl FnOnce(&mut Canvas) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let mut svg = String::new();
    let units = (unit(size.0) as u32, unit(size.1) as u32);
    let mut canvas = Canvas { backend: SVGBackend::with_string(&mut svg, units) };
    let all = [(0.0, 0.0), (size.0, 0.0), size, (0.0, size.1)];
    canvas.area(&all, BACKGROUND)?;
    paint(&mut canvas)?;
    drawn(canvas.backend.present())?;
    drop(canvas);
    let content = svg.split_once('>').map_or("", |(_, content)| content).trim_start();
    Ok(opening(size, texts, content) + content)
}

impl Rect {
    /// From the left edge to the right.
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From the top edge to the bottom.
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

impl Canvas<'_> {
    /// A line through points.
    pub(super) fn line(&mut self, points: &[Point], stroke: Stroke) -> Result<(), ChartError> {
        let width = unit(stroke.width) as u32;
        let style = ShapeStyle { stroke_width: width, ..stroke.colour.into() };
        drawn(self.backend.draw_path(points.iter().copied().map(units), &style))
    }

    /// A dashed horizontal line.
    pub(super) fn dashed(&mut self, from: Point, to_x: f64, stroke: Stroke) -> Result<(), ChartError> {
        let (dash, gap) = (7.0, 4.0);
        let mut start = from.0;
        while start < to_x {
            let end = (start + dash).min(to_x);
            self.line(&[(start, from.1), (end, from.1)], stroke)?;
            start += dash + gap;
        }
        Ok(())
    }

    /// A dashed line through points; its dashes go on around corners.
    pub(super) fn dashed_line(
        &mut self,
        points: &[Point],
        (dash, gap): (f64, f64),
        stroke: Stroke,
    ) -> Result<(), ChartError> {
        let Some(&first) = points.first() else { return Ok(()) };
        let (mut is_ink, mut left, mut part) = (true, dash, vec![first]);
        for ends in points.windows(2) {
            let (mut from, to) = (ends[0], ends[1]);
            loop {
                let length = (to.0 - from.0).hypot(to.1 - from.1);
                if length <= left {
                    left -= length;
                    part.push(to);
                    break;
                }
                let share = left / length;
                from = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
                part.push(from);
                if is_ink {
                    self.line(&part, stroke)?;
                }
                is_ink = !is_ink;
                left = if is_ink { dash } else { gap };
                part = vec![from];
            }
        }
        if is_ink && part.len() > 1 { self.line(&part, stroke) } else { Ok(()) }
    }

    /// A filled area within points.
    pub(super) fn area(&mut self, points: &[Point], colour: Colour) -> Result<(), ChartError> {
        drawn(self.backend.fill_polygon(points.iter().copied().map(units), &colour))
    }

    /// A filled dot.
    pub(super) fn dot(&mut self, middle: Point, radius: f64, colour: Colour) -> Result<(), ChartError> {
        let style: ShapeStyle = colour.filled();
        drawn(self.backend.draw_circle(units(middle), unit(radius) as u32, &style, true))
    }

    /// One line of text whose anchor stands on this point of its baseline.
    pub(super) fn text(
        &mut self,
        text: &str,
        place: (Point, Anchor),
        font: Font,
        colour: Colour,
    ) -> Result<(), ChartError> {
        let ((x, baseline), anchor) = place;
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // plotters writes "top" as a baseline 0.76 of the size further down:
        // the one way that needs no metrics of the font and so is the same in
        // every viewer.
        let style = (FAMILY, plotters_size(UNITS * font.size), font.weight.style())
            .into_font()
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Top));
        let place = units((x, baseline - 0.76 * font.size));
        drawn(self.backend.draw_text(&text::clean(text), &style, place))
    }

    /// Lines of text around a middle, from the top downwards.
    pub(super) fn centred(
        &mut self,
        block: &TextBlock,
        top: Point,
        colour: Colour,
    ) -> Result<(), ChartError> {
        self.lines(block, top, Anchor::Middle, colour)
    }

    /// Lines of text from the top left corner downwards.
    pub(super) fn block(
        &mut self,
        block: &TextBlock,
        corner: Point,
        colour: Colour,
    ) -> Result<(), ChartError> {
        self.lines(block, corner, Anchor::Start, colour)
    }

    /// Lines of text from the top downwards, all with this anchor.
    pub(super) fn lines(
        &mut self,
        block: &TextBlock,
        (x, top): Point,
        anchor: Anchor,
        colour: Colour,
    ) -> Result<(), ChartError> {
        let mut baseline = top + CAP_HEIGHT * block.font.size;
        for line in &block.lines {
            self.text(line, ((x, baseline), anchor), block.font, colour)?;
            baseline += block.font.line_height();
        }
        Ok(())
    }
}

/// A result of plotters as one of ours.
fn drawn<E: fmt::Display>(result: Result<(), E>) -> Result<(), ChartError> {
    result.map_err(|error| ChartError::Drawing(error.to_string()))
}

/// The opening tag, title and description, in place of what plotters writes.
fn opening(size: (f64, f64), texts: &Texts, content: &str) -> String {
    let title = escaped(&texts.title);
    let description = escaped(&texts.description);
    // Ids must differ between the charts of one page and be the same in every
    // run, so they come from the content.
    let id = fingerprint([title.as_str(), &description, content]);
    let mut tag = String::new();
    writeln!(
        tag,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         aria-labelledby=\"chart-{id:016x}-title chart-{id:016x}-desc\" \
         width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">\n\
         <title id=\"chart-{id:016x}-title\">{title}</title>\n\
         <desc id=\"chart-{id:016x}-desc\">{description}</desc>",
        size.0,
        size.1,
        unit(size.0),
        unit(size.1),
    )
    .expect("a string takes any text");
    tag
}

/// Text as the content of an XML element.
fn escaped(text: &str) -> String {
    text::clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// FNV-1a hash of texts, 64 bits: Fowler, Noll and Vo,
/// draft-eastlake-fnv, "The FNV Non-Cryptographic Hash Algorithm".
fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain([0xFF]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The size for which plotters, which divides it by 1.24, writes this one
/// without stray digits.
fn plotters_size(size: f64) -> f64 {
    let guess = size * 1.24;
    let candidates = [guess, guess.next_down(), guess.next_up()];
    let tenths = |candidate: f64| (candidate / 1.24 * 10.0).fract() == 0.0;
    candidates.into_iter().find(|candidate| tenths(*candidate)).unwrap_or(guess)
}

fn unit(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

fn units(point: Point) -> (i32, i32) {
    (unit(point.0), unit(point.1))
}
