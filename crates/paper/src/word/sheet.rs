//! The style sheet of a document: that of a house style, with ours added where
//! it has none.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::edits::Edits;
use super::error::WordError;
use super::house::HouseStyle;
use super::numbering::{List, Numbering};
use super::parts::{self, HOUSE_TABLE, STYLES};
use super::styles::Style;
use super::xml::{NAMESPACE, value_of};

/// What the paragraphs of a document refer to.
pub(super) struct Sheet {
    /// The styles, as a whole part.
    pub(super) xml: String,
    /// The lists.
    pub(super) numbering: Numbering,
    /// What each of our styles is called in this document.
    ids: BTreeMap<String, String>,
    headings: Numbers,
    bullets: Numbers,
}

/// Where the numbers or dots of a style come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// From our list, named in the style.
    Ours,
    /// From our list, named in each paragraph.
    InParagraphs,
    /// From the house style.
    Theirs,
}

impl Sheet {
    /// Of a document in a house style.
    pub(super) fn of(house: &HouseStyle) -> Result<Self, WordError> {
        let ours = parts::tree(&STYLES);
        let grey = parts::tree(&HOUSE_TABLE);
        let grey = grey.root_element().first_element_child();
        let mut ids = BTreeMap::new();
        let mut added = Vec::new();
        for style in ours.root_element().children().filter(|node| node.has_tag_name((NAMESPACE, "style"))) {
            let attribute = |name| style.attribute((NAMESPACE, name)).expect("our styles have types and ids");
            let (kind, id) = (attribute("type"), attribute("styleId"));
            let name = value_of(style.first_element_child().expect("our styles begin with their names"));
            let theirs = house.style_id(kind, name);
            if theirs.is_none() {
                let in_house = grey.filter(|_| kind == "table" && !house.is_ours);
                added.push((id, in_house.unwrap_or(style)));
            }
            let free = || if house.has_style_id(id) { format!("Report{id}") } else { id.to_owned() };
            ids.insert(id.to_owned(), theirs.map_or_else(free, str::to_owned));
        }
        let is_added = |style: &str| added.iter().any(|(id, _)| *id == style);
        let numbering =
            Numbering::added_to(house.numbering(), |style| is_added(style).then(|| ids[style].as_str()))?;
        let numbers = |style: Style| {
            if is_added(style.id()) {
                Numbers::Ours
            } else if house.numbers_itself(&ids[style.id()]) {
                Numbers::Theirs
            } else {
                Numbers::InParagraphs
            }
        };
        let (headings, bullets) = (numbers(Style::Heading1), numbers(Style::ListBullet));
        let text_width = house.page.text_width().to_string();
        let added: String = added
            .iter()
            .map(|(id, style)| written(*style, &ids[*id], &ids, &numbering, &text_width))
            .collect();
        Ok(Self { xml: house.styles_with(&added)?, numbering, ids, headings, bullets })
    }

    /// How a style is named in this document.
    pub(super) fn id(&self, style: Style) -> &str {
        self.id_of(style.id())
    }

    /// How a style is named that has this id in our own parts.
    pub(super) fn id_of(&self, ours: &str) -> &str {
        self.ids.get(ours).expect("our parts name styles of ours")
    }

    /// The list that a paragraph has to name, since its style does not.
    pub(super) fn list_of_paragraphs(&self, list: List) -> Option<u32> {
        let numbers = match list {
            List::Headings => self.headings,
            List::Bullets => self.bullets,
        };
        (numbers == Numbers::InParagraphs).then(|| self.numbering.id(list))
    }

    /// Whether headings are numbered by our list, so that their numbers are known.
    pub(super) fn numbers_headings(&self) -> bool {
        self.headings != Numbers::Theirs
    }
}

/// A style of ours as it stands in a document with other ids, lists and margins.
fn written(
    style: Node<'_, '_>,
    id: &str,
    ids: &BTreeMap<String, String>,
    numbering: &Numbering,
    text_width: &str,
) -> String {
    let mut edits = Edits::of(style.document().input_text());
    for node in style.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "style" => edits.set(node, "styleId", id),
            "basedOn" | "next" => edits.set(node, "val", &ids[value_of(node)]),
            "numId" => edits.set(node, "val", &numbering.behind_theirs(value_of(node))),
            // Page numbers stand at the right edge, wherever that is.
            "tab" if value_of(node) == "right" => edits.set(node, "pos", text_width),
            _ => {}
        }
    }
    edits.within(&style.range())
}
