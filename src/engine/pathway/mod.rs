//! Cases: they arrive, are given a worker or wait, move on, close and come back.

mod events;
mod now;
mod opening;

use super::cases::{Case, Cases};
use super::model::Model;
use super::rates::Rates;
use super::tally::Tally;
use crate::sampling::{Luck, Purpose, mix, poisson};
use now::Now;

/// Room that is less than this part of a case is none (rounding).
const ROUNDING: f64 = 1e-9;

/// The cases of a trial and the load that they are on the teams.
#[derive(Default)]
pub(super) struct Pathway {
    store: Cases,
    /// The clock of each stage: runs at the pace of its team.
    clocks: Vec<f64>,
    /// Cases in each stage that a worker holds, or that need none.
    pub(super) active: Vec<u32>,
    /// Load of each team: weight of the cases that it holds.
    pub(super) load: Vec<f64>,
    /// Cases that each team holds.
    pub(super) held: Vec<u32>,
    /// What holds this week.
    now: Now,
    /// What is to happen this week, the next event last if order matters.
    agenda: Vec<Event>,
    /// Room to work in: cases taken from a list, and arrivals of each source.
    due: Vec<Case>,
    arriving: Vec<u32>,
    /// Key of the luck of all cases of the trial.
    luck: u64,
}

/// Something that happens at an instant of this week.
#[derive(Clone, Copy, Debug)]
struct Event {
    /// 0 to 1 within the week.
    instant: f32,
    key: u32,
    entered: f32,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A case arrives from a source for the first time.
    Arrive(u16),
    /// A child comes back.
    Return,
    /// The work of a stage is done.
    Finish(u16),
}

/// What holds for the teams during one week.
#[derive(Default)]
pub(super) struct TeamWeek {
    /// Cases that the team can carry.
    pub(super) capacity: Vec<f64>,
    /// Load at which new cases begin to wait.
    pub(super) ceiling: Vec<f64>,
    /// Weeks of work done in this week.
    pub(super) pace: Vec<f64>,
    /// Factor on early closing and on coming back.
    pub(super) early_closing: Vec<f64>,
}

/// What a week of cases needs to know.
pub(super) struct Week<'a> {
    pub(super) model: &'a Model,
    pub(super) rates: &'a Rates,
    pub(super) teams: &'a TeamWeek,
    /// Number of the week, from 0.
    pub(super) number: usize,
}

impl Pathway {
    /// One week of cases: what is due and who arrives. `arrivals` gives the
    /// expected arrivals of a source.
    pub(super) fn advance(
        &mut self,
        week: &Week<'_>,
        luck: &Luck,
        arrivals: impl Fn(usize) -> f64,
        tally: &mut Tally,
    ) {
        self.now.set(week, &self.clocks);
        self.arriving.clear();
        for source in 0..week.model.sources.len() {
            let mut stream = luck.stream(Purpose::Arrivals, week.number, source);
            self.arriving.push(poisson(&mut stream, arrivals(source)));
        }
        if self.someone_may_wait(week) {
            self.run_in_order(week, tally);
        } else {
            self.run_in_any_order(week, tally);
        }
        for (stage, links) in week.model.stages.iter().enumerate() {
            self.clocks[stage] += week.teams.pace[links.team];
        }
    }

    /// Whether any team may reach its ceiling this week. If none can, nobody
    /// waits, and the order of events within the week changes nothing.
    ///
    /// For each team: those who may come to it, by one step, against its room.
    /// A case that comes by two steps in one week is not foreseen; should it
    /// find no room it waits like any other.
    fn someone_may_wait(&self, week: &Week<'_>) -> bool {
        let model = week.model;
        let stages = 0..model.stages.len();
        if stages.clone().any(|stage| self.store.waiting(stage) > 0) {
            return true;
        }
        let heaviest = week.rates.stages.iter().map(|stage| stage.weight).fold(0.0, f64::max);
        (0..self.load.len()).any(|team| {
            let leads_here = |links: &[(usize, crate::service::ParameterId)]| {
                links.iter().any(|(stage, _)| model.stages[*stage].team == team)
            };
            let from_others = |stage: &usize| {
                let links = &model.stages[*stage];
                (links.team != team || !links.needs_case_holder) && leads_here(&links.exits)
            };
            let mut most: u32 = stages
                .clone()
                .filter(from_others)
                .map(|stage| self.due_by(stage, self.now.stages[stage].until))
                .sum();
            for (source, count) in self.arriving.iter().enumerate() {
                if leads_here(&model.sources[source].enters) {
                    most += count;
                }
            }
            if model.sources.iter().any(|source| leads_here(&source.enters)) {
                most += self.due_by(model.stages.len(), (week.number + 1) as f64);
            }
            self.load[team] + f64::from(most) * heaviest > week.teams.ceiling[team]
        })
    }

