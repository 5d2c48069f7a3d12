//! Charts as SVG and PNG.
//!
//! For one option or none: [`fan_to_svg`] draws a [`FanChart`],
//! [`history_to_svg`] a [`HistoryChart`]. For several: [`panels_to_svg`] draws
//! fans side by side or differences from a baseline ([`PanelChart`]),
//! [`chances_to_svg`] chances by month ([`ChanceChart`]), [`years_to_svg`]
//! ranges by year ([`YearsChart`]), and [`waterfall_to_svg`] what a difference is
//! made of ([`WaterfallChart`]). For a back-test: [`reliability_to_svg`] and
//! [`histogram_to_svg`] say in small panels whether probabilities came true
//! ([`ReliabilityChart`], [`HistogramChart`]), and [`dots_to_svg`] sets values of
//! many figures beside what would be right ([`DotChart`]). For questions that take
//! many runs: [`curve_to_svg`] draws values against a number, such as a chance against
//! the size of a lever ([`CurveChart`]), and [`tornado_to_svg`] which inputs move a
//! result ([`TornadoChart`]). [`svg_to_png`] makes a picture of any for
//! documents that cannot hold SVG. The same input gives the same bytes.
//!
//! From the bottom up: `text` (measuring and wrapping in the embedded font), `theme` (colours and sizes),
//! `sheet` (pages, slides, the web), `step`, `number_format`, `value_axis`, `texts` (what is written around),
//! `month_axis`, `labels` (placing), `canvas` (drawing, the only file that
//! knows the backends of plotters), `marks` (what options are told apart by),
//! `frame` (title, source, axes), `end_labels` (names beside the ends of lines), `layout`,
//! `across` (an axis of values that is not of months), `beside` (names within a plot), `zero_line`,
//! and a file for each kind of chart: `fan` (with `fan_labels` and `fan_shapes`), `panels` (with `panel_key`),
//! `chance`, `years`, `waterfall` (with `waterfall_shapes`), `history`,
//! `reliability` and `histogram` (both with `multiples`), `dots` (with `dot_key`), `curve` (with `curve_chart`
//! and `curve_shapes`) and `tornado` (with `tornado_chart` and `tornado_shapes`).
//! Another kind of chart is another file beside these. Last, `outlines` (text as shapes) and `png`.

#![forbid(unsafe_code)]

mod text;
mod theme;
mod sheet;
mod step;
mod number_format;
mod value_axis;
mod texts;
mod month_axis;
mod labels;
mod canvas;
mod marks;
mod check;
mod frame;
mod end_labels;
mod layout;
mod across;
mod beside;
mod zero_line;
mod fan_labels;
mod fan_shapes;
mod fan;
mod panel_key;
mod panels;
mod chance;
mod years;
mod waterfall_shapes;
mod waterfall;
mod history;
mod multiples;
mod reliability;
mod histogram;
mod dot_key;
mod dots;
mod curve_chart;
mod curve_shapes;
mod curve;
mod tornado_chart;
mod tornado_shapes;
mod tornado;
mod outlines;
mod png;
#[cfg(test)]
mod backtest_tests;
#[cfg(test)]
mod curve_tests;
#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod option_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tornado_tests;

use std::fmt;

use model::calendar::Month;

pub use chance::{ChanceChart, chances_to_svg};
pub use curve::curve_to_svg;
pub use curve_chart::{CurveChart, CurveMark};
pub use dots::{DotChart, DotColumn, DotRow, dots_to_svg};
pub use fan::fan_to_svg;
pub use histogram::{HistogramChart, HistogramPanel, histogram_to_svg};
pub use history::history_to_svg;
pub use marks::MOST_OPTIONS;
pub use number_format::{Notation, NumberFormat};
pub use panels::{MOST_TEAMS, Panel, PanelChart, PanelsOf, panels_to_svg};
pub use png::svg_to_png;
pub use reliability::{ReliabilityChart, ReliabilityPanel, reliability_to_svg};
pub use sheet::Size;
pub use text::width_in_ems;
pub use texts::Texts;
pub use tornado::tornado_to_svg;
pub use tornado_chart::{TornadoChart, TornadoRow};
pub use waterfall::{Step, Total, WaterfallChart, waterfall_to_svg};
pub use years::{YearRange, YearsChart, YearsOption, years_to_svg};
pub use zero_line::ZeroLine;

