//! Traps of official files.
