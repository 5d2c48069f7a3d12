//! The list of contents: filled in from the beginning, and a field that Word
//! can bring up to date.
//!
//! It has no page numbers at first: where pages end is known to Word alone,
//! and a number that may be wrong is worse than none. "Update field" adds them.

use super::paragraph::{Direct, field_end, field_start, paragraph, run, tab};
use super::sheet::Sheet;
use super::styles::Style;
use super::xml::Xml;
use crate::{Block, Report};

/// Headings of both levels, and how the contents link to them.
const INSTRUCTION: &str = "TOC \\o \"1-2\" \\h \\z \\u";

/// The heading of the annex.
pub(super) const ANNEX: &str = "Annex: data of the figures";

/// A heading, as it is listed.
struct Entry<'a> {
    style: Style,
    number: Option<usize>,
    text: &'a str,
}

/// The name of a heading within the document, as Word would name it.
pub(super) fn bookmark(heading: u32) -> String {
    format!("_Toc{:09}", 100_000_000 + heading)
}

/// Writes the list; none for a paper without an annex, which is short.
pub(super) fn contents(xml: &mut Xml, sheet: &Sheet, report: &Report, has_data: bool) {
    let entries = entries(report, has_data);
    if report.annex.is_empty() {
        return;
    }
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", "Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.element("w:sdtContent", &[], |xml| {
            paragraph(xml, sheet, Style::ContentsHeading, Direct::default(), |xml| run(xml, "Contents"));
            let last = entries.len() - 1;
            for (place, (entry, heading)) in entries.iter().zip(1..).enumerate() {
                paragraph(xml, sheet, entry.style, Direct::default(), |xml| {
                    if place == 0 {
                        field_start(xml, INSTRUCTION);
                    }
                    let anchor = bookmark(heading);
                    xml.element("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                        if let Some(number) = entry.number.filter(|_| sheet.numbers_headings()) {
                            run(xml, &format!("{number}."));
                            tab(xml);
                        }
                        run(xml, entry.text);
                    });
                    if place == last {
                        field_end(xml);
                    }
                });
            }
        });
    });
}

/// The headings of a report in their order, which is that of the bookmarks.
fn entries(report: &Report, has_data: bool) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for (section, number) in report.all_sections().zip(1..) {
        entries.push(Entry { style: Style::Contents1, number: Some(number), text: &section.heading });
        for block in &section.blocks {
            match block {
                Block::Heading(text) => entries.push(Entry { style: Style::Contents2, number: None, text }),
                Block::Paragraph(_)
                | Block::Lead(_)
                | Block::Bullets(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::Code(_) => {}
            }
        }
    }
    if has_data {
        entries.push(Entry { style: Style::Contents1, number: None, text: ANNEX });
    }
    entries
}
