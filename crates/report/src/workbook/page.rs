//! The workbook of a study or a back-test: what its page says in short, its charts, and a sheet for each of its csv files.

use rust_xlsxwriter::{Chart, ChartType, Image, RowNum, Workbook, XlsxError};

use super::WorkbookError;
use super::cells::{Cell, put};
use super::formats::{Formats, begin, properties};
use super::read_me::ReadMeSheet;
use super::tables::{Head, SheetTable, fill};
use crate::csv::csv_records;
use crate::finished::FinishedPage;
use chart::{Size, svg_to_png};
use model::english::upper_first;
use model::measure::Unit;
use model::prose::said_of;
use model::readable::whole;
use model::text;
use paper::{Block, Paper, Report};

/// Rows of a sheet that a picture of a chart takes, and how wide it is in pixels.
const PICTURE: (RowNum, f64) = (36, 760.0);

/// The workbook of a finished study or back-test, as a paper of this head.
///
/// # Errors
///
/// If there are more rows or longer texts than a workbook takes, or a chart cannot be drawn.
pub fn page_to_xlsx(page: &FinishedPage, paper: &Paper) -> Result<Vec<u8>, WorkbookError> {
    let formats = Formats::new(paper);
    let mut workbook = Workbook::new();
    Formats::set_default(&mut workbook)?;
    workbook.set_properties(&properties(paper, &paper.title, &paper.council)?);
    read_me(&mut workbook, &formats, page, paper)?;
    pictures(&mut workbook, &formats, &page.report)?;
    for (file, content) in &page.tables {
        let (name, table) = (sheet_name(file), table(file, content));
        let sheet = workbook.add_worksheet().set_name(&name)?;
        if table.rows.is_empty() {
            begin(sheet, &formats, &format!("{file} has no rows"))?;
            continue;
        }
        fill(sheet, &formats, &name.to_lowercase().replace(' ', "_"), &table)?;
        if let Some(chart) = native(&name, file, &table) {
            sheet.insert_chart(1, u16::try_from(table.heads.len() + 1).unwrap_or(u16::MAX), &chart)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// What the page says without its tables and charts, what is on which sheet, and how it was made.
fn read_me(
    workbook: &mut Workbook,
    formats: &Formats,
    page: &FinishedPage,
    paper: &Paper,
) -> Result<(), XlsxError> {
    let mut sheet = ReadMeSheet::begin(workbook, formats, &paper.title)?;
    let head = [
        ("Council", &paper.council),
        ("Classification", &paper.classification),
        ("Prepared by", &paper.author),
        ("Committee", &paper.committee),
        ("Date", &paper.date),
    ];
    for (name, text) in head.into_iter().filter(|(_, text)| !text.is_empty()) {
        sheet.put(name, text)?;
    }
    for section in &page.report.sections {
        let texts: Vec<&String> = section.blocks.iter().flat_map(texts).collect();
        if texts.is_empty() {
            continue;
        }
        sheet.heading(&section.heading)?;
        for (number, text) in (1..).zip(texts) {
            sheet.put(&number.to_string(), text)?;
        }
    }
    sheet.heading("Sheets")?;
    for (file, _) in &page.tables {
        sheet.put(&sheet_name(file), &format!("The numbers of {file}."))?;
    }
    sheet.heading("How it was made")?;
    let contents = &page.contents;
    for (name, text) in [
        ("Program", format!("Staffcast {}", contents.version)),
        ("Command", contents.repeat_with.clone()),
        ("Trials", whole(contents.trials.into())),
        ("Seed", contents.seed.to_string()),
    ] {
        sheet.put(name, &text)?;
    }
    sheet.finish();
    Ok(())
}

/// The plain texts of a block.
fn texts(block: &Block) -> Vec<&String> {
    match block {
        Block::Paragraph(text) | Block::Lead(text) | Block::Code(text) => vec![text],
        Block::Bullets(texts) => texts.iter().collect(),
        Block::Heading(_) | Block::Table(_) | Block::Figure(_) => Vec::new(),
    }
}

/// The charts as the page has them, each with its words.
fn pictures(workbook: &mut Workbook, formats: &Formats, report: &Report) -> Result<(), WorkbookError> {
    if report.figures().next().is_none() {
        return Ok(());
    }
    let sheet = workbook.add_worksheet().set_name("Charts")?;
    begin(sheet, formats, "Charts")?;
    for (at, figure) in (0..).zip(report.figures()) {
        let row = 2 + at * (PICTURE.0 + 2);
        put(sheet, &formats.heading, (row, 0), &Cell::text(&figure.caption))?;
        let png = svg_to_png(&figure.svg, Size::default().picture_width())
            .map_err(|error| WorkbookError { cause: error.to_string() })?;
        let mut image = Image::new_from_buffer(&png)?;
        let scale = PICTURE.1 / image.width();
        image = image.set_scale_width(scale).set_scale_height(scale);
        image = image.set_alt_text(figure.description.chars().take(250).collect::<String>());
        sheet.insert_image(row + 1, 0, &image)?;
    }
    formats.set_up_print(sheet);
    Ok(())
}

/// What a sheet with a csv file is called: `sets.csv` is "Sets".
fn sheet_name(file: &str) -> String {
    upper_first(&file.trim_end_matches(".csv").replace(['_', '/'], " "))
}

fn table(file: &str, content: &str) -> SheetTable {
    let (names, rows) = csv_records(content).unwrap_or_default();
    let note = |name: &str| said_of(text!("workbook", "columns of studies"), name).unwrap_or_default();
    let rows =
        rows.iter().map(|row| names.iter().zip(row).map(|(name, text)| cell(file, name, text)).collect());
    SheetTable {
        rows: rows.collect(),
        heads: names.iter().map(|name| Head { name: name.to_owned(), note: note(name).to_owned() }).collect(),
    }
}

/// A cell of a csv file of a study or a back-test.
fn cell(file: &str, name: &str, text: &str) -> Cell {
    let number = || text.parse::<f64>().ok().filter(|number| number.is_finite());
    if text.is_empty() {
        return Cell::Empty;
    }
    let read = match name {
        "chance" | "alone" | "alone_low" | "alone_high" | "total" | "total_low" | "total_high"
        | "choice_changes" | "probability" => number().map(|share| Cell::Value(Unit::Share, share)),
        _ if name.starts_with("coverage_") || name.starts_with("at_or_below_") => {
            number().map(|share| Cell::Value(Unit::Share, share))
        }
        "chance_standard_error" => number().map(|error| Cell::Error(Unit::Share, error)),
        "standard_error" if file == "curve.csv" => number().map(|error| Cell::Error(Unit::Share, error)),
        "mean_net_cost" => number().map(|cost| Cell::Change(Unit::Pounds, cost)),
        "net_cost_standard_error" => number().map(|error| Cell::Error(Unit::Pounds, error)),
        // Names that may be written as numbers are none.
        "code" | "options" | "parameter" | "label" => None,
        _ => number().map(Cell::Number),
    };
    read.unwrap_or_else(|| Cell::text(text))
}

/// A chart of Excel's own for the files of which one is plain: which columns it draws, and how.
fn native(sheet: &str, file: &str, table: &SheetTable) -> Option<Chart> {
    let (kind, across, upwards, title) = match file {
        "curve.csv" => (ChartType::ScatterStraightWithMarkers, "value", "chance", "The chance at each value"),
        "frontier.csv" => {
            (ChartType::ScatterStraightWithMarkers, "second_value", "first_value", "The pairs that do it")
        }
        "sets.csv" => {
            (ChartType::Scatter, "mean_net_cost", "chance", "What the sets cost and bring, all rounds")
        }
        "sensitivity.csv" => (ChartType::Bar, "words", "alone", "Share of the spread, alone"),
        _ => return None,
    };
    let column = |name: &str| table.heads.iter().position(|head| head.name == name);
    let (x, y) = (u16::try_from(column(across)?).ok()?, u16::try_from(column(upwards)?).ok()?);
    let most = if kind == ChartType::Bar { 10 } else { table.rows.len() };
    let last = RowNum::try_from(table.rows.len().min(most)).ok()?;
    let mut chart = Chart::new(kind);
    let series = chart.add_series();
    series.set_categories((sheet, 1, x, last, x)).set_values((sheet, 1, y, last, y)).set_name(upwards);
    chart.title().set_name(title);
    chart.legend().set_hidden();
    if kind == ChartType::Bar {
        // The first row on top.
        chart.x_axis().set_reverse();
    } else {
        chart.x_axis().set_name(across);
        chart.y_axis().set_name(upwards);
    }
    chart.set_alt_text(title).set_width(640).set_height(400);
    Some(chart)
}
