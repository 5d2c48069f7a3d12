//! SVG made into PNG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::ChartError;
use super::outlines::outlined;

/// Wider pictures would take too much memory to be of use.
pub(super) const WIDEST_PICTURE: u32 = 10_000;

/// Makes a picture of this width of an SVG that this crate drew. Its text is
/// drawn as outlines of the embedded font, so that a picture is the same on
/// every machine; SVG from anywhere else is not for this function.
///
/// # Errors
///
/// If the text is not SVG of ours, or the width is 0 or above 10,000 pixels.
pub fn svg_to_png(svg: &str, width_pixels: u32) -> Result<Vec<u8>, ChartError> {
    if !(1..=WIDEST_PICTURE).contains(&width_pixels) {
        return Err(ChartError::PictureWidth(width_pixels));
    }
    let failed = |error: &dyn std::fmt::Display| ChartError::Drawing(error.to_string());
    let tree = Tree::from_str(&outlined(svg)?, &Options::default()).map_err(|error| failed(&error))?;
    let scale = f64::from(width_pixels) / f64::from(tree.size().width());
    let height = (f64::from(tree.size().height()) * scale).round().max(1.0);
    let mut pixmap =
        Pixmap::new(width_pixels, height as u32).ok_or_else(|| failed(&"the picture is too large"))?;
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(&error))
}
