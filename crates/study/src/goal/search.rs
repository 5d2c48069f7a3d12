//! The search for the mildest value that reaches a chance (equations G1 to G3).
//!
//! It knows nothing of trials: it is given, for each position of a scale, in
//! which trials the targets are met, and asks for as few positions as it can.

use std::collections::BTreeMap;

use crate::met::Met;
use model::ensemble::Stopped;

/// Positions that are looked at in any case, evenly over the range.
pub(super) const GRID: usize = 11;

/// Half the width of a 95% interval, in standard errors.
pub(super) const Z95: f64 = 1.96;

/// If the chance falls by less than this where it should rise, the report does not mention it.
const WORTH_A_WORD: f64 = 0.01;

/// What was found along one scale.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// Whether the chance is greater at the lower end: the mildest value is then the highest.
    pub(super) falls: bool,
    /// Whether the ends differ by more than two standard errors.
    pub(super) differs: bool,
    /// What was looked at, by position.
    pub(super) seen: BTreeMap<usize, Met>,
    /// The mildest position with the chance that is wanted.
    pub(super) answer: Option<usize>,
}

/// Searches for the mildest position with a chance of `sure`: looks at a grid, then between its points. Unless it is known
/// whether the chance `falls`, its ends tell. `met` gives the
/// trials of a position; for one that lies between two that are known it is given those of both.
pub(super) fn search(
    grid: &[usize],
    sure: f64,
    falls: Option<bool>,
    mut met: impl FnMut(usize, Option<(&Met, &Met)>) -> Result<Met, Stopped>,
) -> Result<Search, Stopped> {
    let mut search = Search::default();
    for position in grid {
        search.seen.insert(*position, met(*position, None)?);
    }
    let (first, last) = (search.seen.first_key_value(), search.seen.last_key_value());
    if let (Some((_, first)), Some((_, last))) = (first, last) {
        let (fall, error) = first.fall_to(last);
        search.differs = fall.abs() > 2.0 * error && fall != 0.0;
        search.falls = falls.unwrap_or(fall > 0.0);
    }
    search.answer = search.first_with(sure, &mut met)?;
    Ok(search)
}

impl Search {
    /// The mildest positions that reach the chance if the trials err to the good and to the bad
    /// side: the 95% interval of the answer. It holds the true answer as often as the interval of a
    /// quantile from order statistics does (equation G3).
    pub(super) fn interval(
        &mut self,
        sure: f64,
        mut met: impl FnMut(usize, Option<(&Met, &Met)>) -> Result<Met, Stopped>,
    ) -> Result<(Option<usize>, Option<usize>), Stopped> {
        let trials = self.seen.values().map(|met| met.count().1).fold(0.0, f64::max).max(1.0);
        let error = Z95 * (sure * (1.0 - sure) / trials).sqrt();
        let good = self.first_with((sure - error).max(f64::MIN_POSITIVE), &mut met)?;
        let bad = self.first_with((sure + error).min(1.0), &mut met)?;
        Ok((good, bad))
    }

    /// Positions that were looked at, the mild end first.
    fn mild_end_first(&self) -> Vec<usize> {
        let mut positions: Vec<usize> = self.seen.keys().copied().collect();
        if self.falls {
            positions.reverse();
        }
        positions
    }

    /// The mildest position with at least this chance: between the first that
    /// was looked at and has it, and the one before, the range is halved until they are neighbours.
    fn first_with(
        &mut self,
        chance: f64,
        met: &mut impl FnMut(usize, Option<(&Met, &Met)>) -> Result<Met, Stopped>,
    ) -> Result<Option<usize>, Stopped> {
        let order = self.mild_end_first();
        let Some(at) = order.iter().position(|position| self.seen[position].chance() >= chance) else {
            return Ok(None);
        };
        let mut reached = order[at];
        let Some(mut short) = at.checked_sub(1).map(|before| order[before]) else { return Ok(Some(reached)) };
        while reached.abs_diff(short) > 1 {
            let middle = usize::midpoint(reached, short);
            let met = met(middle, Some((&self.seen[&short], &self.seen[&reached])))?;
            if met.chance() >= chance {
                reached = middle;
            } else {
                short = middle;
            }
            self.seen.insert(middle, met);
        }
        Ok(Some(reached))
    }

    /// Where the chance is lower than at a milder position by more than two standard errors.
    pub(super) fn setbacks(&self) -> Vec<(usize, usize)> {
        let order = self.mild_end_first();
        let mut setbacks: Vec<(usize, usize)> = Vec::new();
        let Some(mut best) = order.first().copied() else { return setbacks };
        for position in order {
            let (fall, error) = self.seen[&best].fall_to(&self.seen[&position]);
            if fall <= 0.0 {
                best = position;
            } else if fall > 2.0 * error && fall >= WORTH_A_WORD {
                match setbacks.last_mut() {
                    Some((from, to)) if *from == best => *to = position,
                    _ => setbacks.push((best, position)),
                }
            }
        }
        setbacks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trial `t` of 1,000 is met from position `t / 10` on, so that the chance at position p is p per cent and a tenth.
    fn rising(position: usize) -> Met {
        Met((0..1_000).map(|trial| Some(trial / 10 <= position)).collect())
    }

    fn found(grid: &[usize], sure: f64, met: impl Fn(usize) -> Met) -> Search {
        search(grid, sure, None, |position, _| Ok(met(position))).unwrap()
    }

    type Interval = (Option<usize>, Option<usize>);

    fn interval(search: &mut Search, met: impl Fn(usize) -> Met) -> Interval {
        search.interval(0.8, |position, _| Ok(met(position))).unwrap()
    }

    const TENTHS: [usize; 11] = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

    #[test]
    fn the_mildest_position_of_a_rising_chance_is_found_with_few_questions() {
        let mut search = found(&TENTHS, 0.8, rising);
        assert_eq!((search.falls, search.answer), (false, Some(79)));
        // 0.8 -+ 1.96 sqrt(0.8 x 0.2 / 1,000) = 0.775 and 0.825.
        assert_eq!(interval(&mut search, rising), (Some(77), Some(82)));
        assert!(search.setbacks().is_empty());
        assert!(search.seen.len() <= 11 + 8, "{}", search.seen.len());
    }

    #[test]
    fn the_mildest_position_of_a_falling_chance_is_the_highest() {
        let falling = |position| rising(100 - position);
        let mut search = found(&TENTHS, 0.8, falling);
        assert_eq!((search.falls, search.answer), (true, Some(21)));
        assert_eq!(interval(&mut search, falling), (Some(23), Some(18)));
    }

    #[test]
    fn what_is_never_reached_has_no_answer_and_what_is_always_reached_is_the_mild_end() {
        let half = |position: usize| rising(position / 2);
        let mut search = found(&TENTHS, 0.8, half);
        assert_eq!((search.answer, interval(&mut search, half)), (None, (None, None)));
        let mut search = found(&TENTHS, 0.8, |_| rising(99));
        assert_eq!((search.falls, search.answer), (false, Some(0)));
        assert_eq!(interval(&mut search, |_| rising(99)), (Some(0), Some(0)));
    }

    #[test]
    fn a_chance_that_falls_back_is_told() {
        let hump = |position: usize| rising(if position <= 60 { position + 35 } else { 155 - position });
        let search = found(&TENTHS, 0.8, hump);
        assert_eq!(search.answer, Some(44));
        assert_eq!(search.setbacks(), [(60, 100)]);
    }
}
