//! A document as another program (`soffice`) sees it, where that is installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::*;
use crate::sample::report;

/// How long a program may take before it is stopped.
const SECONDS: u32 = 120;

/// Runs a program until it is done; what it said, or nothing if it is not installed.
fn run(command: &mut Command) -> Option<String> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return None };
    for _ in 0..SECONDS * 10 {
        if child.try_wait().expect("a program that was started").is_some() {
            let output = child.wait_with_output().expect("a program that has ended");
            assert!(output.status.success(), "{command:?}");
            return Some(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill().expect("a program that is running");
    panic!("{command:?} was not done within {SECONDS} seconds");
}

fn pdf(folder: &Path, document: &Path) -> Option<Vec<u8>> {
    // A profile of its own: another LibreOffice may be at work.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).arg(document);
    run(&mut command)?;
    Some(fs::read(document.with_extension("pdf")).expect("a PDF"))
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn libreoffice_opens_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("report.docx");
    std::fs::write(&document, to_docx(&report(), None).unwrap()).unwrap();
    let Some(pdf) = pdf(folder.path(), &document) else {
        eprintln!("skipped: soffice is not installed");
        return;
    };
    assert!(pdf.starts_with(b"%PDF"));
    let mut command = Command::new("pdftotext");
    let Some(text) = run(command.arg("-layout").arg(document.with_extension("pdf")).arg("-")) else {
        eprintln!("the text was not looked at: pdftotext is not installed");
        return;
    };
    // Pages end with a form feed.
    let pages: Vec<&str> = text.split_terminator('\u{C}').collect();
    assert!((3..=6).contains(&pages.len()), "{} pages", pages.len());
    for (page, number) in pages.iter().zip(1..) {
        assert!(page.contains("OFFICIAL"), "page {number}");
        assert!(page.contains(&format!("Page {number} of {}", pages.len())), "page {number}");
    }
    for words in [
        "Borsetshire <County> & City",
        "1. What the options do",
        "Hire <twelve> workers.",
        "Table 1: Caseload per worker in April 2029",
        "19.4 to 27.0",
        "Figure 2: Vacancy rate",
        "Annex: data of the figures",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let is_there = text.lines().any(|line| {
            line.split_whitespace().collect::<Vec<_>>().windows(words.len()).any(|window| window == words)
        });
        assert!(is_there, "{words:?}");
    }
}
