//! What it would be worth to know a number before deciding between options.

use super::phrases::cost_or_saving;
use super::sensitivity_asked::SensitivityAsked;
use model::english::{lower_first, quoted};
use model::measure::Unit;
use model::readable::{ChangeStyle, Style, percent};
use model::text;
use paper::{Block, Column, Section, Table};
use study::sensitivity::{Decision, Payoff, SensitivityFound, Worth};
use study::variance::Information;

/// So many numbers are told.
const MOST_TOLD: usize = 8;

/// The section; none without options.
pub(super) fn section(asked: &SensitivityAsked, found: &SensitivityFound) -> Option<Section> {
    if found.decisions.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(text!("study", "what knowing is worth").to_owned())];
    blocks.extend(found.decisions.iter().map(|decision| Block::Table(table(asked, decision))));
    Some(Section::new("information", "What would be worth knowing before deciding", blocks))
}

/// A sentence for each way of judging options.
pub(super) fn sentences(asked: &SensitivityAsked, found: &SensitivityFound) -> Vec<String> {
    let of = |decision: &Decision| {
        let best = &asked.decisions[decision.best];
        let by = by(asked, decision.payoff);
        let told = decision.worth.iter().find(|worth| worth.information.low > 0.0);
        if decision.worth.is_empty() {
            return format!("Judged by {by}, nothing can be said: it has a value in too few trials.");
        }
        let doubt =
            if decision.is_clear { "" } else { ", though the trials cannot tell it from the next best" };
        let best = format!("Judged by {by}, \u{201c}{best}\u{201d} is best on average{doubt}.");
        match told {
            None => format!(
                "{best} No single number was found that would change the choice if it were known first."
            ),
            Some(Worth { path, information }) => format!(
                "{best} Most worth knowing first would be {}: worth {}, since it would change the choice in {} of the possible futures.{}",
                quoted(&lower_first(asked.register.get(path).map_or(path.as_str(), |known| &known.words))),
                amount(decision.payoff, information),
                percent(information.changes),
                match decision.worth.len() {
                    1 => String::new(),
                    figures =>
                        format!(" It is the greatest of {figures} such figures, and so likely a little less."),
                }
            ),
        }
    };
    found.decisions.iter().map(of).collect()
}

fn by(asked: &SensitivityAsked, payoff: Payoff) -> String {
    match payoff {
        Payoff::Pounds => "cost alone".to_owned(),
        Payoff::Chance => format!("the chance that {}", asked.targets),
    }
}

/// A worth with its interval: "£120k (£40k to £200k)", "2.1 percentage points (0.4 to 3.8)".
fn amount(payoff: Payoff, information: &Information) -> String {
    let Information { value, low, high, changes: _ } = information;
    let [value, low, high] = [value, low, high].map(|value| value.max(0.0));
    match payoff {
        Payoff::Pounds => {
            let style = Style::of(Unit::Pounds, &[value, low, high]);
            format!("{} ({} to {})", style.write(value), style.write(low), style.write(high))
        }
        Payoff::Chance => {
            format!("{:.1} percentage points ({:.1} to {:.1})", value * 100.0, low * 100.0, high * 100.0)
        }
    }
}

fn table(asked: &SensitivityAsked, decision: &Decision) -> Table {
    let row = |worth: &Worth| {
        vec![
            asked.register.get(&worth.path).map_or(&worth.path, |known| &known.words).clone(),
            amount(decision.payoff, &worth.information),
            percent(worth.information.changes),
        ]
    };
    let told = decision.worth.iter().filter(|worth| worth.information.high > 0.0).take(MOST_TOLD);
    let mut rows: Vec<Vec<String>> = told.map(row).collect();
    if let Some(everything) = &decision.everything {
        rows.push(vec![
            "Everything, luck included (an upper limit)".to_owned(),
            amount(decision.payoff, everything),
            percent(everything.changes),
        ]);
    }
    let pounds = ChangeStyle::of(Unit::Pounds, &decision.means);
    let pays = |(at, mean): (usize, &f64)| match decision.payoff {
        Payoff::Pounds => format!("{}: {}", asked.decisions[at], cost_or_saving(-mean, pounds)),
        Payoff::Chance => format!("{}: {}", asked.decisions[at], percent(*mean)),
    };
    let means: Vec<String> = decision.means.iter().enumerate().map(pays).collect();
    let what = match decision.payoff {
        Payoff::Pounds => "mean cost over the run against the baseline",
        Payoff::Chance => "chance of the targets",
    };
    Table {
        caption: format!("What it is worth to know a number first, judged by {}", by(asked, decision.payoff)),
        columns: vec![
            Column::words("Number"),
            Column::numbers("Worth, with its 95% interval"),
            Column::numbers("Choice would be another in"),
        ],
        rows,
        notes: vec![
            format!(
                "Each choice by its {what}: {}. Best: {}.",
                means.join("; "),
                asked.decisions[decision.best]
            ),
            text!("study", "numbers worth nothing").to_owned(),
        ],
        is_long: false,
    }
}
