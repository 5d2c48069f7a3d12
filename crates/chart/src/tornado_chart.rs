//! What a chart of the inputs of a result shows.

use super::{NumberFormat, Texts};

/// How far a result moves with each of its inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values of the result are written.
    pub number_format: NumberFormat,
    /// The result in the middle, a strong line upwards, and its whole name: `Median: 17.4`.
    pub middle: (f64, String),
    /// At least one, the longest first.
    pub rows: Vec<TornadoRow>,
    /// Head of the column at the right, `Share of the spread`.
    pub share_name: String,
}

/// An input of a [`TornadoChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// What it is, at the left.
    pub name: String,
    /// The result when the input is low: at its 10th percentile.
    pub low: f64,
    /// The result when the input is high: at its 90th percentile.
    pub high: f64,
    /// The low value of the input itself, at the end of its bar: `12.5%`.
    pub low_name: String,
    /// The high value of the input itself, at the end of its bar: `19.8%`.
    pub high_name: String,
    /// What stands in the column at the right: `38% (35–41)`.
    pub share: String,
}
