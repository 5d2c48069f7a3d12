//! Small studies made by hand, for tests.

use super::{GoalAsked, StudyPage, VariedNumber};
use crate::sample::band;
use model::service::Target;
use model::summary::Band;
use model::uncertain::kinds;
use paper::{Paper, Report, to_markdown};
use study::goal::{GoalFound, JudgedValue, Point};

/// Offers of a campaign, 0 to 100 people.
pub(super) fn people() -> VariedNumber {
    VariedNumber {
        path: "overseas.people".into(),
        words: "Social workers from overseas: offers made".into(),
        kind: &kinds::PEOPLE,
        ends: (0.0, 100.0),
    }
}

/// A rate of leaving, 5% to 15% a year.
pub(super) fn leaving() -> VariedNumber {
    VariedNumber {
        path: "workforce.leaving.rate_per_year".into(),
        words: "Leavers among permanent staff".into(),
        kind: &kinds::RATE,
        ends: (0.05, 0.15),
    }
}

/// What the targets of a study say within a sentence.
pub(super) const IN_WORDS: &str = "the vacancy rate is at most 16% in March 2025";

/// The targets that these texts say.
pub(super) fn targets(texts: &[&str]) -> Vec<Target> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// A median of £1.2m, and an 80% range of £0.6m to £1.9m.
pub(super) fn net_cost() -> Band {
    band(1.2e6, 0.5e6)
}

/// A question for 80% about one number, or two.
pub(super) fn goal<'a>(varied: &'a [VariedNumber], targets: &'a [Target]) -> GoalAsked<'a> {
    GoalAsked {
        figures: None,
        varied,
        targets,
        in_words: IN_WORDS.into(),
        sure: 0.8,
        beside: Vec::new(),
        granted: Vec::new(),
    }
}

/// These values meet the targets in 81 of 100 trials.
pub(super) fn judged(values: &[f64]) -> JudgedValue {
    JudgedValue {
        values: values.to_vec(),
        chance: 0.81,
        standard_error: 0.01,
        each: vec![0.9, 0.85],
        baseline: 0.1,
        net_cost: net_cost(),
        lever_cost: 1.5e6,
        counted: 2_000,
    }
}

/// Of 0 to 100 people it takes 40.
pub(super) fn found() -> GoalFound {
    let point = |(value, chance, net_cost)| Point { value, chance, standard_error: 0.01, net_cost };
    let curve = [
        (0.0, 0.1, Some(0.0)),
        (25.0, 0.45, Some(750_400.0)),
        (39.0, 0.795, None),
        (40.0, 0.8, Some(1_200_000.0)),
        (100.0, 0.999, Some(-0.3)),
    ];
    GoalFound {
        curve: curve.map(point).to_vec(),
        falls: false,
        makes_a_difference: true,
        answer: Some(40.0),
        is_at_mild_end: false,
        interval: (Some(35.0), Some(45.0)),
        setbacks: Vec::new(),
        judged: judged(&[40.0]),
        trials: 2_000,
    }
}

/// All that a page says, but for its caveats: question, answer, sections and csv files.
pub(super) fn told(page: &StudyPage) -> String {
    let StudyPage { title, question, answer, caveats: _, sections, tables } = page;
    let paper = Paper { title: (*title).to_owned(), ..Paper::default() };
    let sections = to_markdown(&Report { paper, sections: sections.clone(), annex: Vec::new() });
    let tables = tables.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect::<Vec<_>>().concat();
    format!("{question}\n\n{}\n\n{sections}\n{tables}", answer.join("\n"))
}
