//! Which charts a run leaves behind, and what their words say.
//!
//! One file for each kind of chart: [`fans`] of the baseline. What they have in
//! common: [`charted`] (which measures, their history and targets) and [`words`].

mod charted;
mod fans;
mod words;

use super::Run;
use super::chart::{ChartError, FanChart, fan_to_svg};

/// A chart of a run and the name of its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Name of the files without folder and extension.
    pub name: String,
    /// What to draw.
    pub drawing: Drawing,
}

/// A chart of any kind that runs have.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// The projection of the baseline.
    Fan(FanChart),
}

impl Picture {
    /// The chart as SVG.
    ///
    /// # Errors
    ///
    /// If a value cannot be drawn.
    pub fn to_svg(&self) -> Result<String, ChartError> {
        match &self.drawing {
            Drawing::Fan(chart) => fan_to_svg(chart),
        }
    }
}

/// All charts of a run, in the order of their kinds.
pub fn pictures(run: &Run<'_>) -> Vec<Picture> {
    fans::pictures(run)
}
