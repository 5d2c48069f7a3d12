//! What the service and each option cost, and when an option has paid for itself.

use super::key_figures::{NOTHING, against, change_of, level};
use super::{Block, Column, Section, Table};
use crate::calendar::{FinancialYear, Month};
use crate::export::Run;
use crate::export::answers::trials;
use crate::export::readable::{Style, percent};
use crate::export::rounding::apportioned;
use crate::measure::Unit;
use crate::summary::{Comparison, Summary};

/// The parts of the total cost.
const PARTS: [(&str, &str); 5] = [
    ("cost.permanent", "Permanent staff"),
    ("cost.agency", "Agency staff"),
    ("cost.recruitment", "Recruitment"),
    ("cost.levers", "Options themselves"),
    ("cost.placements", "Placements of children"),
];

/// At most so many years stand side by side: the first and the last are kept.
const MOST_YEARS: usize = 5;

/// The section; `None` if the run covers no financial year and has no options.
pub(super) fn section(run: &Run<'_>) -> Option<Section> {
    let tables = [by_year(run), parts(run), net(run), saved_by(run)];
    let blocks: Vec<Block> = tables.into_iter().flatten().map(Block::Table).collect();
    (!blocks.is_empty()).then(|| Section::new("cost", "Cost", blocks))
}

/// Total cost by financial year.
fn by_year(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let years: Vec<FinancialYear> = results
        .summaries
        .first()?
        .service_by_year("cost.total")?
        .bands
        .iter()
        .map(|(year, _)| *year)
        .collect();
    let years: Vec<FinancialYear> = years.into_iter().take(MOST_YEARS).collect();
    let series = || results.summaries.iter().filter_map(|summary| summary.service_by_year("cost.total"));
    let medians: Vec<f64> = series().flat_map(|series| &series.bands).map(|(_, band)| band.p50).collect();
    let style = Style::of(Unit::Pounds, &medians);
    let row = |summary: &Summary| {
        let series = summary.service_by_year("cost.total");
        let cell =
            |year: &FinancialYear| level(series.and_then(|series| series.at(year)), style, summary.trials);
        [summary.title.clone()].into_iter().chain(years.iter().map(cell)).collect()
    };
    let columns = years.iter().map(|year| Column::numbers(&year.to_string()));
    Some(Table {
        caption: "Total cost by financial year".to_owned(),
        columns: [Column::words("Option")].into_iter().chain(columns).collect(),
        rows: results.summaries.iter().map(row).collect(),
        notes: vec![
            "The median, then in brackets the 80% range, at the prices of the time. Years cannot be added from this table: \
             ranges do not add up. The cost of all years together is worked out in each trial, below."
                .to_owned(),
        ],
        is_long: false,
    })
}

/// What the cost of the first whole year is made of: means, which add up.
fn parts(run: &Run<'_>) -> Option<Table> {
    let summaries = &run.results.summaries;
    let (year, _) = summaries.first()?.service_by_year("cost.total")?.bands.first()?;
    let mean = |summary: &Summary, measure: &str| {
        let band = summary.service_by_year(measure).and_then(|series| series.at(year).copied());
        band.map_or(0.0, |band| band.mean)
    };
    let totals: Vec<f64> = summaries.iter().map(|summary| mean(summary, "cost.total")).collect();
    let errors =
        summaries.iter().filter_map(|summary| summary.service_by_year("cost.total")?.at(year).copied());
    let error = errors.map(|band| band.standard_error).fold(0.0, f64::max);
    let style = Style::of(Unit::Pounds, &totals).supported_by(error);
    // Each column is rounded as one, so that what is shown adds up.
    let columns: Vec<Vec<f64>> = summaries
        .iter()
        .zip(&totals)
        .map(|(summary, total)| {
            let parts = PARTS.map(|(measure, _)| mean(summary, measure));
            apportioned(&parts, *total, style.step())
        })
        .collect();
    let row = |(at, (_, name)): (usize, &(&str, &str))| {
        let cells = columns.iter().map(|column| column[at]);
        cells.clone().any(|value| value != 0.0).then(|| {
            [(*name).to_owned()].into_iter().chain(cells.map(|value| style.write(value))).collect::<Vec<_>>()
        })
    };
    let mut rows: Vec<Vec<String>> = PARTS.iter().enumerate().filter_map(row).collect();
    let total = ["Total".to_owned()].into_iter().chain(totals.iter().map(|total| style.write(*total)));
    rows.push(total.collect());
    let heads = summaries.iter().map(|summary| Column::numbers(&summary.title));
    Some(Table {
        caption: format!("What the cost of {year} is made of"),
        columns: [Column::words("Part")].into_iter().chain(heads).collect(),
        rows,
        notes: vec![
            "Means over the trials, which add up where medians do not; rounded so that the parts shown add up to the total."
                .to_owned(),
        ],
        is_long: false,
    })
}

