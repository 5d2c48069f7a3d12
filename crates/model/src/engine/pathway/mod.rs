//! Cases: they arrive, are given a worker or wait, move on, close and come back.

mod cases;
mod week;
mod now;
mod agenda;
mod state;
mod opening;
mod events;
mod any_order;

pub(super) use state::Pathway;
pub(super) use week::{TeamWeek, Week};

use super::ids::{Id, SourceId, StageId};
use super::tally::Tally;
use crate::sampling::{Purpose, Streams, poisson};
use agenda::{Event, What};
use now::StageEvents;
use state::Move;

impl Pathway {
    /// One week of cases: what is due and who arrives. `arrivals` gives the
    /// expected arrivals of a source.
    pub(super) fn advance(
        &mut self,
        week: &Week<'_>,
        streams: &Streams,
        arrivals: impl Fn(SourceId) -> f64,
        tally: &mut Tally,
    ) {
        self.now.set(week);
        self.arriving.clear();
        for source in week.model.sources.ids() {
            let mut stream = streams.stream(Purpose::Arrivals, week.number, source.position() as u64);
            self.arriving.push(poisson(&mut stream, arrivals(source)));
        }
        if self.someone_may_wait(week) {
            self.run_in_order(week, tally);
        } else {
            self.run_in_any_order(week, tally);
        }
        self.count(week.rates);
        for ((stage, now), rates) in self.now.stages.each().zip(&week.rates.stages) {
            let StageEvents { allocated, handed_over, entered, ended, ended_in_time } = now.events;
            tally.entered[stage] += entered;
            let team = &mut tally.teams[now.team];
            team.allocated += allocated;
            team.worker_changes += f64::from(handed_over);
            if rates.limit.is_some() {
                tally.ended_with_limit += ended;
                tally.ended_in_time += ended_in_time;
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
        let stages = model.stages.ids();
        if stages.clone().any(|stage| self.store.waiting(stage.position()) > 0) {
            return true;
        }
        self.load.ids().any(|team| {
            let own = self.now.stages.iter().filter(|now| now.team == team);
            let heaviest = own.map(|now| now.weight).fold(0.0, f64::max);
            let leads_here = |links: &[(StageId, crate::service::ParameterId)]| {
                links.iter().any(|(stage, _)| model.stages[*stage].team == team)
            };
            let from_others = |stage: &StageId| {
                let links = &model.stages[*stage];
                (links.team != team || !links.needs_case_holder) && leads_here(&links.exits)
            };
            let mut most: u32 = stages.clone().filter(from_others).map(|stage| self.due_at_most(stage)).sum();
            for (source, count) in self.arriving.each() {
                if leads_here(&model.sources[source].enters) {
                    most += count;
                }
            }
            let takes_back = |source: &SourceId| model.service.demand.source[*source].takes_children_back();
            if model.sources.ids().filter(takes_back).any(|source| leads_here(&model.sources[source].enters))
            {
                most +=
                    self.store.due_at_most(model.stages.len(), week.number as f32, (week.number + 1) as f32);
            }
            self.load[team] + f64::from(most) * heaviest > week.teams.ceiling[team]
        })
    }

    /// The week in the order of time, so that whoever comes first is served first.
    fn run_in_order(&mut self, week: &Week<'_>, tally: &mut Tally) {
        let mut due = std::mem::take(&mut self.due);
        for stage in week.model.stages.ids() {
            self.take_due(stage, &mut due);
            for case in &due {
                let instant = self.now.stages[stage].instant_of(case.due);
                let what = What::Finish(stage);
                self.agenda.add(Event { instant, key: case.key, entered: case.entered, what });
            }
        }
        self.take_returning(week, &mut due);
        for case in &due {
            let instant = case.due - week.number as f32;
            self.agenda.add(Event { instant, key: case.key, entered: 0.0, what: What::Return });
        }
        self.due = due;
        for source in self.arriving.ids() {
            for arrival in 0..self.arriving[source] {
                let Move { key, instant } = any_order::arrival(self.key, week, source, arrival);
                self.agenda.add(Event { instant, key, entered: 0.0, what: What::Arrive(source) });
            }
        }
        for team in self.load.ids() {
            self.give_workers(week, team, 0.0, tally);
        }
        self.run_agenda(week, tally);
    }
}
