//! The main results: a few measures, now and some years on.

use super::Run;
use super::answers::{cost, season};
use super::dates::usual_months;
use super::precision::levels;
use super::sections::risks;
use model::calendar::Month;
use model::english::lower_first;
use model::measure::usual::OUTLOOK;
use model::measure::{Measure, MeasureId, Yearly};
use model::readable::Style;
use model::summary::{Band, Summary};

/// Months from the opening at which people ask; the last month is added.
pub const HORIZONS: [u32; 4] = [0, 12, 24, 60];

/// One option, now and later.
pub struct Outlook<'a> {
    /// `baseline`, or the name of the option.
    pub option: &'a str,
    /// The months at which it is shown.
    pub horizons: Vec<Horizon>,
    /// The main measures.
    pub rows: Vec<OutlookRow<'a>>,
}

/// A month, and how far ahead it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// The month at whose end it is looked at.
    pub month: Month,
    /// Months from the opening to it.
    pub months_ahead: u32,
}

/// A measure at each of the horizons.
pub struct OutlookRow<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// How its values are written, all with the same precision.
    pub style: Style,
    /// The bands; `None` where there is none, as for a flow before the run has begun.
    pub bands: Vec<Option<Band>>,
}

/// The outlook of each option, the baseline first.
pub fn outlooks<'a>(run: &Run<'a>) -> Vec<Outlook<'a>> {
    let horizons = horizons(run);
    let outlook = |summary: &'a Summary| Outlook {
        option: &summary.option,
        rows: OUTLOOK.into_iter().filter_map(|id| row(run, summary, id, &horizons)).collect(),
        horizons: horizons.clone(),
    };
    run.results.summaries.iter().map(outlook).collect()
}

/// What must be said beside a table of the baseline: what it costs by financial year, since months differ; which
/// measures swing with the season; and what no reader may miss.
pub fn beside(run: &Run<'_>) -> Vec<String> {
    let Some(baseline) = run.results.summaries.first() else { return Vec::new() };
    let month = usual_months(run)[0];
    let swings = OUTLOOK.into_iter().filter_map(|id| {
        let series = baseline.service(id).filter(|series| series.measure.yearly == Yearly::No)?;
        let sentence = season::sentence(run, series, month)?;
        Some(format!("{}: {}", series.measure.title, lower_first(&sentence)))
    });
    cost(run, baseline)
        .into_iter()
        .chain(swings)
        .chain(risks::first(run))
        .chain(risks::piled_up(run))
        .collect()
}

fn horizons(run: &Run<'_>) -> Vec<Horizon> {
    let service = &run.scenario.service;
    let last = service.months.0;
    let ahead = HORIZONS.into_iter().filter(|months| *months < last);
    ahead
        .chain([last])
        .filter_map(|months_ahead| {
            let month = service.start.0.plus(i32::try_from(months_ahead).ok()?);
            Some(Horizon { month, months_ahead })
        })
        .collect()
}

fn row<'a>(
    run: &Run<'_>,
    summary: &'a Summary,
    id: MeasureId,
    horizons: &[Horizon],
) -> Option<OutlookRow<'a>> {
    let series = summary.service(id)?;
    let band_at = |horizon: &Horizon| {
        let at = series.bands.iter().find(|(month, _)| *month == horizon.month);
        at.map(|(_, band)| *band).filter(|band| band.p50.is_finite())
    };
    Some(OutlookRow {
        measure: &series.measure,
        style: levels(run, id.name()),
        bands: horizons.iter().map(band_at).collect(),
    })
}
