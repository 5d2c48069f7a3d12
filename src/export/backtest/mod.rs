//! The files of a back-test.

mod projections;
mod scores;

pub use projections::projections_csv;
pub use scores::scores_csv;
