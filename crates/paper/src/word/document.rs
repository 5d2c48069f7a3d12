//! The text: title, contents, sections and annex.

use super::annex::data_for_paper;
use super::contents::{ANNEX, bookmark, contents};
use super::error::WordError;
use super::figures::{DRAWING, PicturePart};
use super::numbering::List;
use super::page::Page;
use super::paragraph::{Direct, bold_run, field, paragraph, run, tab};
use super::sheet::Sheet;
use super::styles::Style;
use super::tables::{TablePlace, table};
use super::xml::{self, NAMESPACE, Xml};
use crate::{Block, Figure, Paper, Report, Section};

/// Above a paragraph that follows a table and its notes, in twentieths of a point.
const SPACE_BELOW_TABLE: u32 = 200;

/// Namespace by which the text names other parts.
const REFERENCES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The text of a report while it is written.
pub(super) struct Text<'a> {
    xml: Xml,
    sheet: &'a Sheet,
    page: &'a Page,
    headings: u32,
    tables: u32,
    /// The charts so far; their numbers are those of the captions.
    pictures: Vec<PicturePart>,
}

impl<'a> Text<'a> {
    /// Writes everything but the properties of the section.
    pub(super) fn of(report: &Report, sheet: &'a Sheet, page: &'a Page) -> Result<Self, WordError> {
        let xml = Xml::default();
        let mut text = Self { xml, sheet, page, headings: 0, tables: 0, pictures: Vec::new() };
        text.head(&report.paper);
        for section in &report.sections {
            text.section(section)?;
        }
        let has_data = report.figures().any(has_data);
        contents(&mut text.xml, sheet, report, has_data);
        for section in &report.annex {
            text.section(section)?;
        }
        if has_data {
            text.data(report);
        }
        Ok(text)
    }

    /// The whole part, and the pictures in it.
    pub(super) fn finish(self, section_properties: impl FnOnce(&mut Xml)) -> (Vec<u8>, Vec<PicturePart>) {
        let namespaces = [("xmlns:w", NAMESPACE), ("xmlns:r", REFERENCES), ("xmlns:wp", DRAWING)];
        let body = self.xml.into_string();
        let part = xml::part("w:document", &namespaces, |xml| {
            xml.element("w:body", &[], |xml| {
                xml.raw(&body);
                xml.element("w:sectPr", &[], section_properties);
            });
        });
        (part, self.pictures)
    }

    /// What stands above everything.
    fn head(&mut self, paper: &Paper) {
        let Paper { title, council: _, subtitle: _, author, committee, date, classification: _ } = paper;
        for (style, line) in [(Style::Title, title.as_str()), (Style::Subtitle, paper.below_title())] {
            if !line.is_empty() {
                self.paragraph(style, Direct::default(), line);
            }
        }
        for (name, line) in [("Committee", committee), ("Date", date), ("Author", author)] {
            if !line.is_empty() {
                paragraph(&mut self.xml, self.sheet, Style::Details, Direct::default(), |xml| {
                    bold_run(xml, &format!("{name}:"));
                    tab(xml);
                    run(xml, line);
                });
            }
        }
    }

    fn section(&mut self, section: &Section) -> Result<(), WordError> {
        let Section { id: _, heading, blocks } = section;
        let list = self.sheet.list_of_paragraphs(List::Headings);
        self.heading(Style::Heading1, list, heading);
        let mut is_below_table = false;
        for (place, block) in blocks.iter().enumerate() {
            let next = blocks.get(place + 1);
            let direct = Direct {
                // What leads to a list or a command stands with it.
                keeps_with_next: matches!(next, Some(Block::Bullets(_) | Block::Code(_))),
                space_before: is_below_table.then_some(SPACE_BELOW_TABLE),
                ..Direct::default()
            };
            is_below_table = false;
            match block {
                Block::Heading(text) => self.heading(Style::Heading2, None, text),
                Block::Paragraph(text) => self.paragraph(Style::Normal, direct, text),
                Block::Lead(text) => self.paragraph(Style::Lead, direct, text),
                Block::Code(text) => {
                    let direct = Direct { keeps_with_next: false, ..direct };
                    self.paragraph(Style::Code, direct, text);
                }
                Block::Bullets(items) => self.bullets(items, direct.space_before),
                Block::Table(table) => {
                    self.table(table);
                    is_below_table = true;
                }
                Block::Figure(figure) => self.figure(figure)?,
            }
        }
        Ok(())
    }

    /// A heading, and where the contents find it.
    fn heading(&mut self, style: Style, list: Option<u32>, text: &str) {
        self.headings += 1;
        let (id, name) = (self.headings.to_string(), bookmark(self.headings));
        let direct = Direct { list, ..Direct::default() };
        paragraph(&mut self.xml, self.sheet, style, direct, |xml| {
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
            run(xml, text);
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    fn paragraph(&mut self, style: Style, direct: Direct, text: &str) {
        paragraph(&mut self.xml, self.sheet, style, direct, |xml| run(xml, text));
    }

    fn bullets(&mut self, items: &[String], space_before: Option<u32>) {
        for (place, item) in items.iter().enumerate() {
            let direct = Direct {
                list: self.sheet.list_of_paragraphs(List::Bullets),
                space_before: space_before.filter(|_| place == 0),
                ..Direct::default()
            };
            self.paragraph(Style::ListBullet, direct, item);
        }
    }

    fn table(&mut self, shown: &crate::Table) {
        self.tables += 1;
        self.caption("Table", self.tables, &shown.caption);
        let caption = format!("Table {}: {}", self.tables, shown.caption);
        let place = TablePlace { sheet: self.sheet, text_width: self.page.text_width() };
        table(&mut self.xml, place, &caption, shown);
    }

    fn figure(&mut self, figure: &Figure) -> Result<(), WordError> {
        let number = self.pictures.len() as u32 + 1;
        self.caption("Figure", number, &figure.caption);
        let picture = PicturePart::of(figure, number)?;
        picture.write(&mut self.xml, self.sheet, self.page, figure);
        self.pictures.push(picture);
        Ok(())
    }

    /// "Table 1: ...", where Word keeps the number.
    fn caption(&mut self, kind: &str, number: u32, text: &str) {
        // A council's captions may stand below what they belong to: these are above.
        let direct = Direct { keeps_with_next: true, ..Direct::default() };
        paragraph(&mut self.xml, self.sheet, Style::Caption, direct, |xml| {
            run(xml, &format!("{kind} "));
            field(xml, &format!("SEQ {kind} \\* ARABIC"), &number.to_string());
            run(xml, &format!(": {text}"));
        });
    }

    /// The data of the figures.
    fn data(&mut self, report: &Report) {
        self.heading(Style::Heading1, Some(0), ANNEX);
        let words = "The tables below hold the data that the figures are drawn from.";
        let direct = Direct { keeps_with_next: true, ..Direct::default() };
        self.paragraph(Style::Normal, direct, words);
        for (figure, number) in report.figures().zip(1..).filter(|(figure, _)| has_data(figure)) {
            self.table(&data_for_paper(figure, number));
        }
    }
}

fn has_data(figure: &Figure) -> bool {
    !figure.data.columns.is_empty() && !figure.data.rows.is_empty()
}
