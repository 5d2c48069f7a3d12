//! Our definitions of the styles.

use super::numbering::List;
use super::styles::{Definition, Style};

/// Keeps with what follows, and whole.
const KEEP: &str = "<w:keepNext/><w:keepLines/>";
/// Keeps whole.
const KEEP_LINES: &str = "<w:keepLines/>";

/// A style that others are variations of.
const PLAIN: Definition = Definition {
    name: "Normal",
    id: "Normal",
    is_built_in: true,
    based_on: Some(Style::Normal),
    next: None,
    keep: "",
    list: None,
    paragraph: "",
    letters: "",
};

pub(super) const NORMAL: Definition = Definition {
    based_on: None,
    paragraph: r#"<w:widowControl/><w:spacing w:after="140" w:line="276" w:lineRule="auto"/>"#,
    ..PLAIN
};

pub(super) const TITLE: Definition = Definition {
    name: "Title",
    id: "Title",
    next: Some(Style::Subtitle),
    keep: KEEP,
    paragraph: r#"<w:spacing w:before="120" w:after="80" w:line="240" w:lineRule="auto"/>"#,
    letters: r#"<w:b/><w:bCs/><w:color w:val="12436D"/><w:sz w:val="44"/><w:szCs w:val="44"/>"#,
    ..PLAIN
};

pub(super) const SUBTITLE: Definition = Definition {
    name: "Subtitle",
    id: "Subtitle",
    next: Some(Style::Normal),
    keep: KEEP,
    paragraph: r#"<w:spacing w:after="200" w:line="240" w:lineRule="auto"/>"#,
    letters: r#"<w:color w:val="3D3D3D"/><w:sz w:val="30"/><w:szCs w:val="30"/>"#,
    ..PLAIN
};

pub(super) const DETAILS: Definition = Definition {
    name: "Document Details",
    id: "DocumentDetails",
    is_built_in: false,
    keep: KEEP_LINES,
    paragraph: concat!(
        r#"<w:tabs><w:tab w:val="left" w:pos="1985"/></w:tabs>"#,
        r#"<w:spacing w:after="40" w:line="264" w:lineRule="auto"/>"#,
        r#"<w:ind w:left="1985" w:hanging="1985"/>"#,
    ),
    ..PLAIN
};

pub(super) const HEADING_1: Definition = Definition {
    name: "heading 1",
    id: "Heading1",
    next: Some(Style::Normal),
    keep: KEEP,
    list: Some(List::Headings),
    paragraph: concat!(
        r#"<w:spacing w:before="400" w:after="120" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:outlineLvl w:val="0"/>"#,
    ),
    letters: r#"<w:b/><w:bCs/><w:color w:val="12436D"/><w:sz w:val="32"/><w:szCs w:val="32"/>"#,
    ..PLAIN
};

pub(super) const HEADING_2: Definition = Definition {
    name: "heading 2",
    id: "Heading2",
    next: Some(Style::Normal),
    keep: KEEP,
    paragraph: concat!(
        r#"<w:spacing w:before="280" w:after="100" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:outlineLvl w:val="1"/>"#,
    ),
    letters: r#"<w:b/><w:bCs/><w:color w:val="12436D"/><w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    ..PLAIN
};

pub(super) const CONTENTS_HEADING: Definition = Definition {
    name: "TOC Heading",
    id: "TOCHeading",
    next: Some(Style::Normal),
    keep: KEEP,
    paragraph: r#"<w:spacing w:before="320" w:after="100" w:line="240" w:lineRule="auto"/>"#,
    letters: r#"<w:b/><w:bCs/><w:color w:val="12436D"/><w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    ..PLAIN
};

pub(super) const CONTENTS_1: Definition = Definition {
    name: "toc 1",
    id: "TOC1",
    next: Some(Style::Normal),
    paragraph: concat!(
        r#"<w:tabs><w:tab w:val="left" w:pos="454"/>"#,
        r#"<w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>"#,
        r#"<w:spacing w:after="40" w:line="264" w:lineRule="auto"/>"#,
        r#"<w:ind w:left="454" w:right="567" w:hanging="454"/>"#,
    ),
    ..PLAIN
};

pub(super) const CONTENTS_2: Definition = Definition {
    name: "toc 2",
    id: "TOC2",
    next: Some(Style::Normal),
    paragraph: concat!(
        r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>"#,
        r#"<w:spacing w:after="40" w:line="264" w:lineRule="auto"/>"#,
        r#"<w:ind w:left="454" w:right="567"/>"#,
    ),
    letters: r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ..PLAIN
};

