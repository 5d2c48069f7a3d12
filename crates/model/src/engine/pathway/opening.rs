//! The cases and the closed children of the start.

use rand::RngExt;

use super::now::FASTEST;
use super::state::Pathway;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::engine::ids::{Id, Identified, StageId};
use crate::engine::model::Model;
use crate::engine::rates::Rates;
use crate::engine::room::reset;
use crate::sampling::{Purpose, Streams, mix, poisson, uniform_f64};
use crate::service::ParameterId;

impl Pathway {
    /// The state at the start; `value` gives the stocks.
    pub(in crate::engine) fn open(
        &mut self,
        model: &Model,
        rates: &Rates,
        streams: &Streams,
        value: impl Fn(ParameterId) -> f64,
    ) {
        let stages = model.stages.len();
        self.store.open(stages + 1, FASTEST as usize * model.weeks() + 1, stages);
        self.key = streams.key(Purpose::Cases);
        self.now.open(stages);
        self.open_load(model, rates, &value);
        self.agenda.clear();
        let key = streams.key(Purpose::Opening);
        for (at, stage) in model.service.stage.each() {
            let of_stage = mix(key ^ at.position() as u64);
            let (open, waiting) = (value(stage.open).round() as u32, value(stage.waiting).round() as u32);
            // Nobody waits where no worker is needed.
            let (open, waiting) = if stage.needs_case_holder { (open, waiting) } else { (open + waiting, 0) };
            self.open_stage(model, rates, at, open, of_stage);
            self.open_queue(rates, at, waiting, mix(of_stage));
        }
        self.open_past(model, rates, streams);
    }

    /// What the teams hold at the start, without the cases one by one.
    pub(in crate::engine) fn open_load(
        &mut self,
        model: &Model,
        rates: &Rates,
        value: impl Fn(ParameterId) -> f64,
    ) {
        reset(&mut self.load, model.service.team.len(), 0.0);
        reset(&mut self.held, model.service.team.len(), 0);
        for (at, stage) in model.service.stage.each().filter(|(_, stage)| stage.needs_case_holder) {
            let (team, count) = (model.stages[at].team, value(stage.open).round() as u32);
            self.load[team] += f64::from(count) * rates.stages[at].weight;
            self.held[team] += count;
        }
    }

    /// Cases that are met at a random moment of their stay: the whole of it is
    /// drawn as such, and a uniform share of it is left (equation P9).
    fn open_stage(&mut self, model: &Model, rates: &Rates, stage: StageId, count: u32, key: u64) {
        let links = &model.stages[stage];
        self.now.stages[stage].active = count;
        for case in 0..count {
            let bits = mix(key ^ u64::from(case));
            let whole = rates.stages[stage].mean.0 * f64::from(links.durations.met.at((bits >> 32) as u32));
            let left = whole * uniform_f64(mix(bits));
            self.store.schedule(stage.position(), bits as u32, left as f32, (left - whole) as f32);
        }
    }

    /// Cases that wait: they came evenly over the time in which so many come.
    fn open_queue(&mut self, rates: &Rates, stage: StageId, count: u32, key: u64) {
        let weekly = (rates.flows.inflow[stage.position()] / RUN_WEEKS_PER_YEAR).max(1e-6);
        for case in 0..count {
            let since = f64::from(count - case) / weekly;
            self.store.wait(stage.position(), mix(key ^ u64::from(case)) as u32, -since as f32, false);
        }
    }

    /// Children closed in the past twelve months who are still to come back:
    /// closings came evenly, and each return is drawn in full (equation D6).
    fn open_past(&mut self, model: &Model, rates: &Rates, streams: &Streams) {
        let mut stream = streams.stream(Purpose::Opening, 0, 1);
        for _ in 0..poisson(&mut stream, rates.flows.returns) {
            let since: f64 = stream.random();
            let time = f64::from(model.return_time.at(stream.random()));
            let key: u32 = stream.random();
            if time > since {
                let due = (time - since) * RUN_WEEKS_PER_YEAR;
                self.store.schedule(model.stages.len(), key, due as f32, 0.0);
            }
        }
    }
}
