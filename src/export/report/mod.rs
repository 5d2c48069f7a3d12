//! The report of a run: what it says, apart from how it looks.
//!
//! A [`Report`] is made once from a run, and every format writes the same
//! words, tables and figures: `html` (one page, no network), `word`,
//! `markdown`. The workbook has a shape of its own and is made from the run.

pub mod workbook;
mod blocks;

pub use blocks::{Align, Block, Column, Figure, Paper, Report, Section, Table};
