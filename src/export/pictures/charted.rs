//! The measures that have charts, and what their charts show beside the projection.

use crate::calendar::Month;
use crate::export::Run;
use crate::export::answers::target_in_words;
use crate::export::chart::{AxisBase, BandPoint, NumberFormat};
use crate::measure::Unit;
use crate::service::Target;
use crate::summary::Band;

/// A measure that has a chart.
pub(super) struct Charted {
    /// Its id.
    pub(super) measure: &'static str,
    /// What the names of its files end with.
    pub(super) name: &'static str,
    /// What the measure is and, for a rate, over what.
    pub(super) meaning: &'static str,
    /// Where its axis begins.
    pub(super) base: AxisBase,
}

/// The measures with charts, in their order.
pub(super) const CHARTED: [Charted; 5] = [
    Charted {
        measure: "caseload",
        name: "caseload",
        meaning: "Cases held for each full-time-equivalent case-holder, agency staff included, at the end of each \
                  month",
        base: AxisBase::Fitted,
    },
    Charted {
        measure: "vacancy_rate",
        name: "vacancy_rate",
        meaning: "Vacant posts as a share of vacant and filled posts, full-time equivalents at the end of each month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "agency_rate",
        name: "agency_rate",
        meaning: "Agency staff as a share of agency and permanent staff, full-time equivalents at the end of each \
                  month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "unallocated_cases",
        name: "unallocated_cases",
        meaning: "Cases that wait for a worker at the end of each month",
        base: AxisBase::Zero,
    },
    Charted {
        measure: "cost.total",
        name: "cost_total",
        meaning: "Pounds in each month, at the prices of the time",
        base: AxisBase::Fitted,
    },
];

/// Months at which the measure exists, with values times `one`.
pub(super) fn points<'b>(bands: impl Iterator<Item = (Month, &'b Band)>, one: f64) -> Vec<BandPoint> {
    let points = bands.map(|(month, band)| BandPoint {
        month,
        p10: band.p10 * one,
        p25: band.p25 * one,
        p50: band.p50 * one,
        p75: band.p75 * one,
        p90: band.p90 * one,
    });
    let exists = |point: &BandPoint| {
        [point.p10, point.p25, point.p50, point.p75, point.p90].iter().all(|value| value.is_finite())
    };
    points.filter(exists).collect()
}

/// Published values up to the first month of the projection.
pub(super) fn history(run: &Run<'_>, measure: &str, first: Month) -> Vec<(Month, f64)> {
    let measures = &run.scenario.service.history.0;
    let own = measures.iter().find(|own| own.measure.text == measure);
    own.map_or_else(Vec::new, |own| {
        let before = own.points.iter().filter(|(month, _)| *month <= first);
        before.copied().collect()
    })
}

/// The targets of the whole service for a measure, as lines: the value follows the name.
pub(super) fn target_lines(run: &Run<'_>, measure: &str) -> Vec<(String, f64)> {
    let mut lines: Vec<(String, f64)> = Vec::new();
    for target in targets(run, measure) {
        let line = (format!("Target: {}", target.limit.words()), target.value);
        // A target for two dates is one line.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// What the lines of targets mean, and by when they are to be met.
pub(super) fn target_note(run: &Run<'_>, measure: &str) -> Option<String> {
    let each: Vec<String> = targets(run, measure)
        .map(|target| {
            let by = target.by.map(|by| format!(" in {}", by.long_name())).unwrap_or_default();
            format!("{}{by}", target_in_words(run, target))
        })
        .collect();
    (!each.is_empty()).then(|| format!("Target: {}.", each.join("; ")))
}

/// The targets for a measure of the whole service; with a single team its own are those of the service.
fn targets<'a>(run: &Run<'a>, measure: &str) -> impl Iterator<Item = &'a Target> {
    let service = &run.scenario.service;
    let all = service.targets.0.iter();
    all.filter(move |target| target.measure == measure && service.team_of(target).is_none())
}

/// How values of a unit are written on axes and labels.
pub(super) fn number_format(unit: Unit) -> NumberFormat {
    match unit {
        Unit::Share => NumberFormat::Percent { decimals: 1 },
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand => NumberFormat::Number { decimals: 1 },
        Unit::PerYear => NumberFormat::Number { decimals: 2 },
        Unit::Cases | Unit::Count | Unit::Fte => NumberFormat::Number { decimals: 0 },
        Unit::Pounds => NumberFormat::Pounds,
    }
}
