//! Reading the tables, with every fault at its line.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::area::{Area, AreaId, Level};
use super::check::Check;
use super::fingerprint::of_texts;
use super::lines::{FileReader, Line};
use super::sheet::{Findings, Sheet, SheetRow, alone};
use super::{Inspection, Published, Row, Table, Year};
use model::document::{InMemory, Problem, Problems, ReadFiles, Sources};

const AREAS: &str = "areas.csv";
const INSPECTIONS: &str = "inspections.csv";
/// No scenario rests on it, so that a folder may do without.
const SPENDING: &str = "spending.csv";

const SAME_FILES: &str = "a folder of figures has the same files as `data/` of Staffcast; see its README";

/// No table is as long: those in the program have at most 150,000 bytes.
const LARGEST: u64 = 1 << 25;

/// No figure is as large: twelve million children live in England.
const MOST: f64 = 1e9;

/// Years outside of this are slips of the pen.
const YEARS: Range<Year> = 1990..2100;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The files of a folder of published figures, and those in the program.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../data/", $name)))),*];
    };
}

files! {
    "areas.csv",
    "workforce.csv",
    "roles.csv",
    "demand.csv",
    "assessments.csv",
    "plans.csv",
    "looked_after.csv",
    "population.csv",
    "spending.csv",
    "referral_sources.csv",
    "referrals_by_month.csv",
    "inspections.csv",
}

/// What a folder of figures holds, and what is wrong with it.
pub struct FiguresRead {
    /// The figures; absent if there are errors.
    pub published: Option<Published>,
    /// Errors, and warnings of figures that are hard to believe.
    pub problems: Problems,
    /// The texts that the problems point into.
    pub sources: Sources,
}

impl FiguresRead {
    /// The texts by the names of [`FILES`]: what a job takes along.
    pub fn texts(&self) -> InMemory {
        let text = |file: &model::document::SourceFile| {
            Some((PathBuf::from(file.path.file_name()?), file.text.clone()))
        };
        self.sources.files().iter().filter_map(text).collect()
    }
}

/// The figures in the program.
pub(super) fn embedded() -> Published {
    let texts = FILES.iter().map(|(name, text)| (*name, PathBuf::from(name), Ok((*text).to_owned())));
    let FiguresRead { published, problems, sources } = load(texts);
    published.unwrap_or_else(|| panic!("the figures in the program: {}", problems.render(&sources, false)))
}

impl Published {
    /// Reads a folder of the same form as the figures in the program, with all that is wrong with the files: one that
    /// is missing or no text, a line with too many cells, a value that is no number, an unknown area, a part above its whole;
    /// and with warnings of what is hard to believe.
    pub fn read(folder: &Path, on: &dyn ReadFiles) -> FiguresRead {
        if !FILES.iter().any(|(name, _)| on.is_there(&folder.join(name))) {
            let problem = Problem::error(format!("{} holds no published figures", folder.display()));
            let problems = alone(problem.help(SAME_FILES));
            return FiguresRead { published: None, problems, sources: Sources::default() };
        }
        let mut read = load(FILES.iter().map(|(name, _)| {
            let path = folder.join(name);
            let text = on.bytes(&path, LARGEST).and_then(text_of);
            (*name, path, text)
        }));
        if let Some(published) = &mut read.published {
            published.fingerprint =
                Some(of_texts(read.sources.files().iter().map(|file| file.text.as_str())));
        }
        read
    }

    /// The same without the warnings.
    ///
    /// # Errors
    ///
    /// All that is wrong with the files.
    pub fn read_folder(folder: &Path, on: &dyn ReadFiles) -> Result<Self, (Problems, Sources)> {
        let FiguresRead { published, problems, sources } = Self::read(folder, on);
        published.ok_or((problems, sources))
    }
}