/// The chance that each option has saved money by the end of a financial year,
/// all years since the start together.
pub(super) fn saved_by(run: &Run<'_>) -> Option<Table> {
    let comparisons = &run.results.comparisons;
    let years = comparisons.first()?.net_cost.saves_by();
    let row = |(at, (year, _)): (usize, &(FinancialYear, f64))| {
        let by_then = |comparison: &Comparison| {
            comparison.net_cost.saves_by().get(at).map_or(NOTHING.to_owned(), |(_, chance)| percent(*chance))
        };
        [year.to_string()].into_iter().chain(comparisons.iter().map(by_then)).collect()
    };
    let options = comparisons.iter().map(|comparison| Column::numbers(&comparison.title));
    (!years.is_empty()).then(|| Table {
        caption: "Chance of having saved money by the end of each financial year".to_owned(),
        columns: [Column::words("Year")].into_iter().chain(options).collect(),
        rows: years.iter().enumerate().map(row).collect(),
        notes: ["All that an option has changed in the cost of the service since the start.".to_owned()]
            .into_iter()
            .chain(against(run))
            .collect(),
        is_long: false,
    })
}

/// What each option has cost more by the end of the run, and when it has paid for itself.
fn net(run: &Run<'_>) -> Option<Table> {
    let results = run.results;
    let (last, _) = results.comparisons.first()?.net_cost.cumulative.last()?;
    let row = |(comparison, summary): (&Comparison, &Summary)| {
        let net = &comparison.net_cost;
        let end = net.cumulative.last().map(|(_, difference)| difference);
        let cost = end.map(|difference| change_of(Unit::Pounds, &difference.band, summary.trials));
        let present = net.discounted.as_ref();
        let present = present.map(|difference| change_of(Unit::Pounds, &difference.band, summary.trials));
        let saves = end.map(|difference| trials(difference.probability_lower));
        let paid = net.paid_back_in(0.5).map_or("not within the run".to_owned(), Month::short_name);
        let cells = [cost, present, saves].map(Option::unwrap_or_default);
        [summary.title.clone()].into_iter().chain(cells).chain([paid]).collect()
    };
    let options = results.comparisons.iter().zip(results.summaries.iter().skip(1));
    let title = format!("Net cost to {}", last.short_name());
    let columns = [
        title.as_str(),
        "The same, discounted",
        "Saves money in",
        "Paid for itself in half of the trials by",
    ];
    Some(Table {
        caption: "Cost and payback of the options".to_owned(),
        columns: [Column::words("Option")].into_iter().chain(columns.map(Column::numbers)).collect(),
        rows: options.map(row).collect(),
        notes: [
            "All that the option changes in the cost of the service since the start, added up in each trial; a minus is a \
             saving. Discounted: at the prices of the start, with the discount rate of the scenario."
                .to_owned(),
        ]
        .into_iter()
        .chain(against(run))
        .collect(),
        is_long: false,
    })
}
