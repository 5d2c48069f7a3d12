//! Services at the edge of what can be: small groups, residues of rounding, queues that nobody joins.

use crate::support::{Trials, assert_mean};

/// Ten posts of managers, of whom so many are there; nobody leaves, and posts are filled within a quarter.
fn managers(in_post: &str) -> String {
    format!(
        "title = 'A small group'\nstart = 2023-12-31\nmonths = 12
         demand.source.all = {{ per_year = 120, enters = {{ assessment = 1 }} }}
         stage.assessment = {{ team = 'a', open = 10 }}
         role.worker = {{ case_holding = 1, full_caseload = 100 }}
         role.manager = {{}}
         team.a.staff.worker = {{ establishment = 10, in_post = 10 }}
         team.a.staff.manager = {{ establishment = 10, in_post = {in_post} }}
         workforce.recruitment.weeks_to_fill = 13"
    )
}

/// However little of a post is filled at the start, the others are filled by whole people: vacancies fall by the share
/// 1 - exp(-52.18 / 13) of what they were, in steps of a week, and the last part of a post smaller than a fifth is left.
///
/// Five means within 4 standard errors, and a fifth of a post: a correct program fails less than once in 3,000 seeds.
#[test]
fn a_group_that_opens_with_a_part_of_a_person_fills_as_any_other() {
    let left = (-52.18_f64 / 13.0).exp();
    for in_post in [0.0, 1e-17, 0.05, 0.1, 0.19] {
        let trials = Trials::run(&managers(&in_post.to_string()), 400, 161);
        let last: Vec<f64> = trials.month("in_post_fte", 12);
        let mean = last.iter().sum::<f64>() / last.len() as f64;
        let sd = (last.iter().map(|fte| (fte - mean).powi(2)).sum::<f64>() / last.len() as f64).sqrt();
        let wanted = 20.0 - (10.0 - in_post) * left;
        let off = (mean - wanted).abs();
        assert!(off < 4.0 * sd / 20.0 + 0.2, "in_post = {in_post}: {mean:.3} in place of {wanted:.3}");
    }
}

/// A starter works as much as the scenario says that a person works, not as the one who happens to be there.
/// A correct program never fails.
#[test]
fn starters_work_as_much_as_people_work() {
    for in_post in ["0.3", "1.4", "5.55e-17"] {
        let trials = Trials::run(&managers(in_post), 20, 162);
        for month in 1..=12 {
            for starters in trials.month("starters_fte", month) {
                let last_part = (10.0 - in_post.parse::<f64>().unwrap()).fract();
                let whole = starters.fract().min(1.0 - starters.fract());
                let part = (starters.fract() - last_part).abs();
                assert!(whole.min(part) < 1e-4, "in_post = {in_post}: {starters} start in month {month}");
            }
        }
    }
}

/// Fifty wait and nobody new comes: when they came is not known, so no wait is told.
/// A correct program never fails.
#[test]
fn those_of_whom_nobody_knows_when_they_came_have_no_wait() {
    let text = |per_year: &str| {
        format!(
            "title = 'A backlog'\nstart = 2023-09-30\nmonths = 12
             demand.source.all = {{ per_year = {per_year}, enters = {{ assessment = 1 }} }}
             stage.assessment = {{ team = 'a', waiting = 50, duration.mean_weeks = 8 }}
             role.worker = {{ case_holding = 1, full_caseload = 10 }}
             team.a.staff.worker = {{ establishment = 2, in_post = 2 }}
             workload.ceiling_ratio = 1"
        )
    };
    for per_year in ["0", "0.01", "1"] {
        let trials = Trials::run(&text(per_year), 20, 163);
        let waits = trials.month("weeks_to_allocation", 1);
        assert!(waits.iter().all(|weeks| weeks.is_nan() || *weeks <= 104.0), "{per_year}: {waits:?}");
    }
    // Half a year of arrivals: the middle of them has waited for a quarter.
    let waits = Trials::run(&text("100"), 20, 164).month("weeks_to_allocation", 1);
    assert!(waits.iter().all(|weeks| (10.0..=30.0).contains(weeks)), "{waits:?}");
}

/// Nearly all who are closed come back: referrals stay as many as the scenario says.
///
/// One mean within 4 standard errors: a correct program fails once in 15,000 seeds.
#[test]
fn referrals_keep_their_level_even_if_nearly_all_come_back() {
    let text = "title = 'Round and round'\nstart = 2023-09-30\nmonths = 60
        demand.source.all = { per_year = 12_000, enters = { assessment = 1 } }
        demand.rereferral.share_within_12_months = 0.99
        stage.assessment = { team = 'a', open = 1_000, needs_case_holder = false }
        role.worker = { case_holding = 1, full_caseload = 10 }
        team.a.staff.worker = { establishment = 2, in_post = 2 }";
    let trials = Trials::run(text, 200, 165);
    assert_mean("referrals of the fifth year", &trials.month("referrals_12_months", 60), 12_000.0);
}
