//! What is said of the service as it is, without any option.

use super::sentences::target_in_words;
use super::usual_months;
use crate::Run;
use model::calendar::Month;
use model::measure::usual::KEY;
use model::measure::{MeasureId, Unit};
use model::readable::{Style, percent};
use model::summary::{Band, Summary};

/// Sentences on the baseline: the main measures in the first of the usual
/// months, cost, and the chances of the targets.
pub(crate) fn baseline(run: &Run<'_>) -> Vec<String> {
    let Some(baseline) = run.results.summaries.first() else { return Vec::new() };
    let month = usual_months(run)[0];
    let measures = KEY.into_iter().filter_map(|id| measure(run, baseline, id, month));
    let mut sentences: Vec<String> = measures.collect();
    sentences.extend(cost(baseline));
    sentences.extend(baseline.targets.iter().filter_map(|target| {
        let chance = target.headline()?;
        let what = target_in_words(run, &target.target);
        Some(format!("The chance that {what} in {} is {}.", chance.month.long_name(), percent(chance.met)))
    }));
    sentences
}

/// From the start to a month; nothing of a measure that is nil at both ends.
fn measure(run: &Run<'_>, baseline: &Summary, id: MeasureId, month: Month) -> Option<String> {
    let series = baseline.service(id)?;
    let (start, first) = series.bands.first()?;
    let then = series.at(&month)?;
    let unit = series.measure.unit;
    let style = Style::of(unit, &[first.p50, then.p50]);
    let at_start = supported(style, first, run).write(first.p50);
    let style = supported(style, then, run);
    let (median, range) = (style.write(then.p50), style.write_range(then.p10, then.p90));
    if range.is_empty() && then.p50 == 0.0 && first.p50 == 0.0 {
        return None;
    }
    let range = if range.is_empty() { String::new() } else { format!(" (80% range {range})") };
    let (what, start, then) = (&series.measure.noun, start.long_name(), month.long_name());
    Some(if style.write(first.p50) == median {
        format!("The {what}, {at_start} in {start}, is still {median} in {then}{range}.")
    } else {
        format!("The {what} goes from {at_start} in {start} to {median} in {then}{range}.")
    })
}

fn supported(style: Style, band: &Band, run: &Run<'_>) -> Style {
    style.supported_by(band.percentile_error(run.settings.trials))
}

/// What the service costs in the first and in the last financial year that the run covers whole.
fn cost(baseline: &Summary) -> Option<String> {
    let years = &baseline.service_by_year(MeasureId::CostTotal)?.bands;
    let (first, last) = (years.first()?, years.last()?);
    let told = |(_, band): &(_, Band)| {
        let style = Style::of(Unit::Pounds, &[band.p50]).supported_by(band.percentile_error(baseline.trials));
        format!("{} (80% range {})", style.write(band.p50), style.write_range(band.p10, band.p90))
    };
    Some(if first.0 == last.0 {
        format!("The service costs {} in {}.", told(first), first.0)
    } else {
        format!("The service costs {} in {} and {} in {}.", told(first), first.0, told(last), last.0)
    })
}
