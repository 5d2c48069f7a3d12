//! Which charts a run has, and what their texts say.
//!
//! One file for each kind of chart: `fans` of the baseline; and for runs with
//! options `differences`, `options` side by side, `years`, `net_cost` and
//! `drivers` of cost; `chances` of targets and, where hardly any case waits, that one is `waiting`; `teams` side by side. What they have in common: `charted`
//! (measures, their history and targets), `groups` (options that share a
//! chart), `phrases`, `findings` (titles that state one, by the scale of
//! `likelihood`), and `data` (what a chart shows as a table).

mod groups;
mod charted;
mod phrases;
mod findings;
mod fans;
mod options;
mod chances;
mod waiting;
mod drivers;
mod teams;
mod data;
mod differences;
mod years;
mod net_cost;
#[cfg(test)]
mod findings_tests;
#[cfg(test)]
mod tests;

pub(super) use charted::number_format;
pub use data::DataTable;
pub(super) use drivers::ROUNDED_NOTE;
pub(crate) use fans::fan_of;
pub(super) use phrases::compared_name;

use super::Run;
use chart::{
    ChanceChart, ChartError, FanChart, PanelChart, Size, Texts, WaterfallChart, YearsChart, chances_to_svg,
    fan_to_svg, panels_to_svg, waterfall_to_svg, years_to_svg,
};
use model::measure::Unit;

/// A chart of a run and the name of its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Name of the files without folder and extension.
    pub name: String,
    /// What it is about.
    pub kind: PictureKind,
    /// The id of the measure that it shows, or of the measure of its target.
    pub measure: Option<String>,
    /// What its values count in; chances are shares.
    pub unit: Unit,
    /// What to draw.
    pub drawing: Drawing,
}

/// What a chart of a run is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// The projection of the baseline.
    Projection,
    /// The baseline and the options side by side.
    Options,
    /// What options change, by month.
    Differences,
    /// The chance of a target by month.
    Targets,
    /// Cost by financial year.
    CostByYear,
    /// What options change in the cost of each financial year.
    CostDifferenceByYear,
    /// What options have cost in all since the start.
    NetCost,
    /// What the cost of an option is made of.
    CostDrivers,
    /// A measure of each team.
    Teams,
}

/// A chart of any kind that runs have.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// The projection of the baseline.
    Fan(FanChart),
    /// Options, or what they change, side by side.
    Panels(PanelChart),
    /// Chances by month.
    Chances(ChanceChart),
    /// Ranges by year.
    Years(YearsChart),
    /// What a difference is made of.
    Waterfall(WaterfallChart),
}

impl Picture {
    /// What is written around the chart, and said of it to those who cannot see it.
    pub fn texts(&self) -> &Texts {
        match &self.drawing {
            Drawing::Fan(chart) => &chart.texts,
            Drawing::Panels(chart) => &chart.texts,
            Drawing::Chances(chart) => &chart.texts,
            Drawing::Years(chart) => &chart.texts,
            Drawing::Waterfall(chart) => &chart.texts,
        }
    }

    /// What the chart shows as a table, for those who cannot see it.
    pub fn data(&self) -> DataTable {
        data::table(&self.drawing, self.unit)
    }

    /// The chart as SVG.
    ///
    /// # Errors
    ///
    /// If a value cannot be drawn.
    pub fn to_svg(&self, size: Size) -> Result<String, ChartError> {
        match &self.drawing {
            Drawing::Fan(chart) => fan_to_svg(chart, size),
            Drawing::Panels(chart) => panels_to_svg(chart, size),
            Drawing::Chances(chart) => chances_to_svg(chart, size),
            Drawing::Years(chart) => years_to_svg(chart, size),
            Drawing::Waterfall(chart) => waterfall_to_svg(chart, size),
        }
    }
}

/// The charts of a run that are asked for, in the order of their kinds.
pub fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let kinds = [
        fans::pictures,
        waiting::of_baseline,
        differences::pictures,
        options::pictures,
        waiting::of_options,
        chances::pictures,
        years::pictures,
        net_cost::pictures,
        drivers::pictures,
        teams::pictures,
    ];
    let all = kinds.iter().flat_map(|of_kind| of_kind(run));
    let is_wanted =
        |picture: &Picture| picture.measure.as_ref().is_none_or(|measure| charted::is_wanted(run, measure));
    all.filter(is_wanted).collect()
}