pub use model::measure::AxisBase;
pub use theme::rgb;

/// One fan chart: published history, then the median with bands that hold
/// half and eight in ten of the trials.
#[derive(Clone, Debug, PartialEq)]
pub struct FanChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values are written on the axis and the labels.
    pub number_format: NumberFormat,
    /// Where the value axis begins.
    pub base: AxisBase,
    /// Published values in month order: often yearly, perhaps none.
    pub history: Vec<(Month, f64)>,
    /// The projection in month order, one a month, at least one.
    pub points: Vec<BandPoint>,
    /// What has come since, in month order: a dot for each; perhaps none.
    pub since: Vec<(Month, f64)>,
    /// Values to compare with.
    pub targets: Vec<TargetLine>,
}

/// A value to compare a projection with: a dashed line with its name, from
/// where the projection begins.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetLine {
    /// What stands before the value in its label.
    pub name: String,
    /// The value.
    pub value: f64,
    /// The months for which it is wanted, each with a mark; none if it is
    /// wanted for all.
    pub months: Vec<Month>,
}

/// The percentiles of the trials in one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandPoint {
    /// The month they hold for.
    pub month: Month,
    /// The 10th percentile.
    pub p10: f64,
    /// The 25th percentile.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// The 75th percentile.
    pub p75: f64,
    /// The 90th percentile.
    pub p90: f64,
}

/// Published figures of one area by year, beside those of others.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values are written on the axis and the labels.
    pub number_format: NumberFormat,
    /// Where the value axis begins.
    pub base: AxisBase,
    /// The area itself, with at least one figure: a strong line.
    pub own: NamedSeries,
    /// Areas to compare with, told apart if they are no more than two.
    pub others: Vec<NamedSeries>,
    /// What the band is called at its end.
    pub band_name: String,
    /// The lower and upper end of a band by month, perhaps none.
    pub band: Vec<(Month, f64, f64)>,
}

/// A name and its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSeries {
    /// What its label says.
    pub name: String,
    /// Figures in month order. Where more than a year lies between two, one is
    /// missing, and the line is broken.
    pub points: Vec<(Month, f64)>,
}

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartError {
    /// There is nothing to draw: no option, no projection of one, or no figure of
    /// the area itself.
    NoPoints,
    /// A value is infinite, not a number or above [`LARGEST_VALUE`], or a chance
    /// is not from 0 to 1.
    Undrawable {
        /// Which part of the chart it belongs to.
        part: &'static str,
        /// The value itself.
        value: f64,
    },
    /// A month does not come after the one before it.
    MonthsOutOfOrder {
        /// Which part of the chart it belongs to.
        part: &'static str,
        /// The month that comes too late.
        month: Month,
    },
    /// There are more options than [`MOST_OPTIONS`], the baseline included.
    TooManyOptions(usize),
    /// There are more teams than [`MOST_TEAMS`].
    TooManyTeams(usize),
    /// A picture of this width in pixels cannot be made.
    PictureWidth(u32),
    /// The drawing library failed, with its message.
    Drawing(String),
}

/// The largest value, of either sign, that a chart takes.
pub const LARGEST_VALUE: f64 = 1e15;

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPoints => f.write_str("a chart needs at least one month with a value"),
            Self::Undrawable { part, value } => {
                write!(f, "the {part} of a chart cannot be drawn: it holds {value}")
            }
            Self::MonthsOutOfOrder { part, month } => {
                write!(f, "the {part} of a chart is not in month order at {}", month.short_name())
            }
            Self::TooManyOptions(count) => {
                write!(f, "a chart shows at most {MOST_OPTIONS} options, not {count}")
            }
            Self::TooManyTeams(count) => {
                write!(f, "a chart shows at most {MOST_TEAMS} teams, not {count}")
            }
            Self::PictureWidth(width) => {
                write!(f, "a picture is 1 to {} pixels wide, not {width}", png::WIDEST_PICTURE)
            }
            Self::Drawing(message) => write!(f, "drawing a chart failed: {message}"),
        }
    }
}

impl std::error::Error for ChartError {}
