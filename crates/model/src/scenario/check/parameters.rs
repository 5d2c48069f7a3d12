//! Numbers that levers change: they exist, and can be changed in a run.

use super::Check;
use crate::document::{Name, Problem, Problems, nearest};
use crate::service::Change;
use crate::uncertain::{Kind, Uncertain};

/// A number of the scenario.
struct Known {
    path: String,
    kind: &'static Kind,
    /// The middle of its range.
    central: f64,
}

/// Beginning and end of the paths of numbers that say how far something is from
/// the usual. They are there for levers; the scenario itself is the usual.
const HANDLES: [(&str, &str); 4] = [
    ("team.", ".working_time"),
    ("stage.", ".pace"),
    ("role.", ".hiring_multiplier"),
    ("workforce.agency.", ".level"),
];

/// Paths, or beginnings, ends or parts of paths, of numbers that no lever can change, and why.
const FIXED: [(&str, &str); 18] = [
    (".open", START),
    (".waiting", START),
    (".in_post", START),
    (".agency", START),
    ("workforce.leaving.tenure.", START),
    (".reference_pressure", START),
    ("past_year.", START),
    ("workforce.fte_per_person", START),
    ("workforce.absence.at_start", START),
    (".mean_weeks", "a stage is in balance with its stay; change the `pace` of the stage instead"),
    (".trend_per_year", "growth adds up over the years; change `demand.level` instead"),
    ("money.award_per_year", "awards add up over the years; change the `salary` of roles instead"),
    ("money.discount_rate", "it is the same for all options"),
    ("environment.", "it is what no option has a hold on"),
    (".stay_changes.", "it is what no option has a hold on; change the `pace` of the stage instead"),
    ("demand.children_in_need.", "it says how published figures follow from cases"),
    (".persistence_per_year", "it is what no option has a hold on"),
    (".sd_per_year", "it is what no option has a hold on"),
];

const START: &str = "it describes the start of the run";

/// Why no lever can change the number of a path, if none can.
pub fn why_fixed(path: &str) -> Option<&'static str> {
    let is_of = |part: &str| {
        let within = part.starts_with('.') && part.ends_with('.') && path.contains(part);
        within || path.starts_with(part) || path.ends_with(part)
    };
    FIXED.iter().find(|(part, _)| is_of(part)).map(|(_, why)| *why)
}

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let mut known = Vec::new();
    check.central.map(&mut |path, about, central: &f64| {
        if !path.starts_with("option.") {
            known.push(Known { path: path.to_owned(), kind: about.kind, central: *central });
        }
    });
    handles(check, problems);
    for option in check.service.option.values() {
        for (number, lever) in option.change.iter() {
            let path = option.path_of("change", number);
            change(&known, &path, lever, problems);
        }
    }
}

/// The numbers that are there for levers stand at 1.
fn handles(check: &Check<'_>, problems: &mut Problems) {
    check.service.map(&mut |path, about, number: &Uncertain| {
        let is_handle = HANDLES.iter().any(|(begin, end)| path.starts_with(begin) && path.ends_with(end));
        let value = number.central(about.kind);
        // NaN has been told.
        if is_handle && (value - 1.0).abs() > 0.0 {
            problems.add(
                Problem::error(format!("`{path}` is {value}, but the scenario itself is what is usual"))
                    .maybe_at(number.place.as_ref(), "for levers only")
                    .help(format!("take it out; a lever may change it: parameter = \"{path}\"")),
            );
        }
    });
}

fn change(known: &[Known], path: &str, lever: &Change<Uncertain>, problems: &mut Problems) {
    let given = [lever.multiply.is_some(), lever.add.is_some(), lever.set.is_some()];
    if given.into_iter().filter(|given| *given).count() != 1 {
        let first = lever.parameter.each().next();
        problems.add(
            Problem::error(format!("`{path}` has to have exactly one of multiply, add and set"))
                .maybe_at(first.and_then(|name| name.place.as_ref()), "this number")
                .help("write multiply = 0.9 to take a tenth away, add = 5, or set = 20"),
        );
    }
    if lever.parameter.0.is_empty() {
        problems
            .add(Problem::error(format!("`{path}` changes no number")).help("write the path of a number"));
    }
    for (at, name) in lever.parameter.each().enumerate() {
        if lever.parameter.0[..at].contains(name) {
            let text = format!("`{path}` names `{}` twice", name.text);
            let problem = Problem::error(text).maybe_at(name.place.as_ref(), "the second");
            problems.add(problem.help("take one of the two out"));
            continue;
        }
        match known.iter().find(|known| known.path == name.text) {
            Some(parameter) => problems.extend(changeable(parameter, path, name, lever)),
            None => problems.extend(unknown(known, path, name)),
        }
    }
}

/// What is wrong with changing a number that exists.
fn changeable(parameter: &Known, path: &str, name: &Name, lever: &Change<Uncertain>) -> Option<Problem> {
    let place = name.place.as_ref();
    if let Some(why) = why_fixed(&name.text) {
        let text = format!("`{path}` changes `{}`, which no lever can change: {why}", name.text);
        return Some(
            Problem::error(text).maybe_at(place, "cannot be changed in a run").help("name another number"),
        );
    }
    if lever.multiply.is_some() && parameter.central == 0.0 {
        let text = format!("`{path}` multiplies `{}`, which is nil and stays nil", name.text);
        return Some(
            Problem::warning(text).maybe_at(place, "nil").help("write add or set in place of multiply"),
        );
    }
    let set = lever.set.as_ref()?;
    let value = set.central(parameter.kind);
    // NaN has been told.
    (!value.is_nan() && !parameter.kind.allows(value)).then(|| {
        let text = format!("`{path}` sets `{}` to {value}, but {}", name.text, parameter.kind.rule);
        Problem::error(text).maybe_at(set.place.as_ref(), "not possible").help(parameter.kind.remedy)
    })
}

/// There is no such number: the nearest one, or those that stand beside it.
fn unknown(known: &[Known], path: &str, name: &Name) -> Option<Problem> {
    name.place.as_ref()?;
    let paths = || known.iter().map(|known| known.path.as_str());
    let mut section = name.text.as_str();
    let fixed = FIXED.iter().find(|(part, _)| name.text.ends_with(part)).map(|(_, why)| (*why).to_owned());
    let near = || nearest(&name.text, paths()).map(|near| format!("did you mean `{near}`?"));
    let mut help = fixed.or_else(near);
    while help.is_none() {
        let Some((above, _)) = section.rsplit_once('.') else { break };
        section = above;
        let within: Vec<&str> = paths()
            .filter(|path| path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.')))
            .collect();
        if !within.is_empty() {
            let shown = within.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            let more = if within.len() > 12 { ", and others" } else { "" };
            help = Some(format!("the numbers of `{above}` are: {shown}{more}"));
        }
    }
    let help = help.unwrap_or_else(|| {
        "write the path of a number of the scenario, such as workforce.leaving.rate_per_year; one that is left out \
         has to be given first"
            .to_owned()
    });
    let message = format!("`{path}` changes `{}`, but the scenario has no such number", name.text);
    Some(Problem::error(message).maybe_at(name.place.as_ref(), "unknown number").help(help))
}
