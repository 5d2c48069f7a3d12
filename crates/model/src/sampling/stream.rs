//! Randomness has an address: every draw comes from (seed, trial, purpose,
//! week, item), so that a trial draws the same numbers under every option and on
//! any number of threads (equation U5).

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{Address, Layers, mix};

/// What a draw is for. Each purpose has streams of its own, so that a change
/// in one part of the service leaves the draws of the others as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Cases open and children in the past at the start.
    Opening = 1,
    /// Monthly noise of referrals.
    Noise = 2,
    /// Number of arrivals.
    Arrivals = 3,
    /// The way of each case.
    Cases = 4,
    /// Tenure of staff in post at the start.
    Tenure = 5,
    /// Who leaves.
    Leaving = 6,
    /// Offers.
    Hiring = 7,
    /// The September cohort.
    Cohort = 8,
    /// Other net movement.
    Movement = 9,
    /// Agency bookings.
    Booking = 10,
    /// Agency workers who go.
    AgencyLeaving = 11,
    /// Demand from year to year.
    DemandEnvironment = 12,
    /// Leaving from year to year.
    LeavingEnvironment = 13,
    /// Hiring from year to year.
    HiringEnvironment = 14,
    /// Agency cover from year to year.
    AgencyEnvironment = 15,
    /// Absence from year to year.
    AbsenceEnvironment = 16,
    /// Other net movement from year to year.
    MovementEnvironment = 17,
    /// Funded posts from year to year.
    EstablishmentEnvironment = 20,
    /// How many staff hold cases, from year to year.
    CaseHoldingEnvironment = 21,
    /// How many come back, from year to year.
    RereferralEnvironment = 22,
    /// The stages, from year to year.
    StageEnvironment = 23,
    /// Children in need beside cases, from year to year.
    NeedEnvironment = 24,
    /// Whether levers have their effect.
    Delivery = 18,
    /// Who comes by campaigns.
    Campaign = 19,
}

/// A stream of random numbers: Xoshiro256++, whose output is fixed by its
/// name (Blackman and Vigna 2021, "Scrambled Linear Pseudorandom Number
/// Generators", *ACM Transactions on Mathematical Software* 47(4)).
pub type Stream = Xoshiro256PlusPlus;

/// The streams of one trial: gives the stream of every address.
///
/// Baseline and options ask for the same addresses. So they have *common random numbers*: what is drawn is the same in
/// both until an option changes it, and their difference in a trial is the effect of the option rather than of chance.
/// Texts for readers call this "the same luck".
#[derive(Clone, Copy, Debug)]
pub struct Streams {
    chance: u64,
    environment: u64,
}

impl Streams {
    /// The streams of a trial. With chance switched off every trial meets the
    /// chance of trial 0.
    pub fn of(seed: u64, trial: u32, chance: bool) -> Self {
        Self::at(&Address::of(seed, trial, Layers { chance, ..Layers::ALL }))
    }

    /// The streams of a trial, of which parts may be drawn again.
    pub fn at(address: &Address<'_>) -> Self {
        let key = |seed: u64, trial: u32| mix(mix(seed ^ 0x5354_4146_4643_4153) ^ u64::from(trial));
        let Address { trial, layers, .. } = *address;
        let (environment, chance) = address.seeds();
        Self {
            chance: key(chance, if layers.chance { trial } else { 0 }),
            environment: key(environment, trial),
        }
    }

    /// The key of a purpose, to derive the draws of single cases from.
    pub fn key(&self, purpose: Purpose) -> u64 {
        let own = match purpose {
            Purpose::DemandEnvironment
            | Purpose::LeavingEnvironment
            | Purpose::HiringEnvironment
            | Purpose::AgencyEnvironment
            | Purpose::AbsenceEnvironment
            | Purpose::MovementEnvironment
            | Purpose::EstablishmentEnvironment
            | Purpose::CaseHoldingEnvironment
            | Purpose::RereferralEnvironment
            | Purpose::StageEnvironment
            | Purpose::NeedEnvironment => self.environment,
            Purpose::Opening
            | Purpose::Noise
            | Purpose::Arrivals
            | Purpose::Cases
            | Purpose::Tenure
            | Purpose::Leaving
            | Purpose::Hiring
            | Purpose::Cohort
            | Purpose::Movement
            | Purpose::Booking
            | Purpose::AgencyLeaving
            | Purpose::Delivery
            | Purpose::Campaign => self.chance,
        };
        mix(own ^ (u64::from(purpose as u8) << 56))
    }

    /// The stream of a purpose in a week (or month) for one item, such as a
    /// source or a group of staff. The item has 64 bits on every machine, so that every machine has the same streams.
    pub fn stream(&self, purpose: Purpose, week: usize, item: u64) -> Stream {
        Stream::seed_from_u64(mix(self.key(purpose) ^ ((week as u64) << 32) ^ item))
    }
}
