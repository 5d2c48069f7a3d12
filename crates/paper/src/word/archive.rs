//! A council's document as it is stored: parts are found by what refers to
//! them, and copied with all that they refer to.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::Document;
use zip::ZipArchive;

use super::error::WordError;
use super::package::{Part, Relation, extension, split};

/// The most that is unpacked of one document. A template of this size would
/// make every report too large to be sent by mail.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most parts that are copied: a template has a few pictures and fonts.
const MOST_COPIES: usize = 1_000;

/// The folder of what is copied. Nothing of ours is in it.
const COPIES: &str = "word/house/";

/// What every file begins with that older programs of Microsoft wrote; and
/// documents with a password, which are wrapped in such a file.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Parts of a document.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
    content_types: BTreeMap<String, String>,
    copied: BTreeMap<String, String>,
    /// What has been copied.
    pub(super) copies: Vec<Part>,
}

impl<'a> Archive<'a> {
    /// Opens a file, if it is a package at all.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WordError> {
        check_beginning(bytes)?;
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| WordError::Damaged("its archive is broken".to_owned()))?;
        let (content_types, copied) = (BTreeMap::new(), BTreeMap::new());
        let mut archive = Self { zip, unpacked: 0, content_types, copied, copies: Vec::new() };
        let Some(types) = archive.text("[Content_Types].xml")? else {
            let is_open_document = archive.zip.index_for_name("mimetype").is_some();
            return Err(WordError::NotWord(is_open_document.then_some("an OpenDocument file")));
        };
        for node in parsed(&types, "its list of contents")?.root_element().children() {
            let of = |name| node.attribute(name).map(str::to_lowercase);
            let part = of("PartName").map(|part| part.trim_start_matches('/').to_owned());
            if let (Some(name), Some(content_type)) =
                (part.or_else(|| of("Extension")), node.attribute("ContentType"))
            {
                archive.content_types.insert(name, content_type.to_owned());
            }
        }
        Ok(archive)
    }

    /// A part as text, if it is there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, WordError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        String::from_utf8(bytes.to_vec())
            .map(Some)
            .map_err(|_| WordError::Damaged(format!("{name} is not in UTF-8")))
    }

    /// What a part refers to; "" for the package itself.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, WordError> {
        let (folder, file) = split(part);
        let Some(text) = self.text(&format!("{folder}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        for node in parsed(&text, "its references")?.root_element().children() {
            let (Some(id), Some(kind), Some(target)) =
                (node.attribute("Id"), node.attribute("Type"), node.attribute("Target"))
            else {
                continue;
            };
            let is_external = node.attribute("TargetMode") == Some("External");
            let target = if is_external { target.to_owned() } else { resolved(folder, target) };
            relations.push(Relation { id: id.to_owned(), kind: kind.to_owned(), target, is_external });
        }
        Ok(relations)
    }

    /// The media type of a part.
    pub(super) fn content_type(&self, part: &str) -> &str {
        let part = part.to_lowercase();
        let by_extension = || self.content_types.get(extension(&part));
        self.content_types.get(&part).or_else(by_extension).map_or("", String::as_str)
    }

    /// Copies a part with all that it refers to; the new name. Nothing comes of
    /// a part that is not there.
    pub(super) fn copy(&mut self, part: &str) -> Result<Option<String>, WordError> {
        let mut waiting = Vec::new();
        let name = self.named(part, &mut waiting)?;
        while let Some((part, name)) = waiting.pop() {
            let bytes = self.bytes(&part)?.unwrap_or_default();
            let mut relations = Vec::new();
            for mut relation in self.relations(&part)? {
                if !relation.is_external {
                    let Some(target) = self.named(&relation.target, &mut waiting)? else { continue };
                    relation.target = target;
                }
                relations.push(relation);
            }
            let content_type = self.content_type(&part).to_owned();
            self.copies.push(Part { name, content_type, bytes, relations });
        }
        Ok(name)
    }

    /// What the copy of a part is called, which waits to be made if it is new.
    fn named(
        &mut self,
        part: &str,
        waiting: &mut Vec<(String, String)>,
    ) -> Result<Option<String>, WordError> {
        if let Some(name) = self.copied.get(part) {
            return Ok(Some(name.clone()));
        }
        if self.zip.index_for_name(part).is_none() {
            return Ok(None);
        }
        if self.copied.len() == MOST_COPIES {
            return Err(WordError::Damaged(format!(
                "its headers, footers and lists refer to more than {MOST_COPIES} parts"
            )));
        }
        let name = format!("{COPIES}part{}.{}", self.copied.len() + 1, extension(part).to_lowercase());
        self.copied.insert(part.to_owned(), name.clone());
        waiting.push((part.to_owned(), name.clone()));
        Ok(Some(name))
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, WordError> {
        let damaged = |_| WordError::Damaged(format!("{name} is broken"));
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|_| WordError::Damaged(format!("{name} is broken")))?;
        let mut bytes = Vec::new();
        // The sizes that an archive gives are not to be trusted.
        let room = LARGEST - self.unpacked;
        self.unpacked += file.take(room + 1).read_to_end(&mut bytes).map_err(damaged)? as u64;
        if self.unpacked > LARGEST {
            return Err(WordError::Damaged("it is larger than 64 MB when unpacked".to_owned()));
        }
        Ok(Some(bytes))
    }
}

/// A part as a tree.
pub(super) fn parsed<'t>(text: &'t str, what: &str) -> Result<Document<'t>, WordError> {
    Document::parse(text).map_err(|error| WordError::Damaged(format!("{what}: {error}")))
}

/// Tells what a file is that is no package, by how it begins.
fn check_beginning(bytes: &[u8]) -> Result<(), WordError> {
    if bytes.starts_with(&OLE) {
        let holds = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        };
        if holds("EncryptedPackage") {
            return Err(WordError::Protected);
        }
        return Err(if holds("WordDocument") { WordError::TooOld } else { WordError::NotWord(None) });
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    let known: [(&[u8], &str); 3] =
        [(b"%PDF", "a PDF"), (b"{\\rtf", "a rich text file (.rtf)"), (b"<", "a web page or other text")];
    let what = known.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, what)| *what);
    Err(WordError::NotWord(what))
}

/// The name of a part that is named from within a folder.
fn resolved(folder: &str, target: &str) -> String {
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}{target}") };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
