//! Judgements of councils from Ofsted's workbook of outcomes.

use std::path::Path;

use super::identity::{Found, Identities, joined};
use super::told::{PassedOver, Taken};
use super::workbook::Sheet;
use crate::published::{Findings, Published};
use model::document::{FileId, Problem};
use model::english::list;

/// What a column of Ofsted's holds, and its names.
const CODE: [&str; 1] = ["Local authority area code"];
const NAME: [&str; 1] = ["Local authority name"];
const PUBLISHED: [&str; 1] = ["Publication date"];
const KIND: [&str; 2] = ["Inspection type", "Inspection/Visit type"];
const JUDGEMENT: [&str; 1] = ["Overall effectiveness"];

/// Ofsted's names of frameworks, and ours.
const FRAMEWORKS: [(&str, &str); 2] =
    [("ILACS Standard Inspection", "ILACS standard"), ("ILACS Short Inspection", "ILACS short")];

/// What a judgement can be.
const JUDGEMENTS: [&str; 4] = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"];

/// A judgement of the file: the council's code, the day, the framework and the judgement.
pub(super) type Judgement = [String; 4];

/// Reads a workbook.
pub(super) struct Inspections<'a> {
    pub(super) path: &'a Path,
    pub(super) file: FileId,
    pub(super) published: &'a Published,
    pub(super) identities: &'a Identities<'a>,
    pub(super) findings: &'a mut Findings,
}

/// Where the columns stand in a sheet, and on which row their names are.
struct Columns {
    head: usize,
    code: usize,
    name: Option<usize>,
    published: usize,
    kind: usize,
    judgement: usize,
}

impl Inspections<'_> {
    /// The judgements of all sheets that say of which kind each inspection is; `None` if no sheet does.
    pub(super) fn judgements(&mut self, sheets: &[Sheet]) -> Option<(Vec<Judgement>, Taken)> {
        let shown = self.path.display().to_string();
        let mut taken = Taken::new(&shown, "Ofsted, Local authority inspection outcomes", "inspections.csv");
        let mut judgements: Vec<Judgement> = Vec::new();
        let mut is_any = false;
        for sheet in sheets {
            let Some(columns) = columns(sheet) else { continue };
            is_any = true;
            for at in columns.head + 1..sheet.rows.len() {
                if let Some(judgement) = self.judgement(sheet, at, &columns, &mut taken)
                    && !judgements.contains(&judgement)
                {
                    judgements.push(judgement);
                }
            }
        }
        taken.figures = judgements.len();
        taken.columns.extend(["published", "framework", "judgement"]);
        is_any.then_some((judgements, taken))
    }

    /// That the workbook is of no kind that is known.
    pub(super) fn tell_stranger(&mut self, sheets: &[Sheet]) {
        let names: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
        let wanted = [CODE[0], PUBLISHED[0], KIND[0], JUDGEMENT[0]].map(|name| format!("`{name}`"));
        let names = if names.is_empty() { "none".to_owned() } else { list(&names) };
        let message =
            format!("{}: no sheet of this workbook is known (sheets: {names})", self.path.display());
        let help = format!(
            "Ofsted's outcomes of inspections have a sheet with the columns {}; other figures are imported as csv",
            list(&wanted)
        );
        self.findings.add(self.file, "a workbook", Problem::error(message).help(help));
    }

    fn judgement(
        &mut self,
        sheet: &Sheet,
        at: usize,
        columns: &Columns,
        taken: &mut Taken,
    ) -> Option<Judgement> {
        let text = |column: usize| sheet.rows[at].get(column).map_or("", |text| text.trim());
        let (code, kind, judgement) =
            (joined(text(columns.code)), text(columns.kind), text(columns.judgement));
        if code.is_empty() {
            return None;
        }
        if judgement.is_empty() {
            taken.pass(PassedOver::NoJudgement(kind.to_owned()));
            return None;
        }
        let area = match self.identities.find(&code, columns.name.map_or("", text)) {
            Found::Area(area) | Found::ByName(area) => Some(area),
            Found::HalfOfLondon | Found::Nobody => None,
        };
        if area.is_none() {
            let help = "write the code under `also` of its council's line in areas.csv, and import with --data FOLDER";
            self.fault(sheet, (at, columns.code), &format!("`{code}` is no area of areas.csv"), help);
        }
        let day = text(columns.published).parse::<jiff::civil::Date>().ok();
        if day.is_none() {
            let message = format!("`{}` is no date", text(columns.published));
            self.fault(
                sheet,
                (at, columns.published),
                &message,
                "make the cell a date, or write it as 2025-03-31",
            );
        }
        let framework = FRAMEWORKS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(kind));
        if framework.is_none() {
            let known = FRAMEWORKS.map(|(theirs, _)| format!("`{theirs}`"));
            let help = format!("known are {}; leave the row out, or write one of them", list(&known));
            self.fault(sheet, (at, columns.kind), &format!("`{kind}` is no known kind of inspection"), &help);
        }
        let known = JUDGEMENTS.iter().find(|own| own.eq_ignore_ascii_case(judgement));
        if known.is_none() {
            let help = format!("known are {}", list(&JUDGEMENTS.map(|own| format!("`{own}`"))));
            self.fault(sheet, (at, columns.judgement), &format!("`{judgement}` is no judgement"), &help);
        }
        let code = self.published.area(area?).code.clone();
        Some([code, day?.to_string(), framework?.1.to_owned(), (*known?).to_owned()])
    }

    fn fault(&mut self, sheet: &Sheet, (row, column): (usize, usize), message: &str, help: &str) {
        let (path, name, cell) = (self.path.display(), &sheet.name, sheet.cell(row, column));
        let problem = Problem::error(format!("{path}, sheet `{name}`, cell {cell}: {message}"));
        self.findings.add(self.file, format!("{name} {column}"), problem.help(help));
    }
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    sheet.rows.iter().enumerate().find_map(|(head, row)| {
        let find = |names: &[&str]| {
            row.iter().position(|cell| names.iter().any(|name| name.eq_ignore_ascii_case(cell.trim())))
        };
        Some(Columns {
            head,
            code: find(&CODE)?,
            name: find(&NAME),
            published: find(&PUBLISHED)?,
            kind: find(&KIND)?,
            judgement: find(&JUDGEMENT)?,
        })
    })
}

