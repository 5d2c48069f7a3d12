//! What the scores show, in plain sentences, and no more than that.

use super::found::Scores;
use super::phrases::{Held, ahead, in_sentence, of_all};
use model::english::{counted, list, lower_first};
use model::readable::{percent, whole};
use study::backtest::groups::Group;
use study::backtest::rules::Rule;
use study::backtest::scores::{Accuracy, Score};

/// What the 80% range should hold.
const WIDE: f64 = 0.8;

/// The main result: how many outturns the ranges held.
pub(super) fn ranges(scores: Scores) -> Option<String> {
    let all = scores.own(None, None)?;
    let judged = match held(all) {
        Held::TooFew => ", which is too few,",
        Held::Right => "",
        Held::TooMany => ", which is more than it should hold,",
    };
    Some(format!(
        "Of {}, {} lay within the 80% range{judged} and {} within the 50% range.",
        counted(all.n, "outturn"),
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
    let hold = format!(
        "The 80% range held between 75% and 85% of the outturns for {}.",
        of_all(right, measures.len(), "measure")
    );
    let too_few = (!few.is_empty())
        .then(|| format!("It held fewer for {}: leave more room there than the range says.", list(&few)));
    let too_many = (!many.is_empty())
        .then(|| format!("It held more for {}: the range there is wider than need be.", list(&many)));
    Some([Some(hold), too_few, too_many].into_iter().flatten().collect::<Vec<_>>().join(" "))
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
            Some(format!("{} ({})", percent(share), ahead(years)))
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

/// The last year of which figures were known to those who made the model.
const LAST_KNOWN: &str = "2023";

/// What ranges held in the years that nobody knew when the model was made.
pub(super) fn unseen(scores: Scores) -> Option<String> {
    let years = scores.groups("target_year");
    let unseen: Vec<(&str, &Score)> = years
        .iter()
        .filter(|(_, year, _)| *year > LAST_KNOWN)
        .map(|(_, year, score)| (*year, *score))
        .collect();
    let all: usize = unseen.iter().map(|(_, score)| score.n).sum();
    let held: f64 = unseen.iter().map(|(_, score)| score.coverage80.share * score.n as f64).sum();
    let names: Vec<&str> = unseen.iter().map(|(year, _)| *year).collect();
    (all > 0).then(|| {
        format!(
            "The outturns of {} were not known when the model was made (figures to {LAST_KNOWN} were): of these {} the 80% \
             range held {}.",
            list(&names),
            whole(all as u64),
            percent(held / all as f64)
        )
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

/// For how many measures a rule is beaten, and for which or for which not,
/// whichever are fewer; by the ratio of the scores with two decimals, as it is read.
fn beaten(rule: &str, ratios: &[(String, f64)]) -> Option<String> {
    let (better, others): (Vec<_>, Vec<_>) =
        ratios.iter().partition(|(_, ratio)| (100.0 * ratio).round() < 100.0);
    let names = |some: &[&(String, f64)]| {
        let named = some.iter().map(|(name, ratio)| format!("{name} (ratio {ratio:.2})"));
        list(&named.collect::<Vec<_>>())
    };
    let which = match (better.len(), others.len()) {
        (0, 0) => return None,
        (0, _) | (_, 0) => String::new(),
        (some, rest) if some < rest => format!(": {}", names(&better)),
        _ => format!(", but not for {}", names(&others)),
    };
    let how_many = match better.len() {
        0 => "no measure".to_owned(),
        some => of_all(some, ratios.len(), "measure"),
    };
    Some(format!("Staffcast's is better than that of {rule} for {how_many}{which}."))
}

/// Whether any group of a kind is served badly: its 80% range holds less than
/// 75%. With how many outturns, since few can be so by chance.
pub(super) fn groups(scores: Scores, kind: &str, thing: &str) -> Option<String> {
    let groups = scores.groups(kind);
    let told = |(group, label, score): &(Group, &str, &Score)| {
        let label = match group {
            Group::Size(_) => format!("the {}", lower_first(label)),
            Group::All | Group::Region(_) | Group::Grade(_) | Group::TargetYear(_) | Group::Origin(_) => {
                (*label).to_owned()
            }
        };
        format!("{label} ({} of {})", percent(score.coverage80.share), counted(score.n, "outturn"))
    };
    let least =
        groups.iter().min_by(|a, b| a.2.coverage80.share.total_cmp(&b.2.coverage80.share)).map(told)?;
    let badly: Vec<String> =
        groups.iter().filter(|(.., score)| held(score) == Held::TooFew).map(told).collect();
    Some(match badly.len() {
        0 => format!("For no {thing} did the 80% range hold less than 75%. It held least for {least}."),
        all if all > 1 && all == groups.len() => {
            format!("The 80% range held less than 75% for every {thing}, and least for {least}.")
        }
        _ => format!("The 80% range held less than 75% for {}.", list(&badly)),
    })
}

/// The score of a rule over that of the last value.
pub(super) fn to_last_value(scores: Scores, rule: Rule, measure: usize) -> Option<f64> {
    scores.rule(rule, measure)?.accuracy?.crps_to_last_value
}

#[cfg(test)]
mod tests {
    use super::*;
    use study::backtest::scores::{Coverage, Forecaster};
    use study::backtest::table::ScoreRow;
    use study::backtest::{MEASURES, Measure};

    /// The score of a measure whose 80% range holds this share, and whose score
    /// is so many times that of the last value.
    fn row(id: &str, share: f64, ratio: Option<f64>) -> ScoreRow {
        let coverage = Coverage { share, low: 0.0, high: 1.0 };
        let accuracy = Accuracy {
            width50: 1.0,
            width80: 2.0,
            interval_score80: 3.0,
            crps: 1.0,
            crps_relative: 1.0,
            absolute_error: 1.0,
            crps_to_last_value: ratio,
            crps_to_regression: None,
        };
        let score = Score {
            n: 10,
            councils: 5,
            coverage50: coverage,
            coverage80: coverage,
            at_or_below: [0.5; 7],
            accuracy: Some(accuracy),
        };
        let measure = Measure::find(id);
        let (group, label) = (Group::All, String::new());
        ScoreRow { group, label, measure, horizon: None, forecaster: Forecaster::Own, score }
    }

    fn group(group: Group, label: &str, share: f64) -> ScoreRow {
        ScoreRow { group, label: label.to_owned(), measure: None, ..row("caseload", share, None) }
    }

    #[test]
    fn measures_are_told_whether_none_some_or_all_hold() {
        let said = |shares: &[f64]| {
            let rows: Vec<ScoreRow> =
                MEASURES.iter().zip(shares).map(|(measure, share)| row(measure.id, *share, None)).collect();
            measures(Scores(&rows)).unwrap_or_default()
        };
        assert_eq!(said(&[0.8]), "");
        assert_eq!(
            said(&[0.8, 0.75]),
            "The 80% range held between 75% and 85% of the outturns for all 2 measures."
        );
        assert_eq!(
            said(&[0.8, 0.7, 0.9]),
            "The 80% range held between 75% and 85% of the outturns for 1 of 3 measures. It held fewer for vacancy \
             rate (70%): leave more room there than the range says. It held more for agency rate (90%): the range there \
             is wider than need be."
        );
        assert_eq!(
            said(&[0.7, 0.6]),
            "The 80% range held between 75% and 85% of the outturns for none of the 2 measures. It held fewer for \
             staff in post (70%) and vacancy rate (60%): leave more room there than the range says."
        );
    }

    #[test]
    fn a_rule_is_beaten_only_where_its_score_reads_worse() {
        let said = |ratios: &[f64]| {
            let rows = MEASURES.iter().zip(ratios);
            let rows: Vec<ScoreRow> =
                rows.map(|(measure, ratio)| row(measure.id, 0.8, Some(*ratio))).collect();
            let said = rules(Scores(&rows)).unwrap_or_default();
            said.split("as it was last published ").last().unwrap_or_default().to_owned()
        };
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[0.9, 0.99]), "for all 2 measures.");
        assert_eq!(said(&[0.9, 0.997, 1.1]), "for 1 of 3 measures: staff in post (ratio 0.90).");
        assert_eq!(said(&[0.9, 0.997]), "for 1 of 2 measures, but not for vacancy rate (ratio 1.00).");
        assert_eq!(said(&[1.0, 1.1]), "for no measure.");
        assert_eq!(said(&[0.9]), "for the one measure.");
    }

    #[test]
    fn groups_are_served_badly_below_75_per_cent() {
        let said = |rows: &[ScoreRow]| groups(Scores(rows), "target_year", "year").unwrap_or_default();
        let year = |year: u16, share: f64| group(Group::TargetYear(year), &year.to_string(), share);
        assert_eq!(said(&[]), "");
        assert_eq!(
            said(&[year(2020, 0.8), year(2021, 0.76)]),
            "For no year did the 80% range hold less than 75%. It held least for 2021 (76% of 10 outturns)."
        );
        assert_eq!(
            said(&[year(2020, 0.7), year(2021, 0.6), year(2022, 0.8)]),
            "The 80% range held less than 75% for 2020 (70% of 10 outturns) and 2021 (60% of 10 outturns)."
        );
        assert_eq!(
            said(&[year(2020, 0.7), year(2021, 0.6)]),
            "The 80% range held less than 75% for every year, and least for 2021 (60% of 10 outturns)."
        );
    }

    #[test]
    fn years_are_told_apart_only_if_they_read_differently() {
        let said = |shares: &[f64]| {
            let years = shares.iter().zip(2020_u16..);
            let rows: Vec<ScoreRow> = years
                .map(|(share, year)| group(Group::TargetYear(year), &year.to_string(), *share))
                .collect();
            target_years(Scores(&rows)).unwrap_or_default()
        };
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[0.8]), "All outturns are of 2020.");
        assert_eq!(said(&[0.8, 0.801]), "The 80% range held 80% of the outturns of every year.");
        assert_eq!(
            said(&[0.8, 0.9, 0.7]),
            "By year of the outturn, the 80% range held between 70% (2022) and 90% (2021)."
        );
    }
}
