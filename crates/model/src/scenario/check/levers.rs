//! Levers: the roles, teams and sources that they act on exist.

use super::{Check, unknown};
use crate::document::{Name, Problem, Problems, nearest};
use crate::service::{Alternative, CaseReview, HelpActsOn, PostsChange, Supplement};
use crate::uncertain::{Uncertain, kinds};

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    for option in check.service.option.values() {
        references(check, option, problems);
        let sources = option.front_door.values().map(|lever| &lever.source);
        for source in sources.chain(option.demand_shock.values().map(|lever| &lever.source)) {
            problems.extend(source_of_referrals(check, source));
        }
        for (number, lever) in option.early_help.iter() {
            problems.extend(stage_of_help(check, &option.path_of("early_help", number), &lever.acts_on));
        }
        for (number, lever) in option.supplement.iter() {
            elasticity_has_pay(check, &option.path_of("supplement", number), lever, problems);
        }
        for (number, lever) in option.campaign.iter() {
            let path = option.path_of("campaign", number);
            campaign_has_posts(check, &path, &lever.role, &lever.team, problems);
        }
        for (number, lever) in option.posts.iter() {
            let path = option.path_of("posts", number);
            posts_exist(check, &path, lever, problems);
        }
        for (number, lever) in option.temporary_workers.iter() {
            let path = option.path_of("temporary_workers", number);
            role_has_posts_in(check, &path, &lever.role, &[&lever.team], problems);
        }
        for (number, lever) in option.case_review.iter() {
            let path = option.path_of("case_review", number);
            review_ends(&path, lever, number, problems);
        }
    }
}

/// Every role, team and source that a lever names is there.
fn references(check: &Check<'_>, option: &Alternative<Uncertain>, problems: &mut Problems) {
    let service = check.service;
    let mut refer = |kind: &str, number: &Name, key: &str, name: &Name| {
        // A key that is left out means all.
        if name.place.is_none() {
            return;
        }
        let what = if key == "to_team" { "team" } else { key };
        let known: Vec<&str> = match what {
            "role" => service.role.names().collect(),
            "team" => service.team.names().collect(),
            _ => service.demand.source.names().collect(),
        };
        if !known.contains(&name.text.as_str()) {
            let path = option.path_of(kind, number);
            let message = format!("`{path}.{key}` names `{}`, but there is no such {what}", name.text);
            problems.extend(unknown(message, name, what, known.into_iter()));
        }
    };
    macro_rules! refer {
        ($($kind:ident { $($key:ident),+ })+) => { $(
            for (number, lever) in option.$kind.iter() {
                $( for name in lever.$key.each() {
                    refer(stringify!($kind), number, stringify!($key), name);
                } )+
            }
        )+ };
    }
    refer! {
        supplement { role }
        campaign { role, team }
        temporary_workers { team, role }
        posts { team, role, to_team }
        freeze { role }
        front_door { source }
        case_review { team }
        recording_system { team }
        demand_shock { source }
    }
}

/// Early help that keeps children from a stage names one.
fn stage_of_help(check: &Check<'_>, path: &str, acts_on: &HelpActsOn) -> Option<Problem> {
    let name = match acts_on {
        HelpActsOn::Referrals | HelpActsOn::Escalation => return None,
        HelpActsOn::Stage(name) => name,
    };
    let stages = &check.service.stage;
    if stages.get(&name.text).is_some() {
        return None;
    }
    let help = match nearest(&name.text, HelpActsOn::WORDS.into_iter().chain(stages.names())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "write \"referrals\", \"escalation\" or a stage: {}",
            stages.names().collect::<Vec<_>>().join(", ")
        ),
    };
    let message = format!("`{path}.acts_on` names `{}`, but there is no such stage", name.text);
    Some(Problem::error(message).maybe_at(name.place.as_ref(), "unknown stage").help(help))
}

/// A lever on referrals acts on a source of referrals.
fn source_of_referrals(check: &Check<'_>, name: &Name) -> Option<Problem> {
    let source = check.service.demand.source.get(&name.text)?;
    (!source.referral).then(|| {
        Problem::error(format!(
            "a lever on referrals acts on `{}`, which is no source of referrals",
            name.text
        ))
        .maybe_at(name.place.as_ref(), "referral = false")
        .help(format!("write [[option.change]] with parameter = \"demand.source.{}.per_year\"", name.text))
    })
}

