//! A document as a package: parts, what refers to what, and the archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::error::WordError;
use super::xml;

/// What the media types of Word's parts begin with.
pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the kinds of relations begin with.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What the kinds of relations of the package begin with.
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Namespace of the list of contents.
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// The picture format that we write.
pub(super) const PNG: &str = "image/png";

/// A file within the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its path from the root: `word/document.xml`.
    pub(super) name: String,
    /// Its media type.
    pub(super) content_type: String,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
    /// What it refers to.
    pub(super) relations: Vec<Relation>,
}

impl Part {
    /// With this name, media type, content and references.
    pub(super) fn new(
        name: &str,
        content_type: &str,
        bytes: impl Into<Vec<u8>>,
        relations: Vec<Relation>,
    ) -> Self {
        Self { name: name.to_owned(), content_type: content_type.to_owned(), bytes: bytes.into(), relations }
    }
}

/// A reference from one part to another, or to the world outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// How the part that refers names it.
    pub(super) id: String,
    /// What it is for: a name of the format's, as a whole address.
    pub(super) kind: String,
    /// Name of a part, or an address outside.
    pub(super) target: String,
    /// Whether the target is outside of the document.
    pub(super) is_external: bool,
}

impl Relation {
    /// A reference to a part, of a kind such as `styles`.
    pub(super) fn within(id: &str, kind: &str, target: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind: format!("{RELATIONS}/{kind}"),
            target: target.to_owned(),
            is_external: false,
        }
    }

    /// A reference to the properties that every kind of package has.
    pub(super) fn of_package(id: &str, kind: &str, target: &str) -> Self {
        let kind = format!("{PACKAGE_RELATIONS}/{kind}");
        Self { id: id.to_owned(), kind, target: target.to_owned(), is_external: false }
    }
}

/// Makes an archive of the parts. The same parts make the same bytes.
pub(super) fn pack(parts: &[Part], relations: &[Relation]) -> Result<Vec<u8>, WordError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), zip::result::ZipError> {
        // Pictures are compressed already.
        let is_picture = extension(name) == "png";
        let method = if is_picture { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Never the time of day: a report made twice is the same to the byte.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    // Readers that take the archive as a stream want these two first.
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types(parts)),
        ("_rels/.rels".to_owned(), relations_xml("", relations)),
    ];
    for part in parts {
        files.push((part.name.clone(), part.bytes.clone()));
        if !part.relations.is_empty() {
            let (folder, file) = split(&part.name);
            let name = format!("{folder}_rels/{file}.rels");
            files.push((name, relations_xml(folder, &part.relations)));
        }
    }
    files
        .iter()
        .try_for_each(|(name, bytes)| put(name, bytes))
        .and_then(|()| archive.finish())
        .map(Cursor::into_inner)
        .map_err(|error| WordError::Packing(error.to_string()))
}

/// What stands behind the last dot of a file's name.
pub(super) fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The folder of a part, with the slash behind it, and its file.
pub(super) fn split(name: &str) -> (&str, &str) {
    let start = name.rfind('/').map_or(0, |slash| slash + 1);
    name.split_at(start)
}

fn content_types(parts: &[Part]) -> Vec<u8> {
    let usual = BTreeMap::from([
        ("png", PNG),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ]);
    xml::part("Types", &[("xmlns", CONTENT_TYPES)], |xml| {
        for (extension, content_type) in &usual {
            xml.empty("Default", &[("Extension", extension), ("ContentType", content_type)]);
        }
        for Part { name, content_type, .. } in parts {
            if usual.get(extension(name)) != Some(&content_type.as_str()) {
                let name = format!("/{name}");
                xml.empty("Override", &[("PartName", &name), ("ContentType", content_type)]);
            }
        }
    })
}

fn relations_xml(folder: &str, relations: &[Relation]) -> Vec<u8> {
    xml::part("Relationships", &[("xmlns", PACKAGE_RELATIONS)], |xml| {
        for Relation { id, kind, target, is_external } in relations {
            if *is_external {
                let mode = ("TargetMode", "External");
                xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target), mode]);
            } else {
                // Some programs cannot follow a path from the root.
                let from_root = format!("/{target}");
                let target = target.strip_prefix(folder).unwrap_or(&from_root);
                xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
            }
        }
    })
}
