//! Which options together? The set that meets the targets at least net cost, or does most for a budget.
//!
//! Three rounds, each on trials of its own: few trials of every set (or of
//! those that a search looks at), more of those that are left in the running,
//! and then as many again of the one that is chosen and of the others that were
//! best. So what is said of them owes nothing to the chance by which they were
//! chosen, and they can be compared.

mod sets;
mod rank;

pub use rank::{Aim, SetScore};
pub use sets::{Candidate, Choice, MOST_LISTED, Set};

use std::collections::BTreeMap;

use rank::scored;

use crate::met::Met;
use crate::reading::{Reading, differences, read};
use model::engine::Model;
use model::ensemble::{Batch, Progress, Settings, Stopped};
use model::measure::MeasureId;
use model::sampling::{ParameterSet, seed_of_round};
use model::service::Target;
use model::summary::Band;

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
pub struct PlanSpec<'a> {
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
pub struct PlanFound {
    /// All sets that were looked at, with their few trials.
    pub screened: BTreeMap<Set, SetScore>,
    /// Those left in the running with more trials, the best first.
    pub finalists: Vec<(Set, SetScore)>,
    /// The one that is chosen, judged by trials of its own.
    pub chosen: JudgedSet,
    /// The second best of the finalists, if there are two, judged by the same trials.
    pub runner_up: Option<JudgedSet>,
    /// The best of the finalists by the same trials, at most as many as are left in the running; the chosen one is the first.
    pub judged: Vec<(Set, SetScore)>,
    /// What the chosen set costs more than the runner-up, trial by trial.
    pub dearer: Option<Band>,
    /// The chance without any option, of the same trials.
    pub baseline: f64,
    /// Trials of the three rounds.
    pub trials: [u32; 3],
    /// Whether all sets were looked at, and not only some.
    pub is_exact: bool,
}

/// A set judged by trials that had no part in choosing it.
#[derive(Clone, Debug)]
pub struct JudgedSet {
    /// The set.
    pub set: Set,
    /// Chance and mean net cost.
    pub score: SetScore,
    /// Net cost against the baseline over the whole run.
    pub net_cost: Band,
}

/// The trials of the three rounds.
fn rounds(trials: u32) -> [u32; 3] {
    [(trials / ROUNDS.0).max(FEWEST), (trials / ROUNDS.1).max(FEWEST), trials]
}

/// About how many trials [`choose`] runs.
pub fn trials_of_plan(choice: &Choice, trials: u32) -> u64 {
    let [first, second, third] = rounds(trials);
    let sets = choice.count().min(MOST_SETS as u64);
    u64::from(first) * sets + u64::from(second + third) * (sets.min(FINALISTS as u64) + 1)
}

/// Chooses the set.
///
/// # Errors
///
/// If the user stops it.
pub fn choose(mut model: Model, spec: &PlanSpec<'_>, progress: &dyn Progress) -> Result<PlanFound, Stopped> {
    let trials = rounds(spec.settings.trials);
    let PlanSpec { choice, aim, .. } = spec;
    let written = model.parameters.clone();
    let screening = Round::new(&mut model, &written, spec, (0, trials[0]), progress)?;
    let screened = scored(choice, aim, MOST_SETS, |set| Ok(screening.run(&mut model, set)?.score))?;
    let choosing = Round::new(&mut model, &written, spec, (1, trials[1]), progress)?;
    let mut finalists = Vec::new();
    for set in aim.finalists(&screened, FINALISTS).into_iter().chain(aim.ranked(&screened)) {
        // Beyond those in the running only while none of them does what it must.
        let is_enough = finalists.len() >= FINALISTS && finalists.iter().any(|(_, score)| aim.is_met(score));
        if is_enough || finalists.iter().any(|(own, _)| *own == set) {
            continue;
        }
        let score = choosing.run(&mut model, &set)?.score;
        finalists.push((set, score));
    }
    finalists.sort_by(|(_, one), (_, other)| aim.order(one, other));
    let judging = Round::new(&mut model, &written, spec, (2, trials[2]), progress)?;
    let mut outcomes = Vec::new();
    for (set, _) in finalists.iter().take(FINALISTS) {
        outcomes.push(judging.run(&mut model, set)?);
    }
    let scores =
        finalists.iter().zip(&outcomes).map(|((set, _), outcome)| (set.clone(), outcome.score)).collect();
    let mut outcomes = outcomes.into_iter();
    let chosen = outcomes.next().expect("nothing at all is a set too");
    let runner_up = outcomes.next();
    let dearer = runner_up.as_ref().and_then(|other| {
        let dearer = differences(&chosen.cost, &other.cost);
        Band::of(&mut dearer.into_iter().map(|cost| cost as f32).collect())
    });
    let judged = |set: &Set, outcome: Outcome| JudgedSet {
        set: set.clone(),
        score: outcome.score,
        net_cost: Band::of(&mut outcome.net_cost.clone()).expect("every trial has a cost"),
    };
    Ok(PlanFound {
        baseline: judging.baseline_chance,
        chosen: judged(&finalists[0].0, chosen),
        runner_up: runner_up.map(|outcome| judged(&finalists[1].0, outcome)),
        judged: scores,
        dearer,
        is_exact: screened.len() < MOST_SETS || choice.all().len() <= MOST_SETS,
        screened,
        finalists,
        trials,
    })
}

