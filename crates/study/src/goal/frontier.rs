//! Two numbers at once: which pairs reach the chance, and which of them is the cheapest.

use super::evaluate::Evaluator;
use super::search::search;
use super::{GoalSpec, JudgedValue, Scale};
use model::engine::Model;
use model::ensemble::{Progress, Stopped};

/// Values of the second number for which the first is sought.
const COLUMNS: usize = 5;

/// Positions of the first number that are always tried. Between two of them the chance is assumed to only rise or
/// only fall.
const ROWS: usize = 3;

/// The pairs that reach the chance that is wanted.
#[derive(Clone, Debug)]
pub struct Frontier {
    /// One for each value of the second number, ascending.
    pub points: Vec<FrontierPoint>,
    /// The position of the cheapest, if any reaches the chance.
    pub cheapest: Option<usize>,
    /// The cheapest pair, or else the pair with the best chance, judged by other trials.
    pub judged: JudgedValue,
    /// Trials of each pair.
    pub trials: u32,
}

/// One value of the second number, and the mildest of the first that reaches the chance with it.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The value of the second number.
    pub second: f64,
    /// The mildest value of the first number, if any will do.
    pub first: Option<f64>,
    /// The chance of that pair, or the best within the range of the first number.
    pub chance: f64,
    /// Mean net cost of that pair against the baseline, in pounds.
    pub net_cost: Option<f64>,
}

/// About how many trials [`frontier`] runs, all pairs together.
pub fn trials_of_frontier([first, second]: &[Scale; 2], trials: u32) -> u64 {
    // In each column the rows, and a quarter of the trials for the cost; then the baseline and the pair.
    let in_column = first.grid(ROWS).len() as u64 + 1;
    u64::from(trials) * (second.grid(COLUMNS).len() as u64 * in_column + 3)
}

/// Finds the frontier of two numbers.
///
/// # Errors
///
/// If the user stops it.
pub fn frontier(
    model: Model,
    spec: &GoalSpec<'_>,
    scales: &[Scale; 2],
    progress: &dyn Progress,
) -> Result<Frontier, Stopped> {
    let mut evaluator = Evaluator::new(model, spec, scales, progress)?;
    let [first, second] = scales;
    let mut points = Vec::new();
    let mut positions = Vec::new();
    // One way for all columns: where the chance hardly changes in one, the others tell.
    let mut fall = 0.0;
    for column in second.grid(COLUMNS) {
        let [low, high] = [0, first.last()].map(|row| evaluator.met(&[row, column], None));
        fall += low?.chance() - high?.chance();
    }
    for column in second.grid(COLUMNS) {
        let found = search(&first.grid(ROWS), spec.sure, Some(fall > 0.0), |row, between| {
            evaluator.met(&[row, column], between)
        })?;
        let best = found.seen.iter().max_by(|(_, one), (_, other)| one.chance().total_cmp(&other.chance()));
        let best = best.map_or(0, |(row, _)| *row);
        let row = found.answer.unwrap_or(best);
        let net_cost = match found.answer {
            Some(row) => Some(evaluator.net_cost(&[row, column])?),
            None => None,
        };
        points.push(FrontierPoint {
            second: second.value(column),
            first: found.answer.map(|row| first.value(row)),
            chance: found.seen[&row].chance(),
            net_cost,
        });
        positions.push([row, column]);
    }
    let costs = points.iter().enumerate().filter_map(|(at, point)| Some((at, point.net_cost?)));
    let cheapest = costs.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at);
    let best = || {
        let chances = points.iter().enumerate();
        chances.max_by(|(_, one), (_, other)| one.chance.total_cmp(&other.chance)).map_or(0, |(at, _)| at)
    };
    let judged = evaluator.judged(&positions[cheapest.unwrap_or_else(best)])?;
    Ok(Frontier { points, cheapest, judged, trials: spec.settings.trials })
}
