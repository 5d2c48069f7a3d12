//! Which set is better, and how sets are sought (equations G7 to G9).

use serde::{Deserialize, Serialize};

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::sets::{Choice, Set};
use model::ensemble::Stopped;

/// What is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Aim {
    /// The least net cost of what meets the targets with this chance.
    Cheapest {
        /// The chance that is wanted.
        sure: f64,
    },
    /// The greatest chance of what costs no more than this, in pounds.
    Most {
        /// The most that the mean net cost may be.
        budget: f64,
    },
}

/// What trials show of a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetScore {
    /// The share of the trials that meet all targets.
    pub chance: f64,
    /// Its Monte Carlo standard error.
    pub chance_error: f64,
    /// Mean net cost against the baseline over the whole run, in pounds.
    pub net_cost: f64,
    /// Its Monte Carlo standard error.
    pub cost_error: f64,
}

impl Aim {
    /// Whether a set does what it must.
    pub fn is_met(&self, score: &SetScore) -> bool {
        self.is_met_within(score, 0.0)
    }

    /// The same, if the trials may have erred by so many standard errors.
    fn is_met_within(&self, score: &SetScore, errors: f64) -> bool {
        match *self {
            Self::Cheapest { sure } => score.chance + errors * score.chance_error >= sure,
            Self::Most { budget } => score.net_cost - errors * score.cost_error <= budget,
        }
    }

    /// The better set is less: what does what it must before what does not; among those
    /// the cheaper, or that with the greater chance; among the others the one that is nearest.
    pub(super) fn order(&self, one: &SetScore, other: &SetScore) -> Ordering {
        let both = (self.is_met(one), self.is_met(other));
        let cheaper = one.net_cost.total_cmp(&other.net_cost);
        let surer = other.chance.total_cmp(&one.chance);
        match (self, both) {
            (_, (true, false)) => Ordering::Less,
            (_, (false, true)) => Ordering::Greater,
            (Self::Cheapest { .. }, (true, true)) | (Self::Most { .. }, (false, false)) => {
                cheaper.then(surer)
            }
            (Self::Cheapest { .. }, (false, false)) | (Self::Most { .. }, (true, true)) => {
                surer.then(cheaper)
            }
        }
    }

    /// Those that few trials leave in the running: up to half of `count` of those that may only seem to miss what
    /// they must (by less than two standard errors), one that must meet it if any does (the surest, or nothing at
    /// all), and the best by rank.
    pub(super) fn finalists(&self, scores: &BTreeMap<Set, SetScore>, count: usize) -> Vec<Set> {
        let ranked = self.ranked(scores);
        let mut perhaps: Vec<(&Set, &SetScore)> =
            scores.iter().filter(|(_, score)| self.is_met_within(score, 2.0)).collect();
        perhaps.sort_by(|(_, one), (_, other)| match self {
            Self::Cheapest { .. } => one.net_cost.total_cmp(&other.net_cost),
            Self::Most { .. } => other.chance.total_cmp(&one.chance),
        });
        let safest = scores.iter().min_by(|(_, one), (_, other)| match self {
            Self::Cheapest { .. } => other.chance.total_cmp(&one.chance),
            Self::Most { .. } => one.net_cost.total_cmp(&other.net_cost),
        });
        let perhaps = perhaps.into_iter().take(count / 2).map(|(set, _)| set.clone());
        let safest = safest.map(|(set, _)| set.clone());
        let mut finalists: Vec<Set> = Vec::new();
        for set in perhaps.chain(safest).chain(ranked) {
            if finalists.len() < count && !finalists.contains(&set) {
                finalists.push(set);
            }
        }
        finalists
    }

    /// All sets, the best first.
    pub(super) fn ranked(&self, scores: &BTreeMap<Set, SetScore>) -> Vec<Set> {
        let mut ranked: Vec<(&Set, &SetScore)> = scores.iter().collect();
        ranked.sort_by(|(_, one), (_, other)| self.order(one, other));
        ranked.into_iter().map(|(set, _)| set.clone()).collect()
    }
}

