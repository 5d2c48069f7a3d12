//! The chance that any case waits for a worker: what there is to see of unallocated cases where most trials have none.

use super::chances::{error_note, found};
use super::charted::{Charted, charted, is_chance, told_month};
use super::groups::{OptionGroup, groups};
use super::phrases::{quoted, source, span};
use super::{Drawing, Picture, PictureKind};
use crate::{Run, Titles};
use chart::{ChanceChart, NamedSeries, Texts};
use model::calendar::Month;
use model::measure::{MeasureId, Unit};
use model::readable::percent;
use model::summary::{Series, Summary};

/// The chance in the baseline, where it is shown in place of the number.
pub(super) fn of_baseline(run: &Run<'_>) -> Vec<Picture> {
    let baseline = run.results.summaries.first().map(OptionGroup::alone);
    pictures(run, PictureKind::Projection, "", baseline.as_slice())
}

/// The same with each option.
pub(super) fn of_options(run: &Run<'_>) -> Vec<Picture> {
    pictures(run, PictureKind::Options, "options_", &groups(run))
}

fn pictures(run: &Run<'_>, kind: PictureKind, prefix: &str, groups: &[OptionGroup<'_>]) -> Vec<Picture> {
    let picture = |charted: &Charted, group: &OptionGroup<'_>| {
        Some(Picture {
            name: group.file(&format!("{prefix}{}", charted.name)),
            kind,
            measure: Some(MeasureId::AnyUnallocated.name().to_owned()),
            unit: Unit::Share,
            drawing: Drawing::Chances(chart(run, group)?),
        })
    };
    let all = charted(run);
    let chances = all.iter().filter(|charted| is_chance(run, &charted.measure));
    chances.flat_map(|charted| groups.iter().filter_map(move |group| picture(charted, group))).collect()
}

/// The chance by month, the mean over the trials of a measure that is 1 or 0; nothing if no case waits in any trial.
fn chart(run: &Run<'_>, group: &OptionGroup<'_>) -> Option<ChanceChart> {
    let all: Vec<(&str, &Series<Month>)> =
        group.summaries().filter_map(|summary| Some((summary.title.as_str(), any(summary)?))).collect();
    let bands = || all.iter().flat_map(|(_, series)| &series.bands).map(|(_, band)| band);
    if bands().all(|band| band.mean == 0.0) {
        return None;
    }
    let line = |(name, series): &(&str, &Series<Month>)| NamedSeries {
        name: (*name).to_owned(),
        points: series.bands.iter().map(|(month, band)| (*month, band.mean)).collect(),
    };
    Some(ChanceChart {
        texts: Texts {
            title: title(run, &all)?,
            subtitle: "Share of the trials in which any case waits at the end of each month".to_owned(),
            description: description(run, &all)?,
            notes: vec![error_note(run, bands().map(|band| band.standard_error)), source(run, false)],
        },
        lines: all.iter().map(line).collect(),
        by: None,
    })
}

fn any(summary: &Summary) -> Option<&Series<Month>> {
    summary.service(MeasureId::AnyUnallocated)
}

fn title(run: &Run<'_>, all: &[(&str, &Series<Month>)]) -> Option<String> {
    let ((name, baseline), options) = all.split_first()?;
    let ((first, opening), (last, end)) = (baseline.bands.first()?, baseline.last()?);
    let what = "chance that any case waits for a worker";
    let place = run.place();
    if run.charts.titles == Titles::Neutral {
        return Some(format!("The {what}, {place}, {}", span(*first, *last)));
    }
    if options.is_empty() {
        let [start, finish] = [opening.mean, end.mean].map(percent);
        let (first, last) = (first.long_name(), last.long_name());
        return Some(if start == finish {
            format!("The {what} in {place} is {start} in {first} and {finish} in {last}")
        } else {
            format!("The {what} in {place} goes from {start} in {first} to {finish} in {last}")
        });
    }
    let month = told_month(run, baseline)?;
    let with = options.iter().filter_map(|(name, series)| Some((quoted(name), series.at(&month)?.mean)));
    let finding = found((name, baseline.at(&month)?.mean), &with.collect::<Vec<_>>());
    Some(format!("The {what} in {place} in {}: {finding}", month.long_name()))
}

