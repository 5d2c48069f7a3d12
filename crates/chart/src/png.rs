//! SVG made into PNG.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ChartError;
use super::text::{BOLD, REGULAR};

/// Wider pictures would take too much memory to be of use.
pub(super) const WIDEST_PICTURE: u32 = 10_000;

/// Makes a picture of this width of a chart's SVG, with the embedded font.
///
/// # Errors
///
/// If the text is not SVG, or the width is 0 or above 10,000 pixels.
pub fn svg_to_png(svg: &str, width_pixels: u32) -> Result<Vec<u8>, ChartError> {
    if !(1..=WIDEST_PICTURE).contains(&width_pixels) {
        return Err(ChartError::PictureWidth(width_pixels));
    }
    let failed = |error: &dyn std::fmt::Display| ChartError::Drawing(error.to_string());
    let tree = Tree::from_str(svg, &options()).map_err(|error| failed(&error))?;
    let scale = f64::from(width_pixels) / f64::from(tree.size().width());
    let height = (f64::from(tree.size().height()) * scale).round().max(1.0);
    let mut pixmap =
        Pixmap::new(width_pixels, height as u32).ok_or_else(|| failed(&"the picture is too large"))?;
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(&error))
}

/// How SVG is read: with the embedded fonts and no others, so that a picture
/// is the same on every machine.
pub(super) fn options() -> Options<'static> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for bytes in [REGULAR, BOLD] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        Arc::new(fonts)
    });
    Options { fontdb: Arc::clone(fonts), font_family: String::from("Liberation Sans"), ..Options::default() }
}
