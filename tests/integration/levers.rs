//! Levers in trials: where they act and where they do not, and that effects and costs add up.

use crate::support::{Trials, mean, scenario_text, two_years};

/// Every kind of lever in the council of the benches, from June 2024.
const ACTING: &str = r#"
[[option]]
name = "all"
[[option.change]]
parameter = "workforce.absence.rate"
add = 0.02
from = 2024-06-01
[[option.supplement]]
role = ["social_worker", "senior_practitioner"]
amount_per_year = 2_000
leaving = { interval80 = [0.7, 0.95] }
hiring = 1.2
from = 2024-06-01
[[option.campaign]]
role = "social_worker"
people = 12
share_who_start = 0.8
over_months = 3
early_leaving = 0.2
starting_share = 0.5
months_to_full = 6
cost_per_head = 5_000
from = 2024-06-01
[[option.temporary_workers]]
team = "all"
role = "social_worker"
fte = 5
from = 2024-06-01
[[option.agency]]
cover = 0.9
ceiling_fte = 40
price_cap = 1.3
from = 2024-06-01
[[option.posts]]
team = "all"
role = "senior_practitioner"
fte = 6
from = 2024-06-01
[[option.freeze]]
role = "team_manager"
from = 2024-06-01
[[option.early_help]]
families_per_month = 20
would_be_referred = 0.3
effect = 0.3
lag_months = 1
first_rise = 0.05
cost_per_family = 1_000
from = 2024-06-01
[[option.front_door]]
referrals = 0.95
goes_on = 0.3
entering = 0.99
rereferral = 0.9
from = 2024-06-01
[[option.case_review]]
cases = 500
weeks_of_work_per_case = 0.2
moves_on = 0.05
from = 2024-06-01
until = 2024-09-30
[[option.recording_system]]
time_gained = 0.05
time_lost_at_first = 0.1
from = 2024-06-01
[[option.inspection]]
agency = 1.2
referrals = 1.1
leaving = 1.05
hiring = 0.9
rereferral = 1.1
from = 2024-06-01
[[option.demand_shock]]
referrals = 1.2
from = 2024-06-01
"#;

/// Every kind of lever, each of which changes nothing.
const NIL: &str = r#"
[[option]]
name = "nil"
[[option.change]]
parameter = "workforce.absence.rate"
multiply = 1
[[option.change]]
parameter = "demand.level"
add = 0
[[option.supplement]]
[[option.campaign]]
role = "social_worker"
people = 0
[[option.temporary_workers]]
team = "all"
role = "social_worker"
fte = 0
[[option.agency]]
[[option.posts]]
team = "all"
role = "senior_practitioner"
fte = 0
[[option.freeze]]
share = 0
[[option.early_help]]
families_per_month = 50
would_be_referred = 0.3
effect = 0
[[option.front_door]]
[[option.case_review]]
cases = 0
weeks_of_work_per_case = 0.2
until = 2024-09-30
[[option.recording_system]]
time_gained = 0
[[option.inspection]]
[[option.demand_shock]]
referrals = 1
[[option.change]]
parameter = "workforce.leaving.rate_per_year"
multiply = 0.1
chance_of_delivery = 0
"#;

/// A correct program never fails.
#[test]
fn before_the_first_lever_acts_every_trial_is_the_baseline_and_then_it_is_not() {
    let text = two_years() + ACTING;
    let (baseline, option) =
        (Trials::of_option(&text, None, 64, 3), Trials::of_option(&text, Some(0), 64, 3));
    let months = baseline.model.layout.months;
    // June 2024 is month 9 of the run from October 2023.
    let begins = 9;
    let mut changed = 0;
    for (cell, (one, other)) in baseline.bits().into_iter().zip(option.bits()).enumerate() {
        if cell % months < begins {
            assert!(one == other, "cell {cell}, month {}", cell % months);
        } else {
            changed += usize::from(one != other);
        }
    }
    assert!(changed > 0);
    for (measure, month) in [("referrals", 10), ("in_post_fte", 12), ("agency_fte", 12), ("cost.levers", 9)] {
        assert!(baseline.month(measure, month) != option.month(measure, month), "{measure}");
    }
}

/// Levers that change nothing, and one that is never delivered, leave every
/// trial as it is to the bit, but that families are counted who are helped in
/// vain. A correct program never fails.
#[test]
fn levers_without_effect_and_cost_change_nothing() {
    let text = two_years() + NIL;
    let (baseline, option) =
        (Trials::of_option(&text, None, 64, 4), Trials::of_option(&text, Some(0), 64, 4));
    let layout = &baseline.model.layout;
    for (cell, (one, other)) in baseline.bits().into_iter().zip(option.bits()).enumerate() {
        let (measure, _) = layout.series[cell / layout.months];
        let id = layout.measures[measure].id.as_ref();
        let counts = ["families_helped", "children_helped"].contains(&id) && cell % layout.months > 0;
        assert!((one == other) != counts, "{id}, month {}", cell % layout.months);
    }
}

/// Options in the file leave the baseline as it is without them, but for the
/// rounding of sums over groups that they may bring people into.
#[test]
fn the_baseline_does_not_depend_on_the_options_of_its_file() {
    let alone = Trials::run(&two_years(), 64, 5);
    let beside = Trials::of_option(&(two_years() + ACTING), None, 64, 5);
    assert!(alone.bits() == beside.bits());
}

