//! The figures to look up: the baseline and the options at the dates that
//! matter, what options change, chances of targets.

use super::Medium;
use super::cells::{Changes, Levels, NOTHING, chance_cell, names, target_head};
use crate::answers::season::{YearOfMedians, swing};
use crate::dates;
use crate::{Run, precision};
use model::calendar::Month;
use model::measure::usual::KEY;
use model::measure::{Measure, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Results, Series, Summary};
use model::text;
use paper::{Block, Column, Section, Table};

/// How the tables are to be read.
const HOW_TO_READ: &str = text!("report", "how levels are read");

/// How changes are to be read.
const OF_CHANGES: &str = text!("report", "how changes are read");

/// The section; `None` without results.
pub(crate) fn section(run: &Run<'_>, medium: Medium) -> Option<Section> {
    let baseline = run.results.summaries.first()?;
    let mut tables: Vec<Table> = Vec::new();
    if !run.results.comparisons.is_empty() {
        let (measures, dates) = (measures(baseline).into_iter(), dates::side_by_side(run));
        tables.extend(measures.map(|series| of_measure(run, &series.measure, &dates)));
    } else if medium != Medium::Screen {
        // On paper the first page has it without the rows of the seasons.
        tables.extend(of_baseline(run, true));
    }
    tables.extend(targets(run));
    let tables: Vec<Block> = tables.into_iter().map(Block::Table).collect();
    (!tables.is_empty()).then(|| Section::new("key-figures", "Key figures", tables))
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

/// All measures of the baseline: a column for the start and for each date; if seasons are wanted, a row for the year's
/// average and one for its highest month below a measure that swings with them.
pub(crate) fn of_baseline(run: &Run<'_>, with_seasons: bool) -> Option<Table> {
    let baseline = run.results.summaries.first()?;
    let start =
        baseline.monthly.iter().filter_map(|series| series.bands.first()).map(|(month, _)| *month).min();
    let months: Vec<Month> = start.into_iter().chain(dates::side_by_side(run)).collect();
    let columns = months.iter().map(|month| Column::numbers(&month.short_name()));
    let mut of_swings = None;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for series in measures(baseline) {
        let style = precision::levels(run, &series.measure.id);
        let levels = Levels(style);
        let cell = |month: &Month| levels.cell(series.at(month));
        let title = series.measure.title.to_string();
        rows.push([title.clone()].into_iter().chain(months.iter().map(cell)).collect());
        let swings: Vec<_> = months.iter().map(|month| swing(series, *month)).collect();
        if with_seasons && swings.iter().any(Option::is_some) {
            let cells = |name: &str, told: &dyn Fn(&YearOfMedians) -> String| -> Vec<String> {
                let told = swings.iter().map(|swing| swing.as_ref().map_or(NOTHING.to_owned(), told));
                [format!("{title}, {name}")].into_iter().chain(told).collect()
            };
            rows.push(cells("average of the year to then", &|year| style.write(year.average)));
            let highest = |year: &YearOfMedians| {
                format!("{}\n({})", style.write(year.highest.1), year.highest.0.short_name())
            };
            rows.push(cells("highest month of it", &highest));
            of_swings = Some(text!("report", "how years of months are read").to_owned());
        }
    }
    Some(Table {
        caption: "Where the service goes if nothing else changes".to_owned(),
        columns: [Column::words("Measure")].into_iter().chain(columns).collect(),
        rows,
        notes: [HOW_TO_READ.to_owned()].into_iter().chain(of_swings).collect(),
        is_long: false,
    })
}

/// One measure: a row for the baseline and for each option, at each date the value and the change.
fn of_measure(run: &Run<'_>, measure: &Measure, dates: &[Month]) -> Table {
    let Results { summaries, comparisons } = &**run.results;
    let (id, unit) = (&measure.id, measure.unit);
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
        let level = Levels(precision::levels(run, id));
        let of_option = |comparison| Changes(precision::changes(run, comparison, id));
        let styles = comparisons.iter().map(of_option);
        let changes = changes.into_iter().zip(styles).map(|(band, style)| style.cell(band));
        let changes = [NOTHING.to_owned()].into_iter().chain(changes);
        for ((row, own), change) in table.rows.iter_mut().zip(levels).zip(changes) {
            row.extend([level.cell(own), change]);
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
