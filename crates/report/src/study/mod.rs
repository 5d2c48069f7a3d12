//! The files of a study: one page with its answer, tables and charts, and csv
//! files with all that was worked out.
//!
//! A file for each kind of study says what its page holds, in `phrases` that they share: `goal`, `frontier`, `plan` (with `known_sets`),
//! `sensitivity` (with `sensitivity_asked`,
//! `information`, and `sensitivity_tables` for its csv files).
//! What they have in common is here.

mod phrases;
mod varied;
mod goal;
mod frontier;
mod known_sets;
mod plan;
mod sensitivity_asked;
mod information;
mod sensitivity_tables;
mod sensitivity;
mod track;
#[cfg(test)]
mod goal_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sensitivity_tests;
#[cfg(test)]
mod tests;

pub use frontier::frontier_page;
pub use goal::{GoalAsked, goal_page};
pub use plan::{PlanAsked, plan_page};
pub use sensitivity::sensitivity_page;
pub use sensitivity_asked::{Known, SensitivityAsked, result_in_words};
pub use track::{TrackAsked, track_page};
pub use varied::VariedNumber;

use super::answers::target_of;
use super::files::Files;
use super::manifest;
use super::{ExportError, REPORT, SCENARIO, scenario_toml};
use crate::sections::{of_whom, risks};
use chart::{ChartError, Size, Texts};
use model::age;
use model::calendar::Month;
use model::document::WriteFiles;
use model::ensemble::Settings;
use model::measure::Measure;
use model::readable::whole;
use model::scenario::Scenario;
use model::service::Target;
use model::text;
use paper::{Block, Figure, Paper, Report, Section, Table, to_html, to_markdown};

/// Name of the file with the scenario in which the answer is an option, ready to be run.
pub const ANSWER: &str = "answer.toml";

/// The name of the command that lays what has come over a run.
pub const TRACK: &str = "track";

/// A study that is finished.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// The name of its command: `goal`, `plan` or `sensitivity`.
    pub command: &'a str,
    /// What was asked, as arguments of the command after the scenario.
    pub arguments: &'a str,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The scenario with the answer as an option, if there is one.
    pub answer: Option<&'a Scenario>,
    /// Trials and seed.
    pub settings: &'a Settings,
    /// For what charts are made.
    pub size: Size,
}

