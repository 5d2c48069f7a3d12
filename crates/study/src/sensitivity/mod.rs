//! Which numbers matter? How much of the spread of a result comes from each
//! uncertain number, from what changes from year to year, and from chance; and
//! which numbers would be worth knowing before deciding (equations V14 to V16).
//!
//! What each number does alone, and what it would be worth to know it, is
//! told by the trials of an ordinary run. What it does together with others is
//! told by running trials again in which it alone is drawn again.

mod result;
mod decisions;
mod shares;

pub use decisions::{Decision, Payoff, Worth};
pub use result::{ResultAsked, result_months};
pub use shares::{Input, Layer, ResultAtEnds};

use crate::variance::Share;
use model::engine::{Model, Plan};
use model::ensemble::{Progress, Settings, Stopped};
use model::service::Target;
use model::summary::Band;
use shares::Draws;

/// So many numbers are run again one by one.
pub const RANKED: usize = 10;

/// Of every so many trials of the run, one is run again for each set of inputs that is looked at closely.
const ONE_AGAIN: u32 = 4;

/// Trials that are run again for every number, to tell which are to be looked at closely.
const SCREENING: u32 = 32;

/// What is asked.
#[derive(Clone, Debug)]
pub struct SensitivitySpec<'a> {
    /// The result whose spread is to be explained.
    pub result: ResultAsked,
    /// The targets by which options are judged beside their cost.
    pub targets: &'a [Target],
    /// Trials and seed.
    pub settings: &'a Settings,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct SensitivityFound {
    /// The result over the trials.
    pub spread: Band,
    /// Trials in which the result has a value.
    pub counted: usize,
    /// Parameters, environment and chance, in this order; none if the result is the same in all trials.
    pub layers: Vec<Layer>,
    /// All numbers with a range that can have a part in it, those that matter most first.
    pub inputs: Vec<Input>,
    /// What all numbers together do that are not among the first [`RANKED`].
    pub others: Option<Share>,
    /// What it would be worth to know more before deciding between the options; in
    /// pounds, and in chance of the targets if there are any. Empty without options.
    pub decisions: Vec<Decision>,
    /// Trials of the run, and of each set of inputs that is drawn again and looked at closely.
    pub trials: (u32, u32),
}

/// About how many trials [`explain`] runs.
pub fn trials_of_sensitivity(model: &Model, spec: &SensitivitySpec<'_>) -> u64 {
    let (trials, resamples) = counts(spec.settings);
    let cases = model.options.len() as u64 + 1;
    // Of each number that is looked at closely another draw, and half as many trials at each of its ends.
    let runs = u64::from(resamples) * (2 * RANKED as u64 + 7);
    let screening = u64::from(SCREENING) * model.parameters.ranges().count() as u64;
    u64::from(trials) * cases + (runs + screening) * spec.result.plans()
}

/// Explains the spread of a result.
///
/// # Errors
///
/// If the user stops it.
pub fn explain(
    model: &Model,
    spec: &SensitivitySpec<'_>,
    progress: &dyn Progress,
) -> Result<SensitivityFound, Stopped> {
    let (trials, resamples) = counts(spec.settings);
    let base = result::Base::run(model, spec, progress)?;
    let screening = SCREENING.min(resamples);
    let draws = Draws { model, spec, progress, results: &base.results, trials, resamples, screening };
    let layers = draws.layers()?;
    // Without any spread there is nothing to explain.
    let mut inputs = if layers.is_empty() { Vec::new() } else { draws.screened()? };
    let others = draws.together(&mut inputs)?;
    let mut sample: Vec<f32> = base.results.iter().map(|value| *value as f32).collect();
    let counted = sample.iter().filter(|value| !value.is_nan()).count();
    Ok(SensitivityFound {
        spread: Band::of(&mut sample).unwrap_or(NOTHING),
        counted,
        layers,
        inputs,
        others,
        decisions: decisions::worth(model, spec, &base),
        trials: (trials, resamples),
    })
}

/// The band of a result that no trial has.
const NOTHING: Band = Band {
    mean: f64::NAN,
    p05: f64::NAN,
    p10: f64::NAN,
    p25: f64::NAN,
    p50: f64::NAN,
    p75: f64::NAN,
    p90: f64::NAN,
    p95: f64::NAN,
    standard_error: f64::NAN,
};

/// Trials of the run, and of each set that is drawn again and looked at closely.
fn counts(settings: &Settings) -> (u32, u32) {
    (settings.trials, settings.trials.div_ceil(ONE_AGAIN))
}

/// The plans whose trials make the result: what it is of, and what that is compared with.
fn plans<'m>(model: &'m Model, asked: &ResultAsked) -> (&'m Plan, Option<&'m Plan>) {
    match asked.option {
        None => (&model.baseline, None),
        Some(option) => {
            let plan = &model.options[option];
            (plan, Some(plan.against.map_or(&model.baseline, |other| &model.options[other])))
        }
    }
}
