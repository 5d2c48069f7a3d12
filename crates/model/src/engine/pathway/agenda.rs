//! The events of a week in the order of time.

use crate::engine::ids::{SourceId, StageId};

/// Parts of a week into which events are dealt before they are sorted.
const PARTS: usize = 512;

/// Fewer events than this are sorted at once.
const FEW: usize = 64;

/// Something that happens at an instant of this week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    /// 0 to 1 within the week.
    pub(super) instant: f32,
    pub(super) key: u32,
    pub(super) entered: f32,
    pub(super) what: What,
}

impl Event {
    /// Sorts events by time; those of the same instant by their key. The bits
    /// of floats from 0 up are in the order of their values.
    pub(super) fn order(&self) -> u64 {
        (u64::from(self.instant.max(0.0).to_bits()) << 32) | u64::from(self.key)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A case arrives from a source for the first time.
    Arrive(SourceId),
    /// A child comes back.
    Return,
    /// The work of a stage is done.
    Finish(StageId),
}

/// What is to happen this week.
#[derive(Default)]
pub(super) struct Agenda {
    /// The next event last, once it is sorted.
    events: Vec<Event>,
    /// Room to sort in.
    dealt: Vec<Event>,
    ends: Vec<u32>,
}

impl Agenda {
    /// Takes all events out.
    pub(super) fn clear(&mut self) {
        self.events.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Adds an event, before the agenda is sorted.
    pub(super) fn add(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Adds an event of this very week. (Before the agenda is sorted, it does
    /// not matter where.)
    pub(super) fn insert(&mut self, event: Event) {
        let at = self.events.partition_point(|later| later.instant > event.instant);
        self.events.insert(at, event);
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Option<Event> {
        self.events.pop()
    }

    /// Sorts the events, the latest first. Their instants are about even over
    /// the week: dealt into its parts they are nearly sorted, and the rest is
    /// done by insertion, several times as fast as by comparison alone.
    pub(super) fn sort(&mut self) {
        if self.events.len() >= FEW {
            self.deal();
        }
        for at in 1..self.events.len() {
            let event = self.events[at];
            let mut place = at;
            while place > 0 && self.events[place - 1].order() < event.order() {
                self.events[place] = self.events[place - 1];
                place -= 1;
            }
            self.events[place] = event;
        }
    }

    /// Deals the events into the parts of the week, the last part first.
    fn deal(&mut self) {
        let part = |event: &Event| {
            let part = (event.instant.max(0.0) * PARTS as f32) as usize;
            PARTS - 1 - part.min(PARTS - 1)
        };
        self.ends.clear();
        self.ends.resize(PARTS, 0);
        for event in &self.events {
            self.ends[part(event)] += 1;
        }
        let mut end = 0;
        for part in &mut self.ends {
            end += *part;
            *part = end;
        }
        self.dealt.clone_from(&self.events);
        for event in &self.dealt {
            let place = &mut self.ends[part(event)];
            *place -= 1;
            self.events[*place as usize] = *event;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::mix;

    #[test]
    fn events_come_in_the_order_of_time() {
        let mut agenda = Agenda::default();
        for count in [0_u32, 1, 2, 700, 5_000] {
            agenda.clear();
            for number in 0..count {
                let bits = mix(u64::from(number));
                // Some at the very same instant, some on the edges of the week.
                let instant = ((bits >> 40) % 1_001) as f32 / 1_000.0;
                agenda.add(Event { instant, key: bits as u32, entered: 0.0, what: What::Return });
            }
            agenda.sort();
            let mut before = None;
            let mut taken = 0;
            while let Some(event) = agenda.next() {
                assert!(before.is_none_or(|before| before <= event.order()));
                before = Some(event.order());
                taken += 1;
            }
            assert_eq!(taken, count);
        }
    }
}
