//! What the levers of an option do, in the unit that matters for each: sentences and a table.

use super::Run;
use super::effects::{Effect, Levers};
use model::measure::Unit;
use model::readable::{Style, percent};
use model::register::granted;
use model::service::HelpActsOn;
use model::summary::Comparison;
use model::text;
use model::uncertain::kinds;
use paper::{Column, Table};

/// What is said of the levers of an option.
pub(crate) fn of_levers(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let Some(levers) = Levers::of(run, comparison) else { return Vec::new() };
    let sentences = levers.effects().into_iter().flat_map(|effect| effect.sentences);
    sentences.chain(break_even(&levers, comparison)).chain(assumed(run, comparison)).collect()
}

/// What the options do, a row for each kind of lever; `None` without levers.
pub fn table(run: &Run<'_>) -> Option<Table> {
    let mut rows = Vec::new();
    for comparison in &run.results.comparisons {
        let Some(levers) = Levers::of(run, comparison) else { continue };
        for Effect { what, year, total, each, .. } in levers.effects() {
            let cells = [year, total, each].map(|cell| cell.unwrap_or_else(|| "\u{2013}".to_owned()));
            rows.push([comparison.title.clone(), what].into_iter().chain(cells).collect());
        }
    }
    (!rows.is_empty()).then(|| Table {
        caption: "What the options do".to_owned(),
        columns: vec![
            Column::words("Option"),
            Column::words("What it changes"),
            Column::numbers("In the year in which it does most"),
            Column::numbers("Over the run, or at its end"),
            Column::numbers("Cost for each"),
        ],
        rows,
        notes: vec![text!("report", "what the options do").to_owned()],
        is_long: false,
    })
}

/// What an option takes for granted, in one sentence.
fn assumed(run: &Run<'_>, comparison: &Comparison) -> Option<String> {
    let all = granted(&run.scenario.service, &comparison.option);
    let all: Vec<&str> = all.iter().map(|one| one.that).collect();
    (!all.is_empty()).then(|| format!("It assumes that {}.", all.join("; and that ")))
}

/// The effect that early help would have to have to cost nothing.
fn break_even(levers: &Levers<'_>, comparison: &Comparison) -> Option<String> {
    let [low, middle, high] = comparison.net_cost.break_even?;
    let programme = levers.options.iter().flat_map(|option| option.early_help.values()).next()?;
    if comparison.net_cost.of_levers <= 0.0 {
        return None;
    }
    let assumed = programme.effect.central(&kinds::EFFECT);
    let assumed = Style::new(Unit::Share, assumed).write_shortest(assumed);
    let of = match programme.acts_on == HelpActsOn::Referrals {
        true => "of the referrals in question",
        false => "of what it acts on",
    };
    let end = |effect: f64| if effect >= 1.0 { "more than all".to_owned() } else { percent(effect) };
    let range = match (end(low), end(high)) {
        (low, high) if low == high => String::new(),
        (low, high) => format!(" (80% range {low} to {high})"),
    };
    Some(if middle < 1.0 {
        format!(
            "It would break even over the run if it prevented {} {of}{range}; {assumed} is assumed.",
            percent(middle)
        )
    } else {
        format!(
            "It would not pay for itself within the run even if it prevented all {of}{range}; {assumed} is assumed. Less \
             work frees time, but money only where posts, agency cover or placements fall with it."
        )
    })
}
