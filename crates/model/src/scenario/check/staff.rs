//! Posts and people of the teams.

use super::{Check, unknown};
use crate::balance::posts_and_people;
use crate::document::{Problem, Problems};
use crate::figures::short;

/// A difference in FTE that is no more than rounding of published figures.
const ROUNDING: f64 = 0.05;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    for (team_name, team) in check.service.team.iter() {
        for (role_name, group) in team.staff.iter() {
            let path = format!("team.{}.staff.{}", team_name.text, role_name.text);
            let Some(role) = check.service.role.get(&role_name.text) else {
                let message = format!("`{path}` has staff of a role that does not exist");
                problems.extend(unknown(message, role_name, "role", check.service.role.names()));
                continue;
            };
            let filled = &role.fills_posts_of;
            let posts = check.central.team.get(&team_name.text);
            let posts = posts.and_then(|team| team.staff.get(&role_name.text));
            let posts = posts.map_or(0.0, |group| group.establishment);
            if filled.place.is_some() && posts > 0.0 {
                problems.add(
                    Problem::error(format!(
                        "`{path}` has an establishment of {} FTE, but the role has no posts of its own: it fills those of `{}`",
                        short(posts, 1),
                        filled.text
                    ))
                    .maybe_at(group.establishment.place.as_ref(), "posts of another role")
                    .help(format!(
                        "add these posts to the establishment of `{}`, and leave the key out here",
                        filled.text
                    )),
                );
            }
        }
    }
    too_few_posts(check, problems);
}

fn too_few_posts(check: &Check<'_>, problems: &mut Problems) {
    let service = check.central;
    for ((team_name, team), written) in service.team.iter().zip(check.service.team.values()) {
        for role in service.role.names().filter(|role| !role.is_empty()) {
            let (posts, in_post) = posts_and_people(service, team, role, &|value| *value);
            if in_post > posts + ROUNDING {
                // Those who fill the posts of a role that the team has not may be the only ones to mark.
                let group = written.staff.get(role);
                let fills = |name: &str| {
                    let own = service.role.get(name);
                    own.is_some_and(|own| own.fills_posts_of.text == role)
                };
                let mut filling = written.staff.iter().filter(|(name, _)| fills(&name.text));
                let place = group
                    .and_then(|group| group.establishment.place.as_ref())
                    .or_else(|| filling.find_map(|(_, group)| group.in_post.place.as_ref()));
                problems.add(
                    Problem::warning(format!(
                        "the team `{}` has {} FTE in posts of the role `{role}`, but an establishment of {}",
                        team_name.text,
                        short(in_post, 1),
                        short(posts, 1)
                    ))
                    .maybe_at(place, format!("{} FTE too few", short(in_post - posts, 1)))
                    .help(
                        "raise the establishment to the staff in post; as it stands nobody is hired here \
                         until staff have left",
                    ),
                );
            }
        }
    }
}
