//! Paragraphs, runs of letters, and fields.

use super::sheet::Sheet;
use super::styles::Style;
use super::xml::Xml;

/// What a paragraph has that its style has not.
#[derive(Clone, Copy, Default)]
pub(super) struct Direct {
    /// Stays on the page of what follows.
    pub(super) keeps_with_next: bool,
    /// Item of this list; 0 is none, whatever the style says.
    pub(super) list: Option<u32>,
    /// Space above, in twentieths of a point.
    pub(super) space_before: Option<u32>,
    /// Stands on the right side.
    pub(super) to_the_right: bool,
}

/// A paragraph.
pub(super) fn paragraph(
    xml: &mut Xml,
    sheet: &Sheet,
    style: Style,
    direct: Direct,
    content: impl FnOnce(&mut Xml),
) {
    let Direct { keeps_with_next, list, space_before, to_the_right } = direct;
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", sheet.id(style));
            if keeps_with_next {
                xml.empty("w:keepNext", &[]);
            }
            if let Some(list) = list {
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", "0");
                    xml.value("w:numId", &list.to_string());
                });
            }
            if let Some(space) = space_before {
                xml.empty("w:spacing", &[("w:before", &space.to_string())]);
            }
            if to_the_right {
                xml.value("w:jc", "right");
            }
        });
        content(xml);
    });
}

/// Letters as the style of the paragraph has them.
pub(super) fn run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| letters(xml, text));
}

/// Letters that are bold.
pub(super) fn bold_run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        });
        letters(xml, text);
    });
}

/// A tabulator.
pub(super) fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// What is in a run of this text. A line that ends in the text ends on paper too.
pub(super) fn letters(xml: &mut Xml, text: &str) {
    for (place, line) in text.lines().enumerate() {
        if place > 0 {
            xml.empty("w:br", &[]);
        }
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(line));
    }
}

/// A field that Word works out, and what it shows until then.
pub(super) fn field(xml: &mut Xml, instruction: &str, shown: &str) {
    field_start(xml, instruction);
    run(xml, shown);
    field_end(xml);
}

/// What stands before the result of a field.
pub(super) fn field_start(xml: &mut Xml, instruction: &str) {
    field_character(xml, "begin");
    xml.element("w:r", &[], |xml| {
        xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&format!(" {instruction} ")));
    });
    field_character(xml, "separate");
}

/// What stands behind the result of a field.
pub(super) fn field_end(xml: &mut Xml) {
    field_character(xml, "end");
}

fn field_character(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}