fn text_of(bytes: Vec<u8>) -> io::Result<String> {
    if bytes.len() as u64 > LARGEST {
        let message = format!("it is longer than {} MB, which no table of figures is", LARGEST >> 20);
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    let no_text =
        |_| io::Error::new(io::ErrorKind::InvalidData, "it is no text in UTF-8: save it as CSV UTF-8");
    String::from_utf8(bytes).map_err(no_text)
}

fn load<'a>(texts: impl Iterator<Item = (&'a str, PathBuf, io::Result<String>)>) -> FiguresRead {
    let mut sources = Sources::default();
    let mut published = Published::default();
    let mut problems = Problems::default();
    let mut findings = Findings::default();
    let mut sheets = Vec::new();
    for (name, path, text) in texts {
        let text = match text {
            Ok(text) => text,
            Err(error) if name == SPENDING && error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                let problem = Problem::error(format!("cannot read {}: {error}", path.display()));
                problems.add(problem.help(SAME_FILES));
                continue;
            }
        };
        // Spreadsheets put a mark before the text.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let file = sources.add(path, text);
        let mut reader = FileReader { sources: &sources, file, findings: &mut findings };
        let Published { areas, .. } = &mut published;
        match name {
            AREAS => *areas = reader.areas(),
            INSPECTIONS => published.inspections = reader.inspections(areas),
            "workforce.csv" => published.workforce = reader.table("workforce.csv", areas, &mut sheets),
            "roles.csv" => published.roles = reader.table("roles.csv", areas, &mut sheets),
            "demand.csv" => published.demand = reader.table("demand.csv", areas, &mut sheets),
            "assessments.csv" => published.assessments = reader.table("assessments.csv", areas, &mut sheets),
            "plans.csv" => published.plans = reader.table("plans.csv", areas, &mut sheets),
            "looked_after.csv" => {
                published.looked_after = reader.table("looked_after.csv", areas, &mut sheets);
            }
            "population.csv" => published.population = reader.table("population.csv", areas, &mut sheets),
            SPENDING => published.spending = reader.table(SPENDING, areas, &mut sheets),
            "referral_sources.csv" => {
                published.referral_sources = reader.table("referral_sources.csv", areas, &mut sheets);
            }
            "referrals_by_month.csv" => {
                published.referrals_by_month = reader.table("referrals_by_month.csv", areas, &mut sheets);
            }
            _ => unreachable!("every file of FILES is named here"),
        }
    }
    let areas = &published.areas;
    let told = BTreeSet::new();
    Check { areas, sheets: &sheets, sources: &sources, findings: &mut findings, told }.all();
    problems.extend(findings.told());
    let published = (problems.errors() == 0).then_some(published);
    FiguresRead { published, problems, sources }
}

