//! A report as a Word document, to be edited and put before a committee.
//!
//! [`to_docx`] writes it in our styles, or in those of a council's template
//! ([`HouseStyle`]). The same report makes the same bytes.
//!
//! The parts are written as XML here. Libraries for Word documents know neither
//! repeated table heads nor descriptions of pictures and tables, cannot take
//! styles from a template, and count ids for the whole process.
//! What they look like stands in `parts/*.xml`. Our look is a house style like
//! any other: one that has nothing yet, so that all is added to it.
//!
//! From the bottom up: `xml` as it is written and `edits` of it, `parts` (our
//! look), `package` (parts and the archive), `archive` (reading one), `styles`
//! (which there are), `page`, `house`, `numbering` (lists), `sheet` (styles and
//! lists of one document), `paragraph`, `headers_footers`, `columns`,
//! `tables`, `figures`, `contents`, `annex`, `document` (the text) and `properties`.

mod xml;
mod edits;
mod parts;
mod error;
mod package;
mod archive;
mod styles;
mod page;
mod house;
mod numbering;
mod sheet;
mod paragraph;
mod headers_footers;
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
use figures::PicturePart;
use headers_footers::HeadersFooters;
use package::{Part, Relation, WORD, pack};
use sheet::Sheet;

use super::{Paper, Report};

/// Name of the part with the text.
const DOCUMENT: &str = "word/document.xml";

/// Names of the parts that say something about the document.
const CORE: &str = "docProps/core.xml";
const EXTENDED: &str = "docProps/app.xml";

/// Makes a Word document of a report, in the style of a council if there is one.
///
/// # Errors
///
/// If a chart cannot be drawn, or the style of the council not be read.
pub fn to_docx(report: &Report, house: Option<&HouseStyle>) -> Result<Vec<u8>, WordError> {
    let ours = HouseStyle::ours();
    let house = house.unwrap_or(&ours);
    let sheet = Sheet::of(house)?;
    let text = Text::of(report, &sheet, &house.page)?;
    let headers_footers = HeadersFooters::of(&report.paper, &sheet, house);
    let (document, pictures) = text.finish(|xml| {
        headers_footers.write(xml);
        house.page.write(xml);
        // After the page, as the format wants it.
        if house.has_first_page {
            xml.empty("w:titlePg", &[]);
        }
    });

    let mut relations = house.relations.clone();
    let mut parts = Vec::new();
    for (kind, bytes, of_kind) in [
        ("styles", sheet.xml, Vec::new()),
        ("numbering", sheet.numbering.xml, house.numbering_relations()),
        ("settings", properties::settings(house.has_even_pages), Vec::new()),
    ] {
        let name = format!("word/{kind}.xml");
        relations.push(Relation::within(&format!("rReport{kind}"), kind, &name));
        parts.push(Part::new(&name, &format!("{WORD}.{kind}+xml"), bytes, of_kind));
    }
    relations.extend(headers_footers.relations());
    for PicturePart { part, id, .. } in &pictures {
        relations.push(Relation::within(id, "image", &part.name));
    }
    parts.insert(0, Part::new(DOCUMENT, &format!("{WORD}.document.main+xml"), document, relations));
    parts.extend(headers_footers.parts);
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

fn around(paper: &Paper) -> [Part; 2] {
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    let extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    [
        Part::new(CORE, core, properties::core(paper), Vec::new()),
        Part::new(EXTENDED, extended, parts::APP.as_str(), Vec::new()),
    ]
}
