//! The answers in plain sentences, made from the results: for people who read
//! no tables. Nothing is said beyond what the trials show.

mod page;
mod sentences;
mod words;

pub use page::answers_md;

use super::Run;
use crate::calendar::Month;
use crate::summary::{Comparison, TargetChance};

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

/// The month for which a measure is told: that of its target, or two years
/// ahead, or the end of a shorter run.
fn month_of(run: &Run<'_>, measure: &str) -> Month {
    let service = &run.scenario.service;
    let targets = service.targets.0.iter();
    let of_target = targets.filter(|target| target.measure == measure && target.team.is_none());
    let ahead = service.months.0.min(24);
    let usual = service.start.0.plus(i32::try_from(ahead).expect("at most 24 months"));
    of_target.filter_map(|target| target.by).next().unwrap_or(usual)
}
