//! Cases: they arrive, are given a worker or wait, move on, close and come back.

mod agenda;
mod any_order;
mod events;
mod now;
mod opening;

use super::cases::{Case, Cases};
use super::model::Model;
use super::rates::Rates;
use super::tally::Tally;
use crate::sampling::{Luck, Purpose, mix_fast, poisson};
use agenda::Agenda;
use any_order::Move;
use now::{Now, StageEvents};

/// Room that is less than this part of a case is none (rounding).
const ROUNDING: f64 = 1e-9;

/// The cases of a trial and the load that they are on the teams.
#[derive(Default)]
pub(super) struct Pathway {
    store: Cases,
    /// Load of each team: weight of the cases that it holds.
    pub(super) load: Vec<f64>,
    /// Cases that each team holds.
    pub(super) held: Vec<u32>,
    /// What holds this week.
    now: Now,
    /// What is to happen this week, if order matters.
    agenda: Agenda,
    /// Room to work in: cases taken from a list, new arrivals and children
    /// who come back by source, cases that go each way.
    due: Vec<Case>,
    arriving: Vec<u32>,
    returning: Vec<Vec<Move>>,
    going: Vec<Vec<Move>>,
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

impl Event {
    /// Sorts events by time; those of the same instant by their key. The bits
    /// of floats from 0 up are in the order of their values.
    fn order(&self) -> u64 {
        (u64::from(self.instant.max(0.0).to_bits()) << 32) | u64::from(self.key)
    }
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
    /// How much likelier than usual a case goes on from the first stage (equation D7).
    pub(super) onward: f64,
    /// How long cases stay in each stage, against the start.
    pub(super) stays: &'a [f64],
    /// How much likelier than usual those who are closed come back.
    pub(super) returning: f64,
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
        self.now.set(week);
        self.arriving.clear();
        for source in 0..week.model.sources.len() {
            let mut stream = luck.stream(Purpose::Arrivals, week.number, source as u64);
            self.arriving.push(poisson(&mut stream, arrivals(source)));
        }
        if self.someone_may_wait(week) {
            self.run_in_order(week, tally);
        } else {
            self.run_in_any_order(week, tally);
        }
        self.count(week.rates);
        for (now, rates) in self.now.stages.iter().zip(&week.rates.stages) {
            let StageEvents { allocated, handed_over, ended, ended_in_time } = now.events;
            let team = &mut tally.teams[now.team];
            team.allocated += allocated;
            team.worker_changes += f64::from(handed_over);
            if rates.limit.is_some() {
                tally.ended_with_limit += ended;
                tally.ended_in_time += ended_in_time;
            }
        }
    }

    /// Counts the load and the cases that each team holds.
    fn count(&mut self, rates: &Rates) {
        self.load.fill(0.0);
        self.held.fill(0);
        for (now, rates) in self.now.stages.iter().zip(&rates.stages) {
            if now.needs_case_holder {
                self.load[now.team] += f64::from(now.active) * rates.weight;
                self.held[now.team] += now.active;
            }
        }
    }

    /// Whether any team may reach its ceiling this week. If none can, nobody
    /// waits, and the order of events within the week changes nothing.
    ///
    /// For each team: those who may come to it, by one step, against its room.
    /// A case that takes two steps in one week is not foreseen; its second step
    /// is taken in the order of time, and should it find no room it waits.
    fn someone_may_wait(&self, week: &Week<'_>) -> bool {
        let model = week.model;
        let stages = 0..model.stages.len();
        if stages.clone().any(|stage| self.store.waiting(stage) > 0) {
            return true;
        }
        (0..self.load.len()).any(|team| {
            let own = self.now.stages.iter().filter(|now| now.team == team);
            let heaviest = own.map(|now| now.weight).fold(0.0, f64::max);
            let leads_here = |links: &[(usize, crate::service::ParameterId)]| {
                links.iter().any(|(stage, _)| model.stages[*stage].team == team)
            };
            let from_others = |stage: &usize| {
                let links = &model.stages[*stage];
                (links.team != team || !links.needs_case_holder) && leads_here(&links.exits)
            };
            let mut most: u32 = stages.clone().filter(from_others).map(|stage| self.due_at_most(stage)).sum();
            for (source, count) in self.arriving.iter().enumerate() {
                if leads_here(&model.sources[source].enters) {
                    most += count;
                }
            }
            let takes_back = |source: &usize| model.service.demand.source[*source].takes_children_back();
            if (0..model.sources.len())
                .filter(takes_back)
                .any(|source| leads_here(&model.sources[source].enters))
            {
                most +=
                    self.store.due_at_most(model.stages.len(), week.number as f32, (week.number + 1) as f32);
            }
            self.load[team] + f64::from(most) * heaviest > week.teams.ceiling[team]
        })
    }

    /// Cases of a stage that may be due this week.
    fn due_at_most(&self, stage: usize) -> u32 {
        let now = &self.now.stages[stage];
        self.store.due_at_most(stage, now.clock, now.until)
    }

    /// The week in the order of time, so that whoever comes first is served first.
    fn run_in_order(&mut self, week: &Week<'_>, tally: &mut Tally) {
        let mut due = std::mem::take(&mut self.due);
        for stage in 0..week.model.stages.len() {
            self.take_due(stage, &mut due);
            for case in &due {
                let instant = self.now.stages[stage].instant_of(case.due);
                let what = What::Finish(stage as u16);
                self.agenda.add(Event { instant, key: case.key, entered: case.entered, what });
            }
        }
        self.take_returning(week, &mut due);
        for case in &due {
            let instant = case.due - week.number as f32;
            self.agenda.add(Event { instant, key: case.key, entered: 0.0, what: What::Return });
        }
        self.due = due;
        for source in 0..self.arriving.len() {
            for arrival in 0..self.arriving[source] {
                let Move { key, instant } = any_order::arrival(self.luck, week, source, arrival);
                self.agenda.add(Event { instant, key, entered: 0.0, what: What::Arrive(source as u16) });
            }
        }
        for team in 0..self.load.len() {
            self.give_workers(week, team, 0.0, tally);
        }
        self.run_agenda(week, tally);
    }

    /// What is on the agenda happens, in the order of time.
    fn run_agenda(&mut self, week: &Week<'_>, tally: &mut Tally) {
        self.agenda.sort();
        while let Some(event) = self.agenda.next() {
            self.happen(week, event, tally);
        }
    }

    fn take_due(&mut self, stage: usize, due: &mut Vec<Case>) {
        due.clear();
        let now = &self.now.stages[stage];
        self.store.take_due(stage, now.clock, now.until, |case| due.push(*case));
    }

    fn take_returning(&mut self, week: &Week<'_>, due: &mut Vec<Case>) {
        due.clear();
        let start = week.number as f32;
        self.store.take_due(week.model.stages.len(), start, start + 1.0, |case| due.push(*case));
    }

    /// The luck of a case in a stage: the upper half decides how long it stays,
    /// the lower half is its fate: where it goes, and the key of what follows.
    fn luck_in(&self, key: u32, stage: usize) -> u64 {
        mix_fast(self.luck ^ (u64::from(key) << 24) ^ stage as u64)
    }

    /// Cases of a stage that a worker holds, or that need none.
    pub(super) fn active(&self, stage: usize) -> u32 {
        self.now.stages[stage].active
    }

    /// Cases that are open, those who wait included.
    pub(super) fn open_cases(&self) -> f64 {
        let stages = 0..self.now.stages.len();
        stages.map(|stage| f64::from(self.active(stage) + self.waiting(stage))).sum()
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
