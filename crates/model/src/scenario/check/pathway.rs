//! The pathway: what enters, what follows, and that every case can close.

use super::{Check, meant, unknown};
use crate::document::{Name, Place, Problem, Problems};
use crate::figures::short;
use crate::service::Named;

/// Shares that are meant to sum to 1 may miss it by so much in the arithmetic.
const ROUNDING: f64 = 1e-9;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    known_stages(check, problems);
    sums(check, problems);
    reachable(check, problems);
    closing(check, problems);
    holders(check, problems);
}

fn known_stages(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let stages = service.stage.names();
    let sources = service.demand.source.iter().map(|(name, source)| {
        let path = format!("demand.source.{}.enters", name.text);
        (path, &source.enters)
    });
    let exits =
        service.stage.iter().map(|(name, stage)| (format!("stage.{}.exits", name.text), &stage.exits));
    for (path, shares) in sources.chain(exits) {
        for (name, _) in shares.iter() {
            if service.stage.get(&name.text).is_some() {
                continue;
            }
            let problem = unknown(
                format!("`{path}` leads to `{}`, but there is no such stage", name.text),
                name,
                "stage",
                stages.clone(),
            );
            problems.extend(problem.map(|problem| match name.text.as_str() {
                "closed" => {
                    problem.help("leave `closed` out: the share that goes to no other stage is closed")
                }
                _ => problem,
            }));
        }
    }
    for (name, stage) in service.stage.iter() {
        let team = &stage.team;
        if team.place.is_some() && service.team.get(&team.text).is_none() {
            let message = format!(
                "`stage.{}` is held by the team `{}`, but there is no such team",
                name.text, team.text
            );
            problems.extend(unknown(message, team, "team", service.team.names()));
        }
    }
}

fn sums(check: &Check<'_>, problems: &mut Problems) {
    // The share that one value in twenty exceeds.
    let high = check.service.map(&mut |_, about, number| number.quantile(0.95, about.kind));
    let central = check.central;
    for ((name, source), high) in central.demand.source.iter().zip(high.demand.source.values()) {
        let place = check.place(&["demand", "source", &name.text, "enters"]);
        let what = format!("the shares in `demand.source.{}.enters`", name.text);
        let rest = "what is left over needs no further action";
        sum(&what, rest, &source.enters, &high.enters, place, problems);
    }
    for ((name, stage), high) in central.stage.iter().zip(high.stage.values()) {
        let place = check.place(&["stage", &name.text, "exits"]);
        let what = format!("the shares in `stage.{}.exits`", name.text);
        let rest = "what is left over is closed";
        sum(&what, rest, &stage.exits, &high.exits, place, problems);
    }
}

fn sum(
    what: &str,
    rest: &str,
    central: &Named<f64>,
    high: &Named<f64>,
    place: Option<&Place>,
    problems: &mut Problems,
) {
    let (central, high): (f64, f64) = (central.values().sum(), high.values().sum());
    if central > 1.0 + ROUNDING {
        problems.add(
            Problem::error(format!(
                "{what} sum to {}, but there is no more than the whole",
                short(central, 4)
            ))
            .maybe_at(place, "more than 1 in all")
            .help(format!("lower them to a sum of at most 1; {rest}")),
        );
    } else if high > 1.0 + ROUNDING {
        problems.add(
            Problem::warning(format!("{what} sum to {} at the high end of their ranges", short(high, 3)))
                .maybe_at(place, "can be more than 1 in all")
                .help("narrow the ranges; in a trial in which they exceed 1, each is divided by the sum"),
        );
    }
}

