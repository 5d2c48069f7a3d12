//! What each option changes, trial by trial, around a line at zero.

use super::charted::{Charted, charted, of_groups, points, told_month};
use super::data::drawn_as;
use super::findings::{EffectPhrases, Title, effect_title, object};
use super::groups::OptionGroup;
use super::phrases::{
    NamedChange, compared_name, differences_note, in_words, medians, named, quoted_compared, source, span,
};
use super::{Picture, PictureKind};
use crate::likelihood::is_telling;
use crate::wording::span_of;
use crate::{Run, Titles, precision};
use chart::{AxisBase, NumberFormat, Panel, PanelChart, PanelsOf, Texts, ZeroLine};
use model::calendar::Month;
use model::english::lower_first;
use model::measure::{Measure, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Comparison, Difference};

/// For each measure a chart of each group of options, if any option in it makes a change that could be seen.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    of_groups(run, PictureKind::Differences, "differences", &charted(run), chart)
}

fn chart(run: &Run<'_>, group: &OptionGroup<'_>, charted: &Charted) -> Option<PanelChart> {
    let all = || group.comparisons().filter_map(|comparison| comparison.service(&charted.measure));
    let measure = &all().next()?.measure;
    if is_nothing(measure.unit, all().flat_map(|series| &series.bands).map(|(_, difference)| difference)) {
        return None;
    }
    let panels = group.comparisons().filter_map(|comparison| {
        let bands = &comparison.service(&charted.measure)?.bands;
        let bands = bands.iter().map(|(month, difference)| (*month, &difference.band));
        let one = drawn_as(measure.unit);
        let step = precision::changes(run, comparison, &measure.id).step() * one;
        Some(Panel { name: compared_name(comparison), points: points(bands, one), step: Some(step) })
    });
    let panels: Vec<Panel> = panels.filter(|panel| !panel.points.is_empty()).collect();
    let last = ChangesInMonth::of(run, group, measure)?;
    let title = last.title(run, panels.first()?.points.first()?.month);
    let notes = title.notes().chain([differences_note(group.comparisons()), source(run, false)]).collect();
    let unit = if measure.unit == Unit::Share { ", in percentage points" } else { "" };
    Some(PanelChart {
        texts: Texts {
            title: title.text,
            subtitle: format!("{}: with the option minus without it{unit}", measure.meaning),
            description: last.description(run.place()),
            notes,
        },
        panels_of: PanelsOf::Options,
        number_format: number_format(measure.unit).to(last.style.step() * drawn_as(measure.unit)),
        base: AxisBase::Zero,
        history: Vec::new(),
        targets: Vec::new(),
        zero_line: Some(ZeroLine {
            above: "higher with the option".into(),
            below: "lower with the option".into(),
        }),
        panels,
    })
}

/// Whether all differences are nil as they are written.
pub(super) fn is_nothing<'d>(unit: Unit, differences: impl Iterator<Item = &'d Difference>) -> bool {
    let values: Vec<f64> = differences.flat_map(|one| [one.band.p10, one.band.p50, one.band.p90]).collect();
    let style = ChangeStyle::of(unit, &values);
    values.iter().all(|value| !value.is_finite() || style.is_nil(*value))
}

/// The format of the measure itself. Only shares have another, as percentage points are no percentages.
fn number_format(unit: Unit) -> NumberFormat {
    if unit == Unit::Share { NumberFormat::number(1) } else { super::charted::number_format(unit) }
}

/// The differences in the month that the title tells: that of the target, or the last.
struct ChangesInMonth<'a> {
    measure: &'a Measure,
    month: Month,
    /// The last month of the chart.
    end: Month,
    bands: Vec<(&'a Comparison, Band, ChangeStyle)>,
    /// As fine as the finest of them.
    style: ChangeStyle,
}

