//! Charts: pictures with their description for people who cannot see them.

use super::error::WordError;
use super::package::{PNG, Part, split};
use super::page::{CENTIMETRE, Page};
use super::paragraph::{Direct, paragraph};
use super::sheet::Sheet;
use super::styles::Style;
use super::xml::Xml;
use crate::Figure;
use chart::svg_to_png;

/// Width of the picture: 240 dots to the inch at the widest.
const PIXELS: u32 = 1520;

/// The widest that a chart is printed. Its letters are then of 8 points.
const WIDEST: u32 = 16 * CENTIMETRE;

/// The share of the height of the text that the first chart takes: the answer and a table stand above it on its page.
const FIRST: f64 = 0.28;

/// A chart lower than this share of its width may share a page; one that is higher could not be read so small.
const LOW: f64 = 0.75;

/// What is left for the caption of a chart.
const ROOM_FOR_CAPTION: u32 = CENTIMETRE * 3 / 2;

/// What drawings count lengths in, to a twentieth of a point.
const DRAWING_UNITS: f64 = 635.0;

/// Namespaces of drawings.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A chart as a picture.
pub(super) struct PicturePart {
    /// The file.
    pub(super) part: Part,
    /// How the text names it.
    pub(super) id: String,
    number: u32,
    /// Width and height in pixels.
    pixels: (u32, u32),
}

impl PicturePart {
    /// Draws the chart; its number is that in its caption.
    pub(super) fn of(figure: &Figure, number: u32) -> Result<Self, WordError> {
        let failed = |cause| WordError::Chart { name: figure.name.clone(), cause };
        let bytes = svg_to_png(&figure.svg, PIXELS).map_err(failed)?;
        let pixels = size_of_png(&bytes);
        let name = format!("word/media/figure{number}.png");
        let part = Part::new(&name, PNG, bytes, Vec::new());
        Ok(Self { part, id: format!("rFigure{number}"), number, pixels })
    }

    /// Its paragraph.
    pub(super) fn write(&self, xml: &mut Xml, sheet: &Sheet, page: &Page, figure: &Figure) {
        let (width, height) = self.size_on(page);
        let size = [("cx", width.as_str()), ("cy", &height)];
        // Each drawing has two ids, and none may come twice in a document.
        let (id, inner_id) = ((self.number * 2 - 1).to_string(), (self.number * 2).to_string());
        let name = format!("Figure {}", self.number);
        paragraph(xml, sheet, Style::Figure, Direct::default(), |xml| {
            xml.element("w:r", &[], |xml| {
                xml.element("w:drawing", &[], |xml| {
                    let no_distance = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                    xml.element("wp:inline", &no_distance, |xml| {
                        xml.empty("wp:extent", &size);
                        let (descr, title) = (figure.description.as_str(), figure.caption.as_str());
                        xml.empty(
                            "wp:docPr",
                            &[("id", &id), ("name", &name), ("descr", descr), ("title", title)],
                        );
                        xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                            xml.empty("a:graphicFrameLocks", &[("xmlns:a", MAIN), ("noChangeAspect", "1")]);
                        });
                        xml.element("a:graphic", &[("xmlns:a", MAIN)], |xml| {
                            xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                                self.write_picture(xml, &inner_id, descr, &size);
                            });
                        });
                    });
                });
            });
        });
    }

    fn write_picture(&self, xml: &mut Xml, id: &str, descr: &str, size: &[(&str, &str)]) {
        let (_, file) = split(&self.part.name);
        xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
            xml.element("pic:nvPicPr", &[], |xml| {
                xml.empty("pic:cNvPr", &[("id", id), ("name", file), ("descr", descr)]);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.element("pic:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", &self.id)]);
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.element("pic:spPr", &[], |xml| {
                xml.element("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                    xml.empty("a:ext", size);
                });
                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
            });
        });
    }

    /// Width and height in the units of drawings.
    fn size_on(&self, page: &Page) -> (String, String) {
        let (pixels_wide, pixels_high) = (f64::from(self.pixels.0), f64::from(self.pixels.1));
        let widest = f64::from(page.text_width().min(WIDEST));
        let highest = if self.number == 1 && pixels_high < LOW * pixels_wide {
            FIRST * f64::from(page.text_height())
        } else {
            // Two stand on a page.
            f64::from((page.text_height() / 2).saturating_sub(ROOM_FOR_CAPTION))
        };
        let width = widest.min(highest * pixels_wide / pixels_high);
        let units = |length: f64| (length * DRAWING_UNITS).round().to_string();
        (units(width), units(width * pixels_high / pixels_wide))
    }
}

/// Width and height, which stand at the beginning of every PNG.
fn size_of_png(bytes: &[u8]) -> (u32, u32) {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
        u32::from_be_bytes(four.expect("a picture that was just drawn has a head"))
    };
    (number(16), number(20))
}
