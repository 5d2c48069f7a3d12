//! An import from its beginning to its end: files and figures in, a folder of figures and what is to be told out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::book::Book;
use super::gather::{Cells, Gatherer};
use super::identity::Identities;
use super::inspections::{self, Judgement, judgements};
use super::neighbours::neighbours;
use super::official::{Official, text_of};
use super::recognise::{Kind, kind};
use super::spending::{self, spending};
use super::tables::{TableText, areas_with, number, written};
use super::told::{Change, ChangeKind, Checked, Taken};
use super::totals::{rates, sums};
use super::workbook::{Sheet, sheets};
use crate::published::{AreaId, FILES, Findings, Published, Year, fingerprint};
use model::document::{FileId, InMemory, Problem, Problems, ReadFiles as _, Sources};

/// No official file that is known is as long: the longest have a megabyte.
pub const LARGEST_FILE: u64 = 1 << 26;

/// What stands at the beginning of a workbook.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// What an import needs.
pub struct Import<'a> {
    /// The official files, by the paths that messages name, in the order in which they count: a later one replaces an
    /// earlier one.
    pub files: &'a [(PathBuf, Vec<u8>)],
    /// The figures that they replace.
    pub published: &'a Published,
    /// The same as texts, by the names of [`FILES`].
    pub texts: &'a InMemory,
}

/// What came of an import.
pub struct Imported {
    /// The files of the new folder; absent if there are errors.
    pub folder: Option<InMemory>,
    /// What was taken from each file.
    pub taken: Vec<Taken>,
    /// Files that are known and of which nothing is kept, and why.
    pub unused: Vec<String>,
    /// What changed, in the order of the tables.
    pub changes: Vec<Change>,
    /// Whether England is the sum of its councils.
    pub sums: Checked,
    /// Whether published rates follow from counts.
    pub rates: Checked,
    /// What is wrong with the files, and warnings.
    pub problems: Problems,
    /// The texts that the problems point into.
    pub sources: Sources,
}

/// What is being read.
#[derive(Default)]
struct Reading {
    cells: Cells,
    taken: Vec<Taken>,
    unused: Vec<String>,
    neighbours: BTreeMap<String, Vec<String>>,
    judgements: Vec<Judgement>,
    findings: Findings,
    problems: Problems,
}

/// A file by its content.
enum Content {
    Text(FileId),
    Workbook(FileId, Vec<Sheet>),
}

