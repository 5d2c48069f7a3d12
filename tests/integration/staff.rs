//! Staff who come and go, against what can be worked out on paper.

use crate::support::{Trials, assert_mean, scenario_text};

/// A service with hardly any cases; what is tested is put in place of the marks.
fn text(staff: &str, rest: &str) -> String {
    format!(
        "title = 'Staff'\nstart = 2023-09-30\nmonths = 48
         demand.source.all = {{ per_year = 1, enters = {{ s = 1 }} }}
         stage.s = {{ team = 't', open = 2 }}
         role.worker = {{ case_holding = 1, full_caseload = 20 }}
         role.novice = {{ fills_posts_of = 'worker', becomes = 'worker', newly_qualified = true }}
         team.t.staff.worker = {{ {staff} }}\n{rest}"
    )
}

/// Twelve posts are vacant and nobody leaves: the cohort brings five in the
/// first September, five in the second and the last two in the third.
/// A correct program never fails.
#[test]
fn the_cohort_joins_in_september_and_only_where_posts_are_vacant() {
    let text = text("establishment = 112, in_post = 100", "workforce.cohort.joins_each_september = 5");
    let trials = Trials::run(&text, 20, 141);
    for month in 1..=48 {
        let wanted = [(12, 5.0), (24, 5.0), (36, 2.0)].iter().find(|(when, _)| *when == month);
        let wanted = wanted.map_or(0.0, |(_, fte)| *fte);
        let starters = trials.month("starters_fte", month);
        assert!(starters.iter().all(|fte| (fte - wanted).abs() < 1e-6), "month {month}: {starters:?}");
    }
}

/// With vacancies for ever the market gives its ceiling: 24 accepted offers a
/// year, of which a quarter falls through.
///
/// One mean within 4 standard errors: a correct program fails once in 15,000 seeds.
#[test]
fn starters_are_held_at_the_ceiling_of_the_market() {
    let text = text(
        "establishment = 900, in_post = 100",
        "workforce.recruitment = { weeks_to_fill = 10, market_ceiling_per_year = 24, falls_through = 0.25 }",
    );
    let trials = Trials::run(&text, 1_000, 142);
    assert_mean("starters a month", &trials.mean_from("starters_fte", 1), 24.0 * 0.75 / 12.0);
}

/// A leaver's cases go to others: each of N workers has 1/N of the cases, so
/// that a case changes hands at the rate of leaving, 0.3 a year (in weeks of
/// the run: 48 (1 - exp(-0.3 / 48))), however few are left.
///
/// Three means within 4 standard errors: a correct program fails once in 5,000 seeds.
#[test]
fn children_change_worker_at_the_rate_at_which_workers_leave() {
    let text = scenario_text("survival.toml")
        .replace("open = 20", "open = 1_000\nduration = { mean_weeks = 5_200, shape = \"fixed\" }");
    // No others come, and one in a hundred goes in a year.
    let text = text.replace("per_year = 100", "per_year = 0.001");
    let trials = Trials::run(&text, 3_000, 143);
    let wanted = 48.0 * (1.0 - (-0.3_f64 / 48.0).exp());
    for month in [1, 12, 30] {
        let changes = trials.month("worker_changes_per_child_year", month);
        assert_mean(&format!("changes of worker in month {month}"), &changes, wanted);
    }
}

/// Leavers a year for each FTE in post are the stated rate, however long the
/// notice, from the first month on: those who leave in it gave notice before.
/// Vacancies are filled such that staff stays as it is.
///
/// Twelve means within 4 standard errors: a correct program fails once in 1,300 seeds.
#[test]
fn leaving_has_its_stated_rate_from_the_first_month_on_whatever_the_notice() {
    for (notice, seed) in [(0, 151), (13, 152), (26, 153)] {
        let rest = format!("workforce.leaving = {{ rate_per_year = 0.3, notice_weeks = {notice} }}");
        let trials = Trials::run(&text("establishment = 480, in_post = 400", &rest), 1_500, seed);
        for month in [1, 2, 6, 24] {
            let what = format!("{notice} weeks of notice, month {month}: leavers");
            assert_mean(&what, &trials.month("leavers_fte", month), 400.0 * 0.3 / 12.0);
        }
    }
}
