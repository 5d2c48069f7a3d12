//! Cases: they arrive, are given a worker or wait, move on, close and come back.

use rand::RngExt;

use super::cases::Cases;
use super::model::Model;
use super::rates::Rates;
use super::tally::Tally;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::sampling::{Luck, Purpose, mix, poisson, uniform_f64};
use crate::service::ParameterId;

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
    agenda: Vec<Event>,
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

/// Which draw of a case.
#[derive(Clone, Copy)]
enum Draw {
    Stage = 0,
    Next = 1,
    Entry = 2,
    Return = 3,
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
    /// The luck of one draw of a case at a stage.
    fn draw(&self, key: u32, stage: usize, draw: Draw) -> u64 {
        mix(self.luck ^ (u64::from(key) << 24) ^ ((stage as u64) << 4) ^ draw as u64)
    }

    /// The cases and the closed children of the start.
    pub(super) fn open(
        &mut self,
        model: &Model,
        rates: &Rates,
        luck: &Luck,
        open: impl Fn(ParameterId) -> f64,
    ) {
        let stages = model.stages.len();
        // Work can run at up to twice its pace, so the calendar is twice as long.
        self.store.open(stages + 1, 2 * model.weeks() + 1, stages);
        self.luck = luck.key(Purpose::Cases);
        reset(&mut self.clocks, stages, 0.0);
        reset(&mut self.active, stages, 0);
        reset(&mut self.load, model.service.team.len(), 0.0);
        reset(&mut self.held, model.service.team.len(), 0);
        self.agenda.clear();
        let key = luck.key(Purpose::Opening);
        for (at, stage) in model.service.stage.values().enumerate() {
            let links = &model.stages[at];
            let count = open(stage.open).round() as u32;
            self.active[at] = count;
            if links.needs_case_holder {
                self.load[links.team] += f64::from(count) * rates.stages[at].weight;
                self.held[links.team] += count;
            }
            for case in 0..count {
                let bits = mix(key ^ ((at as u64) << 40) ^ u64::from(case));
                let whole = rates.stages[at].mean * f64::from(links.durations.met.at((bits >> 32) as u32));
                let left = whole * uniform_f64(mix(bits));
                self.store.schedule(at, bits as u32, left as f32, (left - whole) as f32);
            }
            let waiting = open(stage.waiting).round() as u32;
            let weekly = (rates.flows.inflow[at] / RUN_WEEKS_PER_YEAR).max(f64::MIN_POSITIVE);
            for case in 0..waiting {
                // They came evenly over the time that so many take to come.
                let bits = mix(key ^ (1 << 60) ^ ((at as u64) << 40) ^ u64::from(case));
                let since = -f64::from(waiting - case) / weekly;
                self.store.wait(at, bits as u32, since.max(-1e6) as f32);
            }
        }
        self.open_past(model, rates, luck);
    }

    /// Children closed in the past twelve months who are still to come back:
    /// closings came evenly, and each return is drawn in full (equation D6).
    fn open_past(&mut self, model: &Model, rates: &Rates, luck: &Luck) {
        let returns = rates.flows.returns;
        let mut stream = luck.stream(Purpose::Opening, 0, 1);
        for _ in 0..poisson(&mut stream, returns) {
            let since: f64 = stream.random();
            let time = f64::from(model.return_time.at(stream.random()));
            let key: u32 = stream.random();
            if time > since {
                let due = (time - since) * RUN_WEEKS_PER_YEAR;
                self.store.schedule(model.stages.len(), key, due as f32, 0.0);
            }
        }
    }

    /// One week of cases: what is due and who arrives, in the order of time
    /// wherever that matters. `arrivals` gives the expected arrivals of a source.
    pub(super) fn advance(
        &mut self,
        week: &Week<'_>,
        luck: &Luck,
        arrivals: impl Fn(usize) -> f64,
        tally: &mut Tally,
    ) {
        self.gather(week, luck, arrivals);
        let ordered = self.someone_may_wait(week);
        if ordered {
            // Latest first, so that the next event is the last of the list.
            self.agenda.sort_unstable_by(|a, b| b.instant.total_cmp(&a.instant).then(b.key.cmp(&a.key)));
            for team in 0..self.load.len() {
                self.give_workers(week, team, 0.0, ordered, tally);
            }
        }
        while let Some(event) = self.agenda.pop() {
            let now = event.instant;
            match event.what {
                What::Arrive(source) => {
                    self.arrive(week, usize::from(source), event.key, now, ordered, tally)
                }
                What::Return => {
                    let uniform = uniform_f64(self.draw(event.key, week.model.stages.len(), Draw::Return));
                    let source =
                        week.rates.sources.iter().position(|source| uniform < source.returning_up_to);
                    tally.rereferrals += 1;
                    self.arrive(week, source.unwrap_or(0), event.key, now, ordered, tally);
                }
                What::Finish(stage) => self.finish(week, usize::from(stage), event, ordered, tally),
            }
        }
        for (stage, links) in week.model.stages.iter().enumerate() {
            self.clocks[stage] += week.teams.pace[links.team];
        }
    }

