//! What is said of an option.

use super::Run;
use super::levers::of_levers;
use crate::dates::{month_of, usual_months};
use crate::likelihood::{Direction, Verdict, is_telling, of_change};
use crate::precision;
use crate::wording::{cost, cost_range, span_of, times};
use model::calendar::Month;
use model::english::{list, quoted};
use model::measure::usual::CHANGED;
use model::measure::{Measure, MeasureId, Unit};
use model::readable::{ChangeStyle, Style, percent};
use model::service::Target;
use model::summary::{Comparison, Difference, NetCost, Summary, TargetChance};

/// How many of the measures that options change are told at most.
const MOST_TOLD: usize = 2;

/// A change smaller than this part of the 80% range of the baseline is not among those that are told.
const NOTICEABLE: f64 = 0.02;

/// Of the trials that feel a change at all, at least this share must go one way if most trials feel none.
const ONE_WAY: f64 = 0.8;

pub(super) fn of(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let mut sentences = changes(run, comparison);
    sentences.extend(of_levers(run, comparison));
    sentences.extend(targets(run, comparison));
    sentences.extend(net_cost(run, comparison));
    sentences
}

/// The measures that change most, against how uncertain they are anyway: at
/// the dates of the targets; if nothing does then, at other dates.
fn changes(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let Some(other) = summary(run, &comparison.against) else { return Vec::new() };
    let told_at = |month: &dyn Fn(MeasureId) -> Month| -> Vec<String> {
        let told = CHANGED.into_iter().filter_map(|id| noticeable(run, (comparison, other), id, month(id)));
        let mut ranked: Vec<(f64, String)> = told.collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        ranked.into_iter().take(MOST_TOLD).map(|(_, sentence)| sentence).collect()
    };
    let mut other_months = usual_months(run);
    let told = [told_at(&|id| month_of(run, id))]
        .into_iter()
        .chain(other_months.iter().map(|month| told_at(&|_| *month)))
        .find(|told| !told.is_empty());
    let Some(told) = told else {
        other_months.sort_unstable();
        let months: Vec<String> = other_months.into_iter().map(Month::long_name).collect();
        return vec![format!(
            "Compared with {}, it moves none of vacancies, agency reliance, caseloads, waiting and open cases, referrals, \
             re-referrals and turnover by as much as a fiftieth of the range that each has anyway (looked at in {}).",
            named(comparison),
            list(&months)
        )];
    };
    let begins = format!("Compared with {}, it", named(comparison));
    let sentence = |(at, told): (usize, String)| format!("{} {told}", if at == 0 { &begins } else { "It" });
    told.into_iter().enumerate().map(sentence).collect()
}

/// A change that could be seen: its size against the range of the measure, and a sentence on it.
fn noticeable(
    run: &Run<'_>,
    (comparison, other): (&Comparison, &Summary),
    id: MeasureId,
    month: Month,
) -> Option<(f64, String)> {
    let series = comparison.service(id)?;
    let difference = series.at(&month)?;
    let usual = other.service(id)?.at(&month)?;
    // The mean shows what only some of the trials feel.
    let size = difference.band.p50.abs().max(difference.band.mean.abs())
        / (usual.p90 - usual.p10).max(f64::MIN_POSITIVE);
    let style = precision::changes(run, comparison, id.name());
    let sentence = change(run, style, &series.measure, (month, difference))?;
    (size > NOTICEABLE).then_some((size, sentence))
}

/// What changes in a measure: as sure as the trials are, or as often as it is felt at all.
fn change(
    run: &Run<'_>,
    style: ChangeStyle,
    measure: &Measure,
    (month, difference): (Month, &Difference),
) -> Option<String> {
    let what = format!("the {} in {}", measure.noun, month.long_name());
    let band = &difference.band;
    if style.is_nil(band.p50) {
        let (lower, higher) = (difference.probability_lower, difference.probability_higher);
        let (does, share, far) =
            if lower >= higher { ("lowers", lower, -band.p10) } else { ("raises", higher, band.p90) };
        let is_one_way = share >= ONE_WAY * (lower + higher);
        return (is_one_way && far > 0.0 && !style.is_nil(far)).then(|| {
            let (often, far) = (times(share), style.write(far));
            format!("sometimes {does} {what}: {often}, and one time in ten by {far} or more.")
        });
    }
    let span = span_of(style, band);
    if !is_telling(run) {
        let does = if band.p50 < 0.0 { "lowers" } else { "raises" };
        return Some(format!("{does} {what} in the median; eight times in ten {span}."));
    }
    let Verdict { direction, sureness } = of_change(run, style, band)?;
    let does = direction.verb();
    Some(format!("is {} to {does} {what}: eight times in ten {span}.", sureness.words()))
}

/// How the option changes the chances of the targets.
fn targets(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let (Some(other), Some(option)) = (summary(run, &comparison.against), summary(run, &comparison.option))
    else {
        return Vec::new();
    };
    let pairs = option.targets.iter().zip(&other.targets);
    pairs.filter_map(|(option, other)| target_sentence(run, option, other)).collect()
}

/// The results of the baseline or of an option.
fn summary<'a>(run: &Run<'a>, name: &str) -> Option<&'a Summary> {
    run.results.summaries.iter().find(|summary| summary.option == name)
}

/// What an option is compared with, within a sentence.
fn named(comparison: &Comparison) -> String {
    if comparison.is_against_baseline() {
        "the baseline".to_owned()
    } else {
        quoted(&comparison.against_title)
    }
}

