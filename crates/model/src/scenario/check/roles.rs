//! Roles: who fills whose posts, who becomes what.

use super::{Check, unknown};
use crate::document::{Name, Problem, Problems};
use crate::figures::whole;
use crate::service::Role;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    for (key, of) in [
        ("fills_posts_of", (|role| &role.fills_posts_of) as Follow),
        ("becomes", |role| &role.becomes),
        ("promoted_from", |role| &role.promoted_from),
    ] {
        for (name, role) in check.central.role.iter() {
            refers(check, name, key, of(role), of, problems);
        }
    }
    posts(check, problems);
    newly_qualified(check, problems);
}

type Follow = fn(&Role<f64>) -> &Name;

/// A reference from role to role: the other role exists, and following the
/// same key from role to role never leads back.
fn refers(check: &Check<'_>, name: &Name, key: &str, other: &Name, follow: Follow, problems: &mut Problems) {
    let roles = &check.central.role;
    if other.place.is_none() {
        return;
    }
    let path = format!("role.{}.{key}", name.text);
    if roles.get(&other.text).is_none() {
        let message = format!("`{path}` names `{}`, but there is no such role", other.text);
        problems.extend(unknown(message, other, "role", roles.names()));
        return;
    }
    if other.text == name.text {
        problems.add(
            Problem::error(format!("`{path}` names the role itself"))
                .maybe_at(other.place.as_ref(), "the same role")
                .help("name another role, or leave the key out"),
        );
        return;
    }
    let mut chain = vec![name.text.as_str()];
    let mut next = Some(other);
    while let Some(here) = next {
        chain.push(&here.text);
        if here.text == name.text {
            // Each ring is told once, at the first of its roles.
            let first = roles.names().find(|own| chain.contains(own));
            if first == Some(&name.text) {
                problems.add(
                    Problem::error(format!("`{key}` runs in a circle: {}", chain.join(" -> ")))
                        .maybe_at(other.place.as_ref(), "part of the circle")
                        .help("take the key out of one of these roles"),
                );
            }
            return;
        }
        if chain.len() > roles.len() + 1 {
            return;
        }
        let role = roles.get(&here.text);
        next = role.map(follow).filter(|name| name.place.is_some());
    }
}

/// A role whose posts others fill has posts of its own.
fn posts(check: &Check<'_>, problems: &mut Problems) {
    let roles = &check.central.role;
    for (name, role) in roles.iter() {
        let filled = &role.fills_posts_of;
        let Some(above) = roles.get(&filled.text) else {
            continue;
        };
        let further = &above.fills_posts_of;
        // A circle is told as such.
        let circle = further.text == name.text || filled.text == name.text || further.text == filled.text;
        if further.place.is_some() && !circle {
            problems.add(
                Problem::error(format!(
                    "`role.{}` fills posts of `{}`, which has none: it fills those of `{}`",
                    name.text, filled.text, further.text
                ))
                .maybe_at(filled.place.as_ref(), "has no posts of its own")
                .help(format!("write fills_posts_of = \"{}\"", further.text)),
            );
        }
    }
}

fn newly_qualified(check: &Check<'_>, problems: &mut Problems) {
    let roles = check.central.role.iter();
    let marked: Vec<&Name> = roles.filter(|(_, role)| role.newly_qualified).map(|(name, _)| name).collect();
    let joins = check.central.workforce.cohort.joins_each_september;
    if let [first, second, ..] = marked.as_slice() {
        let place = check.place(&["role", &second.text, "newly_qualified"]);
        problems.add(
            Problem::error(format!(
                "the September cohort cannot join in two roles: `{}` and `{}` are both newly_qualified",
                first.text, second.text
            ))
            .maybe_at(place, "the second")
            .help("leave newly_qualified = true in one role only"),
        );
    }
    if joins > 0.0 && marked.is_empty() {
        let place = &check.service.workforce.cohort.joins_each_september.place;
        problems.add(
            Problem::error(format!(
                "{} FTE join each September, but no role is newly_qualified",
                whole(joins)
            ))
            .maybe_at(place.as_ref(), "in which role?")
            .help("write newly_qualified = true in the role in which they join"),
        );
    }
}
