//! The sheet "Read me": what the workbook is about, what it does not say, and what its words mean.

use rust_xlsxwriter::{RowNum, Workbook, Worksheet, XlsxError};

use super::cells::{Cell, put};
use super::formats::{Formats, begin, fit_row};
use crate::Run;
use crate::sections::question::question;
use crate::sections::risks::{caveats, first};
use model::measure::Measure;
use model::prose::named;
use model::readable::whole;
use model::text;
use paper::Paper;

/// Columns in characters: names, then texts.
const WIDTHS: [f64; 2] = [30.0, 105.0];

/// Writes the sheet; `sheets` are the others with what they hold.
pub(super) fn add(
    workbook: &mut Workbook,
    formats: &Formats,
    run: &Run<'_>,
    paper: &Paper,
    sheets: &[(&str, String)],
) -> Result<(), XlsxError> {
    let service = &run.scenario.service;
    let title = if paper.title.is_empty() { &service.title } else { &paper.title };
    let mut page = ReadMeSheet::begin(workbook, formats, title)?;
    let council = if paper.council.is_empty() { run.place() } else { &paper.council };
    let head = [
        ("Council", council),
        ("Classification", &paper.classification),
        ("Prepared by", &paper.author),
        ("Committee", &paper.committee),
        ("Date", &paper.date),
        ("Question", &question(run)),
    ];
    for (name, text) in head.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.put(name, text)?;
    }
    page.heading("Before you read on")?;
    for (number, caveat) in (1..).zip(first(run).into_iter().chain(caveats(run))) {
        page.put(&number.to_string(), &caveat)?;
    }
    page.heading("Sheets")?;
    for (name, text) in sheets {
        page.put(name, text)?;
    }
    page.heading("The baseline and the options")?;
    for summary in &run.results.summaries {
        page.put(&summary.option, &summary.title)?;
    }
    page.heading("What the figures mean")?;
    for (name, text) in named(text!("workbook", "what the figures mean")) {
        page.put(name, text)?;
    }
    page.heading("Measures")?;
    for measure in measures(run) {
        let text = format!("{} ({}). {}", measure.title, measure.unit.name(), measure.definition);
        page.put(&measure.id, &text)?;
    }
    page.heading("How it was made")?;
    page.put("Program", &format!("Staffcast {}", env!("CARGO_PKG_VERSION")))?;
    page.put("Scenario", &service.title)?;
    page.put("Opening balances", &service.start.0.last_day().strftime("%-d %B %Y").to_string())?;
    let (first, last) = (service.first_month().long_name(), service.last_month().long_name());
    page.put("Months", &format!("{}: {first} to {last}", service.months.0))?;
    page.put("Trials", &whole(run.settings.trials.into()))?;
    page.put(
        "Seed",
        &format!("{}. The same scenario, trials and seed give the same figures.", run.settings.seed),
    )?;
    page.finish();
    Ok(())
}

/// Every measure of the run once.
fn measures<'a>(run: &Run<'a>) -> Vec<&'a Measure> {
    let mut measures: Vec<&Measure> = Vec::new();
    for summary in &run.results.summaries {
        let by_month = summary.monthly.iter().map(|series| &series.measure);
        for measure in by_month.chain(summary.yearly.iter().map(|series| &series.measure)) {
            if measures.iter().all(|known| known.id != measure.id) {
                measures.push(measure);
            }
        }
    }
    measures
}

/// A page of names and texts, written from the top.
pub(super) struct ReadMeSheet<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    row: RowNum,
}

impl<'p> ReadMeSheet<'p> {
    /// A sheet with its title.
    pub(super) fn begin(
        workbook: &'p mut Workbook,
        formats: &'p Formats,
        title: &str,
    ) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet().set_name("Read me")?;
        begin(sheet, formats, title)?;
        for (column, width) in (0..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        Ok(Self { sheet, formats, row: 1 })
    }

    pub(super) fn finish(self) {
        self.formats.set_up_print(self.sheet);
    }

    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        put(self.sheet, &self.formats.heading, (self.row, 0), &Cell::text(text))?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn put(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        put(self.sheet, &self.formats.name, (self.row, 0), &Cell::text(name))?;
        put(self.sheet, &self.formats.prose, (self.row, 1), &Cell::text(text))?;
        fit_row(self.sheet, self.row, text, 1.1 * WIDTHS[1])?;
        self.row += 1;
        Ok(())
    }
}
