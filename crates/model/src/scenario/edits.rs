//! What a scenario takes away from the one that it extends, and renames in it: `without` and `rename`.

use serde_json::Value as Json;

use super::base::{RENAME, WITHOUT};
use super::check::is_usable;
use super::names::{Renaming, own_name, position, renamed, visit};
use super::schema::annotated_schema;
use super::taken_from::TakenFrom;
use crate::document::{Fault, Name, Node, Place, Plain as _, Problem, Problems, Table, Value, join, nearest};
use crate::service::{NameOf, Names};

/// What a file takes away and renames.
#[derive(Default)]
pub(super) struct Edits {
    /// Paths.
    without: Vec<Name>,
    /// Paths of things, and what they are to be called.
    rename: Vec<(Name, Name)>,
}

/// What is named in a scenario, but was taken away.
pub(super) struct Dangling {
    /// Where it is named.
    pub(super) place: Place,
    /// What to do about it.
    pub(super) help: String,
}

impl Edits {
    /// Takes the keys out of a file and reads them.
    pub(super) fn take(root: &mut Node, problems: &mut Problems) -> Self {
        let Value::Table(table) = &mut root.value else { return Self::default() };
        let mut read = |key: &str, read: fn(&Node) -> Result<Self, Fault>| {
            let (_, node) = table.remove(key)?;
            read(&node).map_err(|fault| problems.extend(fault.into_problems(key, &node.place))).ok()
        };
        let without = read(WITHOUT, |node| Ok(Self { without: Names::read(node)?.0, rename: Vec::new() }));
        let rename = read(RENAME, |node| {
            let remedy = "write rename = { \"team.social_care\" = \"north\" }";
            let Value::Table(table) = &node.value else {
                return Err(Fault::new("is no table of names", remedy));
            };
            let each = table.entries.iter().map(|(old, new)| {
                let fault =
                    |_| Fault::new(format!("has no name for \"{}\"", old.text), remedy).at(&new.place);
                Ok((old.clone(), Name::read(new).map_err(fault)?))
            });
            Ok(Self { without: Vec::new(), rename: Fault::all(each)? })
        });
        Self { without: without.unwrap_or_default().without, rename: rename.unwrap_or_default().rename }
    }

    fn is_empty(&self) -> bool {
        self.without.is_empty() && self.rename.is_empty()
    }

    /// A file that stands alone can take nothing away.
    pub(super) fn need_a_base(&self, problems: &mut Problems) {
        let paths = self.without.first().map(|path| (WITHOUT, path));
        for (key, path) in paths.into_iter().chain(self.rename.first().map(|(path, _)| (RENAME, path))) {
            let what = format!("`{key}` is about what a scenario extends, but this file extends nothing");
            problems.add(
                Problem::error(what)
                    .maybe_at(path.place.as_ref(), "of no use here")
                    .help("write extends = \"...\", or change the file itself"),
            );
        }
    }

    /// Carries them out on what lies below the file `own`, and on what is said of where that was taken from.
    pub(super) fn carry_out<'t>(
        &self,
        own: &mut Node,
        below: &mut Node,
        taken: impl Iterator<Item = &'t mut TakenFrom>,
        problems: &mut Problems,
    ) {
        if self.is_empty() {
            return;
        }
        for path in &self.without {
            if let Err(help) = take_away(below, "", &path.text) {
                let what =
                    format!("`{WITHOUT}` takes away `{}`, which is not in what the file extends", path.text);
                problems.add(Problem::error(what).maybe_at(path.place.as_ref(), "not there").help(help));
            }
        }
        let schema = annotated_schema();
        let mut names: Vec<(NameOf, &str, &str)> = Vec::new();
        for (path, new) in &self.rename {
            match self.thing(below, &path.text, &new.text) {
                Ok((of, old)) if is_usable(of.word(), new, problems) => names.push((of, old, &new.text)),
                Ok(_) => {}
                Err((what, help)) => {
                    let problem = Problem::error(format!("`{RENAME}` is about `{}`, {what}", path.text));
                    problems.add(problem.maybe_at(path.place.as_ref(), "cannot be renamed").help(help));
                }
            }
        }
        let other = |of: NameOf, name: &str| {
            let found = names.iter().find(|(own, old, _)| (*own, *old) == (of, name));
            found.map(|(.., new)| (*new).to_owned())
        };
        rename(below, &schema, &other);
        taken.for_each(|taken| taken.rename(&|path| renamed(NameOf::Number, path, &other, &schema)));
        let is_new = |of: NameOf, name: &str| names.iter().any(|(own, _, new)| (*own, *new) == (of, name));
        visit(own, "", &schema, &mut |written| {
            for (of, name) in written.names(&schema) {
                if let Some(new) = other(of, name).filter(|_| !is_new(of, name)) {
                    let what =
                        format!("the {} `{name}` is called `{new}` here: `{RENAME}` says so", of.word());
                    let problem = Problem::error(what).at(written.place, "the name below");
                    problems.add(problem.help(format!("write `{new}`")));
                }
            }
        });
    }

    /// What has this path in the scenario below, and can be called by another name; or what is wrong and the remedy.
    fn thing<'p>(
        &self,
        below: &Node,
        path: &'p str,
        new: &str,
    ) -> Result<(NameOf, &'p str), (String, String)> {
        let Some((of, name)) = NameOf::ALL.into_iter().find_map(|of| Some((of, path_in(path, of)?))) else {
            return Err((
                "which has no name of its own".to_owned(),
                "teams, stages, roles, sources and options can be renamed, such as \"team.social_care\", \"stage.assessment\", \
                 \"role.manager\", \"demand.source.police\" and \"option.overseas\""
                    .to_owned(),
            ));
        };
        let known = names_in(below, of);
        if !known.contains(&name) {
            return Err((
                "which is not in what the file extends".to_owned(),
                advice(name, &known, of.table().unwrap_or_default()),
            ));
        }
        let others: Vec<&str> =
            self.rename.iter().filter_map(|(other, _)| path_in(&other.text, of)).collect();
        let is_taken = known.contains(&new) && !others.contains(&new);
        let same = |(other, name): &(Name, Name)| path_in(&other.text, of).is_some() && name.text == new;
        if is_taken || self.rename.iter().filter(|entry| same(entry)).count() > 1 {
            return Err((
                format!("but there is another {} called `{new}`", of.word()),
                format!("choose another name, or take that away with `{WITHOUT}`"),
            ));
        }
        Ok((of, name))
    }

    /// What is still named in a scenario, although this file took it away.
    pub(super) fn dangling(&self, whole: &mut Node) -> Vec<Dangling> {
        let mut gone: Vec<(NameOf, &str)> = Vec::new();
        for of in NameOf::ALL {
            let taken = self.without.iter().filter_map(|path| path_in(&path.text, of));
            let known = names_in(whole, of);
            gone.extend(taken.filter(|name| !known.contains(name)).map(|name| (of, name)));
        }
        let mut dangling = Vec::new();
        if gone.is_empty() {
            return dangling;
        }
        let schema = annotated_schema();
        visit(whole, "", &schema, &mut |written| {
            for (of, name) in written.names(&schema) {
                if gone.contains(&(of, name)) {
                    let (what, path) =
                        (format!("`{WITHOUT}` takes the {} `{name}` away", of.word()), written.path);
                    let help = if written.is_key {
                        format!("{what}: take \"{path}\" away too")
                    } else {
                        format!("{what}: set `{path}`, or take it away too")
                    };
                    dangling.push(Dangling { place: written.place.clone(), help });
                }
            }
        });
        dangling
    }
}

