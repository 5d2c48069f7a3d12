//! What cannot be, and what is hardly believable.

use super::{MINIMAL, edited, messages, messages_after, messages_with};

/// Each edit leads to a message with these words.
fn assert_told(edits: &[(&str, &str, &[&str])]) {
    for (old, new, told) in edits {
        let messages = if old.is_empty() { messages_with(new) } else { messages_after(&[(old, new)]) };
        for words in *told {
            assert!(messages.contains(words), "{new}: no {words:?} in\n{messages}");
        }
    }
}

#[test]
fn numbers_on_another_scale_are_in_doubt_and_what_was_meant_is_named() {
    assert_told(&[
        (
            "salary = 41_000",
            "salary = 43.96",
            &["is £43.96, which is hardly believable", "did you mean £43,960?"],
        ),
        ("salary = 41_000", "salary = 3_663", &["did you mean £43,956?"]),
        ("on_costs = 0.30", "on_costs = 30", &["`money.on_costs` is 30, which", "did you mean 0.3?"]),
        (
            "notice_weeks = 8",
            "notice_weeks = 8\n[workforce.recruitment]\nweeks_to_start = 100",
            &["is 100, which", "check the number and its unit (weeks)"],
        ),
        ("rate = 0.03", "rate = 0.9", &["`workforce.absence.rate` is 0.9, which"]),
        ("rate = 0.03", "rate = { interval80 = [0.03, 0.6] }", &["`workforce.absence.rate` is 0.6, which"]),
        ("", "award_per_year = 3", &["is 3, or 300% a year, which", "did you mean 0.03?"]),
        (
            "share_within_12_months = 0.22",
            "share_within_12_months = 0.22\n[demand]\ntrend_per_year = 2",
            &["did you mean 0.02?"],
        ),
        ("full_caseload = 17", "full_caseload = 170", &["`role.social_worker.full_caseload` is 170, which"]),
        (
            "",
            "[[option]]\nname = 'a'\n[[option.supplement]]\nleaving = 15",
            &["is 15, which", "did you mean 0.85?"],
        ),
        ("", "[[option]]\nname = 'a'\n[[option.supplement]]\nleaving = 85", &["did you mean 0.85?"]),
        (
            "",
            "[[option]]\nname = 'a'\n[[option.change]]\nparameter = 'role.social_worker.full_caseload'\nmultiply = 15",
            &["makes `role.social_worker.full_caseload` 255, which is hardly believable"],
        ),
        (
            "",
            "[[option]]\nname = 'a'\n[[option.change]]\nparameter = 'role.social_worker.case_holding'\nmultiply = 2",
            &[
                "`role.social_worker.case_holding` would become 1.32, but a share lies between 0 and 1: it is kept at 1",
            ],
        ),
        (
            "agency = 11",
            "agency = 5.55e-17",
            &["is 5.55e-17, which is hardly believable: 0.05 to 20,000 would be"],
        ),
        (
            "open = 480",
            "open = 480\nwaiting = 50_000",
            &["begins with 50,000 cases that wait, but", "when they came is not known"],
        ),
        ("in_post = 57", "in_post = 5.7", &["710 cases held by 11 FTE", "hardly believable"]),
        ("", "[past_year]\nreferrals = 200", &["`past_year` has 200 referrals, but the sources give 1,997"]),
    ]);
}

#[test]
fn numbers_far_from_the_usual_that_are_right_stop_nothing() {
    let text = edited(&[("salary = 41_000", "salary = 43.96")]);
    let reading = super::Reading::of_text("council", &text);
    assert_eq!((reading.problems.errors(), reading.problems.warnings()), (0, 1));
    let doubts = crate::register::in_doubt(&reading.scenario.unwrap().service);
    assert_eq!(doubts, ["Social worker: yearly pay of one FTE before on-costs, at the start: £44"]);
}

