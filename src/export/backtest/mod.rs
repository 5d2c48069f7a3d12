//! The files of a back-test: two tables, and `verification.md`, a page for
//! people with its charts.
//!
//! `projections` and `scores` write the tables; `journal` keeps what is done while it
//! runs. Of the page, `verdict` says in
//! sentences what the scores show, `tables` and `charts` show them,
//! `definitions.md` says what each is, and `page` puts them together. Nothing is
//! worked out here but differences and counts of scores
//! ([`crate::backtest::scores`]).

mod charts;
mod found;
mod journal;
mod page;
mod projections;
mod scores;
mod tables;
mod verdict;
mod words;
#[cfg(test)]
mod tests;

pub use journal::{Journal, JournalError};
pub use page::verification;
pub use projections::projections_csv;
pub use scores::scores_csv;

/// A page with its charts.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The text, which shows the charts from the folder [`CHARTS`] beside it.
    pub markdown: String,
    /// The charts.
    pub charts: Vec<Picture>,
}

/// A chart that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Name of its file without folder and extension.
    pub name: &'static str,
    /// The picture.
    pub svg: String,
}

/// Name of the page.
pub const PAGE: &str = "verification.md";

/// Name of the folder with the charts, beside the page.
pub const CHARTS: &str = "verification";

/// Name of the file with all projections, beside the page.
pub const PROJECTIONS: &str = "projections.csv";

/// Name of the file with all scores, beside the page.
pub const SCORES: &str = "scores.csv";
