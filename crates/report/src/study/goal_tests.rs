//! The page of a goal: its sentences, its tables and its csv file.

use super::goal::{answer, goal_page};
use super::sample::{found, goal, judged, leaving, people, targets, told};
use super::*;
use crate::sample::band;
use study::goal::{GoalFound, JudgedValue};

/// The sentences of an answer about 0 to 100 people.
fn sentences(found: &GoalFound) -> Vec<String> {
    answer(&goal(&[people()], &targets(&["vacancy_rate at most 16%"])), found)
}

#[test]
fn the_page_of_a_goal() {
    let (varied, targets) = ([people()], targets(&["vacancy_rate at most 16%", "caseload below 17"]));
    let page = goal_page(&goal(&varied, &targets), &found(), Size::Page).unwrap();
    insta::assert_snapshot!(told(&page));
    assert_eq!(page.caveats.len(), 2);
}

#[test]
fn the_page_of_a_goal_out_of_reach() {
    let (varied, targets) = ([people()], targets(&["vacancy_rate at most 16%"]));
    let found = GoalFound {
        answer: None,
        judged: JudgedValue { chance: 0.5, lever_cost: 0.0, counted: 1_990, ..judged(&[100.0]) },
        setbacks: vec![(25.0, 39.0), (40.0, 60.0)],
        ..found()
    };
    let asked = GoalAsked { sure: 0.825, ..goal(&varied, &targets) };
    insta::assert_snapshot!(told(&goal_page(&asked, &found, Size::Page).unwrap()));
}

#[test]
fn the_answer_ends_with_what_is_taken_for_granted() {
    let (varied, none) = ([people()], targets(&[]));
    let granted = "\u{201c}Cap\u{201d} assumes much.".to_owned();
    let asked = GoalAsked { granted: vec![granted.clone()], ..goal(&varied, &none) };
    let page = asked.page(vec!["It takes this.".to_owned()], Vec::new(), ("curve.csv", String::new()));
    assert_eq!(page.answer, ["It takes this.".to_owned(), granted]);
}

#[test]
fn the_question_names_all_that_was_varied_and_what_was_beside_it() {
    let (both, none) = ([people(), leaving()], targets(&[]));
    let asked = GoalAsked { beside: vec!["Retention".into(), "Fewer agency".into()], ..goal(&both, &none) };
    assert_eq!(
        asked.question(),
        "What would it take that, with a chance of 80%, the vacancy rate is at most 16% in March 2025? Varied: social \
         workers from overseas: offers made, between 0 and 100 people; and leavers among permanent staff, \
         between 5% and 15% a year, together with: Retention; Fewer agency."
    );
}

#[test]
fn the_answer_is_told_with_its_interval() {
    let with = |mild, far| sentences(&GoalFound { interval: (mild, far), ..found() })[0].clone();
    let takes = "To be 80% sure, it takes 40 people or more (social workers from overseas: offers made); ";
    for (ends, words) in [
        (
            (Some(35.0), Some(45.0)),
            "since the number of trials is limited, the true figure may lie between 35 and 45 people (95%).",
        ),
        ((Some(40.0), Some(40.0)), "the trials leave no doubt of 40 people."),
        (
            (Some(35.0), None),
            "since the number of trials is limited, the true figure may lie from 35 people to beyond the range (95%).",
        ),
        (
            (None, None),
            "since the number of trials is limited, the true figure may lie beyond the range (95%).",
        ),
    ] {
        assert_eq!(with(ends.0, ends.1), format!("{takes}{words}"));
    }
}

#[test]
fn less_is_asked_of_a_number_that_does_harm() {
    let found = GoalFound {
        falls: true,
        answer: Some(0.1),
        interval: (Some(0.11), Some(0.09)),
        judged: judged(&[0.1]),
        ..found()
    };
    let told = answer(&goal(&[leaving()], &targets(&["vacancy_rate at most 16%"])), &found);
    assert!(told[0].starts_with(
        "To be 80% sure, it takes 10% a year or less (leavers among permanent staff); since the number of trials is \
         limited, the true figure may lie between 9% and 11% a year (95%)."
    ));
}

#[test]
fn what_is_met_everywhere_is_already_enough() {
    let found = GoalFound {
        answer: Some(0.0),
        is_at_mild_end: true,
        makes_a_difference: false,
        judged: JudgedValue { chance: 1.0, standard_error: 0.0, baseline: 1.0, ..judged(&[0.0]) },
        ..found()
    };
    assert_eq!(
        sentences(&found)[..3],
        [
            "Already 0 people (social workers from overseas: offers made), the mildest value of the range, has a chance of 80% or \
             more, so that none of it is needed.",
            "Other trials than those that found it give a chance of 100%; in the baseline it is 100%.",
            "Between the two ends of the range the chance does not differ, as far as the trials can tell.",
        ]
    );
}

#[test]
fn the_best_of_a_range_that_does_not_reach_it_is_told() {
    for (chance, error, baseline, words) in [
        (0.5, 0.01, 0.1, "a chance of 50% (48% to 52%), at 40 people; in the baseline it is 10%."),
        // Neither certain nor impossible, and not called so.
        (0.002, 0.001, 0.0, "a chance of under 1% (0% to under 1%), at 40 people; in the baseline it is 0%."),
        (0.003, 0.003, 0.0, "a chance of under 1% (0% to 1%), at 40 people; in the baseline it is 0%."),
        (0.0, 0.0, 0.0, "a chance of 0%, at 40 people; in the baseline it is 0%."),
    ] {
        let judged = JudgedValue { chance, standard_error: error, baseline, ..judged(&[40.0]) };
        let told = sentences(&GoalFound { answer: None, judged, ..found() });
        assert_eq!(told[0], format!("Not within this range. The best is {words}"));
    }
}