fn description(run: &Run<'_>, all: &[(&str, &Series<Month>)]) -> Option<String> {
    let each = all.iter().map(|(name, series)| {
        let ((first, opening), (last, end)) = (series.bands.first()?, series.last()?);
        let [start, finish] = [opening.mean, end.mean].map(percent);
        Some(format!("{name}: {start} in {}, {finish} in {}", first.long_name(), last.long_name()))
    });
    let each: Option<Vec<String>> = each.collect();
    Some(format!(
        "Line chart by month of the chance that any case waits for a worker, {}. {}.",
        run.place(),
        each?.join("; ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::pictures;
    use crate::sample::{Sample, band};

    /// A run in which any case waits with these chances at the start and at the end; of each option as in the baseline.
    fn sample(titles: &[&str], chances: [f64; 2]) -> Sample {
        let mut sample = Sample::with_options(titles);
        for summary in &mut sample.results.summaries {
            let months = [Month::new(2023, 9), Month::new(2023, 11)];
            let bands = months.into_iter().zip(chances.map(|chance| band(chance, 0.0))).collect();
            let measure = MeasureId::AnyUnallocated.measure().clone();
            summary.monthly.push(Series { team: None, measure, bands });
        }
        sample
    }

    fn titles(sample: &Sample) -> Vec<(PictureKind, String)> {
        let all = pictures(&sample.run()).into_iter();
        let is_level =
            |kind| matches!(kind, PictureKind::Projection | PictureKind::Options | PictureKind::Teams);
        let waiting = all.filter(|picture| picture.measure.as_deref() == Some("any_unallocated"));
        let waiting = waiting.filter(|picture| is_level(picture.kind));
        waiting.map(|picture| (picture.kind, picture.texts().title.clone())).collect()
    }

    #[test]
    fn where_most_trials_have_no_case_that_waits_the_chance_that_any_does_is_shown() {
        let sample = sample(&["Hire", "Retain"], [0.0, 0.04]);
        assert_eq!(
            titles(&sample),
            [
                (
                    PictureKind::Projection,
                    "The chance that any case waits for a worker in Smallshire goes from 0% in September 2023 to 4% \
                     in November 2023"
                        .to_owned()
                ),
                (
                    PictureKind::Options,
                    "The chance that any case waits for a worker in Smallshire in November 2023: 4% in the baseline \
                     and with each of these options"
                        .to_owned()
                ),
            ]
        );
        let pictures = pictures(&sample.run());
        let shown = pictures.iter().find(|picture| picture.name == "options_unallocated_cases").unwrap();
        let Drawing::Chances(chart) = &shown.drawing else { panic!("no chances") };
        assert_eq!(chart.lines.len(), 3);
        assert_eq!(chart.lines[2].points.last(), Some(&(Month::new(2023, 11), 0.04)));
    }

    #[test]
    fn where_no_case_ever_waits_there_is_no_chart_of_it() {
        assert_eq!(titles(&sample(&["Hire"], [0.0, 0.0])), []);
    }

    #[test]
    fn where_cases_wait_in_most_trials_their_number_is_shown() {
        let mut sample = sample(&[], [0.0, 0.9]);
        for series in &mut sample.results.summaries[0].monthly {
            if series.measure.id == MeasureId::Unallocated.name() {
                series.bands[1].1 = band(12.0, 3.0);
            }
        }
        let pictures = pictures(&sample.run());
        let shown = pictures.iter().find(|picture| picture.name == "unallocated_cases").unwrap();
        assert!(matches!(shown.drawing, Drawing::Fan(_)));
    }
}
