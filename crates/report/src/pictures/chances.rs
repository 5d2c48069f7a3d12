//! The chance of each target by month.

use super::groups::{OptionGroup, groups};
use super::phrases::{beside, named, quoted, source, span};
use super::{Drawing, Picture, PictureKind};
use crate::answers::target_in_words;
use crate::{Run, Titles};
use chart::{ChanceChart, NamedSeries, Texts};
use model::english::counted;
use model::measure::Unit;
use model::readable::{percent, whole};
use model::summary::{Summary, TargetChance};

/// For each target as many charts as there are groups of options; the baseline
/// alone if there are none.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let Some(baseline) = run.results.summaries.first() else {
        return Vec::new();
    };
    let mut groups = groups(run);
    if groups.is_empty() {
        groups.push(OptionGroup::alone(baseline));
    }
    let of_target = |target: usize| {
        groups.iter().filter_map(move |group| {
            Some(Picture {
                name: group.file(&format!("target_{}", target + 1)),
                kind: PictureKind::Targets,
                measure: Some(baseline.targets[target].target.measure.clone()),
                unit: Unit::Share,
                drawing: Drawing::Chances(chart(run, group, target)?),
            })
        })
    };
    (0..baseline.targets.len()).flat_map(of_target).collect()
}

fn chart(run: &Run<'_>, group: &OptionGroup<'_>, target: usize) -> Option<ChanceChart> {
    let own = |summary: &Summary| summary.targets.get(target).filter(|own| !own.months.is_empty()).cloned();
    let chances: Vec<(&str, TargetChance)> =
        group.summaries().filter_map(|summary| Some((summary.title.as_str(), own(summary)?))).collect();
    let lines = chances.iter().map(|(name, chance)| NamedSeries {
        name: (*name).to_owned(),
        points: chance.months.iter().map(|month| (month.month, month.met)).collect(),
    });
    let errors = chances.iter().flat_map(|(_, chance)| &chance.months).map(|month| month.standard_error);
    Some(ChanceChart {
        texts: Texts {
            title: title(run, &chances)?,
            subtitle: "Share of the trials that meet the target at the end of each month".to_owned(),
            description: description(run, &chances)?,
            notes: vec![error_note(run, errors), source(run, false)],
        },
        lines: lines.collect(),
        by: chances.first()?.1.target.by,
    })
}

/// The chances at the date of the target or, without one, at the end of the run.
fn title(run: &Run<'_>, chances: &[(&str, TargetChance)]) -> Option<String> {
    let (name, baseline) = chances.first()?;
    if run.charts.titles == Titles::Neutral {
        let what = target_in_words(run, &baseline.target);
        let span = span(baseline.months.first()?.month, baseline.months.last()?.month);
        return Some(format!("Chance that {what}, {}, {span}", run.place()));
    }
    let without = baseline.headline().or(baseline.months.last().copied())?;
    let with: Vec<(String, f64)> = chances[1..]
        .iter()
        .filter_map(|(name, chance)| {
            let same = chance.months.iter().find(|month| month.month == without.month)?;
            Some((quoted(name), same.met))
        })
        .collect();
    let what = target_in_words(run, &baseline.target);
    let month = without.month.long_name();
    Some(format!("Chance that {what} in {month}, {}: {}", run.place(), found((name, without.met), &with)))
}

/// The chance in the baseline and, of several options, the one that lies furthest from it: upwards if any is higher.
pub(super) fn found((name, own): (&str, f64), options: &[(String, f64)]) -> String {
    let written = percent(own);
    let by_chance = |one: &&(String, f64), other: &&(String, f64)| one.1.total_cmp(&other.1);
    let highest = options.iter().max_by(by_chance).filter(|(_, chance)| *chance > own);
    let furthest = highest.map(|(_, chance)| ("up to", *chance));
    let lowest = options.iter().min_by(by_chance).map(|(_, chance)| ("down to", *chance));
    match furthest.or(lowest) {
        None => written,
        Some((until, chance)) if options.len() > 1 && percent(chance) != written => {
            format!("{written}, with these options {until} {}", named(chance, options, &percent))
        }
        Some(_) => beside((name, own), options, &percent),
    }
}

fn description(run: &Run<'_>, chances: &[(&str, TargetChance)]) -> Option<String> {
    let each: Vec<String> = chances
        .iter()
        .filter_map(|(name, chance)| {
            let last = chance.months.last()?;
            let at_date = chance.headline().filter(|headline| headline.month != last.month);
            let told = at_date.into_iter().chain([*last]);
            let told = told.map(|month| format!("{} in {}", percent(month.met), month.month.long_name()));
            Some(format!("{name}: {}", told.collect::<Vec<_>>().join(", ")))
        })
        .collect();
    let what = target_in_words(run, &chances.first()?.1.target);
    Some(format!("Line chart by month of the chance that {what}, {}. {}.", run.place(), each.join("; ")))
}

/// How far the limited number of trials may move a chance: two standard errors.
pub(super) fn error_note(run: &Run<'_>, errors: impl Iterator<Item = f64>) -> String {
    // Where all or none meet it, the rule of three: at most 3 of n.
    let least = 300.0 / f64::from(run.settings.trials);
    let largest = 200.0 * errors.filter(|error| error.is_finite()).fold(0.0, f64::max);
    let points = largest.max(least).ceil();
    let of_options = if run.results.comparisons.is_empty() {
        ""
    } else {
        "; differences between options are known better, since they share their luck"
    };
    format!(
        "With {} trials, each chance is known to within about {}{of_options}.",
        whole(run.settings.trials.into()),
        counted(points as usize, "percentage point")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::service::BASELINE_TITLE;

    #[test]
    fn of_several_options_the_one_furthest_from_the_baseline_is_told() {
        for (chances, told) in [
            (&[][..], "6%"),
            (&[0.14], "6% in the baseline, 14% with A"),
            (&[0.02, 0.14], "6%, with these options up to 14% (B)"),
            (&[0.14, 0.14], "6%, with these options up to 14%"),
            (&[0.02, 0.06], "6%, with these options down to 2% (A)"),
            (&[0.06, 0.061], "6% in the baseline and with each of these options"),
        ] {
            let options = ["A", "B"].map(str::to_owned).into_iter().zip(chances.iter().copied());
            assert_eq!(found((BASELINE_TITLE, 0.06), &options.collect::<Vec<_>>()), told);
        }
    }
}
