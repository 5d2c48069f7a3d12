//! Whether a scenario is of a size that can be run: no more than all of England has, and in a time that ends.

use super::Check;
use crate::balance::Flows;
use crate::document::{Problem, Problems};
use crate::figures::whole;
use crate::uncertain::kinds::{self, MOST_CASES, MOST_FTE};
use crate::uncertain::{Kind, Uncertain};

/// The most targets: each has charts of its own.
const MOST_TARGETS: usize = 50;
/// The most times a year that cases begin a stage, all stages together: a ring of stages goes round no faster.
const MOST_STEPS: f64 = 2e7;
/// What is checked of a range is this far up in it.
const HIGH: f64 = 0.99;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    referrals(check, problems);
    let service = check.service;
    let high = |number: &Uncertain, kind: &Kind| number.quantile(HIGH, kind);
    let cases: f64 = service
        .stage
        .values()
        .map(|stage| high(&stage.open, &kinds::CASES) + high(&stage.waiting, &kinds::CASES))
        .sum();
    let groups = || service.team.values().flat_map(|team| team.staff.values());
    let in_post: f64 = groups().map(|group| high(&group.in_post, &kinds::FTE)).sum();
    let posts: f64 = groups().map(|group| high(&group.establishment, &kinds::FTE)).sum();
    let agency: f64 = groups().map(|group| high(&group.agency, &kinds::FTE)).sum();
    for (count, what, most, table) in [
        (cases, "cases at the start", MOST_CASES, "stage"),
        (in_post.max(posts), "posts or permanent staff (FTE)", MOST_FTE, "team"),
        (agency, "agency staff (FTE)", MOST_FTE, "team"),
    ] {
        problems.extend(too_many(check, count, what, most, table));
    }
    let targets = service.targets.0.len();
    if targets > MOST_TARGETS {
        problems.add(
            Problem::error(format!(
                "the scenario has {targets} targets, but at most {MOST_TARGETS} are possible"
            ))
            .maybe_at(check.place(&["targets"]), "too many")
            .help("take out those that nobody will look at"),
        );
    }
}

fn too_many(check: &Check<'_>, count: f64, what: &str, most: f64, table: &str) -> Option<Problem> {
    // NaN has been told.
    (count > most).then(|| {
        let message =
            format!("the scenario has {} {what}, but at most {} are possible", whole(count), whole(most));
        Problem::error(message)
            .maybe_at(check.place(&[table]), "too many in all")
            .help("all of England has fewer: check the numbers, or split the scenario")
    })
}

/// Referrals of a year now and at the end of the run, if they grow as they are expected to.
fn referrals(check: &Check<'_>, problems: &mut Problems) {
    let demand = &check.service.demand;
    let years = f64::from(check.service.months.0) / 12.0;
    let growth = |trend: &Uncertain| (1.0 + trend.quantile(0.5, &kinds::CHANGE)).max(1.0).powf(years);
    let of_all = demand.level.quantile(HIGH, &kinds::SOME_FACTOR)
        * growth(&demand.trend_per_year)
        * growth(&check.service.environment.demand.trend_per_year);
    let sources = demand.source.values();
    let at_end: f64 = sources
        .map(|source| source.per_year.quantile(HIGH, &kinds::PER_YEAR) * growth(&source.trend_per_year))
        .sum();
    let what = "referrals a year at the end of the run";
    problems.extend(too_many(check, at_end * of_all, what, MOST_CASES, "demand"));
}

/// What the flows of the scenario come to.
pub(super) fn flows(check: &Check<'_>, flows: &Flows, problems: &mut Problems) {
    let steady: f64 = flows.steady_stock.iter().sum();
    problems.extend(too_many(check, steady, "cases in the long run", 2.0 * MOST_CASES, "stage"));
    let steps: f64 = flows.inflow.iter().sum();
    problems.extend(too_many(check, steps, "beginnings of stages a year", MOST_STEPS, "stage"));
}
