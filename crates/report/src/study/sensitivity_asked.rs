//! What a sensitivity analysis was asked, in words.

use std::collections::BTreeMap;

use super::VariedNumber;
use crate::precision;
use model::calendar::Month;
use model::measure::{Measure, Unit};
use model::readable::Style;
use study::sensitivity::SensitivityFound;

/// What was asked, in words.
pub struct SensitivityAsked {
    /// The result: "vacancy rate in March 2026", or "what Retention supplement changes in it".
    pub result: String,
    /// What its values count in.
    pub unit: Unit,
    /// The numbers told by name, in the order of what was found; their ends are the 10th and the 90th percentile.
    pub numbers: Vec<VariedNumber>,
    /// The baseline and the options by their titles.
    pub decisions: Vec<String>,
    /// What every number is, by path: its words, its source, and how good that is.
    pub register: BTreeMap<String, Known>,
    /// The targets within a sentence, if there are any.
    pub targets: String,
    /// Of when the figures are that the scenario begins with, for the foot of charts.
    pub figures: Option<String>,
}

/// What the register of assumptions has of a number.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it is, in words.
    pub words: String,
    /// Where it comes from.
    pub source: String,
    /// How good that is: `high`, `medium` or `low`; empty if the scenario does not say.
    pub quality: &'static str,
}

/// A result in words: "vacancy rate in March 2026", "change of it that an option makes".
pub fn result_in_words(measure: &Measure, at: Option<Month>, option: Option<&str>) -> String {
    let when =
        at.map_or_else(|| "over the whole run".to_owned(), |month| format!("in {}", month.long_name()));
    let what = format!("{} {when}", measure.noun);
    option.map_or(what.clone(), |option| format!("change that \u{201c}{option}\u{201d} makes in the {what}"))
}

impl SensitivityAsked {
    /// How results are written.
    pub(super) fn style(&self, found: &SensitivityFound) -> Style {
        precision::of_bands(self.unit, [&found.spread])
    }
}
