//! The page of a plan: which options together.

use serde::Serialize;

use super::{StudyPage, VariedNumber, chance_with_error, falls_short, net_cost_in_words, wanted};
use crate::ExportError;
use crate::csv::csv_text;
use crate::rounding;
use chart::{AxisBase, CurveChart, CurveMark, NumberFormat, Size, Texts, curve_to_svg};
use model::measure::Unit;
use model::prose::points;
use model::readable::{ChangeStyle, Style, percent, whole};
use model::text;
use paper::{Block, Column, Figure, Section, Table};
use study::plan::{Aim, Choice, JudgedSet, PlanFound, Set, SetScore};

/// What was asked.
pub struct PlanAsked<'a> {
    /// What could be chosen.
    pub choice: &'a Choice,
    /// For each candidate what it is called, and the number that says its size.
    pub titles: Vec<(String, Option<VariedNumber>)>,
    /// The targets within a sentence.
    pub targets: String,
    /// What was aimed at.
    pub aim: Aim,
    /// For each candidate a sentence on what it takes for granted, if it does.
    pub granted: Vec<Option<String>>,
}

/// The page.
///
/// # Errors
///
/// If the chart cannot be drawn.
pub fn plan_page(asked: &PlanAsked<'_>, found: &PlanFound, size: Size) -> Result<StudyPage, ExportError> {
    let question = match asked.aim {
        Aim::Cheapest { sure } => {
            format!("would make it {} sure, at the least cost, that {}", wanted(sure), asked.targets)
        }
        Aim::Most { budget } => {
            format!("would make it surest, for no more than {}, that {}", pounds(budget), asked.targets)
        }
    };
    let names: Vec<&str> = asked.titles.iter().map(|(title, _)| title.as_str()).collect();
    let sets = vec![
        Block::Figure(Box::new(figure(asked, found, size)?)),
        Block::Paragraph(how(asked, found)),
        Block::Table(finalists(asked, found)),
    ];
    Ok(StudyPage {
        title: "Which options together",
        question: format!("Which of these options together {question}? {}.", names.join("; ")),
        answer: answer(asked, found),
        caveats: points(text!("study", "caveats of a plan")).map(str::to_owned).collect(),
        sections: vec![Section::new("sets", "The sets of options", sets)],
        tables: vec![("sets.csv", sets_csv(asked, found))],
    })
}

