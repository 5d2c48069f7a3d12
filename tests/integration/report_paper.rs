//! The paper as its readers open it: head, style, and the names of what is compared.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value as Json;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::report::{Files, in_folder, table, text, with_run};
use crate::staffcast::{Home, SMALL};

/// The parts of a Word document or a workbook.
pub(crate) fn parts(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("the part is there");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("the part can be read");
        parts.insert(part.name().expect("names are UTF-8").into_owned(), content);
    }
    parts
}

/// What stands in a part of a Word document, paragraph by paragraph.
pub(crate) fn words(parts: &Files, part: &str) -> Vec<String> {
    let xml = text(parts, part);
    let document = roxmltree::Document::parse(&xml).expect("it is XML");
    let paragraphs = document.descendants().filter(|node| node.has_tag_name(word("p")));
    let words = |paragraph: roxmltree::Node<'_, '_>| {
        paragraph
            .descendants()
            .filter(|node| node.has_tag_name(word("t")))
            .filter_map(|node| node.text())
            .collect()
    };
    paragraphs.map(words).collect()
}

fn word(name: &str) -> (&str, &str) {
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", name)
}

/// The headers or footers of a Word document, wherever they are kept.
fn margins(parts: &Files, kind: &str) -> Vec<Vec<String>> {
    let xml = text(parts, "word/_rels/document.xml.rels");
    let relations = roxmltree::Document::parse(&xml).expect("it is XML");
    let ours = |node: &roxmltree::Node<'_, '_>| {
        node.attribute("Type").is_some_and(|own| own.ends_with(&format!("/{kind}")))
    };
    let targets = relations.descendants().filter(ours).filter_map(|node| node.attribute("Target"));
    targets.map(|target| words(parts, &format!("word/{target}"))).collect()
}

/// A report with a head, in which everything is to be found.
fn with_head(home: &Home, arguments: &str) -> Files {
    let mut command = home.command(arguments);
    command.args(["--title", "Social workers & <agency>: \"a plan\"", "--author", "A. Author"]);
    command.args(["--committee", "Children's Committee", "--date", "2026-11-22"]);
    command.args(["--classification", "OFFICIAL"]).assert().success();
    in_folder(home, "here-report")
}

#[test]
fn the_head_of_the_paper_stands_in_every_format() {
    let home = with_run();
    let files = with_head(&home, "report here");
    let title = "Social workers & <agency>: \"a plan\"";
    let docx = parts(&files["report.docx"]);
    let document = words(&docx, "word/document.xml");
    for fact in [title, "Smallshire", "A. Author", "Children's Committee", "22 November 2026"] {
        assert!(document[..12].iter().any(|own| own.contains(fact)), "{fact} in {:?}", &document[..12]);
    }
    for kind in ["header", "footer"] {
        let own = margins(&docx, kind);
        assert_eq!(own.len(), 2, "{kind}");
        assert!(own.iter().all(|words| words.iter().any(|own| own == "OFFICIAL")), "{own:?}");
    }
    assert!(margins(&docx, "header").iter().any(|words| words.iter().any(|own| own == title)));

    let page = text(&files, "report.html");
    let (_, head) = page.split_once("<header>").unwrap();
    let (head, rest) = head.split_once("</header>").unwrap();
    for fact in [
        "<p class=\"classification\">OFFICIAL</p>",
        "<h1>Social workers &amp; &lt;agency&gt;: &quot;a plan&quot;</h1>",
        "<dt>Committee</dt><dd>Children's Committee</dd>",
        "<dt>Date</dt><dd>22 November 2026</dd>",
        "<dt>Author</dt><dd>A. Author</dd>",
    ] {
        assert!(head.contains(fact), "{fact} in {head}");
    }
    assert!(rest.ends_with("OFFICIAL</p></footer></body></html>\n"));

    let wanted = "**OFFICIAL**\n\n# Social workers & \\<agency\\>: \"a plan\"\n\nChildren’s social care in Smallshire to September 2026: 3 options compared\n\n- Council: Smallshire\n- Committee: Children's \
                  Committee\n- Date: 22 November 2026\n- Author: A. Author\n";
    let markdown = text(&files, "report.md");
    assert!(markdown.starts_with(wanted), "{}", &markdown[..300]);

    let mut workbook = Xlsx::new(Cursor::new(files["report.xlsx"].clone())).unwrap();
    let read_me = workbook.worksheet_range("Read me").unwrap();
    for fact in [title, "OFFICIAL", "A. Author", "Children's Committee", "22 November 2026"] {
        let is_it = |cell: &Data| matches!(cell, Data::String(own) if own == fact);
        assert!(read_me.cells().any(|(_, _, cell)| is_it(cell)), "{fact}");
    }
    let manifest: Json = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!((&manifest["title"], &manifest["scenario"]), (&title.into(), &"Small council".into()));
}