    /// Puts what is due this week, and who arrives, on the agenda.
    fn gather(&mut self, week: &Week<'_>, luck: &Luck, arrivals: impl Fn(usize) -> f64) {
        let Self { store, clocks, agenda, .. } = self;
        for (stage, links) in week.model.stages.iter().enumerate() {
            let (clock, pace) = (clocks[stage], week.teams.pace[links.team]);
            store.take_due(stage, clock, clock + pace, |case| {
                let instant = ((f64::from(case.due) - clock) / pace) as f32;
                let what = What::Finish(stage as u16);
                agenda.push(Event { instant, key: case.key, entered: case.entered, what });
            });
        }
        let start = week.number as f64;
        store.take_due(week.model.stages.len(), start, start + 1.0, |case| {
            let instant = (f64::from(case.due) - start) as f32;
            agenda.push(Event { instant, key: case.key, entered: 0.0, what: What::Return });
        });
        for source in 0..week.model.sources.len() {
            let count = poisson(&mut luck.stream(Purpose::Arrivals, week.number, source), arrivals(source));
            let base = mix(self.luck ^ ((week.number as u64) << 32) ^ ((source as u64) << 52));
            for arrival in 0..count {
                let bits = mix(base ^ u64::from(arrival));
                let instant = uniform_f64(mix(bits)) as f32;
                let what = What::Arrive(source as u16);
                self.agenda.push(Event { instant, key: bits as u32, entered: 0.0, what });
            }
        }
    }

    /// Whether any team may reach its ceiling this week. If none can, nobody
    /// waits and the order of events within the week changes nothing.
    fn someone_may_wait(&self, week: &Week<'_>) -> bool {
        let heaviest = week.rates.stages.iter().map(|stage| stage.weight).fold(0.0, f64::max);
        let most = self.agenda.len() as f64 * heaviest;
        let waiting = (0..week.model.stages.len()).any(|stage| self.store.waiting(stage) > 0);
        waiting || (0..self.load.len()).any(|team| self.load[team] + most > week.teams.ceiling[team])
    }

    fn arrive(
        &mut self,
        week: &Week<'_>,
        source: usize,
        key: u32,
        now: f32,
        ordered: bool,
        tally: &mut Tally,
    ) {
        if week.model.service.demand.source[source].referral {
            tally.referrals += 1;
        }
        let uniform = uniform_f64(self.draw(key, week.model.stages.len(), Draw::Entry));
        let first = week.rates.sources[source].enters.iter().find(|(_, up_to)| uniform < *up_to);
        match first {
            Some((stage, _)) => self.enter(week, *stage, None, key, now, ordered, tally),
            None => self.close(week, None, key, now),
        }
    }

    /// A case begins in a stage. A team that holds it already keeps it.
    #[expect(clippy::too_many_arguments, reason = "one fact each about one event of the hot loop")]
    fn enter(
        &mut self,
        week: &Week<'_>,
        stage: usize,
        from: Option<usize>,
        key: u32,
        now: f32,
        ordered: bool,
        tally: &mut Tally,
    ) {
        let links = &week.model.stages[stage];
        let entered = week.number as f32 + now;
        if !links.needs_case_holder {
            self.start(week, stage, key, entered, now, ordered);
            return;
        }
        let team = links.team;
        if from != Some(team) {
            if !self.has_room(week, stage) {
                self.store.wait(stage, key, entered);
                return;
            }
            tally.teams[team].allocated += 1;
            if from.is_some() {
                tally.teams[team].worker_changes += 1.0;
            }
        }
        self.hold(week, stage);
        self.start(week, stage, key, entered, now, ordered);
    }

    fn has_room(&self, week: &Week<'_>, stage: usize) -> bool {
        let team = week.model.stages[stage].team;
        self.load[team] + week.rates.stages[stage].weight <= week.teams.ceiling[team] + ROUNDING
    }

    fn hold(&mut self, week: &Week<'_>, stage: usize) {
        let team = week.model.stages[stage].team;
        self.load[team] += week.rates.stages[stage].weight;
        self.held[team] += 1;
    }