/// Scores sets: all of them if there are no more than `most`; else as many, beginning with nothing and with each option
/// alone. Which comes next is foretold: what options do alone is added up (costs in pounds, chances on the scale
/// of log odds), and what they were found to do together, as a share of that sum, is taken into account
/// after each. The set that is foretold to be the best of those that are not known comes next (equation G10).
pub(super) fn scored(
    choice: &Choice,
    aim: &Aim,
    most: usize,
    mut score: impl FnMut(&Set) -> Result<SetScore, Stopped>,
) -> Result<BTreeMap<Set, SetScore>, Stopped> {
    let mut scores = BTreeMap::new();
    let mut open = choice.all();
    let of_one = |set: &Set| set.iter().filter(|state| **state > 0).count() <= 1;
    // Nothing and single options first, all else in the order of the options.
    open.sort_by_key(|set| !of_one(set));
    for set in open.iter().filter(|set| open.len() <= most || of_one(set)).take(most) {
        scores.insert(set.clone(), score(set)?);
    }
    open.retain(|set| !scores.contains_key(set));
    let alone = Alone::of(choice, &scores);
    while scores.len() < most && !open.is_empty() {
        let kept = alone.kept(&scores);
        let foretold: Vec<SetScore> = open.iter().map(|set| alone.foretold(set, kept)).collect();
        let best = (0..open.len()).min_by(|one, other| aim.order(&foretold[*one], &foretold[*other]));
        let next = open.swap_remove(best.expect("there is an open set"));
        scores.insert(next.clone(), score(&next)?);
    }
    Ok(scores)
}

/// What options do alone.
struct Alone {
    nothing: SetScore,
    /// For each option and size, what it adds to cost and to the log odds of the chance.
    gains: Vec<Vec<(f64, f64)>>,
}

impl Alone {
    fn of(choice: &Choice, scores: &BTreeMap<Set, SetScore>) -> Self {
        let unknown = SetScore { chance: 0.0, chance_error: 0.0, net_cost: 0.0, cost_error: 0.0 };
        let nothing = scores.get(&choice.nothing()).copied().unwrap_or(unknown);
        let gain = |at: usize, state: usize| {
            let mut set = choice.nothing();
            set[at] = state;
            scores.get(&set).map_or((0.0, 0.0), |own| {
                (own.net_cost - nothing.net_cost, log_odds(own.chance) - log_odds(nothing.chance))
            })
        };
        let gains = choice.candidates.iter().enumerate();
        let gains = gains.map(|(at, own)| (1..=own.count()).map(|state| gain(at, state)).collect());
        Self { nothing, gains: gains.collect() }
    }

    /// What options add, each alone, added up.
    fn added(&self, set: &Set) -> (f64, f64) {
        let chosen = self.gains.iter().zip(set).filter(|(_, state)| **state > 0);
        chosen
            .map(|(gains, state)| gains[*state - 1])
            .fold((0.0, 0.0), |sum, gain| (sum.0 + gain.0, sum.1 + gain.1))
    }

    /// Of what options add alone, the share that is left of it together, in cost and in chance: by least
    /// squares over the sets that are known.
    fn kept(&self, scores: &BTreeMap<Set, SetScore>) -> (f64, f64) {
        let (mut cost, mut chance) = ((0.0, 0.0), (0.0, 0.0));
        for (set, score) in scores {
            let added = self.added(set);
            cost.0 += added.0 * (score.net_cost - self.nothing.net_cost);
            cost.1 += added.0 * added.0;
            chance.0 += added.1 * (log_odds(score.chance) - log_odds(self.nothing.chance));
            chance.1 += added.1 * added.1;
        }
        let share = |(found, added): (f64, f64)| if added > 0.0 { found / added } else { 1.0 };
        (share(cost), share(chance))
    }

    fn foretold(&self, set: &Set, kept: (f64, f64)) -> SetScore {
        let (cost, odds) = self.added(set);
        let odds = log_odds(self.nothing.chance) + kept.1 * odds;
        SetScore {
            chance: 1.0 / (1.0 + (-odds).exp()),
            chance_error: 0.0,
            net_cost: self.nothing.net_cost + kept.0 * cost,
            cost_error: 0.0,
        }
    }
}

/// Of a chance that is kept from nil and one, which few trials cannot tell from nearly so.
fn log_odds(chance: f64) -> f64 {
    let chance = chance.clamp(0.005, 0.995);
    (chance / (1.0 - chance)).ln()
}

