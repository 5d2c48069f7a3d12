//! The events of a week. `ORDERED` says whether someone may wait, so that the
//! order of events matters.

use super::{Event, Pathway, ROUNDING, Week, What};
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::engine::tally::Tally;
use crate::sampling::{mix, uniform_f64};

impl Pathway {
    pub(super) fn happen<const ORDERED: bool>(&mut self, week: &Week<'_>, event: Event, tally: &mut Tally) {
        match event.what {
            What::Arrive(source) => {
                self.arrive::<ORDERED>(week, usize::from(source), event.key, event.instant, tally);
            }
            What::Return => self.come_back::<ORDERED>(week, event.key, event.instant, tally),
            What::Finish(stage) => {
                let stage = usize::from(stage);
                self.finish::<ORDERED>(week, stage, event.key, event.entered, event.instant, tally);
            }
        }
    }

    /// A child comes back, by one of the sources.
    pub(super) fn come_back<const ORDERED: bool>(
        &mut self,
        week: &Week<'_>,
        key: u32,
        instant: f32,
        tally: &mut Tally,
    ) {
        let uniform = uniform_f64(self.luck_in(key, week.model.stages.len()));
        let source = week.rates.sources.iter().position(|source| uniform < source.returning_up_to);
        tally.rereferrals += 1;
        self.arrive::<ORDERED>(week, source.unwrap_or(0), key, instant, tally);
    }

    pub(super) fn arrive<const ORDERED: bool>(
        &mut self,
        week: &Week<'_>,
        source: usize,
        key: u32,
        instant: f32,
        tally: &mut Tally,
    ) {
        tally.arrived += 1;
        tally.referrals += u32::from(self.now.sources[source].referral);
        if let Some(stage) = self.now.way_in(source, key) {
            self.enter::<ORDERED>(week, stage, None, key, instant, tally);
        } else {
            // The key is spent on the way in: the return has luck of its own.
            let key = mix(self.luck ^ u64::from(key)) as u32;
            self.close(week, self.now.no_action_returns_below, key, instant, tally);
        }
    }

    /// A case begins in a stage. A team that holds it already keeps it.
    fn enter<const ORDERED: bool>(
        &mut self,
        week: &Week<'_>,
        stage: usize,
        from: Option<usize>,
        key: u32,
        instant: f32,
        tally: &mut Tally,
    ) {
        let now = &self.now.stages[stage];
        let entered = week.number as f32 + instant;
        if now.needs_case_holder {
            let team = now.team;
            if from != Some(team) {
                if !self.has_room(week, stage) {
                    self.store.wait(stage, key, entered);
                    return;
                }
                let tally = &mut tally.teams[team];
                tally.allocated += 1;
                tally.worker_changes += f64::from(u8::from(from.is_some()));
            }
            self.hold(stage);
        }
        self.start::<ORDERED>(week, stage, key, entered, instant);
    }

    fn has_room(&self, week: &Week<'_>, stage: usize) -> bool {
        let now = &self.now.stages[stage];
        self.load[now.team] + now.weight <= week.teams.ceiling[now.team] + ROUNDING
    }

    fn hold(&mut self, stage: usize) {
        let now = &self.now.stages[stage];
        self.load[now.team] += now.weight;
        self.held[now.team] += 1;
    }

    /// Work on a case begins: its duration is drawn.
    fn start<const ORDERED: bool>(
        &mut self,
        week: &Week<'_>,
        stage: usize,
        key: u32,
        entered: f32,
        instant: f32,
    ) {
        self.active[stage] += 1;
        let now = &self.now.stages[stage];
        let bits = self.luck_in(key, stage);
        let work = now.mean * f64::from(week.model.stages[stage].durations.fresh.at((bits >> 32) as u32));
        let due = now.clock + now.pace * f64::from(instant) + work;
        if due >= now.until {
            self.store.schedule(stage, key, due as f32, entered);
            return;
        }
        // It ends in this very week.
        let instant = now.instant_of(due as f32).max(instant);
        let event = Event { instant, key, entered, what: What::Finish(stage as u16) };
        let at = if ORDERED {
            self.agenda.partition_point(|later| later.instant > instant)
        } else {
            self.agenda.len()
        };
        self.agenda.insert(at, event);
    }

    /// The work of a stage is done: the case moves on or is closed.
    pub(super) fn finish<const ORDERED: bool>(
        &mut self,
        week: &Week<'_>,
        stage: usize,
        key: u32,
        entered: f32,
        instant: f32,
        tally: &mut Tally,
    ) {
        let now = &self.now.stages[stage];
        let (team, holder) = (now.team, now.needs_case_holder);
        self.active[stage] -= 1;
        if holder {
            self.load[team] -= now.weight;
            self.held[team] -= 1;
        }
        if let Some(limit) = now.limit {
            tally.ended_with_limit += 1;
            tally.ended_in_time += u32::from(week.number as f32 + instant - entered <= limit);
        }
        let bits = self.luck_in(key, stage);
        let key = mix(bits) as u32;
        if let Some(next) = self.now.way_on(stage, bits as u32) {
            self.enter::<ORDERED>(week, next, holder.then_some(team), key, instant, tally);
        } else {
            self.close(week, now.returns_below, key, instant, tally);
        }
        if ORDERED && holder {
            self.give_workers(week, team, instant, tally);
        }
    }

    /// A case is closed; a child whose draw is low enough comes back within twelve months.
    fn close(&mut self, week: &Week<'_>, returns_below: u64, key: u32, instant: f32, tally: &mut Tally) {
        tally.closed += 1;
        if u64::from(key) >= returns_below {
            return;
        }
        let list = week.model.stages.len();
        let next = self.luck_in(key, list);
        let years = f64::from(week.model.return_time.at((next >> 32) as u32));
        // Back in the next week at the earliest, so that nobody is closed and
        // returns without end in one week.
        let due = week.number as f64 + (f64::from(instant) + years * RUN_WEEKS_PER_YEAR).max(1.0);
        self.store.schedule(list, next as u32, due as f32, 0.0);
    }

    /// Gives workers to those who wait, while there is room: by priority of
    /// the stage, then first come, first served.
    pub(super) fn give_workers(&mut self, week: &Week<'_>, team: usize, instant: f32, tally: &mut Tally) {
        loop {
            let mut first: Option<(f64, f32, usize)> = None;
            for (stage, rates) in week.rates.stages.iter().enumerate() {
                if self.now.stages[stage].team != team {
                    continue;
                }
                if let Some(entered) = self.store.first_waiting(stage) {
                    let candidate = (rates.priority, entered, stage);
                    if first.is_none_or(|first| (candidate.0, candidate.1) < (first.0, first.1)) {
                        first = Some(candidate);
                    }
                }
            }
            let Some((_, _, stage)) = first else { return };
            if !self.has_room(week, stage) {
                return;
            }
            let Some(case) = self.store.take_waiting(stage) else { return };
            let waited = week.number as f32 + instant - case.entered;
            tally.teams[team].allocated += 1;
            tally.teams[team].waited += f64::from(waited.max(0.0));
            self.hold(stage);
            self.start::<true>(week, stage, case.key, case.entered, instant);
        }
    }
}
