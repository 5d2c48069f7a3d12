//! The answers in plain sentences, made from the results: for people who read
//! no tables. They stand in every report and on the terminal. Nothing is said beyond what the trials show.

mod told;
mod effects;
mod levers;
mod sentences;
pub(super) mod season;
mod baseline;
mod assumed;

pub(super) use assumed::{carried_over, moves, moves_in_short, posts};
pub(super) use baseline::{baseline, cost};
pub use levers::{assumes, table as table_of_levers};
pub(super) use sentences::{
    is_investment, paid_for_itself_by, saves_by_fewer_people, target_in_words, target_of,
};

use super::Run;
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
