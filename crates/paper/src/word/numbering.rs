//! Lists: the numbers before headings and the dots before bullets, as real
//! lists of Word's, so that a heading that is moved gets another number.

use super::archive::parsed;
use super::edits::Edits;
use super::error::WordError;
use super::parts::{self, NUMBERING};
use super::xml::{NAMESPACE, value_of};

/// Word's own ids of lists are below this.
const HIGHEST_ID: u32 = 1 << 31;

/// A list that a report needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// 1. 2. 3.
    Headings,
    /// Dots.
    Bullets,
}

impl List {
    /// Its id in our own part.
    fn id(self) -> u32 {
        match self {
            Self::Headings => 1,
            Self::Bullets => 2,
        }
    }
}

/// The lists of a document.
pub(super) struct Numbering {
    /// The whole part.
    pub(super) xml: String,
    /// The highest id of the lists that are not ours.
    taken: u32,
}

impl Numbering {
    /// Our lists, behind those of a document if it has any. `linked` tells what a style
    /// of ours is called there, if its paragraphs are to be items by themselves.
    pub(super) fn added_to<'a>(
        theirs: Option<&str>,
        linked: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Self, WordError> {
        let document = theirs.map(|theirs| parsed(theirs, "its lists")).transpose()?;
        let children = || {
            let nodes = document.iter().flat_map(|document| document.root_element().children());
            nodes.filter(roxmltree::Node::is_element)
        };
        let highest = |element: &str, attribute: &str| {
            let named = children().filter(|node| node.has_tag_name((NAMESPACE, element)));
            named
                .filter_map(|node| node.attribute((NAMESPACE, attribute))?.parse::<u32>().ok())
                .filter(|id| *id < HIGHEST_ID)
                .max()
        };
        // Others are beyond what Word takes, and leave no room behind them.
        let taken = highest("num", "numId").max(highest("abstractNum", "abstractNumId")).unwrap_or(0);

        let part = parts::tree(&NUMBERING);
        let mut ours = Edits::of(&NUMBERING);
        for node in part.descendants().filter(roxmltree::Node::is_element) {
            for attribute in ["abstractNumId", "numId"] {
                if let Some(id) = node.attribute((NAMESPACE, attribute)) {
                    ours.set(node, attribute, &behind(taken, id));
                }
            }
            match node.tag_name().name() {
                "abstractNumId" => ours.set(node, "val", &behind(taken, value_of(node))),
                "pStyle" => match linked(value_of(node)) {
                    Some(style) => ours.set(node, "val", style),
                    None => ours.remove(node),
                },
                _ => {}
            }
        }
        let (Some(theirs), Some(last)) = (theirs, children().next_back()) else {
            return Ok(Self { xml: ours.whole(), taken });
        };

        // All kinds of lists stand before all lists, and those before one last element.
        let start_of = |name: &str| children().find(|node| node.has_tag_name((NAMESPACE, name)));
        let after = start_of("numIdMacAtCleanup").map_or(last.range().end, |node| node.range().start);
        let before = start_of("num").map_or(after, |node| node.range().start);
        let mut theirs = Edits::of(theirs);
        for (element, place) in [("abstractNum", before), ("num", after)] {
            let nodes = part.root_element().children();
            for node in nodes.filter(|node| node.has_tag_name((NAMESPACE, element))) {
                theirs.insert(place, ours.within(&node.range()));
            }
        }
        Ok(Self { xml: theirs.whole(), taken })
    }

    /// How the items of a list name it.
    pub(super) fn id(&self, list: List) -> u32 {
        self.taken + list.id()
    }

    /// An id of our own part behind theirs.
    pub(super) fn behind_theirs(&self, id: &str) -> String {
        behind(self.taken, id)
    }
}

fn behind(taken: u32, id: &str) -> String {
    (taken + id.parse::<u32>().expect("ids of our lists are numbers")).to_string()
}
