//! The page of a plan: which options together.

use serde::Serialize;

use super::known_sets::{KnownSet, known, trade_offs};
use super::phrases::{
    chance_beside, falls_short, how_many, mean_cost, mean_interval, net_cost_in_words, style_of_means,
    wanted, with_error,
};
use super::{StudyPage, VariedNumber};
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
    /// Of when the figures are that the scenario begins with, for the foot of charts.
    pub figures: Option<String>,
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
        Block::Table(offered(asked, found)),
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

    /// The chance of a set with its error, beside the one that is wanted if one is.
    fn chance_with_error(&self, score: &SetScore) -> String {
        let written = match self.aim {
            Aim::Cheapest { sure } => chance_beside(score.chance, sure),
            Aim::Most { .. } => percent(score.chance),
        };
        with_error(written, score.chance, score.chance_error)
    }
}

fn pounds(value: f64) -> String {
    Style::of(Unit::Pounds, &[value]).write_exactly(value)
}

pub(super) fn answer(asked: &PlanAsked<'_>, found: &PlanFound) -> Vec<String> {
    let JudgedSet { set, score, net_cost } = &found.chosen;
    let [_, _, trials] = found.trials;
    let words = asked.words(set);
    let chance = asked.chance_with_error(score);
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
            "Not discounted, {}. On average, by which sets are compared, that is {}.",
            net_cost_in_words(net_cost),
            mean_cost(style(&known(found)), score.net_cost, score.cost_error)
        ),
    ];
    told.extend(asked.choice.chosen(set).filter_map(|(at, _)| asked.granted[at].clone()));
    told.extend(misses(asked, score, trials));
    let second = || found.runner_up.as_ref().and_then(|other| runner_up(asked, found, other));
    told.extend(beaten_by(asked, found).or_else(second));
    told
}

/// Where trials that had no part in the choice do not bear it out.
fn misses(asked: &PlanAsked<'_>, score: &SetScore, trials: u32) -> Option<String> {
    match asked.aim {
        Aim::Cheapest { sure } => falls_short(sure, score.chance, score.chance_error, trials),
        Aim::Most { budget } => (score.net_cost > budget).then(|| {
            format!(
                "That is more than {}, which the trials that chose it did not show: run more --trials.",
                pounds(budget)
            )
        }),
    }
}

/// A set that is cheaper and no less sure than the chosen one by the trials that judge: those that chose did not know.
fn beaten_by(asked: &PlanAsked<'_>, found: &PlanFound) -> Option<String> {
    let own = &found.chosen.score;
    let mut better = trade_offs(found);
    better.retain(|other| other.score.net_cost < own.net_cost && other.score.chance >= own.chance);
    let KnownSet { set, score, .. } = better.last()?;
    Some(format!(
        "In these trials another set is cheaper and no less sure: {}, with a chance of {} and {}. The trials that chose did not show it: \
         with more --trials the choice may be another.",
        asked.words(set),
        asked.chance_with_error(score),
        mean_cost(style(&known(found)), score.net_cost, score.cost_error)
    ))
}

/// The runner-up, if it is one to think about: it may do what was asked, and is not both dearer and no surer.
fn runner_up(asked: &PlanAsked<'_>, found: &PlanFound, other: &JudgedSet) -> Option<String> {
    let (own, score) = (&found.chosen.score, &other.score);
    let band = found.dearer.as_ref()?;
    let (more, error) = (-band.mean, 2.0 * band.standard_error);
    let surer = score.chance - own.chance > 2.0 * own.chance_error.hypot(score.chance_error);
    let may_do = match asked.aim {
        Aim::Cheapest { sure } => score.chance + 2.0 * score.chance_error >= sure,
        Aim::Most { budget } => score.net_cost - 2.0 * score.cost_error <= budget,
    };
    if !may_do || (more > error && !surer) {
        return None;
    }
    let style = style_of_means([(more, band.standard_error)]);
    let amount = |way: &str| {
        let range = mean_interval(style, more.abs(), band.standard_error);
        format!("It costs {} {way} than the chosen set on average{range}.", style.number(more.abs()))
    };
    let costs = match more {
        more if more.abs() <= error => "It costs as much, as far as the trials can tell.".to_owned(),
        more if more > 0.0 => amount("more"),
        _ => amount("less"),
    };
    let fails = match asked.aim {
        _ if asked.aim.is_met(score) => String::new(),
        Aim::Cheapest { sure } => format!(" It falls a little short of {}.", wanted(sure)),
        Aim::Most { budget } => format!(" It costs a little more than {}.", pounds(budget)),
    };
    Some(format!(
        "Close to it comes: {}, with a chance of {}. {costs}{fails}",
        asked.words(&other.set),
        asked.chance_with_error(score)
    ))
}

