//! House styles: that of a council, read from a document of theirs, and ours,
//! which is that of a document with nothing in it.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::archive::{Archive, parsed};
use super::edits::Edits;
use super::error::WordError;
use super::package::{Part, Relation};
use super::page::{HeaderFooter, Page, Pages};
use super::parts::{self, PAGE, STYLES};
use super::xml::NAMESPACE;

/// The language of every report, whatever that of the template.
const LANGUAGE: &str = "en-GB";

/// A document may be based on styles that are based on each other in a circle.
const DEEPEST_STYLE: usize = 32;

/// How a council's papers look: styles, lists, colours, fonts, the page and
/// what stands at its top and foot. Nothing of the text of the document.
///
/// A style of a report that the document has under the same name, such as
/// "heading 1" or "Report Table", looks as in the document, also where another
/// language shows and stores it otherwise. Other styles are added.
#[derive(Clone, Debug)]
pub struct HouseStyle {
    /// Whether it is not that of a council.
    pub(super) is_ours: bool,
    styles: String,
    /// Ids by kind and name in small letters.
    by_name: BTreeMap<(String, String), String>,
    ids: BTreeSet<String>,
    /// Styles whose paragraphs are numbered by themselves.
    numbered: BTreeSet<String>,
    numbering: Option<(String, Vec<Relation>)>,
    /// The page.
    pub(super) page: Page,
    /// Whether the first page has a header and footer of its own.
    pub(super) has_first_page: bool,
    /// Whether pages with even numbers have.
    pub(super) has_even_pages: bool,
    /// Names of the copies of headers and footers.
    pub(super) headers_footers: BTreeMap<(HeaderFooter, Pages), String>,
    /// What the document refers to for its colours and fonts.
    pub(super) relations: Vec<Relation>,
    /// All parts that are taken over as they are.
    pub(super) parts: Vec<Part>,
}

