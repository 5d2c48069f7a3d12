//! The files of a back-test: three tables, and `verification.md`, a page for
//! people with its charts.
//!
//! `projections`, `scores` and `coverage` write the tables. Of the page, `verdict` says in sentences what the scores show,
//! `tables` and `charts` show them, `text/backtest.md` says what each is, `page`
//! puts them together, and `blocks` makes of it what Word and browsers show. Nothing is worked out here but differences and counts of
//! scores ([`study::backtest::scores`]).

mod command;
mod found;
mod projections;
mod scores;
pub(crate) mod coverage;
pub mod phrases;
mod tables;
mod verdict;
mod charts;
mod page;
mod blocks;
#[cfg(test)]
mod tests;

pub use coverage::coverage_csv;
pub use page::verification;
pub use projections::projections_csv;
pub use scores::scores_csv;

use super::files::Files;
use super::{ExportError, manifest};
use chart::Size;
use evidence::published::Published;
use model::document::WriteFiles;
use study::backtest::table::ScoreRow;
use study::backtest::{BacktestPlan, Projection};

/// A finished back-test.
#[derive(Clone, Copy, Debug)]
pub struct Tested<'a> {
    /// What was projected from, and what it was compared with.
    pub published: &'a Published,
    /// What was to be projected.
    pub plan: &'a BacktestPlan,
    /// What was projected, and what it came to.
    pub projections: &'a [Projection],
    /// The scores that [`table`](study::backtest::table::table) makes of them.
    pub rows: &'a [ScoreRow],
}

/// A page with its charts.
#[derive(Clone, Debug, PartialEq)]
pub struct BacktestPage {
    /// The text, which shows the charts from the folder [`CHARTS`] beside it.
    pub markdown: String,
    /// The charts.
    pub charts: Vec<BacktestPicture>,
}

/// A chart that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BacktestPicture {
    /// Name of its file without folder and extension.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
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

/// Name of the file that says of each council what its ranges held, beside the page.
pub const COVERAGE: &str = "coverage.csv";

/// Writes the files of a back-test. `stopped` is asked between files.
///
/// # Errors
///
/// If a file cannot be written, a chart not be drawn, or the user stops it.
pub fn write(
    tested: &Tested<'_>,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<(), ExportError> {
    let mut files = Files::new(folder, stopped);
    let Tested { published, plan, projections, rows } = *tested;
    files.put(PROJECTIONS, projections_csv(published, projections))?;
    files.put(SCORES, scores_csv(rows))?;
    files.put(COVERAGE, coverage_csv(published, plan, projections))?;
    let page = verification(published, plan, projections, rows)?;
    files.put(PAGE, &page.markdown)?;
    files.put_blocks(&blocks::blocks(&page))?;
    for chart in &page.charts {
        files.put_chart_at(&format!("{CHARTS}/{}", chart.name), Size::Page, Ok(chart.svg.clone()))?;
    }
    files.finish(|fingerprints| {
        manifest::backtest_to_json(published, plan, &command::again(published, plan), fingerprints)
    })
}
