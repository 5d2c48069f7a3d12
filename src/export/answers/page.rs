//! `answers.md`: the question, the answers, and what they do not say.

use super::sentences::target_in_words;
use super::{Run, answers};
use crate::export::readable::{percent, whole};
use crate::service::Alternative;
use crate::summary::{Comparison, Summary};

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
    add(&caveats(run).iter().map(|caveat| format!("- {caveat}")).collect::<Vec<_>>().join("\n"));
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

/// What every reader must know of this run, before any figure.
pub(in crate::export) fn caveats(run: &Run<'_>) -> Vec<String> {
    let service = &run.scenario.service;
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
    caveats
}

/// The chance that each option has saved money by the end of a financial year,
/// all years since the start together.
fn savings(run: &Run<'_>) -> Option<String> {
    let comparisons = &run.results.comparisons;
    let years = comparisons.first()?.net_cost.saves_by();
    let rows = years.iter().enumerate().map(|(at, (year, _))| {
        let by_then =
            |comparison: &Comparison| comparison.net_cost.saves_by().get(at).map(|(_, chance)| *chance);
        (vec![year.to_string()], comparisons.iter().map(by_then).collect())
    });
    table(&["by the end of"], comparisons.iter().map(|comparison| comparison.title.as_str()), rows)
}

/// The chance of each target, for the baseline and each option.
fn targets(run: &Run<'_>) -> Option<String> {
    let summaries = &run.results.summaries;
    let targets = &summaries.first()?.targets;
    let rows = targets.iter().enumerate().filter_map(|(at, target)| {
        let month = target.headline()?.month.long_name();
        let chance = |summary: &Summary| Some(summary.targets.get(at)?.headline()?.met);
        let chances = summaries.iter().map(chance).collect();
        Some((vec![target_in_words(run, &target.target), month], chances))
    });
    table(&["chance that", "in"], summaries.iter().map(|summary| summary.title.as_str()), rows)
}

/// A table of chances: some columns of words, then one for each title; `None` without rows.
fn table<'a>(
    words: &[&str],
    titles: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = (Vec<String>, Vec<Option<f64>>)>,
) -> Option<String> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    // A bar would end the cell, and the end of a line the row.
    let titles: Vec<String> = titles.map(|title| title.replace('|', "\\|").replace('\n', " ")).collect();
    let rule = format!("|{}{}", "---|".repeat(words.len()), "---:|".repeat(titles.len()));
    let head = words.iter().map(|word| (*word).to_owned()).chain(titles).collect();
    let chance = |chance: Option<f64>| chance.map_or("-".to_owned(), percent);
    let rows =
        rows.map(|(words, chances)| line(words.into_iter().chain(chances.into_iter().map(chance)).collect()));
    let rows: Vec<String> = rows.collect();
    (!rows.is_empty()).then(|| [vec![line(head), rule], rows].concat().join("\n"))
}