/// The name of what has this path, if it is such a thing itself.
fn path_in(path: &str, of: NameOf) -> Option<&str> {
    let name = path.strip_prefix(of.table()?)?.strip_prefix('.')?;
    (!name.contains('.')).then_some(name)
}

/// The names of all such things in a scenario.
fn names_in(root: &Node, of: NameOf) -> Vec<&str> {
    let parts: Vec<&str> = of.table().into_iter().flat_map(|table| table.split('.')).collect();
    match root.value.as_table().and_then(|table| table.at(&parts)).map(|node| &node.value) {
        Some(Value::Table(table)) => table.entries.iter().map(|(name, _)| name.text.as_str()).collect(),
        Some(Value::Array(items)) => items.iter().filter_map(own_name).collect(),
        _ => Vec::new(),
    }
}

fn rename(below: &mut Node, schema: &Json, other: Renaming<'_>) {
    visit(below, "", schema, &mut |mut written| written.rename(other, schema));
}

/// Takes away what a path leads to, which continues the path `before`; if it leads nowhere, what may be meant.
fn take_away(node: &mut Node, before: &str, path: &str) -> Result<(), String> {
    let nowhere = |known: &[&str]| {
        let first = path.split('.').next().unwrap_or(path);
        Err(advice(first, known, before))
    };
    let next = |name: &str| join(before, name);
    match &mut node.value {
        Value::Table(table) => {
            let Some((at, rest)) = key_of(table, path) else {
                return nowhere(
                    &table.entries.iter().map(|(name, _)| name.text.as_str()).collect::<Vec<_>>(),
                );
            };
            if rest.is_empty() {
                table.entries.remove(at);
                return Ok(());
            }
            let (name, node) = &mut table.entries[at];
            take_away(node, &next(&name.text), rest)
        }
        Value::Array(items) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            match position(items, first) {
                Some(at) if rest.is_empty() => {
                    items.remove(at);
                    Ok(())
                }
                Some(at) => take_away(&mut items[at], &next(first), rest),
                None => nowhere(&items.iter().filter_map(own_name).collect::<Vec<_>>()),
            }
        }
        Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Flag(_) => nowhere(&[]),
    }
}

/// The entry that a path begins with, and the rest of the path. A key may have points of its own.
fn key_of<'p>(table: &Table, path: &'p str) -> Option<(usize, &'p str)> {
    let mut ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    ends.find_map(|end| {
        let at = table.entries.iter().position(|(name, _)| name.text == path[..end])?;
        Some((at, path[end..].trim_start_matches('.')))
    })
}

/// What may be meant by a name that is not there, below the path `before`.
fn advice(name: &str, known: &[&str], before: &str) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{}`?", join(before, near)),
        None if known.is_empty() => format!("nothing stands below `{before}`"),
        None => format!(
            "there are {}",
            known.iter().map(|name| join(before, name)).collect::<Vec<_>>().join(", ")
        ),
    }
}
