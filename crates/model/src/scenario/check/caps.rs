//! What an option asks for and cannot get: the engine keeps to what there is, so it is told here, and in every paper.

use super::Check;
use super::plausible::{becomes, written};
use crate::balance::{flows, posts_and_people};
use crate::document::{Name, Place, Problem, Problems};
use crate::english::{quoted, title_or_name};
use crate::figures::{short, whole};
use crate::service::{Campaign, Change, EarlyHelp, HelpActsOn, PostsChange, Service};
use crate::uncertain::Uncertain;

/// Levers prevent at most this share of what there is (docs/model.md, L7 to L9).
const MOST_PREVENTED: f64 = 0.9;

/// Something that an option asks for and cannot get.
#[derive(Clone, Debug)]
pub struct Unmet {
    /// What the option is called.
    pub option: String,
    /// The path of the lever.
    pub path: String,
    /// What is asked for, and what there is: a sentence without its full stop.
    pub what: String,
    /// What stands under the number in the file, and where that is.
    label: &'static str,
    place: Option<Place>,
    /// What to do about it.
    help: String,
}

/// All that the options of a service ask for and cannot get, as far as the start tells.
pub fn unmet(service: &Service<Uncertain>) -> Vec<Unmet> {
    let central = &service.map(&mut |_, about, number| number.central(about.kind));
    let flows = flows(central, &|value| *value);
    let mut all = Vec::new();
    for (option, written) in central.option.values().zip(service.option.values()) {
        let mut add = |kind: &str, number: &Name, place: Option<&Place>, asked: Option<Asked>| {
            let Some(Asked { what, label, help }) = asked else { return };
            let (option, path) = (option.heading().to_owned(), option.path_of(kind, number));
            all.push(Unmet { option, path, what, label, place: place.cloned(), help });
        };
        for (number, lever) in written.change.iter() {
            for name in lever.parameter.each() {
                let (place, asked) = kept(service, &name.text, lever);
                add("change", number, place.as_ref(), asked);
            }
        }
        for ((number, lever), written) in option.posts.iter().zip(written.posts.values()) {
            add("posts", number, written.fte.place.as_ref(), posts(central, lever));
        }
        for ((number, lever), written) in option.campaign.iter().zip(written.campaign.values()) {
            add("campaign", number, written.people.place.as_ref(), people(central, lever));
        }
        for ((number, lever), written) in option.early_help.iter().zip(written.early_help.values()) {
            let place = written.families_per_month.place.as_ref();
            add("early_help", number, place, help(central, flows.referrals, &flows.inflow, lever));
        }
    }
    all
}

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    for Unmet { path, what, label, place, help, .. } in unmet(check.service) {
        problems
            .add(Problem::warning(format!("`{path}`: {what}")).maybe_at(place.as_ref(), label).help(help));
    }
}

/// What is asked for, and what there is.
struct Asked {
    what: String,
    label: &'static str,
    help: String,
}

/// A number would become what it cannot be, and is kept at its limit. What `set` sets must be possible, which is told
/// elsewhere.
fn kept(
    service: &Service<Uncertain>,
    path: &str,
    lever: &Change<Uncertain>,
) -> (Option<Place>, Option<Asked>) {
    let mut found = (None, None);
    service.map(&mut |own, about, number: &Uncertain| {
        if own != path || lever.set.is_some() {
            return;
        }
        let central = number.central(about.kind);
        let Some((by, values)) = becomes(lever, central, about) else { return };
        let beyond = values.into_iter().find(|value| value.is_finite() && !about.kind.allows(*value));
        let write = |value| written(value, about.kind);
        found = (
            by.place.clone(),
            beyond.map(|value| Asked {
                what: format!(
                    "`{own}` would become {}, but {}: it is kept at {}",
                    write(value),
                    about.kind.rule,
                    write(about.kind.clamp(value))
                ),
                label: "more than is possible",
                help: format!("it is {} without the option: give a smaller change", write(central)),
            }),
        );
    });
    found
}