fn how(asked: &PlanAsked<'_>, found: &PlanFound) -> String {
    let [first, second, third] = found.trials.map(|trials| whole(trials.into()));
    let looked_at = match found.screened.len() {
        1 if found.is_exact => format!("The one set that is possible was looked at, with {first} trials."),
        sets if found.is_exact => {
            format!(
                "All {} that are possible were looked at, with {first} trials each.",
                how_many(sets, "set")
            )
        }
        sets => format!(
            "There are up to {} sets, of which {} were looked at, with {first} trials each: nothing and each option alone, then always \
             the set that was expected to be the best from what the options do alone and what was found so far. A set that was not \
             looked at may be better.",
            whole(asked.choice.count()),
            whole(sets as u64)
        ),
    };
    let compared = match found.finalists.len() {
        1 => format!("It was run again with {second} other trials."),
        sets => {
            format!("The {} best, or nearly so, were compared by {second} other trials.", whole(sets as u64))
        }
    };
    let judged = match found.judged.len() {
        1 => "It was".to_owned(),
        sets => format!(
            "The one chosen and {} were",
            match sets {
                2 => "the second best".to_owned(),
                _ => format!("the {} next best", whole(sets as u64 - 1)),
            }
        ),
    };
    format!(
        "{looked_at} {compared} {judged} then judged by {third} trials that had no part in the choice. Wherever a set has a \
         chance or a cost here, it is from the last and most trials that it was given. All sets meet the same luck."
    )
}

/// The columns of tables of sets.
fn columns() -> Vec<Column> {
    vec![
        Column::words("Options"),
        Column::numbers("Chance of the targets"),
        Column::numbers("Mean net cost over the run"),
        Column::numbers("Trials"),
    ]
}

/// How the mean costs of these sets are written.
fn style(sets: &[KnownSet<'_>]) -> ChangeStyle {
    style_of_means(sets.iter().map(|known| (known.score.net_cost, known.score.cost_error)))
}

/// A table of sets, their costs all in one unit.
fn table(
    asked: &PlanAsked<'_>,
    found: &PlanFound,
    sets: &[KnownSet<'_>],
    caption: &str,
    is_long: bool,
) -> Table {
    let style = style(sets);
    let row = |KnownSet { set, score, trials }: &KnownSet<'_>| {
        let chosen = if **set == found.chosen.set { " (chosen)" } else { "" };
        vec![
            format!("{}{chosen}", asked.words(set)),
            asked.chance_with_error(score),
            style.number(score.net_cost) + &mean_interval(style, score.net_cost, score.cost_error),
            whole((*trials).into()),
        ]
    };
    Table {
        caption: caption.to_owned(),
        columns: columns(),
        rows: sets.iter().map(row).collect(),
        notes: vec![text!("study", "sets in a table").to_owned()],
        is_long,
    }
}

/// What each further pound brings: the sets that no other beats in both chance and cost.
fn offered(asked: &PlanAsked<'_>, found: &PlanFound) -> Table {
    table(
        asked,
        found,
        &trade_offs(found),
        "What more money brings: of the sets that were judged, those of which no other is both cheaper and surer",
        false,
    )
}

fn all_sets(asked: &PlanAsked<'_>, found: &PlanFound) -> Table {
    table(asked, found, &known(found), "All sets that were looked at, the cheapest first", true)
}

fn figure(asked: &PlanAsked<'_>, found: &PlanFound, size: Size) -> Result<Figure, ExportError> {
    let known = known(found);
    let mark = |set: &Set, label: &str| {
        let own = known.iter().find(|known| known.set == set)?;
        Some(CurveMark { x: own.score.net_cost, y: own.score.chance, label: label.to_owned() })
    };
    let is_nothing = |set: &Set| set.iter().all(|state| *state == 0);
    let chosen = &found.chosen.set;
    let second = found.runner_up.as_ref().map(|other| &other.set).filter(|set| !is_nothing(set));
    let nothing = known.iter().map(|known| known.set).find(|set| is_nothing(set) && *set != chosen);
    let marks = [
        mark(chosen, &format!("Chosen: {}", asked.words(chosen))),
        second.and_then(|set| mark(set, &format!("Second best: {}", asked.words(set)))),
        nothing.and_then(|set| mark(set, "None of the options")),
    ];
    let [fewest, _, most] = found.trials.map(|trials| whole(trials.into()));
    let title = "What the sets of options cost and bring".to_owned();
    let chart = CurveChart {
        texts: Texts {
            title,
            subtitle: format!("Chance that {}", asked.targets),
            description: format!(
                "A dot for {}: mean net cost across, chance upwards. {}",
                match known.len() {
                    1 => "the one set of options".to_owned(),
                    sets => format!("each of {} sets of options", whole(sets as u64)),
                },
                answer(asked, found).join(" ")
            ),
            notes: super::foot(
                format!(
                    "Each set by the last and most trials that it was given: {most} for those with names, {fewest} for most others."
                ),
                asked.figures.as_ref(),
            ),
        },
        x_name: "Mean net cost against the baseline over the whole run (a minus is a saving)".to_owned(),
        x_format: NumberFormat::pounds(),
        y_format: NumberFormat::percent(0),
        base: AxisBase::Zero,
        line: Vec::new(),
        band: Vec::new(),
        dots: known.iter().map(|known| (known.score.net_cost, known.score.chance)).collect(),
        marks: marks.into_iter().flatten().collect(),
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
    let mut screened: Vec<(&Set, &SetScore)> = found.screened.iter().collect();
    screened.sort_by(|(_, one), (_, other)| one.net_cost.total_cmp(&other.net_cost));
    let screened = screened.into_iter().map(|(set, score)| row("screened", set, first, score));
    let compared = found.finalists.iter().map(|(set, score)| row("compared", set, second, score));
    let judged = found.judged.iter().map(|(set, score)| row("judged", set, third, score));
    csv_text(screened.chain(compared).chain(judged))
}
