//! Which options together? The set that meets the targets at least net cost, or does most for a budget.
//!
//! Three rounds, each on trials of its own: few trials of every set (or of
//! those that a search meets), more of those that are left in the running,
//! and then as many again of the one that is chosen and of the runner-up. So
//! what is said of them owes nothing to the luck by which they were chosen.

mod rank;
mod sets;

pub use rank::{Aim, Score};
pub use sets::{Candidate, Choice, Set};

use std::collections::BTreeMap;

use rank::scored;

use crate::engine::Model;
use crate::ensemble::{Batch, Progress, Settings, Stopped, on_threads};
use crate::sampling::ParameterSet;
use crate::service::Target;
use crate::study::reading::{Reading, read};
use crate::summary::Band;

/// Up to so many sets are all looked at; of more, a search looks at as many.
pub const MOST_SETS: usize = 64;

/// So many sets are left in the running.
const FINALISTS: usize = 8;

/// The trials of the first and of the second round, as parts of those of the last.
const ROUNDS: (u32, u32) = (10, 2);

/// No round has fewer trials.
const FEWEST: u32 = 40;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// What may be chosen.
    pub choice: &'a Choice,
    /// What is to be met, all in the same trial.
    pub targets: &'a [Target],
    /// What is aimed at.
    pub aim: Aim,
    /// The trials of the last round.
    pub settings: &'a Settings,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Found {
    /// All sets that were looked at, with their few trials.
    pub screened: BTreeMap<Set, Score>,
    /// Those left in the running with more trials, the best first.
    pub finalists: Vec<(Set, Score)>,
    /// The one that is chosen, judged by trials of its own.
    pub chosen: Judged,
    /// The second best of the finalists, if there are two, judged by the same trials.
    pub runner_up: Option<Judged>,
    /// What the chosen set costs more than the runner-up, trial by trial.
    pub dearer: Option<Band>,
    /// The chance without any option, of the same trials.
    pub baseline: f64,
    /// Trials of the three rounds.
    pub trials: [u32; 3],
    /// Whether all sets were looked at, and not only those that a search met.
    pub is_exact: bool,
}

/// A set judged by trials that had no part in choosing it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The set.
    pub set: Set,
    /// Chance and mean net cost.
    pub score: Score,
    /// Net cost against the baseline over the whole run.
    pub net_cost: Band,
}

/// The trials of the three rounds, the numbers of the first trial of each, and how many in all for so many sets.
pub fn rounds(trials: u32) -> ([u32; 3], [u32; 3]) {
    let counts = [(trials / ROUNDS.0).max(FEWEST), (trials / ROUNDS.1).max(FEWEST), trials];
    // Each round begins at a power of two beyond the one before: ranges stay evenly filled (equation U4).
    let second = (counts[0] + 1).next_power_of_two();
    let third = (second + counts[1] + 1).next_power_of_two().max(trials.next_power_of_two());
    (counts, [0, second, third])
}

/// About how many trials [`choose`] runs.
pub fn trials_of_plan(choice: &Choice, trials: u32) -> u64 {
    let ([first, second, third], _) = rounds(trials);
    let sets = choice.count().min(MOST_SETS as u64);
    u64::from(first) * sets + u64::from(second) * (FINALISTS as u64 + 1) + u64::from(third) * 3
}

