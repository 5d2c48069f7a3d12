//! What the service and each option cost, and when an option has paid for itself.

use super::cells::{Changes, Levels, NOTHING, names};
use crate::answers::{paid_for_itself_by, saves_by_fewer_people};
use crate::wording::times;
use crate::{Run, precision};
use model::calendar::{FinancialYear, Month};
use model::english::list;
use model::measure::MeasureId;
use model::readable::percent;
use model::summary::{Band, Comparison, Difference, Summary};
use model::text;
use paper::{Block, Column, Section, Table};

/// At most so many years stand side by side.
const MOST_YEARS: usize = 5;

/// The section; `None` if the run covers no financial year and has no options.
pub(crate) fn section(run: &Run<'_>) -> Option<Section> {
    let tables = [by_year(run), net(run), saved_by(run)];
    let blocks: Vec<Block> = tables.into_iter().flatten().map(Block::Table).collect();
    (!blocks.is_empty()).then(|| Section::new("cost", "Cost of the service and of the options", blocks))
}

/// Total cost by financial year.
fn by_year(run: &Run<'_>) -> Option<Table> {
    let summaries = &run.results.summaries;
    let all = &summaries.first()?.service_by_year(MeasureId::CostTotal)?.bands;
    let years: Vec<FinancialYear> = all.iter().map(|(year, _)| *year).take(MOST_YEARS).collect();
    let mut table = Table {
        caption: "Total cost by financial year".to_owned(),
        columns: vec![Column::words("Option")],
        rows: summaries.iter().map(|summary| vec![summary.title.clone()]).collect(),
        notes: vec![text!("report", "cost by year").to_owned()],
        is_long: false,
    };
    let levels = Levels(precision::costs_of_years(run));
    for year in &years {
        let band = |summary: &'_ Summary| {
            summary.service_by_year(MeasureId::CostTotal).and_then(|series| series.at(year)).copied()
        };
        let bands: Vec<Option<Band>> = summaries.iter().map(band).collect();
        table.columns.push(Column::numbers(&year.to_string()));
        for (row, band) in table.rows.iter_mut().zip(&bands) {
            row.push(levels.cell(band.as_ref()));
        }
    }
    if !run.results.comparisons.is_empty() {
        table.notes.push(text!("report", "cost by year of options").to_owned());
    }
    table.notes.extend(left_out(run, *years.first()?, *years.last()?));
    Some(table)
}

/// The months of the run that these years leave out.
fn left_out(run: &Run<'_>, first: FinancialYear, last: FinancialYear) -> Option<String> {
    let service = &run.scenario.service;
    let (begins, ends) = (service.first_month(), service.month(service.months.0));
    let (april, march) = (Month::new(first.first, 4), Month::new(last.first + 1, 3));
    let span = |from: Month, to: Month| format!("{} to {}", from.long_name(), to.long_name());
    let before = (begins < april).then(|| span(begins, april.plus(-1)));
    let after = (march < ends).then(|| span(march.plus(1), ends));
    let months: Vec<String> = before.into_iter().chain(after).collect();
    (!months.is_empty()).then(|| {
        let net = if run.results.comparisons.is_empty() {
            ""
        } else {
            " What options cost then is in their net cost, below."
        };
        format!("Not in these years: {}.{net}", list(&months))
    })
}

/// The chance that each option has saved money by the end of a financial year,
/// all years since the start together.
pub(crate) fn saved_by(run: &Run<'_>) -> Option<Table> {
    let comparisons = &run.results.comparisons;
    let chances: Vec<Vec<(FinancialYear, f64)>> =
        comparisons.iter().map(|comparison| comparison.net_cost.saves_by()).collect();
    let years = chances.first()?;
    let row = |(at, (year, _)): (usize, &(FinancialYear, f64))| {
        let by_then = |own: &Vec<(FinancialYear, f64)>| {
            own.get(at).map_or(NOTHING.to_owned(), |(_, chance)| percent(*chance))
        };
        [year.to_string()].into_iter().chain(chances.iter().map(by_then)).collect()
    };
    let options = names(run).into_iter().skip(1).map(|name| Column::numbers(&name.replace('\n', " ")));
    (!years.is_empty()).then(|| Table {
        caption: "Chance of having saved money by the end of each financial year".to_owned(),
        columns: [Column::words("Year")].into_iter().chain(options).collect(),
        rows: years.iter().enumerate().map(row).collect(),
        notes: [text!("report", "chance of saving").to_owned()]
            .into_iter()
            .chain(fewer_people(run))
            .collect(),
        is_long: false,
    })
}

/// What each option has cost more by the end of the run, and when it has paid for itself.
fn net(run: &Run<'_>) -> Option<Table> {
    let comparisons = &run.results.comparisons;
    let (last, _) = comparisons.first()?.net_cost.cumulative.last()?;
    let ends = comparisons.iter().map(|comparison| comparison.net_cost.cumulative.last());
    let ends: Vec<Option<&Difference>> = ends.map(|end| end.map(|(_, difference)| difference)).collect();
    let present: Vec<Option<&Difference>> =
        comparisons.iter().map(|comparison| comparison.net_cost.discounted.as_ref()).collect();
    let changes = Changes(precision::net_costs(run));
    let row = |(at, comparison): (usize, &Comparison)| {
        let saves = ends[at].map(|difference| times(difference.probability_lower));
        vec![
            changes.cell(ends[at].map(|difference| &difference.band)),
            changes.cell(present[at].map(|difference| &difference.band)),
            saves.unwrap_or_else(|| NOTHING.to_owned()),
            paid_for_itself_by(&comparison.net_cost),
        ]
    };
    let names = names(run).into_iter().skip(1);
    let rows = names.zip(comparisons.iter().enumerate().map(row));
    let title = format!("Net cost to {}", last.short_name());
    let columns =
        [title.as_str(), "The same, discounted", "Saves money", "Has paid for itself half of the time by"];
    let notes = [text!("report", "net cost").to_owned()];
    Some(Table {
        caption: "Cost and payback of the options".to_owned(),
        columns: [Column::words("Option")].into_iter().chain(columns.map(Column::numbers)).collect(),
        rows: rows.map(|(name, cells)| [vec![name], cells].concat()).collect(),
        notes: notes.into_iter().chain(fewer_people(run)).collect(),
        is_long: false,
    })
}

/// Which options save by fewer people.
fn fewer_people(run: &Run<'_>) -> Option<String> {
    let comparisons = run.results.comparisons.iter();
    let fewer = comparisons.filter(|comparison| saves_by_fewer_people(comparison).is_some());
    let titles: Vec<&str> = fewer.map(|comparison| comparison.title.as_str()).collect();
    (!titles.is_empty()).then(|| {
        format!(
            "Spends less since fewer people are in post, which is no return on money spent: {}.",
            titles.join("; ")
        )
    })
}
