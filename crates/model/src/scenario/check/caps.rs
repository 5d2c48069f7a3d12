//! What an option asks for and cannot get: the engine keeps to what there is, so it is told here, and in every paper.

use super::Check;
use super::plausible::{Changed, changes, written};
use crate::balance::{Flows, flows, posts_and_people};
use crate::document::{Place, Problem, Problems};
use crate::english::{quoted, title_or_name};
use crate::figures::{short, whole};
use crate::service::{Campaign, EarlyHelp, HelpActsOn, MOST_PREVENTED, PostsChange, Service, option_of};
use crate::uncertain::Uncertain;

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
    let central = service.map(&mut |_, about, number| number.central(about.kind));
    unmet_at(service, &central, &flows(&central, &|value| *value))
}

fn unmet_at(service: &Service<Uncertain>, central: &Service<f64>, flows: &Flows) -> Vec<Unmet> {
    let kept = changes(service, kept);
    let mut all = Vec::new();
    for (option, written) in central.option.values().zip(service.option.values()) {
        let mut add = |path: String, place: Option<&Place>, asked: Option<Asked>| {
            let Some(Asked { what, label, help }) = asked else { return };
            let option = option.heading().to_owned();
            all.push(Unmet { option, path, what, label, place: place.cloned(), help });
        };
        for (path, place, asked) in
            kept.iter().filter(|(path, ..)| option_of(path) == Some(&option.name.text))
        {
            add(path.clone(), place.as_ref(), Some(asked.clone()));
        }
        for ((number, lever), written) in option.posts.iter().zip(written.posts.values()) {
            add(option.path_of("posts", number), written.fte.place.as_ref(), posts(central, lever));
        }
        for ((number, lever), written) in option.campaign.iter().zip(written.campaign.values()) {
            add(option.path_of("campaign", number), written.people.place.as_ref(), people(central, lever));
        }
        for ((number, lever), written) in option.early_help.iter().zip(written.early_help.values()) {
            let place = written.families_per_month.place.as_ref();
            add(option.path_of("early_help", number), place, help(central, flows, lever));
        }
    }
    all
}

pub(super) fn check(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    for Unmet { path, what, label, place, help, .. } in unmet_at(check.service, check.central, flows) {
        problems
            .add(Problem::warning(format!("`{path}`: {what}")).maybe_at(place.as_ref(), label).help(help));
    }
}

/// What is asked for, and what there is.
#[derive(Clone)]
struct Asked {
    what: String,
    label: &'static str,
    help: String,
}

/// A number would become what it cannot be, and is kept at its limit. What `set` sets must be possible, which is told
/// elsewhere.
fn kept(changed: &Changed<'_>) -> Option<(String, Option<Place>, Asked)> {
    let Changed { lever, by, is_set, own, about, central, becomes } = changed;
    let is_beyond = |value: &f64| !is_set && value.is_finite() && !about.kind.allows(*value);
    let value = becomes.iter().copied().find(is_beyond)?;
    let write = |value| written(value, about.kind);
    let asked = Asked {
        what: format!(
            "`{own}` would become {}, but {}: it is kept at {}",
            write(value),
            about.kind.rule,
            write(about.kind.clamp(value))
        ),
        label: "more than is possible",
        help: format!("it is {} without the option: give a smaller change", write(*central)),
    };
    Some((lever.clone(), by.place.clone(), asked))
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
fn help(service: &Service<f64>, flows: &Flows, lever: &EarlyHelp<f64>) -> Option<Asked> {
    let (what, a_year) = match &lever.acts_on {
        HelpActsOn::Referrals => ("referrals", flows.referrals),
        HelpActsOn::Escalation => {
            ("cases that go on from the first stages", going_on(service, &flows.inflow))
        }
        HelpActsOn::Stage(stage) => {
            ("cases that enter the stage", flows.inflow[service.stage.position(&stage.text)?])
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