#[cfg(test)]
mod tests {
    use super::super::sets::tests::choice;
    use super::*;
    use model::sampling::{mix, uniform_f64};

    /// Each option costs something and adds to the chance, with returns that diminish, and some do better or worse together.
    fn world(key: u64, set: &Set) -> SetScore {
        let random = |at: usize, what: u64| uniform_f64(mix(key ^ mix(at as u64 * 8 + what)));
        let (mut pull, mut cost) = (0.15, 0.0);
        for (at, state) in set.iter().enumerate() {
            let size = *state as f64;
            pull += 0.6 * random(at, 1) * size.sqrt();
            cost += (random(at, 2) - 0.15) * size * 1e6;
            if at > 0 && *state > 0 && set[at - 1] > 0 {
                pull += 0.3 * (random(at, 3) - 0.5);
            }
        }
        let chance = 1.0 - (-pull.max(0.0)).exp();
        SetScore { chance, chance_error: 0.0, net_cost: cost, cost_error: 0.0 }
    }

    fn best(aim: &Aim, scores: &BTreeMap<Set, SetScore>) -> (Set, SetScore) {
        let best = scores.iter().min_by(|(_, one), (_, other)| aim.order(one, other)).unwrap();
        (best.0.clone(), *best.1)
    }

    /// 40 worlds of 8 options, one of them in three sizes: 512 sets, of which 64 are asked, as in a plan. It is no
    /// guarantee; nothing is random here, and what is asserted is what was found.
    #[test]
    fn few_sets_find_the_best_of_all_in_most_worlds() {
        let choice = choice(&[1, 1, 3, 1, 1, 1, 1, 1]);
        for aim in [Aim::Cheapest { sure: 0.75 }, Aim::Most { budget: 1e6 }] {
            let (mut same, mut met) = (0, 0);
            for key in 0..40 {
                let all = scored(&choice, &aim, 1_000, |set| Ok(world(key, set))).unwrap();
                assert_eq!(all.len(), 512);
                let mut asked = 0;
                let found = scored(&choice, &aim, 64, |set| {
                    asked += 1;
                    Ok(world(key, set))
                });
                let ((best_set, best_score), (set, score)) = (best(&aim, &all), best(&aim, &found.unwrap()));
                assert_eq!(asked, 64);
                same += u32::from(set == best_set);
                met += u32::from(aim.is_met(&score) == aim.is_met(&best_score));
            }
            assert!(same >= 32 && met == 40, "{aim:?}: the best in {same} of 40, and met in {met}");
        }
    }

    #[test]
    fn what_must_be_comes_before_what_is_wished() {
        let score = |chance, net_cost| SetScore { chance, chance_error: 0.05, net_cost, cost_error: 0.1 };
        let (dear, cheap, weak) = (score(0.9, 5.0), score(0.82, 2.0), score(0.75, 0.0));
        let aim = Aim::Cheapest { sure: 0.8 };
        assert!(aim.order(&cheap, &dear).is_lt() && aim.order(&dear, &weak).is_lt());
        let aim = Aim::Most { budget: 3.0 };
        assert!(aim.order(&cheap, &weak).is_lt() && aim.order(&weak, &dear).is_lt());
    }

    #[test]
    fn what_may_only_seem_to_miss_stays_in_the_running() {
        let score = |chance, net_cost| SetScore { chance, chance_error: 0.05, net_cost, cost_error: 0.1 };
        let scores = [(0.9, 5.0), (0.85, 4.0), (0.75, 1.0), (0.5, 0.0)];
        let scores: BTreeMap<Set, SetScore> = scores
            .into_iter()
            .enumerate()
            .map(|(at, (chance, cost))| (vec![at], score(chance, cost)))
            .collect();
        let finalists = Aim::Cheapest { sure: 0.8 }.finalists(&scores, 2);
        assert_eq!(finalists, [vec![2], vec![0]]);
        // The surest is always among them; then the best by rank.
        let finalists = Aim::Cheapest { sure: 0.8 }.finalists(&scores, 4);
        assert_eq!(finalists, [vec![2], vec![1], vec![0], vec![3]]);
    }
}
