//! The report of a run: what it says, apart from how it looks.
//!
//! A [`Report`] is made once from a run, and every format writes the same
//! words, tables and figures: `html` (one page, no network), `word`,
//! `markdown`. The workbook has a shape of its own and is made from the run.

mod blocks;
pub mod markdown;
pub mod word;
#[cfg(test)]
pub(crate) mod sample;

pub use blocks::{Align, Block, Column, Figure, Paper, Report, Section, Table};
