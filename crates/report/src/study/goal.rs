//! The page of a goal: the mildest value that meets the targets.

use serde::Serialize;

use super::phrases::{
    Reached, between, chance_beside, falls_short, more_trials, net_cost_cell, net_cost_in_words, wanted,
    with_error,
};
use super::{StudyPage, VariedNumber};
use crate::csv::csv_text;
use crate::{ExportError, rounding};
use chart::{AxisBase, CurveChart, CurveMark, NumberFormat, Size, Texts, curve_to_svg};
use model::english::lower_first;
use model::measure::Unit;
use model::prose::points;
use model::readable::{ChangeStyle, Style, percent, whole};
use model::service::Target;
use model::text;
use paper::{Block, Column, Figure, Section, Table};
use study::goal::{GoalFound, JudgedValue, Point};

/// What was asked.
pub struct GoalAsked<'a> {
    /// The numbers that were varied.
    pub varied: &'a [VariedNumber],
    /// What is to be met.
    pub targets: &'a [Target],
    /// The same within a sentence.
    pub in_words: String,
    /// The chance that is wanted.
    pub sure: f64,
    /// Titles of the options that are carried out beside the varied ones.
    pub beside: Vec<String>,
    /// Sentences on what the options take for granted that are carried out.
    pub granted: Vec<String>,
    /// Of when the figures are that the scenario begins with, for the foot of charts.
    pub figures: Option<String>,
}

impl GoalAsked<'_> {
    /// What is asked, in a sentence.
    pub(super) fn question(&self) -> String {
        let varied =
            self.varied.iter().map(|number| format!("{}, {}", lower_first(&number.words), number.range()));
        let beside = if self.beside.is_empty() {
            String::new()
        } else {
            format!(", together with: {}", self.beside.join("; "))
        };
        format!(
            "What would it take that, with a chance of {}, {}? Varied: {}{beside}.",
            wanted(self.sure),
            self.in_words,
            varied.collect::<Vec<_>>().join("; and ")
        )
    }

    /// What was found, judged by trials of its own; `why` says what luck it may owe something to.
    pub(super) fn judged(&self, why: &str, judged: &JudgedValue, trials: u32) -> Section {
        let about = format!(
            "{why} So it is judged by {} trials that had no part in the search.",
            whole(trials.into())
        );
        let blocks = vec![Block::Paragraph(about), Block::Table(judged_table(self, judged))];
        Section::new("judged", "Judged by other trials", blocks)
    }

    /// A chance that was judged, with its error.
    pub(super) fn chance_with_error(&self, judged: &JudgedValue) -> String {
        let written = chance_beside(judged.chance, self.sure);
        with_error(written, judged.chance, judged.standard_error)
    }

    /// What trials say of an answer that had no part in finding it; `found` is its chance in those that had.
    pub(super) fn borne_out(&self, judged: &JudgedValue, found: Option<f64>, trials: u32) -> Vec<String> {
        let told = format!(
            "Other trials than those that found it give a chance of {}; in the baseline it is {}.",
            self.chance_with_error(judged),
            percent(judged.baseline)
        );
        // Where the chance jumps, the trials that found it know that it is greater than what is wanted.
        let is_better = found.is_some_and(|found| judged.chance - found > 2.0 * judged.standard_error);
        let luck = match Reached::of(self.sure, judged.chance, judged.standard_error) {
            Reached::More if is_better => Some(format!(
                "That is more than {}: the trials that found it were too few to tell, and something milder may do; {}.",
                wanted(self.sure),
                more_trials(trials)
            )),
            Reached::More | Reached::Yes | Reached::Perhaps | Reached::No => {
                falls_short(self.sure, judged.chance, judged.standard_error, trials)
            }
        };
        [Some(told), luck].into_iter().flatten().collect()
    }

    /// The page of either kind of goal.
    pub(super) fn page(
        &self,
        answer: Vec<String>,
        sections: Vec<Section>,
        table: (&'static str, String),
    ) -> StudyPage {
        StudyPage {
            title: "What it takes",
            question: self.question(),
            answer: answer.into_iter().chain(self.granted.iter().cloned()).collect(),
            caveats: points(text!("study", "caveats of a goal")).map(str::to_owned).collect(),
            sections,
            tables: vec![table],
        }
    }
}

