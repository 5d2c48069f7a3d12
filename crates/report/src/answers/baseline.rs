//! What is said of the service as it is, without any option.

use super::season;
use super::sentences::target_in_words;
use crate::Run;
use crate::dates::usual_months;
use crate::precision::{costs_of_years, levels};
use model::calendar::Month;
use model::measure::MeasureId;
use model::measure::usual::KEY;
use model::readable::percent;
use model::summary::{Band, Chance, Summary, TargetChance};

/// A change of the median that is smaller than this part of the 80% range is told as none.
const SMALL: f64 = 0.05;

/// A chance that moves by more than this within half a year of the date of a target depends on the month.
const SWINGS: f64 = 0.05;

/// Sentences on the baseline: the main measures in the first of the usual
/// months, cost, and the chances of the targets.
pub(crate) fn baseline(run: &Run<'_>) -> Vec<String> {
    let Some(baseline) = run.results.summaries.first() else { return Vec::new() };
    let month = usual_months(run)[0];
    let measures = KEY.into_iter().flat_map(|id| measure(run, baseline, id, month));
    let mut sentences: Vec<String> = measures.collect();
    sentences.extend(cost(run, baseline));
    sentences.extend(baseline.targets.iter().flat_map(|target| chance(run, target)));
    sentences
}

/// From the start to a month, and how it swings with the season; nothing of a measure that is nil at both ends.
fn measure(run: &Run<'_>, baseline: &Summary, id: MeasureId, month: Month) -> Vec<String> {
    let told = || {
        let series = baseline.service(id)?;
        let (start, first) = series.bands.first()?;
        let then = series.at(&month)?;
        let style = levels(run, id.name());
        let range = style.write_range(then.p10, then.p90);
        if range.is_empty() && then.p50 == 0.0 && first.p50 == 0.0 {
            return None;
        }
        let [at_start, median] = [first.p50, then.p50].map(|value| style.write(value));
        let range = if range.is_empty() { String::new() } else { format!(" (80% range {range})") };
        let (what, start, end) = (&series.measure.noun, start.long_name(), month.long_name());
        let is_small = (then.p50 - first.p50).abs() <= SMALL * (then.p90 - then.p10);
        let sentence = if is_small && at_start == median {
            format!("The {what}, {at_start} in {start}, is about the same in {end}: median {median}{range}.")
        } else if is_small {
            format!("The {what} is about the same in {end}, {median}{range}, as in {start}, {at_start}.")
        } else {
            format!("The {what} goes from {at_start} in {start} to {median} in {end}{range}.")
        };
        Some((sentence, season::sentence(run, series, month)))
    };
    told()
        .map_or_else(Vec::new, |(sentence, season)| [Some(sentence), season].into_iter().flatten().collect())
}

/// What the service costs in the first and in the last financial year that the run covers whole.
pub(crate) fn cost(run: &Run<'_>, baseline: &Summary) -> Option<String> {
    let years = &baseline.service_by_year(MeasureId::CostTotal)?.bands;
    let (first, last) = (years.first()?, years.last()?);
    let style = costs_of_years(run);
    let told = |(_, band): &(_, Band)| {
        format!("{} (80% range {})", style.write(band.p50), style.write_range(band.p10, band.p90))
    };
    Some(if first.0 == last.0 {
        format!("The service costs {} in {}.", told(first), first.0)
    } else {
        format!("The service costs {} in {} and {} in {}.", told(first), first.0, told(last), last.0)
    })
}

/// The chance of a target at its date, and how much depends on the month.
fn chance(run: &Run<'_>, target: &TargetChance) -> Vec<String> {
    let Some(at_date) = target.headline() else { return Vec::new() };
    let (what, month) = (target_in_words(run, &target.target), at_date.month);
    let first = format!("The chance that {what} in {} is {}.", month.long_name(), percent(at_date.met));
    let half_a_year = month.plus(-6)..=month.plus(6);
    let near = target.months.iter().filter(|chance| half_a_year.contains(&chance.month));
    let by_chance = |one: &&Chance, other: &&Chance| one.met.total_cmp(&other.met);
    let (least, most) = (near.clone().min_by(by_chance), near.max_by(by_chance));
    let depends =
        least.zip(most).filter(|(least, most)| most.met - least.met > SWINGS).map(|(least, most)| {
            format!(
                "It depends on the month: within half a year of that it is between {} in {} and {} in {}.",
                percent(least.met),
                least.month.long_name(),
                percent(most.met),
                most.month.long_name()
            )
        });
    [Some(first), depends].into_iter().flatten().collect()
}
