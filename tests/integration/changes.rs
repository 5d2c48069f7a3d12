//! What changes from year to year beside demand: stays, posts, who holds cases,
//! who comes back, children in need.

use staffcast::sampling::Layers;

use crate::support::{Trials, assert_mean, service};

/// Cases of a stage that stay half a year, in balance, whose stays change.
fn stage(changes: &str) -> String {
    format!(
        "title = 'Stays'\nstart = 2023-09-30\nmonths = 36
         stage.s = {{ team = 't', needs_case_holder = false, open = {CASES}, stay_changes = {{ {changes} }} }}
         role.w = {{ case_holding = 1, full_caseload = 10 }}
         team.t.staff.w = {{ establishment = 1, in_post = 1 }}
         demand.source.all = {{ per_year = {}, enters = {{ s = 1 }} }}",
        CASES / STAY
    )
}

const CASES: f64 = 10_000.0;
/// In years.
const STAY: f64 = 0.5;

/// The mean of the cases open after each month from the first, if in the month
/// stays are so many times as long: those there go at their pace, as many come as ever.
fn expected(stays: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut open = CASES;
    let month = |at: i32| {
        let mean = STAY * stays(f64::from(at) / 12.0);
        let steady = CASES / STAY * mean;
        open = steady + (open - steady) * (-1.0 / 12.0 / mean).exp();
        open
    };
    (1..=36).map(month).collect()
}

/// Stays grow by 5% a year, and have grown before the start: so do the cases
/// open, from the first month on, to 0.3%.
///
/// Four means within 4 standard errors: a correct program fails once in 4,000 seeds.
#[test]
fn a_stock_grows_with_its_stays_from_the_start() {
    let trials = Trials::run(&stage("trend_per_year = 0.05"), 200, 201);
    let expected = expected(|years| 1.05_f64.powf(STAY + years));
    for month in [1, 6, 12, 36_usize] {
        let wanted = expected[month - 1];
        assert_mean(&format!("open after {month} months"), &trials.month("open_cases", month), wanted);
        let years = f64::from(u32::try_from(month).unwrap()) / 12.0;
        let grown = CASES * 1.05_f64.powf(years);
        assert!((wanted / grown - 1.0).abs() < 0.003, "{wanted} beside {grown} after {years} years");
    }
}

/// What stands above the usual at the start fades: of exp(0.3) a tenth is left
/// of the exponent after a year, and after three the stock is usual, to 1%.
///
/// Six means within 4 standard errors: a correct program fails once in 2,500 seeds.
#[test]
fn a_stock_that_stands_away_from_the_usual_goes_back_to_it() {
    for (at_start, seed) in [(0.3, 202), (-0.3, 203)] {
        let changes = format!("swing_at_start = {at_start}, swing_persistence_per_year = 0.1");
        let trials = Trials::run(&stage(&changes), 200, seed);
        let expected = expected(|years| (at_start * (0.1_f64.powf(years) - 1.0)).exp());
        for month in [1, 12, 36_usize] {
            let what = format!("open after {month} months");
            assert_mean(&what, &trials.month("open_cases", month), expected[month - 1]);
        }
        let usual = CASES * (-at_start).exp();
        assert!((expected[35] / usual - 1.0).abs() < 0.01, "{} beside {usual}", expected[35]);
    }
}

/// A team of workers who never leave, and cases that stay for a century.
fn team(staff: &str, rest: &str) -> String {
    format!(
        "title = 'Team'\nstart = 2023-09-30\nmonths = 24
         demand.source.all = {{ per_year = 100, enters = {{ s = 1 }} }}
         stage.s = {{ team = 't', open = 100, duration = {{ mean_weeks = 5_200, shape = 'fixed' }} }}
         role.w = {{ case_holding = 1, full_caseload = 20 }}
         team.t.staff.w = {{ {staff} }}\n{rest}"
    )
}

