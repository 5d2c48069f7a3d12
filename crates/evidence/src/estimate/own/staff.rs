//! Teams, posts and people, open cases and pay, as the council counts them.

use std::collections::BTreeMap;

use super::laid::Laid;
use super::walk::Known;
use crate::estimate::entries::Entry;
use crate::estimate::round::tenth;
use crate::estimate::sourced::value;
use crate::own::{ONE_TEAM, OwnCases, OwnFigures, ROLES, STAGES};
use model::english::{counted, list, quoted};
use model::figures::{short, whole};
use model::service::Service;

/// Posts and people of one role in one team.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) in_post: f64,
    vacancies: f64,
    pub(super) agency: f64,
}

/// A team of the scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct OneTeam {
    key: String,
    title: String,
    staff: BTreeMap<&'static str, Group>,
    stages: Vec<&'static str>,
}

/// Lays teams, posts and people over the scenario; the teams come back.
pub(super) fn write(laid: &mut Laid, service: &Service<Known>, figures: &OwnFigures) {
    let mut teams = teams(figures);
    let published = published(service);
    let known = |role: &str| service.role.get(role).is_some();
    let mut roles_of_own: Vec<&str> = Vec::new();
    for own in &figures.posts {
        // A role that the published scenario lacks is that of most.
        let role = if known(own.role) { own.role } else { "social_worker" };
        if role != own.role {
            let (own, most) = (quoted(title_of(own.role)), quoted(title_of(role)));
            let how = format!("{own} is counted as {most}, since the published scenario has no such role");
            laid.tell("Posts and people", how);
        }
        let at = teams.iter().position(|team| team.has(&own.team)).unwrap_or(0);
        let group = teams[at].team.staff.entry(role).or_default();
        let before = published.get(role).copied().unwrap_or_default();
        let in_post = own.in_post.unwrap_or(before.in_post);
        let grown = if before.in_post > 0.0 { in_post / before.in_post } else { 1.0 };
        group.in_post += in_post;
        group.vacancies += own.vacancies.unwrap_or(before.vacancies * grown);
        group.agency += own.agency.unwrap_or(before.agency * grown);
        roles_of_own.push(role);
    }
    if figures.posts.is_empty() {
        teams[0].team.staff = by_month(&published, figures, laid);
    } else {
        let kept: Vec<(&&str, &Group)> =
            published.iter().filter(|(role, _)| !roles_of_own.contains(role)).collect();
        let names: Vec<&str> = kept.iter().map(|(role, _)| title_of(role)).collect();
        for (role, group) in &kept {
            teams[0].team.staff.insert(role, **group);
        }
        let of_own = counted(figures.posts.len(), "row");
        laid.tell("Posts and people", format!("as counted, {of_own} of {}", counted(teams.len(), "team")));
        if !names.is_empty() {
            laid.tell("Posts and people", format!("as published, since nothing is given: {}", list(&names)));
        }
    }
    let teams: Vec<OneTeam> = teams.into_iter().map(|team| team.team).collect();
    write_teams(laid, service, &teams, &published);
    write_cases(laid, figures);
}

fn title_of(role: &str) -> &'static str {
    ROLES.iter().find(|(key, _)| *key == role).map_or("", |(_, title)| title)
}

/// A team and the names that the council has for its parts.
struct Joined {
    names: Vec<String>,
    team: OneTeam,
}

impl Joined {
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

/// The teams that hold cases, that with most first. A stage belongs to one team, so teams that share a stage are one.
/// Teams without cases, and stages of which nobody says who holds them, stand with the first.
fn teams(figures: &OwnFigures) -> Vec<Joined> {
    let held = |own: &&OwnCases| own.open.is_some_and(|open| open > 0.0);
    let mut teams: Vec<Joined> = Vec::new();
    let mut of_nobody = Vec::new();
    for (stage, _) in STAGES {
        let names =
            figures.cases.iter().filter(held).filter(|own| own.stage == stage).map(|own| own.team.clone());
        let mut joined = Joined { names: names.collect(), team: OneTeam::default() };
        if joined.names.is_empty() {
            of_nobody.push(stage);
            continue;
        }
        joined.team.stages.push(stage);
        let own = joined.names.clone();
        for part in teams.extract_if(.., |team| own.iter().any(|name| team.has(name))) {
            joined.names.extend(part.names);
            joined.team.stages.extend(part.team.stages);
        }
        teams.push(joined);
    }
    let cases = |team: &Joined| {
        let own = figures.cases.iter().filter(|own| team.has(&own.team));
        own.filter_map(|own| own.open).sum::<f64>()
    };
    teams.sort_by(|a, b| cases(b).total_cmp(&cases(a)));
    if teams.is_empty() {
        let names = figures.posts.iter().map(|own| own.team.clone()).collect();
        teams.push(Joined { names, team: OneTeam::default() });
    }
    teams[0].team.stages.extend(of_nobody);
    for team in &mut teams {
        team.names.sort();
        team.names.dedup();
        team.team.title = if team.names.is_empty() { ONE_TEAM.1.to_owned() } else { list(&team.names) };
        team.team.key = key_of(&team.names.first().cloned().unwrap_or_default());
    }
    teams
}

/// A name as a key: `North & West` is `north_west`.
fn key_of(name: &str) -> String {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}

/// Posts and people as published, by role.
pub(super) fn published(service: &Service<Known>) -> BTreeMap<&'static str, Group> {
    let mut groups: BTreeMap<&'static str, Group> = BTreeMap::new();
    for team in service.team.values() {
        for (role, _) in ROLES.iter().filter(|(role, _)| team.staff.get(role).is_some()) {
            let Some(staff) = team.staff.get(role) else { continue };
            let (posts, in_post) =
                model::balance::posts_and_people(service, team, role, &|known| known.middle);
            let group = groups.entry(role).or_default();
            group.in_post += staff.in_post.middle;
            group.agency += staff.agency.middle;
            group.vacancies += (posts - in_post).max(0.0);
        }
    }
    groups
}

