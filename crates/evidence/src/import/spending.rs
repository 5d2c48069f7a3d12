//! Spending of councils from the government's workbook of revenue outturn (RO3).

use super::book::{Book, head};
use super::cells::{read, year};
use super::gather::{Cells, Key, Lines, cells_of};
use super::told::{PassedOver, Taken};
use super::workbook::Sheet;
use crate::published::Year;

/// What a column of theirs holds, and its names.
const CODE: [&str; 1] = ["ONS Code"];
const NAME: [&str; 1] = ["Local authority"];
/// Districts, the police and others without children's services have another class than these.
const CLASS: [&str; 1] = ["Class"];
const CLASSES: [&str; 5] = ["UA", "MD", "LB", "SC", "Eng"];

/// E10000016
const CODE_LENGTH: usize = 9;

/// Our columns, all in thousands of pounds, and theirs.
const FIGURES: [(&str, [&str; 1]); 2] = [
    ("net_current", ["TOTAL CHILDREN SOCIAL CARE - Net Current Expenditure (C7 = C3 - C6)"]),
    ("employees", ["TOTAL CHILDREN SOCIAL CARE - Employees (C1)"]),
];

/// The columns by which a sheet is known.
pub(super) const KNOWN_BY: [&str; 3] = [CODE[0], CLASS[0], FIGURES[0].1[0]];

/// The lines of the first sheet that has them; `None` if no sheet has.
pub(super) fn spending(book: &mut Book, sheets: &[Sheet]) -> Option<(Cells, Taken)> {
    let [(_, net), (_, staff)] = &FIGURES;
    let (sheet, (top, [code, name, class, net, staff])) =
        sheets.iter().find_map(|sheet| Some((sheet, head(sheet, [&CODE, &NAME, &CLASS, net, staff])?)))?;
    let shown = book.path.display().to_string();
    let release = "Ministry of Housing, Communities and Local Government, Revenue outturn (RO3)";
    let mut taken = Taken::new(&shown, release, "spending.csv");
    let mut lines = Lines::new();
    let Some(year) = year_of(sheet) else {
        let help = "write the years of its title as 2024-25";
        book.fault(sheet, (0, 0), "the sheet does not say of which financial year it is", help);
        return Some((Cells::new(), taken));
    };
    for (row, cells) in sheet.rows.iter().enumerate().skip(top + 1) {
        let text = |column: usize| cells.get(column).map_or("", |text| text.trim());
        // Below the councils stand totals of each class of them, with a code of three letters.
        if text(code).len() != CODE_LENGTH {
            continue;
        }
        if !CLASSES.contains(&text(class)) {
            taken.pass(PassedOver::Class(text(class).to_owned()));
            continue;
        }
        let Some(area) = book.area(text(code), text(name)) else {
            let message = format!("`{}` ({}) is no area of areas.csv", text(code), text(name));
            let help = "write the code under `also` of its council's line in areas.csv, and import with --data FOLDER";
            book.fault(sheet, (row, code), &message, help);
            continue;
        };
        for ((column, _), at) in FIGURES.iter().zip([net, staff]) {
            match read(text(at)) {
                Ok(cell) => {
                    let key = Key { table: "spending.csv", area, year, column };
                    // As the sheet shows it: below its cells lie parts of a thousand.
                    let figure = cell.figure().map(f64::round);
                    lines.entry(key).or_default().insert(text(code).to_owned(), figure);
                    taken.miss(cell);
                }
                Err(help) => {
                    book.fault(
                        sheet,
                        (row, at),
                        &format!("`{}` is neither a figure nor a sign", text(at)),
                        &help,
                    );
                }
            }
        }
    }
    let cells = cells_of(book.published, lines, &mut taken);
    Some((cells, taken))
}

/// The year in which the financial year of the title ends: 2025 of `Revenue Outturn (RO) 2024-25`.
fn year_of(sheet: &Sheet) -> Option<Year> {
    let title = sheet.rows.first()?.iter().find(|cell| !cell.trim().is_empty())?;
    title
        .split_whitespace()
        .filter(|word| word.contains('-'))
        .find_map(|word| year(word.trim_end_matches(':')))
}
