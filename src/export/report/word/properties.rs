//! What is said about the document rather than in it.

use jiff::civil::Date;

use super::house::NAMESPACE;
use super::xml;
use crate::export::report::Paper;

/// Title, author and the like. The date is that of the paper: a clock would make
/// two reports of one run differ, so a paper without a day has none here either.
pub(super) fn core(paper: &Paper) -> Vec<u8> {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let Paper { title, council, author, committee: _, date, classification } = paper;
    xml::part("cp:coreProperties", &namespaces, |xml| {
        for (element, text) in [
            ("dc:title", title.as_str()),
            ("dc:subject", council),
            ("dc:creator", author),
            ("dc:language", "en-GB"),
            ("cp:category", classification),
        ] {
            if !text.is_empty() {
                xml.element(element, &[], |xml| xml.text(text));
            }
        }
        if let Ok(day) = Date::strptime("%d %B %Y", date) {
            for element in ["dcterms:created", "dcterms:modified"] {
                xml.element(element, &[("xsi:type", "dcterms:W3CDTF")], |xml| {
                    xml.text(&format!("{day}T00:00:00Z"));
                });
            }
        }
    })
}

/// What made the document.
pub(super) fn extended() -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml::part("Properties", &[("xmlns", namespace)], |xml| {
        xml.element("Application", &[], |xml| xml.text("Staffcast"));
    })
}

/// How Word treats the document.
pub(super) fn settings(has_even_pages: bool) -> Vec<u8> {
    xml::part("w:settings", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "720");
        if has_even_pages {
            xml.empty("w:evenAndOddHeaders", &[]);
        }
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            // Without these Word takes the document for one of an older version.
            for (name, value) in [
                ("compatibilityMode", "15"),
                ("overrideTableStyleFontSizeAndJustification", "1"),
                ("enableOpenTypeFeatures", "1"),
                ("doNotFlipMirrorIndents", "1"),
            ] {
                let uri = "http://schemas.microsoft.com/office/word";
                xml.empty("w:compatSetting", &[("w:name", name), ("w:uri", uri), ("w:val", value)]);
            }
        });
        xml.value("w:themeFontLang", "en-GB");
        xml.empty("w:clrSchemeMapping", &COLOURS);
        xml.value("w:decimalSymbol", ".");
        xml.value("w:listSeparator", ",");
    })
}

/// Which colours of a theme are used for what: as Word has it.
const COLOURS: [(&str, &str); 12] = [
    ("w:bg1", "light1"),
    ("w:t1", "dark1"),
    ("w:bg2", "light2"),
    ("w:t2", "dark2"),
    ("w:accent1", "accent1"),
    ("w:accent2", "accent2"),
    ("w:accent3", "accent3"),
    ("w:accent4", "accent4"),
    ("w:accent5", "accent5"),
    ("w:accent6", "accent6"),
    ("w:hyperlink", "hyperlink"),
    ("w:followedHyperlink", "followedHyperlink"),
];