/// More posts are taken away than there are.
fn posts(service: &Service<f64>, lever: &PostsChange<f64>) -> Option<Asked> {
    let team = service.team.get(&lever.team.text)?;
    let role = service.role.get(&lever.role.text)?;
    let there = posts_and_people(service, team, &lever.role.text, &|value| *value).0;
    // Posts that move to another team are given as a positive number.
    let taken = if lever.to_team.text.is_empty() { -lever.fte } else { lever.fte };
    let there_are = short(there, 1);
    (taken > there + 1e-9).then(|| Asked {
        what: format!(
            "{} posts (FTE) of {} in {} are to go, but there are {there_are}: no more than these go",
            short(taken, 1),
            quoted(&title_or_name(&role.title, &lever.role.text)),
            quoted(&title_or_name(&team.title, &lever.team.text)),
        ),
        label: "more than there are",
        help: format!("take {there_are} or fewer"),
    })
}

/// More people are to come than there are vacancies, those of leavers of the time included.
fn people(service: &Service<f64>, lever: &Campaign<f64>) -> Option<Asked> {
    let role = service.role.get(&lever.role.text)?;
    let filled = &role.fills_posts_of.text;
    let posts_of = if filled.is_empty() { &lever.role.text } else { filled };
    let teams = service.team.iter().filter(|(name, _)| lever.team.text.is_empty() || lever.team == **name);
    let (mut vacant, mut in_post) = (0.0, 0.0);
    for (_, team) in teams {
        let (posts, people) = posts_and_people(service, team, posts_of, &|value| *value);
        vacant += (posts - people).max(0.0);
        in_post += people;
    }
    let years = lever.over_months.max(1.0) / 12.0;
    let leavers = service.workforce.leaving.rate_per_year * in_post * years;
    let come = lever.people * lever.share_who_start * service.workforce.fte_per_person;
    (come > vacant + leavers).then(|| Asked {
        what: format!(
            "{} FTE are to start, but {} FTE of posts are vacant at the start and {} FTE leave while they come: not all find a \
             vacancy",
            short(come, 1),
            short(vacant, 1),
            short(leavers, 1)
        ),
        label: "more than there are vacancies",
        help: "offer fewer, or add posts by [[option.posts]]; results tell how many found no vacancy".to_owned(),
    })
}

/// Early help would prevent more than there is to prevent.
fn help(service: &Service<f64>, referrals: f64, inflow: &[f64], lever: &EarlyHelp<f64>) -> Option<Asked> {
    let (what, a_year) = match &lever.acts_on {
        HelpActsOn::Referrals => ("referrals", referrals),
        HelpActsOn::Escalation => ("cases that go on from the first stages", going_on(service, inflow)),
        HelpActsOn::Stage(stage) => {
            ("cases that enter the stage", inflow[service.stage.position(&stage.text)?])
        }
    };
    let prevented = prevented_a_year(lever);
    let most = MOST_PREVENTED * a_year;
    (prevented > most).then(|| Asked {
        what: format!(
            "{} {what} a year would be prevented, but there are {}: no more than {} are",
            whole(prevented),
            whole(a_year),
            whole(most)
        ),
        label: "more than there are",
        help: "help fewer families, or check would_be_referred and effect".to_owned(),
    })
}

/// Once the programme has grown (equations L5 and L7).
fn prevented_a_year(lever: &EarlyHelp<f64>) -> f64 {
    let begin = lever.families_per_month;
    let families = match lever.capacity_families {
        Some(capacity) if lever.months_of_help > 0.0 => begin.min(capacity / lever.months_of_help),
        _ => begin,
    };
    12.0 * families * lever.children_per_family * lever.would_be_referred * lever.effect
}

/// Cases a year that go on from the stages in which referrals begin.
fn going_on(service: &Service<f64>, inflow: &[f64]) -> f64 {
    let is_first =
        |stage: &str| service.demand.source.values().any(|source| source.enters.get(stage).is_some());
    let stages = service.stage.iter().zip(inflow).filter(|((name, _), _)| is_first(&name.text));
    stages.map(|((_, stage), inflow)| inflow * stage.exits.values().sum::<f64>().min(1.0)).sum()
}