impl HouseStyle {
    /// Ours. It has no styles, since all that a report needs are added to a house
    /// style that lacks them.
    pub(super) fn ours() -> Self {
        let all = parts::tree(&STYLES);
        let mut styles = Edits::of(&STYLES);
        for style in all.root_element().children().filter(|node| node.has_tag_name((NAMESPACE, "style"))) {
            styles.remove(style);
        }
        let sections = Sections::read(&PAGE).expect("our page is well-formed");
        Self {
            is_ours: true,
            styles: styles.whole(),
            by_name: BTreeMap::new(),
            ids: BTreeSet::new(),
            numbered: BTreeSet::new(),
            numbering: None,
            page: sections.page.expect("our page has a size and margins"),
            has_first_page: sections.has_first_page,
            has_even_pages: false,
            headers_footers: BTreeMap::new(),
            relations: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Reads a Word document or template: `.docx`, `.dotx`, or either with macros,
    /// which are not taken over.
    ///
    /// # Errors
    ///
    /// If the file is something else, or is protected or broken.
    pub fn from_docx(bytes: &[u8]) -> Result<Self, WordError> {
        let mut archive = Archive::open(bytes)?;
        let main = main_part(&mut archive)?;
        let relations = archive.relations(&main)?;
        let target = |kind: &str| {
            let of_kind = |relation: &&Relation| is_of_kind(relation, kind) && !relation.is_external;
            relations.iter().find(of_kind).map(|relation| relation.target.clone())
        };
        let missing = |what: &str| WordError::Damaged(format!("it has no {what}"));
        let styles = target("styles").ok_or_else(|| missing("styles"))?;
        let styles = archive.text(&styles)?.ok_or_else(|| missing("styles"))?;
        let text = archive.text(&main)?.ok_or_else(|| missing("text"))?;
        let settings = match target("settings") {
            Some(settings) => archive.text(&settings)?,
            None => None,
        };
        let numbering = match target("numbering") {
            Some(numbering) => {
                let text = archive.text(&numbering)?;
                if let Some(text) = &text {
                    check_prefix(&parsed(text, "its lists")?, "its lists")?;
                }
                let mut relations = archive.relations(&numbering)?;
                for relation in relations.iter_mut().filter(|relation| !relation.is_external) {
                    let copy = archive.copy(&relation.target)?;
                    relation.target = copy.ok_or_else(|| missing("picture of a bullet"))?;
                }
                text.map(|text| (text, relations))
            }
            None => None,
        };
        let mut kept = Vec::new();
        for kind in ["theme", "fontTable"] {
            if let Some(part) = target(kind)
                && let Some(name) = archive.copy(&part)?
            {
                kept.push(Relation::within(&format!("rHouse{kind}"), kind, &name));
            }
        }
        let sections = Sections::read(&text)?;
        let mut headers_footers = BTreeMap::new();
        for (place, id) in sections.headers_footers {
            let named = relations.iter().find(|relation| relation.id == id && !relation.is_external);
            if let Some(relation) = named
                && let Some(name) = archive.copy(&relation.target)?
            {
                headers_footers.insert(place, name);
            }
        }
        let has_even_pages = has_even_pages(settings.as_deref())?;
        // What the document lacks is as in ours.
        let mut house = Self {
            is_ours: false,
            styles,
            numbering,
            relations: kept,
            parts: archive.copies,
            ..Self::ours()
        };
        if let Some(page) = sections.page.filter(Page::has_room) {
            house.page = page;
        }
        if !headers_footers.is_empty() {
            house.headers_footers = headers_footers;
            house.has_first_page = sections.has_first_page;
            house.has_even_pages = has_even_pages;
        }
        house.learn_styles()?;
        Ok(house)
    }

    /// The id of the style with this name, in whatever case it is written.
    pub(super) fn style_id(&self, kind: &str, name: &str) -> Option<&str> {
        self.by_name.get(&(kind.to_owned(), name.to_lowercase())).map(String::as_str)
    }

    /// Whether a style has this id.
    pub(super) fn has_style_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether the paragraphs of a style are numbered by themselves.
    pub(super) fn numbers_itself(&self, id: &str) -> bool {
        self.numbered.contains(id)
    }

    /// The lists, as a whole part.
    pub(super) fn numbering(&self) -> Option<&str> {
        self.numbering.as_ref().map(|(text, _)| text.as_str())
    }

    /// What the lists refer to.
    pub(super) fn numbering_relations(&self) -> Vec<Relation> {
        self.numbering.as_ref().map_or_else(Vec::new, |(_, relations)| relations.clone())
    }

    /// The styles with others behind them, for a text in British English.
    pub(super) fn styles_with(&self, added: &str) -> Result<String, WordError> {
        let document = parsed(&self.styles, "its styles")?;
        let root = document.root_element();
        let is_language = |node: &Node<'_, '_>| node.has_tag_name((NAMESPACE, "lang"));
        let mut edits = Edits::of(&self.styles);
        let first = root.children().find(Node::is_element);
        let defaults = first.filter(|node| node.has_tag_name((NAMESPACE, "docDefaults")));
        let letters = defaults
            .and_then(|defaults| defaults.descendants().find(|node| node.has_tag_name((NAMESPACE, "rPr"))));
        let language = format!("<w:lang w:val=\"{LANGUAGE}\"/>");
        if let (None, Some(first)) = (defaults, first) {
            let defaults = format!(
                "<w:docDefaults><w:rPrDefault><w:rPr>{language}</w:rPr></w:rPrDefault></w:docDefaults>"
            );
            edits.insert(first.range().start, defaults);
        } else if let Some(letters) = letters
            && !letters.children().any(|node| is_language(&node))
            && let Some(last) = letters.children().rfind(Node::is_element)
        {
            edits.insert(last.range().end, language);
        }
        for node in root.descendants().filter(is_language) {
            edits.set(node, "val", LANGUAGE);
        }
        let last = root.children().rfind(Node::is_element);
        edits.insert(last.map_or(0, |node| node.range().end), added.to_owned());
        Ok(edits.whole())
    }

    /// Learns the names of the styles, and which number themselves.
    fn learn_styles(&mut self) -> Result<(), WordError> {
        let document = parsed(&self.styles, "its styles")?;
        check_prefix(&document, "its styles")?;
        let root = document.root_element();
        let mut based_on = BTreeMap::new();
        let mut lists = BTreeMap::new();
        for style in root.children().filter(|node| node.has_tag_name((NAMESPACE, "style"))) {
            let Some(id) = style.attribute((NAMESPACE, "styleId")) else { continue };
            let value = |name: &str| value_below(style, name);
            let kind = style.attribute((NAMESPACE, "type")).unwrap_or("paragraph");
            if let Some(name) = value("name") {
                self.by_name.insert((kind.to_owned(), name.to_lowercase()), id.to_owned());
            }
            self.ids.insert(id.to_owned());
            if let Some(other) = value("basedOn") {
                based_on.insert(id, other);
            }
            if let Some(list) = style.descendants().find(|node| node.has_tag_name((NAMESPACE, "numPr"))) {
                lists.insert(id, value_below(list, "numId").is_some_and(|list| list != "0"));
            }
        }
        for id in &self.ids {
            let line = std::iter::successors(Some(id.as_str()), |id| based_on.get(id).copied());
            let nearest = line.take(DEEPEST_STYLE).find_map(|id| lists.get(id));
            if nearest == Some(&true) {
                self.numbered.insert(id.clone());
            }
        }
        Ok(())
    }
}

/// What we add to a part is written with a prefix that all programs use.
fn check_prefix(part: &Document<'_>, what: &str) -> Result<(), WordError> {
    if part.root_element().lookup_namespace_uri(Some("w")) == Some(NAMESPACE) {
        return Ok(());
    }
    Err(WordError::Damaged(format!("{what} are written in an unusual way")))
}

/// What the sections of a document say about pages.
struct Sections {
    page: Option<Page>,
    has_first_page: bool,
    headers_footers: BTreeMap<(HeaderFooter, Pages), String>,
}

impl Sections {
    /// The page of the last section. A header or footer that it lacks is that of
    /// an earlier one, as in Word.
    fn read(text: &str) -> Result<Self, WordError> {
        let document = parsed(text, "its text")?;
        let mut read = Self { page: None, has_first_page: false, headers_footers: BTreeMap::new() };
        for section in document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "sectPr"))) {
            let child = |name| section.children().find(|node| node.has_tag_name((NAMESPACE, name)));
            read.page = child("pgSz").zip(child("pgMar")).and_then(|(size, margins)| page(size, margins));
            read.has_first_page = child("titlePg").is_some_and(is_on);
            for end in [HeaderFooter::Header, HeaderFooter::Footer] {
                let name = format!("{}Reference", end.word());
                for node in section.children().filter(|node| node.has_tag_name((NAMESPACE, name.as_str()))) {
                    let pages = node.attribute((NAMESPACE, "type")).and_then(Pages::of_word);
                    let id = node.attributes().find(|attribute| attribute.name() == "id");
                    if let (Some(pages), Some(id)) = (pages, id) {
                        read.headers_footers.insert((end, pages), id.value().to_owned());
                    }
                }
            }
        }
        Ok(read)
    }
}

