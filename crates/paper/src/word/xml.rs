//! XML as it is written: elements in order, with everything escaped.

use std::fmt::Write as _;

use model::signs::commands;
use roxmltree::Node;

/// What every part begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Namespace of Word's elements.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The attribute `w:val` of an element, as most of Word's have it; "" if it has none.
pub(super) fn value_of<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute((NAMESPACE, "val")).unwrap_or_default()
}

/// A piece of XML that grows.
#[derive(Default)]
pub(super) struct Xml(String);

/// Names and values of attributes.
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// An element and what is in it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.0.push('>');
        content(self);
        write!(self.0, "</{name}>").expect("a string takes any text");
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An empty element with the one attribute `w:val`, as most of Word's are.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    /// What is XML already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    /// What has been written.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        write!(self.0, "<{name}").expect("a string takes any text");
        for (key, value) in attributes {
            write!(self.0, " {key}=\"").expect("a string takes any text");
            escape_into(&mut self.0, value);
            self.0.push('"');
        }
    }
}

/// A whole part with this root element.
pub(super) fn part(root: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml(HEAD.to_owned());
    xml.element(root, attributes, content);
    xml.into_string().into_bytes()
}

/// A text for an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::new();
    escape_into(&mut xml, text);
    xml
}

/// Adds text for an element or an attribute. What XML cannot hold at all, and what would command Word, is
/// left out: it would refuse the whole document, or show another text.
fn escape_into(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' => xml.push_str("&#10;"),
            '\t' => xml.push_str("&#9;"),
            '\r' => {}
            c if commands(c) => {}
            c => xml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_come_back_as_they_were_written() {
        let bytes = part("a", &[("b", "\"1\" < 2\n& 3 > 2")], |xml| xml.text("<\u{1}&>\u{FFFF} é"));
        let text = String::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("b"), Some("\"1\" < 2\n& 3 > 2"));
        assert_eq!(root.text(), Some("<&> é"));
    }
}
