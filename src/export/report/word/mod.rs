//! A report as a Word document, to be edited and put before a committee.
//!
//! [`to_docx`] writes it in our styles, or in those of a council's template
//! ([`HouseStyle`]). The same report makes the same bytes.
//!
//! The parts are written as XML here. Libraries for Word documents know neither
//! repeated table heads nor descriptions of pictures and tables, cannot take
//! styles from a template, and count ids for the whole process.
//! From the bottom up: `xml`, `package` (parts and the archive), `archive`
//! (reading one), `styles` with their `definitions`, `numbering` (lists),
//! `house`, `sheet` (styles and lists of one document), `paragraph`, `page`
//! (with header and footer), `columns`, `tables`, `figures`, `contents`,
//! `annex`, `document` (the text) and `properties`.

mod xml;
mod error;
mod package;
mod archive;
mod styles;
mod definitions;
mod numbering;
mod house;
mod sheet;
mod paragraph;
mod page;
mod columns;
mod tables;
mod figures;
mod contents;
mod annex;
mod document;
mod properties;
#[cfg(test)]
mod opened;
#[cfg(test)]
mod package_tests;
#[cfg(test)]
mod text_tests;
#[cfg(test)]
mod house_tests;
#[cfg(test)]
mod office_tests;

pub use error::WordError;
pub use house::HouseStyle;

use document::Text;
use figures::Picture;
use house::NAMESPACE;
use package::{Part, Relation, pack};
use page::{End, Page, Pages};
use sheet::Sheet;
use xml::Xml;

use super::{Paper, Report};

/// What the media types of Word's parts begin with.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Name of the part with the text.
const DOCUMENT: &str = "word/document.xml";

/// Makes a Word document of a report, in the style of a council if there is one.
///
/// # Errors
///
/// If a chart cannot be drawn, or the style of the council not be read.
pub fn to_docx(report: &Report, house: Option<&HouseStyle>) -> Result<Vec<u8>, WordError> {
    let page = house.and_then(|house| house.page.clone()).unwrap_or(Page::A4);
    let sheet = match house {
        Some(house) => Sheet::of_house(house, &page)?,
        None => Sheet::plain(&page),
    };
    let text = Text::of(report, &sheet, &page)?;
    let ends = Ends::of(&report.paper, &sheet, house);
    let (document, pictures) = text.finish(|xml| {
        ends.write(xml);
        page.write(xml);
        // After the page, as the format wants it.
        if ends.has_first_page {
            xml.empty("w:titlePg", &[]);
        }
    });

    let mut relations = house.map_or_else(Vec::new, |house| house.relations.clone());
    let mut parts = Vec::new();
    for (kind, bytes, of_kind) in [
        ("styles", sheet.xml.as_bytes(), Vec::new()),
        (
            "numbering",
            sheet.numbering.xml.as_bytes(),
            house.map_or_else(Vec::new, HouseStyle::numbering_relations),
        ),
        ("settings", &properties::settings(ends.has_even_pages), Vec::new()),
    ] {
        let name = format!("word/{kind}.xml");
        relations.push(Relation::within(&format!("rReport{kind}"), kind, &name));
        parts.push(part(&name, &format!("{WORD}.{kind}+xml"), bytes.to_vec(), of_kind));
    }
    relations.extend(ends.relations());
    for Picture { part, id, .. } in &pictures {
        relations.push(Relation::within(id, "image", &part.name));
    }
    parts.insert(0, part(DOCUMENT, &format!("{WORD}.document.main+xml"), document, relations));
    parts.extend(ends.parts);
    parts.extend(pictures.into_iter().map(|picture| picture.part));
    parts.extend(around(&report.paper));
    pack(
        &parts,
        &[
            Relation::within("rDocument", "officeDocument", DOCUMENT),
            Relation::of_package("rCore", "metadata/core-properties", CORE),
            Relation::within("rExtended", "extended-properties", EXTENDED),
        ],
    )
}

