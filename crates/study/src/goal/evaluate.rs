//! Trials for each value that a search asks for.

use std::collections::BTreeMap;

use super::{GoalSpec, JudgedValue, Scale};
use crate::met::Met;
use crate::reading::{Reading, differences, read};
use model::engine::{Model, Plan};
use model::ensemble::{Batch, Progress, Readings, Settings, Stopped};
use model::measure::MeasureId;
use model::sampling::seed_of_round;
use model::summary::Band;

/// While a curve is worked out, one of so many trials is run to the end, for its cost; the others end at the date of
/// the targets. A few are enough, since costs differ little from trial to trial, and the later months take most of
/// the time.
const ONE_FOR_COST: usize = 4;

/// Runs the trials of positions on some scales, and remembers what came of them.
pub(super) struct Evaluator<'a> {
    model: Model,
    plan: Plan,
    spec: &'a GoalSpec<'a>,
    scales: &'a [Scale],
    progress: &'a dyn Progress,
    /// The numbers of the trials of the search.
    numbers: Vec<u32>,
    /// Cost of the baseline in the first trials of the search.
    baseline_cost: Vec<f64>,
    met: BTreeMap<Vec<usize>, Met>,
    net_cost: BTreeMap<Vec<usize>, f64>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        model: Model,
        spec: &'a GoalSpec<'a>,
        scales: &'a [Scale],
        progress: &'a dyn Progress,
    ) -> Result<Self, Stopped> {
        let plan = model.together("goal", "", &spec.options);
        let mut evaluator = Self {
            model,
            plan,
            spec,
            scales,
            progress,
            numbers: (0..spec.settings.trials).collect(),
            baseline_cost: Vec::new(),
            met: BTreeMap::new(),
            net_cost: BTreeMap::new(),
        };
        let cost = evaluator.cost();
        evaluator.baseline_cost =
            evaluator.run(&evaluator.model.baseline, evaluator.for_cost(), &[cost])?.column(0);
        Ok(evaluator)
    }

    /// In which trials the targets are met at a position of each scale. Between two positions
    /// of which that is known, only those trials are run that are met at one and not at the other:
    /// what a trial does at both, it is taken to do between them.
    pub(super) fn met(&mut self, positions: &[usize], between: Option<(&Met, &Met)>) -> Result<Met, Stopped> {
        if let Some(met) = self.met.get(positions) {
            return Ok(met.clone());
        }
        self.set(positions);
        let reading = Reading::met(&self.model, self.spec.targets);
        let mut met = between.map_or_else(|| Met(vec![None; self.numbers.len()]), |(one, _)| one.clone());
        let is_open = |at: &usize| between.is_none_or(|(one, other)| one.0[*at] != other.0[*at]);
        let open: Vec<usize> = (0..self.numbers.len()).filter(is_open).collect();
        let numbers: Vec<u32> = open.iter().map(|at| self.numbers[*at]).collect();
        let found = Met::of(&self.run(&self.plan, &numbers, &[reading])?.column(0));
        for (at, is_met) in open.into_iter().zip(found.0) {
            met.0[at] = is_met;
        }
        self.met.insert(positions.to_vec(), met.clone());
        Ok(met)
    }

    /// The mean net cost at positions against the baseline.
    pub(super) fn net_cost(&mut self, positions: &[usize]) -> Result<f64, Stopped> {
        if let Some(cost) = self.net_cost.get(positions) {
            return Ok(*cost);
        }
        self.set(positions);
        let own = self.run(&self.plan, self.for_cost(), &[self.cost()])?.column(0);
        let cost = differences(&own, &self.baseline_cost).iter().sum::<f64>() / own.len().max(1) as f64;
        self.net_cost.insert(positions.to_vec(), cost);
        Ok(cost)
    }

    /// What is found, judged by other trials.
    pub(super) fn judged(&mut self, positions: &[usize]) -> Result<JudgedValue, Stopped> {
        let targets = self.spec.targets;
        let mut readings = vec![Reading::met(&self.model, targets), self.cost()];
        readings.extend(Reading::sum(&self.model, MeasureId::CostLevers));
        readings.extend(targets.chunks(1).map(|target| Reading::met(&self.model, target)));
        let own_seed = self.spec.settings.seed;
        let settings = Settings { seed: seed_of_round(own_seed, 1), ..self.spec.settings.clone() };
        self.set(positions);
        let own = self.run_with(&settings, &self.plan, &self.numbers, &readings)?;
        let baseline = self.run_with(&settings, &self.model.baseline, &self.numbers, &readings[..3])?;
        let met = Met::of(&own.column(0));
        let against_baseline = |column| differences(&own.column(column), &baseline.column(column));
        let mut net: Vec<f32> = against_baseline(1).into_iter().map(|cost| cost as f32).collect();
        let levers = against_baseline(2);
        Ok(JudgedValue {
            values: self.scales.iter().zip(positions).map(|(scale, at)| scale.value(*at)).collect(),
            chance: met.chance(),
            standard_error: met.standard_error(),
            each: (0..targets.len()).map(|at| Met::of(&own.column(3 + at)).chance()).collect(),
            baseline: Met::of(&baseline.column(0)).chance(),
            net_cost: Band::of(&mut net).expect("at least one trial, and every trial has a cost"),
            lever_cost: levers.iter().sum::<f64>() / levers.len().max(1) as f64,
            counted: met.0.iter().flatten().count(),
        })
    }

    fn set(&mut self, positions: &[usize]) {
        for (scale, position) in self.scales.iter().zip(positions) {
            self.model.parameters.fix(scale.id, scale.value(*position));
        }
    }

    fn cost(&self) -> Reading {
        Reading::sum(&self.model, MeasureId::CostTotal).expect("every service has a total cost")
    }

    /// The trials that are run to the end.
    fn for_cost(&self) -> &[u32] {
        &self.numbers[..self.numbers.len().div_ceil(ONE_FOR_COST)]
    }

    fn run(&self, plan: &Plan, numbers: &[u32], readings: &[Reading]) -> Result<Readings, Stopped> {
        self.run_with(self.spec.settings, plan, numbers, readings)
    }

    fn run_with(
        &self,
        settings: &Settings,
        plan: &Plan,
        numbers: &[u32],
        readings: &[Reading],
    ) -> Result<Readings, Stopped> {
        let batch = Batch { settings, numbers, resample: None, months: self.model.months };
        read((&self.model, plan), &batch, readings, self.progress)
    }
}