/// A lever that is decided is part of the baseline: the trials are those of the option.
#[test]
fn what_is_decided_is_in_the_baseline() {
    let option = Trials::of_option(&(two_years() + ACTING), Some(0), 64, 6);
    let text = "decided = ['all']\n".to_owned() + &two_years() + ACTING;
    assert!(Trials::of_option(&text, None, 64, 6).bits() == option.bits());
}

/// An option that includes two others has the levers of both, with the same
/// draws; where they act on different things, their effects add up to the bit.
#[test]
fn effects_of_disjoint_levers_add_up() {
    let levers = r#"
[[option]]
name = "shock"
[[option.demand_shock]]
referrals = { interval80 = [0.7, 0.9] }
[[option]]
name = "pay"
[[option.supplement]]
amount_per_year = { interval80 = [1_000, 3_000] }
leaving = { interval80 = [0.7, 0.9] }
[[option]]
name = "both"
includes = ["shock", "pay"]
"#;
    // Nothing of the work acts on staff, and nobody waits.
    let text = two_years()
        .replace("leaving = { interval80 = [0.0, 0.4] }", "")
        .replace("absence = { interval80 = [0.0, 0.3] }", "")
        .replace("ceiling_ratio = 1.4", "ceiling_ratio = 100")
        + levers;
    let of = |option| Trials::of_option(&text, option, 64, 7);
    let (baseline, shock, pay, both) = (of(None), of(Some(0)), of(Some(1)), of(Some(2)));
    for month in [1, 6, 24] {
        for measure in ["referrals", "open_cases", "rereferral_share", "referrals_avoided"] {
            assert_eq!(both.month(measure, month), shock.month(measure, month), "{measure}");
            assert_eq!(pay.month(measure, month), baseline.month(measure, month), "{measure}");
        }
        for measure in ["in_post_fte", "agency_fte", "cost.total", "cost.levers"] {
            assert_eq!(both.month(measure, month), pay.month(measure, month), "{measure}");
            assert_eq!(shock.month(measure, month), baseline.month(measure, month), "{measure}");
        }
    }
    assert!(mean(&pay.month("in_post_fte", 24)) > mean(&baseline.month("in_post_fte", 24)));
}

/// Staff who only leave, and as many offers as before: more recruits raise the
/// vacancies of no trial in no month. A correct program never fails.
#[test]
fn more_recruits_raise_vacancies_in_no_trial() {
    let campaign = |people: u32| {
        format!(
            "\n[[option]]\nname = 'more'\n[[option.campaign]]\nrole = 'worker'\npeople = {people}\nover_months = 6\nfrom = 2024-01-01\nshare_who_start = 0.7\n"
        )
    };
    let text = scenario_text("survival.toml") + &campaign(10);
    let (none, few) = (Trials::of_option(&text, None, 200, 8), Trials::of_option(&text, Some(0), 200, 8));
    let text = scenario_text("survival.toml") + &campaign(60);
    let many = Trials::of_option(&text, Some(0), 200, 8);
    for month in 1..=36 {
        let of = |trials: &Trials| trials.month("vacancy_fte", month);
        for (less, more) in [(&none, &few), (&few, &many)] {
            assert!(of(less).iter().zip(of(more)).all(|(less, more)| *less >= more), "month {month}");
        }
    }
    assert!(mean(&none.month("vacancy_fte", 12)) > mean(&many.month("vacancy_fte", 12)) + 20.0);
}

/// In every trial and month the parts of the cost are the whole, for the
/// service with what its levers cost; and the discounted cost is the cost over
/// the prices of the month and the discount. A correct program never fails:
/// numbers are kept with seven digits.
#[test]
fn costs_add_up_in_every_trial() {
    let text = two_years() + ACTING;
    for option in [None, Some(0)] {
        let trials = Trials::of_option(&text, option, 32, 9);
        for month in 1..=24 {
            let of = |measure: &str| trials.month(measure, month);
            let parts =
                ["cost.permanent", "cost.agency", "cost.recruitment", "cost.levers", "cost.placements"]
                    .map(of);
            let prices = 1.03_f64.powi(i32::from(month > 6) + i32::from(month > 18));
            let discount = 1.035_f64.powf(-(month as f64 - 0.5) / 12.0);
            let discounted = of("cost.discounted");
            for (trial, total) in of("cost.total").into_iter().enumerate() {
                let sum: f64 = parts.iter().map(|part| part[trial]).sum();
                assert!((sum / total - 1.0).abs() < 1e-6, "trial {trial}, month {month}: {sum} of {total}");
                let own = total / prices * discount;
                assert!((discounted[trial] / own - 1.0).abs() < 1e-6, "trial {trial}, month {month}");
            }
            // The premium is what agency staff cost beyond permanent staff in the same posts.
            let multiple = if option.is_some() && month >= 9 { 1.3 } else { 1.45 };
            for (agency, premium) in of("cost.agency").iter().zip(of("cost.agency_premium")) {
                assert!((premium - agency * (1.0 - 1.0 / multiple)).abs() <= 1e-6 * agency, "month {month}");
            }
        }
    }
}
