//! Where all cases are: in work, waiting, on their way, or closed to come back.

use super::agenda::Agenda;
use super::cases::{Case, Cases};
use super::now::Now;
use super::week::Week;
use crate::engine::ids::{By, Id, SourceId, StageId, TeamId};
use crate::engine::rates::Rates;
use crate::sampling::{mix_fast, uniform_f64};

/// The cases of a trial and the load that they are on the teams.
#[derive(Default)]
pub(in crate::engine) struct Pathway {
    pub(super) store: Cases,
    /// Load of each team: weight of the cases that it holds.
    pub(in crate::engine) load: By<TeamId, f64>,
    /// Cases that each team holds.
    pub(in crate::engine) held: By<TeamId, u32>,
    /// What holds this week.
    pub(super) now: Now,
    /// What is to happen this week, if order matters.
    pub(super) agenda: Agenda,
    /// Room to work in: cases taken from a list, new arrivals and children
    /// who come back by source, cases that go each way.
    pub(super) due: Vec<Case>,
    pub(super) arriving: By<SourceId, u32>,
    pub(super) returning: By<SourceId, Vec<Move>>,
    pub(super) going: Vec<Vec<Move>>,
    /// The key from which the draws of all cases of the trial follow.
    pub(super) key: u64,
}

/// A case on its way from one list to the next.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub(super) key: u32,
    /// 0 to 1 within the week.
    pub(super) instant: f32,
}

impl Pathway {
    /// Counts the load and the cases that each team holds.
    pub(super) fn count(&mut self, rates: &Rates) {
        self.load.fill(0.0);
        self.held.fill(0);
        for (now, rates) in self.now.stages.iter().zip(&rates.stages) {
            if now.needs_case_holder {
                self.load[now.team] += f64::from(now.active) * rates.weight;
                self.held[now.team] += now.active;
            }
        }
    }

    /// Cases of a stage that may be due this week.
    pub(super) fn due_at_most(&self, stage: StageId) -> u32 {
        let now = &self.now.stages[stage];
        self.store.due_at_most(stage.position(), now.clock, now.until)
    }

    /// The source by which a child comes back.
    pub(super) fn source_of_return(&self, week: &Week<'_>, key: u32) -> SourceId {
        let uniform = uniform_f64(self.bits_in(key, week.model.stages.len()));
        let source = week.rates.sources.each().find(|(_, source)| uniform < source.returning_up_to);
        source.map_or_else(SourceId::default, |(at, _)| at)
    }

    /// Takes the cases of a stage whose work is done this week.
    pub(super) fn take_due(&mut self, stage: StageId, due: &mut Vec<Case>) {
        due.clear();
        let now = &self.now.stages[stage];
        self.store.take_due(stage.position(), now.clock, now.until, |case| due.push(*case));
    }

    /// Takes the children who come back this week.
    pub(super) fn take_returning(&mut self, week: &Week<'_>, due: &mut Vec<Case>) {
        due.clear();
        let start = week.number as f32;
        self.store.take_due(week.model.stages.len(), start, start + 1.0, |case| due.push(*case));
    }

    /// The random bits of a case in a list, such as a stage: the upper half decides how long it stays,
    /// the lower half is its fate: where it goes, and the key of what follows.
    pub(super) fn bits_in(&self, key: u32, list: usize) -> u64 {
        mix_fast(self.key ^ (u64::from(key) << 24) ^ list as u64)
    }

    /// Cases of a stage that a worker holds, or that need none.
    pub(in crate::engine) fn active(&self, stage: StageId) -> u32 {
        self.now.stages[stage].active
    }

    /// Cases that are open, those who wait included.
    pub(in crate::engine) fn open_cases(&self) -> f64 {
        self.now.stages.ids().map(|stage| f64::from(self.active(stage) + self.waiting(stage))).sum()
    }

    /// Cases that wait in a stage.
    pub(in crate::engine) fn waiting(&self, stage: StageId) -> u32 {
        self.store.waiting(stage.position())
    }
}
