//! The page of a goal with two numbers: the pairs that meet the targets, and the cheapest.

use serde::Serialize;

use super::goal::{GoalAsked, cost, without_value};
use super::phrases::{Reached, chance_beside, wanted};
use super::{StudyPage, VariedNumber};
use crate::ExportError;
use crate::csv::csv_text;
use crate::rounding;
use chart::{AxisBase, CurveChart, CurveMark, Size, Texts, curve_to_svg};
use model::english::lower_first;
use model::measure::Unit;
use model::readable::{ChangeStyle, percent, whole};
use model::text;
use paper::{Block, Column, Figure, Section, Table};
use study::goal::{Frontier, FrontierPoint};

/// The page of two numbers.
///
/// # Errors
///
/// If the chart cannot be drawn.
pub fn frontier_page(asked: &GoalAsked<'_>, found: &Frontier, size: Size) -> Result<StudyPage, ExportError> {
    let mut blocks = Vec::new();
    if found.points.iter().any(|point| point.first.is_some()) {
        blocks.push(Block::Figure(Box::new(figure(asked, found, size)?)));
    } else {
        blocks.push(Block::Table(table(asked, found)));
    }
    blocks.push(Block::Paragraph(format!(
        "{} trials of each pair, all with the same luck. For each value of the second number the mildest value of the first was \
         sought, by halving; the chance was taken to go one way between its ends and its middle.",
        whole(found.trials.into())
    )));
    let why = "The pair that is picked may owe a little to the luck of its trials.";
    let judged = asked.judged(why, &found.judged, found.trials);
    let sections = vec![Section::new("frontier", "The pairs that do it", blocks), judged];
    Ok(asked.page(answer(asked, found), sections, ("frontier.csv", frontier_csv(found))))
}

fn answer(asked: &GoalAsked<'_>, found: &Frontier) -> Vec<String> {
    let [first, second] = [&asked.varied[0], &asked.varied[1]];
    let judged = &found.judged;
    let pair = format!(
        "{} ({}) and {} ({})",
        first.write(judged.values[0]),
        lower_first(&first.words),
        second.write(judged.values[1]),
        lower_first(&second.words)
    );
    let sure = wanted(asked.sure);
    let is_missed = Reached::of(asked.sure, judged.chance, judged.standard_error) == Reached::No;
    let mut told = match found.cheapest {
        None => vec![format!(
            "Not within these ranges. The best is a chance of {}, at {pair}; in the baseline it is {}.",
            asked.chance_with_error(judged),
            percent(judged.baseline)
        )],
        Some(_) if is_missed => vec![format!(
            "The cheapest pair that reached {sure} in the trials of the search is not borne out by others: {pair}."
        )],
        Some(_) => vec![format!("The cheapest pair looked at that is {sure} sure is {pair}.")],
    };
    if let Some(at) = found.cheapest {
        told.extend(asked.borne_out(judged, Some(found.points[at].chance), found.trials));
    }
    told.push(cost(judged));
    told.extend(without_value(judged, found.trials));
    told
}

fn figure(asked: &GoalAsked<'_>, found: &Frontier, size: Size) -> Result<Figure, ExportError> {
    let [first, second] = [&asked.varied[0], &asked.varied[1]];
    let title = format!("The pairs that are {} sure", wanted(asked.sure));
    let reached = found.points.iter().filter_map(|point| Some((point.second, point.first?)));
    let cheapest = found.cheapest.map(|at| &found.points[at]);
    let chart = CurveChart {
        texts: Texts {
            title,
            subtitle: format!("{}; the mildest value that is enough", first.words),
            description: format!(
                "Line of pairs of the two numbers with which, with a chance of {}, {}.",
                wanted(asked.sure),
                asked.in_words
            ),
            notes: super::foot(
                format!("At each dot the chance that {} is {} or more.", asked.in_words, wanted(asked.sure)),
                asked.figures.as_ref(),
            ),
        },
        x_name: second.words.clone(),
        x_format: second.number_format(),
        y_format: first.number_format(),
        base: AxisBase::Fitted,
        line: reached.collect(),
        band: Vec::new(),
        dots: Vec::new(),
        marks: cheapest
            .and_then(|point| {
                let label = format!("Cheapest: {}", pair(first, second, point)?);
                Some(CurveMark { x: point.second, y: point.first?, label })
            })
            .into_iter()
            .collect(),
        level: None,
        limit: None,
    };
    super::figure("frontier", &chart.texts, curve_to_svg(&chart, size), table(asked, found))
}

fn pair(first: &VariedNumber, second: &VariedNumber, point: &FrontierPoint) -> Option<String> {
    Some(format!("{} and {}", first.write(point.first?), second.write(point.second)))
}

