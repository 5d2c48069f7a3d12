//! What `staffcast import` prints: what it took and passed over, what changed, and what it checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::columns::wrapped;
use evidence::import::{Change, ChangeKind, Checked, Imported, PassedOver, Taken};
use evidence::published::Year;
use model::english::{counted, list};
use model::readable::whole;

/// So many revisions of a table are printed; `revisions.csv` has all.
const TOLD: usize = 3;
/// So many sums and rates that do not hold are printed.
const BROKEN: usize = 10;

/// The whole text.
pub(super) fn text(imported: &Imported, before: &str, out: &Path, width: usize) -> String {
    let mut lines = Vec::new();
    let files = counted(imported.taken.len(), "file");
    lines.push(format!("Took {files} onto {before}: {}", out.display()));
    for taken in &imported.taken {
        lines.push(String::new());
        lines.extend(of_file(taken));
    }
    if !imported.unused.is_empty() {
        lines.push("\nNot taken".to_owned());
        lines.extend(imported.unused.iter().map(|unused| format!("  {unused}.")));
    }
    lines.push("\nChanged".to_owned());
    lines.extend(changes(&imported.changes));
    lines.push("\nChecked".to_owned());
    lines.extend(checked("England is the sum of its councils", "sum", &imported.sums));
    lines.extend(checked("Published rates follow from their counts within 0.1", "rate", &imported.rates));
    lines.push(format!("\nNext: staffcast show kent --data {}", quoted(out)));
    lines.iter().flat_map(|line| line.split('\n')).map(|line| indented(line, width)).collect()
}

/// What was taken from a file and what was passed over.
fn of_file(taken: &Taken) -> Vec<String> {
    let columns: Vec<&str> = taken.columns.iter().copied().collect();
    let (from, things) = match (taken.years.first(), taken.years.last()) {
        (Some(first), Some(last)) => (format!(", {}", years(*first, *last)), "figure"),
        _ => (String::new(), "line"),
    };
    let figures =
        format!("{} {things}{}", whole(taken.figures as u64), if taken.figures == 1 { "" } else { "s" });
    let mut lines = vec![
        format!("{}: {}", taken.file, taken.release),
        format!("  Into {}: {figures}{from}; {}.", taken.table, list(&columns)),
    ];
    if !taken.missing.is_empty() {
        let sign = |((sign, meaning), count): (&(&str, &str), &usize)| {
            let sign =
                if sign.is_empty() { "an empty cell".to_owned() } else { format!("`{sign}`, {meaning}") };
            format!("{} ({sign})", whole(*count as u64))
        };
        let signs: Vec<String> = taken.missing.iter().map(sign).collect();
        lines.push(format!("  Cells without a figure: {}.", list(&signs)));
    }
    let passed = passed_over(&taken.passed_over);
    if !passed.is_empty() {
        lines.push(format!("  Passed over: {}.", passed.join("; ")));
    }
    for (area, cells) in &taken.no_sums {
        let years: BTreeSet<Year> = cells.iter().map(|(year, _)| *year).collect();
        let columns: BTreeSet<&str> = cells.iter().map(|(_, column)| *column).collect();
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        let columns: Vec<&str> = columns.into_iter().collect();
        lines.push(format!(
            "  Left empty, since one of the councils counted together has no figure: {area}, {} ({}).",
            list(&columns),
            list(&years)
        ));
    }
    let by_name = |(code, name): &(String, String)| {
        format!("  The code {code} is not in areas.csv; it was taken as {name}, whose name it has.")
    };
    lines.extend(taken.by_name.iter().map(by_name));
    lines.extend(taken.notes.iter().map(|note| format!("  {note}.")));
    lines
}

