//! What is said about the document rather than in it.

use jiff::civil::Date;

use super::edits::Edits;
use super::parts::{self, SETTINGS};
use super::xml::{self, NAMESPACE};
use crate::Paper;

/// Title, author and the like. The date is that of the paper: a clock would make
/// two reports of one run differ, so a paper without a day has none here either.
pub(super) fn core(paper: &Paper) -> Vec<u8> {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let Paper { title, council, subtitle: _, author, committee: _, date, classification } = paper;
    xml::part("cp:coreProperties", &namespaces, |xml| {
        for (element, text) in [
            ("dc:title", title.as_str()),
            ("dc:subject", council),
            ("dc:creator", author),
            ("dc:language", "en-GB"),
            ("cp:category", classification),
        ] {
            if !text.is_empty() {
                xml.element(element, &[], |xml| xml.text(text));
            }
        }
        if let Ok(day) = Date::strptime("%d %B %Y", date) {
            for element in ["dcterms:created", "dcterms:modified"] {
                xml.element(element, &[("xsi:type", "dcterms:W3CDTF")], |xml| {
                    xml.text(&format!("{day}T00:00:00Z"));
                });
            }
        }
    })
}

/// How Word treats the document.
pub(super) fn settings(has_even_pages: bool) -> String {
    let document = parts::tree(&SETTINGS);
    let mut edits = Edits::of(&SETTINGS);
    for node in document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "evenAndOddHeaders"))) {
        if !has_even_pages {
            edits.remove(node);
        }
    }
    edits.whole()
}
