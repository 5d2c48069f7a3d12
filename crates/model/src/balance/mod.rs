//! The balance of a service at given values of its numbers: what flows where
//! if nothing changes. The start of a trial and the checks of a scenario both
//! rest on it.
//!
//! Cases. With sources `s` of `r[s]` arrivals a year, of which the share
//! `e[s,j]` enters stage `j`, and exits from `i` to `j` with share `q[i,j]`:
//!
//! ```text
//! (P1)  a[j] = sum over s of r[s] e[s,j]                    arrivals
//! (P2)  x[j] = a[j] + sum over i of x[i] q[i,j]             inflow
//! (P3)  c[j] = x[j] (1 - sum over k of q[j,k])              closings
//! (P4)  n    = sum over s of r[s] (1 - sum over j of e[s,j])  no further action
//! (P5)  d[j] = mean time given, or open[j] / x[j]           mean time (Little's law)
//! (P6)  N[j] = x[j] d[j]                                    stock that stays as it is
//! (P7)  R    = sum over j of c[j] b[j] + n b[0]             children who come back
//! ```
//!
//! where `b[j]` is the share of cases closed in `j` that come back within
//! twelve months, and `b[0]` that of referrals without further action. The
//! arrivals `r` include the children who come back. Where (P5) takes the mean
//! time from the stock, the engine allows for the season (P8). (P2) are the traffic
//! equations of Jackson (1957), "Networks of Waiting Lines", *Operations
//! Research* 5(4).

mod flows;
mod hiring;
mod staffing;

pub use flows::{Flows, flows};
pub use hiring::HiringTime;
pub use staffing::{Staffing, posts_and_people, staffing};

/// How many years of those who wait at the start can be told from how many come now: beyond, most came at a time of which
/// nothing is known.
pub const LONGEST_KNOWN_WAIT: f64 = 2.0;
