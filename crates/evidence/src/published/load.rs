//! Reading the tables, with every fault at its line.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};

use super::area::{Area, AreaId, Level};
use super::{Inspection, Published, Row, Table, Year};
use model::document::{FileId, Place, Problem, Problems, ReadFiles, Sources};
use model::english::plural;

const AREAS: &str = "areas.csv";
const INSPECTIONS: &str = "inspections.csv";

const SAME_FILES: &str = "a folder of figures has the same files as `data/` of Staffcast; see its README";

/// No table is as long (bytes).
const LARGEST: u64 = 1 << 30;

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
    "referral_sources.csv",
    "referrals_by_month.csv",
    "inspections.csv",
}

/// The figures in the program.
pub(super) fn embedded() -> Published {
    let mut sources = Sources::default();
    let texts = FILES.iter().map(|(name, text)| (*name, PathBuf::from(name), Ok((*text).to_owned())));
    let (published, problems) = load(texts, &mut sources);
    assert!(problems.errors() == 0, "the figures in the program: {}", problems.render(&sources, false));
    published
}

impl Published {
    /// Reads a folder of the same form as the figures in the program.
    ///
    /// # Errors
    ///
    /// All that is wrong with the files: one that is missing or no text, a
    /// column that is missing, a value that is no number, an unknown area.
    pub fn read_folder(folder: &Path, on: &dyn ReadFiles) -> Result<Self, (Problems, Sources)> {
        let mut sources = Sources::default();
        if !FILES.iter().any(|(name, _)| on.is_there(&folder.join(name))) {
            let problem = Problem::error(format!("{} holds no published figures", folder.display()));
            let mut problems = Problems::default();
            problems.add(problem.help(SAME_FILES));
            return Err((problems, sources));
        }
        let texts = FILES.iter().map(|(name, _)| {
            let path = folder.join(name);
            let text = on.bytes(&path, LARGEST).and_then(|bytes| {
                let no_text =
                    |_| io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8");
                String::from_utf8(bytes).map_err(no_text)
            });
            (*name, path, text)
        });
        let (published, problems) = load(texts, &mut sources);
        if problems.errors() == 0 { Ok(published) } else { Err((problems, sources)) }
    }
}

fn load<'a>(
    texts: impl Iterator<Item = (&'a str, PathBuf, io::Result<String>)>,
    sources: &mut Sources,
) -> (Published, Problems) {
    let mut published = Published::default();
    let mut problems = Problems::default();
    for (name, path, text) in texts {
        let text = match text {
            Ok(text) => text,
            Err(error) => {
                let problem = Problem::error(format!("cannot read {}: {error}", path.display()));
                problems.add(problem.help(SAME_FILES));
                continue;
            }
        };
        // Spreadsheets put a mark before the text.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let file = sources.add(path, text);
        let mut reader = FileReader { sources, file, problems: &mut problems };
        let Published { areas, .. } = &mut published;
        match name {
            AREAS => *areas = reader.areas(),
            INSPECTIONS => published.inspections = reader.inspections(areas),
            "workforce.csv" => published.workforce = reader.table(areas),
            "roles.csv" => published.roles = reader.table(areas),
            "demand.csv" => published.demand = reader.table(areas),
            "assessments.csv" => published.assessments = reader.table(areas),
            "plans.csv" => published.plans = reader.table(areas),
            "looked_after.csv" => published.looked_after = reader.table(areas),
            "population.csv" => published.population = reader.table(areas),
            "referral_sources.csv" => published.referral_sources = reader.table(areas),
            "referrals_by_month.csv" => published.referrals_by_month = reader.table(areas),
            _ => unreachable!("every file of FILES is named here"),
        }
    }
    (published, problems)
}

struct FileReader<'a> {
    sources: &'a Sources,
    file: FileId,
    problems: &'a mut Problems,
}

/// A record and where it is.
struct Line {
    fields: StringRecord,
    span: Range<usize>,
}