#[test]
fn other_trials_may_not_bear_it_out() {
    let third = |chance| {
        let judged = JudgedValue { chance, ..judged(&[40.0]) };
        sentences(&GoalFound { judged, ..found() })[2].clone()
    };
    assert!(third(0.8).starts_with("Not discounted, it costs"));
    // Two standard errors below what was wanted, and a little more.
    assert_eq!(
        third(0.785),
        "That is a little less than 80%, but within the error of the trials: four times as many (--trials 8000) would halve \
         the error."
    );
    assert_eq!(
        third(0.775),
        "That is less than 80%: the trials that found it were too few, and flattered it; four times as many (--trials 8000) \
         would halve the error."
    );
    // What is not borne out is not told as the answer, and one that is better than was found is told as such.
    let with =
        |chance| sentences(&GoalFound { judged: JudgedValue { chance, ..judged(&[40.0]) }, ..found() });
    assert_eq!(
        with(0.775)[0],
        "40 people (social workers from overseas: offers made) reached 80% in the trials of the search, but is not borne \
         out by others."
    );
    assert!(with(0.785)[0].starts_with("To be 80% sure, it takes 40 people or more"));
    assert_eq!(
        with(0.83)[2],
        "That is more than 80%: the trials that found it were too few to tell, and something milder may do; four times as \
         many (--trials 8000) would halve the error."
    );
    // Where the chance jumps, the trials of the search knew it.
    let mut jump = found();
    jump.curve[3].chance = 0.83;
    jump.judged.chance = 0.83;
    assert!(sentences(&jump)[2].starts_with("Not discounted"));
}

#[test]
fn a_chance_that_does_not_reach_what_is_wanted_does_not_read_as_if_it_did() {
    let (varied, targets) = ([people()], targets(&["vacancy_rate at most 16%"]));
    let page = goal_page(&goal(&varied, &targets), &found(), Size::Page).unwrap();
    let Block::Figure(figure) = &page.sections[0].blocks[0] else { panic!("a chart is first") };
    assert_eq!(figure.data.rows[2][..2], ["39 people", "79.5%"]);
    assert_eq!(figure.data.rows[3][..2], ["40 people", "80%"]);
}

#[test]
fn what_does_harm_is_told_with_its_mild_end_and_its_setbacks_in_order() {
    let found = GoalFound {
        falls: true,
        answer: Some(0.15),
        is_at_mild_end: true,
        setbacks: vec![(0.12, 0.1)],
        judged: judged(&[0.15]),
        ..found()
    };
    let told = answer(&goal(&[leaving()], &targets(&["vacancy_rate at most 16%"])), &found);
    assert_eq!(
        told[0],
        "Already 15% a year (leavers among permanent staff), the mildest value of the range, has a chance of 80% or more, so \
         that more may do as well, which this range does not show."
    );
    assert_eq!(
        told.last().unwrap(),
        "Less does not always help: the chance falls again from 12% to 10% a year. The answer is the first value that \
         reaches the chance."
    );
    // Without an answer there is none to speak of.
    let out_of_reach = GoalFound { answer: None, is_at_mild_end: false, ..found };
    let told = answer(&goal(&[leaving()], &targets(&["vacancy_rate at most 16%"])), &out_of_reach);
    assert!(told.last().unwrap().ends_with("from 12% to 10% a year."));
}

#[test]
fn a_saving_is_told_in_words_and_levers_without_a_cost_are_not_told() {
    let last = |judged| sentences(&GoalFound { judged, ..found() }).pop().unwrap();
    assert_eq!(
        last(judged(&[40.0])),
        "Not discounted, it costs £1.20m more than the baseline over the whole run (median; 80% range £0.60m to £1.90m). The \
         levers themselves cost £1.50m on average."
    );
    let saves = JudgedValue { net_cost: band(-1.2e6, 0.5e6), lever_cost: 0.0, ..judged(&[40.0]) };
    assert_eq!(
        last(saves),
        "Not discounted, it saves £1.20m against the baseline over the whole run (median; 80% range £0.50m to £1.80m)."
    );
}

#[test]
fn trials_without_a_value_are_told() {
    let judged = JudgedValue { counted: 800, ..judged(&[40.0]) };
    assert_eq!(
        sentences(&GoalFound { judged, ..found() }).pop().unwrap(),
        "In 1,200 of the trials that judge it a target has no value, and none is missed: they are left out."
    );
}

#[test]
fn the_chart_marks_the_answer_and_its_description_says_what_it_shows() {
    let (varied, targets) = ([people()], targets(&["vacancy_rate at most 16%"]));
    let description = |found: &GoalFound| {
        let page = goal_page(&goal(&varied, &targets), found, Size::Page).unwrap();
        let Block::Figure(figure) = &page.sections[0].blocks[0] else { panic!("a chart is first") };
        assert_eq!(figure.svg.contains("40 people"), found.answer.is_some());
        figure.description.clone()
    };
    assert_eq!(
        description(&found()),
        "Line chart of the chance against the value. The chance goes from 10% at 0 people to over 99% at 100 people. It reaches \
         80% at 40 people."
    );
    assert!(description(&GoalFound { answer: None, ..found() }).ends_with(" It does not reach 80%."));
}
