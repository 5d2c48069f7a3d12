//! The run as a workbook for Excel: figures and charts that can be taken on without being typed again.
//!
//! `tables` has the long sheets, which hold the numbers of the csv files; `plans` says which charts there are,
//! each a `plan`, and `native` draws them; `charts`, `summary` and `read_me` are the sheets of those names.

mod cells;
mod formats;
mod columns;
mod tables;
mod assumptions;
mod block;
mod plan;
mod projections;
mod plans;
mod native;
mod charts;
mod summary;
mod read_me;
#[cfg(test)]
mod tests;

use std::{error, fmt};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use tables::SheetTable;

use crate::{Run, bands, differences};
use columns::ColumnKind;
use formats::Formats;
use paper::Paper;

/// Why a workbook could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookError {
    cause: String,
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not make the workbook: {}", self.cause)
    }
}

impl error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self { cause: error.to_string() }
    }
}

/// The workbook of a run.
///
/// # Errors
///
/// If the run has more rows or longer texts than a workbook takes.
pub fn to_xlsx(run: &Run<'_>, paper: &Paper) -> Result<Vec<u8>, WorkbookError> {
    let formats = Formats::new(paper);
    let sheets = long_sheets(run);
    let plans = plans::plans(run);
    let mut workbook = Workbook::new();
    Formats::set_default(&mut workbook)?;
    workbook.set_properties(&properties(run, paper)?);
    read_me::add(&mut workbook, &formats, run, paper, &contents(&sheets, !plans.is_empty()))?;
    summary::add(&mut workbook, &formats, run)?;
    if !plans.is_empty() {
        charts::add(&mut workbook, &formats, &plans)?;
    }
    for LongSheet { name, table_name, table, .. } in &sheets {
        let sheet = workbook.add_worksheet().set_name(*name)?;
        tables::fill(sheet, &formats, table_name, table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A sheet with a table that fills it.
struct LongSheet {
    name: &'static str,
    /// What formulas call it.
    table_name: &'static str,
    /// What it holds.
    what: &'static str,
    table: SheetTable,
}

/// The long sheets that have any rows.
fn long_sheets(run: &Run<'_>) -> Vec<LongSheet> {
    let (summaries, comparisons) = (&run.results.summaries, &run.results.comparisons);
    let sheet = |name, table_name, what, table| LongSheet { name, table_name, what, table };
    let all = [
        sheet(
            "Monthly",
            "monthly",
            "All measures by month, for the baseline and each option, the service and each team: the numbers of \
             monthly.csv.",
            SheetTable::of_results(bands::monthly(summaries), ColumnKind::Levels),
        ),
        sheet(
            "Yearly",
            "yearly",
            "Money and flows by financial year: the numbers of yearly.csv.",
            SheetTable::of_results(bands::yearly(summaries), ColumnKind::Levels),
        ),
        sheet(
            "Differences",
            "differences",
            "What each option changes by month, trial by trial: the numbers of differences.csv.",
            SheetTable::of_results(differences::monthly(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Differences yearly",
            "differences_yearly",
            "What each option changes by financial year: the numbers of differences_yearly.csv.",
            SheetTable::of_results(differences::yearly(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Net cost",
            "net_cost",
            "What each option has cost more than it has saved since the start, and in how many trials it has paid back: \
             the numbers of net_cost.csv.",
            SheetTable::of_results(differences::net_cost(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Present cost",
            "present_cost",
            "What each option costs over the whole run, discounted: the numbers of present_cost.csv.",
            SheetTable::of_results(differences::present_cost(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Targets",
            "targets",
            "The chance of each target by month: the numbers of targets.csv.",
            SheetTable::of_results(differences::targets(summaries), ColumnKind::Levels),
        ),
        sheet(
            "Assumptions",
            "assumptions",
            "Every number that the run rests on, with its range and its source: those of assumptions.csv.",
            assumptions::table(run),
        ),
    ];
    all.into_iter().filter(|sheet| !sheet.table.rows.is_empty()).collect()
}

/// The sheets and what they hold.
fn contents(sheets: &[LongSheet], has_charts: bool) -> Vec<(String, String)> {
    let own = |name: &str, what: &str| (name.to_owned(), what.to_owned());
    let mut contents = vec![own(
        "Summary",
        "The main figures at the dates that matter, the chances of the targets, and the cost of the whole run.",
    )];
    if has_charts {
        contents.push(own(
            charts::CHARTS_SHEET,
            "The charts, to be copied and edited, each with a description in words.",
        ));
        contents.push(own(native::DATA_SHEET, "The data behind the charts."));
    }
    contents.extend(sheets.iter().map(|sheet| own(sheet.name, sheet.what)));
    contents
}

fn properties(run: &Run<'_>, paper: &Paper) -> Result<DocProperties, XlsxError> {
    let text = |text: &str| cells::plain(text).replace('\n', " ");
    let title = if paper.title.is_empty() { &run.scenario.service.title } else { &paper.title };
    // Not the day on which it was made, which would make two files of the same run differ.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(text(title))
        .set_subject(text(&run.scenario.service.note))
        .set_author(text(&paper.author))
        .set_company(text(if paper.council.is_empty() { run.place() } else { &paper.council }))
        .set_category(text(&paper.classification))
        .set_comment(format!("Made by Staffcast {}.", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&created))
}
