//! Judgements of councils from Ofsted's workbook of outcomes.

use super::book::{Book, head, place};
use super::told::{PassedOver, Taken};
use super::workbook::Sheet;
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

/// Where the columns stand in a sheet, and on which row their names are.
struct Columns {
    head: usize,
    code: usize,
    name: Option<usize>,
    published: usize,
    kind: usize,
    judgement: usize,
}

/// The columns by which a sheet is known.
pub(super) const KNOWN_BY: [&str; 4] = [CODE[0], PUBLISHED[0], KIND[0], JUDGEMENT[0]];

/// The judgements of all sheets that say of which kind each inspection is; `None` if no sheet does.
pub(super) fn judgements(book: &mut Book, sheets: &[Sheet]) -> Option<(Vec<Judgement>, Taken)> {
    let shown = book.path.display().to_string();
    let mut taken = Taken::new(&shown, "Ofsted, Local authority inspection outcomes", "inspections.csv");
    let mut judgements: Vec<Judgement> = Vec::new();
    let mut is_any = false;
    for sheet in sheets {
        let Some(columns) = columns(sheet) else { continue };
        is_any = true;
        for at in columns.head + 1..sheet.rows.len() {
            if let Some(judgement) = judgement(book, sheet, at, &columns, &mut taken)
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

fn judgement(
    book: &mut Book,
    sheet: &Sheet,
    at: usize,
    columns: &Columns,
    taken: &mut Taken,
) -> Option<Judgement> {
    let text = |column: usize| sheet.rows[at].get(column).map_or("", |text| text.trim());
    let (code, kind, judgement) = (text(columns.code), text(columns.kind), text(columns.judgement));
    if code.is_empty() {
        return None;
    }
    if judgement.is_empty() {
        taken.pass(PassedOver::NoJudgement(kind.to_owned()));
        return None;
    }
    let area = book.area(code, columns.name.map_or("", text));
    if area.is_none() {
        let help =
            "write the code under `also` of its council's line in areas.csv, and import with --data FOLDER";
        book.fault(sheet, (at, columns.code), &format!("`{code}` is no area of areas.csv"), help);
    }
    let day = text(columns.published).parse::<jiff::civil::Date>().ok();
    if day.is_none() {
        let message = format!("`{}` is no date", text(columns.published));
        let help = "make the cell a date, or write it as 2025-03-31";
        book.fault(sheet, (at, columns.published), &message, help);
    }
    let framework = FRAMEWORKS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(kind));
    if framework.is_none() {
        let known = FRAMEWORKS.map(|(theirs, _)| format!("`{theirs}`"));
        let help = format!("known are {}; leave the row out, or write one of them", list(&known));
        book.fault(sheet, (at, columns.kind), &format!("`{kind}` is no known kind of inspection"), &help);
    }
    let known = JUDGEMENTS.iter().find(|own| own.eq_ignore_ascii_case(judgement));
    if known.is_none() {
        let help = format!("known are {}", list(&JUDGEMENTS.map(|own| format!("`{own}`"))));
        book.fault(sheet, (at, columns.judgement), &format!("`{judgement}` is no judgement"), &help);
    }
    let code = book.published.area(area?).code.clone();
    Some([code, day?.to_string(), framework?.1.to_owned(), (*known?).to_owned()])
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let (at, [code, published, kind, judgement]) = head(sheet, [&CODE, &PUBLISHED, &KIND, &JUDGEMENT])?;
    Some(Columns { head: at, code, name: place(&sheet.rows[at], &NAME), published, kind, judgement })
}

#[cfg(test)]
mod tests {
    use super::super::identity::Identities;
    use super::*;
    use crate::published::{Findings, Published};
    use model::document::{Problems, Sources};
    use std::path::Path;

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
        let mut book = Book { path, file, published, identities: &identities, findings: &mut findings };
        let judgements = judgements(&mut book, &sheets).map(|(judgements, _)| judgements);
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
