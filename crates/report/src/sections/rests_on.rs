//! What the figures rest on: the weak numbers that matter, then the whole
//! register of assumptions.

use super::Medium;
use crate::Run;
use crate::assumptions;
use crate::assumptions::words_of;
use model::figures::whole;
use model::register::{Assumption, Concern, SetIn, concerns};
use model::text;
use model::uncertain::Quality;
use paper::{Block, Column, Section, Table};

/// So many weak numbers are told; the register has all.
const MOST_CONCERNS: usize = 12;

/// What the register is called.
const REGISTER: &str = "Register of assumptions";

/// What the words for where a number was set mean.
const OF_PLACES: &str = text!("report", "where numbers are set");

/// The section.
pub(crate) fn section(run: &Run<'_>, medium: Medium) -> Section {
    let all = assumptions::register_of(run);
    let weak = concerns(&all);
    let of_quality = |quality| all.iter().filter(|one| one.quality == Some(quality)).count();
    let mut blocks = vec![Block::Paragraph(format!(
        "The run rests on {} numbers: {} of high quality (published counts, or several studies that agree), {} of medium, {} of \
         low; {} have no quality stated, or are defaults of the program.",
        whole(all.len() as f64),
        of_quality(Quality::High),
        of_quality(Quality::Medium),
        of_quality(Quality::Low),
        all.iter().filter(|one| one.quality.is_none()).count(),
    ))];
    if !weak.is_empty() {
        blocks.push(Block::Heading("Weak numbers that matter".to_owned()));
        blocks.push(Block::Table(weakest(&weak)));
    }
    blocks.push(Block::Heading(REGISTER.to_owned()));
    // On paper, what no file has set is left to the others.
    let (shown, left): (Vec<&Assumption>, Vec<&Assumption>) =
        all.iter().partition(|one| medium == Medium::Screen || one.set_in != SetIn::Default);
    let more = match left.len() {
        0 => String::new(),
        count => format!(
            " {count} more numbers are set in no file, so that the defaults of the program hold: they are in report.html, in \
             report.xlsx and in {}.",
            assumptions::ASSUMPTIONS
        ),
    };
    blocks.push(Block::Paragraph(format!("The numbers of the scenario, each with its source.{more}")));
    blocks.push(Block::Table(match medium {
        Medium::Screen => register(&shown),
        Medium::Paper { .. } => register_in_print(&shown),
    }));
    Section::new("assumptions", "What the figures rest on", blocks)
}

fn weakest(weak: &[Concern<'_>]) -> Table {
    let row = |concern: &Concern<'_>| {
        let Assumption { parameter, value, source, .. } = concern.assumption;
        vec![parameter.clone(), value.clone(), concern.why().to_owned(), source.clone()]
    };
    let more = weak.len().saturating_sub(MOST_CONCERNS);
    let mut notes = vec![text!("report", "weak numbers").to_owned()];
    if more > 0 {
        notes.push(format!("{more} more are in the register."));
    }
    Table {
        caption: "Numbers of low quality or without a source that matter".to_owned(),
        columns: ["Assumption", "Value", "Why it is weak", "Source"].map(Column::words).to_vec(),
        rows: weak.iter().take(MOST_CONCERNS).map(row).collect(),
        notes,
        is_long: false,
    }
}

/// The same in few columns, so that it takes few pages.
fn register_in_print(all: &[&Assumption]) -> Table {
    let row = |one: &&Assumption| {
        let Assumption { scenario, parameter, value, source, note, owner, review, .. } = one;
        let named =
            |name: &str, text: &str| (!text.is_empty()).then(|| format!("{name}: {text}")).into_iter();
        let texts = [source, note].into_iter().filter(|text| !text.is_empty()).cloned();
        let texts =
            texts.chain(named("Owner", owner)).chain(named("Review", review)).chain(named("In", scenario));
        let quality = one.quality.map_or("not stated", Quality::name);
        let (place, _) = words_of(&one.set_in);
        vec![
            parameter.clone(),
            value.clone(),
            texts.collect::<Vec<String>>().join(". "),
            format!("{quality},\n{place}"),
        ]
    };
    Table {
        caption: REGISTER.to_owned(),
        columns: ["Assumption", "Value", "Source and note", "Quality, set in"].map(Column::words).to_vec(),
        rows: all.iter().map(row).collect(),
        notes: vec![format!("{OF_PLACES} Names and numbers: {}.", assumptions::ASSUMPTIONS)],
        is_long: true,
    }
}

fn register(all: &[&Assumption]) -> Table {
    let has_owners = all.iter().any(|one| !one.owner.is_empty() || !one.review.is_empty());
    let names_scenarios = all.iter().any(|one| !one.scenario.is_empty());
    let mut columns = ["Assumption", "Value", "Quality", "Source and note", "Set in"].to_vec();
    columns.extend(has_owners.then_some("Owner and review"));
    columns.extend(names_scenarios.then_some("Scenario"));
    let row = |one: &&Assumption| {
        let joined = |parts: [&str; 2], by: &str| {
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(by)
        };
        let (place, name) = words_of(&one.set_in);
        let quality = one.quality.map_or("not stated", Quality::name);
        let mut row = vec![
            one.parameter.clone(),
            one.value.clone(),
            quality.to_owned(),
            joined([&one.source, &one.note], ". "),
            joined([place, name], ": "),
        ];
        row.extend(has_owners.then(|| joined([&one.owner, &one.review], ", ")));
        row.extend(names_scenarios.then(|| one.scenario.clone()));
        row
    };
    Table {
        caption: REGISTER.to_owned(),
        columns: columns.into_iter().map(Column::words).collect(),
        rows: all.iter().map(row).collect(),
        notes: vec![format!(
            "{OF_PLACES} The same with low, middle and high values as numbers: {}.",
            assumptions::ASSUMPTIONS
        )],
        is_long: true,
    }
}