/// The page of one number.
///
/// # Errors
///
/// If the chart cannot be drawn.
pub fn goal_page(asked: &GoalAsked<'_>, found: &GoalFound, size: Size) -> Result<StudyPage, ExportError> {
    let varied = &asked.varied[0];
    let figure = figure(asked, found, size)?;
    let curve = Section::new(
        "curve",
        "The chance at each value",
        vec![Block::Figure(Box::new(figure)), Block::Paragraph(monotone(asked, found))],
    );
    let why = "A value that is picked because its trials did well may owe a little to their luck.";
    let judged = asked.judged(why, &found.judged, found.trials);
    let table = ("curve.csv", curve_csv(&varied.path, found));
    Ok(asked.page(answer(asked, found), vec![curve, judged], table))
}

pub(super) fn answer(asked: &GoalAsked<'_>, found: &GoalFound) -> Vec<String> {
    let varied = &asked.varied[0];
    let judged = &found.judged;
    let value = varied.write(judged.values[0]);
    let mut told = Vec::new();
    if found.answer.is_none() {
        told.push(format!(
            "Not within this range. The best is a chance of {}, at {value}; in the baseline it is {}.",
            asked.chance_with_error(judged),
            percent(judged.baseline)
        ));
    } else {
        told.push(first(asked, found));
        // At the mild end nothing milder is to be found within the range.
        let at_answer =
            found.curve.iter().find(|point| !found.is_at_mild_end && found.answer == Some(point.value));
        told.extend(asked.borne_out(judged, at_answer.map(|point| point.chance), found.trials));
    }
    if !found.makes_a_difference {
        told.push(text!("study", "a goal without a difference").to_owned());
    }
    told.push(cost(judged));
    told.extend(setbacks(varied, found));
    told.extend(without_value(judged, found.trials));
    told
}

/// The value that the search found, told as the answer if other trials bear it out.
fn first(asked: &GoalAsked<'_>, found: &GoalFound) -> String {
    let (varied, sure, judged) = (&asked.varied[0], wanted(asked.sure), &found.judged);
    let value = varied.write(judged.values[0]);
    let more = if found.falls { "less" } else { "more" };
    let words = lower_first(&varied.words);
    if Reached::of(asked.sure, judged.chance, judged.standard_error) == Reached::No {
        return format!(
            "{value} ({words}) reached {sure} in the trials of the search, but is not borne out by others."
        );
    }
    if !found.is_at_mild_end {
        return format!(
            "To be {sure} sure, it takes {value} or {more} ({words}); {}.",
            interval(varied, found)
        );
    }
    let beyond = if judged.values[0] == 0.0 {
        "so that none of it is needed".to_owned()
    } else {
        let milder = if found.falls { "more" } else { "less" };
        format!("so that {milder} may do as well, which this range does not show")
    };
    format!(
        "Already {value} ({words}), the mildest value of the range, has a chance of {}, {beyond}.",
        if judged.chance >= asked.sure { format!("{sure} or more") } else { format!("about {sure}") }
    )
}

/// Within which values the answer lies, for all that the trials know.
fn interval(varied: &VariedNumber, found: &GoalFound) -> String {
    let (mild, far) = found.interval;
    let write = |end: f64| varied.write(end);
    let range = match (mild, far) {
        (Some(mild), Some(far)) if write(mild) == write(far) => {
            return format!("the trials leave no doubt of {}", write(mild));
        }
        // Of a number that does harm the mild end is the greater.
        (Some(mild), Some(far)) => {
            format!("between {}", between(&write(mild.min(far)), "and", &write(mild.max(far))))
        }
        (Some(mild), None) => format!("from {} to beyond the range", write(mild)),
        (None, _) => "beyond the range".to_owned(),
    };
    format!("since the number of trials is limited, the true figure may lie {range} (95%)")
}