fn table(asked: &GoalAsked<'_>, found: &Frontier) -> Table {
    let [first, second] = [&asked.varied[0], &asked.varied[1]];
    let costs: Vec<f64> = found.points.iter().filter_map(|point| point.net_cost).collect();
    let style = ChangeStyle::of(Unit::Pounds, &costs);
    let row = |(at, point): (usize, &FrontierPoint)| {
        let cheapest = if found.cheapest == Some(at) { " (cheapest)" } else { "" };
        vec![
            second.write(point.second),
            point.first.map_or_else(|| "not within the range".to_owned(), |value| first.write(value)),
            chance_beside(point.chance, asked.sure),
            point.net_cost.map(|cost| format!("{}{cheapest}", style.number(cost))).unwrap_or_default(),
        ]
    };
    Table {
        caption: "The mildest value of the first number for each of the second".to_owned(),
        columns: vec![
            Column::words(&second.words),
            Column::numbers(&first.words),
            Column::numbers("Chance"),
            Column::numbers("Mean net cost over the run"),
        ],
        rows: found.points.iter().enumerate().map(row).collect(),
        notes: vec![format!("{} A minus is a saving.", text!("study", "pairs without a value"))],
        is_long: false,
    }
}

/// A row of `frontier.csv`.
#[derive(Default, Serialize)]
struct Row {
    second_value: String,
    first_value: String,
    chance: String,
    mean_net_cost: String,
    is_cheapest: bool,
}

fn frontier_csv(found: &Frontier) -> String {
    let points = found.points.iter().enumerate();
    csv_text(points.map(|(at, FrontierPoint { second, first, chance, net_cost })| Row {
        second_value: rounding::significant(*second),
        first_value: first.map(rounding::significant).unwrap_or_default(),
        chance: rounding::value(Unit::Share, *chance),
        mean_net_cost: net_cost.map(|cost| rounding::value(Unit::Pounds, cost)).unwrap_or_default(),
        is_cheapest: found.cheapest == Some(at),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sample::{goal, judged, leaving, people, targets, told};
    use study::goal::JudgedValue;

    /// Of 5% to 15% a year, each with the people that it takes; with 12.5% no number will do.
    fn found() -> Frontier {
        let point = |(second, first, chance, net_cost)| FrontierPoint { second, first, chance, net_cost };
        let points = [
            (0.05, Some(10.0), 0.82, Some(400_000.0)),
            (0.075, Some(25.0), 0.8, Some(-400_000.0)),
            (0.1, Some(80.0), 0.81, Some(1_500_000.0)),
            (0.125, None, 0.004, None),
            (0.15, Some(100.0), 0.8, Some(-0.2)),
        ];
        let judged = JudgedValue { lever_cost: 0.0, ..judged(&[25.0, 0.075]) };
        Frontier { points: points.map(point).to_vec(), cheapest: Some(1), judged, trials: 500 }
    }

    fn page(found: &Frontier) -> StudyPage {
        let (varied, targets) = ([people(), leaving()], targets(&["vacancy_rate at most 16%"]));
        frontier_page(&goal(&varied, &targets), found, Size::Page).unwrap()
    }

    #[test]
    fn the_page_of_a_frontier_with_a_gap() {
        insta::assert_snapshot!(told(&page(&found())));
    }

    #[test]
    fn without_any_pair_there_is_a_table_and_no_chart() {
        let mut found = found();
        for point in &mut found.points {
            *point = FrontierPoint { first: None, chance: 0.3, net_cost: None, ..point.clone() };
        }
        found.cheapest = None;
        found.judged = JudgedValue { chance: 0.3, counted: 450, ..found.judged };
        let page = page(&found);
        assert!(matches!(page.sections[0].blocks[0], Block::Table(_)));
        assert_eq!(
            page.answer,
            [
                "Not within these ranges. The best is a chance of 30% (28% to 32%), at 25 people (social workers from overseas: offers \
                 made) and 7.5% a year (leavers among permanent staff); in the baseline it is 10%.",
                "Not discounted, it costs £1.20m more than the baseline over the whole run (median; 80% range £0.60m to £1.90m).",
                "In 50 of the trials that judge it a target has no value, and none is missed: they are left out.",
            ]
        );
    }

    #[test]
    fn other_trials_may_not_bear_out_the_cheapest() {
        let told = |chance| {
            let found = found();
            page(&Frontier { judged: JudgedValue { chance, ..found.judged.clone() }, ..found }).answer
        };
        assert!(told(0.8)[2].starts_with("Not discounted"));
        assert!(told(0.785)[2].starts_with("That is a little less than 80%"));
        assert!(told(0.775)[2].starts_with("That is less than 80%: "));
        assert!(told(0.785)[0].starts_with("The cheapest pair looked at that is 80% sure is 25 people"));
        assert!(told(0.775)[0].starts_with(
            "The cheapest pair that reached 80% in the trials of the search is not borne out by others: 25 people"
        ));
    }
}
