//! `answers.md`: the question, the answers, and what they do not say.

use std::fmt::Write as _;

use super::sentences::target_in_words;
use super::{Run, answers};
use crate::export::readable::whole;

/// What every reader must know, before any figure.
const CAVEATS: [&str; 3] = [
    "The ranges hold what the scenario says is not known, what changes from year to year, and chance. They do not hold \
     what the model leaves out: above all, that people react when things go badly.",
    "What an option does to the service is an assumption of the scenario. The results say what follows from it, \
     not whether it is true.",
    "Every difference is taken trial by trial, with the same luck with and without the option. So it is known far \
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

/// The chance of each target, for the baseline and each option.
fn targets(run: &Run<'_>) -> Option<String> {
    let summaries = &run.results.summaries;
    let targets = &summaries.first()?.targets;
    if targets.is_empty() {
        return None;
    }
    let mut table = String::from("| chance that | in |");
    for summary in summaries {
        write!(table, " {} |", summary.title.replace('|', "\\|")).expect("a string takes any text");
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

/// A chance as a whole percentage; one that is not quite certain is not told as certain.
fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        100.0 if share < 1.0 => "over 99%".to_owned(),
        0.0 if share > 0.0 => "under 1%".to_owned(),
        whole => format!("{whole:.0}%"),
    }
}
