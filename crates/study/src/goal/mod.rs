//! What would it take? The mildest value of a number that meets targets with
//! the chance that is wanted, or the frontier of two (equations G1 to G6).
//!
//! Every value meets the same trials (common random numbers), so that the
//! chance moves only with the value. What is found is then judged by other
//! trials than those that found it.

mod scale;
mod evaluate;
mod search;
mod frontier;

pub use frontier::{Frontier, FrontierPoint, frontier, trials_of_frontier};
pub use scale::Scale;

use crate::met::Met;
use evaluate::Evaluator;
use model::engine::Model;
use model::ensemble::{Progress, Settings, Stopped};
use model::service::Target;
use model::summary::Band;
use search::{GRID, search};

/// What is asked.
#[derive(Clone, Debug)]
pub struct GoalSpec<'a> {
    /// The names of the options that are carried out, the varied ones among them.
    pub options: Vec<&'a str>,
    /// What is to be met, all in the same trial.
    pub targets: &'a [Target],
    /// The chance that is wanted, between 0 and 1.
    pub sure: f64,
    /// The trials of each value; as many others judge what is found.
    pub settings: &'a Settings,
}

/// What one value comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The value.
    pub value: f64,
    /// The share of the trials that meet all targets.
    pub chance: f64,
    /// Its Monte Carlo standard error.
    pub standard_error: f64,
    /// Mean net cost against the baseline over the whole run in pounds, where it was worked out.
    pub net_cost: Option<f64>,
}

/// The answer for one number.
#[derive(Clone, Debug)]
pub struct GoalFound {
    /// All values that were looked at, ascending.
    pub curve: Vec<Point>,
    /// Whether the chance falls as the value rises, so that the mildest value is the highest.
    pub falls: bool,
    /// Whether the chance differs between the ends of the range, as far as the trials can tell.
    pub makes_a_difference: bool,
    /// The mildest value with the chance that is wanted; `None` if none has it.
    pub answer: Option<f64>,
    /// Whether the answer is the mildest value of the range: it may be that less would do.
    pub is_at_mild_end: bool,
    /// Where the answer may lie for all that the trials know (95%): its mild end and its far end.
    /// `None` is beyond the range.
    pub interval: (Option<f64>, Option<f64>),
    /// Stretches (from, to) over which the chance falls though the value becomes less mild.
    pub setbacks: Vec<(f64, f64)>,
    /// The answer, or else the value with the best chance, judged by other trials.
    pub judged: JudgedValue,
    /// Trials of each value.
    pub trials: u32,
}

/// One value, or a pair, judged by trials that had no part in finding it.
#[derive(Clone, Debug)]
pub struct JudgedValue {
    /// The value or values, in the order of the scales.
    pub values: Vec<f64>,
    /// The share of the trials that meet all targets.
    pub chance: f64,
    /// Its Monte Carlo standard error.
    pub standard_error: f64,
    /// The chance of each target alone.
    pub each: Vec<f64>,
    /// The chance in the baseline, of the same trials.
    pub baseline: f64,
    /// Net cost against the baseline, all months of the run together.
    pub net_cost: Band,
    /// Mean cost of the levers alone.
    pub lever_cost: f64,
    /// Trials in which the targets have a value.
    pub counted: usize,
}

/// About how many trials [`seek`] runs, all values together.
pub fn trials_of_search(scale: &Scale, trials: u32) -> u64 {
    // The grid, a quarter of the trials once more for the cost, and the baseline and the answer at the end; what is
    // looked at between the points of the grid takes few trials.
    u64::from(trials) * (scale.grid(GRID).len() as u64 * 5 / 4 + 3)
}

/// Finds the mildest value of a number.
///
/// # Errors
///
/// If the user stops it.
pub fn seek(
    model: Model,
    spec: &GoalSpec<'_>,
    scale: &Scale,
    progress: &dyn Progress,
) -> Result<GoalFound, Stopped> {
    let mut evaluator = Evaluator::new(model, spec, std::slice::from_ref(scale), progress)?;
    let sure = spec.sure;
    let mut found =
        search(&scale.grid(GRID), sure, None, |position, between| evaluator.met(&[position], between))?;
    let interval = found.interval(sure, |position, between| evaluator.met(&[position], between))?;
    let best = || {
        let mildest_first = |(position, met): &(&usize, &Met)| {
            let mildness = if found.falls { **position } else { usize::MAX - **position };
            (met.chance(), mildness)
        };
        let best = found.seen.iter().max_by(|one, other| {
            let (one, other) = (mildest_first(one), mildest_first(other));
            one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
        });
        best.map_or(0, |(position, _)| *position)
    };
    let judged = evaluator.judged(&[found.answer.unwrap_or_else(best)])?;
    let value = |position: usize| scale.value(position);
    let grid = scale.grid(GRID);
    let mut curve = Vec::new();
    for (position, met) in &found.seen {
        let is_costed = grid.contains(position) || found.answer == Some(*position);
        curve.push(Point {
            value: value(*position),
            chance: met.chance(),
            standard_error: met.standard_error(),
            net_cost: is_costed.then(|| evaluator.net_cost(&[*position])).transpose()?,
        });
    }
    Ok(GoalFound {
        curve,
        falls: found.falls,
        makes_a_difference: found.differs,
        answer: found.answer.map(value),
        is_at_mild_end: found.answer == Some(if found.falls { scale.last() } else { 0 }),
        interval: (interval.0.map(value), interval.1.map(value)),
        setbacks: found.setbacks().iter().map(|(from, to)| (value(*from), value(*to))).collect(),
        judged,
        trials: spec.settings.trials,
    })
}
