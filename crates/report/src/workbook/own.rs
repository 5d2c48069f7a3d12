//! The template of a council's own figures: how to fill it in, then a sheet for each table.

use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationRule, Format, FormatBorder, Formula, RowNum, Workbook, Worksheet,
    XlsxError,
};

use super::WorkbookError;
use super::cells::{Cell, MONTH_FORMAT, put};
use super::formats::{Formats, ROW, begin, fit_row, properties};
use super::tables::note_of;
use chart::rgb;
use evidence::own::{
    Column, Filled, HOW_TO_FILL, Kind, ROLES, STAGES, TABLES, Table, Template, WHAT_BECOMES,
};
use model::prose::points;
use paper::Paper;

/// The first sheet.
const HOW_TO: &str = "How to fill this in";
/// Columns of the first sheet in characters: names, units, texts.
const WIDTHS: [f64; 3] = [30.0, 14.0, 92.0];
/// The row of the heads on the sheet of a table.
const HEADS: RowNum = 3;
/// Rows that are made ready to be filled in beyond those of the template.
const SPARE_ROWS: RowNum = 60;
/// Widths of columns in characters: what a row is about, and figures.
const NAME_WIDTH: f64 = 28.0;
const FIGURE_WIDTH: f64 = 15.0;

/// The template as a workbook.
///
/// # Errors
///
/// If the workbook cannot be made.
pub fn template_to_xlsx(template: &Template) -> Result<Vec<u8>, WorkbookError> {
    Ok(workbook(template)?.save_to_buffer()?)
}

/// The same before it is a file.
pub(super) fn workbook(template: &Template) -> Result<Workbook, XlsxError> {
    let title = if template.council.is_empty() {
        "The council's own figures".to_owned()
    } else {
        format!("{}'s own figures", template.council)
    };
    let paper = Paper { title: title.clone(), council: template.council.clone(), ..Paper::default() };
    let formats = Formats::new(&paper);
    let mut workbook = Workbook::new();
    Formats::set_default(&mut workbook)?;
    workbook.set_properties(&properties(&paper, &title, &template.council)?);
    let lists = how_to(&mut workbook, &formats, &title)?;
    for table in &TABLES {
        let sheet = workbook.add_worksheet().set_name(table.title)?;
        fill(sheet, &formats, table, template, &lists)?;
    }
    Ok(workbook)
}

/// Where the names stand that may be chosen.
struct Lists {
    roles: String,
    stages: String,
}

/// The first sheet: rules, what each column means, and the names to choose from.
fn how_to(workbook: &mut Workbook, formats: &Formats, title: &str) -> Result<Lists, XlsxError> {
    let sheet = workbook.add_worksheet().set_name(HOW_TO)?;
    begin(sheet, formats, title)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut row: RowNum = 1;
    let heading = |sheet: &mut Worksheet, row: &mut RowNum, text: &str| -> Result<(), XlsxError> {
        put(sheet, &formats.heading, (*row + 1, 0), &Cell::text(text))?;
        *row += 2;
        Ok(())
    };
    // A text beside its name. Texts stand in the last column, where they have room.
    let line =
        |sheet: &mut Worksheet, row: &mut RowNum, [name, unit, text]: [&str; 3]| -> Result<(), XlsxError> {
            put(sheet, &formats.name, (*row, 0), &Cell::text(name))?;
            put(sheet, &formats.prose, (*row, 1), &Cell::text(unit))?;
            put(sheet, &formats.prose, (*row, 2), &Cell::text(text))?;
            fit_row(sheet, *row, text, 1.05 * WIDTHS[2])?;
            *row += 1;
            Ok(())
        };
    for (number, point) in (1..).zip(points(HOW_TO_FILL)) {
        line(sheet, &mut row, [&format!("{number}"), "", point])?;
    }
    heading(sheet, &mut row, "What becomes of it")?;
    line(sheet, &mut row, ["", "", WHAT_BECOMES])?;
    for table in &TABLES {
        heading(sheet, &mut row, &format!("Sheet \u{201c}{}\u{201d}", table.title))?;
        line(sheet, &mut row, ["", "", table.meaning])?;
        for column in table.columns {
            line(sheet, &mut row, [column.title, column.kind.unit(), column.meaning])?;
        }
    }
    let mut list =
        |sheet: &mut Worksheet, title: &str, names: &[(&str, &str)]| -> Result<String, XlsxError> {
            heading(sheet, &mut row, title)?;
            let first = row + 1;
            for (_, name) in names {
                line(sheet, &mut row, [name, "", ""])?;
            }
            Ok(format!("='{HOW_TO}'!$A${first}:$A${row}"))
        };
    let lists = Lists { roles: list(sheet, "Roles", &ROLES)?, stages: list(sheet, "Stages", &STAGES)? };
    formats.set_up_print(sheet);
    Ok(lists)
}

