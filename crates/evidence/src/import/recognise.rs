//! Which kind of file it is: told by its columns, since names of files change.

use super::official::Official;
use super::release::{Form, RELEASES, Release};
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
const LEAST_LIKENESS: f64 = 0.7;

/// The kind of a file; `None` if it is of none, or of one of which columns are missing or have another name. All is told,
/// and columns that nobody knows.
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
    let is_of_kind = |release: &&Release| {
        let theirs = release.theirs();
        let placed = release.form.place_and_time().iter().copied();
        let is_placed = placed.chain(release.about).all(has);
        let is_most = share(release) >= MOST_OF_THEM && theirs.iter().any(|name| has(name));
        is_placed && (is_most || theirs.iter().all(|name| has(name)))
    };
    let most = |a: &&Release, b: &&Release| share(a).total_cmp(&share(b));
    if let Some(release) = RELEASES.iter().filter(is_of_kind).max_by(most) {
        if tell_missing_columns(file, release, findings) {
            return None;
        }
        tell_unknown_columns(file, release, findings);
        return Some(Kind::Figures(release));
    }
    // Of those that are equally near the first.
    let nearest = RELEASES.iter().rev().max_by(most)?;
    if share(nearest) < MOST_OF_THEM || !tell_missing_columns(file, nearest, findings) {
        tell_stranger(file, nearest, findings);
    }
    None
}

/// The columns of a kind that a file has not.
fn missing(file: &Official, release: &Release) -> Vec<&'static str> {
    let placed = release.form.place_and_time().iter().copied();
    let wanted = placed.chain(release.about).chain(release.theirs());
    wanted.filter(|name| file.column(name).is_none()).collect()
}

/// Tells every column that is missing, and gives back whether the file cannot be read for it: if it says what a row is
/// about, or if it seems to have another name. A release may have given up a figure; what was known of it is kept then.
fn tell_missing_columns(file: &Official, release: &Release, findings: &mut Findings) -> bool {
    let mut is_fault = false;
    let is_nothing_left = release.theirs().iter().all(|name| file.column(name).is_none());
    // Then one of those that are there must be it.
    let least = if is_nothing_left { 0.0 } else { LEAST_LIKENESS };
    for name in missing(file, release) {
        let ours: Vec<&str> =
            release.columns.iter().filter(|own| own.theirs == name).map(|own| own.ours).collect();
        let what_for = if ours.is_empty() {
            "without which nobody can tell what a row is about".to_owned()
        } else {
            format!("from which {} takes {}", release.table, list(&ours))
        };
        let message = format!("the column `{name}` is missing, {what_for}");
        let label = "a column is missing";
        let strangers = file.head().filter(|own| !release.knows(own));
        let problem = match nearest(name, strangers, least) {
            Some(near) => {
                is_fault = true;
                let place =
                    file.column(near).map_or_else(|| file.place_of_head(), |at| file.place_of_name(at));
                let help = format!(
                    "the nearest that is not known is `{near}`: if it is the same, rename it `{name}`"
                );
                Problem::error(message).at(&place, label).help(help)
            }
            None if ours.is_empty() || is_nothing_left => {
                is_fault = true;
                let help = format!("take another download of {}", release.name);
                Problem::error(message).at(&file.place_of_head(), label).help(help)
            }
            None => {
                let help = "no column that is not known is like it; the figures before are kept";
                Problem::warning(message).at(&file.place_of_head(), label).help(help)
            }
        };
        findings.add(file.file, label, problem);
    }
    is_fault
}

fn tell_unknown_columns(file: &Official, release: &Release, findings: &mut Findings) {
    for (at, name) in file.head().enumerate().filter(|(_, name)| !release.knows(name)) {
        let known = release.own();
        let help = match nearest(name, known.iter().copied(), LEAST_LIKENESS) {
            Some(near) => {
                format!("the nearest that is known is `{near}`, which is there; this one is passed over")
            }
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
    let is_nothing_alike = nearest.own().iter().all(|name| file.column(name).is_none());
    let missing = if is_nothing_alike { Form::Dfe.place_and_time().to_vec() } else { missing(file, nearest) };
    let quoted: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let help = if file.has_other_separators() {
        "save it with commas between the cells".to_owned()
    } else if is_nothing_alike {
        let columns = list(&quoted);
        format!(
            "files of the DfE have the columns {columns}; data/README.md lists those that can be imported"
        )
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

/// The name that is most like another, if it is so much like it.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>, least: f64) -> Option<&'n str> {
    let likeness = |name: &str| strsim::jaro_winkler(&wanted.to_lowercase(), &name.to_lowercase());
    let alike = names.map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness >= least);
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
