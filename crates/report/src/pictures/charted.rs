//! The measures that have charts, and what their charts show beside the projection.

use super::groups::{OptionGroup, groups, stems};
use super::{Drawing, Picture, PictureKind};
use crate::Run;
use crate::answers::target_in_words;
use chart::{BandPoint, NumberFormat, PanelChart, TargetLine};
use model::calendar::Month;
use model::measure::MeasureId;
use model::measure::Unit;
use model::measure::usual::CHARTED;
use model::service::Target;
use model::summary::{Band, Series, Summary};

/// A measure that has a chart.
pub(super) struct Charted {
    /// Its id.
    pub(super) measure: String,
    /// What the names of its files end with.
    pub(super) name: String,
}

/// The measures with charts, in the order in which they are asked for.
pub(super) fn charted(run: &Run<'_>) -> Vec<Charted> {
    let mut measures: Vec<&str> = match &run.charts.measures {
        Some(measures) => measures.iter().map(String::as_str).collect(),
        None => CHARTED.iter().map(|id| id.name()).collect(),
    };
    let all = measures.clone();
    let mut at = 0;
    measures.retain(|measure| {
        at += 1;
        !all[..at - 1].contains(measure)
    });
    let names: Vec<String> = measures.iter().map(|measure| measure.replace('.', "_")).collect();
    let names = stems(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let charted = |(measure, name): (&str, String)| Charted { measure: measure.to_owned(), name };
    measures.into_iter().zip(names).map(charted).collect()
}

/// For each measure as many pictures as there are groups of options that have a chart; their names begin with `name`.
pub(super) fn of_groups(
    run: &Run<'_>,
    kind: PictureKind,
    name: &str,
    measures: &[Charted],
    chart: impl Fn(&Run<'_>, &OptionGroup<'_>, &Charted) -> Option<PanelChart>,
) -> Vec<Picture> {
    let groups = groups(run);
    let picture = |charted: &Charted, group: &OptionGroup<'_>| {
        let unit = group.baseline.service(&charted.measure)?.measure.unit;
        let name = group.file(&format!("{name}_{}", charted.name));
        let drawing = Drawing::Panels(chart(run, group, charted)?);
        Some(Picture { name, kind, measure: Some(charted.measure.clone()), unit, drawing })
    };
    measures.iter().flat_map(|charted| groups.iter().filter_map(|group| picture(charted, group))).collect()
}

/// Those of which ranges are shown; of the others it is a chance.
pub(super) fn in_ranges(run: &Run<'_>) -> Vec<Charted> {
    charted(run).into_iter().filter(|charted| !is_chance(run, &charted.measure)).collect()
}

/// Whether what is shown of a measure is the chance that any case waits for a worker: of the number of those that wait,
/// if it is nil in most trials of every month, with each option. Its range would show how many might wait, and hide
/// how seldom.
pub(super) fn is_chance(run: &Run<'_>, measure: &str) -> bool {
    let is_nil = |summary: &Summary| {
        let series = summary.service(MeasureId::AnyUnallocated).and(summary.service(MeasureId::Unallocated));
        series.is_some_and(|series| series.bands.iter().all(|(_, band)| band.p50 == 0.0))
    };
    let is_rare = || run.results.summaries.iter().all(is_nil);
    measure == MeasureId::AnyUnallocated.name() || measure == MeasureId::Unallocated.name() && is_rare()
}

/// Whether charts of a measure are wanted: of targets for it, or of its parts.
pub(super) fn is_wanted(run: &Run<'_>, measure: &str) -> bool {
    let shows =
        |own: &String| own == measure || measure == MeasureId::AnyUnallocated.name() && is_chance(run, own);
    run.charts.measures.as_ref().is_none_or(|measures| measures.iter().any(shows))
}

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

/// The month of which titles tell: that of the first target for the measure, if
/// there is one, since it is what was asked; else the last.
pub(super) fn told_month(run: &Run<'_>, series: &Series<Month>) -> Option<Month> {
    let asked = targets(run, &series.measure.id).filter_map(|target| target.by).min();
    let asked = asked.filter(|month| series.at(month).is_some());
    asked.or_else(|| series.last().map(|(month, _)| *month))
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
pub(super) fn target_lines(run: &Run<'_>, measure: &str) -> Vec<TargetLine> {
    let mut lines: Vec<TargetLine> = Vec::new();
    for target in targets(run, measure) {
        let (name, value) = (format!("Target: {}", target.limit.words()), target.value);
        // A target for two dates is one line.
        match lines.iter_mut().find(|line| line.name == name && line.value.total_cmp(&value).is_eq()) {
            Some(line) => line.months.extend(target.by),
            None => lines.push(TargetLine { name, value, months: target.by.into_iter().collect() }),
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
pub(crate) fn number_format(unit: Unit) -> NumberFormat {
    match unit {
        Unit::Share => NumberFormat::percent(1),
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand => NumberFormat::number(1),
        Unit::PerYear => NumberFormat::number(2),
        Unit::Cases | Unit::Count | Unit::Fte => NumberFormat::number(0),
        Unit::Pounds => NumberFormat::pounds(),
    }
}
