//! Councils by what people call them, and their scenarios.

use super::Error;
use evidence::estimate::{CannotEstimate, Estimator};
use evidence::published::{AreaId, Published, UnknownArea, Year};
use model::scenario::Reading;

/// The scenario of a council (or the average one of a region or of England), read, as `staffcast init` writes it. The
/// council goes by its name, a former name or its code; without a year it begins in the newest.
///
/// # Errors
///
/// If there is no such council, if nothing is published of it up to that year, or if its figures contradict each other.
pub fn for_council(published: &Published, council: &str, as_of: Option<Year>) -> Result<Reading, Error> {
    let fault = |error: CannotEstimate| Error::input(error.to_string());
    let area = find(published, council)?;
    let draft = Estimator::new(published, as_of).map_err(fault)?.scenario(area).map_err(fault)?;
    Ok(Reading::of_text(&published.area(area).name, &draft.text))
}

/// The area that is meant by a name, a former name or a code.
///
/// # Errors
///
/// If there is none: what else may be meant.
pub fn find(published: &Published, asked: &str) -> Result<AreaId, Error> {
    published.find(asked).map_err(|unknown| {
        Error::input(format!("there is no council `{}`\n  help: {}", unknown.asked, advice(&unknown)))
    })
}

/// What else the user may have meant.
pub fn advice(unknown: &UnknownArea) -> String {
    match unknown.suggestions.as_slice() {
        [] => "`staffcast councils` lists them all".to_owned(),
        [one] => format!("did you mean {one}?"),
        several => format!("did you mean one of these: {}?", several.join("; ")),
    }
}
