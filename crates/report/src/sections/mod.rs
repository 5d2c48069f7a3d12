//! The report of a run: what it says, apart from how it looks.
//!
//! A [`paper::Report`] is made once from a run, and every format writes the same
//! words, tables and figures: `html` (one page, no network), `word`,
//! `markdown`. The workbook has a shape of its own and is made from the run.
//!
//! One file for each section, in the order of the report: for members `summary` (with `glance`), `question`, `options`,
//! `finance`, `risks` and `sure` (with `held`, how well ranges have held); behind them `key_figures`, `costs`, `charts`,
//! `certainty`, `rests_on`, `repeat`. `cells` has what tables write alike.

mod cells;
pub(crate) mod risks;
mod glance;
mod key_figures;
mod summary;
pub(crate) mod question;
mod options;
mod finance;
mod costs;
mod charts;
mod held;
mod certainty;
mod sure;
mod rests_on;
mod repeat;

use paper::{Block, Paper, Report, Section, to_markdown};

use model::service::Service;
use model::uncertain::Uncertain;

use super::pictures::Picture;
use super::{ExportError, Run};

/// What a report is read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// What is looked up rather than read can be folded away, so it is all there.
    Screen,
    /// A paper for a committee: two to four pages. Full tables, charts and the register of assumptions follow only if
    /// they are wanted; charts that stand behind the others, and numbers that no file has set, are left to the
    /// other formats, and it says so.
    Paper {
        /// Whether there is an annex.
        annex: bool,
    },
}

/// The report of a run with these charts; what the paper leaves empty is filled from the scenario.
///
/// # Errors
///
/// If a chart cannot be drawn.
pub fn report(
    run: &Run<'_>,
    pictures: &[Picture],
    paper: Paper,
    medium: Medium,
) -> Result<Report, ExportError> {
    let main = summary::main_chart(run, pictures);
    let sections = [
        Some(summary::section(run, risks::first(run), charts::in_front(run, main, medium)?, medium)),
        Some(question::section(run)),
        Some(options::section(run, medium)),
        finance::section(run, medium),
        Some(risks::section(risks::caveats(run))),
        Some(sure::section(run, medium)),
    ];
    let annex = match medium {
        Medium::Screen | Medium::Paper { annex: true } => vec![
            key_figures::section(run, medium),
            costs::section(run),
            charts::section(run, pictures, main, medium)?,
            Some(certainty::section(run)),
            Some(rests_on::section(run, medium)),
            Some(repeat::section(run)),
        ],
        Medium::Paper { annex: false } => Vec::new(),
    };
    Ok(Report {
        paper: filled(run, paper),
        sections: sections.into_iter().flatten().collect(),
        annex: annex.into_iter().flatten().collect(),
    })
}

/// The answers alone, as Markdown: the caveats, the sentences, and chances.
pub fn answers_md(run: &Run<'_>) -> String {
    let chances = [key_figures::targets(run), costs::saved_by(run)];
    let chances: Vec<Block> = chances.into_iter().flatten().map(Block::Table).collect();
    let chances = (!chances.is_empty()).then(|| Section::new("chances", "Chances", chances));
    let sections = [
        Some(summary::section(run, risks::first(run), None, Medium::Screen)),
        Some(options::section(run, Medium::Screen)),
        chances,
        Some(risks::section(risks::caveats(run))),
        Some(repeat::section(run)),
    ];
    let paper = filled(run, Paper::default());
    to_markdown(&Report { paper, sections: sections.into_iter().flatten().collect(), annex: Vec::new() })
}

/// The head of a paper; what it leaves empty comes from the scenario.
fn filled(run: &Run<'_>, paper: Paper) -> Paper {
    let service = &run.scenario.service;
    paper.or(&Paper {
        title: service.title.clone(),
        council: service.council.clone(),
        subtitle: subtitle(run),
        ..Paper::default()
    })
}

/// Whose service, until when, and what is asked of it.
fn subtitle(run: &Run<'_>) -> String {
    let asked = match run.results.comparisons.len() {
        0 => ", if it carries on as it is".to_owned(),
        1 => ": one option".to_owned(),
        count => format!(": {count} options compared"),
    };
    format!("{}{asked}", of_whom(&run.scenario.service))
}

/// Whose service, and until when: "Children's social care in Kent to September 2028".
pub(crate) fn of_whom(service: &Service<Uncertain>) -> String {
    let place = if service.council.is_empty() { String::new() } else { format!(" in {}", service.council) };
    format!("Children\u{2019}s social care{place} to {}", service.last_month().long_name())
}
