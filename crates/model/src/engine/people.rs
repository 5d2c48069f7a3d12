//! People, one by one, in numbered seats.

use super::ids::{By, GroupId};
use super::room::reset;
use crate::calendar::{RUN_WEEKS_PER_YEAR, RunWeeks};
use crate::sampling::{Purpose, Streams};
use rand::RngExt;
use rand_distr::{Distribution, Exp1};

/// Where a person sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat(u32);

impl Seat {
    /// The first of all.
    pub(super) const FIRST: Self = Self(0);

    /// The seat at a position, from 0.
    fn at(position: usize) -> Self {
        Self(position as u32)
    }

    fn position(self) -> usize {
        self.0 as usize
    }

    /// Its number, from 0, to derive random numbers from.
    pub(super) fn number(self) -> u64 {
        self.0.into()
    }
}

/// One person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// The group (role and team).
    group: GroupId,
    /// FTE that the person works.
    pub(super) fte: f64,
    /// First day, in weeks of the run; before the run it is negative.
    pub(super) started: f32,
    /// Whether the person has given notice.
    pub(super) leaving: bool,
    came: Came,
}

/// How a person came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    /// By no lever.
    Usually,
    /// By a campaign: the lever with this number, from 0.
    ByCampaign(u8),
    /// As a temporary worker beside the posts.
    ForATime,
}

impl Person {
    /// 1 on the first day, evenly down to 0 after `time`.
    fn newness(&self, now: f64, time: RunWeeks) -> f64 {
        1.0 - ((now - f64::from(self.started)) / time.0).clamp(0.0, 1.0)
    }

    /// The number of the lever, from 0, by whose campaign the person came.
    pub(super) fn campaign(&self) -> Option<usize> {
        match self.came {
            Came::ByCampaign(lever) => Some(lever.into()),
            Came::Usually | Came::ForATime => None,
        }
    }

    /// Whether it is a temporary worker beside the posts.
    pub(super) fn is_temporary(&self) -> bool {
        self.came == Came::ForATime
    }
}

/// People of one contract: permanent staff, or agency workers.
#[derive(Default)]
pub(super) struct People {
    /// Who sits in each seat, if anybody does.
    seats: Vec<Option<Person>>,
    free: Vec<Seat>,
    /// FTE in each group.
    pub(super) fte: By<GroupId, f64>,
    /// People in each group.
    pub(super) heads: By<GroupId, u32>,
    /// People who came by campaigns.
    pub(super) recruits: u32,
}

impl People {
    /// Removes everybody.
    pub(super) fn clear(&mut self, groups: usize) {
        self.seats.clear();
        self.free.clear();
        reset(&mut self.fte, groups, 0.0);
        reset(&mut self.heads, groups, 0);
        self.recruits = 0;
    }

    /// A person joins a group; gives the seat.
    pub(super) fn join(&mut self, group: GroupId, fte: f64, started: f64) -> Seat {
        self.seat(group, fte, started, Came::Usually)
    }

    /// A person joins a group by a campaign: the lever with this number, from 0.
    pub(super) fn join_by_campaign(&mut self, lever: usize, group: GroupId, fte: f64, started: f64) {
        let lever = u8::try_from(lever).expect("checked: at most 200 levers");
        self.recruits += 1;
        self.seat(group, fte, started, Came::ByCampaign(lever));
    }

    /// A temporary worker joins a group.
    pub(super) fn join_for_a_time(&mut self, group: GroupId, fte: f64, started: f64) {
        self.seat(group, fte, started, Came::ForATime);
    }

    /// Seats a person: in the seat that was left last, or in a new one.
    fn seat(&mut self, group: GroupId, fte: f64, started: f64, came: Came) -> Seat {
        self.fte[group] += fte;
        self.heads[group] += 1;
        let person = Some(Person { group, fte, started: started as f32, leaving: false, came });
        if let Some(seat) = self.free.pop() {
            self.seats[seat.position()] = person;
            return seat;
        }
        self.seats.push(person);
        Seat::at(self.seats.len() - 1)
    }

    /// The person in a seat leaves; gives the group.
    pub(super) fn leave(&mut self, seat: Seat) -> GroupId {
        let person = self.seats[seat.position()].take().expect("whoever leaves was there");
        let Person { group, fte, .. } = person;
        self.recruits -= u32::from(person.campaign().is_some());
        self.free.push(seat);
        self.uncount(group, fte);
        group
    }

    fn uncount(&mut self, group: GroupId, fte: f64) {
        self.heads[group] -= 1;
        self.fte[group] -= fte;
        if self.heads[group] == 0 {
            // No rest of rounding in an empty group.
            self.fte[group] = 0.0;
        }
    }

    /// The person in a seat goes to another group.
    pub(super) fn change_group(&mut self, seat: Seat, to: GroupId) {
        let person = self.seats[seat.position()].as_mut().expect("whoever changes is there");
        let (from, fte) = (std::mem::replace(&mut person.group, to), person.fte);
        self.uncount(from, fte);
        self.fte[to] += fte;
        self.heads[to] += 1;
    }

