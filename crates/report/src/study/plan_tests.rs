//! The page of a plan: its sentences, its tables and its csv file.

use std::collections::BTreeMap;

use super::plan::{PlanAsked, answer, plan_page};
use super::sample::{IN_WORDS, net_cost, people, told};
use super::*;
use crate::sample::band;
use model::service::ParameterId;
use study::plan::{Aim, Candidate, Choice, JudgedSet, PlanFound, Set, SetScore};

/// A pay supplement, and a campaign of 20 or 40 people.
fn choice() -> Choice {
    let candidate = |name: &str, sizes| Candidate { name: name.into(), includes: Vec::new(), sizes };
    Choice {
        candidates: vec![
            candidate("supplement", None),
            candidate("overseas", Some((ParameterId(0), vec![20.0, 40.0]))),
        ],
        either: Vec::new(),
    }
}

fn asked(choice: &Choice, aim: Aim) -> PlanAsked<'_> {
    let titles = vec![
        ("Retention supplement".to_owned(), None),
        ("Social workers from overseas".to_owned(), Some(people())),
    ];
    let granted = titles.iter().map(|_| None).collect();
    PlanAsked { choice, titles, targets: IN_WORDS.into(), aim, granted }
}

#[test]
fn the_answer_says_what_the_chosen_options_take_for_granted() {
    let choice = choice();
    let mut asked = asked(&choice, Aim::Cheapest { sure: 0.8 });
    // Of the two the campaign is not chosen.
    let found = PlanFound { chosen: judged(&[1, 0], score(0.82, 1_250_000.0)), ..found() };
    let without = answer(&asked, &found);
    asked.granted = vec![Some("A assumes much.".to_owned()), Some("B assumes much.".to_owned())];
    let told = answer(&asked, &found);
    let more: Vec<&String> = told.iter().filter(|sentence| !without.contains(sentence)).collect();
    assert_eq!(more, ["A assumes much."]);
}

fn score(chance: f64, net_cost: f64) -> SetScore {
    SetScore { chance, chance_error: 0.01, net_cost, cost_error: 20_000.0 }
}

fn judged(set: &[usize], score: SetScore) -> JudgedSet {
    JudgedSet { set: set.to_vec(), score, net_cost: net_cost() }
}

/// Of four sets the supplement with 40 people is chosen, and 40 people alone come second.
fn found() -> PlanFound {
    let screened: [(Set, SetScore); 4] = [
        (vec![0, 0], score(0.1, 0.0)),
        (vec![1, 0], score(0.3, -400_000.0)),
        (vec![0, 2], score(0.7, 1_000_000.0)),
        (vec![1, 2], score(0.84, 1_234_567.0)),
    ];
    PlanFound {
        finalists: vec![(vec![1, 2], score(0.83, 1_240_000.0)), (vec![0, 2], score(0.69, 990_000.0))],
        screened: BTreeMap::from(screened),
        chosen: judged(&[1, 2], score(0.82, 1_250_000.0)),
        runner_up: Some(judged(&[0, 2], score(0.68, 1_000_000.0))),
        // The chosen set costs a quarter of a million more.
        dearer: Some(Band { mean: 250_000.0, standard_error: 10_000.0, ..band(250_000.0, 100_000.0) }),
        baseline: 0.1,
        trials: [200, 1_000, 2_000],
        is_exact: false,
    }
}

fn sentences(aim: Aim, found: &PlanFound) -> Vec<String> {
    answer(&asked(&choice(), aim), found)
}

const SURE: Aim = Aim::Cheapest { sure: 0.8 };

#[test]
fn the_page_of_a_plan() {
    let choice = choice();
    let page = plan_page(&asked(&choice, SURE), &found(), Size::Page).unwrap();
    insta::assert_snapshot!(told(&page));
}

