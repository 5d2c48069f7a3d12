//! What is known of each set of options in the end: a set has one chance and one cost wherever it is told.

use std::collections::BTreeMap;

use study::plan::{PlanFound, Set, SetScore};

/// A set by the most trials that it was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct KnownSet<'a> {
    pub(super) set: &'a Set,
    pub(super) score: SetScore,
    /// How many trials these were.
    pub(super) trials: u32,
}

/// All sets that were looked at, the cheapest first; of those that cost the same, the surest.
pub(super) fn known(found: &PlanFound) -> Vec<KnownSet<'_>> {
    let [screening, choosing, judging] = found.trials;
    let mut sets: BTreeMap<&Set, KnownSet<'_>> = BTreeMap::new();
    let mut add = |set, score: &SetScore, trials| sets.insert(set, KnownSet { set, score: *score, trials });
    for (set, score) in &found.screened {
        add(set, score, screening);
        if set.iter().all(|state| *state == 0) {
            let chance_error = (found.baseline * (1.0 - found.baseline) / f64::from(judging)).sqrt();
            add(set, &SetScore { chance: found.baseline, chance_error, ..*score }, judging);
        }
    }
    for (set, score) in &found.finalists {
        if set.iter().any(|state| *state > 0) {
            add(set, score, choosing);
        }
    }
    for (set, score) in &found.judged {
        add(set, score, judging);
    }
    let mut sets: Vec<KnownSet<'_>> = sets.into_values().collect();
    sets.sort_by(|one, other| {
        let surer = other.score.chance.total_cmp(&one.score.chance);
        one.score.net_cost.total_cmp(&other.score.net_cost).then(surer)
    });
    sets
}

/// Of the sets that were judged by the same trials, nothing among them: those of which no other is both as cheap and as
/// sure, the cheapest first; and the chosen one.
pub(super) fn trade_offs(found: &PlanFound) -> Vec<KnownSet<'_>> {
    let mut surest = f64::NEG_INFINITY;
    let mut kept = known(found);
    kept.retain(|known| is_judged(known.set, found));
    kept.retain(|known| {
        let is_surer = known.score.chance > surest;
        surest = surest.max(known.score.chance);
        is_surer || *known.set == found.chosen.set
    });
    kept
}

/// Whether a set met the trials that judge.
fn is_judged(set: &Set, found: &PlanFound) -> bool {
    set.iter().all(|state| *state == 0) || found.judged.iter().any(|(own, _)| own == set)
}
