//! Which trial is run: whose numbers, whose years and whose streams it has.

use super::{Layers, mix};
use crate::service::ParameterId;

/// A trial among all that can be run.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// The seed from which all randomness follows.
    pub seed: u64,
    /// Its number.
    pub trial: u32,
    /// Which layers of uncertainty are at work.
    pub layers: Layers,
    /// What it draws again, if anything; all else it has in common with the trial of that number.
    pub resample: Option<&'a Resample>,
}

/// What is drawn again, to see how much of a result comes from it (equation V14).
///
/// Drawn again means: from a seed of its own. Other trials of the same seed
/// would not do, because their low-discrepancy points are not independent.
#[derive(Clone, Debug, PartialEq)]
pub struct Resample {
    /// Which of the numbers that have a range.
    pub parameters: Which,
    /// Where those numbers stand instead: at this probability of their range (0.1 is the 10th percentile), the same in
    /// all trials. Without it they are drawn.
    pub at: Option<f64>,
    /// What changes from year to year.
    pub environment: bool,
    /// Chance.
    pub chance: bool,
}

/// The seed of a round of trials that is to be independent of other rounds, of which the first (0) has the seed
/// that the user gave. Later trials of one seed would not do: low-discrepancy points fill the gaps that the
/// earlier ones left.
pub fn seed_of_round(seed: u64, round: u64) -> u64 {
    if round == 0 { seed } else { mix(seed ^ mix(round)) }
}

/// Which parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// None.
    None,
    /// These.
    Only(Vec<ParameterId>),
    /// All others.
    AllBut(Vec<ParameterId>),
}

impl Which {
    /// Whether a parameter is among them.
    pub(super) fn has(&self, id: ParameterId) -> bool {
        match self {
            Self::None => false,
            Self::Only(ids) => ids.contains(&id),
            Self::AllBut(ids) => !ids.contains(&id),
        }
    }
}

impl<'a> Address<'a> {
    /// A trial that draws everything once.
    pub fn of(seed: u64, trial: u32, layers: Layers) -> Self {
        Self { seed, trial, layers, resample: None }
    }

    /// The seed of what is drawn again.
    fn other_seed(&self) -> u64 {
        mix(self.seed ^ 0x4147_4149_4e21_4147)
    }

    /// The seed of the environment, and of chance.
    pub(super) fn seeds(&self) -> (u64, u64) {
        let of = |resampled: bool| if resampled { self.other_seed() } else { self.seed };
        let (environment, chance) = self.resample.map_or((false, false), |own| (own.environment, own.chance));
        (of(environment), of(chance))
    }

    /// The parameters that are drawn again, their seed, and where they stand if they are not drawn.
    pub(super) fn resampled_parameters(&self) -> Option<(&'a Which, u64, Option<f64>)> {
        let resample = self.resample.filter(|resample| resample.parameters != Which::None)?;
        Some((&resample.parameters, self.other_seed(), resample.at))
    }
}
