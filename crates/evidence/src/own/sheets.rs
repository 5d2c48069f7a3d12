//! The tables of a workbook: sheets by their names, columns by their heads, wherever on the sheet they stand.

use super::content::{Cell, plain};
use super::rows::Rows;
use super::tables::{TABLES, Table};
use crate::import::{Content, Grid, NoWorkbook, cell_name, grids};
use model::document::{Problem, Problems, nearest};
use model::english::{list, quoted};

/// How workbooks of Excel 97 to 2003 begin, and those with a password.
const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
/// How workbooks of today begin: they are zip files.
const ZIP: [u8; 2] = *b"PK";

/// Heads stand in one of the first rows.
const ROWS_WITH_HEADS: u32 = 15;

/// Whether this is a workbook, of today or of old.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(&ZIP) || bytes.starts_with(&OLD)
}

/// The rows of all tables; what is wrong with the workbook is told.
pub(super) fn read(bytes: &[u8], name: &str, problems: &mut Problems) -> Option<Vec<Rows>> {
    let grids = match grids(bytes) {
        Ok(grids) => grids,
        Err(why) => {
            let (what, help) = match why {
                NoWorkbook::Protected => {
                    ("asks for a password", "save a copy without one, and keep it where the original is kept")
                }
                NoWorkbook::Damaged if bytes.starts_with(&OLD) => (
                    "is a workbook of Excel 97 to 2003 (.xls)",
                    "open it and save it as an Excel workbook (.xlsx)",
                ),
                NoWorkbook::Damaged => (
                    "cannot be read as a workbook: it is damaged, or of another kind",
                    "open it in Excel or LibreOffice and save it anew as an Excel workbook (.xlsx)",
                ),
            };
            problems.add(Problem::error(format!("{name} {what}")).help(help));
            return None;
        }
    };
    if !TABLES.iter().any(|table| grids.iter().any(|grid| is(grid, table))) {
        let names: Vec<String> = grids.iter().take(8).map(|grid| quoted(&grid.name)).collect();
        problems.add(
            Problem::error(format!("{name} is another workbook: its sheets are {}", list(&names)))
                .help("`staffcast template --out own.xlsx` writes the one that is read"),
        );
        return None;
    }
    Some(TABLES.iter().filter_map(|table| rows(&grids, table, problems)).collect())
}

fn is(grid: &Grid, table: &Table) -> bool {
    plain(&grid.name) == plain(table.title)
}

fn rows(grids: &[Grid], table: &'static Table, problems: &mut Problems) -> Option<Rows> {
    let Some(grid) = grids.iter().find(|grid| is(grid, table)) else {
        let others = grids.iter().filter(|grid| !TABLES.iter().any(|table| is(grid, table)));
        let names: Vec<String> = others.map(|grid| plain(&grid.name)).collect();
        let near = nearest(&plain(table.title), names.iter().map(String::as_str));
        let help = match near.and_then(|near| grids.iter().find(|grid| plain(&grid.name) == near)) {
            Some(near) => format!("name the sheet {} so again", quoted(&near.name)),
            None => "put it back from the template; it may be empty".to_owned(),
        };
        problems.add(Problem::error(format!("there is no sheet {}", quoted(table.title))).help(help));
        return None;
    };
    let place = |(row, column): (u32, u32)| cell_name(row as usize, column as usize);
    let at = |position| Cell {
        place: format!("sheet {}, cell {}", quoted(&grid.name), place(position)),
        content: grid.cells.get(&position).cloned().unwrap_or_default(),
    };
    let (head, columns) = heads(grid, table, problems)?;
    for (start, end) in &grid.merged {
        if end.0 > head {
            let what = format!("the cells {}:{} are merged", place(*start), place(*end));
            problems.add(at(*start).error(what, "unmerge them and write what belongs into each cell"));
        }
    }
    let last = grid.cells.keys().last().map_or(head, |(row, _)| *row);
    let mut rows = Rows::of(table);
    for row in head + 1..=last {
        rows.add(
            columns
                .iter()
                .map(|column| column.map_or_else(Cell::default, |column| at((row, column))))
                .collect(),
        );
    }
    Some(rows)
}

/// The row of the heads and the column of each; columns that are missing are told.
fn heads(grid: &Grid, table: &'static Table, problems: &mut Problems) -> Option<(u32, Vec<Option<u32>>)> {
    let titles = |row: u32| {
        let cells = grid.cells.range((row, 0)..(row + 1, 0));
        cells.filter_map(|((_, column), content)| match content {
            Content::Text(text) => Some((*column, plain(text), text)),
            Content::Empty
            | Content::Number(_)
            | Content::Percentage(_)
            | Content::Day(_)
            | Content::Fault(_) => None,
        })
    };
    let known = |row: &u32| {
        let wanted = |title: &str| table.columns.iter().any(|column| plain(column.title) == title);
        titles(*row).filter(|(_, title, _)| wanted(title)).count()
    };
    // The first of those with most: a note further down may speak of a column too.
    let row = (0..ROWS_WITH_HEADS).rev().max_by_key(known).filter(|row| known(row) > 0);
    let Some(row) = row else {
        let names: Vec<String> = table.columns.iter().map(|column| quoted(column.title)).collect();
        problems.add(
            Problem::error(format!("sheet {}: none of its columns is there", quoted(&grid.name)))
                .help(format!("put the heads back: {}", list(&names))),
        );
        return None;
    };
    let mut others: Vec<(u32, String, &String)> = titles(row).collect();
    let mut columns = Vec::new();
    for column in table.columns {
        let mut own = others.extract_if(.., |(_, title, _)| *title == plain(column.title));
        let found = own.next();
        if let Some((twice, ..)) = own.next() {
            let what = format!("the column {} comes twice", quoted(column.title));
            let cell = Cell {
                place: format!(
                    "sheet {}, cell {}",
                    quoted(&grid.name),
                    cell_name(row as usize, twice as usize)
                ),
                content: Content::Empty,
            };
            problems.add(cell.error(what, "take one of them out"));
        }
        drop(own);
        columns.push(found.map(|(at, ..)| at));
    }
    let missing = columns.iter().filter(|at| at.is_none()).count();
    for (column, _) in table.columns.iter().zip(&columns).filter(|(_, at)| at.is_none()) {
        let wanted = plain(column.title);
        let near = nearest(&wanted, others.iter().map(|(_, title, _)| title.as_str()));
        let near = others.iter().find(|(_, title, _)| near == Some(title) || title.contains(&wanted));
        // One that is not known where one is missing may be it, whatever it is called.
        let near = near.or(others.first().filter(|_| others.len() == 1 && missing == 1));
        let help = match near {
            Some((at, _, typed)) => format!(
                "cell {} says {}: if that is it, name it {} again",
                cell_name(row as usize, *at as usize),
                quoted(typed.lines().next().unwrap_or_default()),
                quoted(column.title)
            ),
            None => "put it back from the template; it may be empty".to_owned(),
        };
        problems.add(
            Problem::error(format!(
                "sheet {}: there is no column {}",
                quoted(&grid.name),
                quoted(column.title)
            ))
            .help(help),
        );
    }
    Some((row, columns))
}
