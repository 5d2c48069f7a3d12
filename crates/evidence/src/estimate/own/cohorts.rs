//! How many of the cases of a stage end in a month, when they began at different times: few of the young ones end of
//! some shapes, and many of others.

use model::sampling::DurationTables;
use model::service::Shape;

/// Stays with mean 1, as so many equally likely ones, shortest first.
pub(super) struct Stays {
    ascending: Vec<f64>,
    /// Sum of each and all that are longer.
    beyond: Vec<f64>,
}

/// How many stays stand for all.
const POINTS: u32 = 512;
/// A stage is never taken to be emptier, against the start.
const LEAST_STOCK: f64 = 1e-3;

impl Stays {
    pub(super) fn of(shape: &Shape) -> Self {
        let table = DurationTables::new(shape).fresh;
        let step = u32::MAX / POINTS;
        let drawn: Vec<f64> = (0..POINTS).map(|at| f64::from(table.at(at * step + step / 2))).collect();
        let mean = drawn.iter().sum::<f64>() / f64::from(POINTS);
        let ascending: Vec<f64> = drawn.into_iter().map(|stay| stay / mean).collect();
        let mut beyond = ascending.clone();
        for at in (0..beyond.len() - 1).rev() {
            beyond[at] += beyond[at + 1];
        }
        Self { ascending, beyond }
    }

    /// Of those who begin, the share that stays longer.
    fn lasting(&self, age: f64) -> f64 {
        (self.ascending.len() - self.longer(age)) as f64 / self.ascending.len() as f64
    }

    /// Of those who are met at a random moment, the share that stays so much longer (equation P9).
    fn left(&self, time: f64) -> f64 {
        let first = self.longer(time);
        let all = self.beyond.get(first).copied().unwrap_or_default();
        (all - time * (self.ascending.len() - first) as f64) / self.ascending.len() as f64
    }

    fn longer(&self, age: f64) -> usize {
        self.ascending.partition_point(|stay| *stay <= age)
    }

    /// How readily cases end in each month against a stage in balance, of a stock of 1 at the start, entries in each
    /// month against that stock, and how much of a mean stay passes in each month.
    pub(super) fn readiness(&self, entries: &[f64], passing: &[f64]) -> Vec<f64> {
        let mut clock = vec![0.0];
        for passed in passing {
            clock.push(clock[clock.len() - 1] + passed);
        }
        let stock = |at: usize| {
            let of_entries = |month: usize| {
                let began = f64::midpoint(clock[month], clock[month + 1]);
                entries[month] * self.lasting(clock[at] - began)
            };
            (self.left(clock[at]) + (0..at).map(of_entries).sum::<f64>()).max(LEAST_STOCK)
        };
        let stocks: Vec<f64> = (0..=entries.len()).map(stock).collect();
        let readiness = |month: usize| {
            let ended = stocks[month] + entries[month] - stocks[month + 1];
            ended / (f64::midpoint(stocks[month], stocks[month + 1]) * passing[month])
        };
        (0..entries.len()).map(|month| readiness(month).clamp(0.1, 10.0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With as many entries as balance wants, as many end, whatever the shape; twice as many from the beginning on soon
    /// make more ends of a shape of many short stays, and none yet of stays that are all alike.
    #[test]
    fn a_stage_in_balance_ends_as_many_as_begin_and_young_cases_end_by_their_shape() {
        let month = 1.0 / 12.0;
        let passing = [month; 6];
        for shape in [Shape::Exponential, Shape::Fixed, Shape::Bands(vec![(2.0, 0.3), (50.0, 0.7)])] {
            let steady = Stays::of(&shape).readiness(&[month; 6], &passing);
            assert!(steady.iter().all(|ready| (ready - 1.0).abs() < 0.05), "{shape:?}: {steady:?}");
        }
        let twice = |shape| Stays::of(&shape).readiness(&[2.0 * month; 6], &passing)[5];
        assert!((twice(Shape::Exponential) - 1.0).abs() < 0.02);
        assert!(twice(Shape::Bands(vec![(2.0, 0.3), (50.0, 0.7)])) > 1.05);
        assert!(twice(Shape::Fixed) < 0.8);
    }
}