impl Import<'_> {
    /// Reads the files, and makes the new folder of them and of the figures before.
    pub fn import(&self) -> Imported {
        let mut reading = Reading::default();
        let mut sources = Sources::default();
        let mut contents = Vec::new();
        for (path, bytes) in self.files {
            contents.extend(
                content(path, bytes, &mut sources, &mut reading.problems).map(|content| (path, content)),
            );
        }
        let identities = Identities::new(self.published);
        let mut numbers: BTreeMap<String, AreaId> = BTreeMap::new();
        let mut of_neighbours = Vec::new();
        for (path, content) in &contents {
            let name = path.display().to_string();
            match content {
                Content::Workbook(file, sheets) => {
                    self.workbook(path, *file, sheets, &identities, &mut reading);
                }
                Content::Text(file) => {
                    let official = Official::read(&sources, *file, &mut reading.findings);
                    match kind(&official, &mut reading.findings) {
                        Some(Kind::Figures(release)) => {
                            let mut gatherer = Gatherer {
                                published: self.published,
                                identities: &identities,
                                findings: &mut reading.findings,
                                numbers: &mut numbers,
                            };
                            let (cells, taken) = gatherer.gather(&official, release, &name);
                            reading.add(cells, taken);
                        }
                        // After all others, since these know the numbers of councils.
                        Some(Kind::Neighbours) => of_neighbours.push((name, official)),
                        Some(Kind::Lookup) => reading.unused.push(format!(
                            "{name}: a lookup of districts; areas.csv knows the codes of councils, and neighbours are \
                             known by their names"
                        )),
                        None => {}
                    }
                }
            }
        }
        for (name, official) in of_neighbours {
            let findings = &mut reading.findings;
            let (lists, taken) =
                neighbours(&official, &name, self.published, &identities, &numbers, findings);
            reading.neighbours.extend(lists);
            reading.taken.push(taken);
        }
        self.made(reading, sources)
    }

    fn workbook(
        &self,
        path: &Path,
        file: FileId,
        sheets: &[Sheet],
        identities: &Identities,
        reading: &mut Reading,
    ) {
        let mut book =
            Book { path, file, published: self.published, identities, findings: &mut reading.findings };
        if let Some((judgements, taken)) = judgements(&mut book, sheets) {
            reading.judgements.extend(judgements);
            reading.taken.push(taken);
        } else if let Some((cells, taken)) = spending(&mut book, sheets) {
            reading.add(cells, taken);
        } else {
            let known = [
                ("Ofsted's outcomes of inspections", inspections::KNOWN_BY.to_vec()),
                ("the government's revenue outturn (RO3)", spending::KNOWN_BY.to_vec()),
            ];
            book.tell_stranger(sheets, &known);
        }
    }

    /// The new folder, if nothing is wrong.
    fn made(&self, reading: Reading, sources: Sources) -> Imported {
        let Reading { cells, taken, unused, neighbours, judgements, findings, mut problems } = reading;
        problems.extend(findings.told());
        let mut tables = Vec::new();
        let mut changes = Vec::new();
        let mut folder = InMemory::default();
        for (name, _) in FILES {
            let text = self.text(name);
            let now = match *name {
                "areas.csv" => {
                    let (text, of_areas) = areas_with(&text, &neighbours);
                    changes.extend(of_areas);
                    text
                }
                "inspections.csv" => {
                    let mut table = TableText::read(name, &text, &["code", "published", "framework"]);
                    for [code, day, framework, judgement] in &judgements {
                        let key = [code, day, framework].map(String::clone);
                        changes.extend(table.set(&key, "judgement", judgement));
                    }
                    table.text()
                }
                _ => {
                    let mut table = TableText::read(name, &text, &["code", "year"]);
                    for (key, figure) in cells.iter().filter(|(key, _)| key.table == *name) {
                        let row = [self.published.area(key.area).code.clone(), key.year.to_string()];
                        changes.extend(table.set(&row, key.column, &figure.map(number).unwrap_or_default()));
                    }
                    let text = table.text();
                    tables.push(table);
                    text
                }
            };
            folder = folder.with(*name, now);
        }
        folder = folder.with("revisions.csv", revisions(&changes)).with("sources.csv", self.sources(&taken));
        let is_fine = problems.errors() == 0;
        Imported {
            sums: sums(self.published, &tables, &taken),
            rates: rates(self.published, &tables, &taken),
            folder: is_fine.then_some(folder),
            taken,
            unused,
            changes,
            problems,
            sources,
        }
    }

    /// What the figures come from, for the folder: each file with its fingerprint, and what was taken from it.
    fn sources(&self, taken: &[Taken]) -> String {
        let head = ["table", "columns", "first_year", "last_year", "file", "sha256", "publication"];
        let rows = taken.iter().map(|taken| {
            let columns: Vec<&str> = taken.columns.iter().copied().collect();
            let year = |year: Option<&Year>| year.map(ToString::to_string).unwrap_or_default();
            let file = self.files.iter().find(|(path, _)| path.display().to_string() == taken.file);
            let name = file.and_then(|(path, _)| path.file_name()).unwrap_or_default();
            vec![
                taken.table.to_owned(),
                columns.join(" "),
                year(taken.years.first()),
                year(taken.years.last()),
                name.to_string_lossy().into_owned(),
                file.map(|(_, bytes)| fingerprint(bytes)).unwrap_or_default(),
                taken.release.to_owned(),
            ]
        });
        let rows: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).to_vec()).chain(rows).collect();
        written(rows.iter())
    }

    /// The text of a table before.
    fn text(&self, name: &str) -> String {
        let bytes = self.texts.bytes(Path::new(name), u64::MAX).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

impl Reading {
    /// Adds what a file holds; of a cell that an earlier one holds too the later counts.
    fn add(&mut self, cells: Cells, mut taken: Taken) {
        let mut differing = 0;
        for (key, figure) in cells {
            let before = self.cells.insert(key, figure);
            differing += usize::from(before.is_some_and(|before| before != figure));
        }
        if differing > 0 {
            taken.notes.push(format!(
                "{differing} cells are another figure in a file that was named before; this one, named later, counts"
            ));
        }
        self.taken.push(taken);
    }
}

/// What a file is by its first bytes; `None` if it is neither a text nor a workbook, which is told.
fn content(path: &Path, bytes: &[u8], sources: &mut Sources, problems: &mut Problems) -> Option<Content> {
    let mut tell = |message: String, help: &str| {
        problems.add(Problem::error(format!("{}: {message}", path.display())).help(help));
        None
    };
    if bytes.len() as u64 > LARGEST_FILE {
        let message =
            format!("it is longer than {} MB, which no file that can be imported is", LARGEST_FILE >> 20);
        return tell(message, "take the table by council, not the one by worker or by school");
    }
    if WORKBOOKS.iter().any(|first| bytes.starts_with(first)) {
        return match sheets(bytes) {
            Ok(sheets) => Some(Content::Workbook(sources.add(path.to_owned(), String::new()), sheets)),
            Err(error) => tell(
                format!("it is no workbook that can be read ({error})"),
                "if it is a zip file as it was downloaded, unpack it and import the csv files in it",
            ),
        };
    }
    match text_of(bytes) {
        Some(text) if text.trim().is_empty() => tell("it is empty".to_owned(), "download it again"),
        Some(text) if text.trim_start().starts_with('<') => {
            tell("it is a web page, no csv file".to_owned(), "download the file that the page links to")
        }
        Some(text) => Some(Content::Text(sources.add(path.to_owned(), text))),
        None => {
            tell("it is no text in UTF-8 or UTF-16".to_owned(), "save it as CSV UTF-8, or download it again")
        }
    }
}

/// What was revised or withdrawn, for the folder.
fn revisions(changes: &[Change]) -> String {
    let head = ["table", "column", "code", "year", "before", "now"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = changes
        .iter()
        .filter(|change| change.kind() != ChangeKind::New)
        .map(|change| {
            let Change { table, column, code, year, before, now } = change;
            vec![(*table).to_owned(), column.clone(), code.clone(), year.clone(), before.clone(), now.clone()]
        })
        .collect();
    written(std::iter::once(&head).chain(&rows))
}
