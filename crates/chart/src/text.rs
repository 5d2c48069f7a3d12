//! Measuring, cleaning and wrapping text in the embedded font.

use std::ops::Range;
use std::sync::LazyLock;

use model::signs::commands;
use plotters::style::FontStyle;
use ttf_parser::{Face, GlyphId};

/// Font families in order of choice. Arial and Helvetica have the widths of
/// Liberation Sans, so a browser without it keeps the layout.
pub(super) const FAMILY: &str = "Liberation Sans, Arial, Helvetica, sans-serif";

/// Units of the embedded fonts in a font size (em).
pub(super) const UNITS_PER_EM: f64 = 2048.0;

/// From the baseline to the top of capitals and digits, in font sizes: 1409 of
/// 2048 units.
pub(super) const CAP_HEIGHT: f64 = 1409.0 / UNITS_PER_EM;

/// From one baseline to the next within a block of lines, in font sizes.
pub(super) const LINE_HEIGHT: f64 = 1.22;

/// Liberation Sans Regular 2.1.5, SIL Open Font Licence 1.1.
static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| {
    face(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts/LiberationSans-Regular.ttf")))
});

/// Liberation Sans Bold 2.1.5, SIL Open Font Licence 1.1.
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| {
    face(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts/LiberationSans-Bold.ttf")))
});

/// Thickness of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The usual one.
    Regular,
    /// For titles and what stands out.
    Bold,
}

/// A size and weight of the embedded font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Font {
    /// Pixels in a font size (em).
    pub size: f64,
    /// Regular or bold.
    pub weight: Weight,
}

/// Lines of text in one font.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextBlock {
    /// Font of all lines.
    pub font: Font,
    /// Lines from the top.
    pub lines: Vec<String>,
}

impl Weight {
    /// The same in the words of plotters.
    pub(super) fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Bold => FontStyle::Bold,
        }
    }

    /// The embedded font of this thickness.
    pub(super) fn face(self) -> &'static Face<'static> {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }

    /// The glyphs of one line, each with where it begins and ends in units of
    /// the font, kerned by its table. What the font lacks is its empty box.
    pub(super) fn glyphs(self, text: &str) -> impl Iterator<Item = (GlyphId, Range<i32>)> {
        let face = self.face();
        let mut before: Option<(GlyphId, i32)> = None;
        text.chars().map(move |letter| {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            let start = before.map_or(0, |(previous, end)| end + kerning(face, previous, glyph));
            let end = start + i32::from(face.glyph_hor_advance(glyph).unwrap_or(0));
            before = Some((glyph, end));
            (glyph, start..end)
        })
    }
}

impl Font {
    /// Width of one line in pixels.
    pub(super) fn width(self, text: &str) -> f64 {
        let units = self.weight.glyphs(text).last().map_or(0, |(_, place)| place.end);
        f64::from(units) / UNITS_PER_EM * self.size
    }

    /// From one baseline to the next.
    pub(super) fn line_height(self) -> f64 {
        self.size * LINE_HEIGHT
    }
}

impl TextBlock {
    /// Wraps text in one font to a width, on as many lines as it needs.
    pub(super) fn wrapped(text: &str, font: Font, width: f64) -> Self {
        Self { font, lines: wrap(text, font, width) }
    }

    /// Wraps text to a width on one or two lines of like length, with the
    /// largest of the sizes for which two are enough. With the smallest size
    /// it takes as many lines as it needs.
    pub(super) fn headline(text: &str, weight: Weight, sizes: (f64, f64), width: f64) -> Self {
        let (mut size, smallest) = sizes;
        loop {
            let font = Font { size, weight };
            let lines = wrap(text, font, width);
            if lines.len() <= 2 || size <= smallest {
                return Self { font, lines: balance(text, font, width, lines) };
            }
            size = (size - 0.5).max(smallest);
        }
    }

    /// Width of the longest line.
    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| self.font.width(line)).fold(0.0, f64::max)
    }

    /// Height of all lines.
    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.font.line_height()
    }
}