/// Every stage must have a way in: from a source, from another stage that has
/// one, or cases open at the start.
fn reachable(check: &Check<'_>, problems: &mut Problems) {
    let stages = &check.central.stage;
    let position = |name: &str| meant(name, stages);
    let mut reached: Vec<bool> =
        stages.values().map(|stage| stage.open != 0.0 || stage.waiting != 0.0).collect();
    let sources = check.central.demand.source.values();
    let entered = sources.flat_map(|source| source.enters.names().filter_map(position));
    for at in entered {
        reached[at] = true;
    }
    spread(&mut reached, |reached| {
        let from = stages.values().enumerate().filter(|(at, _)| reached[*at]);
        from.flat_map(|(_, stage)| stage.exits.names().filter_map(position)).collect()
    });
    for (at, (name, _)) in stages.iter().enumerate().filter(|(at, _)| !reached[*at]) {
        let before = stages.iter().enumerate().find(|(from, (_, stage))| {
            *from != at && stage.exits.names().filter_map(position).any(|to| to == at)
        });
        let reason = match before {
            Some((_, (before, _))) => {
                format!("only `{}` leads to it, where no case can ever be either", before.text)
            }
            None => "no source and no other stage leads to it".to_owned(),
        };
        problems.add(
            Problem::error(format!(
                "no case can ever be in `stage.{}`: {reason}, and nothing is open in it",
                name.text
            ))
            .maybe_at(name.place.as_ref(), "out of reach")
            .help(format!(
                "add `{} = SHARE` to the exits of the stage before it or to `enters` of a source, or leave the stage out",
                name.text
            )),
        );
    }
}

/// From every stage a chain of exits must lead to closing.
fn closing(check: &Check<'_>, problems: &mut Problems) {
    let stages = &check.central.stage;
    let mut closes: Vec<bool> = stages
        .values()
        .map(|stage| {
            let onward: f64 = stage.exits.values().sum();
            // A sum above 1 is told elsewhere.
            onward.is_nan() || (onward - 1.0).abs() > ROUNDING
        })
        .collect();
    spread(&mut closes, |closes| {
        let leads = |(name, share): (&Name, &f64)| {
            *share != 0.0 && meant(&name.text, stages).is_none_or(|at| closes[at])
        };
        let stages = stages.values().enumerate();
        stages.filter(|(_, stage)| stage.exits.iter().any(leads)).map(|(at, _)| at).collect()
    });
    for ((name, stage), _) in stages.iter().zip(&closes).filter(|(_, closes)| !**closes) {
        let exits: Vec<String> = stage.exits.names().map(|exit| format!("`{exit}`")).collect();
        let place = check.place(&["stage", &name.text, "exits"]);
        problems.add(
            Problem::error(format!(
                "no case in `stage.{}` can ever close: every one goes on to {}, and from there no way leads to closing",
                name.text,
                exits.join(" or ")
            ))
            .maybe_at(place, "sum to 1")
            .help("lower a share: what is left over is closed"),
        );
    }
}

/// Marks what follows from what is marked, until nothing is added.
fn spread(marked: &mut [bool], follows: impl Fn(&[bool]) -> Vec<usize>) {
    for _ in 0..marked.len() {
        for at in follows(marked) {
            marked[at] = true;
        }
    }
}

fn holders(check: &Check<'_>, problems: &mut Problems) {
    let service = check.central;
    for (name, stage) in service.stage.iter().filter(|(_, stage)| stage.needs_case_holder) {
        let Some(team) = service.team.get(&stage.team.text) else {
            continue;
        };
        // A role that is not known is told elsewhere; it may well hold cases.
        let holds = |role: &str| {
            service.role.get(role).is_none_or(|role| {
                let shares = [Some(role.case_holding), role.agency_case_holding];
                role.full_caseload != 0.0 && shares.into_iter().flatten().any(|share| share != 0.0)
            })
        };
        if !team.staff.names().any(holds) {
            problems.add(
                Problem::error(format!(
                    "cases in `stage.{}` need a case-holder, but nobody in the team `{}` can hold one",
                    name.text, stage.team.text
                ))
                .maybe_at(stage.team.place.as_ref(), "has no case-holders")
                .help(
                    "give the team a role with case_holding and full_caseload above 0, \
                     or write needs_case_holder = false in the stage",
                ),
            );
        }
    }
}