/// The council's type and colours are those of a report that was changed by hand.
#[test]
fn a_template_gives_the_paper_its_styles_and_not_its_words() {
    let home = with_run();
    let mut template = parts(&with_head(&home, "report here --format docx")["report.docx"]);
    let styles = text(&template, "word/styles.xml");
    assert!(!styles.contains("Council Sans") && styles.contains("12436D"));
    let styles = styles.replace("\"Arial\"", "\"Council Sans\"").replace("12436D", "7A0019");
    template.insert("word/styles.xml".to_owned(), styles.into_bytes());
    let mut archive = ZipWriter::new(fs::File::create(home.path("council.docx")).unwrap());
    for (name, content) in &template {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap();

    home.staffcast("report here --format docx --template council.docx --out styled").success();
    let docx = parts(&in_folder(&home, "styled")["report.docx"]);
    let styles = text(&docx, "word/styles.xml");
    assert!(styles.contains("Council Sans") && styles.contains("7A0019"));
    assert!(!styles.contains("\"Arial\"") && !styles.contains("12436D"));
    let document = words(&docx, "word/document.xml");
    assert!(document[..12].iter().any(|own| own == "Small council"), "{:?}", &document[..12]);
    assert!(!document.iter().any(|own| own.contains("Children's Committee")));
    // Headers and footers are part of the council's paper.
    assert!(margins(&docx, "header").concat().iter().any(|own| own == "OFFICIAL"));
    for (name, content) in docx.iter().filter(|(name, _)| !name.starts_with("word/media/")) {
        let xml = String::from_utf8(content.clone()).unwrap();
        assert!(roxmltree::Document::parse(&xml).is_ok(), "{name}");
    }
}

#[test]
fn a_comparison_of_scenarios_is_reported_with_the_names_of_all() {
    let home = Home::new();
    let small = fs::read_to_string(SMALL).unwrap();
    let other = small.replace("Small council", "Fewer leave").replace("per_year = 0.15", "per_year = 0.05");
    fs::write(home.path("other.toml"), other).unwrap();
    home.staffcast("compare SMALL other.toml --trials 100 --out here").success();
    fs::remove_file(home.path("other.toml")).unwrap();
    home.staffcast("report here --annex --format docx,html,md --chart caseload,vacancy_rate").success();
    let files = in_folder(&home, "here-report");
    let document = words(&parts(&files["report.docx"]), "word/document.xml");
    for title in ["Small council", "Fewer leave"] {
        assert!(document.iter().any(|own| own == title), "{title}");
        assert!(text(&files, "report.md").contains(&format!("\n| {title} |")), "{title}");
    }
    let glance = table(&text(&files, "report.html"), "The options at a glance");
    assert_eq!(
        glance.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
        ["Option", "Small council", "Fewer leave"]
    );
    let repeat = "staffcast compare scenario.toml \"other.toml\" --trials 100 --seed 1 --out again";
    assert!(text(&files, "report.md").contains(repeat));
    home.staffcast("report here --format html --out page").success();
    assert!(in_folder(&home, "page")["report.html"] == in_folder(&home, "here")["report.html"]);
}
