//! Trials for each value that a search asks for.

use std::collections::BTreeMap;

use super::search::{GRID, Met};
use super::{Judged, Question, Scale};
use crate::engine::{Model, Plan};
use crate::ensemble::{Batch, Progress, Readings, Settings, Stopped};
use crate::study::reading::{Reading, read};
use crate::summary::Band;

/// What was worked out for the values of some scales.
pub(super) struct Course<'a> {
    model: Model,
    plan: Plan,
    question: &'a Question<'a>,
    scales: &'a [Scale],
    progress: &'a dyn Progress,
    /// Cost of the baseline in each trial, of the search.
    baseline_cost: Vec<f64>,
    seen: BTreeMap<Vec<usize>, Seen>,
}

#[derive(Clone)]
struct Seen {
    met: Met,
    net_cost: Option<f64>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        model: Model,
        question: &'a Question<'a>,
        scales: &'a [Scale],
        progress: &'a dyn Progress,
    ) -> Result<Self, Stopped> {
        let plan = model.together("goal", "", &question.options);
        let mut course = Self {
            model,
            plan,
            question,
            scales,
            progress,
            baseline_cost: Vec::new(),
            seen: BTreeMap::new(),
        };
        let cost = course.cost();
        course.baseline_cost = course.run(&course.model.baseline, 0, &[cost])?.column(0);
        Ok(course)
    }

    /// In which trials the targets are met at a position of each scale. On the grid of a
    /// single scale the cost is worked out too.
    pub(super) fn met(&mut self, positions: &[usize]) -> Result<Met, Stopped> {
        if let Some(seen) = self.seen.get(positions) {
            return Ok(seen.met.clone());
        }
        let with_cost = matches!(self.scales, [scale] if scale.grid(GRID).contains(&positions[0]));
        self.look(positions, with_cost).map(|seen| seen.met)
    }

    /// The mean net cost at positions, if it was worked out.
    pub(super) fn net_cost(&self, positions: &[usize]) -> Option<f64> {
        self.seen.get(positions)?.net_cost
    }

    /// Works the mean net cost out.
    pub(super) fn work_out_cost(&mut self, positions: &[usize]) -> Result<f64, Stopped> {
        match self.net_cost(positions) {
            Some(cost) => Ok(cost),
            None => Ok(self.look(positions, true)?.net_cost.unwrap_or(f64::NAN)),
        }
    }

    /// Runs the trials of a position of each scale; as far as the targets, or to the end for the cost.
    fn look(&mut self, positions: &[usize], with_cost: bool) -> Result<Seen, Stopped> {
        self.set(positions);
        let met = Reading::met(&self.model, self.question.targets);
        let seen = if with_cost {
            let readings = self.run(&self.plan, 0, &[met, self.cost()])?;
            let cost = readings.column(1);
            Seen {
                met: Met::of(&readings.column(0)),
                net_cost: Some(mean_difference(&cost, &self.baseline_cost)),
            }
        } else {
            Seen { met: Met::of(&self.run(&self.plan, 0, &[met])?.column(0)), net_cost: None }
        };
        self.seen.insert(positions.to_vec(), seen.clone());
        Ok(seen)
    }

    /// What is found, judged by other trials.
    pub(super) fn judged(&mut self, positions: &[usize]) -> Result<Judged, Stopped> {
        self.set(positions);
        // Beyond all trials of the search; a power of two keeps the ranges evenly filled (equation U4).
        let first = self.question.settings.trials.next_power_of_two();
        let targets = self.question.targets;
        let mut readings = vec![Reading::met(&self.model, targets), self.cost()];
        readings.extend(Reading::sum(&self.model, "cost.levers"));
        readings.extend(targets.chunks(1).map(|target| Reading::met(&self.model, target)));
        let own = self.run(&self.plan, first, &readings)?;
        let baseline = self.run(&self.model.baseline, first, &readings[..3])?;
        let met = Met::of(&own.column(0));
        let difference = |column| -> Vec<f64> {
            own.column(column).iter().zip(baseline.column(column)).map(|(own, other)| own - other).collect()
        };
        let mut net: Vec<f32> = difference(1).into_iter().map(|cost| cost as f32).collect();
        let levers = difference(2);
        Ok(Judged {
            values: self.values(positions),
            chance: met.chance(),
            standard_error: met.standard_error(),
            each: (0..targets.len()).map(|at| Met::of(&own.column(3 + at)).chance()).collect(),
            baseline: Met::of(&baseline.column(0)).chance(),
            net_cost: Band::of(&mut net).expect("at least one trial, and every trial has a cost"),
            lever_cost: levers.iter().sum::<f64>() / levers.len().max(1) as f64,
            first_trial: first,
        })
    }

    fn set(&mut self, positions: &[usize]) {
        for (scale, position) in self.scales.iter().zip(positions) {
            self.model.parameters.fix(scale.id, scale.value(*position));
        }
    }

    fn values(&self, positions: &[usize]) -> Vec<f64> {
        self.scales.iter().zip(positions).map(|(scale, position)| scale.value(*position)).collect()
    }

    fn cost(&self) -> Reading {
        Reading::sum(&self.model, "cost.total").expect("every service has a total cost")
    }

    fn run(&self, plan: &Plan, first: u32, readings: &[Reading]) -> Result<Readings, Stopped> {
        let settings: &Settings = self.question.settings;
        let batch = Batch { settings, first, again: None, months: self.model.months };
        read((&self.model, plan), &batch, readings, self.progress)
    }
}

fn mean_difference(own: &[f64], others: &[f64]) -> f64 {
    own.iter().zip(others).map(|(own, other)| own - other).sum::<f64>() / own.len().max(1) as f64
}
