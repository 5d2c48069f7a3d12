//! Who waits, and for how long: queues with priority.

use crate::support::{Trials, assert_mean};

/// Two kinds of cases in one team of fourteen places; ten are needed on average.
fn text(priority_of_plans: f64) -> String {
    format!(
        "title = 'Two kinds of cases'\nstart = 2023-09-30\nmonths = 240
         stage.need = {{ team = 't', open = 6, priority = 2, duration.mean_weeks = 10 }}
         stage.plan = {{ team = 't', open = 4, priority = {priority_of_plans}, duration.mean_weeks = 10 }}
         role.w = {{ case_holding = 1, full_caseload = 1 }}
         team.t.staff.w = {{ establishment = 14, in_post = 14 }}
         workload.ceiling_ratio = 1
         demand.source.needs = {{ per_year = {}, enters = {{ need = 1 }} }}
         demand.source.plans = {{ per_year = {}, enters = {{ plan = 1 }} }}",
        6.0 * 365.25 / 70.0,
        4.0 * 365.25 / 70.0,
    )
}

/// With c places, offered loads a1 and a2 and Erlang's C for both, the first
/// waits C T / (c - a1) on average and the second C T c / ((c - a1) (c - a1 - a2)),
/// with T the mean stay (Cobham 1954, *Operations Research* 2(1)).
///
/// Two means within 4 standard errors: a correct program fails once in 7,000 seeds.
#[test]
fn protection_plans_pass_children_in_need_as_in_cobhams_queue() {
    let (places, plans, needs) = (14.0, 4.0, 6.0);
    let waits = erlang_c(14, plans + needs);
    let trials = Trials::run(&text(1.0), 1_500, 131);
    let wait_of_plans = waits / (places - plans);
    let wait_of_needs = waits * places / ((places - plans) * (places - plans - needs));
    let open = |stage: &str| trials.mean_from(&format!("open_cases.{stage}"), 60);
    assert_mean("open plans with priority", &open("plan"), plans + plans * wait_of_plans);
    assert_mean("open children in need", &open("need"), needs + needs * wait_of_needs);
}

/// With one priority it is first come, first served over both stages: each
/// waits C T / (c - a). Other orders by stage would favour one of the two.
///
/// Three means within 4 standard errors: a correct program fails once in 5,000 seeds.
#[test]
fn stages_of_the_same_priority_are_served_first_come_first_served() {
    let wait = erlang_c(14, 10.0) / (14.0 - 10.0);
    let trials = Trials::run(&text(2.0), 1_500, 132);
    let open = |stage: &str| trials.mean_from(&format!("open_cases.{stage}"), 60);
    assert_mean("open plans", &open("plan"), 4.0 + 4.0 * wait);
    assert_mean("open children in need", &open("need"), 6.0 + 6.0 * wait);
    // By Little's law those who wait are arrivals x wait.
    assert_mean("waiting", &trials.mean_from("unallocated_cases", 60), 10.0 * wait);
}

/// The probability of waiting (Erlang 1917).
fn erlang_c(places: u32, load: f64) -> f64 {
    let term = |k: u32| (1..=k).fold(1.0, |product, i| product * load / f64::from(i));
    let busy = term(places) * f64::from(places) / (f64::from(places) - load);
    busy / ((0..places).map(term).sum::<f64>() + busy)
}

/// All places are taken for good, and nobody moves: every arrival waits. With
/// places to spare nobody ever does. A correct program never fails.
#[test]
fn a_full_team_lets_every_arrival_wait_and_a_team_with_room_none() {
    for (places, full) in [(10, true), (5_000, false)] {
        let text = format!(
            "title = 'Full'\nstart = 2023-09-30\nmonths = 6
             stage.s = {{ team = 't', open = 10, duration = {{ mean_weeks = 5_000, shape = 'fixed' }} }}
             role.w = {{ case_holding = 1, full_caseload = {places} }}
             team.t.staff.w = {{ establishment = 1, in_post = 1 }}
             workload.ceiling_ratio = 1
             demand.source.all = {{ per_year = 600, enters = {{ s = 1 }} }}"
        );
        let trials = Trials::run(&text, 50, 133);
        let (open, waiting) = (trials.month("open_cases", 6), trials.month("unallocated_cases", 6));
        for (open, waiting) in open.into_iter().zip(waiting) {
            assert!(open > 200.0);
            // One or two of the ten may end: their stay of 96 years began at a random moment.
            let held = open - waiting;
            assert!(if full { (held - 10.0).abs() < 0.5 } else { waiting == 0.0 }, "{waiting} of {open}");
        }
    }
}
