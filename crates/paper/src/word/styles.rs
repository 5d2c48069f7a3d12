//! The styles that a report asks for. What they look like stands in
//! `parts/styles.xml`, or in the document of a council.

/// The styles, with their ids in `parts/styles.xml`.
macro_rules! styles {
    ($($(#[$meaning:meta])* $style:ident = $id:literal,)*) => {
        /// What a paragraph or table is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Style {
            $($(#[$meaning])* $style,)*
        }

        impl Style {
            /// All of them.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$style),*];

            /// Its id in our own styles.
            pub(super) fn id(self) -> &'static str {
                match self {
                    $(Self::$style => $id,)*
                }
            }
        }
    };
}

styles! {
    /// A paragraph.
    Normal = "Normal",
    /// What the paper is called.
    Title = "Title",
    /// The council.
    Subtitle = "Subtitle",
    /// Committee, author and the like.
    Details = "DocumentDetails",
    /// The heading of a section.
    Heading1 = "Heading1",
    /// A heading below that.
    Heading2 = "Heading2",
    /// The heading of the list of contents, which is not in that list.
    ContentsHeading = "TOCHeading",
    /// A section in the list of contents.
    Contents1 = "TOC1",
    /// What is below that.
    Contents2 = "TOC2",
    /// The paragraph to read if no other is read.
    Lead = "KeyMessage",
    /// An item of a list.
    ListBullet = "ListBullet",
    /// Something to be copied as it is.
    Code = "Code",
    /// Above a table or figure.
    Caption = "Caption",
    /// The paragraph that holds a chart.
    Figure = "Figure",
    /// A cell.
    TableText = "TableText",
    /// A cell of the first row.
    TableHeading = "TableHeading",
    /// A cell of a long table.
    TableTextSmall = "TableTextSmall",
    /// A cell of the first row of a long table.
    TableHeadingSmall = "TableHeadingSmall",
    /// Below a table.
    TableNote = "TableNote",
    /// Lines and shades of tables.
    Table = "ReportTable",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::parts::STYLES;

    #[test]
    fn every_style_is_defined() {
        for style in Style::ALL {
            assert!(STYLES.contains(&format!("w:styleId=\"{}\"", style.id())), "{style:?}");
        }
    }
}
