//! Lists: the numbers before headings and the dots before bullets, as real
//! lists of Word's, so that a heading that is moved gets another number.

use std::ops::Range;

use super::WordError;
use super::house::NAMESPACE;
use super::xml::{HEAD, Xml};

/// A list that a report needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// 1. 2. 3.
    Headings,
    /// Dots.
    Bullets,
}

/// The lists of a document.
pub(super) struct Numbering {
    /// The whole part.
    pub(super) xml: String,
    first: u32,
}

impl Numbering {
    /// Our lists alone. The styles that their items have by themselves are named, if any.
    pub(super) fn plain(headings: Option<&str>, bullets: Option<&str>) -> Self {
        let lists = [abstract_list(List::Headings, 1, headings), abstract_list(List::Bullets, 2, bullets)];
        let xml = format!(
            "{HEAD}<w:numbering xmlns:w=\"{NAMESPACE}\">{}{}</w:numbering>",
            lists.concat(),
            instances(1)
        );
        Self { xml, first: 1 }
    }

    /// Our lists behind those of another document.
    pub(super) fn added_to(
        theirs: &str,
        headings: Option<&str>,
        bullets: Option<&str>,
    ) -> Result<Self, WordError> {
        let broken = |error: roxmltree::Error| WordError::Damaged(format!("its lists: {error}"));
        let document = roxmltree::Document::parse(theirs).map_err(broken)?;
        let root = document.root_element();
        let children = || root.children().filter(roxmltree::Node::is_element);
        if children().next().is_none() {
            return Ok(Self::plain(headings, bullets));
        }
        let taken = |element: &str, attribute: &str| {
            let named = children().filter(|node| node.has_tag_name((NAMESPACE, element)));
            named.filter_map(|node| node.attribute((NAMESPACE, attribute))?.parse::<u32>().ok()).max()
        };
        let highest = taken("num", "numId").max(taken("abstractNum", "abstractNumId"));
        let first = highest.unwrap_or(0) + 1;
        // All kinds of lists stand before all lists, and those before one last element.
        let start_of = |name: &str| children().find(|node| node.has_tag_name((NAMESPACE, name)));
        let end = children().next_back().map_or(0, |node| node.range().end);
        let after = start_of("numIdMacAtCleanup").map_or(end, |node| node.range().start);
        let before = start_of("num").map_or(after, |node| node.range().start);
        let lists = [
            abstract_list(List::Headings, first, headings),
            abstract_list(List::Bullets, first + 1, bullets),
        ];
        let (instances, lists) = (instances(first), lists.concat());
        let xml = spliced(theirs, vec![(before..before, lists), (after..after, instances)]);
        Ok(Self { xml, first })
    }

    /// How the items of a list name it.
    pub(super) fn id(&self, list: List) -> u32 {
        match list {
            List::Headings => self.first,
            List::Bullets => self.first + 1,
        }
    }
}

/// A text with pieces of it, in their order, replaced by others.
pub(super) fn spliced(text: &str, pieces: Vec<(Range<usize>, String)>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (range, piece) in pieces {
        result.push_str(&text[done..range.start]);
        result.push_str(&piece);
        done = range.end;
    }
    result + &text[done..]
}

fn abstract_list(list: List, id: u32, style: Option<&str>) -> String {
    let (format, text, letters) = match list {
        List::Headings => ("decimal", "%1.", ""),
        List::Bullets => (
            "bullet",
            "\u{2022}",
            r#"<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr>"#,
        ),
    };
    let (left, hanging) = match list {
        List::Headings => ("510", "510"),
        List::Bullets => ("454", "284"),
    };
    let mut xml = Xml::default();
    xml.element("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
        xml.value("w:multiLevelType", "singleLevel");
        xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", format);
            if let Some(style) = style {
                xml.value("w:pStyle", style);
            }
            xml.value("w:suff", "tab");
            xml.value("w:lvlText", text);
            xml.value("w:lvlJc", "left");
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:ind", &[("w:left", left), ("w:hanging", hanging)]);
            });
            xml.raw(letters);
        });
    });
    xml.into_string()
}

fn instances(first: u32) -> String {
    let mut xml = Xml::default();
    for id in [first, first + 1] {
        let id = id.to_string();
        xml.element("w:num", &[("w:numId", &id)], |xml| xml.value("w:abstractNumId", &id));
    }
    xml.into_string()
}
