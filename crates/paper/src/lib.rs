//! Papers: what they are made of, and the formats that hold them.
//!
//! A [`Report`] is made of plain blocks; every format writes the same words,
//! tables and figures: `html` (one page, no network), `word`, `markdown`. Nothing
//! here knows of runs.

#![forbid(unsafe_code)]

mod blocks;
mod html;
pub mod markdown;
pub mod word;
#[cfg(test)]
mod sample;

pub use blocks::{Align, Block, Column, Figure, Paper, Report, Section, Table};
pub use html::to_html;
pub use markdown::to_markdown;
