//! Options: their names, what they include, and when their levers act.

use super::names::problems_of;
use super::{Check, unknown};
use crate::document::{Problem, Problems};
use crate::service::{Alternative, AnyLever, BASELINE};
use crate::uncertain::Uncertain;

/// The most levers of all options together, and the most options: far beyond every plan.
const MOST_LEVERS: usize = 200;
const MOST_OPTIONS: usize = 100;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let options = &check.service.option;
    if options.len() > MOST_OPTIONS {
        let message =
            format!("the scenario has {} options, but at most {MOST_OPTIONS} are possible", options.len());
        problems.add(Problem::error(message).help("split the file: `staffcast compare` compares files"));
        return;
    }
    for (at, option) in options.values().enumerate() {
        name(option, options.values().take(at), problems);
        includes(check, option, problems);
        against(check, option, problems);
        for lever in option.levers() {
            dates(check, &lever, problems);
        }
    }
    for decided in &check.service.decided.0 {
        if options.get(&decided.text).is_none() {
            let message = format!("`decided` names `{}`, but there is no such option", decided.text);
            let none = || {
                Problem::error(&message)
                    .maybe_at(decided.place.as_ref(), "no such option")
                    .help("add [[option]] with this name, or take it out")
            };
            problems.add(unknown(message.clone(), decided, "option", options.names()).unwrap_or_else(none));
        }
    }
    let levers: usize = options.values().map(|option| option.levers().len()).sum();
    if levers > MOST_LEVERS {
        let message = format!("the options have {levers} levers, but at most {MOST_LEVERS} are possible");
        problems.add(Problem::error(message).help("join those that are alike"));
    }
}

fn name<'a>(
    option: &Alternative<Uncertain>,
    mut before: impl Iterator<Item = &'a Alternative<Uncertain>>,
    problems: &mut Problems,
) {
    let name = &option.name;
    if name.place.is_none() {
        // It is missing, which has been told.
        return;
    }
    problems_of("option", name, problems);
    if name.text == BASELINE {
        problems.add(
            Problem::error("an option cannot be called `baseline`: that is the scenario without options")
                .maybe_at(name.place.as_ref(), "the name of the baseline")
                .help("give it another name"),
        );
    }
    if before.any(|other| other.name == *name) {
        problems.add(
            Problem::error(format!("there are two options `{}`", name.text))
                .maybe_at(name.place.as_ref(), "the second")
                .help("give one of them another name"),
        );
    }
    if option.levers().is_empty() && option.includes.0.is_empty() {
        problems.add(
            Problem::warning(format!("the option `{}` has no lever: it is the baseline", name.text))
                .maybe_at(name.place.as_ref(), "changes nothing")
                .help("add a lever such as [[option.change]] below it, or take the option out"),
        );
    }
}

/// Options that an option includes exist, and none includes itself by a chain.
fn includes(check: &Check<'_>, option: &Alternative<Uncertain>, problems: &mut Problems) {
    let options = &check.service.option;
    for included in &option.includes.0 {
        if options.get(&included.text).is_none() {
            let message = format!(
                "the option `{}` includes `{}`, but there is no such option",
                option.name.text, included.text
            );
            problems.extend(unknown(message, included, "option", options.names()));
        } else if check.service.with_included([included.text.as_str()]).contains(&option.name.text.as_str()) {
            problems.add(
                Problem::error(format!("the option `{}` includes itself", option.name.text))
                    .maybe_at(included.place.as_ref(), "leads back to it")
                    .help("take the name out of one of the lists"),
            );
        }
    }
}

/// What an option is compared with exists, is compared itself, and is another.
fn against(check: &Check<'_>, option: &Alternative<Uncertain>, problems: &mut Problems) {
    let (options, other) = (&check.service.option, &option.against);
    if other.place.is_none() || other.text == BASELINE {
        return;
    }
    let own = &option.name.text;
    match options.get(&other.text) {
        None => {
            let message =
                format!("`option.{own}.against` names `{}`, but there is no such option", other.text);
            problems.extend(unknown(message, other, "option", options.names()));
        }
        Some(_) if *other == option.name => problems.add(
            Problem::error(format!("the option `{own}` is compared with itself"))
                .maybe_at(other.place.as_ref(), "the same option")
                .help("name another option, or leave `against` out to compare it with the baseline"),
        ),
        Some(named) if !named.offered => problems.add(
            Problem::error(format!(
                "the option `{own}` is compared with `{}`, which is not offered",
                other.text
            ))
            .maybe_at(other.place.as_ref(), "offered = false")
            .help("take `offered = false` out of that option"),
        ),
        Some(_) => {}
    }
}

/// A lever acts within the run, and its dates run forwards.
fn dates(check: &Check<'_>, lever: &AnyLever<'_, Uncertain>, problems: &mut Problems) {
    let path = &lever.path;
    let place = lever.number.place.as_ref();
    let (first, last) = (check.service.first_month(), check.service.last_month());
    let from = lever.terms.from.map_or(first, |day| day.0);
    let until = lever.terms.until.map_or(last, |day| day.0);
    if from < first {
        problems.add(
            Problem::error(format!(
                "`{path}` acts from {}, but the run begins on {}",
                from.first_day(),
                first.first_day()
            ))
            .maybe_at(place, "before the run")
            .help("move `from`; what has been done before the start belongs into the baseline"),
        );
    } else if from > last {
        problems.add(
            Problem::warning(format!(
                "`{path}` acts from {}, after the end of the run in {}: it changes nothing",
                from.first_day(),
                last.long_name()
            ))
            .maybe_at(place, "after the run")
            .help("move `from`, or run more `months`"),
        );
    } else if until < from {
        problems.add(
            Problem::error(format!("`{path}` ends before it begins"))
                .maybe_at(place, format!("from {} until {}", from.first_day(), until.last_day()))
                .help("put the dates in order"),
        );
    }
}
