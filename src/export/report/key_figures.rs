//! The figures to look up: the baseline and the options at the dates that
//! matter, what options change, chances of targets.

use super::{Block, Column, Section, Table, glance};
use crate::calendar::Month;
use crate::export::Run;
use crate::export::answers::{target_in_words, usual_months};
use crate::export::readable::{ChangeStyle, Style, percent};
use crate::measure::Measure;
use crate::summary::{Band, Comparison, Series, Summary, TargetChance};

/// The measures that always have a row or a table, if the run has them; those of targets are added.
pub(super) const KEY: [&str; 5] =
    ["vacancy_rate", "agency_rate", "caseload", "unallocated_cases", "open_cases"];

/// At most so many dates stand side by side.
const MOST_DATES: usize = 3;

/// What stands where there is nothing to say.
pub(super) const NOTHING: &str = "\u{2013}";

/// How the tables are to be read.
const HOW_TO_READ: &str = "The median, then in brackets the 80% range: in eight of ten trials the value lies between the two figures.";

/// How changes are to be read.
const OF_CHANGES: &str = "A change is the option less what it is compared with, trial by trial; it is not the difference of two medians.";

/// The section; `None` without results.
pub(super) fn section(run: &Run<'_>) -> Option<Section> {
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
    let mut ids: Vec<&str> = KEY.to_vec();
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
        let style = style_of(&series.measure, series.bands.iter().map(|(_, band)| band));
        let cells = months.iter().map(|month| level(series.at(month), style, baseline.trials));
        [series.measure.title.clone()].into_iter().chain(cells).collect()
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
    let results = run.results;
    let bands = results.summaries.iter().filter_map(|summary| summary.service(&measure.id));
    let style = style_of(measure, bands.flat_map(|series| series.bands.iter().map(|(_, band)| band)));
    let changes = ChangeStyle::of(measure.unit, &[]);
    let mut columns = vec![Column::words("Option")];
    for month in dates {
        columns.push(Column::numbers(&month.short_name()));
        columns.push(Column::numbers(&format!("Change{}", in_unit(changes))));
    }
    let row = |(at, summary): (usize, &Summary)| {
        let comparison = at.checked_sub(1).and_then(|at| results.comparisons.get(at));
        let series = summary.service(&measure.id);
        let cells = dates.iter().flat_map(|month| {
            let band = series.and_then(|series| series.at(month));
            [level(band, style, summary.trials), change(comparison, measure, *month, summary.trials)]
        });
        [summary.title.clone()].into_iter().chain(cells).collect()
    };
    Table {
        caption: format!("{}: the baseline and the options", measure.title),
        columns,
        rows: results.summaries.iter().enumerate().map(row).collect(),
        notes: [HOW_TO_READ, OF_CHANGES].into_iter().map(str::to_owned).chain(against(run)).collect(),
        is_long: false,
    }
}

/// The chance of each target, for the baseline and each option.
pub(super) fn targets(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let targets = &results.summaries.first()?.targets;
    if targets.is_empty() {
        return None;
    }
    let head = |at: usize| {
        let target = &targets[at];
        let when = target.headline().map(|chance| format!(" in {}", chance.month.short_name()));
        let what = target_in_words(run, &target.target);
        Column::numbers(&format!("Chance that {what}{}", when.unwrap_or_default()))
    };
    let row = |summary: &Summary| {
        let chance = |at: usize| {
            let headline = summary.targets.get(at).and_then(TargetChance::headline);
            headline.map_or(NOTHING.to_owned(), |chance| percent(chance.met))
        };
        [summary.title.clone()].into_iter().chain((0..targets.len()).map(chance)).collect()
    };
    Some(Table {
        caption: "Chances of the targets".to_owned(),
        columns: [Column::words("Option")].into_iter().chain((0..targets.len()).map(head)).collect(),
        rows: results.summaries.iter().map(row).collect(),
        notes: vec!["The share of the trials that meet the target at the end of the month.".to_owned()],
        is_long: false,
    })
}

/// With what options are compared, where it is not the baseline.
pub(super) fn against(run: &Run<'_>) -> Option<String> {
    let others = run.results.comparisons.iter().filter(|comparison| !comparison.is_against_baseline());
    // One clause for each of those that others are compared with.
    let mut clauses: Vec<(&str, Vec<&str>)> = Vec::new();
    for Comparison { title, against_title, .. } in others {
        match clauses.iter_mut().find(|(against, _)| against == against_title) {
            Some((_, titles)) => titles.push(title),
            None => clauses.push((against_title, vec![title])),
        }
    }
    let told = clauses
        .iter()
        .map(|(against, titles)| format!("with \u{201c}{against}\u{201d}: {}", titles.join("; ")));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| {
        format!(
            "Options are compared with the baseline, but for these. Compared {}.",
            told.join(". Compared ")
        )
    })
}

fn style_of<'b>(measure: &Measure, bands: impl Iterator<Item = &'b Band>) -> Style {
    Style::of(measure.unit, &bands.map(|band| band.p50).collect::<Vec<_>>())
}

/// "15%", and below it "(9\u{2013}23%)".
pub(super) fn level(band: Option<&Band>, style: Style, trials: u32) -> String {
    let Some(band) = band.filter(|band| band.p50.is_finite()) else { return NOTHING.to_owned() };
    let style = style.supported_by(band.percentile_error(trials));
    let median = style.write(band.p50);
    match style.write_range(band.p10, band.p90) {
        range if range.is_empty() => median,
        range => format!("{median}\n({range})"),
    }
}

/// "\u{2212}2.3", and below it "(\u{2212}3.2 to \u{2212}0.9)".
fn change(comparison: Option<&Comparison>, measure: &Measure, month: Month, trials: u32) -> String {
    let Some(comparison) = comparison else { return NOTHING.to_owned() };
    let difference = comparison.service(&measure.id).and_then(|series| series.at(&month));
    difference.map_or(NOTHING.to_owned(), |difference| change_of(measure.unit, &difference.band, trials))
}

/// The same of any difference.
pub(super) fn change_of(unit: crate::measure::Unit, band: &Band, trials: u32) -> String {
    let Band { p10, p50, p90, .. } = *band;
    if !p50.is_finite() {
        return NOTHING.to_owned();
    }
    let style = ChangeStyle::of(unit, &[p10, p50, p90]).supported_by(band.percentile_error(trials));
    let [low, middle, high] = [p10, p50, p90].map(|value| style.signed(value));
    if low == high { middle } else { format!("{middle}\n({low} to {high})") }
}

/// What follows the word "Change".
fn in_unit(style: ChangeStyle) -> String {
    match style.unit_words() {
        "" => String::new(),
        unit => format!(",{unit}"),
    }
}