/// Posts grow or shrink by 2% a year to the last digit, whether or not other things are
/// left to chance from year to year; with them come or go as many people as `with_people` says.
///
/// Three means within 4 standard errors, each twice on the same luck: a correct
/// program fails once in 5,000 seeds.
#[test]
fn posts_follow_their_trend_and_people_follow_posts() {
    for (trend, with_people, seed) in [(0.02, 1.0, 211), (-0.02, 1.0, 212), (0.02, 0.5, 213)] {
        let rest = format!(
            "environment.establishment.trend_per_year = {trend}\nworkforce.posts.with_people = {with_people}"
        );
        let service = service(&team("establishment = 250, in_post = 200", &rest));
        let growth = |years: f64| (1.0_f64 + trend).powf(years);
        for environment in [true, false] {
            let layers = Layers { environment, ..Layers::ALL };
            let trials = Trials::of(&service, 0..1_000, seed, layers);
            for (month, years) in [(0, 0.0), (1, 1.0 / 12.0), (24, 2.0)] {
                let posts = trials.month("establishment_fte", month);
                assert!(
                    posts.iter().all(|fte| (fte - 250.0 * growth(years)).abs() < 1e-3),
                    "{month}: {posts:?}"
                );
            }
            let in_post = trials.month("in_post_fte", 24);
            assert_mean("in post after two years", &in_post, 200.0 * growth(2.0).powf(with_people));
        }
    }
}

/// FTE of case-holders over all workers, by trial.
fn holders_per_worker(trials: &Trials, month: usize) -> Vec<f64> {
    let all = ["open_cases", "caseload", "in_post_fte", "agency_fte"].map(|id| trials.month(id, month));
    let [open, caseload, in_post, agency] = all;
    (0..open.len()).map(|at| open[at] / caseload[at] / (in_post[at] + agency[at])).collect()
}

#[track_caller]
fn assert_all(what: &str, got: &[f64], wanted: f64) {
    assert!(got.iter().all(|got| (got / wanted - 1.0).abs() < 1e-5), "{what}: {got:?}, expected {wanted}");
}

/// Referrals double in a year as the environment has it, and cases with them: case-holders follow
/// by the power that is stated. What follows is worked out from stays and
/// referrals, so it stands within chance of the cases: 5 trials of 2,500 cases and more, within 3%,
/// which is 3.5 standard errors; a correct program fails once in 300 seeds.
#[test]
fn case_holders_follow_cases_as_stated() {
    for follows in [0.0, 0.5, 1.0] {
        let text = format!(
            "title = 'Team'\nstart = 2023-09-30\nmonths = 24
             demand.source.all = {{ per_year = 10_000, enters = {{ s = 1 }} }}
             stage.s = {{ team = 't', open = 2_500 }}
             role.w = {{ case_holding = 1, full_caseload = 100 }}
             team.t.staff.w = {{ establishment = 100, in_post = 100 }}
             environment.demand.trend_per_year = 1
             workload.case_holding.follows_cases = {follows}"
        );
        let trials = Trials::run(&text, 5, 221);
        for month in [0, 6, 12, 24] {
            let mean = |id: &str| {
                let values = trials.month(id, month);
                values.iter().sum::<f64>() / values.len() as f64
            };
            let cases = mean("open_cases") / 2_500.0;
            let caseload = mean("caseload") / 25.0;
            assert!(
                (caseload / cases.powf(1.0 - follows) - 1.0).abs() < 0.03,
                "{follows}, {month}: {caseload}, {cases}"
            );
        }
    }
}

