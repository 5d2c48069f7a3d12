//! Workforce capacity planning for children's social care, by simulation.
//!
//! ```text
//! scenario file -> Scenario -> draw of one trial -> record of one trial -> Ensemble -> Summary -> files
//! ```
//!
//! The modules stand in layer order: each uses only those above it.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../ARCHITECTURE.md")]
struct Architecture;

pub use evidence::{estimate, import, own, profile, published};
pub use model::{
    balance, calendar, document, engine, english, ensemble, figures, measure, readable, register, sampling,
    scenario, service, summary, uncertain,
};
pub use study::backtest;
pub use {chart, paper, report, study};

pub mod question;
pub mod disk;
pub mod cli;
