//! Roles, teams, and how staff come and go.

use super::{messages_after, messages_with};

#[test]
fn a_role_that_does_not_exist() {
    insta::assert_snapshot!(messages_after(&[
        ("[team.east.staff.social_worker]", "[team.east.staff.social_workers]"),
        ("salary = 41_000", "salary = 41_000\nbecomes = \"senior\""),
    ]));
}

#[test]
fn roles_that_run_in_a_circle() {
    insta::assert_snapshot!(messages_with(
        "[role.a]\nbecomes = \"b\"\nfills_posts_of = \"b\"\n[role.b]\nbecomes = \"c\"\nfills_posts_of = \"social_worker\"\n\
         [role.c]\nbecomes = \"a\"\npromoted_from = \"c\"\n"
    ));
}

#[test]
fn a_cohort_without_a_role() {
    insta::assert_snapshot!(messages_with("[workforce.cohort]\njoins_each_september = 4\n"));
}

#[test]
fn a_cohort_with_two_roles() {
    insta::assert_snapshot!(messages_with(
        "[role.asye]\nnewly_qualified = true\n[role.student]\nnewly_qualified = true\n"
    ));
}

#[test]
fn an_establishment_of_a_role_that_fills_the_posts_of_another() {
    insta::assert_snapshot!(messages_with(
        "[role.newly_qualified]\nfills_posts_of = \"social_worker\"\n[team.east.staff.newly_qualified]\n\
         establishment = 5\nin_post = 4\n"
    ));
}

#[test]
fn an_establishment_smaller_than_the_staff_in_post() {
    insta::assert_snapshot!(messages_after(&[("establishment = 70", "establishment = 50")]));
}

#[test]
fn staff_who_fill_posts_that_are_not_there() {
    insta::assert_snapshot!(messages_with(
        "[role.senior]\n[role.newly_qualified]\nfills_posts_of = \"senior\"\n[team.east.staff.newly_qualified]\nin_post = 4\n"
    ));
}

#[test]
fn shares_of_leavers_that_sum_to_more_than_1() {
    insta::assert_snapshot!(messages_after(&[(
        "notice_weeks = 8",
        "to_other_council = 0.8\nto_agency = 0.4"
    )]));
}

#[test]
fn tenure_bands_out_of_order_and_not_whole() {
    insta::assert_snapshot!(messages_with(
        "[workforce.leaving.tenure]\nfirst = { until_years = 2, share = 0.3 }\nsecond = { share = 0.3 }\n\
         third = { until_years = 1, share = 0.3 }\n"
    ));
}

#[test]
fn starters_and_leavers_that_do_not_balance() {
    insta::assert_snapshot!(messages_with(
        "[workforce.recruitment]\nweeks_to_fill = 26\nfalls_through = 0.1\n[workforce.movement]\nshare_per_year = 0.02\n"
    ));
}

#[test]
fn a_market_that_gives_too_few_starters() {
    insta::assert_snapshot!(messages_with("[workforce.recruitment]\nmarket_ceiling_per_year = 3\n"));
}

#[test]
fn leavers_whom_nobody_can_replace() {
    insta::assert_snapshot!(messages_after(&[("establishment = 70", "establishment = 57")]));
}

#[test]
fn a_time_to_hire_that_cannot_be() {
    let all = [
        "weeks_to_start = 10\nweeks_to_hire = 8",
        "weeks_to_start = 4\nweeks_to_hire = 30\nweeks_to_fill = 13",
        "weeks_to_hire = 100",
        "weeks_to_hire = 900",
    ];
    let told = all.map(|lines| messages_with(&format!("[workforce.recruitment]\n{lines}\n")));
    insta::assert_snapshot!(told.join("\n\n---\n\n"));
    for right in ["weeks_to_hire = 14", "weeks_to_start = 10\nweeks_to_hire = 10"] {
        assert_eq!(messages_with(&format!("[workforce.recruitment]\n{right}\n")), "");
    }
}
