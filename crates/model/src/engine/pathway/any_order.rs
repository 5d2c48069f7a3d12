//! The week when nobody waits, so that the order of events changes nothing:
//! the cases of a list move together, which is several times as fast as one by one.

use super::agenda::{Event, What};
use super::now::{Exits, Next, Now};
use super::state::{Move, Pathway};
use super::week::Week;
use crate::engine::ids::{Id, SourceId, StageId, TeamId};
use crate::engine::tally::Tally;
use crate::sampling::mix_fast;

/// A case that arrives for the first time.
pub(super) fn arrival(trial: u64, week: &Week<'_>, source: SourceId, number: u32) -> Move {
    let address = ((week.number as u64) << 32) ^ ((source.position() as u64) << 52) ^ u64::from(number);
    let bits = mix_fast(trial ^ address.wrapping_mul(0xd134_2543_de82_ef95));
    Move { key: bits as u32, instant: (bits >> 40) as u32 as f32 * (1.0 / 16_777_216.0) }
}

impl Pathway {
    /// List by list. Only what begins and ends this very week goes on the
    /// agenda; it comes last, in the order of time.
    pub(super) fn run_in_any_order(&mut self, week: &Week<'_>, tally: &mut Tally) {
        for stage in week.model.stages.ids() {
            self.finish_due(week, stage, tally);
        }
        self.sort_returning(week, tally);
        for source in self.arriving.ids() {
            let returning = std::mem::take(&mut self.returning[source]);
            let trial = self.key;
            let arriving = (0..self.arriving[source]).map(|number| arrival(trial, week, source, number));
            let count = returning.len() as u32 + self.arriving[source];
            let now = self.now.sources[source].clone();
            tally.arrived += count;
            tally.referrals += if now.referral { count } else { 0 };
            let mut going = self.room_to_go(now.exits);
            for case in returning.iter().copied().chain(arriving) {
                going[self.now.exit(now.exits, case.key)].push(case);
            }
            self.go_on(week, now.exits, None, going, tally);
            self.returning[source] = returning;
        }
        if !self.agenda.is_empty() {
            self.count(week.rates);
            self.run_agenda(week, tally);
        }
    }

    /// The work on all cases of a stage that are due is done, and they go on.
    fn finish_due(&mut self, week: &Week<'_>, stage: StageId, tally: &mut Tally) {
        let own = self.now.stages[stage].clone();
        let start = week.number as f32;
        let (mut ended, mut in_time) = (0, 0);
        let mut going = self.room_to_go(own.exits);
        let Self { store, now, .. } = self;
        store.take_due(stage.position(), own.clock, own.until, |case| {
            let instant = own.instant_of(case.due);
            ended += 1;
            in_time += u32::from(start + instant - case.entered <= own.limit);
            going[now.exit(own.exits, case.key)].push(Move { key: case.key, instant });
        });
        let now = &mut now.stages[stage];
        now.active -= ended;
        now.events.ended += ended;
        now.events.ended_in_time += in_time;
        let holder = own.needs_case_holder.then_some(own.team);
        self.go_on(week, own.exits, holder, going, tally);
    }

    /// The children who come back this week, by source.
    fn sort_returning(&mut self, week: &Week<'_>, tally: &mut Tally) {
        let mut due = std::mem::take(&mut self.due);
        self.take_returning(week, &mut due);
        tally.rereferrals += due.len() as u32;
        self.returning.resize_with(self.arriving.len(), Vec::new);
        self.returning.iter_mut().for_each(Vec::clear);
        for case in &due {
            let source = self.source_of_return(week, case.key);
            self.returning[source].push(Move { key: case.key, instant: case.due - week.number as f32 });
        }
        self.due = due;
    }

    /// An empty list for each of the exits.
    fn room_to_go(&mut self, exits: Exits) -> Vec<Vec<Move>> {
        let mut going = std::mem::take(&mut self.going);
        going.resize_with(going.len().max(Now::count(exits)), Vec::new);
        going
    }

    /// Cases go by their exits; `holder` is the team that held them.
    fn go_on(
        &mut self,
        week: &Week<'_>,
        exits: Exits,
        holder: Option<TeamId>,
        mut going: Vec<Vec<Move>>,
        tally: &mut Tally,
    ) {
        for (exit, cases) in going.iter_mut().enumerate().filter(|(_, cases)| !cases.is_empty()) {
            match self.now.leads_to(exits, exit) {
                Next::Stage(stage) => self.start_all(week, stage, holder, cases),
                Next::Closed => tally.closed += cases.len() as u32,
                Next::Returning => {
                    for case in &*cases {
                        self.close_for_now(week, case.key, case.instant, tally);
                    }
                }
            }
            cases.clear();
        }
        self.going = going;
    }

    /// Work on cases begins. A team that holds them already keeps them.
    fn start_all(&mut self, week: &Week<'_>, stage: StageId, holder: Option<TeamId>, cases: &[Move]) {
        let count = cases.len() as u32;
        let now = &mut self.now.stages[stage];
        now.active += count;
        now.events.entered += count;
        if now.needs_case_holder && holder != Some(now.team) {
            now.events.allocated += count;
            now.events.handed_over += if holder.is_some() { count } else { 0 };
        }
        let (now, model) = (now.clone(), &week.model.stages[stage]);
        let start = week.number as f32;
        for case in cases {
            let entered = start + case.instant;
            let bits = self.bits_in(case.key, stage.position());
            let (due, fate) = now.draw_stay(model, bits, case.instant);
            if due >= now.until {
                self.store.schedule(stage.position(), fate, due, entered);
            } else {
                let instant = now.instant_of(due).max(case.instant);
                self.agenda.insert(Event { instant, key: fate, entered, what: What::Finish(stage) });
            }
        }
    }
}
