//! A council's own figures over its published scenario.

use std::path::Path;

use super::council::find;
use super::{Error, Fault, count};
use evidence::estimate::{CannotEstimate, Estimator, OwnDraft, lay_over};
use evidence::own::{OwnFigures, OwnReading, read};
use evidence::published::{Published, Year};
use model::calendar::Month;
use model::document::{Problems, Sources, toml_text};
use model::scenario::Reading;

/// The figures of a file, with all that should be looked at in it.
///
/// # Errors
///
/// If the file is at fault.
pub fn own_figures(path: &Path, bytes: &[u8]) -> Result<(OwnFigures, Problems, Sources), Error> {
    let OwnReading { figures, problems, sources } = read(path, bytes);
    if let Some(figures) = figures {
        return Ok((figures, problems, sources));
    }
    let message = format!("{} cannot be used: {}", path.display(), count(&problems));
    Err(Error::Input(Fault { message, problems, sources }))
}

/// A scenario that lays own figures over the published one of a council.
pub struct OwnScenario {
    /// The scenario file and what it rests on.
    pub draft: OwnDraft,
    /// The council, as published figures call it.
    pub council: String,
    /// The month at whose end it begins.
    pub as_of: Month,
    /// What should be looked at in the file of own figures.
    pub problems: Problems,
    /// The text that the problems point into, if it is one.
    pub sources: Sources,
}

/// Lays the figures of a file over the published scenario of a council, which goes by its name, a former name or its code.
///
/// # Errors
///
/// If there is no such council, nothing is published of it, or the file is at fault or of another council or an earlier
/// time.
pub fn over_published(
    published: &Published,
    council: &str,
    as_of: Option<Year>,
    (path, bytes): (&Path, &[u8]),
) -> Result<OwnScenario, Error> {
    let area = find(published, council)?;
    let name = &published.area(area).name;
    let (figures, problems, sources) = own_figures(path, bytes)?;
    let file = path.display();
    if published.find(&figures.council).ok() != Some(area) {
        return Err(Error::input(format!(
            "{file} has the figures of {}, and not of {name}\n  help: correct the council in the file, or ask for the scenario of that council",
            figures.council
        )));
    }
    let fault = |error: CannotEstimate| Error::input(error.to_string());
    let text = Estimator::new(published, as_of).map_err(fault)?.scenario(area).map_err(fault)?.text;
    let base = Reading::of_text(name, &text);
    let count = count(&base.problems);
    let Some(scenario) = base.scenario else {
        return Err(Error::input(format!("the published scenario of {name} cannot be used: {count}")));
    };
    let start = scenario.service.start.0;
    if figures.as_of < start {
        return Err(Error::input(format!(
            "{file} ends with {}, before the published scenario begins ({})\n  help: add --as-of {}, for what was published before",
            figures.as_of.long_name(),
            start.last_day(),
            figures.as_of.plus(-9).year()
        )));
    }
    let head = format!("extends = {}\nas_of = {}\n", toml_text(&format!("council:{name}")), start.year());
    let draft = lay_over(&scenario, &text, &figures, &head);
    let as_of = figures.as_of;
    Ok(OwnScenario { draft, council: name.clone(), as_of, problems, sources })
}
