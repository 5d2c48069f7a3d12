//! The figures to look up: the baseline and the options at the dates that
//! matter, what options change, chances of targets.

use super::cells::{Changes, Levels, chance_cell, names, target_head};
use super::glance;
use crate::Run;
use crate::answers::usual_months;
use model::calendar::Month;
use model::measure::usual::KEY;
use model::measure::{Measure, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Results, Series, Summary};
use model::text;
use paper::{Block, Column, Section, Table};

/// At most so many dates stand side by side.
const MOST_DATES: usize = 3;

/// How the tables are to be read.
const HOW_TO_READ: &str = text!("report", "how levels are read");

/// How changes are to be read.
const OF_CHANGES: &str = text!("report", "how changes are read");

/// The section; `None` without results.
pub(crate) fn section(run: &Run<'_>) -> Option<Section> {
    let baseline = run.results.summaries.first()?;
    let dates = dates(run);
    let mut tables: Vec<Table> = glance::table(run).into_iter().collect();
    if run.results.comparisons.is_empty() {
        tables.push(of_baseline(baseline, &dates));
    } else {
        let measures = measures(baseline).into_iter();
        tables.extend(measures.map(|series| of_measure(run, &series.measure, &dates)));
    }
    tables.extend(targets(run));
    Some(Section::new("key-figures", "Key figures", tables.into_iter().map(Block::Table).collect()))
}

/// The dates that matter, in time order: those of the first targets, then the usual months as far as there is room.
fn dates(run: &Run<'_>) -> Vec<Month> {
    let targets = run.scenario.service.targets.0.iter().filter_map(|target| target.by);
    let mut dates: Vec<Month> = Vec::new();
    for month in targets.chain(usual_months(run)) {
        if !dates.contains(&month) && dates.len() < MOST_DATES {
            dates.push(month);
        }
    }
    dates.sort_unstable();
    dates
}

/// The series of the key measures and of the targets for the whole service.
fn measures(baseline: &Summary) -> Vec<&Series<Month>> {
    let of_targets = baseline.targets.iter().filter(|chance| chance.target.team.is_none());
    let of_targets = of_targets.map(|chance| chance.target.measure.as_str());
    let mut ids: Vec<&str> = KEY.iter().map(|id| id.name()).collect();
    for id in of_targets {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let series = ids.into_iter().filter_map(|id| baseline.service(id));
    // What is nil throughout needs no figures.
    series.filter(|series| series.bands.iter().any(|(_, band)| band.p90 != 0.0 || band.p10 != 0.0)).collect()
}

/// All measures of the baseline: a column for the start and for each date.
fn of_baseline(baseline: &Summary, dates: &[Month]) -> Table {
    let start =
        baseline.monthly.iter().filter_map(|series| series.bands.first()).map(|(month, _)| *month).min();
    let months: Vec<Month> = start.into_iter().chain(dates.iter().copied()).collect();
    let columns = months.iter().map(|month| Column::numbers(&month.short_name()));
    let row = |series: &Series<Month>| {
        // Measures differ, so each cell is written for itself.
        let cell = |month: &Month| {
            let band = series.at(month);
            Levels::of(series.measure.unit, band.into_iter(), baseline.trials).cell(band)
        };
        [series.measure.title.to_string()].into_iter().chain(months.iter().map(cell)).collect()
    };
    Table {
        caption: "Where the service goes if nothing else changes".to_owned(),
        columns: [Column::words("Measure")].into_iter().chain(columns).collect(),
        rows: measures(baseline).into_iter().map(row).collect(),
        notes: vec![HOW_TO_READ.to_owned()],
        is_long: false,
    }
}

/// One measure: a row for the baseline and for each option, at each date the value and the change.
fn of_measure(run: &Run<'_>, measure: &Measure, dates: &[Month]) -> Table {
    let Results { summaries, comparisons } = &**run.results;
    let (id, unit, trials) = (&measure.id, measure.unit, run.settings.trials);
    let mut table = Table {
        caption: format!("{}: the baseline and the options", measure.title),
        columns: vec![Column::words("Option")],
        rows: names(run).into_iter().map(|name| vec![name]).collect(),
        notes: vec![HOW_TO_READ.to_owned(), OF_CHANGES.to_owned()],
        is_long: false,
    };
    for month in dates {
        let levels: Vec<Option<&Band>> =
            summaries.iter().map(|summary| summary.service(id).and_then(|series| series.at(month))).collect();
        let changes: Vec<Option<&Band>> = comparisons
            .iter()
            .map(|comparison| comparison.service(id).and_then(|series| series.at(month)))
            .map(|difference| difference.map(|difference| &difference.band))
            .collect();
        table.columns.push(Column::numbers(&month.short_name()));
        table.columns.push(Column::numbers(&format!("Change{}", in_unit(unit))));
        let level = Levels::of(unit, levels.iter().copied().flatten(), trials);
        let change = Changes::of(unit, changes.iter().copied().flatten(), trials);
        let changes = [None].into_iter().chain(changes);
        for ((row, own), difference) in table.rows.iter_mut().zip(levels).zip(changes) {
            row.extend([level.cell(own), change.cell(difference)]);
        }
    }
    table
}

/// The chance of each target, for the baseline and each option.
pub(crate) fn targets(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let targets = &results.summaries.first()?.targets;
    if targets.is_empty() {
        return None;
    }
    let heads = targets.iter().map(|target| target_head(run, target));
    let row = |summary: &Summary| {
        let chances = (0..targets.len()).map(|at| chance_cell(summary, at));
        [summary.title.clone()].into_iter().chain(chances).collect()
    };
    Some(Table {
        caption: "Chances of the targets".to_owned(),
        columns: [Column::words("Option")].into_iter().chain(heads).collect(),
        rows: results.summaries.iter().map(row).collect(),
        notes: vec!["The share of the trials that meet the target at the end of the month.".to_owned()],
        is_long: false,
    })
}

/// What follows the word "Change".
fn in_unit(unit: Unit) -> String {
    match ChangeStyle::of(unit, &[]).unit_words() {
        "" => String::new(),
        unit => format!(",{unit}"),
    }
}
