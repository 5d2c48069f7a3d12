//! What is published about English children's social care, and what can be
//! made of it: a council's profile, and a scenario for any council.
//!
//! The modules stand in layer order: each uses only those above it.

#![forbid(unsafe_code)]

pub mod published;
pub mod import;
pub mod profile;
pub mod own;
pub mod estimate;