/// Where trials had no part in the chance because the targets have no value in them.
pub(super) fn without_value(judged: &JudgedValue, trials: u32) -> Option<String> {
    let missing = (trials as usize).saturating_sub(judged.counted);
    (missing > 0).then(|| {
        format!(
            "In {} of the trials that judge it a target has no value, and none is missed: they are left out.",
            whole(missing as u64)
        )
    })
}

/// What it costs.
pub(super) fn cost(judged: &JudgedValue) -> String {
    let levers = Style::of(Unit::Pounds, &[judged.lever_cost]).write(judged.lever_cost);
    let of_levers = if judged.lever_cost > 0.0 {
        format!(" The levers themselves cost {levers} on average.")
    } else {
        String::new()
    };
    format!("Not discounted, {}.{of_levers}", net_cost_in_words(&judged.net_cost))
}

/// Where the chance goes the other way.
fn setbacks(varied: &VariedNumber, found: &GoalFound) -> Option<String> {
    let stretches: Vec<String> = found
        .setbacks
        .iter()
        .map(|(from, to)| format!("from {}", between(&varied.write(*from), "to", &varied.write(*to))))
        .collect();
    let more = if found.falls { "Less" } else { "More" };
    let which = match found.answer {
        Some(_) => " The answer is the first value that reaches the chance.",
        None => "",
    };
    (!stretches.is_empty()).then(|| {
        format!("{more} does not always help: the chance falls again {}.{which}", stretches.join(" and "))
    })
}

fn monotone(asked: &GoalAsked<'_>, found: &GoalFound) -> String {
    let way = if found.falls { "falls" } else { "rises" };
    let checked = if found.setbacks.is_empty() {
        format!(
            "At the values looked at, the chance {way} all the way, or stays, as far as the trials can tell."
        )
    } else {
        text!("study", "a curve that turns").to_owned()
    };
    let crossing = found.answer.map_or(String::new(), |_| {
        format!(
            " Where it crosses {}, the range between two of them was halved until neighbouring values were reached; there only \
             those trials were run that meet the targets at one of the two and not at the other.",
            wanted(asked.sure)
        )
    });
    let nowhere = if crossing.is_empty() { "Nothing" } else { "Elsewhere nothing" };
    format!(
        "{checked} {} trials of each of the evenly spaced values, all with the same luck, so that the chance moves only with the \
         value.{crossing} {nowhere} was looked at between two dots.",
        whole(found.trials.into())
    )
}

/// The targets, and the cost, of what was judged.
fn judged_table(asked: &GoalAsked<'_>, judged: &JudgedValue) -> Table {
    let mut rows = vec![vec![
        "All targets in the same trial".to_owned(),
        asked.chance_with_error(judged),
        percent(judged.baseline),
    ]];
    if asked.targets.len() > 1 {
        let each = asked.targets.iter().zip(&judged.each);
        rows.extend(each.map(|(target, chance)| {
            vec![target.to_string(), chance_beside(*chance, asked.sure), String::new()]
        }));
    }
    rows.push(vec![
        "Net cost over the run, median and 80% range".to_owned(),
        net_cost_cell(&judged.net_cost),
        String::new(),
    ]);
    Table {
        caption: "What was found, by trials of its own".to_owned(),
        columns: vec![
            Column::words("What is judged"),
            Column::numbers("What was found"),
            Column::numbers("Baseline"),
        ],
        rows,
        notes: vec![
            "In brackets behind a chance: where it may lie, since the number of trials is limited (95%). A minus is a saving."
                .to_owned(),
        ],
        is_long: false,
    }
}

