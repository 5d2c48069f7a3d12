//! The baseline and the options side by side, on one scale.

use super::charted::{
    Charted, history, in_ranges, number_format, of_groups, points, target_lines, target_note, told_month,
};
use super::findings::{OptionAtDate, Title, extreme};
use super::groups::OptionGroup;
use super::phrases::{beside, in_words, quoted, source, span};
use super::{Picture, PictureKind};
use crate::likelihood::is_telling;
use crate::{Run, Titles, precision};
use chart::{Panel, PanelChart, PanelsOf, Texts};
use model::calendar::Month;
use model::english::lower_first;
use model::measure::Measure;
use model::readable::{ChangeStyle, Style};
use model::summary::Band;

/// For each measure as many charts as there are groups of options.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    of_groups(run, PictureKind::Options, "options", &in_ranges(run), chart)
}

fn chart(run: &Run<'_>, group: &OptionGroup<'_>, charted: &Charted) -> Option<PanelChart> {
    let baseline = group.baseline.service(&charted.measure)?;
    let panels = group.summaries().filter_map(|summary| {
        let bands = summary.service(&charted.measure)?.bands.iter().map(|(month, band)| (*month, band));
        Some(Panel { name: summary.title.clone(), points: points(bands, 1.0), step: None })
    });
    let panels: Vec<Panel> = panels.filter(|panel| !panel.points.is_empty()).collect();
    let last = OptionsInMonth::of(run, group, &baseline.measure)?;
    let history = history(run, &charted.measure, panels.first()?.points.first()?.month);
    let title = last.title(run, group, panels.first()?.points.first()?.month);
    let notes = title.notes().chain(target_note(run, &charted.measure));
    Some(PanelChart {
        texts: Texts {
            title: title.text,
            subtitle: baseline.measure.meaning.to_owned(),
            description: last.description(run.place(), &panels, !history.is_empty()),
            notes: notes.chain([source(run, !history.is_empty())]).collect(),
        },
        panels_of: PanelsOf::Options,
        number_format: number_format(baseline.measure.unit).to(last.style.step()),
        base: baseline.measure.axis,
        history,
        targets: target_lines(run, &charted.measure),
        zero_line: None,
        panels,
    })
}

/// The options in the month that the title tells: that of the target, or the last.
struct OptionsInMonth<'a> {
    measure: &'a Measure,
    month: Month,
    /// The last month of the chart.
    end: Month,
    /// The baseline, then the options.
    bands: Vec<(&'a str, Band)>,
    style: Style,
}

impl<'a> OptionsInMonth<'a> {
    fn of(run: &Run<'_>, group: &OptionGroup<'a>, measure: &'a Measure) -> Option<Self> {
        let series = group.baseline.service(&measure.id)?;
        let (month, end) = (told_month(run, series)?, series.last()?.0);
        let of_option = |summary: &'a model::summary::Summary| {
            Some((summary.title.as_str(), *summary.service(&measure.id)?.at(&month)?))
        };
        let bands: Vec<(&str, Band)> = group.summaries().filter_map(of_option).collect();
        let style = precision::levels(run, &measure.id);
        Some(Self { measure, month, end, bands, style })
    }

    /// Which option stands out, if any does; the medians of all if none.
    fn title(&self, run: &Run<'_>, group: &OptionGroup<'_>, first: Month) -> Title {
        let place = run.place();
        if run.charts.titles == Titles::Neutral {
            let what = &self.measure.title;
            return Title::plain(format!("{what} with each option, {place}, {}", span(first, self.end)));
        }
        let found = is_telling(run).then(|| self.found(place, group)).flatten();
        found.unwrap_or_else(|| Title::plain(self.medians(place)))
    }

    /// The option with the lowest or the highest median, if differences bear it out.
    fn found(&self, place: &str, group: &OptionGroup<'_>) -> Option<Title> {
        let names: Vec<&str> = self.bands.iter().map(|(name, _)| *name).collect();
        let change = |name: &str| {
            let comparison = group.comparisons().find(|comparison| comparison.title == name)?;
            let against = names.iter().position(|own| *own == comparison.against_title)?;
            Some((against, comparison.service(&self.measure.id)?.at(&self.month)?.band))
        };
        let at_date = |(name, band): &(&'a str, Band)| OptionAtDate {
            name,
            median: band.p50,
            range: (band.p10, band.p90),
            change: change(name),
        };
        let options: Vec<OptionAtDate<'_>> = self.bands.iter().map(at_date).collect();
        let changes = options.iter().filter_map(|at_date| at_date.change).map(|(_, band)| band.p50);
        let changes = ChangeStyle::of(self.measure.unit, &changes.collect::<Vec<_>>());
        let what = format!("{} in {place}, {}", self.measure.subject, self.month.long_name());
        extreme(&what, &options, (self.style, changes))
    }

    /// States medians, or 90th percentiles where no median is above nil.
    fn medians(&self, place: &str) -> String {
        let write = |value: f64| self.style.write(value);
        let told = |value: fn(&Band) -> f64| {
            let Some(((baseline, own), options)) = self.bands.split_first() else { return String::new() };
            let options = options.iter().map(|(name, band)| (quoted(name), value(band)));
            beside((baseline, value(own)), &options.collect::<Vec<_>>(), &write)
        };
        let nil = write(0.0);
        let is_nil = |value: fn(&Band) -> f64| self.bands.iter().all(|(_, band)| write(value(band)) == nil);
        let finding = if is_nil(|band| band.p50) && !is_nil(|band| band.p90) {
            format!("median {nil} in all; 90th percentile {}", told(|band| band.p90))
        } else {
            format!("median {}", told(|band| band.p50))
        };
        format!("{}, {place}, {}: {finding}", self.measure.title, self.month.long_name())
    }

    fn description(&self, place: &str, panels: &[Panel], has_history: bool) -> String {
        let write = |value: f64| self.style.write(value);
        let bands: Vec<String> = self.bands.iter().map(|(name, band)| in_words(name, band, &write)).collect();
        let first = panels.iter().filter_map(|panel| panel.points.first()).map(|point| point.month).min();
        format!(
            "Fan charts of {} by month side by side, {place}, {} to {}{}. In {}: {}.",
            lower_first(&self.measure.title),
            first.unwrap_or(self.month).long_name(),
            self.end.long_name(),
            if has_history { ", after published values" } else { "" },
            self.month.long_name(),
            bands.join("; ")
        )
    }
}
