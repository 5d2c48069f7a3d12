//! Which numbers of a scenario its own file took from others.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{FileId, Name, Node, OfCouncil, Place, Problem, Problems, Sources, Table, Value};
use crate::service::Service;
use crate::uncertain::Uncertain;

/// The key under which a resolved scenario says what it took from where. It belongs to the file, not to the service.
pub(super) const KEY: &str = "taken_from";

/// Stands for a file where a number comes with an option that is in the program.
const PROGRAM: &str = "the program";

/// From where a scenario took the numbers that its own file does not set. A
/// resolved scenario says so in words, so that a run of it knows what the
/// first run knew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenFrom {
    /// By path of a number, or of the section around it; the longest path holds.
    by_path: BTreeMap<String, String>,
}

/// What a number was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A file that the scenario extends, by its name without folder.
    File(&'a str),
    /// An option that is in the program.
    Program,
}

impl TakenFrom {
    /// What the number with this path was taken from; `None` if the
    /// scenario's own file sets it, or no file at all.
    pub fn origin(&self, path: &str) -> Option<Origin<'_>> {
        self.name(path).map(|name| if name == PROGRAM { Origin::Program } else { Origin::File(name) })
    }

    /// The files of which it took anything, and the councils on whose published figures it rests, in alphabetical order.
    pub fn bases(&self) -> BTreeSet<&str> {
        self.by_path.values().map(String::as_str).filter(|name| *name != PROGRAM).collect()
    }

    fn name(&self, path: &str) -> Option<&str> {
        prefixes(path).rev().find_map(|prefix| self.by_path.get(prefix)).map(String::as_str)
    }

    /// Takes the key out of a file and reads it.
    pub(super) fn take(root: &mut Node, problems: &mut Problems) -> Self {
        let mut taken = Self::default();
        let Value::Table(table) = &mut root.value else { return taken };
        let Some((_, node)) = table.remove(KEY) else { return taken };
        let mut wrong = |place: &Place| {
            problems.add(
                Problem::error(format!("`{KEY}` has to name files, each with a list of paths"))
                    .at(place, "not usable here")
                    .help("Staffcast writes this key into the scenario of a run: take it out"),
            );
        };
        let Value::Table(files) = &node.value else {
            wrong(&node.place);
            return taken;
        };
        for (file, paths) in &files.entries {
            let Value::Array(paths) = &paths.value else {
                wrong(&paths.place);
                continue;
            };
            for path in paths {
                match &path.value {
                    Value::Text(path) => _ = taken.by_path.insert(path.clone(), file.text.clone()),
                    _ => wrong(&path.place),
                }
            }
        }
        taken
    }

    /// As the key of a resolved scenario; `None` if nothing was taken.
    pub(super) fn to_entry(&self, service: &Service<Uncertain>, place: &Place) -> Option<(Name, Node)> {
        let node = |value: Value| Node { value, place: place.clone() };
        let mut files = Table::default();
        let mut written = BTreeSet::new();
        service.map(&mut |path, _, _: &Uncertain| {
            let Some(prefix) = prefixes(path).rev().find_map(|prefix| self.by_path.get_key_value(prefix))
            else {
                return;
            };
            let (prefix, file) = prefix;
            if !written.insert(prefix) {
                return;
            }
            let path = node(Value::Text(prefix.clone()));
            match files.get_mut(file).map(|list| &mut list.value) {
                Some(Value::Array(paths)) => paths.push(path),
                _ => files.entries.push((Name::default_of(file), node(Value::Array(vec![path])))),
            }
        });
        (!files.entries.is_empty()).then(|| (Name::default_of(KEY), node(Value::Table(files))))
    }
}

/// The files that a scenario was put together from.
pub(super) struct Layers {
    /// The scenario's own file first, then what it extends; each with what it took from others.
    pub(super) files: Vec<(FileId, TakenFrom)>,
    /// The options of the program, if it includes any.
    pub(super) ready: Option<FileId>,
}

impl Layers {
    /// What the scenario as a whole took from others.
    pub(super) fn taken(&self, service: &Service<Uncertain>, sources: &Sources) -> TakenFrom {
        let mut names: Vec<(String, Option<String>)> = Vec::new();
        service.map(&mut |path, _, number: &Uncertain| {
            if let Some(place) = &number.place {
                names.push((path.to_owned(), self.name(path, place.file, sources)));
            }
        });
        // Of each section: the one file from which all its numbers are, or `None` if there is no such file.
        let mut whole: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (path, name) in &names {
            for prefix in prefixes(path) {
                let of_section = whole.entry(prefix).or_insert(name.as_deref());
                if *of_section != name.as_deref() {
                    *of_section = None;
                }
            }
        }
        let shortest = |(path, name): &(String, Option<String>)| {
            let name = name.as_deref()?;
            let prefix = prefixes(path).find(|prefix| whole.get(prefix) == Some(&Some(name)))?;
            Some((prefix.to_owned(), name.to_owned()))
        };
        TakenFrom { by_path: names.iter().filter_map(shortest).collect() }
    }

    /// What a number in this file was taken from.
    fn name(&self, path: &str, file: FileId, sources: &Sources) -> Option<String> {
        if self.ready == Some(file) {
            return Some(PROGRAM.to_owned());
        }
        let (_, taken) = self.files.iter().find(|(id, _)| *id == file)?;
        if let Some(name) = taken.name(path) {
            return Some(name.to_owned());
        }
        let is_own = self.files.first().is_some_and(|(own, _)| *own == file);
        let path = &sources.file(file).path;
        let of_file = || path.file_name().unwrap_or(path.as_os_str());
        let name = if OfCouncil::of_path(path).is_some() { path.as_os_str() } else { of_file() };
        (!is_own).then(|| name.to_string_lossy().into_owned())
    }
}

/// `a`, `a.b` and `a.b.c` of `a.b.c`.
fn prefixes(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().map(|end| &path[..end])
}
