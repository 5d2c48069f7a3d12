//! How finely the figures of a run are written: one precision for a measure, wherever it is told.
//!
//! It follows from the width of the ranges at the dates at which people look ([`dates`]), of the baseline and of
//! all options together (equation U9b). So a sentence, a table and the label of a chart write the same figure alike.

use super::{Run, dates};
use model::measure::{MeasureId, Unit};
use model::readable::{ChangeStyle, Style};
use model::summary::{Band, Comparison, Summary};

/// The values of a band that people read: 10th percentile, median, 90th percentile.
pub(crate) fn range(band: &Band) -> [f64; 3] {
    [band.p10, band.p50, band.p90]
}

/// How these bands of one measure are written.
pub(crate) fn of_bands<'b>(unit: Unit, bands: impl IntoIterator<Item = &'b Band>) -> Style {
    Style::of_ranges(unit, &bands.into_iter().map(range).collect::<Vec<_>>())
}

/// How these bands of changes are written.
pub(crate) fn of_changes<'b>(unit: Unit, bands: impl IntoIterator<Item = &'b Band>) -> ChangeStyle {
    ChangeStyle::of_ranges(unit, &bands.into_iter().map(range).collect::<Vec<_>>())
}

/// How a measure of the whole service is written.
pub(crate) fn levels(run: &Run<'_>, measure: &str) -> Style {
    let months = dates::all(run);
    let all = || run.results.summaries.iter().filter_map(|summary| summary.service(measure));
    let unit = all().next().map_or(Unit::Count, |series| series.measure.unit);
    of_bands(unit, all().flat_map(|series| months.iter().filter_map(|month| series.at(month))))
}

/// How what one option changes in it is written: each for itself, since one may do far less than another.
pub(crate) fn changes(run: &Run<'_>, comparison: &Comparison, measure: &str) -> ChangeStyle {
    let months = dates::all(run);
    let series = comparison.service(measure);
    let unit = series.map_or(Unit::Count, |series| series.measure.unit);
    let bands = series.into_iter().flat_map(|series| {
        months.iter().filter_map(|month| series.at(month)).map(|difference| &difference.band)
    });
    of_changes(unit, bands)
}

/// How the total cost of financial years is written.
pub(crate) fn costs_of_years(run: &Run<'_>) -> Style {
    let years = |summary| Summary::service_by_year(summary, MeasureId::CostTotal);
    let all = run.results.summaries.iter().filter_map(years);
    of_bands(Unit::Pounds, all.flat_map(|series| series.bands.iter().map(|(_, band)| band)))
}

/// How what options change in it is written.
pub(crate) fn cost_changes_of_years(run: &Run<'_>) -> ChangeStyle {
    let years = |comparison| Comparison::service_by_year(comparison, MeasureId::CostTotal);
    let all = run.results.comparisons.iter().filter_map(years);
    of_changes(
        Unit::Pounds,
        all.flat_map(|series| series.bands.iter().map(|(_, difference)| &difference.band)),
    )
}

/// How what options cost in all is written, as it is and discounted.
pub(crate) fn net_costs(run: &Run<'_>) -> ChangeStyle {
    let ends = run.results.comparisons.iter().flat_map(|comparison| {
        let net = &comparison.net_cost;
        net.cumulative.last().map(|(_, end)| end).into_iter().chain(&net.discounted)
    });
    of_changes(Unit::Pounds, ends.map(|difference| &difference.band))
}
