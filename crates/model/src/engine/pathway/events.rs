//! The week in the order of time, for when someone may wait: whoever comes
//! first is served first, and the load of the teams is known at each event.

use super::agenda::{Event, What};
use super::now::Next;
use super::state::Pathway;
use super::week::Week;
use crate::balance::LONGEST_KNOWN_WAIT;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::engine::ids::{Id, SourceId, StageId, TeamId};
use crate::engine::tally::Tally;

/// Nobody comes back sooner than this, in weeks, so that a week has an end
/// whatever the shares of a scenario.
const SHORTEST_RETURN: f64 = 0.01;

/// Less room than this part of a case counts as none, since it may come of rounding.
const ROUNDING: f64 = 1e-9;

impl Pathway {
    /// What is on the agenda happens, in the order of time.
    pub(super) fn run_agenda(&mut self, week: &Week<'_>, tally: &mut Tally) {
        self.agenda.sort();
        while let Some(event) = self.agenda.next() {
            self.happen(week, event, tally);
        }
    }

    /// Something happens, in the order of time.
    fn happen(&mut self, week: &Week<'_>, event: Event, tally: &mut Tally) {
        let Event { instant, key, entered, what } = event;
        match what {
            What::Arrive(source) => self.arrive(week, source, key, instant, tally),
            What::Return => self.come_back(week, key, instant, tally),
            What::Finish(stage) => {
                self.finish(week, stage, key, entered, instant, tally);
                if self.now.stages[stage].needs_case_holder {
                    self.give_workers(week, self.now.stages[stage].team, instant, tally);
                }
            }
        }
    }

    /// A child comes back, by one of the sources.
    pub(super) fn come_back(&mut self, week: &Week<'_>, key: u32, instant: f32, tally: &mut Tally) {
        tally.rereferrals += 1;
        let source = self.source_of_return(week, key);
        self.arrive(week, source, key, instant, tally);
    }

    /// A case arrives from a source.
    pub(super) fn arrive(
        &mut self,
        week: &Week<'_>,
        source: SourceId,
        key: u32,
        instant: f32,
        tally: &mut Tally,
    ) {
        tally.arrived += 1;
        let source = &self.now.sources[source];
        tally.referrals += u32::from(source.referral);
        match self.now.next(source.exits, key) {
            Next::Stage(stage) => self.enter(week, stage, None, key, instant, tally),
            Next::Closed => tally.closed += 1,
            Next::Returning => self.close_for_now(week, key, instant, tally),
        }
    }

    /// A case begins in a stage. A team that holds it already keeps it.
    #[inline]
    fn enter(
        &mut self,
        week: &Week<'_>,
        stage: StageId,
        from: Option<TeamId>,
        key: u32,
        instant: f32,
        tally: &mut Tally,
    ) {
        let entered = week.number as f32 + instant;
        let now = &mut self.now.stages[stage];
        now.events.entered += 1;
        if now.needs_case_holder && from != Some(now.team) {
            let (team, weight) = (now.team, now.weight);
            if self.someone_waits(team) || !self.has_room(week, team, weight) {
                // Whoever waits comes first; so a newcomer queues, and is served at once if it may.
                self.store.wait(stage.position(), key, entered, from.is_some());
                self.give_workers(week, team, instant, tally);
                return;
            }
            let now = &mut self.now.stages[stage];
            now.events.allocated += 1;
            now.events.handed_over += u32::from(from.is_some());
        }
        self.start(week, stage, key, entered, instant);
    }

    /// Whether anyone waits for a worker of a team.
    fn someone_waits(&self, team: TeamId) -> bool {
        let stages = self.now.stages.each();
        stages.filter(|(_, now)| now.team == team).any(|(stage, _)| self.store.waiting(stage.position()) > 0)
    }

    /// Whether a team can take a case of this weight on.
    fn has_room(&self, week: &Week<'_>, team: TeamId, weight: f64) -> bool {
        self.load[team] + weight <= week.teams.ceiling[team] + ROUNDING
    }