/// Width of one line of text as a multiple of its size, in the embedded font:
/// for tables on paper, where Arial and its likes have the same widths.
pub fn width_in_ems(text: &str, is_bold: bool) -> f64 {
    let weight = if is_bold { Weight::Bold } else { Weight::Regular };
    Font { size: 1.0, weight }.width(text)
}

/// The text with what XML forbids or a line cannot hold made into spaces.
pub(super) fn clean(text: &str) -> String {
    let spaced = text.replace(|c: char| c.is_control() || commands(c), " ");
    // Only plain spaces: a non-breaking space is to stay as it is.
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("the embedded font is valid")
}

/// How much further apart two glyphs stand than their widths say, in units of
/// the font.
fn kerning(face: &Face, left: GlyphId, right: GlyphId) -> i32 {
    let tables = face.tables().kern.into_iter().flat_map(|table| table.subtables);
    tables.filter_map(|table| table.glyphs_kerning(left, right)).map(i32::from).next().unwrap_or(0)
}

/// Breaks text into lines no wider than `width`, at spaces where there are
/// any and within words where there are none.
fn wrap(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if font.width(&longer) <= width {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if font.width(&line) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Lines of like length: as many as there are, wrapped to the least width.
fn balance(text: &str, font: Font, width: f64, lines: Vec<String>) -> Vec<String> {
    if lines.len() < 2 {
        return lines;
    }
    let (count, mut best) = (lines.len(), lines);
    let mut narrower = width * 0.95;
    while narrower > width / 3.0 {
        let lines = wrap(text, font, narrower);
        if lines.len() > count {
            break;
        }
        best = lines;
        narrower -= width * 0.05;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font { size: 10.0, weight: Weight::Regular };

    #[test]
    fn widths_are_those_of_the_font() {
        // Advance widths of Liberation Sans (and Arial) in 1/2048 of the size.
        for (text, units) in [("0", 1139.0), ("m", 1706.0), ("£", 1139.0), (" ", 569.0)] {
            assert!((FONT.width(text) - units / 204.8).abs() < 0.002, "{text}");
        }
        assert!((Font { weight: Weight::Bold, ..FONT }.width("n") - 1251.0 / 204.8).abs() < 0.002);
        // "AV" is set 152 units closer, as in Arial.
        assert!((FONT.width("AV") - (1366.0 + 1366.0 - 152.0) / 204.8).abs() < 0.002);
    }

    #[test]
    fn wrapped_lines_keep_every_word_and_the_width() {
        let text = "Bournemouth, Christchurch and Poole: children in need per practitioner";
        for width in [60.0, 100.0, 170.0, 1000.0] {
            let lines = wrap(text, FONT, width);
            assert!(lines.iter().all(|line| FONT.width(line) <= width), "{lines:?}");
            assert_eq!(lines.join(" ").replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let lines = wrap(word, FONT, 80.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| FONT.width(line) <= 80.0));
        assert_eq!(lines.concat(), word);
        assert_eq!(wrap("ab", FONT, 0.0), ["a", "b"]);
        assert!(wrap("  ", FONT, 80.0).is_empty());
    }

    #[test]
    fn long_headlines_shrink_and_short_ones_do_not() {
        let headline = |text: &str| TextBlock::headline(text, Weight::Bold, (20.0, 15.0), 300.0);
        assert!(headline("Vacancy rate").font.size > 19.9);
        let long = headline("Average caseload of social workers in Bournemouth and in Poole too");
        assert!(long.lines.len() == 2 && long.font.size < 20.0, "{long:?}");
        assert!(headline(&"many words ".repeat(30)).lines.len() > 2);
    }

    #[test]
    fn text_is_cleaned_of_what_xml_forbids() {
        assert_eq!(clean("a\u{0}b\n\tc  d\u{A0}e\u{FFFF}"), "a b c d\u{A0}e");
    }
}