impl<'a> ChangesInMonth<'a> {
    fn of(run: &Run<'_>, group: &OptionGroup<'a>, measure: &'a Measure) -> Option<Self> {
        let series = group.baseline.service(&measure.id)?;
        let (month, end) = (told_month(run, series)?, series.last()?.0);
        let bands: Vec<(&Comparison, Band, ChangeStyle)> = group
            .comparisons()
            .filter_map(|comparison| {
                let difference = comparison.service(&measure.id)?.at(&month)?;
                Some((comparison, difference.band, precision::changes(run, comparison, &measure.id)))
            })
            .collect();
        let style = bands.iter().map(|(_, _, style)| *style);
        let style = style.min_by(|one, other| one.step().total_cmp(&other.step()))?;
        Some(Self { measure, month, end, bands, style })
    }

    /// What the options do, if trials agree; the medians of all if they do not.
    fn title(&self, run: &Run<'_>, first: Month) -> Title {
        let (place, what) = (run.place(), lower_first(&self.measure.title));
        if run.charts.titles == Titles::Neutral {
            let span = span(first, self.end);
            return Title::plain(format!("Change in {what} with each option, {place}, {span}"));
        }
        let what = object(self.measure, place);
        let (up, down) = (format!("raise {what}"), format!("lower {what}"));
        let when = format!("in {}", self.month.long_name());
        let found = is_telling(run).then(|| {
            effect_title(
                &EffectPhrases {
                    up: &up,
                    down: &down,
                    others: ("raise it", "lower it"),
                    when: &when,
                    range: span_of,
                },
                &self.changes(),
            )
        });
        found.flatten().unwrap_or_else(|| Title::plain(self.medians(place)))
    }

    /// What the options change, by the names that they have in a title.
    fn changes(&self) -> Vec<NamedChange> {
        let named = |(comparison, band, style): &(&Comparison, Band, ChangeStyle)| NamedChange {
            name: quoted_compared(comparison),
            band: *band,
            style: *style,
        };
        self.bands.iter().map(named).collect()
    }

    fn medians(&self, place: &str) -> String {
        let what = lower_first(&self.measure.title);
        format!("Change in {what}, {place}, {}: {}", self.month.long_name(), self.finding())
    }

    /// The medians, or the outermost percentiles where the medians of all are nil.
    fn finding(&self) -> String {
        let (style, changes) = (self.style, self.changes());
        // Each as its option is written elsewhere.
        let write = |value: f64| {
            let own = |change: &&NamedChange| precision::range(&change.band).contains(&value);
            changes.iter().find(own).map_or(style, |change| change.style).signed(value)
        };
        if changes.len() == 1 || changes.iter().any(|change| !style.is_nil(change.band.p50)) {
            return in_unit(medians(&changes, &write), style);
        }
        let told = |value: fn(&Band) -> f64| -> Vec<(String, f64)> {
            changes.iter().map(|change| (change.name.clone(), value(&change.band))).collect()
        };
        let (low, high) = (told(|band| band.p10), told(|band| band.p90));
        let lowest = low.iter().map(|(_, value)| *value).fold(0.0, f64::min);
        let highest = high.iter().map(|(_, value)| *value).fold(0.0, f64::max);
        let ends = [("10th percentile down to", lowest, low), ("90th percentile up to", highest, high)];
        let ends = ends.iter().filter(|(_, value, _)| !style.is_nil(*value));
        let ends = ends.map(|(end, value, of)| format!("{end} {}", named(*value, of, &write)));
        match ends.collect::<Vec<_>>().join(", ") {
            ends if ends.is_empty() => "none at least eight times in ten".to_owned(),
            ends => in_unit(format!("median 0; {ends}"), style),
        }
    }

    fn description(&self, place: &str) -> String {
        let in_words = |(comparison, band, style): &(&Comparison, Band, ChangeStyle)| {
            in_words(&compared_name(comparison), band, &|value: f64| style.signed(value))
        };
        let bands: Vec<String> = self.bands.iter().map(in_words).collect();
        format!(
            "Fan charts side by side of what each option changes in {} by month, {place}. In {}{}: {}.",
            lower_first(&self.measure.title),
            self.month.long_name(),
            match self.style.unit_words() {
                "" => String::new(),
                unit => format!(", in{unit}"),
            },
            bands.join("; ")
        )
    }
}

/// A list of values with their unit at its end.
fn in_unit(values: String, style: ChangeStyle) -> String {
    match style.unit_words() {
        "" => values,
        unit => format!("{values}, in{unit}"),
    }
}