    /// Work on a case begins: its duration and its fate are drawn.
    #[inline]
    fn start(&mut self, week: &Week<'_>, stage: StageId, key: u32, entered: f32, instant: f32) {
        let now = &mut self.now.stages[stage];
        now.active += 1;
        if now.needs_case_holder {
            self.load[now.team] += now.weight;
        }
        let bits = self.bits_in(key, stage.position());
        let now = &self.now.stages[stage];
        let (due, fate) = now.draw_stay(&week.model.stages[stage], bits, instant);
        if due >= now.until {
            self.store.schedule(stage.position(), fate, due, entered);
            return;
        }
        // It ends in this very week.
        let instant = now.instant_of(due).max(instant);
        self.agenda.insert(Event { instant, key: fate, entered, what: What::Finish(stage) });
    }

    /// The work of a stage is done: the case meets its fate.
    #[inline]
    pub(super) fn finish(
        &mut self,
        week: &Week<'_>,
        stage: StageId,
        fate: u32,
        entered: f32,
        instant: f32,
        tally: &mut Tally,
    ) {
        let now = &mut self.now.stages[stage];
        now.active -= 1;
        now.events.ended += 1;
        now.events.ended_in_time += u32::from(week.number as f32 + instant - entered <= now.limit);
        if now.needs_case_holder {
            self.load[now.team] -= now.weight;
        }
        let (holder, exits) = (now.needs_case_holder.then_some(now.team), now.exits);
        match self.now.next(exits, fate) {
            Next::Stage(next) => self.enter(week, next, holder, fate, instant, tally),
            Next::Closed => tally.closed += 1,
            Next::Returning => self.close_for_now(week, fate, instant, tally),
        }
    }

    /// A case is closed, and the child will come back within twelve months (equation D4).
    pub(super) fn close_for_now(&mut self, week: &Week<'_>, key: u32, instant: f32, tally: &mut Tally) {
        tally.closed += 1;
        let list = week.model.stages.len();
        let next = self.bits_in(key, list);
        let years = f64::from(week.model.return_time.at((next >> 32) as u32));
        let instant = f64::from(instant) + (years * RUN_WEEKS_PER_YEAR).max(SHORTEST_RETURN);
        if instant < 1.0 {
            let instant = instant as f32;
            self.agenda.insert(Event { instant, key: next as u32, entered: 0.0, what: What::Return });
        } else {
            self.store.schedule(list, next as u32, (week.number as f64 + instant) as f32, 0.0);
        }
    }

    /// Gives workers to those who wait, while there is room (equation P11): by priority of
    /// the stage, then first come, first served.
    pub(super) fn give_workers(&mut self, week: &Week<'_>, team: TeamId, instant: f32, tally: &mut Tally) {
        loop {
            let mut first: Option<(f64, f32, StageId)> = None;
            for (stage, rates) in week.rates.stages.each() {
                if self.now.stages[stage].team != team {
                    continue;
                }
                let Some(entered) = self.store.first_waiting(stage.position()) else { continue };
                if first.is_none_or(|(priority, since, _)| (rates.priority, entered) < (priority, since)) {
                    first = Some((rates.priority, entered, stage));
                }
            }
            let Some((_, _, stage)) = first else { return };
            if !self.has_room(week, team, self.now.stages[stage].weight) {
                return;
            }
            let Some(case) = self.store.take_waiting(stage.position()) else { return };
            let waited = week.number as f32 + instant - case.entered;
            let tally = &mut tally.teams[team];
            // Of those who have waited for longer at the start it is not known since when.
            if f64::from(case.entered) >= -LONGEST_KNOWN_WAIT * RUN_WEEKS_PER_YEAR {
                tally.allocated += 1;
                tally.waited += f64::from(waited.max(0.0));
            }
            tally.worker_changes += f64::from(u8::from(case.had_worker()));
            self.start(week, stage, case.key, case.entered, instant);
        }
    }
}
