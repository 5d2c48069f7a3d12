//! What stands at the top and foot of pages: what a council has there, and ours
//! where it has nothing.

use roxmltree::{Document, Node};

use super::edits::Edits;
use super::house::HouseStyle;
use super::package::{Part, Relation, WORD};
use super::page::{HeaderFooter, Pages};
use super::paragraph::letters;
use super::parts::{self, FIRST_HEADER, FOOTER, HEADER};
use super::sheet::Sheet;
use super::xml::{NAMESPACE, Xml, value_of};
use crate::Paper;

/// What our parts have in the place of words of the paper.
const CLASSIFICATION: &str = "{classification}";
const TITLE: &str = "{title}";

/// The field with the number of a page.
const PAGE_NUMBER: &str = "PAGE";

/// The headers and footers of a document.
pub(super) struct HeadersFooters {
    /// The parts that are referred to, by name.
    named: Vec<(HeaderFooter, Pages, String)>,
    /// Ours, and all that is taken over from the council.
    pub(super) parts: Vec<Part>,
}

impl HeadersFooters {
    /// Of a paper in a house style.
    pub(super) fn of(paper: &Paper, sheet: &Sheet, house: &HouseStyle) -> Self {
        let mut all = Self { named: Vec::new(), parts: house.parts.clone() };
        let kinds = [
            (Pages::Default, true),
            (Pages::First, house.has_first_page),
            (Pages::Even, house.has_even_pages),
        ];
        for (pages, _) in kinds.into_iter().filter(|(_, is_used)| *is_used) {
            for end in [HeaderFooter::Header, HeaderFooter::Footer] {
                let name = if let Some(name) = house.headers_footers.get(&(end, pages)) {
                    if let Some(part) = all.parts.iter_mut().find(|part| part.name == *name) {
                        complete(part, paper, sheet, end, pages);
                    }
                    name.clone()
                } else {
                    let word = end.word();
                    let name = format!("word/{word}-{}.xml", pages.word());
                    let xml = ours(paper, sheet, end, pages);
                    all.parts.push(Part::new(&name, &format!("{WORD}.{word}+xml"), xml, Vec::new()));
                    name
                };
                all.named.push((end, pages, name));
            }
        }
        all
    }

    /// As part of the section's properties.
    pub(super) fn write(&self, xml: &mut Xml) {
        for (end, pages, _) in &self.named {
            let id = relation_id(*end, *pages);
            xml.empty(&format!("w:{}Reference", end.word()), &[("w:type", pages.word()), ("r:id", &id)]);
        }
    }

    /// By which the text refers to them.
    pub(super) fn relations(&self) -> Vec<Relation> {
        let relation = |(end, pages, name): &(HeaderFooter, Pages, String)| {
            Relation::within(&relation_id(*end, *pages), end.word(), name)
        };
        self.named.iter().map(relation).collect()
    }
}

fn relation_id(end: HeaderFooter, pages: Pages) -> String {
    format!("r{}{}", end.word(), pages.word())
}

/// Our part.
fn part_of(end: HeaderFooter, pages: Pages) -> &'static str {
    match (end, pages) {
        (HeaderFooter::Header, Pages::First) => &FIRST_HEADER,
        (HeaderFooter::Header, Pages::Default | Pages::Even) => &HEADER,
        (HeaderFooter::Footer, _) => &FOOTER,
    }
}

/// A header or footer of ours, as a whole part.
fn ours(paper: &Paper, sheet: &Sheet, end: HeaderFooter, pages: Pages) -> String {
    let part = part_of(end, pages);
    let document = parts::tree(part);
    let has_classification = !paper.classification.is_empty();
    let mut edits = Edits::of(part);
    for paragraph in document.root_element().children() {
        let says = said(paragraph);
        let is_wanted = if says.is_empty() {
            // There is always one paragraph.
            !has_classification
        } else {
            has_classification || !says.contains(CLASSIFICATION)
        };
        let xml = if is_wanted { filled(paragraph, paper, sheet) } else { String::new() };
        edits.replace(paragraph.range(), xml);
    }
    edits.whole()
}

/// Adds to a header or footer of the council what has to stand on every page.
fn complete(part: &mut Part, paper: &Paper, sheet: &Sheet, end: HeaderFooter, pages: Pages) {
    let text = String::from_utf8_lossy(&part.bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let Ok(document) = Document::parse(text) else { return };
    let root = document.root_element();
    if root.lookup_namespace_uri(Some("w")) != Some(NAMESPACE) {
        return;
    }
    let Some(last) = root.children().rfind(Node::is_element) else { return };
    let says = said(root);
    let lacks_classification = !paper.classification.is_empty() && !says.contains(&paper.classification);
    let mut edits = Edits::of(text);
    for paragraph in parts::tree(part_of(end, pages)).root_element().children() {
        let ours = said(paragraph);
        let is_lacking = if ours.contains(CLASSIFICATION) {
            lacks_classification
        } else {
            ours.contains(PAGE_NUMBER) && !text.contains(PAGE_NUMBER)
        };
        if is_lacking {
            edits.insert(last.range().end, filled(paragraph, paper, sheet));
        }
    }
    part.bytes = edits.whole().into_bytes();
}

/// All words of a header or footer.
fn said(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text()).collect()
}

/// A paragraph of ours with the words of the paper in it.
fn filled(paragraph: Node<'_, '_>, paper: &Paper, sheet: &Sheet) -> String {
    let mut edits = Edits::of(paragraph.document().input_text());
    for node in paragraph.descendants().filter(Node::is_element) {
        match (node.tag_name().name(), node.text()) {
            ("pStyle", _) => edits.set(node, "val", sheet.id_of(value_of(node))),
            ("t", Some(CLASSIFICATION)) => edits.replace(node.range(), lines(&paper.classification)),
            ("t", Some(TITLE)) => edits.replace(node.range(), lines(&paper.title)),
            _ => {}
        }
    }
    edits.within(&paragraph.range())
}

fn lines(text: &str) -> String {
    let mut xml = Xml::default();
    letters(&mut xml, text);
    xml.into_string()
}