/// The sheet of a table.
fn fill(
    sheet: &mut Worksheet,
    formats: &Formats,
    table: &Table,
    template: &Template,
    lists: &Lists,
) -> Result<(), XlsxError> {
    begin(sheet, formats, table.title)?;
    put(sheet, &formats.body, (1, 0), &Cell::text(table.meaning))?;
    let rows = template.rows(table);
    let ready = rows.len() as RowNum + if table.keys() == 0 { 0 } else { SPARE_ROWS };
    sheet.set_row_height_pixels(HEADS, 3 * ROW)?;
    for (at, column) in (0..).zip(table.columns) {
        let head = if column.kind.is_key() { &formats.head } else { &formats.number_head };
        let title = format!("{}\n{}", column.title, column.kind.unit());
        put(sheet, head, (HEADS, at), &Cell::text(title))?;
        sheet.insert_note(HEADS, at, &note_of(column.meaning))?;
        let width =
            if column.kind.is_key() && column.kind != Kind::Month { NAME_WIDTH } else { FIGURE_WIDTH };
        sheet.set_column_width(at, width)?;
        validate(sheet, column, (HEADS + 1, at, HEADS + ready, at), lists)?;
        let style = to_fill_in(formats, column.kind);
        for row in 0..ready {
            let filled = rows.get(row as usize).and_then(|cells| cells.get(usize::from(at)));
            let cell = match filled {
                None | Some(Filled::Empty) => Cell::Empty,
                Some(Filled::Text(text)) => Cell::text(text),
                Some(Filled::Month(month)) => Cell::Month(*month),
            };
            put(sheet, &style, (HEADS + 1 + row, at), &cell)?;
        }
    }
    let keys = ColNum::try_from(table.keys()).unwrap_or_default();
    sheet.set_freeze_panes(HEADS + 1, keys)?.set_repeat_rows(HEADS, HEADS)?;
    if let Some(last) = table.columns.len().checked_sub(1) {
        let last = ColNum::try_from(last).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.set_print_area(0, 0, HEADS + rows.len() as RowNum, last)?;
    }
    formats.set_up_print(sheet);
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

/// How a cell looks that is to be filled in: a frame, and numbers as their unit has them.
fn to_fill_in(formats: &Formats, kind: Kind) -> Format {
    let framed = formats.body.clone().set_border(FormatBorder::Thin).set_border_color(rgb::GRID);
    match kind {
        Kind::Name | Kind::Role | Kind::Stage => framed,
        Kind::Month => framed.set_num_format(MONTH_FORMAT),
        Kind::Fte => framed.set_num_format("#,##0.0"),
        Kind::Children | Kind::Events => framed.set_num_format("#,##0"),
        Kind::Pounds => framed.set_num_format("\u{a3}#,##0"),
        Kind::Share => framed.set_num_format("0.0%"),
    }
}

/// What a cell takes: a name of a list, or a number from nil up.
fn validate(
    sheet: &mut Worksheet,
    column: &Column,
    (first_row, first, last_row, last): (RowNum, ColNum, RowNum, ColNum),
    lists: &Lists,
) -> Result<(), XlsxError> {
    let of_list = |range: &str| DataValidation::new().allow_list_formula(Formula::new(range));
    let (rule, message) = match column.kind {
        Kind::Name | Kind::Month => return Ok(()),
        Kind::Role => (of_list(&lists.roles), "Choose one of the roles in the list."),
        Kind::Stage => (of_list(&lists.stages), "Choose one of the stages in the list."),
        Kind::Fte | Kind::Children | Kind::Events | Kind::Pounds => {
            let rule = DataValidationRule::GreaterThanOrEqualTo(0.0);
            (
                DataValidation::new().allow_decimal_number(rule),
                "Write a number, or leave the cell empty if it is not known.",
            )
        }
        Kind::Share => {
            let rule = DataValidationRule::Between(0.0, 1.0);
            (DataValidation::new().allow_decimal_number(rule), "Write a percentage, such as 28%.")
        }
    };
    let rule = rule.set_error_title("Not understood")?.set_error_message(message)?;
    sheet.add_data_validation(first_row, first, last_row, last, &rule)?;
    Ok(())
}
