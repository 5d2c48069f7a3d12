//! The page of a sensitivity analysis: its sentences, its tables and its csv files.

use std::collections::BTreeMap;

use super::sample::{IN_WORDS, leaving, people, told};
use super::sensitivity::{answer, sensitivity_page, share_cell};
use super::sensitivity_asked::{Known, SensitivityAsked, result_in_words};
use super::*;
use crate::sample::{band, summary};
use model::measure::Unit;
use model::service::ParameterId;
use study::sensitivity::{Decision, Input, Layer, Payoff, ResultAtEnds, SensitivityFound, Worth};
use study::variance::{Direction, Information, Response, Shape, Share, Tenth};

fn share(value: f64) -> Share {
    Share { value, low: value - 0.03, high: value + 0.03 }
}

fn input(number: &VariedNumber, alone: f64, total: f64, (low, high): (f64, f64)) -> Input {
    Input {
        id: ParameterId(0),
        path: number.path.clone(),
        alone: Some(share(alone)),
        total: Some(share(total)),
        total_trials: 500,
        ends: Some(ResultAtEnds { low, high, error: 0.001 }),
        response: Some(response(Direction::Rises, Some(Shape::Even))),
    }
}

fn response(direction: Direction, shape: Option<Shape>) -> Response {
    let means = vec![Tenth { point: 0.05, mean: 0.141_234_56, standard_error: 0.002 }];
    Response { low: 0.14, middle: 0.16, high: 0.18, error: 0.002, means, direction, shape }
}

/// The vacancy rate of which leaving makes most, and a campaign little.
fn asked() -> SensitivityAsked {
    let known = |number: VariedNumber, quality| {
        let source = "a guess, \"made up\"".to_owned();
        (number.path, Known { words: number.words, source, quality })
    };
    SensitivityAsked {
        figures: None,
        result: "vacancy rate in March 2026".into(),
        unit: Unit::Share,
        numbers: vec![leaving(), people()],
        decisions: vec!["Baseline".into(), "Retention".into()],
        register: BTreeMap::from([known(leaving(), "low"), known(people(), "")]),
        targets: IN_WORDS.into(),
    }
}

/// With an 80% range of 10.0% to 23.0%.
fn found() -> SensitivityFound {
    let layer = |name, alone: f64, total: f64| Layer { name, alone: share(alone), total: share(total) };
    SensitivityFound {
        spread: band(0.16, 0.05),
        counted: 2_000,
        layers: vec![
            layer("parameters", 0.62, 0.7),
            layer("environment", 0.2, 0.25),
            layer("chance", 0.1, 0.15),
        ],
        inputs: vec![
            input(&leaving(), 0.5, 0.58, (0.12, 0.21)),
            input(&people(), -0.01, 0.01, (0.161, 0.16)),
        ],
        others: None,
        decisions: Vec::new(),
        trials: (2_000, 500),
    }
}

/// A choice that leaving would change, by cost; and one by chance that nothing would change.
fn decisions() -> Vec<Decision> {
    let of = |value, low, high, changes| Information { value, low, high, changes };
    let worth = |number: VariedNumber, information| Worth { path: number.path, information };
    let by_cost = Decision {
        payoff: Payoff::Pounds,
        best: 1,
        is_clear: true,
        means: vec![0.0, 250_000.0],
        worth: vec![
            worth(leaving(), of(120_000.0, 40_000.0, 200_000.0, 0.254)),
            worth(people(), of(-10.0, -50.0, -1.0, 0.0)),
        ],
        everything: Some(of(300_000.0, 250_000.0, 350_000.0, 0.4)),
    };
    let by_chance = Decision {
        payoff: Payoff::Chance,
        best: 0,
        is_clear: false,
        means: vec![0.31, 0.306],
        worth: vec![worth(leaving(), of(0.001, -0.002, 0.004, 0.003))],
        everything: None,
    };
    vec![by_cost, by_chance]
}

#[test]
fn the_page_of_a_sensitivity_analysis() {
    let mut found = SensitivityFound { decisions: decisions(), others: Some(share(0.04)), ..found() };
    // Two more than are told by name, of which only a screening is known.
    found.inputs.extend((3..=12).map(|at| Input {
        path: format!("number_{at}"),
        alone: None,
        total_trials: 32,
        ends: None,
        response: None,
        ..input(&people(), 0.0, 0.0, (0.0, 0.0))
    }));
    insta::assert_snapshot!(told(&sensitivity_page(&asked(), &found, Size::Page).unwrap()));
}