/// Whether a workbook is the revenue outturn of councils, of which there is no table yet.
pub(super) fn is_spending(sheets: &[Sheet]) -> bool {
    let has = |row: &Vec<String>, name: &str| row.iter().any(|cell| cell.trim() == name);
    sheets.iter().flat_map(|sheet| &sheet.rows).any(|row| has(row, "E-code") && has(row, "ONS Code"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::document::{Problems, Sources};

    const HEAD: &str = "Local authority area code|Local authority name|Inspection type|Publication date|Overall effectiveness";

    /// What a sheet with a title and these rows gives, and what is told of it.
    fn read(rows: &[&str]) -> (Option<Vec<Judgement>>, String) {
        let mut all = vec![vec!["Inspections".to_owned()]];
        let rows = std::iter::once(&HEAD).chain(rows);
        all.extend(rows.map(|row| row.split('|').map(str::to_owned).collect()));
        let sheets = [Sheet::new("History", all)];
        let mut sources = Sources::default();
        let file = sources.add("ofsted.ods".into(), String::new());
        let (published, mut findings) = (Published::embedded(), Findings::default());
        let identities = Identities::new(published);
        let path = Path::new("ofsted.ods");
        let mut inspections =
            Inspections { path, file, published, identities: &identities, findings: &mut findings };
        let judgements = inspections.judgements(&sheets).map(|(judgements, _)| judgements);
        let mut problems = Problems::default();
        problems.extend(findings.told());
        (judgements, problems.render(&sources, false))
    }

    #[test]
    fn judgements_of_members_stand_under_their_area_and_visits_have_none() {
        let (judgements, told) = read(&[
            "E10000006|Cumbria|ILACS Standard Inspection|2022-11-15|Inadequate",
            "E08000016|Barnsley|ILACS Short Inspection|2023-10-27|Good",
            "E08000016|Barnsley|ILACS Short Inspection|2023-10-27|Good",
            "E10000016|Kent|ILACS Focused Visit|2024-10-27|",
            "||||",
        ]);
        let rows: Vec<String> = judgements.unwrap().iter().map(|row| row.join(",")).collect();
        assert_eq!(told, "");
        assert_eq!(
            rows,
            [
                "E06000063+E06000064,2022-11-15,ILACS standard,Inadequate",
                "E08000038,2023-10-27,ILACS short,Good"
            ]
        );
    }

    #[test]
    fn faults_of_a_workbook_name_the_sheet_and_the_cell() {
        let (_, told) = read(&[
            "E10000099|Nowhere|ILACS Short Inspection|2023-10-27|Good",
            "E10000016|Kent|ILACS Long Inspection|27th October|Splendid",
        ]);
        insta::assert_snapshot!(told);
    }
}