#[test]
fn history_and_targets_lie_on_the_scale_of_their_measure() {
    assert_told(&[
        ("", "[history.vacancy_rate]\n2022-09 = 21", &["has 21 for September 2022", "did you mean 0.21?"]),
        ("", "[history.vacancy_rate]\n2022-09 = -5", &["has -5 for September 2022", "write 12% as 0.12"]),
        ("", "[history.open_cases]\n2022-09 = 1e18", &["number of open cases lies between 0 and 10,000,000"]),
        (
            "",
            "[history.vacancy_rate]\n2023-09 = 0.30",
            &["has 30% for the month of the start", "begins with 18.6%"],
        ),
        (
            "",
            "[history.in_post_fte]\n2023-09 = 570",
            &["has 570 for the month of the start", "begins with 57"],
        ),
    ]);
    for (targets, told) in [
        ("['vacancy_rate below 20']", "did you mean 20%?"),
        ("['caseload at most 16%']", "average caseload is no share: write 16 without %"),
        ("['caseload at most -3']", "lies where average caseload never lies"),
        ("['vacancy at most 10%']", "did you mean vacancy_fte or vacancy_rate?"),
        ("['caseload under 16', 'vacancy_rate below']", "ends before the value"),
        ("['caseload under 16', 'vacancy_rate below']", "has `under`"),
    ] {
        let text = format!("targets = {targets}\n{MINIMAL}");
        let messages = messages(&text);
        assert!(messages.contains(told), "{targets}: {messages}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    assert_told(&[
        (
            "notice_weeks = 8",
            "notice_weeks = 300",
            &["300 weeks of notice", "of staff would be working their notice", "nobody gives notice twice"],
        ),
        ("agency = 11", "agency = 11\n[history.x]\n2022-09 = 1", &["is not the history of a measure"]),
        (
            "",
            "[demand.source.other]\nper_year = 1_000_000",
            &["referrals a year at the end of the run", "at most 1,000,000"],
        ),
        ("open = 480", "open = 999_900", &["1,000,130 cases at the start"]),
        (
            "",
            "[team.west.staff.social_worker]\nin_post = 99_990",
            &["100,047 posts or permanent staff (FTE)"],
        ),
        ("salary = 41_000", "salary = 1e300", &["an amount lies between 0 and 10 billion pounds"]),
        (
            "title = \"Assessment\"",
            "title = \"A\\u001bB\"",
            &["`stage.assessment.title` holds a character that nobody sees", "U+001B"],
        ),
        ("title = \"A small service\"", "title = \" \"", &["`title` is empty"]),
    ]);
    let long = format!("title = \"{}\"", "a".repeat(201));
    assert_told(&[("title = \"A small service\"", &long, &["`title` has 201 letters, but at most 200 fit"])]);
    let staff =
        edited(&[("[role.social_worker]\ntitle = \"Social worker\"\nsalary = 41_000\n", "[ignored]\n")]);
    assert!(
        messages(&staff).contains("the scenario has no role, but staff of a role"),
        "{}",
        messages(&staff)
    );
}

/// Derivation: 22% of 2,010 closings come back, which is 442; the source that takes them has 10 referrals, so that
/// by equation D1 fewer than none would come for the first time.
#[test]
fn no_more_children_come_back_than_the_sources_that_take_them_have() {
    let text = edited(&[("title = \"Referrals\"", "title = \"Referrals\"\ntakes_returns = false")]);
    let other = "[demand.source.own]\nper_year = 10\nenters = { assessment = 1 }";
    let messages = messages(&format!("{text}\n{other}"));
    assert!(
        messages.contains("442 children come back a year, but the sources that take them have 10 referrals"),
        "{messages}"
    );
}

/// (B7) where no post is ever filled: D = S - H with S = 0 and H = L. Leaving of 57 FTE is 16% at the middle.
#[test]
fn no_number_is_told_that_is_none() {
    for more in ["falls_through = 1", "falls_through = 1\nweeks_to_fill = 10", "market_ceiling_per_year = 0"]
    {
        let messages = messages_with(&format!("[workforce.recruitment]\n{more}"));
        assert!(
            messages.contains("and 0 start: staff will fall by 16% in the first year"),
            "{more}: {messages}"
        );
    }
}

#[test]
fn what_an_option_cannot_get_is_told_with_figures() {
    let option = |lever: &str| messages_with(&format!("[[option]]\nname = 'a'\n{lever}"));
    for (lever, told) in [
        (
            "[[option.posts]]\nteam = 'east'\nrole = 'social_worker'\nfte = -300",
            "300 posts (FTE) of \u{201c}Social worker\u{201d} in \u{201c}east\u{201d} are to go, but there are 70: no more than these go",
        ),
        (
            "[[option.campaign]]\nrole = 'social_worker'\npeople = 400",
            "400 FTE are to start, but 13 FTE of posts are vacant at the start and 0.7 FTE leave while they come",
        ),
        (
            "[[option.early_help]]\nfamilies_per_month = 500\nchildren_per_family = 1.8\nwould_be_referred = 0.9\neffect = 1",
            "9,720 referrals a year would be prevented, but there are 1,997: no more than 1,798 are",
        ),
    ] {
        assert!(option(lever).contains(told), "{told}\n{}", option(lever));
    }
    let possible = "[[option.campaign]]\nrole = 'social_worker'\npeople = 8\n[[option.posts]]\nteam = 'east'\nrole = \
                    'social_worker'\nfte = -10";
    assert_eq!(option(possible), "");
}

#[test]
fn the_smallest_numbers_that_there_are_do_no_harm() {
    for range in ["[0.0, 5e-324]", "[5e-324, 5e-324]", "[5e-324, 0.5]"] {
        messages_after(&[("rate = 0.03", &format!("rate = {{ interval80 = {range} }}"))]);
    }
}