/// Names of the parts that say something about the document.
const CORE: &str = "docProps/core.xml";
const EXTENDED: &str = "docProps/app.xml";

fn around(paper: &Paper) -> [Part; 2] {
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    let extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    [
        part(CORE, core, properties::core(paper), Vec::new()),
        part(EXTENDED, extended, properties::extended(), Vec::new()),
    ]
}

fn part(name: &str, content_type: &str, bytes: Vec<u8>, relations: Vec<Relation>) -> Part {
    Part { name: name.to_owned(), content_type: content_type.to_owned(), bytes, relations }
}

/// The headers and footers of a document: the council's, and ours where they
/// have none.
struct Ends {
    has_first_page: bool,
    has_even_pages: bool,
    /// The parts that are referred to, by name.
    named: Vec<(End, Pages, String)>,
    /// Ours, and all that is taken over from the council.
    parts: Vec<Part>,
}

impl Ends {
    fn of(paper: &Paper, sheet: &Sheet, house: Option<&HouseStyle>) -> Self {
        let theirs = house.filter(|house| !house.ends.is_empty());
        let has_first_page = theirs.is_none_or(|house| house.has_first_page);
        let has_even_pages = theirs.is_some_and(|house| house.has_even_pages);
        let mut ends = Self {
            has_first_page,
            has_even_pages,
            named: Vec::new(),
            parts: house.map_or_else(Vec::new, |house| house.parts.clone()),
        };
        let kinds = [(Pages::Default, true), (Pages::First, has_first_page), (Pages::Even, has_even_pages)];
        for (pages, _) in kinds.into_iter().filter(|(_, is_used)| *is_used) {
            for end in [End::Header, End::Footer] {
                let name = if let Some(name) = theirs.and_then(|house| house.ends.get(&(end, pages))) {
                    if let Some(part) = ends.parts.iter_mut().find(|part| part.name == *name) {
                        complete(part, paper, sheet, end);
                    }
                    name.clone()
                } else {
                    let word = end.word();
                    let name = format!("word/{word}-{}.xml", pages.word());
                    let bytes = page::end_part(paper, sheet, end, pages);
                    ends.parts.push(part(&name, &format!("{WORD}.{word}+xml"), bytes, Vec::new()));
                    name
                };
                ends.named.push((end, pages, name));
            }
        }
        ends
    }

    /// As part of the section's properties.
    fn write(&self, xml: &mut Xml) {
        for (end, pages, _) in &self.named {
            let id = relation_id(*end, *pages);
            xml.empty(&format!("w:{}Reference", end.word()), &[("w:type", pages.word()), ("r:id", &id)]);
        }
    }

    fn relations(&self) -> Vec<Relation> {
        let relation = |(end, pages, name): &(End, Pages, String)| {
            Relation::within(&relation_id(*end, *pages), end.word(), name)
        };
        self.named.iter().map(relation).collect()
    }
}

fn relation_id(end: End, pages: Pages) -> String {
    format!("r{}{}", end.word(), pages.word())
}

/// Adds to a header or footer of the council what has to stand on every page.
fn complete(part: &mut Part, paper: &Paper, sheet: &Sheet, end: End) {
    let text = String::from_utf8_lossy(&part.bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let Ok(document) = roxmltree::Document::parse(text) else { return };
    let root = document.root_element();
    if root.lookup_namespace_uri(Some("w")) != Some(NAMESPACE) {
        return;
    }
    let says: String = root.descendants().filter_map(|node| node.text()).collect();
    let mut added = Xml::default();
    if end == End::Footer && !text.contains("PAGE") {
        page::page_number(&mut added, sheet);
    }
    if !paper.classification.is_empty() && !says.contains(&paper.classification) {
        page::classification(&mut added, sheet, &paper.classification);
    }
    let added = added.into_string();
    let Some(last) = root.children().rfind(roxmltree::Node::is_element) else {
        return;
    };
    let end = last.range().end;
    part.bytes = numbering::spliced(text, vec![(end..end, added)]).into_bytes();
}
