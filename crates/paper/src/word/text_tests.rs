//! The text of a document as Word and a screen reader take it.

use std::collections::BTreeSet;

use super::opened::{Opened, all, is_xml, letters, paragraphs, value};
use super::xml::NAMESPACE;
use super::*;
use crate::sample::report;
use crate::{Block, Column, Section, Table};

fn opened() -> Opened {
    Opened::new(&to_docx(&report(), None).unwrap())
}

#[test]
fn paragraphs_have_the_styles_of_what_they_are() {
    let opened = opened();
    let document = opened.document();
    let in_table = ["TableText", "TableTextSmall", "TableHeading", "TableHeadingSmall"];
    let lines: Vec<String> = paragraphs(&document)
        .into_iter()
        .filter(|(style, _)| !in_table.contains(&style.as_str()))
        .map(|(style, text)| format!("{style}: {text}"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_style_that_is_used_is_defined_and_named_as_in_word() {
    let opened = opened();
    let styles = opened.tree("word/styles.xml");
    let mut names = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for style in all(styles.root(), "style") {
        assert!(names.insert(value(style, "name").unwrap().to_lowercase()));
        assert!(ids.insert(style.attribute((NAMESPACE, "styleId")).unwrap().to_owned()));
    }
    for name in ["normal", "title", "subtitle", "heading 1", "heading 2", "caption", "list bullet", "toc 1"] {
        assert!(names.contains(name), "{name}");
    }
    for part in opened.names.iter().filter(|name| is_xml(name) && name.starts_with("word/")) {
        let tree = opened.tree(part);
        for element in ["pStyle", "tblStyle", "rStyle", "basedOn", "next"] {
            for node in all(tree.root(), element) {
                let id = node.attribute((NAMESPACE, "val")).unwrap();
                assert!(ids.contains(id), "{part}: {id}");
            }
        }
    }
}

#[test]
fn headings_skip_no_level() {
    let opened = opened();
    let mut level = 0;
    for (style, text) in paragraphs(&opened.document()) {
        let Some(next) = style.strip_prefix("Heading").and_then(|level| level.parse::<u32>().ok()) else {
            continue;
        };
        assert!(next <= level + 1, "{text}");
        level = next;
    }
    assert!(level > 0);
}

#[test]
fn the_contents_link_to_headings_that_are_there() {
    let opened = opened();
    let document = opened.document();
    let bookmarks: BTreeSet<&str> = all(document.root(), "bookmarkStart")
        .iter()
        .filter_map(|node| node.attribute((NAMESPACE, "name")))
        .collect();
    let links = all(document.root(), "hyperlink");
    let headings: Vec<(String, String)> =
        paragraphs(&document).into_iter().filter(|(style, _)| style.starts_with("Heading")).collect();
    assert_eq!(links.len(), headings.len());
    for (link, (_, heading)) in links.iter().zip(&headings) {
        assert!(bookmarks.contains(link.attribute((NAMESPACE, "anchor")).unwrap()));
        assert!(letters(*link).ends_with(heading.as_str()), "{heading}");
    }
    assert_eq!(letters(links[0]), "1.What the options do");
}

#[test]
fn every_picture_has_a_description_and_enough_dots_for_print() {
    let opened = opened();
    let document = opened.document();
    let pictures: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "docPr").collect();
    assert_eq!(pictures.len(), 2);
    for (picture, caption) in pictures.iter().zip(["Average caseload", "Vacancy rate"]) {
        assert_eq!(picture.attribute("title"), Some(caption));
        assert!(
            picture.attribute("descr").unwrap().starts_with(&format!("{caption} rises from 16.25 \"now\""))
        );
    }
    // 16 cm are 6.3 inches.
    let png = opened.bytes("word/media/figure1.png");
    let pixels = u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert!(f64::from(pixels) / 6.3 >= 200.0, "{pixels}");
    let extents: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "extent").collect();
    let centimetres =
        |at: usize, side| extents[at].attribute(side).unwrap().parse::<f64>().unwrap() / 360_000.0;
    assert!((15.9..=16.01).contains(&centimetres(1, "cx")), "{}", centimetres(1, "cx"));
    // The first takes 28% of the 25.7 cm of the text, to stand on the first page.
    assert!((7.15..=7.25).contains(&centimetres(0, "cy")), "{}", centimetres(0, "cy"));
}

#[test]
fn every_table_repeats_its_head_and_keeps_its_rows_whole() {
    let opened = opened();
    let document = opened.document();
    let tables = all(document.root(), "tbl");
    assert_eq!(tables.len(), 4, "two of the text, two of the annex");
    for table in tables {
        let rows = all(table, "tr");
        for (place, row) in rows.iter().enumerate() {
            assert_eq!(all(*row, "tblHeader").len(), usize::from(place == 0));
            assert_eq!(all(*row, "cantSplit").len(), 1);
        }
        for name in ["tblCaption", "tblDescription"] {
            assert!(!value(table, name).unwrap().is_empty());
        }
        let widths = all(table, "gridCol");
        let widths =
            widths.iter().map(|node| node.attribute((NAMESPACE, "w")).unwrap().parse::<u32>().unwrap());
        assert!(widths.sum::<u32>() <= HouseStyle::ours().page.text_width());
    }
}

#[test]
fn cells_hold_their_words_and_numbers_stand_on_the_right() {
    let opened = opened();
    let document = opened.document();
    let tables = all(document.root(), "tbl");
    let report = report();
    let shown = report.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (table, shown) in tables.iter().zip(shown) {
        let rows = all(*table, "tr");
        assert_eq!(rows.len(), shown.rows.len() + 1);
        for (row, cells) in rows[1..].iter().zip(&shown.rows) {
            for (place, (cell, text)) in all(*row, "tc").into_iter().zip(cells).enumerate() {
                assert_eq!(letters(cell), *text);
                assert_eq!(value(cell, "jc"), (place > 0).then_some("right"), "{text}");
            }
        }
    }
}

#[test]
fn captions_are_numbered_by_fields_and_stay_with_what_is_below() {
    let opened = opened();
    let document = opened.document();
    let captions: Vec<_> = all(document.root(), "p")
        .into_iter()
        .filter(|node| value(*node, "pStyle") == Some("Caption"))
        .collect();
    let words: Vec<String> = captions.iter().map(|caption| letters(*caption)).collect();
    assert_eq!(words[0], "Table 1: Caseload per worker in April 2029");
    assert_eq!(words[2], "Figure 1: Average caseload");
    assert_eq!(words[4], "Table 3: Data of figure 1: Average caseload by month");
    for caption in captions {
        assert_eq!(all(caption, "keepNext").len(), 1);
        let instruction = all(caption, "instrText")[0].text().unwrap();
        assert!(
            [" SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "].contains(&instruction),
            "{instruction}"
        );
        let below = caption.next_sibling_element().unwrap();
        assert!(below.has_tag_name((NAMESPACE, "tbl")) || value(below, "pStyle") == Some("Figure"));
    }
}

#[test]
fn a_table_without_notes_or_with_too_few_cells_is_still_a_table() {
    let columns = vec![Column::words("A"), Column::numbers("B")];
    let rows = vec![vec!["only one".to_owned()], Vec::new()];
    let table = Table { columns, rows, ..Table::default() };
    let empty = Table::default();
    let blocks = vec![Block::Table(table), Block::Table(empty)];
    let section = Section { id: "a".to_owned(), heading: "A".to_owned(), blocks };
    let report = Report { paper: Paper::default(), sections: vec![section], annex: Vec::new() };
    let opened = Opened::new(&to_docx(&report, None).unwrap());
    let document = opened.document();
    for row in all(document.root(), "tr") {
        assert_eq!(all(row, "tc").len(), 2);
    }
}
