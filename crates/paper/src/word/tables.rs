//! Tables: a caption with a number that Word keeps, a head that is repeated on
//! every page, and rows that stay whole.

use super::columns::{Columns, columns};
use super::paragraph::{Direct, paragraph, run};
use super::sheet::Sheet;
use super::styles::Style;
use super::xml::Xml;
use crate::{Align, Table};
use model::english::plural;

/// A table of up to this many rows stands on one page; more would leave the page before it half empty.
const ROWS_ON_ONE_PAGE: usize = 8;

/// What a table is put into.
#[derive(Clone, Copy)]
pub(super) struct TablePlace<'a> {
    /// The styles of its paragraphs.
    pub(super) sheet: &'a Sheet,
    /// The width of the text, in twentieths of a point.
    pub(super) text_width: u32,
}

/// A table without its caption, and the notes below it.
pub(super) fn table(xml: &mut Xml, place: TablePlace<'_>, caption: &str, table: &Table) {
    if !table.columns.is_empty() {
        grid(xml, place, caption, table);
    }
    for (note, later) in table.notes.iter().zip((0..table.notes.len()).rev()) {
        let direct = Direct { keeps_with_next: later > 0, ..Direct::default() };
        paragraph(xml, place.sheet, Style::TableNote, direct, |xml| run(xml, note));
    }
}

fn grid(xml: &mut Xml, TablePlace { sheet, text_width }: TablePlace<'_>, caption: &str, table: &Table) {
    let Columns { widths, is_small } = columns(table, text_width);
    let table_width = widths.iter().sum::<u32>().to_string();
    let widths: Vec<String> = widths.iter().map(u32::to_string).collect();
    let (head_style, style) = if is_small {
        (Style::TableHeadingSmall, Style::TableTextSmall)
    } else {
        (Style::TableHeading, Style::TableText)
    };
    xml.element("w:tbl", &[], |xml| {
        properties(xml, sheet, &table_width, caption, table);
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", width)]);
            }
        });
        let cells = |xml: &mut Xml, style, keeps_with_next, texts: &[&str]| {
            for (place, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
                let text = texts.get(place).copied().unwrap_or_default();
                let direct = Direct {
                    keeps_with_next,
                    to_the_right: column.align == Align::Right,
                    ..Direct::default()
                };
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                        if style == head_style {
                            xml.value("w:vAlign", "bottom");
                        }
                    });
                    paragraph(xml, sheet, style, direct, |xml| run(xml, text));
                });
            }
        };
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            cells(xml, head_style, true, &titles);
        });
        for (place, row) in table.rows.iter().enumerate() {
            xml.element("w:tr", &[], |xml| {
                xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
                let texts: Vec<&str> = row.iter().map(String::as_str).collect();
                cells(xml, style, keeps_with_next(table, place), &texts);
            });
        }
    });
}

/// Whether a row stays on the page of what follows. Of a table that cannot
/// stand on one page, the first and last rows keep together, and the last
/// with the notes.
fn keeps_with_next(table: &Table, row: usize) -> bool {
    let from_end = table.rows.len() - row;
    let is_last = from_end == 1;
    if is_last {
        return !table.notes.is_empty();
    }
    table.rows.len() <= ROWS_ON_ONE_PAGE || row < 2 || from_end <= 3
}

fn properties(xml: &mut Xml, sheet: &Sheet, width: &str, caption: &str, table: &Table) {
    xml.element("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", sheet.id(Style::Table));
        xml.empty("w:tblW", &[("w:w", width), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        // The first row and the first column name the others.
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", "06A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        xml.value("w:tblCaption", caption);
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        let rows = table.rows.len();
        let titles = titles.join("; ");
        xml.value(
            "w:tblDescription",
            &format!("{rows} {} below the head. Columns: {titles}.", plural(rows, "row")),
        );
    });
}