#[test]
fn a_result_without_spread_has_nothing_to_tell() {
    let found = SensitivityFound { layers: Vec::new(), inputs: Vec::new(), ..found() };
    let page = |found: &SensitivityFound| sensitivity_page(&asked(), found, Size::Page).unwrap();
    assert_eq!(page(&found).answer, ["The result is the same in all trials: there is no spread to explain."]);
    assert_eq!(page(&found).sections.len(), 1);
    let few = SensitivityFound { counted: 19, ..found };
    assert_eq!(
        page(&few).answer,
        ["The result has a value in too few trials: nothing can be said of its spread."]
    );
    assert_eq!(page(&few).caveats[2], "In 1,981 of 2,000 trials the result has no value; they are left out.");
    let files: Vec<_> = page(&few).tables.iter().map(|(_, text)| text.lines().count()).collect();
    assert_eq!(files, [1, 1, 1]);
}

#[test]
fn the_answer_is_the_range_its_parts_and_the_numbers_that_matter() {
    assert_eq!(
        answer(&asked(), &found()),
        [
            "The vacancy rate in March 2026 has an 80% range of 10.0% to 23.0%. Of that spread 62% (59\u{2013}65) would go away if all numbers \
             with a range in the scenario were known, 20% (17\u{2013}23) if what changes from year to year were known and 10% \
             (7\u{2013}13) if chance were known; what is left they make together. In brackets: where each share may lie.",
            "Of the numbers that are not known, the one that matters most is \u{201c}leavers among permanent staff\u{201d}: 50% (47\u{2013}53) of the \
             spread would go away if it were known.",
            "What moves its average furthest is \u{201c}leavers among permanent staff\u{201d}: with 5% a year the vacancy rate in \
             March 2026 is 12.0% on average, with 15% a year it is 21.0%.",
        ]
    );
}

#[test]
fn numbers_that_cannot_be_told_from_chance_are_not_named() {
    let mut found = found();
    for input in &mut found.inputs {
        (input.alone, input.total) = (None, Some(Share { value: 0.02, low: 0.005, high: 0.04 }));
        input.ends = None;
    }
    let told = answer(&asked(), &found);
    assert_eq!(
        told[1..],
        [
            "No single number drives the vacancy rate in March 2026: none has a part in its spread that could be told from chance alone."
        ]
    );
    // What only shows together with others is told as such.
    found.inputs[0].total = Some(share(0.3));
    assert!(answer(&asked(), &found)[1].ends_with(
        " told from chance alone; together with others, \u{201c}leavers among permanent staff\u{201d} has a part in 30% (27\u{2013}33) of it."
    ));
}

/// 50%, 20% and 4% alone, of 62% that all numbers make: what is said of them can be added up. Together with others they
/// have a part in 58%, 45% and 30%.
#[test]
fn shares_in_sentences_do_not_overlap_and_the_greatest_is_first() {
    let mut found = found();
    found.inputs = [(0.04, 0.58), (0.5, 0.45), (0.2, 0.3)]
        .map(|(alone, total)| input(&leaving(), alone, total, (0.1, 0.2)))
        .to_vec();
    let named = |words: &str| VariedNumber { words: words.into(), ..leaving() };
    let asked = SensitivityAsked { numbers: ["A", "B", "C"].map(named).to_vec(), ..asked() };
    assert_eq!(
        answer(&asked, &found)[1],
        "Of the numbers that are not known, those that matter most are \u{201c}b\u{201d}, 50% (47\u{2013}53); \u{201c}c\u{201d}, 20% (17\u{2013}23); \u{201c}a\u{201d}, 4% \
         (1\u{2013}7): so much of the spread would go away if that number alone were known."
    );
    // The bars stand in the order of the shares beside them.
    let page = sensitivity_page(&asked, &found, Size::Page).unwrap();
    let Block::Figure(figure) = &page.sections[0].blocks[1] else { panic!("a chart is second") };
    let at = |share: &str| figure.svg.rfind(share).unwrap_or_else(|| panic!("{share} is not drawn"));
    assert!(at("50% (47") < at("20% (17") && at("20% (17") < at("4% (1"));
}

#[test]
fn shares_that_the_trials_hardly_know_are_called_rough() {
    let mut found = found();
    assert!(!answer(&asked(), &found).iter().any(|told| told.contains("rough")));
    found.layers[0].alone = Share { value: 0.29, low: 0.03, high: 0.52 };
    found.trials = (400, 100);
    assert_eq!(
        answer(&asked(), &found)[2],
        "These shares are rough: one of them may be anything from 3% to 52%. 400 trials are too few to tell more; four times as \
         many (--trials 1600) would halve the error."
    );
}