pub(super) const LEAD: Definition = Definition {
    name: "Key Message",
    id: "KeyMessage",
    is_built_in: false,
    next: Some(Style::Normal),
    keep: KEEP_LINES,
    paragraph: concat!(
        r#"<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="12436D"/></w:pBdr>"#,
        r#"<w:spacing w:before="120" w:after="200"/><w:ind w:left="255"/>"#,
    ),
    letters: "",
    ..PLAIN
};

pub(super) const LIST_BULLET: Definition = Definition {
    name: "List Bullet",
    id: "ListBullet",
    keep: KEEP_LINES,
    list: Some(List::Bullets),
    paragraph: r#"<w:spacing w:after="80"/>"#,
    ..PLAIN
};

pub(super) const CODE: Definition = Definition {
    name: "Code",
    id: "Code",
    is_built_in: false,
    keep: KEEP_LINES,
    paragraph: concat!(
        r#"<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>"#,
        r#"<w:spacing w:before="60" w:line="252" w:lineRule="auto"/>"#,
    ),
    letters: concat!(
        r#"<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>"#,
        r#"<w:noProof/><w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ),
    ..PLAIN
};

pub(super) const CAPTION: Definition = Definition {
    name: "caption",
    id: "Caption",
    next: Some(Style::Normal),
    keep: KEEP,
    paragraph: r#"<w:spacing w:before="280" w:after="80" w:line="252" w:lineRule="auto"/>"#,
    letters: r#"<w:b/><w:bCs/><w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ..PLAIN
};

pub(super) const FIGURE: Definition = Definition {
    name: "Figure",
    id: "Figure",
    is_built_in: false,
    next: Some(Style::Normal),
    keep: KEEP_LINES,
    // Lines of a fixed height would cut the picture off.
    paragraph: r#"<w:spacing w:after="200" w:line="240" w:lineRule="auto"/>"#,
    ..PLAIN
};

pub(super) const TABLE_TEXT: Definition = Definition {
    name: "Table Text",
    id: "TableText",
    is_built_in: false,
    paragraph: r#"<w:spacing w:before="0" w:after="0" w:line="247" w:lineRule="auto"/>"#,
    letters: r#"<w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ..PLAIN
};

pub(super) const TABLE_HEADING: Definition = Definition {
    name: "Table Heading",
    id: "TableHeading",
    is_built_in: false,
    based_on: Some(Style::TableText),
    keep: KEEP,
    letters: "<w:b/><w:bCs/>",
    ..PLAIN
};

pub(super) const TABLE_TEXT_SMALL: Definition = Definition {
    name: "Table Text Small",
    id: "TableTextSmall",
    is_built_in: false,
    based_on: Some(Style::TableText),
    paragraph: r#"<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>"#,
    letters: r#"<w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    ..PLAIN
};

pub(super) const TABLE_HEADING_SMALL: Definition = Definition {
    name: "Table Heading Small",
    id: "TableHeadingSmall",
    is_built_in: false,
    based_on: Some(Style::TableTextSmall),
    keep: KEEP,
    letters: "<w:b/><w:bCs/>",
    ..PLAIN
};

pub(super) const TABLE_NOTE: Definition = Definition {
    name: "Table Note",
    id: "TableNote",
    is_built_in: false,
    next: Some(Style::Normal),
    keep: KEEP_LINES,
    paragraph: r#"<w:spacing w:before="80" w:after="80" w:line="252" w:lineRule="auto"/>"#,
    letters: r#"<w:color w:val="3D3D3D"/><w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ..PLAIN
};

pub(super) const HEADER: Definition = Definition {
    name: "header",
    id: "Header",
    paragraph: r#"<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#,
    letters: r#"<w:color w:val="3D3D3D"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ..PLAIN
};

pub(super) const FOOTER: Definition = Definition {
    name: "footer",
    id: "Footer",
    paragraph: concat!(
        r#"<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>"#,
        r#"<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#,
    ),
    letters: r#"<w:color w:val="3D3D3D"/><w:sz w:val="18"/><w:szCs w:val="18"/>"#,
    ..PLAIN
};

pub(super) const CLASSIFICATION: Definition = Definition {
    name: "Classification",
    id: "Classification",
    is_built_in: false,
    based_on: Some(Style::Header),
    paragraph: r#"<w:spacing w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
    letters: r#"<w:b/><w:bCs/><w:color w:val="0B0C0C"/><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ..PLAIN
};

pub(super) const TABLE: Definition =
    Definition { name: "Report Table", id: "ReportTable", is_built_in: false, based_on: None, ..PLAIN };
