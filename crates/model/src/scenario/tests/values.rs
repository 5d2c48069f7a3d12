//! Single values.

use super::{messages_after, messages_with};

#[test]
fn a_misspelled_key() {
    insta::assert_snapshot!(messages_after(&[("case_holding = 0.66", "case_holdings = 0.66")]));
}

#[test]
fn a_misspelled_table() {
    insta::assert_snapshot!(messages_after(&[("[workforce.absence]", "[workforce.abscence]")]));
}

#[test]
fn misspelled_keys_and_tables_that_are_needed() {
    insta::assert_snapshot!(messages_after(&[
        ("[demand.source.all]", "[demand.sources.all]"),
        ("team = \"east\"\nopen = 480", "tem = \"east\"\nopen = 480"),
        ("[team.east.staff.social_worker]", "[teams.east.staff.social_worker]"),
    ]));
}

#[test]
fn a_key_that_resembles_no_other() {
    insta::assert_snapshot!(messages_after(&[("notice_weeks = 8", "gardening = 8")]));
}

#[test]
fn a_missing_key() {
    insta::assert_snapshot!(messages_after(&[("team = \"east\"\nopen = 480", "open = 480")]));
}

#[test]
fn a_missing_number() {
    insta::assert_snapshot!(messages_after(&[(
        "per_year = { interval80 = [1_900, 2_100], source = \"illustrative\" }",
        ""
    )]));
}

#[test]
fn a_wrong_type() {
    insta::assert_snapshot!(messages_after(&[
        ("open = 480", "open = \"480\""),
        ("limit_working_days = 45", "limit_working_days = [45]"),
        ("title = \"Assessment\"", "title = 1"),
    ]));
}

#[test]
fn a_number_in_place_of_a_table() {
    insta::assert_snapshot!(messages_after(&[(
        "[workforce.absence]\nrate = 0.03",
        "[workforce]\nabsence = 0.03"
    )]));
}

#[test]
fn a_share_outside_0_to_1() {
    insta::assert_snapshot!(messages_after(&[("rate = 0.03", "rate = 3")]));
}

#[test]
fn a_negative_number() {
    insta::assert_snapshot!(messages_after(&[("establishment = 70", "establishment = -70")]));
}

#[test]
fn an_infinite_number() {
    insta::assert_snapshot!(messages_after(&[
        ("salary = 41_000", "salary = inf"),
        ("agency_multiple = 1.45", "agency_multiple = nan"),
        ("on_costs = 0.30", "on_costs = 1e300"),
    ]));
}

#[test]
fn an_impossible_date() {
    insta::assert_snapshot!(messages_after(&[("2023-09-30", "\"2023-09-31\"")]));
}

#[test]
fn an_impossible_date_without_quotes() {
    insta::assert_snapshot!(messages_after(&[("2023-09-30", "2023-09-31")]));
}

#[test]
fn a_date_within_a_month() {
    insta::assert_snapshot!(messages_after(&[("2023-09-30", "2023-09-15")]));
}

#[test]
fn a_horizon_of_nil() {
    insta::assert_snapshot!(messages_after(&[("start = 2023-09-30", "start = 2023-09-30\nmonths = 0")]));
}

#[test]
fn an_interval_the_wrong_way_round() {
    insta::assert_snapshot!(messages_after(&[("[0.13, 0.19]", "[0.19, 0.13]")]));
}

#[test]
fn an_interval_that_leaves_the_limits() {
    insta::assert_snapshot!(messages_after(&[(
        "rate = 0.03",
        "rate = { interval80 = [0.03, 4], source = \"HR\" }"
    )]));
}

#[test]
fn a_range_that_is_not_whole() {
    insta::assert_snapshot!(messages_after(&[
        ("rate = 0.03", "rate = { normal = 0.03 }"),
        ("on_costs = 0.30", "on_costs = { source = \"finance\" }"),
        ("notice_weeks = 8", "notice_weeks = { uniform = [4, 12], pert = [4, 8, 12] }"),
        ("full_caseload = 17", "full_caseload = { value = 17, sorce = \"practice\" }"),
        ("salary = 41_000", "salary = { value = 41_000, quality = \"good\" }"),
    ]));
}

#[test]
fn a_shape_that_is_none() {
    insta::assert_snapshot!(messages_with(
        "[stage.assessment.duration]\nshape = { gama = 2 }\n[stage.support.duration]\nshape = { bands = [[13, 0.4], [26, 0.5]] }"
    ));
}

#[test]
fn history_of_no_measure_and_after_the_start() {
    insta::assert_snapshot!(messages_with(
        "[history.vacancy_rat]\n2022-09 = 0.19\n[history.caseload]\n2022-09 = 16.3\n2023-10 = 16.0\n\
         [history.\"open_cases.suport\"]\n2022-09 = 1"
    ));
}

#[test]
fn history_with_a_month_that_is_none() {
    insta::assert_snapshot!(messages_with("[history.caseload]\n2022-09 = 16.3\n2022-13 = 16.0"));
}

#[test]
fn a_season_with_only_some_months() {
    insta::assert_snapshot!(messages_with(
        "[demand.season]\naugust = 0.83\noctober = 1.08\n[demand.source.all.season]\njanuary = 2\n"
    ));
}

#[test]
fn a_time_to_coming_back_of_no_known_shape() {
    insta::assert_snapshot!(messages_after(&[(
        "share_within_12_months = 0.22",
        "share_within_12_months = 0.22\nweibull_shape = 0"
    )]));
}

#[test]
fn names_that_cannot_be_used() {
    insta::assert_snapshot!(messages_with(
        "[stage.\"Looked after\"]\nteam = \"east\"\nopen = 10\n[stage.closed]\nteam = \"east\"\nopen = 1\n\
         [role.normal]\n[role.\"\"]\n"
    ));
}
