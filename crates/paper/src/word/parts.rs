//! Our own look, in the parts that Word knows: `parts/*.xml`, written to be
//! edited by hand. `{title}` and `{classification}` stand for those of the paper.

use std::sync::LazyLock;

use roxmltree::{Document, Node};

use super::edits::Edits;
use super::xml::HEAD;

/// A part of ours, as it is written into a document.
type Ours = LazyLock<String>;

/// All styles.
pub(super) static STYLES: Ours = Ours::new(|| compact(include_str!("parts/styles.xml")));
/// The table in the document of a council: grey, to go with whatever colours it has.
pub(super) static HOUSE_TABLE: Ours = Ours::new(|| compact(include_str!("parts/house-table.xml")));
/// The lists of headings and bullets.
pub(super) static NUMBERING: Ours = Ours::new(|| compact(include_str!("parts/numbering.xml")));
/// The page: A4 upright, and what kinds of pages there are.
pub(super) static PAGE: Ours = Ours::new(|| compact(include_str!("parts/page.xml")));
/// At the top of pages.
pub(super) static HEADER: Ours = Ours::new(|| compact(include_str!("parts/header.xml")));
/// At the top of the first page, which has the title itself.
pub(super) static FIRST_HEADER: Ours = Ours::new(|| compact(include_str!("parts/header-first.xml")));
/// At the foot of pages.
pub(super) static FOOTER: Ours = Ours::new(|| compact(include_str!("parts/footer.xml")));
/// How Word treats the document.
pub(super) static SETTINGS: Ours = Ours::new(|| compact(include_str!("parts/settings.xml")));
/// What made the document.
pub(super) static APP: Ours = Ours::new(|| compact(include_str!("parts/app.xml")));

/// One of these as a tree.
pub(super) fn tree(part: &str) -> Document<'_> {
    Document::parse(part).expect("a part of ours is well-formed")
}

/// Without what is for people who edit the file: comments, and white space
/// between elements.
fn compact(file: &str) -> String {
    let document = tree(file);
    let mut edits = Edits::of(file);
    let is_layout = |node: &Node<'_, '_>| {
        let stands_alone = node.prev_sibling().is_none() && node.next_sibling().is_none();
        node.text().is_some_and(|text| text.trim().is_empty()) && !stands_alone
    };
    for node in document.root_element().descendants() {
        if node.is_comment() || node.is_text() && is_layout(&node) {
            edits.remove(node);
        }
    }
    HEAD.to_owned() + &edits.within(&document.root_element().range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_between_elements_goes_and_that_of_texts_stays() {
        let file =
            "<?xml version=\"1.0\"?>\n<!-- a -->\n<p>\n  <t> of </t> <!-- b -->\n  <t> </t>\n  <r/>\n</p>\n";
        assert_eq!(compact(file), format!("{HEAD}<p><t> of </t><t> </t><r/></p>"));
        assert!(FOOTER.contains(">Page <") && FOOTER.contains("> of <"), "{}", *FOOTER);
    }
}
