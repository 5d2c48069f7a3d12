//! The page of a plan: its sentences, its tables and its csv file.

use std::collections::BTreeMap;

use super::known_sets::{known, trade_offs};
use super::plan::{PlanAsked, answer, plan_page};
use super::sample::{IN_WORDS, net_cost, people, told};
use super::*;
use crate::sample::band;
use model::service::ParameterId;
use model::summary::Band;
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
    PlanAsked { choice, titles, targets: IN_WORDS.into(), aim, granted, figures: None }
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

/// What costs nothing is no option, and known to do so.
fn score(chance: f64, net_cost: f64) -> SetScore {
    let cost_error = if net_cost == 0.0 { 0.0 } else { 20_000.0 };
    SetScore { chance, chance_error: 0.01, net_cost, cost_error }
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
        judged: vec![(vec![1, 2], score(0.82, 1_250_000.0)), (vec![0, 2], score(0.68, 1_000_000.0))],
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
        judged: vec![(vec![0, 0], score(0.1, 0.0))],
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
        let found = PlanFound {
            chosen: judged(&[1, 2], chosen),
            judged: Vec::new(),
            runner_up: None,
            dearer: None,
            ..found()
        };
        sentences(aim, &found).get(3).cloned().unwrap_or_default()
    };
    assert_eq!(misses(SURE, score(0.8, 1_250_000.0)), "");
    assert!(misses(SURE, score(0.79, 1_250_000.0)).starts_with("That is a little less than 80%"));
    assert!(misses(SURE, score(0.7, 1_250_000.0)).starts_with("That is less than 80%: "));
    let budget = Aim::Most { budget: 1_240_000.0 };
    assert_eq!(misses(budget, score(0.2, 1_240_000.0)), "");
    assert_eq!(
        misses(budget, score(0.9, 1_250_000.0)),
        "That is more than £1.24m, which the trials that chose it did not show: run more --trials."
    );
}

#[test]
fn a_second_best_is_told_if_it_is_one_to_think_about() {
    let told = |aim, other: SetScore, dearer: f64| {
        let found = PlanFound {
            runner_up: Some(judged(&[0, 2], other)),
            dearer: Some(Band { mean: dearer, standard_error: 10_000.0, ..band(dearer, 100_000.0) }),
            ..found()
        };
        sentences(aim, &found).get(3).cloned()
    };
    let close = |chance: &str, rest: &str| {
        Some(format!(
            "Close to it comes: Social workers from overseas (40 people), with a chance of {chance}. {rest}"
        ))
    };
    // The chosen set has a chance of 82%.
    for (other, dearer, words) in [
        (
            score(0.82, 1e6),
            250_000.0,
            close("82% (80% to 84%)", "It costs £250k less than the chosen set on average (£230k to £270k)."),
        ),
        (
            score(0.79, 1e6),
            250_000.0,
            close(
                "79% (77% to 81%)",
                "It costs £250k less than the chosen set on average (£230k to £270k). It falls a little short of 80%.",
            ),
        ),
        (
            score(0.82, 1e6),
            20_000.0,
            close("82% (80% to 84%)", "It costs as much, as far as the trials can tell."),
        ),
        (
            score(0.9, 1e6),
            -250_000.0,
            close("90% (88% to 92%)", "It costs £250k more than the chosen set on average (£230k to £270k)."),
        ),
        // Dearer and no surer; or it does not do what was asked.
        (score(0.83, 1e6), -3_550_000.0, None),
        (score(0.68, 1e6), 250_000.0, None),
    ] {
        assert_eq!(told(SURE, other, dearer), words);
    }
    let budget = Aim::Most { budget: 1_300_000.0 };
    assert_eq!(
        told(budget, score(0.82, 1_320_000.0), 0.0),
        close(
            "82% (80% to 84%)",
            "It costs as much, as far as the trials can tell. It costs a little more than £1.3m."
        )
    );
}

/// The trials that chose preferred a set that is dearer and no surer by those that judge: the table would show it.
#[test]
fn a_set_that_does_better_than_the_chosen_one_after_all_is_told() {
    let mut found = found();
    found.judged.push((vec![1, 0], score(0.83, 500_000.0)));
    assert_eq!(
        sentences(SURE, &found)[3],
        "In these trials another set is cheaper and no less sure: Retention supplement, with a chance of 83% (81% to 85%) \
         and a cost of £0.50m (£0.46m to £0.54m). The trials that chose did not show it: with more --trials the choice may be another."
    );
}