fn target_sentence(run: &Run<'_>, option: &TargetChance, baseline: &TargetChance) -> Option<String> {
    let (with, without) = (option.headline()?, baseline.headline()?);
    let (after, before) = (percent(with.met), percent(without.met));
    let what = target_in_words(run, &option.target);
    let month = with.month.long_name();
    Some(if after == before {
        format!("The chance that {what} in {month} stays at {after}.")
    } else {
        let verb = if with.met > without.met { "rises" } else { "falls" };
        format!("The chance that {what} in {month} {verb} from {before} to {after}.")
    })
}

/// The target within a sentence: "the vacancy rate is below 10%".
pub(crate) fn target_in_words(run: &Run<'_>, target: &Target) -> String {
    let measures = run.results.summaries.iter().flat_map(|summary: &Summary| &summary.monthly);
    target_of(measures.map(|series| &series.measure), target)
}

/// The same, of a target for one of these measures.
pub(crate) fn target_of<'m>(mut measures: impl Iterator<Item = &'m Measure>, target: &Target) -> String {
    let measure = measures.find(|measure| measure.id == target.measure);
    let (title, unit) =
        measure.map_or((target.measure.as_str(), Unit::Count), |measure| (&measure.noun, measure.unit));
    let value = Style::new(unit, target.value).write_exactly(target.value);
    let of_team = target.team.as_ref().map(|team| format!(" of {team}")).unwrap_or_default();
    format!("the {title}{of_team} is {} {value}", target.limit.words())
}

/// What the option costs in all, and when it has paid for itself.
fn net_cost(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let net = &comparison.net_cost;
    let Some((last, difference)) = net.cumulative.last() else { return Vec::new() };
    let style = precision::net_costs(run);
    let span = format!("from {} to {}", run.scenario.service.first_month().long_name(), last.long_name());
    let first = in_all(run, comparison, style, difference, &span);
    let discounted = net.discounted.as_ref().map(|present| {
        format!(
            "Discounted, at the prices of the start, the median is {} (80% range {}).",
            cost(style, present.band.p50),
            cost_range(style, &present.band)
        )
    });
    [Some(first), discounted, fewer_people(comparison), payback(net)].into_iter().flatten().collect()
}

/// Whether it costs or saves money, as sure as the trials are.
fn in_all(
    run: &Run<'_>,
    comparison: &Comparison,
    style: ChangeStyle,
    difference: &Difference,
    span: &str,
) -> String {
    let (other, band) = (named(comparison), &difference.band);
    if [band.p10, band.p50, band.p90].into_iter().all(|value| style.is_nil(value)) {
        return format!("It costs neither more nor less than {other} {span}.");
    }
    let begins = match of_change(run, style, band) {
        Some(Verdict { direction: Direction::Up, sureness }) => {
            format!("It is {} to cost money against {other} {span}", sureness.words())
        }
        Some(Verdict { direction: Direction::Down, sureness }) => {
            format!("It is {} to save money against {other} {span}", sureness.words())
        }
        None => format!("It may cost or save money against {other} {span}"),
    };
    format!(
        "{begins}: the median is {}, the 80% range runs {}; it saves money {}.",
        cost(style, band.p50),
        cost_range(style, band),
        times(difference.probability_lower)
    )
}

/// How many FTE fewer are there on average over the run, if money is saved by that.
pub(crate) fn saves_by_fewer_people(comparison: &Comparison) -> Option<f64> {
    let saves = comparison.net_cost.cumulative.last()?.1.probability_lower >= 0.5;
    let mean = |measure| {
        let bands = &comparison.service(measure)?.bands;
        let sum: f64 = bands.iter().map(|(_, difference)| difference.band.mean).sum();
        Some(sum / bands.len().max(1) as f64)
    };
    let fewer = -(mean(MeasureId::InPost)? + mean(MeasureId::Agency)?);
    (saves && fewer >= 1.0).then_some(fewer)
}

/// Such a saving is paid for in work.
fn fewer_people(comparison: &Comparison) -> Option<String> {
    let fewer = saves_by_fewer_people(comparison)?;
    Some(format!(
        "On average over the run {} fewer full-time-equivalent staff are in post, agency staff included: a part of what is \
         saved is work that is not done.",
        Style::new(Unit::Fte, fewer).write(fewer)
    ))
}

fn payback(net: &NetCost) -> Option<String> {
    let never = net.never_pays_back()?;
    // Nothing is said where it hardly ever saves, nor twice where it saves in just as many trials.
    let saves = net.cumulative.last()?.1.probability_lower;
    let is_told = net.paid_back_in(0.5).is_none() && (1.0 - never - saves).abs() < 0.005;
    if !is_investment(net) || never >= 0.99 || is_told {
        return None;
    }
    Some(match net.paid_back_in(0.5) {
        Some(month) if never <= 0.0 => {
            format!(
                "Half of the time it has paid for itself by {}, and always within the run.",
                month.long_name()
            )
        }
        Some(month) => format!(
            "Half of the time it has paid for itself by {}; {} it does not within the run.",
            month.long_name(),
            times(never)
        ),
        None => format!("It does not pay for itself within the run {}.", times(never)),
    })
}

/// Whether there is anything to pay back: it costs something of its own, and does not save more than that from the
/// first month on in most trials.
pub(crate) fn is_investment(net: &NetCost) -> bool {
    net.of_levers > 0.0 && !net.paid_back.first().is_some_and(|(_, share)| *share >= 0.5)
}

/// By when an option has paid for itself in half of the trials, as a cell of a table: a dash where there is
/// nothing to be paid back. What costs nothing of its own, but more in most trials, is paid back as little.
pub(crate) fn paid_for_itself_by(net: &NetCost) -> String {
    let costs_more = net.cumulative.last().is_some_and(|(_, end)| end.probability_higher >= 0.5);
    if !is_investment(net) && !costs_more {
        return "\u{2013}".to_owned();
    }
    net.paid_back_in(0.5).map_or("not within the run".to_owned(), Month::short_name)
}