/// The part with the text.
fn main_part(archive: &mut Archive<'_>) -> Result<String, WordError> {
    let relations = archive.relations("")?;
    let main = relations.iter().find(|relation| is_of_kind(relation, "officeDocument"));
    let main = main.ok_or(WordError::NotWord(None))?;
    let content_type = archive.content_type(&main.target);
    if content_type.contains("spreadsheetml") || content_type.contains("ms-excel") {
        return Err(WordError::NotWord(Some("an Excel workbook")));
    }
    if content_type.contains("presentationml") || content_type.contains("ms-powerpoint") {
        return Err(WordError::NotWord(Some("a PowerPoint presentation")));
    }
    if !content_type.contains("wordprocessingml") && !content_type.contains("ms-word") {
        return Err(WordError::NotWord(None));
    }
    if main.kind.starts_with("http://purl.oclc.org/") {
        return Err(WordError::Strict);
    }
    Ok(main.target.clone())
}

fn is_of_kind(relation: &Relation, kind: &str) -> bool {
    relation.kind.rsplit('/').next() == Some(kind)
}

fn has_even_pages(settings: Option<&str>) -> Result<bool, WordError> {
    let Some(settings) = settings else { return Ok(false) };
    let document = parsed(settings, "its settings")?;
    let mut nodes = document.root_element().children();
    Ok(nodes.find(|node| node.has_tag_name((NAMESPACE, "evenAndOddHeaders"))).is_some_and(is_on))
}

/// Whether a switch that is there is on.
fn is_on(node: Node<'_, '_>) -> bool {
    node.attribute((NAMESPACE, "val")).is_none_or(|value| !["0", "false", "off"].contains(&value))
}

/// The value of the first element of this name below another.
fn value_below<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut below = node.descendants();
    below.find(|node| node.has_tag_name((NAMESPACE, name)))?.attribute((NAMESPACE, "val"))
}

fn page(size: Node<'_, '_>, margins: Node<'_, '_>) -> Option<Page> {
    let number = |node: Node<'_, '_>, name| node.attribute((NAMESPACE, name))?.parse::<i32>().ok();
    let length = |node, name| number(node, name).and_then(|length| u32::try_from(length).ok());
    let margin = |name| length(margins, name);
    Some(Page {
        width: length(size, "w")?,
        height: length(size, "h")?,
        is_landscape: size.attribute((NAMESPACE, "orient")) == Some("landscape"),
        sides: [margin("left")?, margin("right")?, margin("gutter").unwrap_or(0)],
        ends: [number(margins, "top")?, number(margins, "bottom")?],
        to_header_and_footer: [margin("header").unwrap_or(680), margin("footer").unwrap_or(680)],
    })
}