impl FileReader<'_> {
    fn areas(&mut self) -> Vec<Area> {
        let lines = self.lines(&["code", "name", "level", "region", "also", "neighbours"]);
        let codes: Vec<&str> = lines.iter().map(|line| &line.fields[0]).collect();
        let names: Vec<&str> = lines.iter().map(|line| &line.fields[1]).collect();
        let id = |list: &[&str], text: &str| list.iter().position(|other| *other == text).map(AreaId);
        let mut areas = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let fields = &line.fields;
            if id(&codes, &fields[0]) != Some(AreaId(at)) {
                let message = format!("the area {} is given twice", &fields[0]);
                self.fault_at((line, 0), message, "again", "leave one line out");
            }
            let level = match &fields[2] {
                "country" => Level::Country,
                "region" => Level::Region,
                "council" => Level::Council,
                other => {
                    let message = format!("`{other}` is no level of an area");
                    self.fault_at((line, 2), message, "unknown level", "write country, region or council");
                    Level::Council
                }
            };
            let region = id(&names, &fields[3]);
            if region.is_none() && level == Level::Council {
                let message = format!("`{}` is no region of this file", &fields[3]);
                let help = "add a line for the region, or correct the name";
                self.fault_at((line, 3), message, "unknown region", help);
            }
            let mut neighbours = Vec::new();
            for code in fields[5].split_whitespace() {
                if let Some(id) = id(&codes, code) {
                    neighbours.push(id);
                } else {
                    let message = format!("the neighbour `{code}` is no area of this file");
                    self.fault_at((line, 5), message, "unknown code", "correct the code, or leave it out");
                }
            }
            let also = fields[4].split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            let (code, name) = (fields[0].to_owned(), fields[1].to_owned());
            areas.push(Area { code, name, level, region, also, neighbours });
        }
        let countries = areas.iter().filter(|area| area.level == Level::Country).count();
        if countries != 1 && self.findings.is_empty() {
            let many = if countries == 0 { "no line for England" } else { "more than one country" };
            self.fault(
                0..0,
                many.into(),
                "in this file",
                "England is the one country: E92000001,England,country,,,",
            );
        }
        areas
    }

    fn area(&mut self, areas: &[Area], line: &Line) -> Option<AreaId> {
        let code = &line.fields[0];
        let found = areas.iter().position(|area| area.code == code).map(AreaId);
        if found.is_none() && !areas.is_empty() {
            let help = format!("add it to {AREAS}, or correct the code");
            self.fault_at((line, 0), format!("`{code}` is no area of {AREAS}"), "unknown code", help);
        }
        found
    }

    /// The figures of a table, which are added to the sheets too.
    fn table<R: Row>(&mut self, name: &'static str, areas: &[Area], sheets: &mut Vec<Sheet>) -> Table<R> {
        let columns: Vec<&str> = ["code", "year"].iter().chain(R::COLUMNS).copied().collect();
        let mut table = Table::default();
        let mut rows = BTreeMap::new();
        for line in self.lines(&columns) {
            let area = self.area(areas, &line);
            let year = line.fields[1].parse().ok().filter(|year| YEARS.contains(year));
            if year.is_none() {
                let message = format!("`{}` is no year", &line.fields[1]);
                self.fault_at((&line, 1), message, "no year", "write it as 2023");
            }
            let figures: Vec<Option<f64>> =
                (2..columns.len()).map(|at| self.figure(&line, columns[at], at)).collect();
            let (Some(area), Some(year)) = (area, year) else { continue };
            if !table.add(area, year, R::from_figures(&figures)) {
                let message = format!("{} has two lines for {year}", &line.fields[0]);
                self.fault(line.span.clone(), message, "again", "leave one out");
            }
            rows.insert((area, year), SheetRow { figures, places: line.places[2..].to_vec() });
        }
        sheets.push(Sheet { name, file: self.file, columns: R::COLUMNS, rows });
        table
    }

    /// A figure; an empty cell is one that was suppressed or not collected.
    fn figure(&mut self, line: &Line, column: &str, at: usize) -> Option<f64> {
        let field = &line.fields[at];
        if field.is_empty() {
            return None;
        }
        let figure = field.parse::<f64>().ok().filter(|figure| (0.0..=MOST).contains(figure));
        if figure.is_none() {
            let bare: String =
                field.chars().filter(|c| !matches!(c, ',' | '%' | '£' | ' ' | '\u{a0}')).collect();
            let help = match bare.parse::<f64>() {
                Ok(number) if (0.0..=MOST).contains(&number) => format!("write it as {bare}"),
                _ => "leave the cell empty if the figure was suppressed or not collected".to_owned(),
            };
            let message = format!("`{field}` in the column `{column}` is no figure");
            self.fault_at((line, at), message, "no number from 0 to 1,000,000,000", help);
        }
        figure
    }

    fn inspections(&mut self, areas: &[Area]) -> Vec<Inspection> {
        let mut inspections = Vec::new();
        for line in self.lines(&["code", "published", "framework", "judgement"]) {
            let area = self.area(areas, &line);
            let published = line.fields[1].parse();
            if published.is_err() {
                let message = format!("`{}` is no date", &line.fields[1]);
                self.fault_at((&line, 1), message, "no date", "write it as 2023-09-30");
            }
            if let (Some(area), Ok(published)) = (area, published) {
                let (framework, judgement) = (line.fields[2].to_owned(), line.fields[3].to_owned());
                inspections.push(Inspection { area, published, framework, judgement });
            }
        }
        inspections.sort_by_key(|inspection| inspection.published);
        inspections
    }
}
