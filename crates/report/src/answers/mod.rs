//! The answers in plain sentences, made from the results: for people who read
//! no tables. They stand in every report and on the terminal. Nothing is said beyond what the trials show.

mod phrases;
mod told;
mod effects;
mod levers;
mod sentences;
mod baseline;

pub(super) use baseline::baseline;
pub use levers::{assumes, table as table_of_levers};
pub(super) use phrases::trials;
pub(super) use sentences::{
    has_nothing_to_pay_back, paid_for_itself_by, saves_by_fewer_people, target_in_words, target_of,
};

use super::Run;
use model::calendar::Month;
use model::summary::Comparison;

/// What is said of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The name of the option.
    pub option: String,
    /// What it is called.
    pub title: String,
    /// Two to five sentences.
    pub sentences: Vec<String>,
}

/// What is said of each option, in their order.
pub fn answers(run: &Run<'_>) -> Vec<Answer> {
    let answer = |comparison: &Comparison| Answer {
        option: comparison.option.clone(),
        title: comparison.title.clone(),
        sentences: sentences::of(run, comparison),
    };
    run.results.comparisons.iter().map(answer).collect()
}

/// The month for which a measure is told: that of its first target, or the
/// first of the usual months.
pub(super) fn month_of(run: &Run<'_>, measure: impl AsRef<str>) -> Month {
    let targets = run.scenario.service.targets.0.iter();
    let of_target = targets.filter(|target| target.measure == measure.as_ref() && target.team.is_none());
    of_target.filter_map(|target| target.by).min().unwrap_or(usual_months(run)[0])
}

/// Months at which people look: two years ahead, one year ahead, and the end
/// of the run, as far as it goes.
pub(super) fn usual_months(run: &Run<'_>) -> Vec<Month> {
    let service = &run.scenario.service;
    let mut ahead: Vec<u32> = Vec::new();
    for months in [24, 12, service.months.0].map(|months| months.min(service.months.0)) {
        if !ahead.contains(&months) {
            ahead.push(months);
        }
    }
    ahead.into_iter().map(|months| service.month(months)).collect()
}
