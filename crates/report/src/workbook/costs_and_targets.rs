//! The sheet "Costs and targets": what the whole run costs, and the chances of the targets.

use rust_xlsxwriter::{RowNum, Workbook, Worksheet, XlsxError};

use super::cells::{Cell, put};
use super::formats::{Formats, ROW, begin, fit_row};
use super::tables::note_of;
use crate::Run;
use crate::answers::is_investment;
use crate::answers::target_in_words;
use model::english::upper_first;
use model::measure::{MeasureId, Unit};
use model::prose::named;
use model::summary::{Comparison, Summary};
use model::text;

/// An option has paid back when this share of the trials has.
const PAID_BACK: f64 = 0.5;

/// The sheet.
pub(super) const SHEET: &str = "Costs and targets";

const WIDTHS: [f64; 10] = [42.0, 12.0, 42.0, 15.0, 14.0, 14.0, 14.0, 16.0, 16.0, 16.0];

/// The heads of columns in lines.
const HEAD_LINES: u32 = 3;

/// Writes the sheet.
pub(super) fn add(workbook: &mut Workbook, formats: &Formats, run: &Run<'_>) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(SHEET)?;
    begin(sheet, formats, &format!("{SHEET}: {}", run.place()))?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = SummarySheet { sheet, formats, row: 2 };
    let has_options = !run.results.comparisons.is_empty();
    page.table(&Part::new(
        "Cost over the whole run",
        text!("workbook", "summary of costs"),
        costs(run),
        has_options,
    ))?;
    page.table(&Part::new(
        "Chances of the targets",
        text!("workbook", "summary of targets"),
        targets(run),
        true,
    ))?;
    formats.set_up_print(sheet);
    Ok(())
}

/// What an option changes; nothing for the baseline.
fn comparison<'a>(run: &Run<'a>, summary: &Summary) -> Option<&'a Comparison> {
    run.results.comparisons.iter().find(|comparison| comparison.option == summary.option)
}

fn costs(run: &Run<'_>) -> Vec<Vec<Cell>> {
    let row = |summary: &Summary| {
        let total =
            summary.service(MeasureId::CostTotal)?.bands.iter().map(|(_, band)| band.mean).sum::<f64>();
        let mut row = vec![Cell::text(&summary.title), Cell::text("£000"), Cell::Empty];
        row.push(Cell::short_value(Unit::Pounds, total));
        if let Some((comparison, (_, last))) =
            comparison(run, summary).and_then(|own| Some((own, own.net_cost.cumulative.last()?)))
        {
            row[2] = Cell::text(&comparison.against_title);
            let net = &comparison.net_cost;
            row.extend(
                [last.band.p50, last.band.p10, last.band.p90]
                    .map(|value| Cell::short_change(Unit::Pounds, value)),
            );
            let discounted = net.discounted.as_ref();
            row.push(discounted.map_or(Cell::Empty, |of| Cell::short_change(Unit::Pounds, of.band.p50)));
            row.push(Cell::value(Unit::Share, last.probability_lower));
            let paid = net.paid_back_in(PAID_BACK).filter(|_| is_investment(net));
            row.push(Cell::month(paid));
        }
        Some(row)
    };
    run.results.summaries.iter().filter_map(row).collect()
}

fn targets(run: &Run<'_>) -> Vec<Vec<Cell>> {
    let summaries = &run.results.summaries;
    let count = summaries.first().map_or(0, |baseline| baseline.targets.len());
    let mut rows = Vec::new();
    for at in 0..count {
        for summary in summaries {
            let Some(own) = summary.targets.get(at) else { continue };
            let Some(chance) = own.headline() else { continue };
            let what = target_in_words(run, &own.target);
            rows.push(vec![
                Cell::Text(what.strip_prefix("the ").map(upper_first).unwrap_or(what)),
                Cell::Month(chance.month),
                Cell::text(&summary.title),
                Cell::value(Unit::Share, chance.met),
                Cell::value(Unit::Share, chance.met_by_then),
            ]);
        }
    }
    rows
}

/// A table of the sheet.
struct Part {
    heading: &'static str,
    heads: Vec<(&'static str, &'static str)>,
    rows: Vec<Vec<Cell>>,
}

impl Part {
    /// A table with the columns that a text names, and the notes at their heads; without options, the columns
    /// that say what they change are left out.
    fn new(heading: &'static str, heads: &'static str, mut rows: Vec<Vec<Cell>>, has_options: bool) -> Self {
        let heads: Vec<(&str, &str)> = named(heads).collect();
        let is_empty =
            |column: usize| rows.iter().all(|row| matches!(row.get(column), None | Some(Cell::Empty)));
        let kept: Vec<usize> = (0..heads.len()).filter(|column| has_options || !is_empty(*column)).collect();
        for row in &mut rows {
            *row = kept.iter().filter_map(|column| row.get(*column).cloned()).collect();
        }
        Self { heading, heads: kept.into_iter().map(|column| heads[column]).collect(), rows }
    }

    fn column(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().filter_map(move |row| row.get(column))
    }
}

struct SummarySheet<'p> {
    sheet: &'p mut Worksheet,
    formats: &'p Formats,
    row: RowNum,
}

impl SummarySheet<'_> {
    /// Writes a table under its heading; nothing if it has no rows.
    fn table(&mut self, part: &Part) -> Result<(), XlsxError> {
        let Part { heading, heads, rows } = part;
        if rows.is_empty() {
            return Ok(());
        }
        put(self.sheet, &self.formats.heading, (self.row, 0), &Cell::text(*heading))?;
        let first = self.row + 1;
        for (column, (head, note)) in (0..).zip(heads) {
            let cells = part.column(usize::from(column));
            put(self.sheet, self.formats.head_of(cells), (first, column), &Cell::text(*head))?;
            self.sheet.insert_note(first, column, &note_of(note))?;
        }
        self.sheet.set_row_height_pixels(first, HEAD_LINES * ROW)?;
        self.row = first + 1;
        for cells in rows {
            for (column, cell) in (0..).zip(cells) {
                if matches!(cell, Cell::Text(_)) {
                    put(self.sheet, &self.formats.prose, (self.row, column), cell)?;
                } else {
                    put(self.sheet, &self.formats.body, (self.row, column), cell)?;
                }
            }
            let widest = cells.iter().filter_map(|cell| match cell {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            });
            if let Some(text) = widest.max_by_key(|text| text.chars().count()) {
                fit_row(self.sheet, self.row, text, WIDTHS[0])?;
            }
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }
}