/// Posts 10% more in a year, or agency workers, a quarter of all, fewer by a
/// factor of exp(-0.3) from the first month on: case-holders follow in part.
/// A correct program never fails.
#[test]
fn case_holders_follow_staff_as_stated() {
    for follows in [0.0, 0.5, 1.0] {
        let rest = format!(
            "workload.case_holding.follows_staff = {follows}\nenvironment.establishment.trend_per_year = 0.1"
        );
        let trials = Trials::run(&team("establishment = 15, in_post = 15", &rest), 5, 222);
        for (month, years) in [(0, 0.0), (12, 1.0), (24, 2.0)] {
            let wanted = 1.1_f64.powf(years * (follows - 1.0));
            assert_all("holders over workers", &holders_per_worker(&trials, month), wanted);
        }
        let rest = format!(
            "workload.case_holding.follows_staff = {follows}\nenvironment.agency.swing_at_start = 0.3"
        );
        let trials = Trials::run(&team("establishment = 20, in_post = 15, agency = 5", &rest), 5, 223);
        for month in [1, 24] {
            let wanted = (1.0 + 0.25 * ((-0.3_f64).exp() - 1.0)).powf(follows - 1.0);
            assert_all("holders over workers", &holders_per_worker(&trials, month), wanted);
        }
    }
}

/// Whom a lever brings holds cases, even where case-holders do not follow staff.
/// A correct program never fails.
#[test]
fn whom_levers_bring_counts_in_full() {
    let rest = "workload.case_holding.follows_staff = 0
        [[option]]
        name = 'more'
        [[option.posts]]
        team = 't'
        role = 'w'
        fte = 8
        [[option.campaign]]
        role = 'w'
        people = 4
        [[option.temporary_workers]]
        team = 't'
        role = 'w'
        fte = 5";
    let trials = Trials::of_option(&team("establishment = 20, in_post = 15", rest), Some(0), 5, 224);
    assert!(trials.month("agency_fte", 12).iter().all(|fte| (fte - 5.0).abs() < 1e-6));
    assert!(trials.month("in_post_fte", 12).iter().all(|fte| *fte >= 19.0));
    assert_all("holders over workers", &holders_per_worker(&trials, 12), 1.0);
}

/// The number of the start, times growth, times cases against the start to a power.
/// A correct program never fails.
#[test]
fn children_in_need_follow_cases_and_their_own_changes() {
    for follows in [0.0, 0.3, 1.0] {
        let rest = format!(
            "demand.children_in_need = {{ at_start = 300, follows_cases = {follows}, \
             changes.trend_per_year = 0.03 }}"
        );
        let trials = Trials::run(&team("establishment = 10, in_post = 10", &rest), 5, 231);
        for (month, years) in [(0, 0.0), (6, 0.5), (24, 2.0)] {
            let open = trials.month("open_cases", month);
            for (children, open) in trials.month("children_in_need", month).iter().zip(open) {
                let wanted = 300.0 * 1.03_f64.powf(years) * (open / 100.0).powf(follows);
                assert!((children / wanted - 1.0).abs() < 1e-5, "{children}, expected {wanted}");
            }
        }
    }
}

/// Where no case is open at the start there is nothing to follow.
#[test]
fn children_in_need_follow_nothing_where_no_case_is_open_at_the_start() {
    let text = team("establishment = 10, in_post = 10", "demand.children_in_need.at_start = 300")
        .replace("open = 100", "open = 0");
    let trials = Trials::run(&text, 5, 232);
    for month in [0, 24] {
        assert_all("children in need", &trials.month("children_in_need", month), 300.0);
    }
}

/// What is left out is what is written out at its default: no effect.
#[test]
fn every_new_factor_has_no_effect_by_default() {
    let text = crate::support::two_years();
    let still = "{ trend_per_year = 0, drift_sd_per_year = 0, swing_sd = 0, swing_persistence_per_year = 0.9, \
                 swing_at_start = 0 }";
    let mut written = format!(
        "{text}\n[environment]\n[stage.child_in_need.stay_changes]\n[workforce.posts]\nwith_people = 0.7\n\
         [workload.case_holding]\nfollows_cases = 0\nfollows_staff = 1\n"
    );
    for factor in ["establishment", "case_holding", "rereferral"] {
        written = written.replacen("[environment]", &format!("[environment]\n{factor} = {still}"), 1);
    }
    let written = written.replacen("\n[environment]\n[stage", "\n[stage", 1);
    assert_eq!(Trials::run(&written, 20, 241).bits(), Trials::run(&text, 20, 241).bits());
}
