//! Which kind of file it is: told by its columns, since names of files change.

use super::official::Official;
use super::release::{PLACE_AND_TIME, RELEASES, Release};
use crate::published::Findings;
use model::document::Problem;
use model::english::{list, plural};

/// A kind of csv file.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Figures by area and year.
    Figures(&'static Release),
    /// Statistical neighbours by the DfE's numbers of councils.
    Neighbours,
    /// Districts and the councils that they are in, which `areas.csv` knows.
    Lookup,
}

/// The columns of the file of neighbours that are needed.
pub(super) const OF_NEIGHBOURS: [&str; 3] = ["old_la_code", "la_name", "SN_1"];
/// The columns of the lookup of ONS, without the two digits of its year.
const OF_LOOKUP: [&str; 2] = ["LTLA", "UTLA"];

/// A file with so much of the columns of a kind is of this kind, though others are missing.
const MOST_OF_THEM: f64 = 0.5;
/// Names less alike than this (Jaro and Winkler: 1 is the same) are not called the nearest.
const LEAST_LIKENESS: f64 = 0.75;

/// The kind of a file; `None` if it is of none, or of one of which columns are missing. Both are told, and columns that
/// nobody knows.
pub(super) fn kind(file: &Official, findings: &mut Findings) -> Option<Kind> {
    let has = |name: &str| file.column(name).is_some();
    if OF_NEIGHBOURS.into_iter().all(has) {
        return Some(Kind::Neighbours);
    }
    let begins = |with: &str| file.head().any(|name| name.starts_with(with) && name.ends_with("CD"));
    if OF_LOOKUP.into_iter().all(begins) {
        return Some(Kind::Lookup);
    }
    let share = |release: &Release| {
        let own = release.own();
        own.iter().filter(|name| has(name)).count() as f64 / own.len() as f64
    };
    let is_whole = |release: &&Release| wanted(release).into_iter().all(has);
    let most = |a: &&Release, b: &&Release| share(a).total_cmp(&share(b));
    if let Some(release) = RELEASES.iter().filter(is_whole).max_by(most) {
        tell_unknown_columns(file, release, findings);
        return Some(Kind::Figures(release));
    }
    let nearest = RELEASES.iter().max_by(most)?;
    if share(nearest) >= MOST_OF_THEM {
        tell_missing_columns(file, nearest, findings);
    } else {
        tell_stranger(file, nearest, findings);
    }
    None
}

/// The columns without which a file of this kind cannot be read.
fn wanted(release: &Release) -> Vec<&'static str> {
    PLACE_AND_TIME.into_iter().chain(release.about).chain(release.theirs()).collect()
}

fn missing(file: &Official, release: &Release) -> Vec<&'static str> {
    wanted(release).into_iter().filter(|name| file.column(name).is_none()).collect()
}

fn tell_missing_columns(file: &Official, release: &Release, findings: &mut Findings) {
    for name in missing(file, release) {
        let ours: Vec<&str> = release
            .columns
            .iter()
            .filter(|column| column.theirs == name)
            .map(|column| column.ours)
            .collect();
        let what_for = if ours.is_empty() {
            "without which nobody can tell what a row is about".to_owned()
        } else {
            format!("from which {} takes {}", release.table, list(&ours))
        };
        let strangers = file.head().filter(|own| !release.knows(own));
        let (place, help) = match nearest(name, strangers) {
            Some(near) => {
                let place = file.column(near).map_or_else(|| file.place_of_head(), |at| file.place_of_name(at));
                (place, format!("the nearest that is not known is `{near}`: if it is the same, rename it to `{name}`"))
            }
            None => {
                let help = format!("take another download of {}, or add the column, empty if need be", release.name);
                (file.place_of_head(), help)
            }
        };
        let message = format!("the column `{name}` is missing, {what_for}");
        let label = "a column is missing";
        findings.add(file.file, label, Problem::error(message).at(&place, label).help(help));
    }
}

fn tell_unknown_columns(file: &Official, release: &Release, findings: &mut Findings) {
    for (at, name) in file.head().enumerate().filter(|(_, name)| !release.knows(name)) {
        let known = release.own();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("the nearest that is known is `{near}`, which is there; this one is passed over"),
            None => "it is passed over; no known column is like it".to_owned(),
        };
        let message = format!("the column `{name}` is not known in {}", release.name);
        let label = "not known";
        findings.add(
            file.file,
            label,
            Problem::warning(message).at(&file.place_of_name(at), label).help(help),
        );
    }
}

fn tell_stranger(file: &Official, nearest: &Release, findings: &mut Findings) {
    let missing = missing(file, nearest);
    let quoted: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let help = if file.has_other_separators() {
        "save it with commas between the cells".to_owned()
    } else {
        format!(
            "for the nearest kind ({}) the {} {} {} missing; data/README.md lists the files that can be imported",
            nearest.name,
            plural(missing.len(), "column"),
            list(&quoted),
            if missing.len() == 1 { "is" } else { "are" }
        )
    };
    let label = "the columns that there are";
    let problem = Problem::error("the file is of no kind that is known, by its columns");
    findings.add(file.file, label, problem.at(&file.place_of_head(), label).help(help));
}

/// The name that is most like another.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let likeness = |name: &str| strsim::jaro_winkler(&wanted.to_lowercase(), &name.to_lowercase());
    let alike = names.map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness >= LEAST_LIKENESS);
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