fn passed_over(passed: &BTreeMap<PassedOver, usize>) -> Vec<String> {
    let mut told = Vec::new();
    let mut columns = Vec::new();
    for (what, count) in passed {
        let rows = counted(*count, "row");
        told.push(match what {
            PassedOver::HalfOfLondon => format!("{rows} of inner and outer London, which are in London"),
            PassedOver::Level(level) => format!("{rows} of the level `{level}`"),
            PassedOver::About(about) => format!("{rows} about `{about}`"),
            PassedOver::Class(class) => {
                format!("{rows} of the class `{class}`, which has no children's services")
            }
            PassedOver::NoJudgement(kind) => format!("{rows} of `{kind}` without a judgement"),
            PassedOver::Column(name) => {
                columns.push(name.as_str());
                continue;
            }
        });
    }
    if !columns.is_empty() {
        told.push(format!("columns that are not kept here: {}", list(&columns)));
    }
    told
}

/// What changed, table by table.
fn changes(changes: &[Change]) -> Vec<String> {
    let mut tables: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        tables.entry(change.table).or_default().push(change);
    }
    if tables.is_empty() {
        return vec!["  Nothing: every cell was as the files have it.".to_owned()];
    }
    let mut lines = Vec::new();
    for (table, changes) in tables {
        let of = |kind: ChangeKind| changes.iter().filter(move |change| change.kind() == kind);
        let count = |kind: ChangeKind| whole(of(kind).count() as u64);
        let mut years: BTreeMap<&str, usize> = BTreeMap::new();
        for change in of(ChangeKind::New) {
            // Of a day only the year.
            *years.entry(change.year.get(..4).unwrap_or_default()).or_default() += 1;
        }
        let years = years.iter().filter(|(year, _)| !year.is_empty());
        let years: Vec<String> =
            years.map(|(year, count)| format!("{} of {year}", whole(*count as u64))).collect();
        let of_years = if years.is_empty() { String::new() } else { format!(" ({})", list(&years)) };
        let (new, revised) = (count(ChangeKind::New), count(ChangeKind::Revised));
        let withdrawn = count(ChangeKind::Withdrawn);
        lines.push(format!("  {table}: {new} new{of_years}, {revised} revised, {withdrawn} withdrawn."));
        let mut largest: Vec<&&Change> =
            changes.iter().filter(|change| change.kind() != ChangeKind::New).collect();
        largest.sort_by(|a, b| b.relative().abs().total_cmp(&a.relative().abs()));
        let more = largest.len().saturating_sub(TOLD);
        for change in largest.into_iter().take(TOLD) {
            let Change { column, code, year, before, now, .. } = change;
            let now = if now.is_empty() { "no figure" } else { now };
            let share = change.relative();
            let by = if share == 0.0 { String::new() } else { format!(" ({:+.1}%)", share * 100.0) };
            lines.push(format!("    {column}, {code} {year}: {before} is now {now}{by}."));
        }
        if more > 0 {
            lines.push(format!("    {} more: see revisions.csv in the folder.", whole(more as u64)));
        }
    }
    lines
}

fn checked(what: &str, thing: &str, checked: &Checked) -> Vec<String> {
    let Checked { checked: count, unchecked, broken } = checked;
    if *count == 0 && *unchecked == 0 {
        return Vec::new();
    }
    let holds = whole((count - broken.len()) as u64);
    let of = counted(*count, thing);
    let without = match unchecked {
        0 => String::new(),
        _ => format!("; {} not checked, since a council has no figure", whole(*unchecked as u64)),
    };
    let mut lines = vec![format!("  {what}: {holds} of {of}{without}.")];
    lines.extend(broken.iter().take(BROKEN).map(|line| format!("    Not so: {line}.")));
    if broken.len() > BROKEN {
        lines.push(format!("    {} more.", whole((broken.len() - BROKEN) as u64)));
    }
    lines
}

fn years(first: Year, last: Year) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}

/// A line, wrapped, with the indent of its beginning.
fn indented(line: &str, width: usize) -> String {
    let indent = line.len() - line.trim_start().len();
    let pad = " ".repeat(indent);
    let text = wrapped(line.trim_start(), width.saturating_sub(indent + 2));
    let lines = text.lines().enumerate().map(|(at, part)| match at {
        0 => format!("{pad}{part}\n"),
        _ => format!("{pad}  {part}\n"),
    });
    if line.is_empty() { "\n".to_owned() } else { lines.collect() }
}
