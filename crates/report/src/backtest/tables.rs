//! The tables of the page.

use super::found::Scores;
use super::phrases::{ahead, with_interval};
use evidence::published::Published;
use model::measure::Unit;
use model::readable::{ChangeStyle, percent, whole};
use study::backtest::groups::Group;
use study::backtest::rules::Rule;
use study::backtest::scores::{Accuracy, Score};
use study::backtest::table::worst_served;
use study::backtest::{ErrorScale, Measure, Projection};

/// The row of all measures together.
const ALL: &str = "**All measures**";

/// How many councils that were served worst are told.
pub(super) const WORST: usize = 10;

/// A table in Markdown: words in the first column, numbers in the others.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    // A bar would end the cell.
    let clean = |cell: &str| cell.replace('|', "\\|");
    let head: Vec<String> = head.iter().map(|cell| clean(cell)).collect();
    let rule = format!("|---|{}", "---:|".repeat(head.len().saturating_sub(1)));
    let rows = rows.iter().map(|row| line(&row.iter().map(|cell| clean(cell)).collect::<Vec<_>>()));
    [line(&head), rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// How many outturns the ranges of each measure held.
pub(super) fn coverage(scores: Scores) -> String {
    let row = |title: &str, score: &Score| {
        let Score { n, councils, coverage50, coverage80, .. } = *score;
        let numbers = [count(n), count(councils), with_interval(coverage50), with_interval(coverage80)];
        [title.to_owned()].into_iter().chain(numbers).collect()
    };
    let measures = scores.measures();
    let measures = measures.iter().map(|(_, measure, score)| row(measure.title, score));
    let rows: Vec<Vec<String>> =
        measures.chain(scores.own(None, None).map(|score| row(ALL, score))).collect();
    table(&["measure", "outturns", "councils", "in the 50% range", "in the 80% range"], &rows)
}

/// The same by years ahead.
pub(super) fn by_horizon(scores: Scores) -> String {
    let horizons = scores.horizons();
    let heads = |range: &str| -> Vec<String> {
        horizons.iter().map(|years| format!("{range}, {}", ahead(*years))).collect()
    };
    let head: Vec<String> =
        ["measure".to_owned()].into_iter().chain(heads("50%")).chain(heads("80%")).collect();
    let row = |title: &str, measure: Option<usize>| -> Vec<String> {
        let shares = |share: fn(&Score) -> f64| -> Vec<String> {
            let of = |years: &_| scores.own(measure, Some(*years)).map(share);
            horizons.iter().map(|years| or_dash(of(years).map(percent))).collect()
        };
        let (half, wide) = (shares(|score| score.coverage50.share), shares(|score| score.coverage80.share));
        [title.to_owned()].into_iter().chain(half).chain(wide).collect()
    };
    let measures = scores.measures();
    let rows = measures.iter().map(|(at, measure, _)| row(measure.title, Some(*at)));
    let rows: Vec<Vec<String>> = rows.chain([row(ALL, None)]).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows)
}

/// The mean scores of Staffcast and all rules.
pub(super) fn scores(scores: Scores) -> String {
    let rules = Rule::ALL.map(Rule::title);
    let head: Vec<&str> = ["measure", "in", "Staffcast"].into_iter().chain(rules).collect();
    let row = |at: usize, measure: &Measure, own: &Score| -> Vec<String> {
        let of_rules = Rule::ALL.map(|rule| scores.rule(rule, at));
        let all = [Some(own)].into_iter().chain(of_rules);
        let relative: Vec<Option<f64>> = all.map(|score| Some(score?.accuracy?.crps_relative)).collect();
        let least = relative.iter().flatten().copied().fold(f64::INFINITY, f64::min);
        let unit = match measure.scale {
            ErrorScale::Ratio => "% of the last figure",
            ErrorScale::Difference => "points",
        };
        let best = hundredths(least);
        // The best stands out, and others that read the same.
        let write = |value: &Option<f64>| {
            let text = or_dash(value.map(hundredths));
            if text == best { format!("**{text}**") } else { text }
        };
        [measure.title.to_owned(), unit.to_owned()].into_iter().chain(relative.iter().map(write)).collect()
    };
    let rows: Vec<Vec<String>> =
        scores.measures().into_iter().map(|(at, measure, own)| row(at, measure, own)).collect();
    table(&head, &rows)
}

