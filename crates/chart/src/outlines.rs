//! Text of a chart's SVG made into outlines of the embedded font, so that what
//! draws pictures needs to know no fonts, and draws the same on every machine.
//!
//! It reads the text elements that `canvas` has plotters write, and no others:
//! no SVG of anybody else comes here.

use std::fmt::Write as _;
use std::ops::Range;

use resvg::usvg::roxmltree::{Document, Node};
use ttf_parser::OutlineBuilder;

use super::ChartError;
use super::text::{Font, UNITS_PER_EM, Weight};

/// One line of text as it stands in an SVG.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// What it says.
    pub text: String,
    /// Its font, with its size in units of the SVG.
    pub font: Font,
    /// Where it begins, in units of the SVG.
    pub left: f64,
    /// What its letters stand on.
    pub baseline: f64,
    /// Its colour, and how much of it covers what is below, as written.
    paint: [String; 2],
    /// Where its element stands in the SVG.
    range: Range<usize>,
}

/// Path data, from glyphs in units of the font.
struct Path {
    data: String,
    /// Where the glyph begins.
    start: f32,
}

/// The same SVG with all text as filled paths.
pub(super) fn outlined(svg: &str) -> Result<String, ChartError> {
    let (mut drawn, mut end) = (String::with_capacity(4 * svg.len()), 0);
    for line in lines(svg)? {
        drawn += &svg[end..line.range.start];
        drawn += &line.path();
        end = line.range.end;
    }
    Ok(drawn + &svg[end..])
}

/// All text of a chart, in the order of the SVG.
pub(super) fn lines(svg: &str) -> Result<Vec<Line>, ChartError> {
    let document = Document::parse(svg).map_err(|error| ChartError::Drawing(error.to_string()))?;
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| line(node).ok_or_else(|| ChartError::Drawing("a text is not as charts write it".into())))
        .collect()
}

/// What a text element says; none if it is not one of ours.
fn line(node: Node) -> Option<Line> {
    let number = |name, unit| node.attribute(name)?.strip_suffix(unit)?.parse::<f64>().ok();
    let weight = if node.attribute("font-weight") == Some("bold") { Weight::Bold } else { Weight::Regular };
    let font = Font { size: number("font-size", "")?, weight };
    // plotters writes the text on a line of its own.
    let text = node.text()?.trim_matches('\n').to_owned();
    let share_before = match node.attribute("text-anchor")? {
        "start" => 0.0,
        "middle" => 0.5,
        "end" => 1.0,
        _ => return None,
    };
    Some(Line {
        left: number("x", "")? - share_before * font.width(&text),
        baseline: number("y", "")? + number("dy", "em")? * font.size,
        paint: [node.attribute("fill")?.to_owned(), node.attribute("opacity")?.to_owned()],
        range: node.range(),
        text,
        font,
    })
}

impl Line {
    /// Its outlines as an element.
    fn path(&self) -> String {
        let mut path = Path { data: String::new(), start: 0.0 };
        for (glyph, place) in self.font.weight.glyphs(&self.text) {
            path.start = place.start as f32;
            // Spaces have no outline.
            let _ = self.font.weight.face().outline_glyph(glyph, &mut path);
        }
        let Self { left, baseline, font, paint: [fill, opacity], .. } = self;
        let scale = font.size / UNITS_PER_EM;
        // In fonts, upwards is positive.
        format!(
            "<path transform=\"translate({left} {baseline}) scale({scale} {})\" fill=\"{fill}\" \
             opacity=\"{opacity}\" d=\"{}\"/>",
            -scale, path.data
        )
    }
}

impl Path {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (x, y) in points {
            write!(self.data, "{} {y} ", x + self.start).expect("a string takes any text");
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.push('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.push('Z', &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as plotters writes it.
    fn text(anchor: &str, weight: &str, words: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text x=\"500\" y=\"100\" dy=\"0.76em\" \
             text-anchor=\"{anchor}\" font-size=\"100\" opacity=\"1\" fill=\"#123456\"{weight}>\n{words}\n</text></svg>"
        )
    }

    #[test]
    fn a_text_stands_where_its_anchor_says_and_is_as_wide_as_its_font_measures() {
        for (weight, written) in [(Weight::Regular, ""), (Weight::Bold, " font-weight=\"bold\"")] {
            let width = Font { size: 100.0, weight }.width("AV 17 & more");
            for (anchor, left) in [("start", 500.0), ("middle", 500.0 - width / 2.0), ("end", 500.0 - width)]
            {
                let lines = lines(&text(anchor, written, "AV 17 &amp; more")).unwrap();
                assert_eq!(lines.len(), 1);
                assert_eq!((lines[0].text.as_str(), lines[0].font.weight), ("AV 17 & more", weight));
                assert!((lines[0].left - left).abs() < 1e-9 && (lines[0].baseline - 176.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn outlines_are_those_of_the_font_and_stand_in_place_of_the_text() {
        // "l" is a bar from 138 to 318 units across and up to 1484; two stand 455 apart.
        let drawn = outlined(&text("start", "", "ll")).unwrap();
        assert!(
            !drawn.contains("<text") && drawn.starts_with("<svg ") && drawn.ends_with("/></svg>"),
            "{drawn}"
        );
        assert!(drawn.contains("translate(500 176) scale(0.048828125 -0.048828125)"), "{drawn}");
        assert!(drawn.contains("fill=\"#123456\" opacity=\"1\""), "{drawn}");
        assert!(
            drawn.contains(
                "M138 0 L138 1484 L318 1484 L318 0 L138 0 ZM593 0 L593 1484 L773 1484 L773 0 L593 0 Z"
            ),
            "{drawn}"
        );
    }

    #[test]
    fn what_the_font_lacks_is_its_empty_box() {
        let path = |words| outlined(&text("start", "", words)).unwrap();
        assert_eq!(path("\u{1F600}"), path("\u{1F680}"));
        assert!(path("\u{1F600}").contains('M'));
        assert!(!path(" ").contains('M'));
    }

    #[test]
    fn a_text_that_is_not_ours_is_an_error() {
        for svg in ["<svg><text>a</text></svg>", "no picture", &text("inherit", "", "a")] {
            assert!(matches!(outlined(svg), Err(ChartError::Drawing(_))), "{svg}");
        }
    }
}
