//! A council's template: what is taken over from it, and what is not.

use super::opened::{Opened, all, archive, is_xml, letters, paragraphs, value};
use super::package::WORD;
use super::package_tests::assert_whole;
use super::xml::NAMESPACE;
use super::*;
use crate::sample::report;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A German Word's template on letter paper, with numbers of its own, a header with a
/// logo and a footer.
fn template() -> Vec<(&'static str, String)> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"png\" ContentType=\"image/png\"/>\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"MAIN\"/>\
        <Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/theme\"/></Types>";
    let main = format!("{WORD}.template.main+xml");
    let relations = |list: &[(&str, &str, &str)]| {
        let each = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let list: String = list.iter().map(each).collect();
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!("<Relationships xmlns=\"{namespace}\">{list}</Relationships>")
    };
    let styles = format!(
        "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/><w:lang w:val=\"de-DE\"/></w:rPr>\
         </w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/>\
         <w:basedOn w:val=\"Standard\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Liste\"><w:name w:val=\"List Bullet\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Code\"><w:name w:val=\"Code\"/></w:style></w:styles>"
    );
    let text = format!(
        "<w:document {W} xmlns:r=\"{RELATIONS}\"><w:body><w:p><w:r><w:t>Not taken over</w:t></w:r></w:p><w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"h\"/><w:footerReference w:type=\"default\" r:id=\"f\"/>\
         <w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
         <w:pgMar w:top=\"1000\" w:right=\"1500\" w:bottom=\"-1100\" w:left=\"1600\" w:header=\"500\" \
         w:footer=\"600\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"7\"/><w:num w:numId=\"3\"><w:abstractNumId \
         w:val=\"7\"/></w:num><w:numIdMacAtCleanup w:val=\"1\"/></w:numbering>"
    );
    vec![
        ("[Content_Types].xml", types.replace("MAIN", &main)),
        ("_rels/.rels", relations(&[("r", "officeDocument", "word/document.xml")])),
        ("word/document.xml", text),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("s", "styles", "styles.xml"),
                ("n", "numbering", "/word/numbering.xml"),
                ("t", "theme", "theme/theme1.xml"),
                ("h", "header", "header1.xml"),
                ("f", "footer", "footer1.xml"),
            ]),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/theme/theme1.xml", "<theme/>".to_owned()),
        (
            "word/header1.xml",
            format!(
                "<w:hdr {W} xmlns:r=\"{RELATIONS}\"><w:p><w:r><w:t>Crest</w:t></w:r></w:p>\
                 <w:p><w:pict r:id=\"logo\"/></w:p></w:hdr>"
            ),
        ),
        ("word/_rels/header1.xml.rels", relations(&[("logo", "image", "media/../media/figure1.png")])),
        ("word/media/figure1.png", "logo".to_owned()),
        ("word/footer1.xml", format!("<w:ftr {W}><w:p><w:r><w:t>OFFICIAL</w:t></w:r></w:p></w:ftr>")),
    ]
}

