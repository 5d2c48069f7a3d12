//! The store of cases: who is in which stage until when, and who waits.

/// No case.
const NONE: u32 = u32::MAX;
/// Places that are added at once.
const ROOM: u32 = 1024;

/// A case that is kept for later: it moves on when the clock of its list
/// reaches `due`, or it waits for a worker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// All later draws of the case follow from it.
    pub(super) key: u32,
    /// On the clock of its stage, in weeks of the run.
    pub(super) due: f32,
    /// When it began in its stage, in weeks of the run.
    pub(super) entered: f32,
    next: u32,
}

/// Stands in `due` of a case that waits, for which it has no other use.
const HAD_WORKER: f32 = 1.0;

impl Case {
    /// Whether a case that waits had a worker in the stage before.
    pub(super) fn had_worker(&self) -> bool {
        self.due >= HAD_WORKER
    }
}

/// All cases of a trial: for each list (a stage, or the children who will come
/// back) a calendar by week, and for each stage a queue of those who wait.
///
/// The store keeps its memory from trial to trial.
#[derive(Default)]
pub(super) struct Cases {
    pool: Vec<Case>,
    free: u32,
    /// The cases due in each week of each list.
    calendar: Vec<Due>,
    weeks: usize,
    queues: Vec<Queue>,
}

/// The cases of one week of a list.
#[derive(Clone, Copy)]
struct Due {
    head: u32,
    count: u32,
}

/// First come, first served.
#[derive(Clone, Copy)]
struct Queue {
    first: u32,
    last: u32,
    length: u32,
}

impl Cases {
    /// Empties the store: `lists` calendars of `weeks`, and `queues` queues.
    pub(super) fn open(&mut self, lists: usize, weeks: usize, queues: usize) {
        self.pool.clear();
        self.free = NONE;
        self.weeks = weeks;
        self.calendar.clear();
        self.calendar.resize(lists * weeks, Due { head: NONE, count: 0 });
        self.queues.clear();
        self.queues.resize(queues, Queue { first: NONE, last: NONE, length: 0 });
    }

    #[inline]
    fn keep(&mut self, case: Case) -> u32 {
        if self.free == NONE {
            self.make_room();
        }
        let at = self.free;
        let place = &mut self.pool[at as usize];
        self.free = place.next;
        *place = case;
        at
    }

    /// Adds free places to the store.
    #[cold]
    fn make_room(&mut self) {
        let from = u32::try_from(self.pool.len()).expect("fewer than 4 billion cases");
        for at in from..from + ROOM {
            let next = if at + 1 < from + ROOM { at + 1 } else { NONE };
            self.pool.push(Case { key: 0, due: 0.0, entered: 0.0, next });
        }
        self.free = from;
    }

    fn release(&mut self, at: u32) {
        self.pool[at as usize].next = self.free;
        self.free = at;
    }

    /// Notes that a case is due on the clock of a list. A case due after the
    /// end of the calendar is not kept: it outlasts the run.
    #[inline]
    pub(super) fn schedule(&mut self, list: usize, key: u32, due: f32, entered: f32) {
        // By way of i32, which processors convert to at once; no run has so many weeks.
        let week = due as i32 as usize;
        if week >= self.weeks {
            return;
        }
        let slot = list * self.weeks + week;
        let next = self.calendar[slot].head;
        let head = self.keep(Case { key, due, entered, next });
        let due = &mut self.calendar[slot];
        due.head = head;
        due.count += 1;
    }

    /// Takes out every case of a list that is due from clock `from` up to but
    /// not at `to`, and hands it on.
    #[inline]
    pub(super) fn take_due(&mut self, list: usize, from: f32, to: f32, mut hand_on: impl FnMut(&Case)) {
        let last = (to.ceil() as usize).min(self.weeks);
        for week in from as usize..last {
            let slot = list * self.weeks + week;
            let mut at = std::mem::replace(&mut self.calendar[slot].head, NONE);
            self.calendar[slot].count = 0;
            while at != NONE {
                let case = self.pool[at as usize];
                if case.due < to {
                    self.release(at);
                    hand_on(&case);
                } else {
                    let kept = &mut self.calendar[slot];
                    self.pool[at as usize].next = kept.head;
                    kept.head = at;
                    kept.count += 1;
                }
                at = case.next;
            }
        }
    }

    /// Cases of a list in the weeks from clock `from` to `to`: at least those
    /// that [`Cases::take_due`] would take.
    pub(super) fn due_at_most(&self, list: usize, from: f32, to: f32) -> u32 {
        let last = (to.ceil() as usize).min(self.weeks);
        (from as usize..last).map(|week| self.calendar[list * self.weeks + week].count).sum()
    }

    /// Puts a case at the end of a queue.
    pub(super) fn wait(&mut self, queue: usize, key: u32, entered: f32, had_worker: bool) {
        let due = if had_worker { HAD_WORKER } else { 0.0 };
        let at = self.keep(Case { key, due, entered, next: NONE });
        let queue = &mut self.queues[queue];
        if queue.first == NONE {
            queue.first = at;
        } else {
            self.pool[queue.last as usize].next = at;
        }
        queue.last = at;
        queue.length += 1;
    }

    /// When the first case of a queue began to wait.
    pub(super) fn first_waiting(&self, queue: usize) -> Option<f32> {
        let first = self.queues[queue].first;
        (first != NONE).then(|| self.pool[first as usize].entered)
    }

    /// Takes the first case of a queue.
    pub(super) fn take_waiting(&mut self, queue: usize) -> Option<Case> {
        let at = self.queues[queue].first;
        if at == NONE {
            return None;
        }
        let case = self.pool[at as usize];
        let queue = &mut self.queues[queue];
        queue.first = case.next;
        queue.length -= 1;
        self.release(at);
        Some(case)
    }

    /// How many wait in a queue.
    pub(super) fn waiting(&self, queue: usize) -> u32 {
        self.queues[queue].length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_comes_out_once_and_in_its_week() {
        let mut cases = Cases::default();
        cases.open(2, 10, 1);
        for key in 0..1000_u32 {
            cases.schedule(1, key, key as f32 * 0.012, 0.0);
        }
        let mut seen = Vec::new();
        let mut clock = 0.0;
        while clock < 10.0 {
            let next = clock + 0.7;
            let mut due = Vec::new();
            let most = cases.due_at_most(1, clock, next);
            cases.take_due(1, clock, next, |case| due.push(*case));
            assert!(due.len() <= most as usize);
            for case in due {
                assert!(case.due >= clock - 1e-6 && case.due < next);
                seen.push(case.key);
            }
            clock = next;
        }
        seen.sort_unstable();
        let kept = (0..1000).filter(|key| (*key as f32 * 0.012) < 10.0);
        assert_eq!(seen, kept.collect::<Vec<u32>>());
    }

    #[test]
    fn a_queue_is_first_come_first_served() {
        let mut cases = Cases::default();
        cases.open(1, 1, 1);
        for key in 0..5 {
            cases.wait(0, key, 0.0, false);
        }
        assert_eq!(cases.take_waiting(0).map(|case| case.key), Some(0));
        cases.wait(0, 5, 0.0, false);
        let rest: Vec<u32> = std::iter::from_fn(|| cases.take_waiting(0)).map(|case| case.key).collect();
        assert_eq!(rest, [1, 2, 3, 4, 5]);
        assert_eq!(cases.waiting(0), 0);
    }
}