    /// Work on a case begins: its duration is drawn.
    fn start(&mut self, week: &Week<'_>, stage: usize, key: u32, entered: f32, now: f32, ordered: bool) {
        self.active[stage] += 1;
        let links = &week.model.stages[stage];
        let bits = self.draw(key, stage, Draw::Stage);
        let work = week.rates.stages[stage].mean * f64::from(links.durations.fresh.at((bits >> 32) as u32));
        let pace = week.teams.pace[links.team];
        let clock = self.clocks[stage];
        let due = clock + pace * f64::from(now) + work;
        if due >= clock + pace {
            self.store.schedule(stage, key, due as f32, entered);
            return;
        }
        // It ends in this very week.
        let instant = (((due - clock) / pace) as f32).max(now);
        let event = Event { instant, key, entered, what: What::Finish(stage as u16) };
        let at = if ordered {
            self.agenda.partition_point(|later| later.instant > instant)
        } else {
            self.agenda.len()
        };
        self.agenda.insert(at, event);
    }

    /// The work of a stage is done: the case moves on or is closed.
    fn finish(&mut self, week: &Week<'_>, stage: usize, event: Event, ordered: bool, tally: &mut Tally) {
        let links = &week.model.stages[stage];
        let rates = &week.rates.stages[stage];
        let team = links.team;
        self.active[stage] -= 1;
        if links.needs_case_holder {
            self.load[team] -= rates.weight;
            self.held[team] -= 1;
        }
        let now = week.number as f32 + event.instant;
        if let Some(limit) = rates.limit {
            tally.ended_with_limit += 1;
            tally.ended_in_time += u32::from(f64::from(now - event.entered) <= limit);
        }
        let bits = self.draw(event.key, stage, Draw::Stage);
        let onwards = rates.exits.last().map_or(0.0, |(_, up_to)| *up_to);
        // Under pressure more cases are closed, and fewer go on (equation W5).
        let closing = ((1.0 - onwards) * week.teams.early_closing[team]).min(1.0);
        let scale = if onwards > 0.0 { (1.0 - closing) / onwards } else { 1.0 };
        let uniform = f64::from(bits as u32) / 4_294_967_296.0;
        let next = rates.exits.iter().find(|(_, up_to)| uniform < up_to * scale);
        let key = self.draw(event.key, stage, Draw::Next) as u32;
        match next {
            Some((next, _)) => {
                let from = links.needs_case_holder.then_some(team);
                self.enter(week, *next, from, key, event.instant, ordered, tally);
            }
            None => self.close(week, Some(stage), key, event.instant),
        }
        if ordered && links.needs_case_holder {
            self.give_workers(week, team, event.instant, ordered, tally);
        }
    }

    /// A case is closed; the child may come back within twelve months.
    fn close(&mut self, week: &Week<'_>, stage: Option<usize>, key: u32, now: f32) {
        let list = week.model.stages.len();
        let (share, pressure) = match stage {
            Some(stage) => {
                let team = week.model.stages[stage].team;
                (week.rates.stages[stage].return_share, week.teams.early_closing[team])
            }
            None => (week.rates.no_action_return_share, 1.0),
        };
        let bits = self.draw(key, list, Draw::Stage);
        if uniform_f64(bits) >= share * pressure {
            return;
        }
        let next = self.draw(key, list, Draw::Next);
        let years = f64::from(week.model.return_time.at((next >> 32) as u32));
        let due = week.number as f64 + f64::from(now) + years * RUN_WEEKS_PER_YEAR;
        if due < (week.number + 1) as f64 {
            // Back within the week: on the agenda of the next, so that nobody
            // is closed and returns without end in one week.
            self.store.schedule(list, next as u32, (week.number + 1) as f32, 0.0);
        } else {
            self.store.schedule(list, next as u32, due as f32, 0.0);
        }
    }

    /// Gives workers to those who wait, while there is room: by priority of
    /// the stage, then first come, first served.
    fn give_workers(&mut self, week: &Week<'_>, team: usize, now: f32, ordered: bool, tally: &mut Tally) {
        loop {
            let first = week.model.stages.iter().enumerate().filter(|(_, links)| links.team == team);
            let first = first.filter_map(|(stage, _)| {
                let entered = self.store.first_waiting(stage)?;
                Some((week.rates.stages[stage].priority, entered, stage))
            });
            let Some((_, _, stage)) = first.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
            else {
                return;
            };
            if !self.has_room(week, stage) {
                return;
            }
            let Some(case) = self.store.take_waiting(stage) else {
                return;
            };
            let waited = week.number as f32 + now - case.entered;
            tally.teams[team].allocated += 1;
            tally.teams[team].waited += f64::from(waited.max(0.0));
            self.hold(week, stage);
            self.start(week, stage, case.key, case.entered, now, ordered);
        }
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
