//! What a service is, what one trial of it does, and what many amount to.
//!
//! ```text
//! scenario text -> Scenario -> draw of one trial -> record of one trial -> Ensemble -> Summary
//! ```
//!
//! No file system, no clock, no terminal. The modules stand in layer order:
//! each uses only those above it.

#![forbid(unsafe_code)]

/// The number of the model: what the back-test that is built into the program was made by.
///
/// Raise it with every change that moves the results of a back-test: of the engine, of what `staffcast init` estimates, of
/// the published figures. Then make that back-test anew (CONTRIBUTING.md, "a change that moves the back-test").
pub const MODEL_VERSION: u32 = 2;

pub mod calendar;
pub mod figures;
pub mod signs;
pub mod english;
pub mod prose;
pub mod document;
pub mod uncertain;
pub mod service;
pub mod age;
pub mod measure;
pub mod readable;
pub mod balance;
pub mod scenario;
pub mod register;
pub mod sampling;
pub mod engine;
pub mod ensemble;
pub mod summary;
