//! The financial implications as budget papers have them: by financial year, in £000.

use super::Medium;
use super::cells::NOTHING;
use crate::Run;
use crate::pictures::{ROUNDED_NOTE, compared_name};
use model::calendar::{FinancialYear, Month};
use model::figures::whole;
use model::measure::MeasureId;
use model::summary::{Comparison, Results, Summary};
use model::text;
use paper::{Block, Column, Section, Table};

/// At most so many financial years have a column of their own.
const MOST_YEARS: usize = 6;

/// The parts of the total cost.
const PARTS: [(MeasureId, &str); 5] = [
    (MeasureId::CostPermanent, "Permanent staff"),
    (MeasureId::CostAgency, "Agency staff"),
    (MeasureId::CostRecruitment, "Recruitment"),
    (MeasureId::CostLevers, "Options themselves"),
    (MeasureId::CostPlacements, "Placements of children"),
];

/// The section; `None` for a run without months. A short paper leaves the parts of the cost to the workbook.
pub(crate) fn section(run: &Run<'_>, medium: Medium) -> Option<Section> {
    let parts = if medium == (Medium::Paper { annex: false }) { None } else { parts(run) };
    let tables: Vec<Block> = [by_year(run), parts].into_iter().flatten().map(Block::Table).collect();
    (!tables.is_empty()).then(|| Section::new("finance", "Financial implications", tables))
}

/// Means over the trials by month: they add up, where medians do not.
type Means = Vec<(Month, f64)>;

fn of_summary(summary: &Summary, measure: MeasureId) -> Means {
    let bands = summary.service(measure).map(|series| series.bands.as_slice()).unwrap_or_default();
    bands.iter().map(|(month, band)| (*month, band.mean)).collect()
}

fn of_comparison(comparison: &Comparison, measure: MeasureId) -> Means {
    let bands = comparison.service(measure).map(|series| series.bands.as_slice()).unwrap_or_default();
    bands.iter().map(|(month, difference)| (*month, difference.band.mean)).collect()
}

/// The columns: financial years, the last of them with all that follow, and what each is called.
fn columns(run: &Run<'_>) -> Vec<(String, FinancialYear)> {
    let service = &run.scenario.service;
    let months = (1..=service.months.0).map(|ahead| service.month(ahead));
    let mut years: Vec<(FinancialYear, usize)> = Vec::new();
    for month in months {
        let year = month.financial_year();
        match years.last_mut().filter(|(own, _)| *own == year) {
            Some((_, count)) => *count += 1,
            None => years.push((year, 1)),
        }
    }
    let all = years.len();
    let column = |(at, (year, months)): (usize, (FinancialYear, usize))| {
        let more = if at + 1 == MOST_YEARS && all > MOST_YEARS {
            " and later".to_owned()
        } else if months < 12 {
            format!(" ({months} months)")
        } else {
            String::new()
        };
        (format!("{year}{more}"), year)
    };
    years.into_iter().enumerate().take(MOST_YEARS).map(column).collect()
}

