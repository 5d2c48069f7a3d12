//! What a scenario is laid over: `extends` and `as_of`.

use std::path::{Path, PathBuf};

use crate::document::{Node, OfCouncil, Place, Plain as _, Problem, Problems, ReadFiles, Table, Value};

/// Scenarios in the program, by the name by which others extend them.
const BUILT_IN: [(&str, &str); 1] = [("england", include_str!("../../../../scenarios/england.toml"))];

/// The key of the year up to which the figures of a council are used.
pub(super) const AS_OF: &str = "as_of";

/// Where a scenario comes from.
pub(super) enum Base {
    /// A file.
    File(PathBuf),
    /// The program: its name and text.
    BuiltIn(&'static str, &'static str),
    /// The published figures of a council.
    Council(OfCouncil),
}

/// What a file extends, if anything, and where it says so.
type Extended = Option<(Base, Option<Extends>)>;

/// Where a file says what it extends.
pub(super) struct Extends {
    /// The name.
    pub(super) name: Place,
    /// The year, if it gives one.
    pub(super) as_of: Option<Place>,
}

impl Base {
    /// Takes `extends` and `as_of` out of the file with this path. `None` if nobody can tell what is meant.
    pub(super) fn take(root: &mut Node, path: &Path, problems: &mut Problems) -> Option<Extended> {
        let Value::Table(table) = &mut root.value else { return Some(None) };
        let as_of = take_year(table, problems);
        let Some((_, node)) = table.remove("extends") else {
            needs_a_council(as_of.as_ref(), problems);
            return Some(None);
        };
        let name = match String::read(&node) {
            Ok(name) => name,
            Err(fault) => {
                problems.extend(fault.into_problems("extends", &node.place));
                return None;
            }
        };
        let place = node.place;
        if let Some(name) = OfCouncil::named_by(&name) {
            let (year, as_of) = as_of.unzip();
            let council = OfCouncil { name, as_of: year };
            return Some(Some((Self::Council(council), Some(Extends { name: place, as_of }))));
        }
        needs_a_council(as_of.as_ref(), problems);
        let built_in = BUILT_IN.iter().find(|(own, _)| *own == name);
        let folder = path.parent().unwrap_or(Path::new(""));
        let base =
            built_in.map_or_else(|| Self::File(folder.join(&name)), |(name, text)| Self::BuiltIn(name, text));
        Some(Some((base, Some(Extends { name: place, as_of: None }))))
    }

    /// What stands for its path in messages.
    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::BuiltIn(name, _) => PathBuf::from(name),
            Self::Council(council) => council.path(),
        }
    }

    /// The same for all ways to name the same.
    pub(super) fn identity(&self, on: &dyn ReadFiles) -> PathBuf {
        match self {
            Self::File(path) => on.identity(path),
            Self::BuiltIn(..) | Self::Council(_) => self.path(),
        }
    }
}

/// Whether a text that is extended is in the program.
pub(super) fn is_built_in(path: &Path) -> bool {
    BUILT_IN.iter().any(|(name, _)| path == Path::new(name))
}

/// Takes the year out of a file, with its place.
fn take_year(table: &mut Table, problems: &mut Problems) -> Option<(u16, Place)> {
    let (_, Node { value, place }) = table.remove(AS_OF)?;
    let year = match value {
        Value::Integer(year) => u16::try_from(year).ok().filter(|year| (1_000..10_000).contains(year)),
        _ => None,
    };
    if year.is_none() {
        let problem = Problem::error(format!("`{AS_OF}` has to be a year"));
        problems.add(problem.at(&place, "not a year").help("write it as 2023, without quotes"));
    }
    year.map(|year| (year, place))
}

/// A year without a council says nothing.
fn needs_a_council(as_of: Option<&(u16, Place)>, problems: &mut Problems) {
    if let Some((_, place)) = as_of {
        let what = format!(
            "`{AS_OF}` says up to which year the figures of a council are used, but this file does not extend a council"
        );
        problems.add(Problem::error(what).at(place, "of no use here").help(
            "write extends = \"council:NAME\", or take this line out; the day on which a scenario begins is `start`",
        ));
    }
}
