//! How long hiring takes.
//!
//! ```text
//! (B9)   T = time to hire;  time to start, if it is not given
//! (B10)  w = weeks to fill - (T - time to start)
//! ```
//!
//! A vacancy waits for `w` on average, until an attempt begins that succeeds; from then on it is spoken for, and its
//! starter comes after `T`. So the mean time from a vacancy to a first day is weeks to fill + time to start, however
//! much of it is known as time to hire.

use crate::service::Recruitment;

/// An attempt that succeeds is awaited for so long at least, in weeks: less than a day.
const SHORTEST_WAIT: f64 = 0.01;

/// The times of hiring, in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HiringTime {
    /// From the beginning of an attempt that succeeds to the first day: `T` of (B9).
    pub to_start: f64,
    /// Mean time until such an attempt begins: `w` of (B10). `None` if it follows from the balance of staff.
    pub to_fill: Option<f64>,
}

impl HiringTime {
    /// The times of a service; `value` gives the value of each number.
    pub fn of<N>(recruitment: &Recruitment<N>, value: &dyn Fn(&N) -> f64) -> Self {
        let after_offer = value(&recruitment.weeks_to_start);
        let to_start = recruitment.weeks_to_hire.as_ref().map_or(after_offer, value);
        let before_offer = to_start - after_offer;
        let to_fill = recruitment.weeks_to_fill.as_ref().map(value);
        Self { to_start, to_fill: to_fill.map(|weeks| (weeks - before_offer).max(SHORTEST_WAIT)) }
    }
}