/// What a study has to say.
#[derive(Clone)]
pub struct StudyPage {
    /// What stands above it, before the title of the scenario.
    pub title: &'static str,
    /// What is asked, in a sentence.
    pub question: String,
    /// The answer in a few plain sentences, the first of which is read if no other is.
    pub answer: Vec<String>,
    /// What the reader must know beside what holds for all runs.
    pub caveats: Vec<String>,
    /// Tables and charts.
    pub sections: Vec<Section>,
    /// Names of csv files and their content.
    pub tables: Vec<(&'static str, String)>,
}

/// Writes the files of a study. `stopped` is asked between files.
///
/// # Errors
///
/// If a file cannot be written, a chart not be drawn, or the user stops it.
pub fn write(
    study: &Study<'_>,
    page: &StudyPage,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<(), ExportError> {
    let mut files = Files::new(folder, stopped);
    for (name, content) in &page.tables {
        files.put(name, content)?;
    }
    files.put(SCENARIO, scenario_toml(study.scenario))?;
    if let Some(answer) = study.answer {
        files.put(ANSWER, scenario_toml(answer))?;
    }
    let report = report(study, page.clone());
    for figure in report.figures() {
        files.put_chart(&figure.name, study.size, Ok(figure.svg.clone()))?;
    }
    let in_short = Report {
        sections: report
            .sections
            .iter()
            .filter(|section| IN_SHORT.contains(&section.id.as_str()))
            .cloned()
            .collect(),
        paper: report.paper.clone(),
        annex: Vec::new(),
    };
    files.put("answers.md", to_markdown(&in_short))?;
    files.put(REPORT, to_html(&report))?;
    files.put_blocks(&report)?;
    let Study { command, scenario, settings, .. } = *study;
    let repeat = repeat_with(study);
    files.finish(|fingerprints| manifest::study_to_json(command, scenario, settings, &repeat, fingerprints))
}

/// With fewer trials a chance may be off by ten percentage points or more.
const FEW_TRIALS: u32 = 400;

/// The sections that are the answer, without tables and charts.
const IN_SHORT: [&str; 3] = ["answer", "risks", "repeat"];

fn report(study: &Study<'_>, page: StudyPage) -> Report {
    let service = &study.scenario.service;
    let StudyPage { title, question, answer, caveats, sections, tables: _ } = page;
    let few = (study.settings.trials < FEW_TRIALS).then(|| {
        format!(
            "{} trials are too few for figures that anyone relies on: run at least {FEW_TRIALS}.",
            whole(study.settings.trials.into())
        )
    });
    let doubt = risks::in_doubt(service).into_iter();
    let caveats =
        doubt.chain([age::sentence(service)]).chain(caveats).chain(risks::of_all(service, false)).collect();
    let mut told = vec![Block::Paragraph(question)];
    let mut sentences = answer.into_iter();
    told.extend(sentences.next().map(Block::Lead));
    let rest: Vec<String> = few.into_iter().chain(sentences).collect();
    if !rest.is_empty() {
        told.push(Block::Bullets(rest));
    }
    let answer = Section::new("answer", "In short", told);
    let ends = [risks::section(caveats), repeat(study)];
    Report {
        paper: Paper {
            title: format!("{title}: {}", service.title),
            council: service.council.clone(),
            subtitle: of_whom(service),
            ..Paper::default()
        },
        sections: [answer].into_iter().chain(sections).chain(ends).collect(),
        annex: Vec::new(),
    }
}

fn repeat(study: &Study<'_>) -> Section {
    let mut blocks = vec![
        Block::Paragraph(format!(
            "Made by Staffcast {} from the scenario \u{201c}{}\u{201d}, {} trials, seed {}. The same scenario, question, seed, number \
             of trials and version give the same files, byte for byte. In this folder:",
            env!("CARGO_PKG_VERSION"),
            study.scenario.service.title,
            whole(study.settings.trials.into()),
            study.settings.seed
        )),
        Block::Code(repeat_with(study)),
    ];
    if study.answer.is_some() {
        blocks.push(Block::Paragraph(format!(
            "What was found stands in {ANSWER} as an option; options of which a number was changed have that number in it. To see all \
             measures, charts and costs:"
        )));
        blocks.push(Block::Code(format!("staffcast run {ANSWER}")));
    }
    blocks.push(Block::Paragraph(text!("study", "equations").to_owned()));
    Section::new("repeat", "How to repeat this", blocks)
}

/// The command that repeats a study, to be run in its folder.
fn repeat_with(study: &Study<'_>) -> String {
    // What came since a run is asked of two files of the user, not of a scenario.
    if study.command == TRACK {
        return format!("staffcast {TRACK} {} --out again", study.arguments);
    }
    let Settings { trials, seed, layers: _ } = study.settings;
    let arguments = if study.arguments.is_empty() { String::new() } else { format!("{} ", study.arguments) };
    format!("staffcast {} {SCENARIO} {arguments}--trials {trials} --seed {seed} --out again", study.command)
}

/// Targets within a sentence: "the vacancy rate is at most 10% in March 2026"; those without a date are for the last month.
pub fn targets_in_words(targets: &[Target], measures: &[Measure], last_month: Month) -> String {
    let told = targets.iter().map(|target| {
        let month = target.by.unwrap_or(last_month);
        format!("{} in {}", target_of(measures.iter(), target), month.long_name())
    });
    told.collect::<Vec<_>>().join(" and ")
}

/// What stands at the foot of a chart: how to read it, and of when the figures are.
fn foot(note: String, figures: Option<&String>) -> Vec<String> {
    [Some(note), figures.cloned()].into_iter().flatten().collect()
}

/// A chart of a page with its data; `words` are those that are drawn around it.
fn figure(
    name: &str,
    texts: &Texts,
    svg: Result<String, ChartError>,
    data: Table,
) -> Result<Figure, ExportError> {
    Ok(Figure {
        name: name.to_owned(),
        caption: texts.title.clone(),
        description: texts.description.clone(),
        svg: svg.map_err(|cause| ExportError::Chart { file: name.to_owned(), cause })?,
        data,
        is_further: false,
    })
}