fn figure(asked: &GoalAsked<'_>, found: &GoalFound, size: Size) -> Result<Figure, ExportError> {
    let varied = &asked.varied[0];
    let title = match found.answer {
        Some(_) => format!("How much it takes to be {} sure", wanted(asked.sure)),
        None => format!("No value of the range makes it {} sure", wanted(asked.sure)),
    };
    let answer = found
        .answer
        .and_then(|answer| found.curve.iter().find(|point| point.value.to_bits() == answer.to_bits()));
    let mark = |point: &Point, label| CurveMark { x: point.value, y: point.chance, label };
    let note =
        format!("{} trials of each evenly spaced value, all with the same luck.", whole(found.trials.into()));
    let chart = CurveChart {
        texts: Texts {
            title,
            subtitle: format!("Chance that {}", asked.in_words),
            description: description(asked, found),
            notes: super::foot(note, asked.figures.as_ref()),
        },
        x_name: varied.words.clone(),
        x_format: varied.number_format(),
        y_format: NumberFormat::percent(0),
        base: AxisBase::Zero,
        line: found.curve.iter().map(|point| (point.value, point.chance)).collect(),
        band: found.curve.iter().map(band).collect(),
        dots: Vec::new(),
        marks: answer.map(|point| mark(point, varied.write(point.value))).into_iter().collect(),
        level: Some((asked.sure, format!("Wanted: {}", wanted(asked.sure)))),
        limit: None,
    };
    super::figure("goal", &chart.texts, curve_to_svg(&chart, size), data(asked, found))
}

/// Twice the Monte Carlo error to each side.
fn band(point: &Point) -> (f64, f64, f64) {
    let reach = 2.0 * point.standard_error;
    (point.value, (point.chance - reach).max(0.0), (point.chance + reach).min(1.0))
}

fn description(asked: &GoalAsked<'_>, found: &GoalFound) -> String {
    let varied = &asked.varied[0];
    let ends = found.curve.first().zip(found.curve.last()).map(|(low, high)| {
        format!(
            "The chance goes from {} at {} to {} at {}.",
            percent(low.chance),
            varied.write(low.value),
            percent(high.chance),
            varied.write(high.value)
        )
    });
    let reached = match found.answer {
        Some(answer) => format!("It reaches {} at {}.", wanted(asked.sure), varied.write(answer)),
        None => format!("It does not reach {}.", wanted(asked.sure)),
    };
    format!("Line chart of the chance against the value. {} {reached}", ends.unwrap_or_default())
}

fn data(asked: &GoalAsked<'_>, found: &GoalFound) -> Table {
    let varied = &asked.varied[0];
    let costs: Vec<f64> = found.curve.iter().filter_map(|point| point.net_cost).collect();
    let style = ChangeStyle::of(Unit::Pounds, &costs);
    let row = |point: &Point| {
        let cost = point.net_cost.map(|cost| style.number(cost)).unwrap_or_default();
        vec![varied.write(point.value), chance_beside(point.chance, asked.sure), cost]
    };
    Table {
        caption: "Chance and mean net cost at each value".to_owned(),
        columns: vec![
            Column::words(&varied.words),
            Column::numbers("Chance"),
            Column::numbers("Mean net cost over the run"),
        ],
        rows: found.curve.iter().map(row).collect(),
        notes: vec![format!("{} A minus is a saving.", text!("study", "cost along a curve"))],
        is_long: true,
    }
}

/// A row of `curve.csv`.
#[derive(Default, Serialize)]
struct Row<'a> {
    parameter: &'a str,
    value: String,
    chance: String,
    standard_error: String,
    mean_net_cost: String,
}

fn curve_csv(path: &str, found: &GoalFound) -> String {
    csv_text(found.curve.iter().map(|Point { value, chance, standard_error, net_cost }| Row {
        parameter: path,
        value: rounding::significant(*value),
        chance: rounding::value(Unit::Share, *chance),
        standard_error: rounding::standard_error(Unit::Share, *standard_error),
        mean_net_cost: net_cost.map(|cost| rounding::value(Unit::Pounds, cost)).unwrap_or_default(),
    }))
}