/// Base, option and difference in each financial year; the difference split into what the option itself costs and
/// what follows from it.
fn by_year(run: &Run<'_>) -> Option<Table> {
    let Results { summaries, comparisons } = &**run.results;
    let columns = columns(run);
    let (_, last) = columns.last()?;
    let row = |name: String, means: &Means| -> Vec<String> {
        let in_column = |column: &FinancialYear| {
            let own = means.iter().filter(|(month, _)| {
                let year = month.financial_year();
                year == *column || (column == last && year > *last)
            });
            thousands(own.map(|(_, mean)| mean).sum())
        };
        let cells = columns.iter().map(|(_, year)| in_column(year));
        let all = thousands(means.iter().map(|(_, mean)| mean).sum());
        [name].into_iter().chain(cells).chain([all]).collect()
    };
    let baseline = summaries.first()?;
    let mut rows = vec![row(baseline.title.clone(), &of_summary(baseline, MeasureId::CostTotal))];
    for (summary, comparison) in summaries[1..].iter().zip(comparisons) {
        let difference = of_comparison(comparison, MeasureId::CostTotal);
        let (own, once) = (
            of_comparison(comparison, MeasureId::CostLevers),
            of_comparison(comparison, MeasureId::CostLeversOnce),
        );
        let less = |all: &Means, part: &Means| -> Means {
            let of = |month: &Month| part.iter().find(|(own, _)| own == month).map_or(0.0, |(_, mean)| *mean);
            all.iter().map(|(month, mean)| (*month, mean - of(month))).collect()
        };
        let against = if comparison.is_against_baseline() {
            String::new()
        } else {
            format!(" against {}", comparison.against_title)
        };
        rows.push(row(summary.title.clone(), &of_summary(summary, MeasureId::CostTotal)));
        rows.push(row(format!("Difference{against}"), &difference));
        for (name, part) in [
            ("of which its own, one-off", once.clone()),
            ("of which its own, recurring", less(&own, &once)),
            ("of which pay, agency and the like", less(&difference, &own)),
        ] {
            // What never costs as much as is shown needs no row.
            rows.extend(part.iter().any(|(_, mean)| mean.abs() >= 0.5).then(|| row(name.to_owned(), &part)));
        }
    }
    let of_options = (!comparisons.is_empty()).then_some(text!("report", "differences in thousands"));
    let notes = [text!("report", "cost in thousands")].into_iter().chain(of_options).chain([ROUNDED_NOTE]);
    let notes = notes.map(str::to_owned).collect();
    let titles = columns.iter().map(|(title, _)| Column::numbers(title));
    Some(Table {
        caption: "Cost by financial year, £000".to_owned(),
        columns: [Column::words("Option")]
            .into_iter()
            .chain(titles)
            .chain([Column::numbers("In all")])
            .collect(),
        rows,
        notes,
        is_long: false,
    })
}

/// What the cost of the first whole year is made of, and what each option changes in it.
fn parts(run: &Run<'_>) -> Option<Table> {
    let Results { summaries, comparisons } = &**run.results;
    let baseline = summaries.first()?;
    let (year, _) = baseline.service_by_year(MeasureId::CostTotal)?.bands.first()?;
    let level = |measure: MeasureId| Some(baseline.service_by_year(measure)?.at(year)?.mean);
    let change = |comparison: &Comparison, measure: MeasureId| {
        Some(comparison.service_by_year(measure)?.at(year)?.band.mean)
    };
    let row = |(measure, name): &(MeasureId, &str)| {
        let changes: Vec<Option<f64>> =
            comparisons.iter().map(|comparison| change(comparison, *measure)).collect();
        let values = [level(*measure)].into_iter().chain(changes);
        let is_nothing = values.clone().all(|value| value.is_none_or(|value| value == 0.0));
        let cells = values.map(|value| value.map_or(NOTHING.to_owned(), thousands));
        (!is_nothing).then(|| [(*name).to_owned()].into_iter().chain(cells).collect::<Vec<_>>())
    };
    let rows = PARTS.iter().chain(&[(MeasureId::CostTotal, "Total")]).filter_map(row).collect();
    let head = |comparison| Column::numbers(&format!("Change with {}", compared_name(comparison)));
    let heads = comparisons.iter().map(head);
    Some(Table {
        caption: format!("What the cost of {year} is made of, £000"),
        columns: [Column::words("Part"), Column::numbers(&baseline.title)].into_iter().chain(heads).collect(),
        rows,
        notes: vec![text!("report", "parts of the cost").to_owned(), ROUNDED_NOTE.to_owned()],
        is_long: false,
    })
}

/// Pounds in thousands, rounded as accountants do: "1,235", "−12".
fn thousands(pounds: f64) -> String {
    let rounded = (pounds / 1_000.0).round();
    let sign = if rounded < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{}", whole(rounded.abs()))
}