    /// The most cases of a list that may be due before a time on its clock.
    fn due_by(&self, list: usize, until: f64) -> u32 {
        let from = self.clocks.get(list).copied().unwrap_or(until - 1.0);
        self.store.due_at_most(list, from, until)
    }

    /// The week when nobody waits: list by list, without an agenda but for
    /// what begins and ends this very week.
    fn run_in_any_order(&mut self, week: &Week<'_>, tally: &mut Tally) {
        let mut due = std::mem::take(&mut self.due);
        for stage in 0..week.model.stages.len() {
            self.take_due(stage, &mut due);
            for case in &due {
                let instant = self.now.stages[stage].instant_of(case.due);
                self.finish::<false>(week, stage, case.key, case.entered, instant, tally);
            }
        }
        self.take_returning(week, &mut due);
        for case in &due {
            self.come_back::<false>(week, case.key, case.due - week.number as f32, tally);
        }
        self.due = due;
        for source in 0..self.arriving.len() {
            for arrival in 0..self.arriving[source] {
                let (key, instant) = self.arrival(week, source, arrival);
                self.arrive::<false>(week, source, key, instant, tally);
            }
        }
        while let Some(event) = self.agenda.pop() {
            self.happen::<false>(week, event, tally);
        }
    }

    /// The week in the order of time, so that whoever comes first is served first.
    fn run_in_order(&mut self, week: &Week<'_>, tally: &mut Tally) {
        let mut due = std::mem::take(&mut self.due);
        for stage in 0..week.model.stages.len() {
            self.take_due(stage, &mut due);
            for case in &due {
                let instant = self.now.stages[stage].instant_of(case.due);
                let what = What::Finish(stage as u16);
                self.agenda.push(Event { instant, key: case.key, entered: case.entered, what });
            }
        }
        self.take_returning(week, &mut due);
        for case in &due {
            let instant = case.due - week.number as f32;
            self.agenda.push(Event { instant, key: case.key, entered: 0.0, what: What::Return });
        }
        self.due = due;
        for source in 0..self.arriving.len() {
            for arrival in 0..self.arriving[source] {
                let (key, instant) = self.arrival(week, source, arrival);
                self.agenda.push(Event { instant, key, entered: 0.0, what: What::Arrive(source as u16) });
            }
        }
        // Latest first, so that the next event is the last of the list.
        self.agenda.sort_unstable_by(|a, b| b.instant.total_cmp(&a.instant).then(b.key.cmp(&a.key)));
        for team in 0..self.load.len() {
            self.give_workers(week, team, 0.0, tally);
        }
        while let Some(event) = self.agenda.pop() {
            self.happen::<true>(week, event, tally);
        }
    }

    fn take_due(&mut self, stage: usize, due: &mut Vec<Case>) {
        due.clear();
        let now = &self.now.stages[stage];
        self.store.take_due(stage, now.clock, now.until, due);
    }

    fn take_returning(&mut self, week: &Week<'_>, due: &mut Vec<Case>) {
        due.clear();
        let start = week.number as f64;
        self.store.take_due(week.model.stages.len(), start, start + 1.0, due);
    }

    /// The key and the instant of an arrival.
    fn arrival(&self, week: &Week<'_>, source: usize, arrival: u32) -> (u32, f32) {
        let address = ((week.number as u64) << 32) ^ ((source as u64) << 52) ^ u64::from(arrival);
        let bits = mix(self.luck ^ address.wrapping_mul(0xd134_2543_de82_ef95));
        (bits as u32, (bits >> 40) as f32 * (1.0 / 16_777_216.0))
    }

    /// The luck of a case in a stage: the upper half decides how long it stays,
    /// the lower half where it goes, and a further mixing is the key of what
    /// follows. The key of a case is itself a uniform draw, used once: for the
    /// first stage of an arrival, or for coming back after closing.
    fn luck_in(&self, key: u32, stage: usize) -> u64 {
        mix(self.luck ^ (u64::from(key) << 24) ^ stage as u64)
    }

    /// Cases that wait in a stage.
    pub(super) fn waiting(&self, stage: usize) -> u32 {
        self.store.waiting(stage)
    }
}

pub(super) fn reset<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}