impl FileReader<'_> {
    fn text(&self) -> &str {
        &self.sources.file(self.file).text
    }

    fn fault(&mut self, span: Range<usize>, message: String, label: &str, help: String) {
        let place = Place { file: self.file, span };
        self.problems.add(Problem::error(message).at(&place, label).help(help));
    }

    /// A fault of a field.
    fn fault_at(&mut self, line: &Line, field: &str, message: String, label: &str, help: String) {
        self.fault(self.span_of(line, field), message, label, help);
    }

    /// The records, with the wanted columns in the wanted order; none if a column is missing.
    fn lines(&mut self, wanted: &[&str]) -> Vec<Line> {
        let text = self.text().to_owned();
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => {
                self.fault(
                    0..0,
                    format!("cannot be read as CSV: {error}"),
                    "here",
                    "save it as CSV in UTF-8".into(),
                );
                return Vec::new();
            }
        };
        let columns: Vec<Option<usize>> =
            wanted.iter().map(|name| header.iter().position(|column| column.trim() == *name)).collect();
        let missing: Vec<&str> =
            wanted.iter().zip(&columns).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            let first = text.find('\n').unwrap_or(text.len());
            let them = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            self.fault(
                0..first,
                format!(
                    "the {} {them} {} missing",
                    plural(missing.len(), "column"),
                    if missing.len() == 1 { "is" } else { "are" }
                ),
                "the columns that there are",
                "take the column names from Staffcast's own `data/`; other columns may stand beside them"
                    .into(),
            );
            return Vec::new();
        }
        let mut lines = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let start = record.position().map_or(0, |position| position.byte() as usize);
                    let length = text[start.min(text.len())..].find('\n').unwrap_or(0);
                    let fields =
                        columns.iter().flatten().map(|at| record.get(*at).unwrap_or_default().trim());
                    lines.push(Line { fields: fields.collect(), span: start..start + length });
                }
                Err(error) => {
                    self.fault(
                        0..0,
                        format!("cannot be read as CSV: {error}"),
                        "in this file",
                        "save it as CSV in UTF-8".into(),
                    );
                    return lines;
                }
            }
        }
        lines
    }

    /// Where a field stands in its line, if it can be found.
    fn span_of(&self, line: &Line, field: &str) -> Range<usize> {
        let text = &self.text()[line.span.clone()];
        match text.match_indices(field).find(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let after = text[at + field.len()..].chars().next();
            !field.is_empty()
                && before.is_none_or(|c| c == ',')
                && after.is_none_or(|c| c == ',' || c == '\r')
        }) {
            Some((at, _)) => line.span.start + at..line.span.start + at + field.len(),
            None => line.span.clone(),
        }
    }

    fn areas(&mut self) -> Vec<Area> {
        let lines = self.lines(&["code", "name", "level", "region", "also", "neighbours"]);
        let codes: Vec<&str> = lines.iter().map(|line| &line.fields[0]).collect();
        let names: Vec<&str> = lines.iter().map(|line| &line.fields[1]).collect();
        let id = |list: &[&str], text: &str| list.iter().position(|other| *other == text).map(AreaId);
        let mut areas = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let fields = &line.fields;
            if id(&codes, &fields[0]) != Some(AreaId(at)) {
                self.fault_at(
                    line,
                    &fields[0],
                    format!("the area {} is given twice", &fields[0]),
                    "again",
                    "leave one line out".into(),
                );
            }
            let level = match &fields[2] {
                "country" => Level::Country,
                "region" => Level::Region,
                "council" => Level::Council,
                other => {
                    self.fault_at(
                        line,
                        other,
                        format!("`{other}` is no level of an area"),
                        "unknown level",
                        "write country, region or council".into(),
                    );
                    Level::Council
                }
            };
            let region = id(&names, &fields[3]);
            if region.is_none() && level == Level::Council {
                self.fault_at(
                    line,
                    &fields[3],
                    format!("`{}` is no region of this file", &fields[3]),
                    "unknown region",
                    "add a line for the region, or correct the name".into(),
                );
            }
            let also = fields[4].split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            let neighbours = fields[5].split_whitespace().filter_map(|code| id(&codes, code)).collect();
            areas.push(Area {
                code: fields[0].to_owned(),
                name: fields[1].to_owned(),
                level,
                region,
                also,
                neighbours,
            });
        }
        if !areas.iter().any(|area| area.level == Level::Country) && self.problems.errors() == 0 {
            self.fault(
                0..0,
                "no line for England".into(),
                "in this file",
                "add E92000001,England,country,,,".into(),
            );
        }
        areas
    }

    fn area(&mut self, areas: &[Area], line: &Line) -> Option<AreaId> {
        let code = &line.fields[0];
        let found = areas.iter().position(|area| area.code == code).map(AreaId);
        if found.is_none() && !areas.is_empty() {
            self.fault_at(
                line,
                code,
                format!("`{code}` is no area of {AREAS}"),
                "unknown code",
                format!("add it to {AREAS}, or correct the code"),
            );
        }
        found
    }

    fn table<R: Row>(&mut self, areas: &[Area]) -> Table<R> {
        let columns: Vec<&str> = ["code", "year"].iter().chain(R::COLUMNS).copied().collect();
        let mut table = Table::default();
        for line in self.lines(&columns) {
            let area = self.area(areas, &line);
            let year = line.fields[1].parse().ok().filter(|year| YEARS.contains(year));
            if year.is_none() {
                self.fault_at(
                    &line,
                    &line.fields[1],
                    format!("`{}` is no year", &line.fields[1]),
                    "no year",
                    "write it as 2023".into(),
                );
            }
            let figures: Vec<Option<f64>> =
                (2..columns.len()).map(|at| self.figure(&line, columns[at], at)).collect();
            let (Some(area), Some(year)) = (area, year) else { continue };
            if !table.add(area, year, R::from_figures(&figures)) {
                let code = &line.fields[0];
                self.fault(
                    line.span.clone(),
                    format!("{code} has two lines for {year}"),
                    "again",
                    "leave one out".into(),
                );
            }
        }
        table
    }

    /// A figure; an empty cell is one that was suppressed or not collected.
    fn figure(&mut self, line: &Line, column: &str, at: usize) -> Option<f64> {
        let field = &line.fields[at];
        if field.is_empty() {
            return None;
        }
        let figure = field.parse::<f64>().ok().filter(|figure| figure.is_finite() && *figure >= 0.0);
        if figure.is_none() {
            self.fault_at(
                line,
                field,
                format!("`{field}` in the column `{column}` is no figure"),
                "no number from 0 up",
                "leave the cell empty if the figure was suppressed or not collected".into(),
            );
        }
        figure
    }

    fn inspections(&mut self, areas: &[Area]) -> Vec<Inspection> {
        let mut inspections = Vec::new();
        for line in self.lines(&["code", "published", "framework", "judgement"]) {
            let area = self.area(areas, &line);
            let published = line.fields[1].parse();
            if published.is_err() {
                self.fault_at(
                    &line,
                    &line.fields[1],
                    format!("`{}` is no date", &line.fields[1]),
                    "no date",
                    "write it as 2023-09-30".into(),
                );
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
