//! The run as a workbook for Excel: figures and charts that can be taken on without being typed again.
//!
//! `page` makes one of a study or a back-test instead. `tables` has the long sheets, which hold the numbers of the csv files; `plans` says which charts there are,
//! each a `plan`, and `native` draws them; `charts`, `summary`, `costs_and_targets` and `read_me` are the sheets of those names.

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
mod costs_and_targets;
mod read_me;
mod page;
mod own;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod own_tests;

pub use own::template_to_xlsx;
pub use page::page_to_xlsx;

use std::{error, fmt};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use tables::SheetTable;

use crate::{Run, bands, differences};
use columns::ColumnKind;
use formats::Formats;
use model::prose::said_of;
use model::text;
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
    costs_and_targets::add(&mut workbook, &formats, run)?;
    if !plans.is_empty() {
        charts::add(&mut workbook, &formats, &plans)?;
    }
    for LongSheet { name, table } in &sheets {
        let sheet = workbook.add_worksheet().set_name(*name)?;
        // What formulas call it.
        let table_name = name.to_lowercase().replace(' ', "_");
        tables::fill(sheet, &formats, &table_name, table)?;
        Formats::mark_as_not_for_print(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

/// A sheet with a table that fills it.
struct LongSheet {
    name: &'static str,
    table: SheetTable,
}

/// The long sheets that have any rows.
fn long_sheets(run: &Run<'_>) -> Vec<LongSheet> {
    let (summaries, comparisons) = (&run.results.summaries, &run.results.comparisons);
    let sheet = |name, table| LongSheet { name, table };
    let all = [
        sheet("Monthly", SheetTable::of_results(bands::monthly(summaries), ColumnKind::Levels)),
        sheet("Yearly", SheetTable::of_results(bands::yearly(summaries), ColumnKind::Levels)),
        sheet(
            "Differences",
            SheetTable::of_results(differences::monthly(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Differences yearly",
            SheetTable::of_results(differences::yearly(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Differences total",
            SheetTable::of_results(differences::totals(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Net cost",
            SheetTable::of_results(differences::net_cost(comparisons), ColumnKind::Differences),
        ),
        sheet(
            "Present cost",
            SheetTable::of_results(differences::present_cost(comparisons), ColumnKind::Differences),
        ),
        sheet("Targets", SheetTable::of_results(differences::targets(summaries), ColumnKind::Levels)),
        sheet("Assumptions", assumptions::table(run)),
    ];
    all.into_iter().filter(|sheet| !sheet.table.rows.is_empty()).collect()
}

/// The sheets and what they hold.
fn contents(sheets: &[LongSheet], has_charts: bool) -> Vec<(&'static str, String)> {
    let charts: &[&str] = if has_charts { &[charts::CHARTS_SHEET, native::DATA_SHEET] } else { &[] };
    let long = sheets.iter().map(|sheet| sheet.name);
    let said = |name| said_of(text!("workbook", "sheets"), name).unwrap_or_default().to_owned();
    let read = ["Summary", costs_and_targets::SHEET].into_iter().chain(charts.iter().copied());
    read.map(|name| (name, said(name)))
        .chain(long.map(|name| (name, format!("{} {}", said(name), text!("workbook", "not for print")))))
        .collect()
}

fn properties(run: &Run<'_>, paper: &Paper) -> Result<DocProperties, XlsxError> {
    let title = if paper.title.is_empty() { &run.scenario.service.title } else { &paper.title };
    let council = if paper.council.is_empty() { run.place() } else { &paper.council };
    let properties = formats::properties(paper, title, council)?;
    Ok(properties.set_subject(formats::one_line(&run.scenario.service.note)))
}
