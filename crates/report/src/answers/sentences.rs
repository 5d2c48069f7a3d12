//! What is said of an option.

use super::levers::of_levers;
use super::phrases::{Change, Direction, trials};
use super::{Run, month_of, usual_months};
use model::calendar::Month;
use model::english::quoted;
use model::measure::usual::CHANGED;
use model::measure::{Measure, MeasureId, Unit};
use model::readable::{Style, percent};
use model::service::Target;
use model::summary::{Comparison, NetCost, Summary, TargetChance};

/// How many of the measures that options change are told at most.
const MOST_TOLD: usize = 2;

/// A change smaller than this part of the 80% range of the baseline is not among those that are told.
const NOTICEABLE: f64 = 0.02;

pub(super) fn of(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let mut sentences = changes(run, comparison);
    sentences.extend(of_levers(run, comparison));
    sentences.extend(targets(run, comparison));
    sentences.extend(cost(run, comparison));
    sentences
}

/// The measures that change most, against how uncertain they are anyway: at
/// the dates of the targets; if nothing does then, at other dates.
fn changes(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let Some(other) = summary(run, &comparison.against) else { return Vec::new() };
    let told_at = |month: &dyn Fn(MeasureId) -> Month| -> Vec<String> {
        let mut ranked: Vec<(f64, String)> =
            CHANGED.into_iter().filter_map(|id| noticeable(comparison, other, id, month(id))).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        ranked.into_iter().take(MOST_TOLD).map(|(_, sentence)| sentence).collect()
    };
    let other_months = usual_months(run);
    let told = [told_at(&|id| month_of(run, id))]
        .into_iter()
        .chain(other_months.iter().map(|month| told_at(&|_| *month)))
        .find(|told| !told.is_empty());
    let Some(told) = told else {
        let months: Vec<String> = other_months.into_iter().map(Month::long_name).collect();
        return vec![format!(
            "Compared with {}, none of vacancies, agency reliance, caseloads, waiting and open cases, referrals, \
             re-referrals and turnover changes by as much as could be seen beside its own range (looked at in {}).",
            named(comparison),
            months.join(", ")
        )];
    };
    let begins = format!("Compared with {}, it", named(comparison));
    let sentence = |(at, told): (usize, String)| format!("{} {told}", if at == 0 { &begins } else { "It" });
    told.into_iter().enumerate().map(sentence).collect()
}

/// A change that could be seen: its size against the range of the measure, and a sentence on it.
fn noticeable(
    comparison: &Comparison,
    other: &Summary,
    id: MeasureId,
    month: Month,
) -> Option<(f64, String)> {
    let series = comparison.service(id)?;
    let difference = series.at(&month)?;
    let usual = other.service(id)?.at(&month)?;
    // The mean shows what only some of the trials feel.
    let size = difference.band.p50.abs().max(difference.band.mean.abs())
        / (usual.p90 - usual.p10).max(f64::MIN_POSITIVE);
    let change = Change::of(series.measure.unit, difference, other.trials);
    let is_told = matches!(change.direction, Direction::Lower | Direction::Higher) && size > NOTICEABLE;
    is_told.then(|| (size, change_sentence(&series.measure, month, &change)))
}

fn change_sentence(measure: &Measure, month: Month, change: &Change) -> String {
    let verb = if change.direction == Direction::Lower { "lowers" } else { "raises" };
    if change.is_nil_in_median {
        return format!(
            "{verb} the {} in {} in {} (80% range {}{}); in the median it changes nothing that could be seen.",
            measure.noun,
            month.long_name(),
            trials(change.share),
            change.range,
            change.unit
        );
    }
    format!(
        "{verb} the {} in {} by {} (80% range {}); it does so in {}.",
        measure.noun,
        month.long_name(),
        change.size,
        change.range,
        trials(change.share)
    )
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
    let value = Style::new(unit, target.value).write_shortest(target.value);
    let of_team = target.team.as_ref().map(|team| format!(" of {team}")).unwrap_or_default();
    format!("the {title}{of_team} is {} {value}", target.limit.words())
}

/// What the option costs in all, and when it has paid for itself.
fn cost(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let (net, other) = (&comparison.net_cost, named(comparison));
    let Some((last, difference)) = net.cumulative.last() else { return Vec::new() };
    let change = Change::of(Unit::Pounds, difference, run.settings.trials);
    let span = format!("from {} to {}", run.scenario.service.first_month().long_name(), last.long_name());
    let first = match change.direction {
        Direction::None => return vec![format!("It costs neither more nor less than {other} {span}.")],
        Direction::Lower => format!(
            "It saves {} against {other} {span} (80% range {}); it saves money in {}.",
            change.size,
            change.range,
            trials(difference.probability_lower)
        ),
        Direction::Higher => format!(
            "It costs {} more than {other} {span} (80% range {}); it saves money in {}.",
            change.size,
            change.range,
            trials(difference.probability_lower)
        ),
        Direction::Unclear => format!(
            "Whether it costs or saves money {span} is open: the median is {}, the 80% range {} (a minus is a saving); it \
             saves money in {}.",
            change.size,
            change.range,
            trials(difference.probability_lower)
        ),
    };
    [Some(first), discounted(net, run.settings.trials), fewer_people(comparison), payback(net)]
        .into_iter()
        .flatten()
        .collect()
}

/// The same as a present value.
fn discounted(net: &NetCost, trials: u32) -> Option<String> {
    let change = Change::of(Unit::Pounds, net.discounted.as_ref()?, trials);
    let what = match change.direction {
        Direction::None => return None,
        Direction::Lower => "a saving of ",
        Direction::Higher | Direction::Unclear => "",
    };
    Some(format!(
        "At the prices of the start and discounted, that is {what}{} (80% range {}).",
        change.size, change.range
    ))
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
    if has_nothing_to_pay_back(net) || never >= 0.99 || is_told {
        return None;
    }
    Some(match net.paid_back_in(0.5) {
        Some(month) if never <= 0.0 => {
            format!(
                "In half of the trials it has paid for itself by {}, in all within the run.",
                month.long_name()
            )
        }
        Some(month) => format!(
            "In half of the trials it has paid for itself by {}; in {} it does not within the run.",
            month.long_name(),
            trials(never)
        ),
        None => format!("In {} it does not pay for itself within the run.", trials(never)),
    })
}

/// Where an option saves money from the first month on, in most trials, there is nothing to be paid back.
pub(crate) fn has_nothing_to_pay_back(net: &NetCost) -> bool {
    net.paid_back.first().is_some_and(|(_, share)| *share >= 0.5)
}

/// By when an option has paid for itself in half of the trials, as a cell of a table: a dash where there is
/// nothing to be paid back.
pub(crate) fn paid_for_itself_by(net: &NetCost) -> String {
    if has_nothing_to_pay_back(net) {
        return "\u{2013}".to_owned();
    }
    net.paid_back_in(0.5).map_or("not within the run".to_owned(), Month::short_name)
}
