//! Names that the user chooses.

use super::Check;
use crate::document::{Name, Problem, Problems, nearest};
use crate::figures::whole;
use crate::service::{Service, Shape};
use crate::uncertain::{Uncertain, is_reserved};

/// The most stages, roles, teams, sources or tenure bands: far beyond every
/// council, and still quick to check and to solve.
const MOST: usize = 300;

/// The problem of a scenario that is too large to be meant.
pub(super) fn too_many(service: &Service<Uncertain>) -> Option<Problem> {
    let counts = [
        ("sources", service.demand.source.len()),
        ("stages", service.stage.len()),
        ("roles", service.role.len()),
        ("teams", service.team.len()),
        ("tenure bands", service.workforce.leaving.tenure.len()),
    ];
    let (what, count) = counts.into_iter().find(|(_, count)| *count > MOST)?;
    let message = format!("the scenario has {} {what}, but at most {MOST} are possible", whole(count as f64));
    Some(Problem::error(message).help("join those that are alike"))
}

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let mut each = |what: &str, names: &mut dyn Iterator<Item = &Name>| {
        let mut any = false;
        for name in names {
            any = true;
            problems_of(what, name, problems);
        }
        any
    };
    let bands = &service.workforce.leaving.tenure;
    each("tenure band", &mut bands.iter().map(|(name, _)| name));
    let needed = [
        (
            each("role", &mut service.role.iter().map(|(name, _)| name)) || !names_roles(service),
            ["role"].as_slice(),
            "no role, but staff of a role",
            "add [role.social_worker] with salary, case_holding and full_caseload",
        ),
        (
            each("source", &mut service.demand.source.iter().map(|(name, _)| name)),
            &["demand", "source"],
            "no source of referrals",
            "add [demand.source.all] with `per_year` and the stages that it `enters`",
        ),
        (
            each("stage", &mut service.stage.iter().map(|(name, _)| name)),
            &["stage"],
            "no stage",
            "add [stage.assessment] with the `team` that holds its cases",
        ),
        (
            each("team", &mut service.team.iter().map(|(name, _)| name)),
            &["team"],
            "no team",
            "add [team.all] and below it [team.all.staff.ROLE] with establishment and in_post",
        ),
    ];
    for (any, path, what, help) in needed {
        if !any && !misspelled(check, path) {
            problems.add(Problem::error(format!("the scenario has {what}")).help(help));
        }
    }
}

/// Whether staff, or a lever, are of any role.
fn names_roles(service: &Service<Uncertain>) -> bool {
    let staff = service.team.values().any(|team| !team.staff.is_empty());
    staff
        || service.option.values().any(|option| {
            !option.campaign.is_empty() || !option.posts.is_empty() || !option.temporary_workers.is_empty()
        })
}

/// Whether the table at the end of a path is there under a wrong spelling,
/// which is told as such.
fn misspelled(check: &Check<'_>, path: &[&str]) -> bool {
    let Some((key, parents)) = path.split_last() else {
        return false;
    };
    let table = match parents {
        [] => Some(check.resolved),
        _ => check.resolved.at(parents).and_then(|node| node.value.as_table()),
    };
    let mut names = table.into_iter().flat_map(|table| &table.entries);
    names.any(|(name, _)| nearest(&name.text, std::iter::once(*key)).is_some())
}

/// Whether a thing can have such a name; if not, that is told.
pub(in crate::scenario) fn is_usable(what: &str, name: &Name, problems: &mut Problems) -> bool {
    let before = problems.list().len();
    problems_of(what, name, problems);
    problems.list().len() == before
}

pub(super) fn problems_of(what: &str, name: &Name, problems: &mut Problems) {
    let text = &name.text;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let (message, help) = if text.is_empty() || !text.bytes().all(plain) {
        (
            format!("the {what} \"{text}\" has a name that cannot be part of a column name"),
            format!(
                "use letters, digits and _ for the name, such as `{}`, and write title = \"...\" for charts",
                tidy(text, what)
            ),
        )
    } else if is_reserved(text) || Shape::is_reserved(text) {
        (
            format!("the {what} `{text}` has a name that belongs to ranges"),
            format!("call it `{text}_{}`", tidy(what, "1")),
        )
    } else if what == "stage" && text == "closed" {
        (
            "a stage cannot be called `closed`: closing is the end of every pathway".to_owned(),
            "leave the stage out; the share of cases that goes to no other stage is closed".to_owned(),
        )
    } else {
        return;
    };
    problems.add(Problem::error(message).maybe_at(name.place.as_ref(), "not a usable name").help(help));
}

/// The name as it could be written; `otherwise` if nothing of it can.
fn tidy(text: &str, otherwise: &str) -> String {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { otherwise.replace(' ', "_") } else { words.join("_") }
}