/// Trials with which sets are compared.
struct Round<'a> {
    spec: &'a PlanSpec<'a>,
    /// With the seed of the round.
    settings: Settings,
    /// The numbers as the scenario has them.
    written: &'a ParameterSet,
    numbers: Vec<u32>,
    progress: &'a dyn Progress,
    baseline_cost: Vec<f64>,
    baseline_chance: f64,
}

/// What the trials of a round show of a set.
struct Outcome {
    score: SetScore,
    cost: Vec<f64>,
    net_cost: Vec<f32>,
}

impl<'a> Round<'a> {
    fn new(
        model: &mut Model,
        written: &'a ParameterSet,
        spec: &'a PlanSpec<'a>,
        (round, trials): (u64, u32),
        progress: &'a dyn Progress,
    ) -> Result<Self, Stopped> {
        let (baseline_cost, baseline_chance) = (Vec::new(), 0.0);
        let settings = Settings { seed: seed_of_round(spec.settings.seed, round), ..spec.settings.clone() };
        let numbers = (0..trials).collect();
        let mut round = Self { spec, settings, written, numbers, progress, baseline_cost, baseline_chance };
        let (met, cost) = round.trials(model, &spec.choice.nothing())?;
        (round.baseline_cost, round.baseline_chance) = (cost, met.chance());
        Ok(round)
    }

    fn run(&self, model: &mut Model, set: &Set) -> Result<Outcome, Stopped> {
        let (met, cost) = self.trials(model, set)?;
        let net = differences(&cost, &self.baseline_cost);
        let mean = net.iter().sum::<f64>() / net.len() as f64;
        let squares: f64 = net.iter().map(|cost| (cost - mean).powi(2)).sum();
        let score = SetScore {
            chance: met.chance(),
            chance_error: met.standard_error(),
            net_cost: mean,
            cost_error: (squares / (net.len() as f64 - 1.0).max(1.0) / net.len() as f64).sqrt(),
        };
        Ok(Outcome { score, cost, net_cost: net.into_iter().map(|cost| cost as f32).collect() })
    }

    /// Whether each trial meets the targets, and what it costs.
    fn trials(&self, model: &mut Model, set: &Set) -> Result<(Met, Vec<f64>), Stopped> {
        let choice = self.spec.choice;
        // An option that another includes has the size of the scenario, not that of the set before.
        model.parameters.clone_from(self.written);
        for (id, value) in choice.values(set) {
            model.parameters.fix(id, value);
        }
        let plan = model.together("plan", "", &choice.names(set));
        let cost = Reading::sum(model, MeasureId::CostTotal).expect("every service has a total cost");
        let readings = [Reading::met(model, self.spec.targets), cost];
        let batch =
            Batch { settings: &self.settings, numbers: &self.numbers, resample: None, months: model.months };
        let found = read((model, &plan), &batch, &readings, self.progress)?;
        Ok((Met::of(&found.column(0)), found.column(1)))
    }
}
