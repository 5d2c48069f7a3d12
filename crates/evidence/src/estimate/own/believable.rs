//! Figures that are far from those published: mostly another unit, or another council.

use super::staff::published;
use super::walk::Known;
use crate::own::OwnFigures;
use model::document::{Problem, Problems};
use model::figures::{short, whole};
use model::service::Service;

/// A figure so many times the published one, or so many times less, is told.
const FAR: f64 = 4.0;

/// What is hard to believe against the published scenario.
pub(super) fn check(service: &Service<Known>, figures: &OwnFigures) -> Problems {
    let mut problems = Problems::default();
    let groups = published(service);
    let sum = |own: Vec<Option<f64>>| {
        own.iter().any(Option::is_some).then(|| own.into_iter().flatten().sum::<f64>())
    };
    let in_post = sum(figures.posts.iter().map(|own| own.in_post).collect());
    let referrals: f64 = service
        .demand
        .source
        .values()
        .filter(|source| source.referral)
        .map(|source| source.per_year.middle)
        .sum();
    let of_stage = |stage: &str| service.stage.get(stage).map_or(0.0, |stage| stage.open.middle);
    let first = figures.posts.first().map(|own| own.place.clone()).unwrap_or_default();
    let cases = sum(figures.cases.iter().map(|own| own.open).collect());
    let all_open: f64 = service.stage.values().map(|stage| stage.open.middle).sum();
    let people: f64 = groups.values().map(|group| group.in_post).sum();
    let last = |column: &str| figures.months(column).last().map(|(_, value)| *value);
    for (what, own, published, place) in [
        ("FTE in post by team and role", in_post, people, first.as_str()),
        ("FTE in post in the last month", last("in_post"), people, ""),
        (
            "FTE from agencies in the last month",
            last("agency").filter(|own| *own > 10.0),
            groups.values().map(|group| group.agency).sum(),
            "",
        ),
        ("referrals in the last month", last("referrals"), referrals / 12.0, ""),
        ("protection plans in the last month", last("protection"), of_stage("child_protection"), ""),
        ("looked-after children in the last month", last("care"), of_stage("looked_after"), ""),
        ("open cases", cases, all_open, ""),
    ] {
        let Some(own) = own.filter(|_| published > 0.0) else { continue };
        let times = own / published;
        if (1.0 / FAR..=FAR).contains(&times) {
            continue;
        }
        let how = if times > 1.0 {
            format!("{} times", short(times, 1))
        } else {
            format!("a {}th of", whole(1.0 / times.max(1e-6)))
        };
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        let what = format!(
            "{place}{} {what} are {how} the {} of the published scenario",
            short(own, 1),
            short(published, 1)
        );
        problems
            .add(Problem::warning(what).help("check unit, digits and council; leave it so if it is right"));
    }
    problems
}
