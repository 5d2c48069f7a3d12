//! The main results: a few measures, now and some years on.

use super::Run;
use model::calendar::Month;
use model::measure::usual::OUTLOOK;
use model::measure::{Measure, MeasureId};
use model::summary::{Band, Summary};

/// Months from the opening at which people ask; the last month is added.
pub const HORIZONS: [u32; 4] = [0, 12, 24, 60];

/// One option, now and later.
pub struct Outlook<'a> {
    /// `baseline`, or the name of the option.
    pub option: &'a str,
    /// Trials behind it.
    pub trials: u32,
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
    /// The bands; `None` where there is none, as for a flow before the run has begun.
    pub bands: Vec<Option<Band>>,
}

/// The outlook of each option, the baseline first.
pub fn outlooks<'a>(run: &Run<'a>) -> Vec<Outlook<'a>> {
    let horizons = horizons(run);
    let outlook = |summary: &'a Summary| Outlook {
        option: &summary.option,
        trials: summary.trials,
        rows: OUTLOOK.into_iter().filter_map(|id| row(summary, id, &horizons)).collect(),
        horizons: horizons.clone(),
    };
    run.results.summaries.iter().map(outlook).collect()
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

fn row<'a>(summary: &'a Summary, id: MeasureId, horizons: &[Horizon]) -> Option<OutlookRow<'a>> {
    let series = summary.service(id)?;
    let band_at = |horizon: &Horizon| {
        let at = series.bands.iter().find(|(month, _)| *month == horizon.month);
        at.map(|(_, band)| *band).filter(|band| band.p50.is_finite())
    };
    Some(OutlookRow { measure: &series.measure, bands: horizons.iter().map(band_at).collect() })
}