/// Without posts by role: as published by role, times what the whole service has of them at the end of the months.
fn by_month(
    published: &BTreeMap<&'static str, Group>,
    figures: &OwnFigures,
    laid: &mut Laid,
) -> BTreeMap<&'static str, Group> {
    let times = |column: &str, of: &dyn Fn(&Group) -> f64| {
        let all: f64 = published.values().map(of).sum();
        figures.at(column, figures.as_of).filter(|_| all > 0.0).map(|own| own / all)
    };
    let (in_post, vacancies, agency) = (
        times("in_post", &|group| group.in_post),
        times("vacancies", &|group| group.vacancies),
        times("agency", &|group| group.agency),
    );
    let how = if [in_post, vacancies, agency].iter().all(Option::is_none) {
        "as published, since nothing is given for the month"
    } else {
        "the totals of the month, divided over roles as published"
    };
    laid.tell("Posts and people", how);
    let group = |group: &Group| Group {
        in_post: group.in_post * in_post.unwrap_or(1.0),
        vacancies: group.vacancies * vacancies.unwrap_or(1.0),
        agency: group.agency * agency.unwrap_or(1.0),
    };
    published.iter().map(|(role, own)| (*role, group(own))).collect()
}

/// Lays the teams over the published one, whose name the biggest keeps.
fn write_teams(
    laid: &mut Laid,
    service: &Service<Known>,
    teams: &[OneTeam],
    published: &BTreeMap<&'static str, Group>,
) {
    for (at, team) in teams.iter().enumerate() {
        let key = if at == 0 || team.key.is_empty() { ONE_TEAM.0 } else { &team.key };
        if teams.len() > 1 || team.title != ONE_TEAM.1 {
            laid.set(format!("team.{key}.title"), Entry::Words(team.title.clone()));
        }
        let is_published = |role: &&str| key == ONE_TEAM.0 && published.contains_key(*role);
        let roles = ROLES.iter().map(|(role, _)| *role);
        for role in roles.filter(|role| team.staff.contains_key(role) || is_published(role)) {
            let path = |name: &str| format!("team.{key}.staff.{role}.{name}");
            let group = team.staff.get(role).copied().unwrap_or_default();
            laid.own(path("in_post"), value(tenth(group.in_post), 1), "");
            if group.agency > 0.0 || is_published(&role) {
                laid.own(path("agency"), value(tenth(group.agency), 1), "");
            }
            let fills = |own: &str| service.role.get(own).is_some_and(|of| of.fills_posts_of.text == role);
            if service.role.get(role).is_some_and(|own| own.fills_posts_of.text.is_empty()) {
                let in_it = team.staff.iter().filter(|(own, _)| **own == role || fills(own));
                let posts: f64 = in_it.map(|(_, group)| group.in_post + group.vacancies).sum();
                laid.own(
                    path("establishment"),
                    value(tenth(posts), 1),
                    format!("{} vacant", short(posts - people(team, role, &fills), 1)),
                );
            }
        }
        if teams.len() > 1 {
            for stage in &team.stages {
                laid.set(format!("stage.{stage}.team"), Entry::Words(key.to_owned()));
            }
        }
    }
}

fn people(team: &OneTeam, role: &str, fills: &dyn Fn(&str) -> bool) -> f64 {
    team.staff.iter().filter(|(own, _)| **own == role || fills(own)).map(|(_, group)| group.in_post).sum()
}