#[test]
fn a_plan_that_saves_says_so_in_words() {
    let third =
        |chosen| sentences(SURE, &PlanFound { chosen, runner_up: None, dearer: None, ..found() })[2].clone();
    assert_eq!(
        third(JudgedSet { net_cost: band(-1.2e6, 0.5e6), ..judged(&[1, 0], score(0.9, -1_310_000.0)) }),
        "Not discounted, it saves £1.20m against the baseline over the whole run (median; 80% range £0.50m to £1.80m). On \
         average, by which sets are compared, that is a saving of £1.31m (£1.27m to £1.35m)."
    );
    // Known to £0.4m: whether it costs anything is not known.
    let unsure = SetScore { cost_error: 200_000.0, ..score(0.9, 30_000.0) };
    let told = third(judged(&[1, 0], unsure));
    assert!(
        told.ends_with(" that is a cost of £0.03m (from a saving of £0.37m to a cost of £0.43m)."),
        "{told}"
    );
}

/// The supplement with 40 people has 84%, 83% and 82% by turns: 82% is from the most trials, and told everywhere.
#[test]
fn a_set_has_one_chance_and_one_cost_wherever_it_is_told() {
    let found = found();
    let sets: Vec<(&[usize], f64, f64, u32)> = known(&found)
        .iter()
        .map(|known| (known.set.as_slice(), known.score.chance, known.score.net_cost, known.trials))
        .collect();
    assert_eq!(
        sets,
        [
            (&[1, 0][..], 0.3, -400_000.0, 200),
            // Without any option: by the trials that judge.
            (&[0, 0], 0.1, 0.0, 2_000),
            (&[0, 2], 0.68, 1_000_000.0, 2_000),
            (&[1, 2], 0.82, 1_250_000.0, 2_000),
        ]
    );
    // The supplement alone is cheaper and surer than nothing, but by the luck of few trials: only what was judged alike is compared.
    let kept: Vec<&[usize]> = trade_offs(&found).iter().map(|known| known.set.as_slice()).collect();
    assert_eq!(kept, [&[0, 0][..], &[0, 2], &[1, 2]]);
    let mut beaten = found.clone();
    beaten.judged.push((vec![1, 0], score(0.7, 500_000.0)));
    let kept: Vec<Set> = trade_offs(&beaten).iter().map(|known| known.set.clone()).collect();
    assert_eq!(kept, [vec![0, 0], vec![1, 0], vec![1, 2]]);
    let choice = choice();
    let page = plan_page(&asked(&choice, SURE), &found, Size::Page).unwrap();
    let [Block::Figure(figure), Block::Paragraph(_), Block::Table(offered)] =
        page.sections[0].blocks.as_slice()
    else {
        panic!("a chart, how it was found, and what more money brings")
    };
    assert_eq!(figure.data.rows[3], offered.rows[2]);
    assert!(offered.rows[2][0].ends_with(" (chosen)"));
    // All in one unit, a saving with a true minus.
    let costs: Vec<&str> = offered.rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(costs, ["£0", "£1.00m (£0.96m to £1.04m)", "£1.25m (£1.21m to £1.29m)"]);
    let all: Vec<&str> = figure.data.rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(all[..2], ["\u{2212}£0.40m (\u{2212}£0.44m to \u{2212}£0.36m)", "£0"]);
}

#[test]
fn one_set_is_told_in_the_singular_and_many_with_commas() {
    let how = |found: &PlanFound| {
        let choice = choice();
        let page = plan_page(&asked(&choice, SURE), found, Size::Page).unwrap();
        let [Block::Figure(figure), Block::Paragraph(how), _] = page.sections[0].blocks.as_slice() else {
            panic!("a chart, how it was found, and what more money brings")
        };
        (figure.description.split(':').next().unwrap().to_owned(), how.clone())
    };
    let one = PlanFound {
        screened: BTreeMap::from([(vec![0, 0], score(0.1, 0.0))]),
        finalists: vec![(vec![0, 0], score(0.1, 0.0))],
        chosen: judged(&[0, 0], score(0.1, 0.0)),
        runner_up: None,
        judged: vec![(vec![0, 0], score(0.1, 0.0))],
        dearer: None,
        is_exact: true,
        trials: [1_000, 5_000, 10_000],
        ..found()
    };
    let (dots, told) = how(&one);
    assert_eq!(dots, "A dot for the one set of options");
    assert!(
        told.starts_with(
            "The one set that is possible was looked at, with 1,000 trials. It was run again with 5,000 other trials. It \
             was then judged by 10,000 trials that had no part in the choice."
        ),
        "{told}"
    );
    assert!(
        how(&found())
            .1
            .contains("A set that was not looked at may be better. The 2 best, or nearly so, were")
    );
}
