//! Reading a council's own figures from a workbook or a TOML file.

use std::path::Path;

use super::check;
use super::figures::{OwnCases, OwnFigures, OwnPay, OwnPosts};
use super::lines;
use super::records::{Record, records};
use super::rows::Rows;
use super::sheets;
use super::tables::{SERVICE, TABLES, table};
use model::document::{Problem, Problems, Sources};
use model::english::quoted;

/// A larger file is no workbook of a council.
pub const LARGEST_FILE: u64 = 20_000_000;

/// A file of own figures, read: the figures if there is no fault, and all that is wrong or odd.
#[derive(Debug)]
pub struct OwnReading {
    /// The figures, if nothing is wrong.
    pub figures: Option<OwnFigures>,
    /// What is wrong, and what should be looked at.
    pub problems: Problems,
    /// The text, if it is one, for showing problems.
    pub sources: Sources,
}

/// Reads a workbook (xlsx) or a TOML file, whichever the bytes are.
pub fn read(path: &Path, bytes: &[u8]) -> OwnReading {
    let (mut problems, mut sources) = (Problems::default(), Sources::default());
    let rows = tables(path, bytes, &mut problems, &mut sources);
    let figures = rows.and_then(|rows| figures(rows, &mut problems));
    OwnReading { figures: figures.filter(|_| problems.errors() == 0), problems, sources }
}

fn tables(path: &Path, bytes: &[u8], problems: &mut Problems, sources: &mut Sources) -> Option<Vec<Rows>> {
    let name = path.display().to_string();
    let wanted = "`staffcast template --out own.xlsx` writes the workbook that is read, and --out own.toml the same as text";
    if bytes.len() as u64 > LARGEST_FILE {
        problems.add(Problem::error(format!("{name} is larger than 20 megabytes")).help(wanted));
        return None;
    }
    if sheets::is_workbook(bytes) {
        return sheets::read(bytes, &name, problems);
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let text = std::str::from_utf8(bytes).ok().filter(|_| ending != "xlsx" && ending != "xls");
    match text {
        Some(_) if ending == "csv" || ending == "tsv" => {
            let what = format!("{name} is a {ending} file, which has one table and no sheets");
            problems.add(Problem::error(what).help(wanted));
            None
        }
        Some(text) => lines::read(text, path, problems, sources),
        None => {
            problems.add(
                Problem::error(format!("{name} is neither a workbook (xlsx) nor a text (TOML)")).help(wanted),
            );
            None
        }
    }
}

/// The figures of the rows of all tables; `None` if whose and when cannot be told.
fn figures(tables: Vec<Rows>, problems: &mut Problems) -> Option<OwnFigures> {
    let mut by_table: Vec<(&str, Vec<Record>)> =
        tables.into_iter().map(|rows| (rows.table.key, records(rows, problems))).collect();
    let mut take = |key: &str| {
        let at = by_table.iter().position(|(own, _)| *own == key);
        at.map_or_else(Vec::new, |at| std::mem::take(&mut by_table[at].1))
    };
    let [service, posts, pay, staff, demand, cases] = TABLES.map(|table| take(table.key));
    let as_of = service.first().and_then(|record| record.month);
    for records in [&posts, &pay, &staff, &demand, &cases] {
        check::twice(records, problems);
    }
    for records in [&staff, &demand] {
        check::months(records, as_of, problems);
    }
    for record in &staff {
        check::part(record, ("leavers", "in_post"), ("leavers", "in post"), problems);
    }
    for record in &demand {
        check::part(record, ("rereferrals", "referrals"), ("re-referrals", "referrals"), problems);
    }
    for record in &cases {
        check::part(record, ("waiting", "open"), ("that wait", "that are open"), problems);
    }
    check::teams(&posts, &cases, problems);
    let own_posts: Vec<OwnPosts> = posts.iter().map(|record| posts_of(record, problems)).collect();

    let Some(service) = service.into_iter().next() else {
        let title = table(SERVICE).title;
        let what = format!("{} does not say whose figures these are and of which month", quoted(title));
        problems.add(Problem::error(what).help("fill in the council and the month at whose end they stand"));
        return None;
    };
    if service.name.is_empty() {
        problems.add(service.cell("council").error("the council is not named", "write its name"));
    }
    let Some(as_of) = as_of else {
        if service.cell("month").is_empty() {
            let help = "write the month of the posts and cases, such as October 2026";
            problems.add(
                service
                    .cell("month")
                    .error("it is not said at the end of which month the figures stand", help),
            );
        }
        return None;
    };
    check::sums(&own_posts, &staff, as_of, problems);
    let mut figures = OwnFigures::new(service.name.trim(), as_of);
    figures.on_costs = service.value("on_costs");
    figures.posts = own_posts;
    figures.pay = pay.iter().map(pay_of).collect();
    figures.cases = cases.iter().map(cases_of).collect();
    for record in staff.iter().chain(&demand) {
        let Some(month) = record.month else { continue };
        for column in record.table.columns.iter().skip(record.table.keys()) {
            if let Some(value) = record.value(column.key) {
                figures.put(column.key, month, value);
            }
        }
    }
    Some(figures)
}

fn posts_of(record: &Record, problems: &mut Problems) -> OwnPosts {
    let (in_post, vacancies) = check::posts(record, problems);
    let (team, place) = (record.name.trim().to_owned(), record.cells[0].place.clone());
    OwnPosts { team, role: record.choice, in_post, vacancies, agency: record.value("agency"), place }
}

fn pay_of(record: &Record) -> OwnPay {
    OwnPay { role: record.choice, salary: record.value("salary"), agency_cost: record.value("agency_cost") }
}

fn cases_of(record: &Record) -> OwnCases {
    let (open, waiting) = (record.value("open"), record.value("waiting"));
    OwnCases { team: record.name.trim().to_owned(), stage: record.choice, open, waiting }
}
