//! The styles that a report needs, as we define them where a council does not.

use super::definitions;
use super::numbering::List;

/// What a paragraph or table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// A paragraph.
    Normal,
    /// What the paper is called.
    Title,
    /// The council.
    Subtitle,
    /// Committee, author and the like.
    Details,
    /// The heading of a section.
    Heading1,
    /// A heading below that.
    Heading2,
    /// The heading of the list of contents, which is not in that list.
    ContentsHeading,
    /// A section in the list of contents.
    Contents1,
    /// What is below that.
    Contents2,
    /// The paragraph to read if no other is read.
    Lead,
    /// An item of a list.
    ListBullet,
    /// Something to be copied as it is.
    Code,
    /// Above a table or figure.
    Caption,
    /// The paragraph that holds a chart.
    Figure,
    /// A cell.
    TableText,
    /// A cell of the first row.
    TableHeading,
    /// A cell of a long table.
    TableTextSmall,
    /// A cell of the first row of a long table.
    TableHeadingSmall,
    /// Below a table.
    TableNote,
    /// On top of every page.
    Header,
    /// At the foot of every page.
    Footer,
    /// How secret a page is.
    Classification,
    /// Lines and shades of tables.
    Table,
}

/// All styles, in the order in which they are written.
pub(super) const ALL: [Style; 23] = [
    Style::Normal,
    Style::Title,
    Style::Subtitle,
    Style::Details,
    Style::Heading1,
    Style::Heading2,
    Style::ContentsHeading,
    Style::Contents1,
    Style::Contents2,
    Style::Lead,
    Style::ListBullet,
    Style::Code,
    Style::Caption,
    Style::Figure,
    Style::TableText,
    Style::TableHeading,
    Style::TableTextSmall,
    Style::TableHeadingSmall,
    Style::TableNote,
    Style::Header,
    Style::Footer,
    Style::Classification,
    Style::Table,
];

/// What a style is, in Word's terms. The pieces of XML are in the order that
/// the format asks for.
pub(super) struct Definition {
    /// Its name, by which Word knows its own styles in every language.
    pub(super) name: &'static str,
    /// Its address, unless a template has given it another.
    pub(super) id: &'static str,
    /// Whether Word has it too.
    pub(super) is_built_in: bool,
    /// What it is like but for the rest.
    pub(super) based_on: Option<Style>,
    /// What follows when a writer presses Enter.
    pub(super) next: Option<Style>,
    /// How paragraphs keep together.
    pub(super) keep: &'static str,
    /// The list whose items they are.
    pub(super) list: Option<List>,
    /// Everything else about paragraphs.
    pub(super) paragraph: &'static str,
    /// Everything about letters.
    pub(super) letters: &'static str,
}

/// What pages, paragraphs and letters are like where no style says more.
pub(super) const DEFAULTS: &str = concat!(
    r#"<w:docDefaults><w:rPrDefault><w:rPr>"#,
    r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>"#,
    r#"<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>"#,
    r#"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#,
);

impl Style {
    /// What kind of thing it is for, in Word's terms.
    pub(super) fn kind(self) -> &'static str {
        if self == Self::Table { "table" } else { "paragraph" }
    }

    /// Everything about it.
    pub(super) fn definition(self) -> Definition {
        match self {
            Self::Normal => definitions::NORMAL,
            Self::Title => definitions::TITLE,
            Self::Subtitle => definitions::SUBTITLE,
            Self::Details => definitions::DETAILS,
            Self::Heading1 => definitions::HEADING_1,
            Self::Heading2 => definitions::HEADING_2,
            Self::ContentsHeading => definitions::CONTENTS_HEADING,
            Self::Contents1 => definitions::CONTENTS_1,
            Self::Contents2 => definitions::CONTENTS_2,
            Self::Lead => definitions::LEAD,
            Self::ListBullet => definitions::LIST_BULLET,
            Self::Code => definitions::CODE,
            Self::Caption => definitions::CAPTION,
            Self::Figure => definitions::FIGURE,
            Self::TableText => definitions::TABLE_TEXT,
            Self::TableHeading => definitions::TABLE_HEADING,
            Self::TableTextSmall => definitions::TABLE_TEXT_SMALL,
            Self::TableHeadingSmall => definitions::TABLE_HEADING_SMALL,
            Self::TableNote => definitions::TABLE_NOTE,
            Self::Header => definitions::HEADER,
            Self::Footer => definitions::FOOTER,
            Self::Classification => definitions::CLASSIFICATION,
            Self::Table => definitions::TABLE,
        }
    }
}

/// Lines and shades of tables. Those of a council's document are grey, to go
/// with whatever colours it has.
pub(super) fn table_properties(is_house: bool) -> String {
    let (fill, line) = if is_house { ("E9E9E9", "595959") } else { ("DDE7F1", "12436D") };
    let light = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>"#);
    let margin = |side: &str, width: u32| format!(r#"<w:{side} w:w="{width}" w:type="dxa"/>"#);
    let head = format!(
        "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{line}\"/></w:tcBorders>\
         <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"
    );
    format!(
        "<w:tblPr><w:tblBorders>{}{}{}</w:tblBorders><w:tblCellMar>{}{}{}{}</w:tblCellMar></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr>{head}</w:tcPr></w:tblStylePr>",
        light("top"),
        light("bottom"),
        light("insideH"),
        margin("top", 45),
        margin("left", 100),
        margin("bottom", 45),
        margin("right", 100),
    )
}