#[test]
fn the_page_of_a_budget_where_nothing_is_chosen() {
    let choice = choice();
    let nothing: Set = vec![0, 0];
    let found = PlanFound {
        screened: BTreeMap::from([(nothing.clone(), score(0.1, 0.0))]),
        finalists: vec![(nothing, score(0.1, 0.0))],
        chosen: judged(&[0, 0], SetScore { chance_error: 0.0, cost_error: 0.0, ..score(0.1, 0.0) }),
        runner_up: None,
        dearer: None,
        is_exact: true,
        ..found()
    };
    let aim = Aim::Most { budget: 1_000_000.0 };
    insta::assert_snapshot!(told(&plan_page(&asked(&choice, aim), &found, Size::Page).unwrap()));
}

#[test]
fn the_first_sentence_says_whether_a_set_does_what_was_asked() {
    let chosen = "Retention supplement; Social workers from overseas (40 people).";
    for (aim, words) in [
        (SURE, "The cheapest set of options that reached 80% in the trials that chose it: "),
        (Aim::Cheapest { sure: 0.9 }, "None of the sets looked at is 90% sure. The surest: "),
        (Aim::Most { budget: 2_000_000.0 }, "What does most for £2m: "),
        (
            Aim::Most { budget: 500_000.0 },
            "None of the sets looked at costs as little as £500k. The cheapest: ",
        ),
    ] {
        assert_eq!(sentences(aim, &found())[0], format!("{words}{chosen}"));
    }
}

#[test]
fn the_trials_that_judge_may_not_bear_out_the_choice() {
    let misses = |aim, chosen: SetScore| {
        let found = PlanFound { chosen: judged(&[1, 2], chosen), runner_up: None, dearer: None, ..found() };
        sentences(aim, &found).get(3).cloned().unwrap_or_default()
    };
    assert_eq!(misses(SURE, score(0.8, 1_250_000.0)), "");
    assert!(misses(SURE, score(0.79, 1_250_000.0)).starts_with("That is a little less than 80%"));
    assert!(misses(SURE, score(0.7, 1_250_000.0)).starts_with("That is less than 80%: "));
    let budget = Aim::Most { budget: 1_240_000.0 };
    assert_eq!(misses(budget, score(0.1, 1_240_000.0)), "");
    assert_eq!(
        misses(budget, score(0.9, 1_250_000.0)),
        "That is more than £1.24m, which the trials that chose it did not show: run more --trials."
    );
}

#[test]
fn the_runner_up_is_dearer_cheaper_or_a_tie() {
    let last = |aim, mean| {
        let dearer = Some(Band { mean, standard_error: 10_000.0, ..band(mean, 100_000.0) });
        sentences(aim, &PlanFound { dearer, ..found() }).pop().unwrap()
    };
    let runner_up =
        "The runner-up: Social workers from overseas (40 people), with a chance of 68% (66% to 70%).";
    let fails = " It does not do what was asked.";
    for (mean, words) in [
        (250_000.0, " It costs £250k less than the chosen set on average."),
        (-250_000.0, " It costs £250k more than the chosen set on average."),
        (20_000.0, " It costs as much, as far as the trials can tell."),
        (0.0, " It costs as much, as far as the trials can tell."),
    ] {
        assert_eq!(last(SURE, mean), format!("{runner_up}{words}{fails}"));
    }
    assert!(!last(Aim::Most { budget: 1_000_000.0 }, 0.0).contains(fails));
}

#[test]
fn a_plan_that_saves_has_a_minus() {
    let chosen = JudgedSet { net_cost: band(-1.2e6, 0.5e6), ..judged(&[1, 0], score(0.9, -1_310_000.0)) };
    let told = sentences(SURE, &PlanFound { chosen, ..found() });
    assert_eq!(
        told[2],
        "On average it costs -£1.3m more than the baseline over the whole run (median \u{2212}£1.2m, 80% range \u{2212}£1.8m to \
         \u{2212}£0.5m); less than nil is a saving."
    );
}
