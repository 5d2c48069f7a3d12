//! The sheet "Summary": the main measures at the dates that matter, the baseline, the options and what they change
//! side by side, to be printed.

use rust_xlsxwriter::{ColNum, RowNum, Workbook, Worksheet, XlsxError};

use super::cells::{Cell, put};
use super::formats::{Formats, ROW, begin, fit_row};
use super::tables::note_of;
use crate::Run;
use model::calendar::Month;
use model::measure::usual::SUMMED_UP;
use model::measure::{Measure, Unit};
use model::summary::{Band, Comparison, Summary};
use model::text;

/// Widths in characters: the measure, the date, and each figure.
const WIDTHS: [f64; 3] = [30.0, 9.0, 10.0];

/// The row of the titles of the groups; the heads of the figures are below it.
const TITLES: RowNum = 2;

/// The figures of a group.
const FIGURES: [&str; 3] = ["Median", "10th percentile", "90th percentile"];

/// So many groups are read on one page.
const MOST_ON_A_PAGE: usize = 7;

/// Figures that stand together under one title: of the baseline, of an option, or of what it changes.
enum Group<'r> {
    Levels(&'r Summary),
    Changes(&'r Comparison),
}

impl Group<'_> {
    fn title(&self) -> String {
        match self {
            Self::Levels(summary) => summary.title.clone(),
            Self::Changes(comparison) if comparison.is_against_baseline() => {
                format!("Change: {}", comparison.title)
            }
            Self::Changes(comparison) => {
                format!("Change: {} against {}", comparison.title, comparison.against_title)
            }
        }
    }

    fn note(&self) -> &'static str {
        match self {
            Self::Levels(_) => text!("workbook", "levels of the summary"),
            Self::Changes(_) => text!("workbook", "changes of the summary"),
        }
    }

    fn cells(&self, measure: &Measure, month: Month) -> [Cell; 3] {
        let (unit, id) = (measure.unit, &measure.id);
        let of = |band: Option<&Band>, cell: fn(Unit, f64) -> Cell| match band {
            Some(band) => [band.p50, band.p10, band.p90].map(|value| cell(unit, value)),
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
        };
        match self {
            Self::Levels(summary) => {
                of(summary.service(id).and_then(|series| series.at(&month)), Cell::short_value)
            }
            Self::Changes(comparison) => {
                let difference = comparison.service(id).and_then(|series| series.at(&month));
                of(difference.map(|difference| &difference.band), Cell::short_change)
            }
        }
    }
}

/// Writes the sheet.
pub(super) fn add(workbook: &mut Workbook, formats: &Formats, run: &Run<'_>) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name("Summary")?;
    begin(sheet, formats, &format!("Summary: {}", run.place()))?;
    put(sheet, &formats.body, (1, 0), &Cell::text(text!("workbook", "summary")))?;
    let levels = run.results.summaries.iter().map(Group::Levels);
    let groups: Vec<Group<'_>> = levels.chain(run.results.comparisons.iter().map(Group::Changes)).collect();
    heads(sheet, formats, &groups)?;
    let mut row = TITLES + 2;
    for measure in measures(run) {
        let title = if measure.unit == Unit::Pounds {
            format!("{}, \u{a3}000", measure.title)
        } else {
            measure.title.to_string()
        };
        let mut style = &formats.name;
        for month in dates(run) {
            let cells: Vec<Cell> = groups.iter().flat_map(|group| group.cells(measure, month)).collect();
            if cells.iter().all(|cell| *cell == Cell::Empty) {
                continue;
            }
            put(sheet, style, (row, 0), &Cell::text(title.as_str()))?;
            // Only the first row of a measure stands out.
            style = &formats.prose;
            put(sheet, &formats.body, (row, 1), &Cell::Month(month))?;
            for (column, cell) in (2..).zip(&cells) {
                put(sheet, &formats.body, (row, column), cell)?;
            }
            fit_row(sheet, row, &title, WIDTHS[0])?;
            row += 1;
        }
    }
    sheet.set_freeze_panes(TITLES + 2, 2)?.set_repeat_rows(TITLES, TITLES + 1)?.set_repeat_columns(0, 1)?;
    formats.set_up_print(sheet);
    let pages = groups.len().div_ceil(MOST_ON_A_PAGE);
    sheet.set_print_fit_to_pages(u16::try_from(pages).unwrap_or(u16::MAX), 0);
    Ok(())
}

/// The titles of the groups over the heads of their figures.
fn heads(sheet: &mut Worksheet, formats: &Formats, groups: &[Group<'_>]) -> Result<(), XlsxError> {
    let heads = TITLES + 1;
    sheet.set_column_width(0, WIDTHS[0])?.set_column_width(1, WIDTHS[1])?;
    for (column, head, note) in [
        (0, "Measure", text!("workbook", "measures of the summary")),
        (1, "Date", text!("workbook", "dates of the summary")),
    ] {
        put(sheet, &formats.head, (TITLES, column), &Cell::Empty)?;
        put(sheet, &formats.head, (heads, column), &Cell::text(head))?;
        sheet.insert_note(heads, column, &note_of(note))?;
    }
    let width = FIGURES.len() as ColNum;
    for (first, group) in (2..).step_by(FIGURES.len()).zip(groups) {
        let title = super::cells::fitting(&group.title());
        sheet.merge_range(TITLES, first, TITLES, first + width - 1, &title, &formats.head)?;
        sheet.insert_note(TITLES, first, &note_of(group.note()))?;
        for (column, head) in (first..).zip(FIGURES) {
            put(sheet, &formats.number_head, (heads, column), &Cell::text(head))?;
            sheet.set_column_width(column, WIDTHS[2])?;
        }
    }
    let longest = groups.iter().map(Group::title).max_by_key(|title| title.chars().count());
    fit_row(sheet, TITLES, &longest.unwrap_or_default(), WIDTHS[2] * f64::from(width))?;
    sheet.set_row_height_pixels(heads, 2 * ROW)?;
    Ok(())
}

/// The main measures, then those of the targets.
fn measures<'r>(run: &Run<'r>) -> Vec<&'r Measure> {
    let Some(baseline) = run.results.summaries.first() else { return Vec::new() };
    let wanted = run.scenario.service.targets.0.iter().map(|target| target.measure.as_str());
    let mut ids: Vec<&str> = SUMMED_UP.iter().map(|id| id.name()).collect();
    for id in wanted {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| Some(&baseline.service(id)?.measure)).collect()
}

/// The opening, twelve and 24 months later, the end, and the dates of targets.
fn dates(run: &Run<'_>) -> Vec<Month> {
    let service = &run.scenario.service;
    let ahead = [0, 12, 24, service.months.0].into_iter().filter(|ahead| *ahead <= service.months.0);
    let of_targets = service.targets.0.iter().filter_map(|target| target.by);
    let mut dates: Vec<Month> = ahead.map(|ahead| service.month(ahead)).chain(of_targets).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}
