//! What a service is, what one trial of it does, and what many amount to.
//!
//! ```text
//! scenario text -> Scenario -> draw of one trial -> record of one trial -> Ensemble -> Summary
//! ```
//!
//! No file system, no clock, no terminal. The modules stand in layer order:
//! each uses only those above it.

#![forbid(unsafe_code)]

pub mod calendar;
pub mod figures;
pub mod english;
pub mod prose;
pub mod document;
pub mod uncertain;
pub mod service;
pub mod measure;
pub mod readable;
pub mod balance;
pub mod scenario;
pub mod register;
pub mod sampling;
pub mod engine;
pub mod ensemble;
pub mod summary;
