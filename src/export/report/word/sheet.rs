//! The style sheet of a document: ours, or a council's with ours added where
//! it has none.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::WordError;
use super::house::{HouseStyle, NAMESPACE};
use super::numbering::{List, Numbering};
use super::page::Page;
use super::styles::{ALL, DEFAULTS, Definition, Style, table_properties};
use super::xml::{HEAD, Xml};

/// What the paragraphs of a document refer to.
pub(super) struct Sheet {
    /// The styles, as a whole part.
    pub(super) xml: String,
    /// The lists.
    pub(super) numbering: Numbering,
    ids: BTreeMap<Style, String>,
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
    /// From the style of a council.
    Theirs,
}

impl Sheet {
    /// Ours.
    pub(super) fn plain(page: &Page) -> Self {
        let ids: BTreeMap<Style, String> =
            ALL.into_iter().map(|style| (style, style.definition().id.to_owned())).collect();
        let numbering = Numbering::plain(Some(&ids[&Style::Heading1]), Some(&ids[&Style::ListBullet]));
        let mut xml = format!("{HEAD}<w:styles xmlns:w=\"{NAMESPACE}\">{DEFAULTS}");
        for style in ALL {
            xml += &written(style, &ids, &numbering, page, false);
        }
        xml += "</w:styles>";
        Self { xml, numbering, ids, headings: Numbers::Ours, bullets: Numbers::Ours }
    }

    /// A council's.
    pub(super) fn of_house(house: &HouseStyle, page: &Page) -> Result<Self, WordError> {
        let mut ids = BTreeMap::new();
        let mut added = Vec::new();
        for style in ALL {
            let Definition { name, id, .. } = style.definition();
            let theirs = house.style_id(style.kind(), name);
            if theirs.is_none() {
                added.push(style);
            }
            let ours = || if house.has_style_id(id) { format!("Report{id}") } else { id.to_owned() };
            ids.insert(style, theirs.map_or_else(ours, str::to_owned));
        }
        let numbers = |style: Style| {
            if added.contains(&style) {
                Numbers::Ours
            } else if house.numbers_itself(&ids[&style]) {
                Numbers::Theirs
            } else {
                Numbers::InParagraphs
            }
        };
        let (headings, bullets) = (numbers(Style::Heading1), numbers(Style::ListBullet));
        let of_style = |numbers, style| (numbers == Numbers::Ours).then(|| ids[&style].as_str());
        let heading_style = of_style(headings, Style::Heading1);
        let bullet_style = of_style(bullets, Style::ListBullet);
        let numbering = match house.numbering() {
            Some(theirs) => Numbering::added_to(theirs, heading_style, bullet_style)?,
            None => Numbering::plain(heading_style, bullet_style),
        };
        let mut ours = String::new();
        for style in added {
            ours += &written(style, &ids, &numbering, page, true);
        }
        Ok(Self { xml: house.styles_with(&ours)?, numbering, ids, headings, bullets })
    }

    /// How a style is named in this document.
    pub(super) fn id(&self, style: Style) -> &str {
        &self.ids[&style]
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

/// A style as it stands in the part.
fn written(
    style: Style,
    ids: &BTreeMap<Style, String>,
    numbering: &Numbering,
    page: &Page,
    is_house: bool,
) -> String {
    let Definition { name, id: _, is_built_in, based_on, next, keep, list, paragraph, letters } =
        style.definition();
    let mut attributes = vec![("w:type", style.kind()), ("w:styleId", &ids[&style])];
    if style == Style::Normal {
        attributes.insert(1, ("w:default", "1"));
    }
    if !is_built_in {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    let mut xml = Xml::default();
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", name);
        if let Some(based_on) = based_on {
            xml.value("w:basedOn", &ids[&based_on]);
        }
        if let Some(next) = next {
            xml.value("w:next", &ids[&next]);
        }
        xml.empty("w:qFormat", &[]);
        if style == Style::Table {
            xml.raw(&table_properties(is_house));
            return;
        }
        xml.element("w:pPr", &[], |xml| {
            xml.raw(keep);
            if let Some(list) = list {
                let id = numbering.id(list).to_string();
                xml.element("w:numPr", &[], |xml| xml.value("w:numId", &id));
            }
            // Page numbers stand at the right edge, wherever that is.
            let mut edge = String::new();
            write!(edge, "w:pos=\"{}\"", page.text_width()).expect("a string takes any text");
            xml.raw(&paragraph.replace("w:pos=\"9070\"", &edge));
        });
        xml.element("w:rPr", &[], |xml| xml.raw(letters));
    });
    xml.into_string()
}
