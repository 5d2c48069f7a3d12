//! A document taken apart, for tests.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::package::extension;
use super::xml::NAMESPACE;

/// The files of a document in the order of the archive.
pub(super) struct Opened {
    pub(super) names: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Opened {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let (mut names, mut files) = (Vec::new(), BTreeMap::new());
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("a whole file");
            let name = file.name().expect("a name").into_owned();
            assert!(files.insert(name.clone(), content).is_none(), "{name} is there twice");
            names.push(name);
        }
        Self { names, files }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub(super) fn bytes(&self, name: &str) -> &[u8] {
        self.files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.names))
    }

    pub(super) fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    /// The text of the document as a tree.
    pub(super) fn document(&self) -> Document<'_> {
        self.tree("word/document.xml")
    }

    pub(super) fn tree(&self, name: &str) -> Document<'_> {
        Document::parse(self.text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Whether a part is XML, and no list of references.
pub(super) fn is_xml(name: &str) -> bool {
    extension(name) == "xml"
}

/// All of Word's elements of this name below another.
pub(super) fn all<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Vec<Node<'a, 'input>> {
    node.descendants().filter(|node| node.has_tag_name((NAMESPACE, name))).collect()
}

/// The value of the first of Word's elements of this name below another.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    all(node, name).first()?.attribute((NAMESPACE, "val"))
}

/// All letters below a node.
pub(super) fn letters(node: Node<'_, '_>) -> String {
    all(node, "t").iter().filter_map(Node::text).collect()
}

/// The styles of paragraphs with their letters, in the order of the text.
pub(super) fn paragraphs(document: &Document<'_>) -> Vec<(String, String)> {
    let of = |node: &Node<'_, '_>| (value(*node, "pStyle").unwrap_or_default().to_owned(), letters(*node));
    all(document.root(), "p").iter().map(of).collect()
}

/// Puts a document together from texts.
pub(super) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(text.as_bytes()).expect("room in memory");
    }
    archive.finish().expect("a whole archive").into_inner()
}
