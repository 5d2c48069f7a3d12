//! The values that a number may take while it is varied.

use model::service::ParameterId;
use model::uncertain::Kind;

/// A range is parted into at most so many steps, unless it counts people or posts.
const MOST_STEPS: f64 = 500.0;

/// A number that is varied, from one end to the other in tidy steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its address.
    pub id: ParameterId,
    /// Its path in the scenario.
    pub path: String,
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
    /// From one value to the next.
    pub step: f64,
}

impl Scale {
    /// From `low` to `high`, in steps that fit what the number counts: whole
    /// people and cases, tenths of a post, and otherwise 1, 2 or 5 times a
    /// power of ten, so that there are no more than 500.
    pub fn new(id: ParameterId, path: &str, kind: &Kind, low: f64, high: f64) -> Self {
        let finest = match kind.unit {
            "people" | "cases" | "a month" => 1.0,
            "FTE" => 0.1,
            _ => 0.0,
        };
        let step = tidy_step((high - low) / MOST_STEPS).max(finest).min(high - low);
        Self { id, path: path.to_owned(), low, high, step }
    }

    /// The position of the highest value; the lowest has 0.
    pub fn last(&self) -> usize {
        ((self.high - self.low) / self.step - 1e-9).ceil().max(1.0) as usize
    }

    /// The value at a position.
    pub fn value(&self, position: usize) -> f64 {
        if position == 0 {
            return self.low;
        }
        if position >= self.last() {
            return self.high;
        }
        // Steps of 0.0005 from 0.7 are 0.7005, not 0.70050000000000001.
        let decimals = (1.0 - self.step.log10().floor()).max(0.0) as usize;
        let value = self.low + position as f64 * self.step;
        format!("{value:.decimals$}").parse().unwrap_or(value).clamp(self.low, self.high)
    }

    /// So many positions, evenly over the range with both ends; fewer where there are not so many.
    pub fn grid(&self, points: usize) -> Vec<usize> {
        let last = self.last();
        let mut grid: Vec<usize> =
            (0..points).map(|at| (at * last + (points - 1) / 2) / (points - 1)).collect();
        grid.dedup();
        grid
    }
}

/// The least of 1, 2 and 5 times a power of ten that is no less than `least`.
fn tidy_step(least: f64) -> f64 {
    let power = 10_f64.powi(least.log10().floor() as i32);
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::uncertain::kinds;

    fn scale(kind: &Kind, low: f64, high: f64) -> Scale {
        Scale::new(ParameterId(0), "option.plan.change.1.multiply", kind, low, high)
    }

    #[test]
    fn people_are_whole_and_posts_in_tenths() {
        let people = scale(&kinds::PEOPLE, 0.0, 60.0);
        assert_eq!((people.last(), people.value(23), people.value(60)), (60, 23.0, 60.0));
        let posts = scale(&kinds::FTE, 0.0, 20.0);
        assert_eq!((posts.last(), posts.value(57)), (200, 5.7));
        let factor = scale(&kinds::FACTOR, 0.7, 1.0);
        assert_eq!((factor.last(), factor.value(1), factor.value(300)), (300, 0.701, 1.0));
    }

    #[test]
    fn a_step_that_does_not_divide_the_range_still_ends_at_its_end() {
        let people = scale(&kinds::PEOPLE, 0.5, 3.0);
        assert_eq!((0..=people.last()).map(|at| people.value(at)).collect::<Vec<_>>(), [0.5, 1.5, 2.5, 3.0]);
        assert_eq!(people.grid(11), [0, 1, 2, 3]);
        assert_eq!(
            scale(&kinds::PEOPLE, 0.0, 100.0).grid(11),
            (0..=10).map(|at| at * 10).collect::<Vec<_>>()
        );
    }
}
