//! What every program that opens a document relies on.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::opened::{Opened, all};
use super::package::{extension, split};
use super::*;
use crate::sample::report;

/// Asserts what holds of every package: parts are well-formed, what they refer to is
/// there, and the type of each is known.
pub(super) fn assert_whole(opened: &Opened) {
    for name in opened.names.iter().filter(|name| ["xml", "rels"].contains(&extension(name))) {
        opened.tree(name);
    }
    let types = opened.tree("[Content_Types].xml");
    let known: BTreeSet<String> = types
        .root_element()
        .children()
        .filter_map(|node| {
            let part = node.attribute("PartName").map(str::to_owned);
            part.or_else(|| node.attribute("Extension").map(|extension| format!(".{extension}")))
        })
        .collect();
    for name in &opened.names {
        let is_known =
            known.contains(&format!("/{name}")) || known.contains(&format!(".{}", extension(name)));
        assert!(is_known || name == "[Content_Types].xml", "{name} has no type");
    }
    for part in known.iter().filter_map(|name| name.strip_prefix('/')) {
        assert!(opened.has(part), "{part} has a type and is not there");
    }
    let mut referred_to = BTreeSet::new();
    for name in opened.names.iter().filter(|name| extension(name) == "rels") {
        let (folder, file) = split(name);
        let source_folder = folder.strip_suffix("_rels/").expect("references have a folder of their own");
        let source = format!("{source_folder}{}", file.strip_suffix(".rels").unwrap());
        let relations = opened.tree(name);
        let mut ids = BTreeSet::new();
        for node in relations.root_element().children() {
            assert!(ids.insert(node.attribute("Id").unwrap().to_owned()), "{name}: an id is there twice");
            if node.attribute("TargetMode") == Some("External") {
                continue;
            }
            let target = node.attribute("Target").unwrap();
            let target = target.strip_prefix('/').map_or(format!("{source_folder}{target}"), str::to_owned);
            assert!(opened.has(&target), "{name} refers to {target}");
            referred_to.insert(target);
        }
        if source.is_empty() {
            continue;
        }
        assert!(opened.has(&source), "{name} belongs to nothing");
        for id in named_relations(&opened.tree(&source)) {
            assert!(ids.contains(&id), "{source} refers to {id}");
        }
    }
    for name in opened.names.iter().filter(|name| extension(name) != "rels") {
        assert!(referred_to.contains(name) || name == "[Content_Types].xml", "nothing refers to {name}");
    }
}

/// The ids by which a part names others.
fn named_relations(document: &Document<'_>) -> Vec<String> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let attributes = document.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>());
    let ids = attributes.filter(|attribute| attribute.namespace() == Some(namespace));
    ids.map(|attribute| attribute.value().to_owned()).collect()
}

#[test]
fn a_document_is_whole() {
    let opened = Opened::new(&to_docx(&report(), None).unwrap());
    assert_eq!(opened.names[0], "[Content_Types].xml");
    assert_whole(&opened);
}

#[test]
fn a_report_of_nothing_is_a_document_too() {
    let nothing = Report { paper: Paper::default(), sections: Vec::new(), annex: Vec::new() };
    assert_whole(&Opened::new(&to_docx(&nothing, None).unwrap()));
}

/// Nothing is counted from one report to the next, and no time goes in.
#[test]
fn a_report_makes_the_same_bytes_whatever_was_made_before() {
    let first = to_docx(&report(), None).unwrap();
    let mut other = report();
    other.sections.reverse();
    assert_ne!(to_docx(&other, None).unwrap(), first);
    assert_eq!(to_docx(&report(), None).unwrap(), first);
}

#[test]
fn every_id_is_there_once() {
    let opened = Opened::new(&to_docx(&report(), None).unwrap());
    let document = opened.document();
    for elements in [&["docPr", "cNvPr"][..], &["bookmarkStart"]] {
        let nodes = document.descendants().filter(|node| elements.contains(&node.tag_name().name()));
        let ids: Vec<&str> = nodes
            .filter_map(|node| node.attributes().find(|attribute| attribute.name() == "id"))
            .map(|attribute| attribute.value())
            .collect();
        assert!(ids.len() >= 4, "{ids:?}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{elements:?}: {ids:?}");
    }
}

#[test]
fn title_author_and_date_are_properties_of_the_document() {
    let opened = Opened::new(&to_docx(&report(), None).unwrap());
    insta::assert_snapshot!(opened.text("docProps/core.xml"));
    let mut undated = report();
    undated.paper.date = "Autumn 2026".to_owned();
    let opened = Opened::new(&to_docx(&undated, None).unwrap());
    assert!(!opened.text("docProps/core.xml").contains("dcterms:created"));
}

/// Word asks before it opens a document that wants its fields worked out.
#[test]
fn nothing_is_asked_when_the_document_is_opened() {
    let opened = Opened::new(&to_docx(&report(), None).unwrap());
    for name in ["word/document.xml", "word/settings.xml"] {
        for word in ["dirty", "updateFields"] {
            assert!(!opened.text(name).contains(word), "{word} in {name}");
        }
    }
}

#[test]
fn every_page_has_the_classification_and_its_number() {
    let opened = Opened::new(&to_docx(&report(), None).unwrap());
    for pages in ["default", "first"] {
        let header = opened.tree(&format!("word/header-{pages}.xml"));
        let footer = opened.tree(&format!("word/footer-{pages}.xml"));
        for end in [&header, &footer] {
            let says: String = all(end.root(), "t").iter().filter_map(roxmltree::Node::text).collect();
            assert!(says.contains("OFFICIAL"), "{says}");
        }
        let fields: Vec<&str> =
            all(footer.root(), "instrText").iter().filter_map(roxmltree::Node::text).collect();
        assert_eq!(fields, [" PAGE ", " NUMPAGES "]);
    }
    let header = opened.text("word/header-default.xml");
    assert!(header.contains("workforce options 2026 to 2029"), "{header}");
}
