//! What if? Questions that take many ensembles: what would have been projected in past years, what would it
//! take, which options together, which numbers matter, and does a run hold against what came.
//!
//! Nothing here draws a random number or prints: a study asks `ensemble` for
//! trials, and works out what they show.

#![forbid(unsafe_code)]

pub mod backtest;
mod met;
pub mod reading;
pub mod variance;
pub mod goal;
pub mod plan;
pub mod sensitivity;
pub mod track;
