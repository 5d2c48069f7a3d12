//! What is said of an option.

use super::words::{Change, Direction, trials};
use super::{Run, month_of};
use crate::calendar::Month;
use crate::export::readable::{Style, lower_first};
use crate::measure::Unit;
use crate::service::{Alternative, Target};
use crate::summary::{Comparison, NetCost, Summary, TargetChance};
use crate::uncertain::{Uncertain, kinds};

/// The measures of which the one or two that change most are told.
const TOLD: [&str; 8] = [
    "vacancy_rate",
    "agency_rate",
    "caseload",
    "unallocated_cases",
    "open_cases",
    "referrals",
    "rereferral_share",
    "turnover_rate",
];

/// How many of them are told at most.
const MOST_TOLD: usize = 2;

/// A change smaller than this part of the 80% range of the baseline is not among those that are told.
const NOTICEABLE: f64 = 0.02;

pub(super) fn of(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let mut sentences = changes(run, comparison);
    sentences.extend(targets(run, comparison));
    sentences.extend(cost(run, comparison));
    sentences.extend(break_even(run, comparison));
    sentences
}

/// The measures that change most, against how uncertain they are anyway.
fn changes(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let Some(other) = summary(run, &comparison.against) else { return Vec::new() };
    let mut ranked: Vec<(f64, String)> = TOLD
        .iter()
        .filter_map(|id| {
            let month = month_of(run, id);
            let series = comparison.service(id)?;
            let difference = series.at(&month)?;
            let usual = other.service(id)?.at(&month)?;
            let size = difference.band.p50.abs() / (usual.p90 - usual.p10).max(f64::MIN_POSITIVE);
            let change = Change::of(series.measure.unit, difference);
            let is_told =
                matches!(change.direction, Direction::Lower | Direction::Higher) && size > NOTICEABLE;
            is_told.then(|| (size, change_sentence(&series.measure.title, month, &change)))
        })
        .collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    if ranked.is_empty() {
        let month = month_of(run, "");
        let other = named(comparison);
        return vec![format!(
            "Compared with {other}, none of vacancies, agency reliance, caseloads, waiting and open cases, referrals, \
             re-referrals and turnover changes in {} by as much as could be seen beside their own range.",
            month.long_name()
        )];
    }
    let mut told: Vec<String> = ranked.into_iter().take(MOST_TOLD).map(|(_, sentence)| sentence).collect();
    told[0] = format!("Compared with {}, it {}", named(comparison), told[0]);
    for sentence in told.iter_mut().skip(1) {
        *sentence = format!("It {sentence}");
    }
    told
}

fn change_sentence(title: &str, month: Month, change: &Change) -> String {
    let verb = if change.direction == Direction::Lower { "lowers" } else { "raises" };
    format!(
        "{verb} the {} in {} by {} (80% range {}); it does so in {}.",
        noun(title),
        month.long_name(),
        change.size,
        change.range,
        trials(change.share)
    )
}

/// The title of a measure within a sentence.
fn noun(title: &str) -> String {
    let title = lower_first(title);
    match title.as_str() {
        "referrals" => "number of referrals".to_owned(),
        "open cases" | "unallocated cases" => format!("number of {title}"),
        "re-referrals in twelve months" => "share of re-referrals".to_owned(),
        "turnover in twelve months" => "turnover of twelve months".to_owned(),
        _ => title,
    }
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
    if comparison.against == "baseline" {
        "the baseline".to_owned()
    } else {
        format!("\u{201c}{}\u{201d}", comparison.against_title)
    }
}

fn target_sentence(run: &Run<'_>, option: &TargetChance, baseline: &TargetChance) -> Option<String> {
    let (with, without) = (option.headline()?, baseline.headline()?);
    let percent = |share: f64| {
        let text = trials(share);
        text.replace(" trials", "").replace("no trial", "none").replace("of 100", "in 100")
    };
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

/// The target within a sentence: "the vacancy rate is below 10.0%".
pub(super) fn target_in_words(run: &Run<'_>, target: &Target) -> String {
    let measures = run.results.summaries.iter().flat_map(|summary: &Summary| &summary.monthly);
    let series = measures.map(|series| &series.measure).find(|measure| measure.id == target.measure);
    let (title, unit) =
        series.map_or((target.measure.clone(), Unit::Count), |measure| (noun(&measure.title), measure.unit));
    let value = Style::new(unit, target.value).write(target.value);
    let of_team = target.team.as_ref().map(|team| format!(" of {team}")).unwrap_or_default();
    format!("the {title}{of_team} is {} {value}", target.limit.words())
}

/// What the option costs in all, and when it has paid for itself.
fn cost(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let (net, other) = (&comparison.net_cost, named(comparison));
    let Some((last, difference)) = net.cumulative.last() else { return Vec::new() };
    let change = Change::of(Unit::Pounds, difference);
    let span = format!("from {} to {}", run.scenario.service.start.0.plus(1).long_name(), last.long_name());
    let first = match change.direction {
        Direction::None => return vec![format!("It costs neither more nor less than {other} {span}.")],
        Direction::Lower => format!(
            "It saves {} {span} (80% range {}); it saves money in {}.",
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
            "Whether it costs or saves money {span} is open: the middle is {}, the 80% range {}, and it saves money in {}.",
            change.size,
            change.range,
            trials(difference.probability_lower)
        ),
    };
    [Some(first), payback(net)].into_iter().flatten().collect()
}

fn payback(net: &NetCost) -> Option<String> {
    let never = net.never_pays_back()?;
    let first = net.paid_back.first()?.1;
    // Nothing is paid back where there is nothing to pay.
    if first >= 0.5 {
        return None;
    }
    Some(match net.paid_back_in(0.5) {
        Some(month) => format!(
            "In half of the trials it has paid for itself by {}; in {} it does not within the run.",
            month.long_name(),
            trials(never)
        ),
        None => format!("In {} it does not pay for itself within the run.", trials(never)),
    })
}

/// What an early-help programme would have to achieve to cost nothing.
fn break_even(run: &Run<'_>, comparison: &Comparison) -> Option<String> {
    let options = &run.scenario.service.option;
    let option = options.get(&comparison.option)?;
    let effects = help_effects(option);
    let [effect] = effects[..] else { return None };
    // Other levers would be counted with it.
    if option.levers().len() > 1 || !option.includes.0.is_empty() || effect <= 0.0 {
        return None;
    }
    let Some(multiple) = comparison.net_cost.break_even_multiple() else {
        return Some(
            "It saves nothing that could be seen beside its own cost: less work frees time, but money only where posts or \
             placements fall with it."
                .to_owned(),
        );
    };
    let needed = effect * multiple;
    let percent = |share: f64| Style::new(Unit::Share, share).write(share);
    Some(if needed <= 1.0 {
        format!(
            "Over the run it would cost nothing if it prevented {} of the referrals in question, against {} assumed.",
            percent(needed),
            percent(effect)
        )
    } else {
        format!(
            "Even if it prevented all of the referrals in question it would not pay for itself within the run \
             ({} are assumed).",
            percent(effect)
        )
    })
}

/// The middle of the effect of each early-help programme of an option.
fn help_effects(option: &Alternative<Uncertain>) -> Vec<f64> {
    option.early_help.values().map(|help| help.effect.central(&kinds::EFFECT)).collect()
}
