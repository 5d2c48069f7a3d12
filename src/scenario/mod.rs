//! STUB, dropped on merging: the scenario reader without `extends` and checks.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::document::{Problem, Problems, Sources, Table, Value, parse};
use crate::service::Service;
use crate::uncertain::Uncertain;

/// A checked scenario.
pub struct Scenario {
    /// What it describes.
    pub service: Service<Uncertain>,
    /// Name of the file without its extension.
    pub name: String,
    /// The files it was read from.
    pub sources: Sources,
    /// All of it in one tree.
    pub resolved: Table,
}

/// What reading gave.
pub struct Reading {
    /// The scenario, if it has no errors.
    pub scenario: Option<Scenario>,
    /// Errors and warnings.
    pub problems: Problems,
    /// The files read.
    pub sources: Sources,
}

/// Reads and checks a scenario.
pub fn read(path: &Path) -> Reading {
    let mut sources = Sources::default();
    let mut problems = Problems::default();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            problems.add(Problem::error(format!("cannot read {}: {error}", path.display())));
            return Reading { scenario: None, problems, sources };
        }
    };
    let file = sources.add(PathBuf::from(path), text);
    let root = parse(&sources, file, &mut problems);
    let service = Service::read(Some(&root), "", &mut problems);
    if service.months.0 == 7 {
        problems.add(Problem::warning("a horizon of 7 months is a warning of the stub"));
    }
    let scenario = match root.value {
        Value::Table(resolved) if problems.errors() == 0 => Some(Scenario {
            service,
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            sources: sources.clone(),
            resolved,
        }),
        _ => None,
    };
    Reading { scenario, problems, sources }
}

/// The JSON Schema of a scenario.
pub fn schema() -> Json {
    Service::<Uncertain>::schema()
}
