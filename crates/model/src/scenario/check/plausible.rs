//! What is possible, but hardly meant: each is a warning, which does not stop a run.

use super::{Check, case_holders};
use crate::balance::Flows;
use crate::document::{Problem, Problems};
use crate::figures::{short, with_commas};
use crate::service::{About, Alternative, Change, Service};
use crate::uncertain::{Kind, Uncertain, kinds};

/// Single numbers, and those that levers make of them.
pub(super) fn numbers(check: &Check<'_>, problems: &mut Problems) {
    check.service.map(&mut |path, about, number: &Uncertain| {
        if let Some(value) = about.doubtful(number) {
            problems.add(
                doubt(&format!("`{path}`"), "is", about, value).maybe_at(number.place.as_ref(), "sure?"),
            );
        }
    });
    problems.extend(changes(check.service, changed));
}

/// Numbers that do not fit each other.
pub(super) fn check(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    caseloads(check, problems);
    past_year(check, flows, problems);
}

/// That `what` (with its verb) has a value that is hardly believable.
fn doubt(what: &str, verb: &str, about: &About, value: f64) -> Problem {
    let write = |value| written(value, about.kind);
    let (low, high) = about.believable.unwrap_or_default();
    let shown = write(value);
    let as_percent = if is_share(about.kind) && value.abs() >= 1.0 {
        let a_year = if about.kind.unit == "share" { "" } else { " a year" };
        format!(", or {}%{a_year}", with_commas(&short(value * 100.0, 1)))
    } else {
        String::new()
    };
    let help = match about.meant_by(value) {
        Some(meant) => format!("did you mean {}? If {shown} is right, leave it so", write(meant)),
        None => format!("check the number and its unit ({}); if it is right, leave it so", about.kind.unit),
    };
    Problem::warning(format!(
        "{what} {verb} {shown}{as_percent}, which is hardly believable: {} to {} would be",
        write(low),
        write(high)
    ))
    .help(help)
}

fn is_share(kind: &Kind) -> bool {
    *kind == kinds::RATE || *kind == kinds::CHANGE || kind.unit == "share"
}

pub(super) fn written(value: f64, kind: &Kind) -> String {
    let digits = match short(value.abs(), 4).as_str() {
        "0" if value.abs() > 0.0 => format!("{:e}", value.abs()),
        digits => with_commas(digits),
    };
    let minus = if value < 0.0 { "-" } else { "" };
    let sign = if kind.unit == "£" { "£" } else { "" };
    format!("{minus}{sign}{digits}")
}

/// A number of the service that a lever changes.
pub(super) struct Changed<'a> {
    /// The path of the lever, and by what it changes the number.
    pub(super) lever: String,
    pub(super) by: &'a Uncertain,
    pub(super) is_set: bool,
    /// The path of the number, and what it is without the lever.
    pub(super) own: &'a str,
    pub(super) about: &'a About,
    pub(super) central: f64,
    /// What it becomes: at the middle and at both ends of the range.
    pub(super) becomes: [f64; 3],
}

/// What is to be told of the numbers that levers change.
pub(super) fn changes<T>(service: &Service<Uncertain>, tell: impl Fn(&Changed<'_>) -> Option<T>) -> Vec<T> {
    let of_option = |option: &Alternative<Uncertain>, number| option.path_of("change", number);
    let options = service.option.values();
    let levers: Vec<(String, &Change<Uncertain>)> = options
        .flat_map(|option| option.change.iter().map(|(number, lever)| (of_option(option, number), lever)))
        .collect();
    let mut told = Vec::new();
    service.map(&mut |own, about, number: &Uncertain| {
        let changes_it = |lever: &Change<Uncertain>| lever.parameter.each().any(|name| name.text == own);
        for (path, lever) in
            levers.iter().filter(|(_, lever)| changes_it(lever) && !own.starts_with("option."))
        {
            let central = number.central(about.kind);
            let Some((by, becomes)) = becomes(lever, central, about) else { continue };
            let (lever, is_set) = (path.clone(), lever.set.is_some());
            told.extend(tell(&Changed { lever, by, is_set, own, about, central, becomes }));
        }
    });
    told
}

fn becomes<'l>(
    lever: &'l Change<Uncertain>,
    central: f64,
    about: &About,
) -> Option<(&'l Uncertain, [f64; 3])> {
    let (by, kind, then): (_, _, fn(f64, f64) -> f64) = match lever {
        Change { multiply: Some(by), .. } => (by, kinds::FACTOR, |old, by| old * by),
        Change { add: Some(by), .. } => (by, kinds::AMOUNT, |old, by| old + by),
        Change { set: Some(by), .. } => (by, *about.kind, |_, by| by),
        Change { .. } => return None,
    };
    Some((by, [0.5, 0.9, 0.1].map(|p| then(central, by.quantile(p, &kind)))))
}

fn changed(Changed { lever, by, own, about, central, becomes, .. }: &Changed<'_>) -> Option<Problem> {
    let value = becomes.iter().copied().find(|value| about.doubts(*value) && !about.doubts(*central))?;
    let problem = doubt(&format!("`{lever}`"), &format!("makes `{own}`"), about, value);
    Some(problem.maybe_at(by.place.as_ref(), "sure?"))
}

/// Cases for each FTE case-holder with which a team may begin; outside, a number of cases or of people is hardly right.
const CASELOADS: (f64, f64) = (1.0, 60.0);

fn caseloads(check: &Check<'_>, problems: &mut Problems) {
    let service = check.central;
    for (name, team) in service.team.iter() {
        let stages =
            service.stage.iter().filter(|(_, stage)| stage.needs_case_holder && stage.team.text == name.text);
        let cases: f64 = stages.map(|(_, stage)| stage.open).sum();
        let groups =
            team.staff.iter().filter_map(|(role, group)| Some((service.role.get(&role.text)?, group)));
        let holders: f64 = groups.map(|(role, group)| case_holders(role, group)).sum();
        let caseload = cases / holders;
        if cases > 0.0 && holders > 0.0 && (caseload < CASELOADS.0 || caseload > CASELOADS.1) {
            problems.add(
                Problem::warning(format!(
                    "the team `{}` begins with {} cases held by {} FTE: {} cases each, which is hardly believable",
                    name.text,
                    with_commas(&short(cases, 1)),
                    short(holders, 1),
                    with_commas(&short(caseload, 1))
                ))
                .maybe_at(name.place.as_ref(), "sure?")
                .help("check the cases open in its stages, and in_post, agency and case_holding of its staff"),
            );
        }
    }
}

/// A past year with this many times the referrals that the sources give, or a part of them, was hardly meant.
const APART: f64 = 2.0;

fn past_year(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    let Some(past) = check.central.past_year.referrals else { return };
    let now = flows.referrals;
    if now > 0.0 && (past > APART * now || past * APART < now) {
        let written = check.service.past_year.referrals.as_ref();
        problems.add(
            Problem::warning(format!(
                "`past_year` has {} referrals, but the sources give {} in a usual year",
                with_commas(&short(past, 0)),
                with_commas(&short(now, 0))
            ))
            .maybe_at(written.and_then(|number| number.place.as_ref()), "sure?")
            .help("check both numbers; if they are right, leave them so"),
        );
    }
}
