//! Official files as they were downloaded, turned into a folder of figures.
//!
//! A file is known by its columns ([`release`](self)); its rows are given to our areas, whatever code they have; and
//! each of its cells replaces that of the figures before. What it does not hold stays.

mod cells;
mod release;
mod identity;
mod official;
mod recognise;
mod told;
mod gather;
mod neighbours;
mod workbook;
mod inspections;
mod tables;
mod totals;
mod folder;

#[cfg(test)]
mod tests;

pub use folder::{Import, Imported, LARGEST_FILE};
pub use told::{Change, ChangeKind, Checked, PassedOver, Taken};

pub(crate) use workbook::{Content, Grid, NoWorkbook, cell_name, grids};
