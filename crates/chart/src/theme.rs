//! Colours, sizes and fonts of every chart.
//!
//! Colours are those of the UK Government Analysis Function, "Data
//! visualisation: colours in charts": categorical #12436D #28A197 #801650
//! #F46A25 #3D3D3D #A285D1, sequential #12436D #2073BC #6BACE6.

use plotters::style::RGBColor;

use super::text::{Font, Weight};

/// A colour of the theme.
pub(super) type Colour = RGBColor;

/// Behind everything.
pub(super) const BACKGROUND: Colour = RGBColor(0xFF, 0xFF, 0xFF);
/// The title.
pub(super) const TITLE_INK: Colour = RGBColor(0x0B, 0x0C, 0x0C);
/// All other text, the axes, and published values.
pub(super) const INK: Colour = RGBColor(0x3D, 0x3D, 0x3D);
/// Horizontal gridlines.
pub(super) const GRID: Colour = RGBColor(0xD9, 0xD9, 0xD9);
/// The line that marks the first projected month, and lines from labels.
pub(super) const QUIET: Colour = RGBColor(0x76, 0x76, 0x76);
/// The median, and its label.
pub(super) const MEDIAN: Colour = RGBColor(0x12, 0x43, 0x6D);
/// Edges of both bands. Tints that can be told from white and from each other
/// by 3:1 would be too dark for a median on top, so the edges do it.
pub(super) const BAND_EDGE: Colour = RGBColor(0x20, 0x73, 0xBC);
/// The band that holds half of the trials.
pub(super) const INNER_BAND: Colour = RGBColor(0x6B, 0xAC, 0xE6);
/// The band that holds eight trials in ten.
pub(super) const OUTER_BAND: Colour = RGBColor(0xC4, 0xDD, 0xF4);
/// Targets: dark enough to show on both bands, and as text.
pub(super) const TARGET: Colour = RGBColor(0x80, 0x16, 0x50);
/// Up to five options, in their order: first the baseline. The categorical
/// colours, teal and orange darkened so that they can be text too. Options are
/// told apart by marks and dashes as well, since these are alike in grey.
pub(super) const OPTIONS: [Colour; 5] =
    [INK, MEDIAN, RGBColor(0xA8, 0x40, 0x0F), RGBColor(0x17, 0x6B, 0x64), TARGET];

/// Width of every chart in CSS pixels. Placed 16 cm wide on a page, text of
/// 13 pixels comes out at 8 points.
pub(super) const WIDTH: f64 = 760.0;
/// Height of a chart whose texts are of usual length; long ones add to it.
pub(super) const HEIGHT: f64 = 464.0;
/// The least height left for the plot, whatever the length of the texts.
pub(super) const LEAST_PLOT_HEIGHT: f64 = 230.0;
/// Free space at the edge of the picture.
pub(super) const MARGIN: f64 = 20.0;

/// The title, if it fits; down to [`SMALLEST_TITLE`] if not.
pub(super) const TITLE_SIZE: f64 = 20.0;
/// The smallest title, which takes as many lines as it needs.
pub(super) const SMALLEST_TITLE: f64 = 15.0;
/// The measure, below the title.
pub(super) const SUBTITLE: Font = Font { size: 14.5, weight: Weight::Regular };
/// Labels of axes and series.
pub(super) const LABEL: Font = Font { size: 13.0, weight: Weight::Regular };
/// Labels that stand out.
pub(super) const STRONG_LABEL: Font = Font { size: 13.5, weight: Weight::Bold };
/// Notes and source, below the chart.
pub(super) const NOTE: Font = Font { size: 12.0, weight: Weight::Regular };

/// The same colours as numbers, 0xRRGGBB, for charts that other programs draw.
pub mod rgb {
    use super::Colour;

    /// The title.
    pub const TITLE: u32 = number(super::TITLE_INK);
    /// All other text, axes, and published values.
    pub const INK: u32 = number(super::INK);
    /// Gridlines.
    pub const GRID: u32 = number(super::GRID);
    /// The median.
    pub const MEDIAN: u32 = number(super::MEDIAN);
    /// Edges of bands.
    pub const BAND_EDGE: u32 = number(super::BAND_EDGE);
    /// The band that holds half of the trials.
    pub const INNER_BAND: u32 = number(super::INNER_BAND);
    /// The band that holds eight trials in ten; behind the heads of columns too.
    pub const OUTER_BAND: u32 = number(super::OUTER_BAND);
    /// Targets.
    pub const TARGET: u32 = number(super::TARGET);
    /// Up to five options, first the baseline.
    pub const OPTIONS: [u32; 5] = {
        let [one, two, three, four, five] = super::OPTIONS;
        [number(one), number(two), number(three), number(four), number(five)]
    };

    const fn number(colour: Colour) -> u32 {
        let Colour { 0: red, 1: green, 2: blue } = colour;
        u32::from_be_bytes([0, red, green, blue])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours by WCAG 2.2, 1 to 21.
    fn contrast(one: Colour, other: Colour) -> f64 {
        let luminance = |colour: Colour| {
            let linear = |channel: u8| {
                let share = f64::from(channel) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_shape_differs_from_its_neighbour_by_three_to_one() {
        for (shape, neighbour) in [
            (BAND_EDGE, BACKGROUND),
            (BAND_EDGE, OUTER_BAND),
            (MEDIAN, INNER_BAND),
            (MEDIAN, OUTER_BAND),
            (TARGET, INNER_BAND),
            (TARGET, OUTER_BAND),
            (INK, INNER_BAND),
            (QUIET, BACKGROUND),
        ] {
            let contrast = contrast(shape, neighbour);
            assert!(contrast >= 3.0, "{shape:?} on {neighbour:?}: {contrast:.2}");
        }
    }

    #[test]
    fn every_text_differs_from_the_background_by_four_and_a_half_to_one() {
        for ink in [TITLE_INK, INK, MEDIAN, TARGET, BAND_EDGE].into_iter().chain(OPTIONS) {
            assert!(contrast(ink, BACKGROUND) >= 4.5, "{ink:?}");
        }
    }
}
