//! What the scores show, in plain sentences, and no more than that.

use super::found::Scores;
use super::words::{Held, ahead, in_sentence, list, number, of_all};
use crate::backtest::rules::Rule;
use crate::backtest::scores::{Accuracy, Group, Score};
use crate::export::readable::{lower_first, percent};

/// What the 80% range should hold.
const WIDE: f64 = 0.8;

/// The main result: how many outturns the ranges held.
pub(super) fn ranges(scores: Scores) -> Option<String> {
    let all = scores.own(None, None)?;
    Some(format!(
        "Of {}, {} lay within the 80% range and {} within the 50% range.",
        number(all.n, "outturn"),
        percent(all.coverage80.share),
        percent(all.coverage50.share)
    ))
}

/// For how many measures the 80% range held what it should, and what to make of
/// the others; nothing for a single measure, of which [`ranges`] says it.
pub(super) fn measures(scores: Scores) -> Option<String> {
    let measures = scores.measures();
    if measures.len() < 2 {
        return None;
    }
    let names = |wanted: Held| -> Vec<String> {
        let found = measures.iter().filter(|(.., score)| held(score) == wanted);
        found.map(|(_, measure, score)| named(measure.title, score.coverage80.share)).collect()
    };
    let (few, many) = (names(Held::TooFew), names(Held::TooMany));
    let right = measures.len() - few.len() - many.len();
    let mut said = format!(
        "The 80% range held between 75% and 85% of the outturns for {}.",
        of_all(right, measures.len(), "measure")
    );
    if !few.is_empty() {
        said += &format!(" It held fewer for {}: leave more room there than the range says.", list(&few));
    }
    if !many.is_empty() {
        said += &format!(" It held more for {}: the range there is wider than need be.", list(&many));
    }
    Some(said)
}

/// For how many measures the 80% range held what it should, in few words.
pub(super) fn heading(scores: Scores) -> String {
    let measures = scores.measures();
    let right = measures.iter().filter(|(.., score)| held(score) == Held::Right).count();
    format!("80% ranges held 75% to 85% of outturns for {}", of_all(right, measures.len(), "measure"))
}

fn held(score: &Score) -> Held {
    Held::of(score.coverage80.share, WIDE)
}

/// In the middle of a sentence: `vacancy rate (71%)`.
fn named(title: &str, share: f64) -> String {
    format!("{} ({})", in_sentence(title), percent(share))
}

/// How much the share depends on the years ahead.
pub(super) fn horizons(scores: Scores) -> Option<String> {
    let told: Vec<String> = scores
        .horizons()
        .into_iter()
        .filter_map(|years| {
            let share = scores.own(None, Some(years))?.coverage80.share;
            Some(format!("{} {}", percent(share), ahead(years)))
        })
        .collect();
    (told.len() > 1).then(|| format!("Of all outturns the 80% range held {}.", list(&told)))
}

/// How much the share depends on the year of the outturn.
pub(super) fn target_years(scores: Scores) -> Option<String> {
    let years = scores.groups("target_year");
    let by_share = |a: &&(_, &str, &Score), b: &&(_, &str, &Score)| {
        a.2.coverage80.share.total_cmp(&b.2.coverage80.share)
    };
    let (least, most) = (years.iter().min_by(by_share)?, years.iter().max_by(by_share)?);
    let share = |(_, _, score): &(_, &str, &Score)| percent(score.coverage80.share);
    Some(match years.as_slice() {
        [one] => format!("All outturns are of {}.", one.1),
        _ if share(least) == share(most) => {
            format!("The 80% range held {} of the outturns of every year.", share(least))
        }
        _ => format!(
            "By year of the outturn, the 80% range held between {} ({}) and {} ({}).",
            share(least),
            least.1,
            share(most),
            most.1
        ),
    })
}

/// For how many measures the score is better than that of simple rules.
pub(super) fn rules(scores: Scores) -> Option<String> {
    let against = |ratio: fn(&Accuracy) -> Option<f64>, rule: &str| {
        let ratios: Vec<(String, f64)> = scores
            .measures()
            .iter()
            .filter_map(|(_, measure, score)| {
                Some((in_sentence(measure.title), ratio(score.accuracy.as_ref()?)?))
            })
            .collect();
        beaten(rule, &ratios)
    };
    let last = against(
        |accuracy| accuracy.crps_to_last_value,
        "the rule that a figure stays as it was last published",
    );
    let regression = against(
        |accuracy| accuracy.crps_to_regression,
        "a regression on the last figure and the mean of the council's years",
    );
    let said: Vec<String> = [last, regression].into_iter().flatten().collect();
    (!said.is_empty()).then(|| {
        format!(
            "How far off projections were is measured by a score (CRPS, less is better). {}",
            said.join(" ")
        )
    })
}

/// Whether a rule is beaten, by the ratio of the scores with two decimals, as it is read.
fn beaten(rule: &str, ratios: &[(String, f64)]) -> Option<String> {
    let is_better = |ratio: f64| (100.0 * ratio).round() < 100.0;
    let others: Vec<String> = ratios
        .iter()
        .filter(|(_, ratio)| !is_better(*ratio))
        .map(|(name, ratio)| format!("{name} (ratio {ratio:.2})"))
        .collect();
    match (ratios.len() - others.len(), ratios.len()) {
        (_, 0) => None,
        (0, _) => Some(format!("Staffcast's is better than that of {rule} for no measure.")),
        (better, all) if better == all => {
            Some(format!("Staffcast's is better than that of {rule} for {}.", of_all(better, all, "measure")))
        }
        (better, all) => Some(format!(
            "Staffcast's is better than that of {rule} for {}, but not for {}.",
            of_all(better, all, "measure"),
            list(&others)
        )),
    }
}

/// Whether any group of a kind is served badly: its 80% range holds less than
/// 75%. With how many outturns, since few can be so by chance.
pub(super) fn groups(scores: Scores, kind: &str, thing: &str) -> Option<String> {
    let groups = scores.groups(kind);
    let told = |(group, label, score): &(Group, &str, &Score)| {
        let label = match group {
            Group::Size(_) => lower_first(label),
            Group::All | Group::Region(_) | Group::Grade(_) | Group::TargetYear(_) | Group::Origin(_) => {
                (*label).to_owned()
            }
        };
        format!("{label} ({} of {})", percent(score.coverage80.share), number(score.n, "outturn"))
    };
    let least =
        groups.iter().min_by(|a, b| a.2.coverage80.share.total_cmp(&b.2.coverage80.share)).map(told)?;
    let badly: Vec<String> =
        groups.iter().filter(|(.., score)| held(score) == Held::TooFew).map(told).collect();
    Some(if badly.is_empty() {
        format!("For no {thing} did the 80% range hold less than 75%. It held least for {least}.")
    } else {
        format!("The 80% range held less than 75% for {}.", list(&badly))
    })
}

/// The score of a rule over that of the last value.
pub(super) fn to_last_value(scores: Scores, rule: Rule, measure: usize) -> Option<f64> {
    scores.rule(rule, measure)?.accuracy?.crps_to_last_value
}
