//! For what a chart is made, and so how wide and how high it is.

use serde::{Deserialize, Serialize};

use super::ChartError;
use super::theme::{HEIGHT, LEAST_PLOT_HEIGHT, WIDTH};

/// Where a chart is to be seen. The size of type is the same in all, so that
/// the narrower a sheet is, the larger its type looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// A portrait page: 16 cm wide, type of 8 points and more.
    #[default]
    Page,
    /// A slide of 16 to 9, with the largest type for which there is room.
    Slide,
    /// A column of a web page: wider than high, to be seen without scrolling.
    Web,
}

/// Width and height of a picture, as far as its texts leave a choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels if the texts are of usual length.
    pub height: f64,
    /// The least height left for a single plot.
    pub least_plot: f64,
    /// Whether it is as high as that even if less would do.
    pub is_fixed: bool,
    /// Whether it grows if that is too low.
    grows: bool,
}

/// The narrowest and the widest slide, and the steps between them.
const SLIDE_WIDTHS: (u16, u16, usize) = (704, 1_408, 64);

/// The least height of a plot on a slide.
const LEAST_ON_SLIDE: f64 = 170.0;

/// Width and height on the web, and the least height of a plot.
const WEB: (f64, f64, f64) = (800.0, 420.0, 200.0);

impl Size {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Page, Self::Slide, Self::Web];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Slide => "slide",
            Self::Web => "web",
        }
    }

    /// Width in pixels of a picture that is sharp there.
    pub fn picture_width(self) -> u32 {
        match self {
            // Twice the width on screen.
            Self::Page => 1_520,
            Self::Slide => 1_920,
            Self::Web => 1_600,
        }
    }

    /// Draws on the first sheet that is high enough; `draw` gives nothing on others.
    pub(super) fn drawn(
        self,
        draw: impl Fn(Sheet) -> Result<Option<String>, ChartError>,
    ) -> Result<String, ChartError> {
        if self == Self::Slide {
            let (first, last, step) = SLIDE_WIDTHS;
            for width in (first..last).step_by(step) {
                if let Some(svg) = draw(Sheet::slide(f64::from(width), false))? {
                    return Ok(svg);
                }
            }
        }
        let svg = draw(self.last())?;
        svg.ok_or_else(|| ChartError::Drawing("no sheet is high enough".to_owned()))
    }

    /// The sheet for whatever fits on no other.
    fn last(self) -> Sheet {
        match self {
            Self::Page => Sheet::PAGE,
            Self::Slide => Sheet::slide(f64::from(SLIDE_WIDTHS.1), true),
            Self::Web => {
                let (width, height, least_plot) = WEB;
                Sheet { width, height, least_plot, ..Sheet::PAGE }
            }
        }
    }
}

impl Sheet {
    /// A portrait page.
    pub(super) const PAGE: Self =
        Self { width: WIDTH, height: HEIGHT, least_plot: LEAST_PLOT_HEIGHT, is_fixed: false, grows: true };

    /// A slide of this width.
    fn slide(width: f64, grows: bool) -> Self {
        let height = width * 9.0 / 16.0;
        Self { width, height, least_plot: LEAST_ON_SLIDE, is_fixed: true, grows }
    }

    /// Whether a picture of this height can be on it.
    pub(super) fn holds(&self, height: f64) -> bool {
        self.grows || height <= self.height
    }

    /// The least height of each plot if there are so many rows of them.
    pub(super) fn least_plot_of(&self, rows: usize) -> f64 {
        let share = match rows {
            0 | 1 => 1.0,
            2 => 0.73,
            _ => 0.58,
        };
        (share * self.least_plot).round()
    }
}
