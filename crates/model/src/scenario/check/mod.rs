//! What the reader of single values cannot see: names that must exist, numbers
//! that must fit each other.
//!
//! A number that was wrong in itself is NaN here, which is neither more nor
//! less than anything: comparisons are written so that NaN passes them.

mod age;
mod balance;
mod demand;
mod history;
mod levers;
mod load;
mod names;
mod options;
mod parameters;
mod pathway;
mod plausible;
mod caps;
mod posts;
mod roles;
mod size;
mod staff;
mod targets;
mod texts;
mod workforce;

pub use caps::{Unmet, unmet};
pub(super) use names::is_usable;
pub use parameters::why_fixed;

use crate::balance::flows;
use crate::document::{Name, Place, Problem, Problems, Table, nearest};
use crate::service::{Named, Role, Service, StaffGroup};
use crate::uncertain::Uncertain;

/// FTE of a group who hold cases.
fn case_holders(role: &Role<f64>, group: &StaffGroup<f64>) -> f64 {
    let agency = role.agency_case_holding.unwrap_or(role.case_holding);
    group.in_post * role.case_holding + group.agency * agency
}

/// A scenario that is checked.
struct Check<'a> {
    /// As the user wrote it, with places.
    service: &'a Service<Uncertain>,
    /// The same with the middle of each range.
    central: &'a Service<f64>,
    /// The document, for the places of tables and of values that are no numbers.
    resolved: &'a Table,
}

/// Adds all that is wrong in a scenario to the problems.
pub(super) fn check(service: &Service<Uncertain>, resolved: &Table, problems: &mut Problems) {
    if let Some(problem) = names::too_many(service) {
        problems.add(problem);
        return;
    }
    let central = service.map(&mut |_, about, number| number.central(about.kind));
    let check = Check { service, central: &central, resolved };
    for part in [
        names::check,
        texts::check,
        demand::check,
        pathway::check,
        roles::check,
        staff::check,
        workforce::check,
        posts::check,
        history::check,
        options::check,
        levers::check,
        parameters::check,
        targets::check,
        age::check,
        size::check,
        plausible::numbers,
    ] {
        part(&check, problems);
    }
    // With a wrong name or number the flows would be wrong too.
    if problems.errors() == 0 {
        let flows = flows(&central, &|value| *value);
        balance::check(&check, &flows, problems);
        size::flows(&check, &flows, problems);
        load::check(&check, problems);
        caps::check(&check, &flows, problems);
        plausible::check(&check, &flows, problems);
    }
}

impl Check<'_> {
    /// Where a table or a value was written.
    fn place(&self, path: &[&str]) -> Option<&Place> {
        self.resolved.at(path).map(|node| &node.place)
    }
}

/// So many letters at the beginning make one name akin to another.
const ALIKE: usize = 5;

/// What no scenario can do without: where there is none at all, that is told elsewhere, once.
const NEEDED: [&str; 4] = ["source", "stage", "team", "role"];

/// A name that is not among those that exist; `message` names it.
fn unknown<'a>(
    message: String,
    name: &Name,
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<Problem> {
    let has_none = known.clone().next().is_none();
    if has_none && NEEDED.contains(&what) {
        return None;
    }
    let begins_alike = |own: &&str| {
        let beginning = name.text.get(..ALIKE).unwrap_or(&name.text);
        beginning.len() == ALIKE && own.starts_with(&beginning.to_lowercase())
    };
    let kin: Vec<&str> = known.clone().filter(begins_alike).collect();
    let help = match nearest(&name.text, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if has_none => format!("the scenario has no {what}"),
        None if !kin.is_empty() => format!("did you mean {}?", kin.join(" or ")),
        None => format!("the {what}s are: {}", known.collect::<Vec<_>>().join(", ")),
    };
    Some(Problem::error(message).maybe_at(name.place.as_ref(), format!("unknown {what}")).help(help))
}

/// The position of a name, or of the one that was probably meant: a misspelled
/// name is told once, not again by all that follows from it.
fn meant<T>(name: &str, known: &Named<T>) -> Option<usize> {
    known.position(name).or_else(|| known.position(nearest(name, known.names())?))
}