    /// The person in a seat has given notice.
    pub(super) fn give_notice(&mut self, seat: Seat) {
        self.seats[seat.position()].as_mut().expect("whoever gives notice is there").leaving = true;
    }

    /// Who sits in a seat, and in which group.
    pub(super) fn get(&self, seat: Seat) -> Option<(GroupId, &Person)> {
        let person = self.seats.get(seat.position())?.as_ref()?;
        Some((person.group, person))
    }

    /// Someone of a group who has not given notice: the first from seat `from` on, around.
    pub(super) fn find(&self, group: GroupId, from: Seat) -> Option<Seat> {
        self.find_where(group, from, |person| !person.leaving)
    }

    /// Someone of a group of whom `fits` is true: the first from seat `from` on, around.
    pub(super) fn find_where(
        &self,
        group: GroupId,
        from: Seat,
        fits: impl Fn(&Person) -> bool,
    ) -> Option<Seat> {
        let count = self.seats.len();
        let is_it = |seat: &usize| {
            self.seats[*seat].as_ref().is_some_and(|person| person.group == group && fits(person))
        };
        (0..count).map(|step| (from.position() + step) % count).find(is_it).map(Seat::at)
    }

    /// How new the people of a group are who came by no lever: 1 on the
    /// first day, evenly down to 0 after `time`; the mean over the FTE of the group.
    pub(super) fn mean_newness(&self, group: GroupId, now: f64, time: RunWeeks) -> f64 {
        if self.heads[group] == 0 {
            return 0.0;
        }
        let own = self.of_group(group).filter(|person| person.came == Came::Usually);
        own.map(|person| person.fte * person.newness(now, time)).sum::<f64>() / self.fte[group]
    }

    /// Adds up for each group what those who came by campaigns do not carry yet
    /// of a full caseload, in FTE. `terms` gives, for a lever and a group, what is
    /// missing at first and the time until nothing is.
    pub(super) fn missing_by_campaign(
        &self,
        now: f64,
        terms: impl Fn(usize, GroupId) -> (f64, RunWeeks),
        into: &mut By<GroupId, f64>,
    ) {
        for person in self.seats.iter().flatten() {
            let Some(lever) = person.campaign() else { continue };
            let (at_first, time) = terms(lever, person.group);
            if time.0 > 0.0 {
                into[person.group] += person.fte * at_first * person.newness(now, time);
            }
        }
    }

    fn of_group(&self, group: GroupId) -> impl Iterator<Item = &Person> {
        self.seats.iter().flatten().filter(move |person| person.group == group)
    }

    /// A seat, taken or empty, for a random number.
    pub(super) fn any_seat(&self, number: u32) -> Seat {
        Seat::at(number as usize % self.seats.len().max(1))
    }

    /// Every seat, taken or empty.
    pub(super) fn every_seat(&self) -> impl Iterator<Item = Seat> + use<> {
        (0..self.seats.len()).map(Seat::at)
    }

    /// Seats, taken or empty.
    pub(super) fn seats(&self) -> usize {
        self.seats.len()
    }

    /// FTE of all.
    pub(super) fn total_fte(&self) -> f64 {
        self.fte.iter().sum()
    }
}

/// Rates a year are drawn in layers: up to this, then up to twice of it, and so on.
const LOWEST_LAYER: f64 = 0.25;
/// A rate is at most 1,024 a year: whoever leaves at that rate leaves this very week.
const MOST_LAYERS: u64 = 13;

/// Events that may befall people in one week, at rates up to `highest` a year:
/// a Poisson process over seats, time and height. `event(seat, instant,
/// height)` befalls whoever sits in the seat if the rate at which it does is
/// above the height (thinning: Lewis and Shedler 1979, *Naval Research
/// Logistics Quarterly* 26(3)).
///
/// The points depend neither on the rates nor on the number of seats, so that
/// a person whose rate rises meets the same events and some more, and all
/// others the same.
pub(super) fn events(
    streams: &Streams,
    purpose: Purpose,
    week: usize,
    seats: usize,
    highest: f64,
    mut event: impl FnMut(Seat, f64, f64),
) {
    let (mut from, mut to) = (0.0, LOWEST_LAYER);
    for layer in 0..MOST_LAYERS {
        if from >= highest {
            return;
        }
        let mut stream = streams.stream(purpose, week, layer);
        let a_seat = (to - from) / RUN_WEEKS_PER_YEAR;
        // The weeks of all seats, one after the other, are one line of time.
        let mut place = 0.0;
        loop {
            place += Distribution::<f64>::sample(&Exp1, &mut stream) / a_seat;
            if place >= seats as f64 {
                break;
            }
            let height = from + (to - from) * stream.random::<f64>();
            event(Seat::at(place as usize), place.fract(), height);
        }
        (from, to) = (to, 2.0 * to);
    }
}