/// Open cases and those that wait, by stage. Where nobody gives them, plans and looked-after children are those of the month.
fn write_cases(laid: &mut Laid, figures: &OwnFigures) {
    let mut given = Vec::new();
    for (stage, title) in STAGES {
        let of_stage = || figures.cases.iter().filter(|own| own.stage == stage);
        let sum = |of: &dyn Fn(&OwnCases) -> Option<f64>| {
            of_stage().any(|own| of(own).is_some()).then(|| of_stage().filter_map(of).sum::<f64>())
        };
        let column = match stage {
            "child_protection" => "protection",
            "looked_after" => "care",
            _ => "",
        };
        let open = sum(&|own| own.open).or_else(|| figures.at(column, figures.as_of));
        let Some(open) = open else { continue };
        let waiting = sum(&|own| own.waiting).unwrap_or(0.0);
        laid.own(format!("stage.{stage}.open"), value(open - waiting, 1), "");
        if waiting > 0.0 {
            laid.own(format!("stage.{stage}.waiting"), value(waiting, 1), "");
        }
        given.push(format!("{title} {}", whole(open)));
    }
    if given.is_empty() {
        laid.tell("Open cases", "as published, since nothing is given");
    } else {
        laid.tell("Open cases", format!("as counted: {}", list(&given)));
    }
    if let Some(in_need) = figures.at("in_need", figures.as_of) {
        laid.own("demand.children_in_need.at_start", value(in_need, 0), "");
        laid.tell("Children in need", format!("as counted: {}", whole(in_need)));
    }
}

#[cfg(test)]
mod tests {
    use crate::estimate::{Estimator, lay_over};
    use crate::own::{OwnCases, OwnFigures, OwnPosts};
    use crate::published::Published;
    use model::calendar::Month;
    use model::document::InMemory;
    use model::figures::short;
    use model::scenario::{Reading, Scenario, read};

    /// Hackney with these posts (team, role, in post, vacancies) and cases (team, stage, open).
    fn hackney(posts: &[(&str, &'static str, f64, f64)], cases: &[(&str, &'static str, f64)]) -> Scenario {
        let published = Published::embedded();
        let text = Estimator::new(published, None)
            .unwrap()
            .scenario(published.find("Hackney").unwrap())
            .unwrap()
            .text;
        let mut figures = OwnFigures::new("Hackney", Month::new(2026, 10));
        let of = |(team, role, in_post, vacancies): &(&str, &'static str, f64, f64)| OwnPosts {
            team: (*team).to_owned(),
            role,
            in_post: Some(*in_post),
            vacancies: Some(*vacancies),
            agency: Some(5.0),
            place: String::new(),
        };
        figures.posts = posts.iter().map(of).collect();
        let of = |(team, stage, open): &(&str, &'static str, f64)| OwnCases {
            team: (*team).to_owned(),
            stage,
            open: Some(*open),
            waiting: None,
        };
        figures.cases = cases.iter().map(of).collect();
        let scenario = Reading::of_text("hackney", &text).scenario.unwrap();
        let draft = lay_over(&scenario, &text, &figures, "extends = \"published.toml\"\n");
        let files = InMemory::default().with("published.toml", text).with("own.toml", draft.text);
        let reading = read("own.toml".as_ref(), &files);
        reading.scenario.unwrap_or_else(|| panic!("{}", reading.problems.render(&reading.sources, false)))
    }

    /// Two teams hold cases of one stage, so they are one; who manages them all has no cases, and goes with the biggest.
    #[test]
    fn teams_that_share_a_stage_are_one_and_a_team_without_cases_goes_with_the_biggest() {
        let scenario = hackney(
            &[
                ("First response", "social_worker", 30.0, 4.0),
                ("East", "social_worker", 50.0, 8.0),
                ("West", "social_worker", 60.0, 9.0),
                ("Management", "senior_manager", 12.0, 1.0),
            ],
            &[
                ("First response", "assessment", 480.0),
                ("East", "child_in_need", 400.0),
                ("West", "child_in_need", 500.0),
                ("West", "child_protection", 280.0),
                ("East", "looked_after", 560.0),
            ],
        );
        let service = &scenario.service;
        let teams: Vec<(&str, &str)> =
            service.team.iter().map(|(name, team)| (name.text.as_str(), team.title.as_str())).collect();
        assert_eq!(teams, [("social_care", "East and West"), ("first_response", "First response")]);
        let holders: Vec<&str> = service.stage.values().map(|stage| stage.team.text.as_str()).collect();
        assert_eq!(holders, ["first_response", "social_care", "social_care", "social_care"]);
        let in_post = |team: &str, role: &str| {
            let group = service.team.get(team).and_then(|team| team.staff.get(role)).unwrap();
            group.in_post.quantile(0.5, &model::uncertain::kinds::FTE)
        };
        let in_post = [
            ("social_care", "social_worker"),
            ("first_response", "social_worker"),
            ("social_care", "senior_manager"),
        ]
        .map(|(team, role)| short(in_post(team, role), 1));
        assert_eq!(in_post, ["110", "30", "12"]);
    }
}
