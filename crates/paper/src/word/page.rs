//! The page: its size and margins, and what its ends are called.

use super::xml::Xml;

/// Twentieths of a point in a centimetre, as Word counts lengths.
pub(super) const CENTIMETRE: u32 = 567;

/// Less than this leaves no room for a table.
const NARROWEST_TEXT: u32 = 8 * CENTIMETRE;

/// Size and margins in twentieths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// From side to side.
    pub(super) width: u32,
    /// From top to foot.
    pub(super) height: u32,
    /// Whether the printer is to turn the paper.
    pub(super) is_landscape: bool,
    /// Left, right and for the binding.
    pub(super) sides: [u32; 3],
    /// Top and foot. Below 0 where a long header may not push the text down.
    pub(super) ends: [i32; 2],
    /// From the edge to the header, and to the footer.
    pub(super) to_header_and_footer: [u32; 2],
}

impl Page {
    /// How wide the text is.
    pub(super) fn text_width(&self) -> u32 {
        self.width.saturating_sub(self.sides.iter().sum())
    }

    /// How high the text is.
    pub(super) fn text_height(&self) -> u32 {
        self.height.saturating_sub(self.ends[0].unsigned_abs() + self.ends[1].unsigned_abs())
    }

    /// Whether a report can be read on it.
    pub(super) fn has_room(&self) -> bool {
        self.text_width() >= NARROWEST_TEXT && self.text_height() >= NARROWEST_TEXT
    }

    /// As the last part of a section's properties.
    pub(super) fn write(&self, xml: &mut Xml) {
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let mut size = vec![("w:w", width.as_str()), ("w:h", &height)];
        if self.is_landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let [left, right, gutter] = self.sides.map(|side| side.to_string());
        let [top, bottom] = self.ends.map(|end| end.to_string());
        let [header, footer] = self.to_header_and_footer.map(|distance| distance.to_string());
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &top),
                ("w:right", &right),
                ("w:bottom", &bottom),
                ("w:left", &left),
                ("w:header", &header),
                ("w:footer", &footer),
                ("w:gutter", &gutter),
            ],
        );
    }
}

/// At which end of a page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeaderFooter {
    /// The top.
    Header,
    /// The foot.
    Footer,
}

impl HeaderFooter {
    /// In Word's terms.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }
}

/// Which pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pages {
    /// The first.
    First,
    /// All, or all that are not of another kind.
    Default,
    /// Those with even numbers.
    Even,
}

impl Pages {
    /// In Word's terms.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Default => "default",
            Self::Even => "even",
        }
    }

    /// From Word's terms.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        [Self::First, Self::Default, Self::Even].into_iter().find(|pages| pages.word() == word)
    }
}