fn packed(files: &[(&str, String)]) -> Vec<u8> {
    archive(&files.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

fn in_house_style() -> Opened {
    let house = HouseStyle::from_docx(&packed(&template())).unwrap();
    Opened::new(&to_docx(&report(), Some(&house)).unwrap())
}

#[test]
fn a_document_in_house_style_is_whole() {
    let opened = in_house_style();
    assert_whole(&opened);
    assert!(opened.names.iter().any(|name| opened.bytes(name) == b"<theme/>"));
    assert!(opened.names.iter().any(|name| opened.bytes(name) == b"logo"));
    assert!(!opened.text("word/document.xml").contains("Not taken over"));
}

#[test]
fn styles_are_known_by_their_names_and_those_that_lack_are_added() {
    let opened = in_house_style();
    let styles = opened.tree("word/styles.xml");
    let named = |kind: &str, name: &str| -> Vec<String> {
        let mut styles = all(styles.root(), "style");
        styles.retain(|style| {
            style.attribute((NAMESPACE, "type")) == Some(kind) && value(*style, "name") == Some(name)
        });
        styles.iter().filter_map(|style| style.attribute((NAMESPACE, "styleId"))).map(str::to_owned).collect()
    };
    for (kind, name, id) in [
        ("paragraph", "Normal", "Standard"),
        ("paragraph", "heading 1", "berschrift1"),
        ("paragraph", "heading 2", "Heading2"),
        // Theirs is for letters, and has taken the id.
        ("paragraph", "Code", "ReportCode"),
        ("table", "Report Table", "ReportTable"),
    ] {
        assert_eq!(named(kind, name), [id], "{name}");
    }
    let document = opened.document();
    let used = paragraphs(&document);
    assert!(used.contains(&("berschrift1".to_owned(), "What the options do".to_owned())));
    assert!(used.iter().any(|(style, _)| style == "ReportCode"));
    for style in all(styles.root(), "style") {
        if let Some(base) = value(style, "basedOn") {
            assert!(["Standard", "TableText", "TableTextSmall", "Header"].contains(&base), "{base}");
        }
    }
    let languages = all(styles.root(), "lang");
    assert_eq!(
        languages.iter().map(|node| node.attribute((NAMESPACE, "val"))).collect::<Vec<_>>(),
        [Some("en-GB")]
    );
}

#[test]
fn headings_that_number_themselves_get_no_second_number() {
    let opened = in_house_style();
    let document = opened.document();
    let of_style = |style: &str| -> Vec<Option<&str>> {
        let mut paragraphs = all(document.root(), "p");
        paragraphs.retain(|node| value(*node, "pStyle") == Some(style));
        paragraphs.iter().map(|node| value(*node, "numId")).collect()
    };
    // The annex has no number, in whatever style.
    assert_eq!(of_style("berschrift1"), [None, None, None, Some("0")]);
    assert_eq!(letters(all(document.root(), "hyperlink")[0]), "What the options do");
    // Their list has no dots: ours are behind their lists.
    assert_eq!(of_style("Liste"), [Some("9"), Some("9")]);
    let numbering = opened.tree("word/numbering.xml");
    let order: Vec<&str> = numbering.root_element().children().map(|node| node.tag_name().name()).collect();
    assert_eq!(
        order,
        ["abstractNum", "abstractNum", "abstractNum", "num", "num", "num", "numIdMacAtCleanup"]
    );
}

#[test]
fn the_page_and_what_is_at_its_ends_are_theirs() {
    let opened = in_house_style();
    let document = opened.document();
    let section = all(document.root(), "sectPr")[0];
    let size = all(section, "pgSz")[0];
    assert_eq!(size.attribute((NAMESPACE, "w")), Some("12240"));
    assert_eq!(all(section, "pgMar")[0].attribute((NAMESPACE, "bottom")), Some("-1100"));
    assert_eq!(all(section, "headerReference").len() + all(section, "footerReference").len(), 2);
    let says = |root: &str| -> String {
        let is_end =
            |name: &&String| is_xml(name) && opened.tree(name).root_element().has_tag_name((NAMESPACE, root));
        let name = opened.names.iter().find(is_end).unwrap();
        letters(opened.tree(name).root())
    };
    assert_eq!(says("hdr"), "CrestOFFICIAL");
    // Theirs has the classification but no number of the page.
    assert_eq!(says("ftr"), "OFFICIALPage 1 of 1");
    let widths = all(all(document.root(), "tbl")[0], "gridCol");
    let widths = widths.iter().map(|node| node.attribute((NAMESPACE, "w")).unwrap().parse::<u32>().unwrap());
    assert_eq!(widths.sum::<u32>(), 12_240 - 1500 - 1600);
}

#[test]
fn a_report_can_be_the_template_of_the_next() {
    let first = to_docx(&report(), None).unwrap();
    let house = HouseStyle::from_docx(&first).unwrap();
    let second = to_docx(&report(), Some(&house)).unwrap();
    let opened = Opened::new(&second);
    assert_whole(&opened);
    assert_eq!(
        all(opened.tree("word/styles.xml").root(), "style").len(),
        all(Opened::new(&first).tree("word/styles.xml").root(), "style").len()
    );
    let house = HouseStyle::from_docx(&second).unwrap();
    assert_whole(&Opened::new(&to_docx(&report(), Some(&house)).unwrap()));
}

/// A template whose header refers to a part that refers to the next, and so on.
fn chained(parts: usize) -> Vec<u8> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (name, text) in template() {
        if name != "word/_rels/header1.xml.rels" {
            files.push((name.to_owned(), text));
        }
    }
    let refer = |to: usize| {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let relation =
            format!("<Relationship Id=\"logo\" Type=\"{RELATIONS}/image\" Target=\"part{to}.xml\"/>");
        format!("<Relationships xmlns=\"{namespace}\">{relation}</Relationships>")
    };
    files.push(("word/_rels/header1.xml.rels".to_owned(), refer(0)));
    for part in 0..parts {
        files.push((format!("word/part{part}.xml"), format!("<part{part}/>")));
        files.push((format!("word/_rels/part{part}.xml.rels"), refer(part + 1)));
    }
    archive(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn parts_that_refer_to_each_other_in_a_long_line_are_all_copied() {
    let house = HouseStyle::from_docx(&chained(900)).unwrap();
    let opened = Opened::new(&to_docx(&report(), Some(&house)).unwrap());
    assert_whole(&opened);
    assert!(opened.names.iter().any(|name| opened.bytes(name) == b"<part899/>"));
}

#[test]
fn ids_of_lists_that_leave_no_room_are_passed_over() {
    let mut files = template();
    for (_, text) in files.iter_mut().filter(|(file, _)| *file == "word/numbering.xml") {
        *text = text.replace("\"7\"", "\"4294967295\"");
    }
    let house = HouseStyle::from_docx(&packed(&files)).unwrap();
    assert_whole(&Opened::new(&to_docx(&report(), Some(&house)).unwrap()));
}

#[test]
fn what_is_no_word_document_is_refused_in_plain_words() {
    let without = |name: &str| {
        let mut files = template();
        files.retain(|(file, _)| *file != name);
        packed(&files)
    };
    let with = |name: &str, from: &str, to: &str| {
        let mut files = template();
        for (_, text) in files.iter_mut().filter(|(file, _)| *file == name) {
            *text = text.replace(from, to);
        }
        packed(&files)
    };
    let ole = |stream: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0];
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases = [
        ("empty", Vec::new()),
        ("pdf", b"%PDF-1.7".to_vec()),
        ("rtf", b"{\\rtf1}".to_vec()),
        ("text", b"Dear all".to_vec()),
        ("doc", ole("WordDocument")),
        ("password", ole("EncryptedPackage")),
        ("xls", ole("Workbook")),
        ("cut off", packed(&template())[..400].to_vec()),
        ("zip", archive(&[("a.txt", "a")])),
        ("odt", archive(&[("mimetype", "application/vnd.oasis.opendocument.text")])),
        ("xlsx", with("[Content_Types].xml", "wordprocessingml", "spreadsheetml")),
        ("strict", with("_rels/.rels", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")),
        ("no styles", without("word/styles.xml")),
        ("broken styles", with("word/styles.xml", "</w:styles>", "")),
        ("other prefix", with("word/styles.xml", "w:", "x:")),
        ("broken lists", with("word/numbering.xml", "</w:numbering>", "")),
        ("lists of another prefix", with("word/numbering.xml", "w:", "x:")),
        ("too many parts", chained(1_200)),
    ];
    let lines: Vec<String> = cases
        .iter()
        .map(|(name, bytes)| format!("{name}: {}", HouseStyle::from_docx(bytes).unwrap_err()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
