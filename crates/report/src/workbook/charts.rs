//! The sheets "Charts" and "Chart data".

use rust_xlsxwriter::{ColNum, RowNum, Url, Workbook, XlsxError};

use super::cells::{Cell, fitting, put};
use super::formats::{Formats, ROW, begin, fit_row};
use super::native::{DATA_SHEET, DataPlace, chart};
use super::plan::ChartPlan;
use model::text;

/// The sheet with the charts.
pub(super) const CHARTS_SHEET: &str = "Charts";

/// Pixels of a full chart; it fills the width of a page.
const WIDTH: u32 = 960;
const HEIGHT: u32 = 26 * ROW;
/// Between charts beside each other.
const GAP: u32 = 10;
/// About so many characters go into the width of a chart.
const CHARACTERS: f64 = 155.0;
/// Per cent of the size on the screen: a chart and its words go on a page.
const PRINT_SCALE: u16 = 95;

/// Writes both sheets.
pub(super) fn add(workbook: &mut Workbook, formats: &Formats, plans: &[ChartPlan]) -> Result<(), XlsxError> {
    let places = places(plans);
    add_charts(workbook, formats, plans, &places)?;
    add_data(workbook, formats, plans, &places)
}

/// Where the data of each chart stand: below the title of the sheet one below the other.
fn places(plans: &[ChartPlan]) -> Vec<DataPlace> {
    let mut row = 3;
    let place = |plan: &ChartPlan| {
        let title = row + 1;
        let heads = title + 1 + RowNum::from(!plan.block.groups.is_empty());
        let last = heads + plan.block.rows.len() as RowNum;
        row = last + 2;
        DataPlace { title, heads, last }
    };
    plans.iter().map(place).collect()
}

fn add_charts(
    workbook: &mut Workbook,
    formats: &Formats,
    plans: &[ChartPlan],
    places: &[DataPlace],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(CHARTS_SHEET)?;
    begin(sheet, formats, "Charts")?;
    sheet.set_column_width_pixels(0, WIDTH)?;
    let told = text!("workbook", "charts");
    sheet.write_string_with_format(1, 0, told, &formats.prose)?;
    let mut row = 3;
    let mut breaks = Vec::new();
    for ((number, plan), place) in (1..).zip(plans).zip(places) {
        if number > 1 {
            breaks.push(row);
        }
        sheet.write_string_with_format(row, 0, format!("Chart {number}"), &formats.heading)?;
        let mut prose = |row: &mut RowNum, text: &str| -> Result<(), XlsxError> {
            sheet.write_string_with_format(*row, 0, fitting(text), &formats.prose)?;
            fit_row(sheet, *row, text, CHARACTERS)?;
            *row += 1;
            Ok(())
        };
        row += 1;
        if plan.natives.len() > 1 {
            prose(&mut row, &format!("{}.", plan.title))?;
        }
        prose(&mut row, &format!("{}.", plan.subtitle))?;
        let top = row;
        row += HEIGHT / ROW;
        prose(&mut row, &format!("In words: {}", plan.words))?;
        prose(&mut row, &plan.notes.join(" "))?;
        let range =
            format!("A{}:{}{}", place.heads + 1, column_name(plan.block.heads.len() - 1), place.last + 1);
        let link = Url::new(format!("internal:'{DATA_SHEET}'!{range}"));
        let text = format!("Data: sheet \u{201c}{DATA_SHEET}\u{201d}, {range}");
        sheet.write_url_with_format(row, 0, link.set_text(text), &formats.link)?;
        row += 2;
        let beside = if plan.natives.len() > 1 { 2 } else { 1 };
        let below = u32::try_from(plan.natives.len().div_ceil(2)).unwrap_or(1).max(1);
        let size = ((WIDTH - GAP * (beside - 1)) / beside, HEIGHT / below);
        for (at, native) in (0..).zip(&plan.natives) {
            let (x, y) = (at % beside * (size.0 + GAP), at / beside * size.1);
            let native = chart(plan, native, *place, (size.0, size.1 - 6));
            sheet.insert_chart_with_offset(top + y / ROW, 0, &native, x, y % ROW + 3)?;
        }
    }
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    formats.set_up_paper(sheet);
    sheet.set_print_scale(PRINT_SCALE);
    Ok(())
}

fn add_data(
    workbook: &mut Workbook,
    formats: &Formats,
    plans: &[ChartPlan],
    places: &[DataPlace],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(DATA_SHEET)?;
    begin(sheet, formats, "Chart data")?;
    let told = text!("workbook", "data of the charts");
    sheet.write_string_with_format(1, 0, told, &formats.body)?;
    sheet.set_column_width(0, 26.0)?;
    let most = plans.iter().map(|plan| plan.block.heads.len()).max().unwrap_or(1);
    for column in 1..most {
        sheet.set_column_width(column as ColNum, 15.0)?;
    }
    for ((number, plan), place) in (1..).zip(plans).zip(places) {
        sheet.write_string_with_format(place.title - 1, 0, format!("Chart {number}"), &formats.heading)?;
        sheet.write_string_with_format(place.title, 0, fitting(&plan.title), &formats.label)?;
        for (column, name) in &plan.block.groups {
            put(sheet, &formats.label, (place.heads - 1, *column as ColNum), &Cell::text(name))?;
        }
        for (column, head) in (0..).zip(&plan.block.heads) {
            let cells = plan.block.rows.iter().filter_map(|row| row.get(usize::from(column)));
            put(sheet, formats.head_of(cells), (place.heads, column), &Cell::text(head))?;
        }
        if let Some(longest) = plan.block.heads.iter().skip(1).max_by_key(|head| head.chars().count()) {
            fit_row(sheet, place.heads, longest, 11.0)?;
        }
        for (row, cells) in (place.heads + 1..).zip(&plan.block.rows) {
            for (column, cell) in (0..).zip(cells) {
                put(sheet, &formats.body, (row, column), cell)?;
            }
        }
    }
    sheet.set_freeze_panes(0, 1)?;
    formats.set_up_print(sheet);
    Ok(())
}

/// The name of a column: A to Z, then AA.
fn column_name(column: usize) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column as ColNum)
}