/// How far off and how wide, in the unit of each measure.
pub(super) fn errors(scores: Scores) -> String {
    let row = |measure: &Measure, accuracy: Accuracy| -> Vec<String> {
        let Accuracy { absolute_error, width50, width80, crps_to_last_value, crps_to_regression, .. } =
            accuracy;
        // Thousands of children say enough in whole numbers, staff in tenths.
        let style = ChangeStyle::of(measure.unit, &[absolute_error, width50, width80]);
        let ratio = |ratio: Option<f64>| or_dash(ratio.map(|ratio| format!("{ratio:.2}")));
        let unit = if measure.unit == Unit::Share { " points" } else { "" };
        let numbers = [absolute_error, width50, width80].map(|value| style.number(value) + unit);
        let ratios = [ratio(crps_to_last_value), ratio(crps_to_regression)];
        [measure.title.to_owned()].into_iter().chain(numbers).chain(ratios).collect()
    };
    let measures = scores.measures().into_iter();
    let rows: Vec<Vec<String>> =
        measures.filter_map(|(_, measure, score)| Some(row(measure, score.accuracy?))).collect();
    let head = [
        "measure",
        "median off by",
        "width of the 50% range",
        "width of the 80% range",
        "score / last value",
        "score / regression",
    ];
    table(&head, &rows)
}

/// How many outturns the 80% range held by measure and year of the outturn.
pub(super) fn by_year(scores: Scores) -> String {
    let years = scores.groups("target_year");
    let head: Vec<&str> = ["measure"].into_iter().chain(years.iter().map(|(_, year, _)| *year)).collect();
    let row = |title: &str, measure: Option<usize>| -> Vec<String> {
        let share = |group| scores.of_group(group, measure).map(|score| percent(score.coverage80.share));
        let shares = years.iter().map(|(group, ..)| or_dash(share(*group)));
        [title.to_owned()].into_iter().chain(shares).collect()
    };
    let measures = scores.measures();
    let mut rows: Vec<Vec<String>> =
        measures.iter().map(|(at, measure, _)| row(measure.title, Some(*at))).collect();
    rows.push(row(ALL, None));
    let counts = years.iter().map(|(.., score)| count(score.n));
    rows.push(["Outturns".to_owned()].into_iter().chain(counts).collect());
    table(&head, &rows)
}

/// How many outturns the ranges held in each group of a kind.
pub(super) fn by_group(scores: Scores, kind: &str, title: &str) -> String {
    let row = |(_, label, score): (Group, &str, &Score)| {
        let Score { n, councils, coverage50, coverage80, .. } = *score;
        vec![
            label.to_owned(),
            count(n),
            count(councils),
            with_interval(coverage50),
            with_interval(coverage80),
        ]
    };
    let rows: Vec<Vec<String>> = scores.groups(kind).into_iter().map(row).collect();
    table(&[title, "outturns", "councils", "in the 50% range", "in the 80% range"], &rows)
}

/// The councils that were served worst.
pub(super) fn worst(published: &Published, projections: &[Projection]) -> String {
    let rows: Vec<Vec<String>> = worst_served(projections, WORST)
        .into_iter()
        .map(|served| {
            let inside = 1.0 - served.outside80;
            let ratio = or_dash(served.crps_to_last_value.map(|ratio| format!("{ratio:.2}")));
            vec![published.area(served.council).name.clone(), count(served.n), percent(inside), ratio]
        })
        .collect();
    table(&["council", "outturns", "in the 80% range", "score / last value"], &rows)
}

/// The rules and what each says.
pub(super) fn rules() -> String {
    let rows = Rule::ALL.map(|rule| format!("| {} | {} |", rule.title(), rule.meaning()));
    format!("| rule | what it says |\n|---|---|\n{}", rows.join("\n"))
}

fn count(number: usize) -> String {
    whole(number as u64)
}

/// A hundredth of the scale of a score, with two decimals.
fn hundredths(value: f64) -> String {
    format!("{:.2}", 100.0 * value)
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "-".to_owned())
}
