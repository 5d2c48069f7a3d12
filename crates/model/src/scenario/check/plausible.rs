//! What is possible, but hardly meant: each is a warning, which does not stop a run.

use super::Check;
use crate::document::{Problem, Problems};
use crate::figures::{short, with_commas};
use crate::service::{About, Change};
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
    changes(check, problems);
}

/// Numbers that do not fit each other.
pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    caseloads(check, problems);
    past_year(check, problems);
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

/// Numbers to which a lever changes others.
fn changes(check: &Check<'_>, problems: &mut Problems) {
    for option in check.service.option.values() {
        for (number, lever) in option.change.iter() {
            let path = option.path_of("change", number);
            for name in lever.parameter.each() {
                check.service.map(&mut |own, about, number: &Uncertain| {
                    if own == name.text && !own.starts_with("option.") {
                        let central = number.central(about.kind);
                        problems.extend(changed(&path, own, about, central, lever));
                    }
                });
            }
        }
    }
}

fn changed(path: &str, own: &str, about: &About, central: f64, lever: &Change<Uncertain>) -> Option<Problem> {
    let (by, values) = becomes(lever, central, about)?;
    let value = values.into_iter().find(|value| about.doubts(*value) && !about.doubts(central))?;
    Some(
        doubt(&format!("`{path}`"), &format!("makes `{own}`"), about, value)
            .maybe_at(by.place.as_ref(), "sure?"),
    )
}

/// By what a lever changes a number, and what that becomes: at the middle and at both ends of the range.
pub(super) fn becomes<'l>(
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

/// Cases for each FTE case-holder with which a team may begin; outside, a number of cases or of people is hardly right.
const CASELOADS: (f64, f64) = (1.0, 60.0);

fn caseloads(check: &Check<'_>, problems: &mut Problems) {
    let service = check.central;
    for (name, team) in service.team.iter() {
        let stages =
            service.stage.iter().filter(|(_, stage)| stage.needs_case_holder && stage.team.text == name.text);
        let cases: f64 = stages.map(|(_, stage)| stage.open).sum();
        let holders: f64 = team
            .staff
            .iter()
            .filter_map(|(role, group)| {
                let role = service.role.get(&role.text)?;
                let agency = role.agency_case_holding.unwrap_or(role.case_holding);
                Some(group.in_post * role.case_holding + group.agency * agency)
            })
            .sum();
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

fn past_year(check: &Check<'_>, problems: &mut Problems) {
    let Some(past) = check.central.past_year.referrals else { return };
    let demand = &check.central.demand;
    let sources = demand.source.values().filter(|source| source.referral);
    let now: f64 = sources.map(|source| source.per_year * demand.level).sum();
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