/// The elasticity of a supplement stands in place of `leaving`, and its roles have a salary.
fn elasticity_has_pay(check: &Check<'_>, path: &str, lever: &Supplement<Uncertain>, problems: &mut Problems) {
    let Some(elasticity) = &lever.leaving_elasticity else { return };
    if lever.leaving.place.is_some() {
        problems.add(
            Problem::error(format!("`{path}` has both `leaving` and `leaving_elasticity`"))
                .maybe_at(elasticity.place.as_ref(), "a second effect on leaving")
                .help(
                    "keep `leaving` if its effect is the same whatever the amount, else `leaving_elasticity`",
                ),
        );
    }
    let roles = check.central.role.iter().filter(|(name, _)| lever.role.has(&name.text));
    for (name, _) in roles.filter(|(_, role)| role.salary == 0.0) {
        problems.add(
            Problem::error(format!(
                "`{path}` has `leaving_elasticity`, but the role `{}` has no salary",
                name.text
            ))
            .maybe_at(elasticity.place.as_ref(), "of which pay?")
            .help(format!("add role.{}.salary, or write `leaving` in place of the elasticity", name.text)),
        );
    }
}

/// Those who come by a campaign find posts of their role in the team.
fn campaign_has_posts(check: &Check<'_>, path: &str, role: &Name, team: &Name, problems: &mut Problems) {
    let service = check.service;
    let Some(own) = service.role.get(&role.text) else { return };
    let posts_of = if own.fills_posts_of.text.is_empty() { &role.text } else { &own.fills_posts_of.text };
    let teams = service.team.iter().filter(|(name, _)| team.text.is_empty() || name.text == team.text);
    let mut teams = teams.peekable();
    if teams.peek().is_some() && !teams.any(|(_, team)| team.staff.get(posts_of).is_some()) {
        let where_to =
            if team.text.is_empty() { "no team".to_owned() } else { format!("the team `{}` not", team.text) };
        problems.add(
            Problem::error(format!(
                "`{path}` brings people of the role `{}`, but {where_to} has posts of `{posts_of}`",
                role.text
            ))
            .maybe_at(role.place.as_ref(), "no posts to fill")
            .help(format!("name another role or team, or add [team.TEAM.staff.{posts_of}]")),
        );
    }
}

/// Posts are created, deleted or moved where there are such posts.
fn posts_exist(check: &Check<'_>, path: &str, lever: &PostsChange<Uncertain>, problems: &mut Problems) {
    let to_team = lever.to_team.place.as_ref().map(|_| &lever.to_team);
    let teams: Vec<&Name> = [Some(&lever.team), to_team].into_iter().flatten().collect();
    role_has_posts_in(check, path, &lever.role, &teams, problems);
    if to_team.is_some() && lever.fte.central(&kinds::AMOUNT) < 0.0 {
        problems.add(
            Problem::error(format!("`{path}` moves a negative number of posts"))
                .maybe_at(lever.fte.place.as_ref(), "negative")
                .help("change the places of `team` and `to_team`, and write the number without a sign"),
        );
    }
    if to_team.is_some() && lever.to_team == lever.team {
        problems.add(
            Problem::error(format!("`{path}` moves posts from a team to itself"))
                .maybe_at(lever.to_team.place.as_ref(), "the same team")
                .help("name another team, or leave `to_team` out to create posts"),
        );
    }
}

/// A role has posts of its own in each of these teams.
fn role_has_posts_in(check: &Check<'_>, path: &str, role: &Name, teams: &[&Name], problems: &mut Problems) {
    let service = check.service;
    let Some(own) = service.role.get(&role.text) else { return };
    if !own.fills_posts_of.text.is_empty() {
        problems.add(
            Problem::error(format!("`{path}` has posts of `{}`, a role without posts of its own", role.text))
                .maybe_at(role.place.as_ref(), "has no posts")
                .help(format!("name `{}`, whose posts the role fills", own.fills_posts_of.text)),
        );
        return;
    }
    for name in teams {
        let Some(team) = service.team.get(&name.text) else { continue };
        if team.staff.get(&role.text).is_none() {
            let what = format!("`{path}`: the team `{}` has no staff of the role `{}`", name.text, role.text);
            problems.add(Problem::error(what).maybe_at(name.place.as_ref(), "no such staff").help(format!(
                "add [team.{}.staff.{}] with establishment = 0, or name another team",
                name.text, role.text
            )));
        }
    }
}

/// A review has an end: its work is spread over the time until then.
fn review_ends(path: &str, lever: &CaseReview<Uncertain>, number: &Name, problems: &mut Problems) {
    if lever.terms.until.is_none() {
        problems.add(
            Problem::error(format!("`{path}` does not say by when the cases are to be reviewed"))
                .maybe_at(number.place.as_ref(), "no end")
                .help("add until = the last day of a month, such as 2024-12-31"),
        );
    }
}
