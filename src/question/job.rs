//! What is asked: plain data, which can be kept, sent and answered elsewhere.

use serde::{Deserialize, Serialize};

use super::{BacktestQuestion, Error, GoalQuestion, PlanQuestion, SensitivityQuestion};
use model::document::InMemory;
use model::ensemble::Settings;
use model::sampling::Layers;
use report::ChartOptions;

/// All that an answer follows from: the same job gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The scenario, with all texts that it rests on; the first is its own. Empty for a back-test, which has none.
    pub scenario: InMemory,
    /// What is asked of it.
    pub question: Question,
    /// How many trials.
    pub trials: Trials,
    /// The seed from which all randomness follows.
    pub seed: u64,
    /// Which layers of uncertainty are at work; all of them, but in a run or a comparison.
    pub layers: Layers,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What is to be expected, and what does each option of the scenario change?
    Run {
        /// How charts are wanted.
        charts: ChartOptions,
    },
    /// What do other scenarios change?
    Compare {
        /// The others, each with all texts that it rests on.
        others: Vec<InMemory>,
        /// How charts are wanted.
        charts: ChartOptions,
    },
    /// What would it take?
    Goal(GoalQuestion),
    /// Which options together?
    Plan(PlanQuestion),
    /// Which numbers matter?
    Sensitivity(SensitivityQuestion),
    /// What would have been projected in past years, and what happened?
    Backtest(BacktestQuestion),
}

/// How many trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trials {
    /// So many.
    Exactly(u32),
    /// As many as what is shown needs, but no more than these: for runs and comparisons alone.
    AtMost(u32),
}

impl Job {
    /// A question with 2,000 trials, seed 1 and all layers of uncertainty.
    pub fn new(scenario: InMemory, question: Question) -> Self {
        Self { scenario, question, trials: Trials::Exactly(2_000), seed: 1, layers: Layers::ALL }
    }

    /// How the trials are run; of [`Trials::AtMost`] as many as there may be.
    pub(super) fn settings(&self) -> Settings {
        let (Trials::Exactly(trials) | Trials::AtMost(trials)) = self.trials;
        Settings { trials, seed: self.seed, layers: self.layers }
    }

    /// How the trials of a study or a back-test are run: so many, with all layers.
    pub(super) fn settings_of_study(&self) -> Result<Settings, Error> {
        match (self.trials, self.layers) {
            (Trials::Exactly(_), Layers::ALL) => Ok(self.settings()),
            _ => Err(Error::input(
                "only a run or a comparison can choose its number of trials, or leave layers out\n  help: give a number of \
                 trials, and all layers",
            )),
        }
    }
}
