//! `answers.md`: the question, the answers, and what they do not say.

use std::fmt::Write as _;

use super::sentences::target_in_words;
use super::{Run, answers};
use crate::export::readable::{percent, whole};
use crate::service::Alternative;

/// What every reader must know, before any figure.
const CAVEATS: [&str; 3] = [
    "The ranges hold what the scenario says is not known, what changes from year to year, and chance. They do not hold \
     what the model leaves out: above all, that people react when things go badly.",
    "What an option does to the service is an assumption of the scenario. The results say what follows from it, \
     not whether it is true.",
    "Every difference is taken trial by trial, with the same luck with and without the option. So it is usually known \
     better than either of the two.",
];

/// The page.
pub fn answers_md(run: &Run<'_>) -> String {
    let service = &run.scenario.service;
    let mut page = format!("# {}\n\n", service.title);
    let mut add = |text: &str| {
        page.push_str(text);
        page.push_str("\n\n");
    };
    if !service.note.is_empty() {
        add(&service.note);
    }
    add("## Before you read on");
    let mut caveats: Vec<String> = CAVEATS.iter().map(|caveat| (*caveat).to_owned()).collect();
    let decided = service.decided.0.iter().filter_map(|name| service.option.get(&name.text));
    let decided: Vec<&str> = decided.map(Alternative::heading).collect();
    if !decided.is_empty() {
        caveats.push(format!("The baseline holds what is decided: {}.", decided.join("; ")));
    }
    if !run.varies_in_all_layers() {
        let layers = run.layers().join(" and ");
        caveats
            .push(format!("Only {layers} varied between trials, so the ranges are too narrow to plan with."));
    }
    caveats.extend(run.results.summaries.iter().find_map(|summary| summary.too_few_trials.clone()));
    add(&caveats.iter().map(|caveat| format!("- {caveat}")).collect::<Vec<_>>().join("\n"));
    if let Some(targets) = targets(run) {
        add("## Targets");
        add(&targets);
    }
    if let Some(savings) = savings(run) {
        add("## Chance of having saved money");
        add(&savings);
    }
    for answer in answers(run) {
        add(&format!("## {}", answer.title));
        if let Some(option) = service.option.get(&answer.option).filter(|option| !option.note.is_empty()) {
            add(&option.note);
        }
        add(&answer.sentences.join(" "));
    }
    add(&format!(
        "*{} trials from {}, seed {}. An 80% range holds eight trials in ten; one in ten is below it and one in ten \
         above. Figures: monthly.csv, yearly.csv, differences.csv, targets.csv, net_cost.csv.*",
        whole(run.settings.trials.into()),
        service.start.0.long_name(),
        run.settings.seed
    ));
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The chance that each option has saved money by the end of a financial year,
/// all years since the start together.
fn savings(run: &Run<'_>) -> Option<String> {
    let comparisons = &run.results.comparisons;
    let years = &comparisons.first()?.net_cost.saves_by;
    if years.is_empty() {
        return None;
    }
    let mut table = String::from("| by the end of |");
    for comparison in comparisons {
        write!(table, " {} |", cell(&comparison.title)).expect("a string takes any text");
    }
    write!(table, "\n|---|{}", "---:|".repeat(comparisons.len())).expect("a string takes any text");
    for (at, (year, _)) in years.iter().enumerate() {
        write!(table, "\n| {year} |").expect("a string takes any text");
        for comparison in comparisons {
            let chance = comparison.net_cost.saves_by.get(at).map_or(0.0, |(_, chance)| *chance);
            write!(table, " {} |", percent(chance)).expect("a string takes any text");
        }
    }
    Some(table)
}

/// A text as a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// The chance of each target, for the baseline and each option.
fn targets(run: &Run<'_>) -> Option<String> {
    let summaries = &run.results.summaries;
    let targets = &summaries.first()?.targets;
    if targets.is_empty() {
        return None;
    }
    let mut table = String::from("| chance that | in |");
    for summary in summaries {
        write!(table, " {} |", cell(&summary.title)).expect("a string takes any text");
    }
    write!(table, "\n|---|---|{}", "---:|".repeat(summaries.len())).expect("a string takes any text");
    for (at, target) in targets.iter().enumerate() {
        let Some(headline) = target.headline() else { continue };
        let what = target_in_words(run, &target.target);
        write!(table, "\n| {what} | {} |", headline.month.long_name()).expect("a string takes any text");
        for summary in summaries {
            let chance = summary.targets.get(at).and_then(super::TargetChance::headline);
            let percent = chance.map_or("-".to_owned(), |chance| percent(chance.met));
            write!(table, " {percent} |").expect("a string takes any text");
        }
    }
    Some(table)
}
