//! What a chart of values against a number shows.

use super::{AxisBase, NumberFormat, Texts};

/// Values against a number: a line with a band, single points, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveChart {
    /// What is written around it.
    pub texts: Texts,
    /// What the horizontal axis counts, below it: `Offers made by the campaign, people`.
    pub x_name: String,
    /// How values on the horizontal axis are written.
    pub x_format: NumberFormat,
    /// How values on the vertical axis are written.
    pub y_format: NumberFormat,
    /// Where the vertical axis begins.
    pub base: AxisBase,
    /// Points that are joined by a line, in order of the first number; perhaps none.
    pub line: Vec<(f64, f64)>,
    /// The number, the low and the high end of a band around the line, within
    /// which the trials leave it; perhaps none.
    pub band: Vec<(f64, f64, f64)>,
    /// Single points, neither joined nor named; perhaps none.
    pub dots: Vec<(f64, f64)>,
    /// From none to five points with names, told apart by their shapes. The first
    /// is the answer, and its name in bold.
    pub marks: Vec<CurveMark>,
    /// A value to compare with and its whole name, `Wanted: 80%`: a dashed line across.
    pub level: Option<(f64, String)>,
    /// A number not to be passed and its whole name, `Budget: £1.5m`: a dashed line upwards.
    pub limit: Option<(f64, String)>,
}

/// A point of a [`CurveChart`] with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveMark {
    /// Where it lies on the horizontal axis.
    pub x: f64,
    /// Where it lies on the vertical axis.
    pub y: f64,
    /// What stands beside it.
    pub label: String,
}
