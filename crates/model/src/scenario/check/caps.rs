//! What an option asks for and cannot get: the engine keeps to what there is, so it is told here.

use super::Check;
use crate::balance::{flows, posts_and_people};
use crate::document::{Name, Place, Problem, Problems};
use crate::figures::{short, whole};
use crate::service::{Alternative, Campaign, EarlyHelp, HelpActsOn, PostsChange};

/// Levers prevent at most this share of what there is (docs/model.md, L7 to L9).
const MOST_PREVENTED: f64 = 0.9;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let written = check.service.option.values();
    for (option, written) in check.central.option.values().zip(written) {
        for ((number, lever), written) in option.posts.iter().zip(written.posts.values()) {
            let place = written.fte.place.as_ref();
            problems.extend(posts(check, &option.path_of("posts", number), lever, place));
        }
        for ((number, lever), written) in option.campaign.iter().zip(written.campaign.values()) {
            let place = written.people.place.as_ref();
            problems.extend(vacancies(check, &option.path_of("campaign", number), lever, place));
        }
        help(check, option, problems);
    }
}

/// More posts are taken away than there are.
fn posts(check: &Check<'_>, path: &str, lever: &PostsChange<f64>, place: Option<&Place>) -> Option<Problem> {
    let there = fte_of_posts(check, &lever.team, &lever.role)?;
    // Posts that move to another team are given as a positive number.
    let taken = if lever.to_team.text.is_empty() { -lever.fte } else { lever.fte };
    (taken > there + 1e-9).then(|| {
        Problem::warning(format!(
            "`{path}` takes {} FTE of posts of `{}` in `{}`, but there are {}: {} go",
            short(taken, 1),
            lever.role.text,
            lever.team.text,
            short(there, 1),
            short(there, 1)
        ))
        .maybe_at(place, "more than there are")
        .help(format!("take {} or fewer", short(there, 1)))
    })
}

fn fte_of_posts(check: &Check<'_>, team: &Name, role: &Name) -> Option<f64> {
    let service = check.central;
    Some(posts_and_people(service, service.team.get(&team.text)?, &role.text, &|value| *value).0)
}

/// More people are to come than there are vacancies, those of leavers of the time included.
fn vacancies(check: &Check<'_>, path: &str, lever: &Campaign<f64>, place: Option<&Place>) -> Option<Problem> {
    let service = check.central;
    let role = service.role.get(&lever.role.text)?;
    let posts_of =
        if role.fills_posts_of.text.is_empty() { &lever.role.text } else { &role.fills_posts_of.text };
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
    (come > vacant + leavers).then(|| {
        Problem::warning(format!(
            "`{path}` brings {} FTE, but {} FTE of posts are vacant at the start and {} FTE leave while they come: not all \
             can start",
            short(come, 1),
            short(vacant, 1),
            short(leavers, 1)
        ))
        .maybe_at(place, "more than there are vacancies")
        .help("offer fewer, or add posts by [[option.posts]]; results tell how many found no vacancy")
    })
}

/// Early help would prevent more than there is to prevent.
fn help(check: &Check<'_>, option: &Alternative<f64>, problems: &mut Problems) {
    let flows = flows(check.central, &|value| *value);
    for (number, lever) in option.early_help.iter() {
        let (what, a_year) = match &lever.acts_on {
            HelpActsOn::Referrals => ("referrals", flows.referrals),
            HelpActsOn::Escalation => {
                ("cases that go on from the first stages", going_on(check, &flows.inflow))
            }
            HelpActsOn::Stage(stage) => {
                let Some(at) = check.central.stage.position(&stage.text) else { continue };
                ("cases that enter the stage", flows.inflow[at])
            }
        };
        let prevented = prevented_a_year(lever);
        if prevented > MOST_PREVENTED * a_year {
            let place = check.service.option.get(&option.name.text);
            let place = place.and_then(|written| written.early_help.get(&number.text));
            problems.add(
                Problem::warning(format!(
                    "`{}` would prevent {} a year, but there are {} {what}: at most {} of them are prevented",
                    option.path_of("early_help", number),
                    whole(prevented),
                    whole(a_year),
                    whole(MOST_PREVENTED * a_year)
                ))
                .maybe_at(
                    place.and_then(|lever| lever.families_per_month.place.as_ref()),
                    "more than there are",
                )
                .help("help fewer families, or check would_be_referred and effect"),
            );
        }
    }
}

/// Once the programme has grown (equations L5 and L7).
fn prevented_a_year(lever: &EarlyHelp<f64>) -> f64 {
    let families = match lever.capacity_families {
        Some(capacity) if lever.months_of_help > 0.0 => {
            lever.families_per_month.min(capacity / lever.months_of_help)
        }
        _ => lever.families_per_month,
    };
    12.0 * families * lever.children_per_family * lever.would_be_referred * lever.effect
}

/// Cases a year that go on from the stages in which referrals begin.
fn going_on(check: &Check<'_>, inflow: &[f64]) -> f64 {
    let service = check.central;
    let is_first =
        |stage: &str| service.demand.source.values().any(|source| source.enters.get(stage).is_some());
    let stages = service.stage.iter().zip(inflow).filter(|((name, _), _)| is_first(&name.text));
    stages.map(|((_, stage), inflow)| inflow * stage.exits.values().sum::<f64>().min(1.0)).sum()
}
