//! Stages, flows and their balance.

use super::{messages, messages_after, messages_with};

#[test]
fn exits_that_sum_to_more_than_1() {
    insta::assert_snapshot!(messages_with(
        "[stage.support.exits]\nassessment = 0.7\nsupport_2 = 0.45\n[stage.support_2]\nteam = \"east\"\nopen = 20\n"
    ));
}

#[test]
fn exits_that_can_sum_to_more_than_1() {
    insta::assert_snapshot!(messages_with(
        "[stage.support.exits]\nassessment = { interval80 = [0.3, 0.7] }\nplan = { interval80 = [0.3, 0.6] }\n\
         [stage.plan]\nteam = \"east\"\nopen = 20\n"
    ));
}

#[test]
fn a_stage_that_does_not_exist() {
    insta::assert_snapshot!(messages_after(&[
        ("{ support = 0.35 }", "{ suport = 0.35, closed = 0.1 }"),
        ("{ assessment = 0.92 }", "{ assessment = 0.9, unaccompanied = 0.02 }"),
    ]));
}

#[test]
fn a_team_that_does_not_exist() {
    insta::assert_snapshot!(messages_after(&[(
        "team = \"east\"\nopen = 480",
        "team = \"west\"\nopen = 480"
    )]));
}

#[test]
fn an_unreachable_stage() {
    insta::assert_snapshot!(messages_with(
        "[stage.looked_after]\nteam = \"east\"\nexits = { care_leaver = 0.9 }\n\
         [stage.care_leaver]\nteam = \"east\"\nduration.mean_weeks = 200\n"
    ));
}

#[test]
fn an_endless_stage() {
    insta::assert_snapshot!(messages_with(
        "[stage.support.exits]\nplan = 1.0\n[stage.plan]\nteam = \"east\"\nopen = 20\nexits = { support = 1 }\n"
    ));
}

#[test]
fn a_stage_without_case_holders() {
    insta::assert_snapshot!(messages_after(&[("full_caseload = 17", "# full_caseload = 17")]));
}

#[test]
fn a_scenario_with_nothing_in_it() {
    insta::assert_snapshot!(messages("title = \"Nothing\"\nstart = 2023-09-30\n"));
}

#[test]
fn a_start_stock_that_its_flows_will_move() {
    insta::assert_snapshot!(messages_with(
        "[stage.support.duration]\nmean_weeks = { interval80 = [45, 55], source = \"judgement\" }\n"
    ));
}

#[test]
fn a_stage_whose_duration_cannot_be_worked_out() {
    insta::assert_snapshot!(messages_after(&[("open = 480", "")]));
}

#[test]
fn more_come_back_than_are_referred() {
    insta::assert_snapshot!(messages_with(
        "[demand.source.babies]\nreferral = false\nper_year = 40_000\nenters.assessment = 1\n"
    ));
}

#[test]
fn a_past_that_the_return_shares_do_not_repeat() {
    insta::assert_snapshot!(messages_with("[past_year]\nreferrals = 1_950\nrereferrals = 520\n"));
}

/// What the scenario says of its start is not told again: the year that was
/// published stood at twice the swing, which is halved by the start.
#[test]
fn a_past_that_the_swing_of_the_start_explains() {
    let past = "[past_year]\nreferrals = 1_950\nrereferrals = 520\n";
    let swing = "[environment.rereferral]\nswing_at_start = 0.15\nswing_persistence_per_year = 0.5\n";
    assert_eq!(messages_with(&format!("{past}{swing}")), messages_with(""));
    let below = swing.replace("0.15", "-0.15");
    assert_eq!(messages_with(&format!("{past}{below}")), messages_with(past));
}

#[test]
fn more_re_referrals_than_referrals() {
    insta::assert_snapshot!(messages_with("[past_year]\nreferrals = 520\nrereferrals = 1_950\n"));
}

#[test]
fn a_load_above_the_ceiling() {
    insta::assert_snapshot!(messages_with("[workload]\nceiling_ratio = 0.9\n"));
}
