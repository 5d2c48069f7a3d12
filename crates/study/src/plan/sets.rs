//! Sets of options that may be carried out together.

use model::service::ParameterId;

/// An option that may be chosen, in one of its sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// Names of all options that it includes, by however long a chain.
    pub includes: Vec<String>,
    /// The number that says its size, and the values that it may have; without it, the option is taken as it is.
    pub sizes: Option<(ParameterId, Vec<f64>)>,
}

impl Candidate {
    /// How many sizes it has, at least one.
    pub(super) fn count(&self) -> usize {
        self.sizes.as_ref().map_or(1, |(_, sizes)| sizes.len())
    }
}

/// The most sets, allowed or not, that can be gone through.
pub const MOST_LISTED: u64 = 100_000;

/// A set of options: of each candidate, 0 if it is not chosen, or else which of its sizes, from 1.
pub type Set = Vec<usize>;

/// What may be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The options.
    pub candidates: Vec<Candidate>,
    /// Groups of positions of candidates of which at most one may be chosen.
    pub either: Vec<Vec<usize>>,
}

impl Choice {
    /// Whether a set may be chosen: of each group at most one, and no option beside another that includes it.
    pub(super) fn allows(&self, set: &Set) -> bool {
        let chosen = |at: &usize| set[*at] > 0;
        let one_of_each = self.either.iter().all(|group| group.iter().filter(|at| chosen(at)).count() <= 1);
        let is_included = |at: usize| {
            let name = &self.candidates[at].name;
            (0..set.len()).filter(chosen).any(|other| self.candidates[other].includes.contains(name))
        };
        one_of_each && !(0..set.len()).filter(chosen).any(is_included)
    }

    /// The set without any option.
    pub(super) fn nothing(&self) -> Set {
        vec![0; self.candidates.len()]
    }

    /// How many sets there are, allowed or not.
    pub fn count(&self) -> u64 {
        let sizes = self.candidates.iter().map(|candidate| candidate.count() as u64 + 1);
        sizes.fold(1, u64::saturating_mul)
    }

    /// All sets that may be chosen, nothing first.
    pub(super) fn all(&self) -> Vec<Set> {
        let mut sets = vec![Vec::new()];
        for candidate in &self.candidates {
            let longer = |set: &Set| {
                let set = set.clone();
                (0..=candidate.count())
                    .map(move |state| [set.as_slice(), &[state]].concat())
                    .collect::<Vec<_>>()
            };
            sets = sets.iter().flat_map(longer).collect();
        }
        sets.retain(|set| self.allows(set));
        sets
    }

    /// The options of a set: the position of each, and the value of the number that says its size.
    pub fn chosen(&self, set: &Set) -> impl Iterator<Item = (usize, Option<f64>)> {
        let chosen = set.iter().copied().enumerate().filter(|(_, state)| *state > 0);
        chosen.map(|(at, state)| {
            let sizes = self.candidates[at].sizes.as_ref();
            (at, sizes.map(|(_, sizes)| sizes[state - 1]))
        })
    }

    /// The name of each option of a set, and the value of the number that says its size.
    pub fn sizes(&self, set: &Set) -> Vec<(&str, Option<f64>)> {
        self.chosen(set).map(|(at, size)| (self.candidates[at].name.as_str(), size)).collect()
    }

    /// The names of the options of a set.
    pub(super) fn names(&self, set: &Set) -> Vec<&str> {
        self.chosen(set).map(|(at, _)| self.candidates[at].name.as_str()).collect()
    }

    /// The numbers that say the sizes of a set, with their values.
    pub(super) fn values(&self, set: &Set) -> Vec<(ParameterId, f64)> {
        let number = |at: usize| self.candidates[at].sizes.as_ref().map(|(id, _)| *id);
        self.chosen(set).filter_map(|(at, size)| number(at).zip(size)).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::plan) fn choice(sizes: &[usize]) -> Choice {
        let candidate = |(at, count): (usize, &usize)| Candidate {
            name: format!("option_{at}"),
            includes: Vec::new(),
            sizes: (*count > 1)
                .then(|| (ParameterId(at as u32), (1..=*count).map(|size| size as f64).collect())),
        };
        Choice { candidates: sizes.iter().enumerate().map(candidate).collect(), either: Vec::new() }
    }

    #[test]
    fn every_set_comes_once_and_nothing_first() {
        let choice = choice(&[1, 3, 1]);
        let all = choice.all();
        assert_eq!((all.len(), choice.count()), (2 * 4 * 2, 16));
        assert_eq!(all[0], choice.nothing());
        assert_eq!(choice.names(&vec![1, 0, 1]), ["option_0", "option_2"]);
        assert_eq!(choice.sizes(&vec![0, 2, 1]), [("option_1", Some(2.0)), ("option_2", None)]);
    }

    #[test]
    fn what_excludes_or_includes_another_is_not_chosen_beside_it() {
        let mut choice = choice(&[1, 1, 1]);
        choice.either = vec![vec![0, 1]];
        choice.candidates[2].includes = vec!["option_0".to_owned()];
        let wanted: [Set; 5] = [vec![0, 0, 0], vec![0, 0, 1], vec![0, 1, 0], vec![0, 1, 1], vec![1, 0, 0]];
        assert_eq!(choice.all(), wanted);
    }
}