impl PlanAsked<'_> {
    /// A set in words: "Retention supplement; Social workers from overseas (40 people)".
    fn words(&self, set: &Set) -> String {
        let told = self.choice.chosen(set).map(|(at, size)| {
            let (title, number) = &self.titles[at];
            match size.zip(number.as_ref()) {
                Some((size, number)) => format!("{title} ({})", number.write(size)),
                None => title.clone(),
            }
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { "None of the options".to_owned() } else { told.join("; ") }
    }
}

fn pounds(value: f64) -> String {
    Style::of(Unit::Pounds, &[value]).write_exactly(value)
}

/// A mean with no more digits than its error supports.
fn mean_cost(score: &SetScore) -> String {
    Style::of(Unit::Pounds, &[score.net_cost]).supported_by(score.cost_error).write(score.net_cost)
}

pub(super) fn answer(asked: &PlanAsked<'_>, found: &PlanFound) -> Vec<String> {
    let JudgedSet { set, score, net_cost } = &found.chosen;
    let [_, _, trials] = found.trials;
    let words = asked.words(set);
    let chance = chance_with_error(score.chance, score.chance_error);
    let is_met = found.finalists.first().is_some_and(|(_, score)| asked.aim.is_met(score));
    let lead = match asked.aim {
        Aim::Cheapest { sure } if is_met => {
            format!(
                "The cheapest set of options that reached {} in the trials that chose it: {words}.",
                wanted(sure)
            )
        }
        Aim::Cheapest { sure } => {
            format!("None of the sets looked at is {} sure. The surest: {words}.", wanted(sure))
        }
        Aim::Most { budget } if is_met => format!("What does most for {}: {words}.", pounds(budget)),
        Aim::Most { budget } => {
            format!(
                "None of the sets looked at costs as little as {}. The cheapest: {words}.",
                pounds(budget)
            )
        }
    };
    let mut told = vec![
        lead,
        format!(
            "The chance that {} is {chance}; without any option it is {}.",
            asked.targets,
            percent(found.baseline)
        ),
        format!(
            "On average it costs {} more than the baseline over the whole run ({}); less than nil is a saving.",
            mean_cost(score),
            net_cost_in_words(net_cost, trials)
        ),
    ];
    told.extend(asked.choice.chosen(set).filter_map(|(at, _)| asked.granted[at].clone()));
    told.extend(misses(asked, score));
    told.extend(found.runner_up.as_ref().map(|other| runner_up(asked, found, other)));
    told
}

/// Where trials that had no part in the choice do not bear it out.
fn misses(asked: &PlanAsked<'_>, score: &SetScore) -> Option<String> {
    match asked.aim {
        Aim::Cheapest { sure } => falls_short(sure, score.chance, score.chance_error),
        Aim::Most { budget } => (score.net_cost > budget).then(|| {
            format!(
                "That is more than {}, which the trials that chose it did not show: run more --trials.",
                pounds(budget)
            )
        }),
    }
}

fn runner_up(asked: &PlanAsked<'_>, found: &PlanFound, other: &JudgedSet) -> String {
    let dearer = found.dearer.as_ref().map(|band| {
        let (more, error) = (-band.mean, band.standard_error);
        let style = ChangeStyle::of(Unit::Pounds, &[more.abs()]).supported_by(error);
        if more.abs() <= 2.0 * error {
            " It costs as much, as far as the trials can tell.".to_owned()
        } else {
            let than = if more > 0.0 { "more" } else { "less" };
            format!(" It costs {} {than} than the chosen set on average.", style.number(more.abs()))
        }
    });
    let fails = if asked.aim.is_met(&other.score) { "" } else { " It does not do what was asked." };
    format!(
        "The runner-up: {}, with a chance of {}.{}{fails}",
        asked.words(&other.set),
        chance_with_error(other.score.chance, other.score.chance_error),
        dearer.unwrap_or_default()
    )
}

fn how(asked: &PlanAsked<'_>, found: &PlanFound) -> String {
    let [first, second, third] = found.trials.map(|trials| whole(trials.into()));
    let looked_at = if found.is_exact {
        format!("All {} sets that are possible were looked at", found.screened.len())
    } else {
        format!(
            "There are up to {} sets, of which {} were looked at: nothing and each option alone, then always the set that was foretold to be \
             the best from what the options do alone and what was found so far. A set that was not looked at may be better",
            whole(asked.choice.count()),
            found.screened.len()
        )
    };
    format!(
        "{looked_at}, with {first} trials each. The {} best, or nearly so, were compared by {second} other trials. The one chosen and the \
         runner-up were then judged by {third} trials that had no part in the choice: what is said of them above is from these. All sets meet \
         the same luck.",
        found.finalists.len()
    )
}

/// The columns of tables of sets.
fn columns() -> Vec<Column> {
    vec![
        Column::words("Options"),
        Column::numbers("Chance of the targets"),
        Column::numbers("Mean net cost over the run"),
    ]
}

fn finalists(asked: &PlanAsked<'_>, found: &PlanFound) -> Table {
    let row = |(set, score): &(Set, SetScore)| {
        vec![asked.words(set), chance_with_error(score.chance, score.chance_error), mean_cost(score)]
    };
    Table {
        caption: "The sets left in the running, the best first".to_owned(),
        columns: columns(),
        rows: found.finalists.iter().map(row).collect(),
        notes: vec![text!("study", "sets in the running").to_owned()],
        is_long: false,
    }
}

fn figure(asked: &PlanAsked<'_>, found: &PlanFound, size: Size) -> Result<Figure, ExportError> {
    let point = |score: &SetScore| (score.net_cost, score.chance);
    let mark = |score: &SetScore, label: &str| CurveMark {
        x: score.net_cost,
        y: score.chance,
        label: label.to_owned(),
    };
    let nothing = SetScore { chance: found.baseline, chance_error: 0.0, net_cost: 0.0, cost_error: 0.0 };
    let mut marks = vec![mark(&found.chosen.score, &format!("Chosen: {}", asked.words(&found.chosen.set)))];
    marks.extend(
        found
            .runner_up
            .as_ref()
            .map(|other| mark(&other.score, &format!("Runner-up: {}", asked.words(&other.set)))),
    );
    let is_nothing = |judged: &JudgedSet| judged.set.iter().all(|state| *state == 0);
    if !is_nothing(&found.chosen) && !found.runner_up.as_ref().is_some_and(is_nothing) {
        marks.push(mark(&nothing, "None of the options"));
    }
    let title = "What the sets of options cost and bring".to_owned();
    let chart = CurveChart {
        texts: Texts {
            title,
            subtitle: format!("Chance that {}", asked.targets),
            description: format!(
                "A dot for each of {} sets of options: mean net cost across, chance upwards. {}",
                found.screened.len(),
                answer(asked, found).join(" ")
            ),
            notes: vec![format!(
                "Dots: {} trials of each set. Sets with names: {} other trials.",
                whole(found.trials[0].into()),
                whole(found.trials[2].into())
            )],
        },
        x_name: "Mean net cost against the baseline over the whole run".to_owned(),
        x_format: NumberFormat::pounds(),
        y_format: NumberFormat::percent(0),
        base: AxisBase::Zero,
        line: Vec::new(),
        band: Vec::new(),
        dots: found.screened.values().map(point).collect(),
        marks,
        level: match asked.aim {
            Aim::Cheapest { sure } => Some((sure, format!("Wanted: {}", wanted(sure)))),
            Aim::Most { .. } => None,
        },
        limit: match asked.aim {
            Aim::Most { budget } => Some((budget, format!("Budget: {}", pounds(budget)))),
            Aim::Cheapest { .. } => None,
        },
    };
    super::figure("sets", &chart.texts, curve_to_svg(&chart, size), all_sets(asked, found))
}

/// The sets that were looked at, from the cheapest.
fn ascending(found: &PlanFound) -> Vec<(&Set, &SetScore)> {
    let mut sets: Vec<(&Set, &SetScore)> = found.screened.iter().collect();
    sets.sort_by(|(_, one), (_, other)| one.net_cost.total_cmp(&other.net_cost));
    sets
}

fn all_sets(asked: &PlanAsked<'_>, found: &PlanFound) -> Table {
    let row =
        |(set, score): (&Set, &SetScore)| vec![asked.words(set), percent(score.chance), mean_cost(score)];
    Table {
        caption: "All sets that were looked at, the cheapest first".to_owned(),
        columns: columns(),
        rows: ascending(found).into_iter().map(row).collect(),
        notes: vec![format!("{} trials of each.", whole(found.trials[0].into()))],
        is_long: true,
    }
}

/// A row of `sets.csv`.
#[derive(Default, Serialize)]
struct Row {
    round: &'static str,
    options: String,
    trials: u32,
    chance: String,
    chance_standard_error: String,
    mean_net_cost: String,
    net_cost_standard_error: String,
}

fn sets_csv(asked: &PlanAsked<'_>, found: &PlanFound) -> String {
    let row = |round, set: &Set, trials, score: &SetScore| {
        let options = asked.choice.sizes(set).into_iter().map(|(name, size)| match size {
            Some(size) => format!("{name}={}", rounding::significant(size)),
            None => name.to_owned(),
        });
        Row {
            round,
            options: options.collect::<Vec<_>>().join("+"),
            trials,
            chance: rounding::value(Unit::Share, score.chance),
            chance_standard_error: rounding::standard_error(Unit::Share, score.chance_error),
            mean_net_cost: rounding::value(Unit::Pounds, score.net_cost),
            net_cost_standard_error: rounding::standard_error(Unit::Pounds, score.cost_error),
        }
    };
    let [first, second, third] = found.trials;
    let screened = ascending(found).into_iter().map(|(set, score)| row("screened", set, first, score));
    let compared = found.finalists.iter().map(|(set, score)| row("compared", set, second, score));
    let judged = [Some(&found.chosen), found.runner_up.as_ref()].into_iter().flatten();
    let judged = judged.map(|judged| row("judged", &judged.set, third, &judged.score));
    csv_text(screened.chain(compared).chain(judged))
}