/// Chooses the set.
///
/// # Errors
///
/// If the user stops it.
pub fn choose(mut model: Model, question: &Question<'_>, progress: &dyn Progress) -> Result<Found, Stopped> {
    on_threads(question.settings.threads, || {
        let (trials, first) = rounds(question.settings.trials);
        let numbers = |at: usize| first[at]..first[at] + trials[at];
        let Question { choice, aim, .. } = question;
        let written = model.parameters.clone();
        let screening = Round::new(&mut model, &written, question, numbers(0), progress)?;
        let screened = scored(choice, aim, MOST_SETS, |set| Ok(screening.run(&mut model, set)?.score))?;
        let choosing = Round::new(&mut model, &written, question, numbers(1), progress)?;
        let mut finalists = Vec::new();
        for set in aim.finalists(&screened, FINALISTS) {
            let score = choosing.run(&mut model, &set)?.score;
            finalists.push((set, score));
        }
        finalists.sort_by(|(_, one), (_, other)| aim.order(one, other));
        let judging = Round::new(&mut model, &written, question, numbers(2), progress)?;
        let chosen = judging.run(&mut model, &finalists[0].0)?;
        let runner_up = finalists.get(1).map(|(set, _)| judging.run(&mut model, set)).transpose()?;
        let dearer = runner_up.as_ref().and_then(|other| {
            let differences = chosen.cost.iter().zip(&other.cost).map(|(own, other)| (own - other) as f32);
            Band::of(&mut differences.collect())
        });
        let judged = |set: &Set, outcome: Outcome| Judged {
            set: set.clone(),
            score: outcome.score,
            net_cost: Band::of(&mut outcome.net_cost.clone()).expect("every trial has a cost"),
        };
        Ok(Found {
            baseline: judging.baseline_chance,
            chosen: judged(&finalists[0].0, chosen),
            runner_up: runner_up.map(|outcome| judged(&finalists[1].0, outcome)),
            dearer,
            is_exact: choice.count() <= MOST_SETS as u64,
            screened,
            finalists,
            trials,
        })
    })
}

/// Trials with which sets are compared.
struct Round<'a> {
    question: &'a Question<'a>,
    /// The numbers as the scenario has them.
    written: &'a ParameterSet,
    numbers: Vec<u32>,
    progress: &'a dyn Progress,
    baseline_cost: Vec<f64>,
    baseline_chance: f64,
}

/// What the trials of a round show of a set.
struct Outcome {
    score: Score,
    cost: Vec<f64>,
    net_cost: Vec<f32>,
}

impl<'a> Round<'a> {
    fn new(
        model: &mut Model,
        written: &'a ParameterSet,
        question: &'a Question<'a>,
        numbers: std::ops::Range<u32>,
        progress: &'a dyn Progress,
    ) -> Result<Self, Stopped> {
        let (baseline_cost, baseline_chance) = (Vec::new(), 0.0);
        let mut round =
            Self { question, written, numbers: numbers.collect(), progress, baseline_cost, baseline_chance };
        let (met, cost) = round.trials(model, &question.choice.nothing())?;
        (round.baseline_cost, round.baseline_chance) = (cost, share(&met).0);
        Ok(round)
    }

    fn run(&self, model: &mut Model, set: &Set) -> Result<Outcome, Stopped> {
        let (met, cost) = self.trials(model, set)?;
        let net: Vec<f64> = cost.iter().zip(&self.baseline_cost).map(|(own, other)| own - other).collect();
        let (chance, counted) = share(&met);
        let mean = net.iter().sum::<f64>() / net.len() as f64;
        let squares: f64 = net.iter().map(|cost| (cost - mean).powi(2)).sum();
        let score = Score {
            chance,
            chance_error: (chance * (1.0 - chance) / counted.max(1.0)).sqrt(),
            net_cost: mean,
            cost_error: (squares / (net.len() as f64 - 1.0).max(1.0) / net.len() as f64).sqrt(),
        };
        Ok(Outcome { score, cost, net_cost: net.into_iter().map(|cost| cost as f32).collect() })
    }

    /// Whether each trial meets the targets, and what it costs.
    fn trials(&self, model: &mut Model, set: &Set) -> Result<(Vec<f64>, Vec<f64>), Stopped> {
        let choice = self.question.choice;
        // An option that another includes has the size of the scenario, not that of the set before.
        model.parameters.clone_from(self.written);
        for (id, value) in choice.values(set) {
            model.parameters.fix(id, value);
        }
        let plan = model.together("plan", "", &choice.names(set));
        let cost = Reading::sum(model, "cost.total").expect("every service has a total cost");
        let readings = [Reading::met(model, self.question.targets), cost];
        let batch = Batch {
            settings: self.question.settings,
            numbers: &self.numbers,
            again: None,
            months: model.months,
        };
        let found = read((model, &plan), &batch, &readings, self.progress)?;
        Ok((found.column(0), found.column(1)))
    }
}

/// The share of the trials that are met, among those with a value, and how many these are.
fn share(met: &[f64]) -> (f64, f64) {
    let counted = met.iter().filter(|met| !met.is_nan());
    let (sum, count) = counted.fold((0.0, 0.0), |(sum, count), met| (sum + met, count + 1.0));
    (if count > 0.0 { sum / count } else { 0.0 }, count)
}