#[test]
fn which_way_a_number_goes_is_told_by_its_ends_and_its_turns() {
    let way = |ends: Option<(f64, f64)>, direction, shape| {
        let mut found = found();
        let input = &mut found.inputs[0];
        input.ends = ends.map(|(low, high)| ResultAtEnds { low, high, error: 0.01 });
        input.response = Some(response(direction, shape));
        let page = sensitivity_page(&asked(), &found, Size::Page).unwrap();
        let Block::Table(table) = &page.sections[0].blocks[0] else { panic!("a table is first") };
        table.rows[0][4].clone()
    };
    let (up, down, even) = (Some((0.1, 0.2)), Some((0.2, 0.1)), Some((0.1, 0.12)));
    for (ends, direction, shape, words) in [
        (up, Direction::Rises, Some(Shape::Even), "rises"),
        (up, Direction::Rises, Some(Shape::LevellingOff), "rises, and levels off"),
        (up, Direction::Unclear, None, "rises"),
        (down, Direction::Falls, Some(Shape::GrowingStronger), "falls, ever more strongly"),
        (down, Direction::Falls, Some(Shape::LevellingOff), "falls, and levels off"),
        (up, Direction::RisesThenFalls, None, "rises, then falls"),
        (even, Direction::FallsThenRises, None, "falls, then rises"),
        (None, Direction::Turns, None, "turns more than once"),
        (even, Direction::Rises, Some(Shape::Even), "stays on average, as far as can be told"),
    ] {
        assert_eq!(way(ends, direction, shape), words, "{ends:?} {direction:?} {shape:?}");
    }
}

#[test]
fn the_csv_files_have_an_id_for_every_direction_and_shape() {
    let ids = |direction, shape| {
        let mut found = found();
        found.inputs[0].response = Some(response(direction, shape));
        let page = sensitivity_page(&asked(), &found, Size::Page).unwrap();
        let (name, text) = &page.tables[0];
        assert_eq!(*name, "sensitivity.csv");
        text.lines().nth(1).unwrap().split(',').skip(11).take(2).collect::<Vec<_>>().join(",")
    };
    for (direction, shape, words) in [
        (Direction::Rises, Some(Shape::Even), "rises,even"),
        (Direction::Falls, Some(Shape::LevellingOff), "falls,levelling off"),
        (Direction::Falls, Some(Shape::GrowingStronger), "falls,growing stronger"),
        (Direction::RisesThenFalls, None, "rises then falls,"),
        (Direction::FallsThenRises, None, "falls then rises,"),
        (Direction::Turns, None, "turns,"),
        (Direction::Unclear, None, "unclear,"),
    ] {
        assert_eq!(ids(direction, shape), words);
    }
}

#[test]
fn shares_are_shown_between_nil_and_all() {
    for (value, text) in
        [(0.38, "38% (35\u{2013}41)"), (-0.01, "0% (0\u{2013}2)"), (1.01, "100% (98\u{2013}100)")]
    {
        assert_eq!(share_cell(Some(share(value))), text);
    }
    assert_eq!(share_cell(None), "");
}

#[test]
fn what_would_be_worth_knowing_is_told_for_each_way_of_judging() {
    let found = SensitivityFound { decisions: decisions(), ..found() };
    assert_eq!(
        answer(&asked(), &found)[3..],
        [
            "Judged by cost alone, \u{201c}Retention\u{201d} is best on average. Most worth knowing first would be \u{201c}leavers among permanent \
             staff\u{201d}: worth £120k (£40k to £200k), since it would change the choice in 25% of the possible futures. It is the greatest of 2 \
             such figures, and so likely a little less.",
            "Judged by the chance that the vacancy rate is at most 16% in March 2025, \u{201c}Baseline\u{201d} is best on average, though the \
             trials cannot tell it from the next best. No single number was found that would change the choice if it were known first.",
        ]
    );
    // A worth that hardly ever changes the choice is not one that never does.
    let mut seldom = decisions().remove(0);
    seldom.worth.truncate(1);
    seldom.worth[0].information.changes = 0.003;
    let told = answer(&asked(), &SensitivityFound { decisions: vec![seldom], ..found.clone() });
    assert!(told[3].ends_with(" change the choice in under 1% of the possible futures."), "{}", told[3]);
    let nothing = Decision { worth: Vec::new(), ..decisions().remove(0) };
    assert_eq!(
        answer(&asked(), &SensitivityFound { decisions: vec![nothing], ..found })[3..],
        ["Judged by cost alone, nothing can be said: it has a value in too few trials."]
    );
}

#[test]
fn a_result_is_named_with_its_time_and_its_option() {
    let measure =
        &summary().monthly.iter().find(|own| own.measure.id == "vacancy_rate").unwrap().measure.clone();
    let month = Some(Month::new(2026, 3));
    assert_eq!(result_in_words(measure, month, None), "vacancy rate in March 2026");
    assert_eq!(
        result_in_words(measure, None, Some("Retention")),
        "change that \u{201c}Retention\u{201d} makes in the vacancy rate over the whole run"
    );
}
