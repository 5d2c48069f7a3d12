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

pub mod calendar;
pub mod figures;
pub mod english;
pub mod document;
pub mod published;
pub mod uncertain;
pub mod service;
pub mod measure;
pub mod profile;
pub mod balance;
pub mod scenario;
pub mod register;
pub mod sampling;
pub mod estimate;
pub mod engine;
pub mod ensemble;
pub mod summary;
pub mod backtest;
pub mod study;
pub mod export;
pub mod question;
pub mod disk;
pub mod cli;
