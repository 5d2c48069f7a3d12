//! XML that is changed in places and otherwise stays as it was written.

use std::ops::Range;

use roxmltree::Node;

use super::xml::{NAMESPACE, escaped};

/// Changes to a text, none of them within another.
pub(super) struct Edits<'a> {
    text: &'a str,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    /// None yet.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, changes: Vec::new() }
    }

    /// Puts other XML in the place of a piece of the text.
    pub(super) fn replace(&mut self, piece: Range<usize>, xml: String) {
        self.changes.push((piece, xml));
    }

    /// Puts XML in.
    pub(super) fn insert(&mut self, place: usize, xml: String) {
        self.replace(place..place, xml);
    }

    /// Takes a node out.
    pub(super) fn remove(&mut self, node: Node<'_, '_>) {
        self.replace(node.range(), String::new());
    }

    /// Gives one of Word's attributes another value, if the node has it.
    pub(super) fn set(&mut self, node: Node<'_, '_>, attribute: &str, value: &str) {
        if let Some(attribute) = node.attribute_node((NAMESPACE, attribute)) {
            self.replace(attribute.range_value(), escaped(value));
        }
    }

    /// A piece of the text with the changes in it. Those at one place are in the
    /// order in which they were made.
    pub(super) fn within(&self, piece: &Range<usize>) -> String {
        let is_within = |place: &Range<usize>| piece.start <= place.start && place.end <= piece.end;
        let mut changes: Vec<_> = self.changes.iter().filter(|(place, _)| is_within(place)).collect();
        changes.sort_by_key(|(place, _)| place.start);
        let (mut result, mut done) = (String::new(), piece.start);
        for (place, xml) in changes {
            result += &self.text[done..place.start];
            result += xml;
            done = place.end;
        }
        result + &self.text[done..piece.end]
    }

    /// The whole text with all changes.
    pub(super) fn whole(&self) -> String {
        self.within(&(0..self.text.len()))
    }
}
