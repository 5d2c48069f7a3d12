//! What the user said: the scenario file, read and checked.

mod check;
mod ready;
mod taken_from;
mod base;
mod load;
mod schema;
mod reference;
mod varied;

pub use check::{Unmet, unmet, why_fixed};
pub use reference::reference_page;
pub use schema::schema;
pub use taken_from::{Origin, TakenFrom};

use std::path::Path;

use crate::document::{InMemory, Node, OfCouncil, Problems, ReadFiles, Sources, Table, Value};
use crate::service::Service;
use crate::uncertain::Uncertain;

/// A scenario that can be run.
#[derive(Clone)]
pub struct Scenario {
    /// What it describes.
    pub service: Service<Uncertain>,
    /// The name of its file, without folder and ending.
    pub name: String,
    /// The files that it was read from: its own, then those it extends.
    pub sources: Sources,
    /// The whole of it as one document, `extends` carried out.
    pub resolved: Table,
    /// Which of its numbers stand in another file.
    pub taken_from: TakenFrom,
}

impl Scenario {
    /// The texts that it was read from, without those that are in the program: what another
    /// machine needs to read it again.
    pub fn texts(&self) -> InMemory {
        let (own, others) = self.sources.files().split_first().expect("a scenario is read from a file");
        let is_own = |path: &Path| path != Path::new(ready::FILE) && !base::is_built_in(path);
        let others = others.iter().filter(|file| is_own(&file.path));
        [own].into_iter().chain(others).map(|file| (&file.path, file.text.as_str())).collect()
    }

    /// Whether it rests on the published figures of a council.
    pub fn is_of_council(&self) -> bool {
        self.sources.files().iter().any(|file| OfCouncil::of_path(&file.path).is_some())
    }
}

/// What came of reading a scenario.
pub struct Reading {
    /// The scenario, if there is no error.
    pub scenario: Option<Scenario>,
    /// Errors and warnings.
    pub problems: Problems,
    /// The files that the problems point into.
    pub sources: Sources,
}

/// Reads a scenario, and the files that it extends, and checks it. Whatever is
/// wrong is a problem in the result; so is a text that is not there.
pub fn read(path: &Path, on: &dyn ReadFiles) -> Reading {
    let mut sources = Sources::default();
    let mut problems = Problems::default();
    let loaded = load::load(path, on, &mut sources, &mut problems).map(|(mut root, mut layers)| {
        layers.ready = ready::add(&mut root, &mut sources, &mut problems);
        (root, layers)
    });
    let Some((root, layers)) = loaded else { return Reading { scenario: None, problems, sources } };
    checked(root, name_of(path), sources, problems, |service, sources| layers.taken(service, sources))
}

/// Reads a whole document, and checks it; `taken` says which of its numbers stand in another file.
fn checked(
    root: Node,
    name: String,
    sources: Sources,
    mut problems: Problems,
    taken: impl FnOnce(&Service<Uncertain>, &Sources) -> TakenFrom,
) -> Reading {
    let service = Service::read(Some(&root), "", &mut problems);
    let place = root.place.clone();
    let whole = into_table(root).and_then(|mut resolved| {
        check::check(&service, &resolved, &mut problems);
        let taken_from = taken(&service, &sources);
        resolved.entries.extend(taken_from.to_entry(&service, &place));
        let is_right = problems.errors() == 0;
        is_right.then(|| Scenario {
            service: service.with_posts_as_stated(),
            name,
            sources: sources.clone(),
            resolved,
            taken_from,
        })
    });
    Reading { scenario: whole, problems, sources }
}

impl Reading {
    /// Reads a text that stands alone, or extends what is in the program. `name` is that of its file, without ending.
    pub fn of_text(name: &str, text: &str) -> Self {
        let path = Path::new(name).with_extension("toml");
        read(&path, &InMemory::default().with(&path, text))
    }
}

fn into_table(node: Node) -> Option<Table> {
    match node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
