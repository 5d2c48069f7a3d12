//! What options have cost in all since the start, and when they have paid back.

use super::charted::{number_format, points};
use super::differences::is_nothing;
use super::findings::{EffectPhrases, Title, effect_title};
use super::groups::{OptionGroup, groups};
use super::phrases::{
    NamedChange, compared_name, differences_note, in_words, medians, quoted_compared, source,
};
use super::{Drawing, Picture, PictureKind};
use crate::answers::is_investment;
use crate::likelihood::is_telling;
use crate::wording::{cost, cost_range, times};
use crate::{Run, Titles, precision};
use chart::{AxisBase, Panel, PanelChart, PanelsOf, Texts, ZeroLine};
use model::measure::{MeasureId, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Comparison};

/// An option has paid back when this share of the trials has.
const PAID_BACK: f64 = 0.5;

/// Says below the chart what the names of its panels say.
const PAID_BACK_NOTE: &str =
    "Paid back: since the start it has saved as much as it has cost, and so it stays to the end of the run.";

/// A chart for each group of options of which one costs or saves anything.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let picture = |group: &OptionGroup<'_>| {
        Some(Picture {
            name: group.file("net_cost"),
            kind: PictureKind::NetCost,
            measure: Some(MeasureId::CostTotal.name().to_owned()),
            unit: Unit::Pounds,
            drawing: Drawing::Panels(chart(run, group)?),
        })
    };
    groups(run).iter().filter_map(picture).collect()
}

fn chart(run: &Run<'_>, group: &OptionGroup<'_>) -> Option<PanelChart> {
    let all = || group.comparisons().flat_map(|comparison| &comparison.net_cost.cumulative);
    if is_nothing(Unit::Pounds, all().map(|(_, difference)| difference)) {
        return None;
    }
    let panels = group.comparisons().map(|comparison| {
        let net = comparison.net_cost.cumulative.iter();
        Panel {
            name: match payback(comparison) {
                Some(payback) => format!("{}: {payback}", compared_name(comparison)),
                None => compared_name(comparison),
            },
            points: points(net.map(|(month, difference)| (*month, &difference.band)), 1.0),
            step: None,
        }
    });
    let last = all().map(|(month, _)| *month).max()?;
    let ends: Vec<(&Comparison, Band)> = group
        .comparisons()
        .filter_map(|comparison| Some((comparison, *comparison.net_cost.at(last)?)))
        .collect();
    let style = precision::net_costs(run);
    let write = |value: f64| cost(style, value);
    let change = |(comparison, band): &(&Comparison, Band)| NamedChange {
        name: quoted_compared(comparison),
        band: *band,
        style,
    };
    let changes: Vec<NamedChange> = ends.iter().map(change).collect();
    let told = |comparison: &Comparison, band: &Band| {
        let payback = payback(comparison).map(|payback| format!(" ({payback})")).unwrap_or_default();
        in_words(&format!("{}{payback}", compared_name(comparison)), band, &write)
    };
    let each: Vec<String> = ends.iter().map(|(comparison, band)| told(comparison, band)).collect();
    let (place, end) = (run.place(), last.long_name());
    let title = title(run, &changes, style, end.as_str());
    let first = run.scenario.service.first_month().long_name();
    Some(PanelChart {
        texts: Texts {
            title: title.text.clone(),
            subtitle: format!(
                "What each option has cost more than it has saved since {first}: pounds at the prices of the \
                 time"
            ),
            description: format!(
                "Fan charts side by side of what each option has cost in all since {first}, {place}. In {end}: {}.",
                each.join("; ")
            ),
            notes: title
                .notes()
                .chain([PAID_BACK_NOTE.to_owned(), differences_note(group.comparisons()), source(run, false)])
                .collect(),
        },
        panels_of: PanelsOf::Options,
        number_format: number_format(Unit::Pounds).to(style.step()),
        base: AxisBase::Zero,
        history: Vec::new(),
        targets: Vec::new(),
        zero_line: Some(ZeroLine { above: "has cost more".into(), below: "has saved".into() }),
        panels: panels.filter(|panel| !panel.points.is_empty()).collect(),
    })
}

/// What the options cost or save in all, if trials agree; the medians of all if they do not.
fn title(run: &Run<'_>, changes: &[NamedChange], style: ChangeStyle, end: &str) -> Title {
    let (place, first) = (run.place(), run.scenario.service.first_month().long_name());
    if run.charts.titles == Titles::Neutral {
        return Title::plain(format!("Net cost of each option, {place}, {first} to {end}"));
    }
    let (up, down) =
        (format!("cost more than it saves in {place}"), format!("save more than it costs in {place}"));
    let when = format!("from {first} to {end}");
    let found = is_telling(run).then(|| {
        effect_title(
            &EffectPhrases {
                up: &up,
                down: &down,
                others: ("cost more than it saves", "save more than it costs"),
                when: &when,
                range: cost_range,
            },
            changes,
        )
    });
    let write = |value: f64| cost(style, value);
    let medians = || format!("Net cost, {place}, {first} to {end}: {}", medians(changes, &write));
    found.flatten().unwrap_or_else(|| Title::plain(medians()))
}

/// The month by which half of the trials have paid back, or how many have at the end; nothing where there
/// is nothing to pay.
fn payback(comparison: &Comparison) -> Option<String> {
    let net = &comparison.net_cost;
    let (end, last) = net.paid_back.last()?;
    is_investment(net).then(|| match net.paid_back_in(PAID_BACK) {
        Some(month) => format!("has paid back by {} half of the time", month.long_name()),
        None => format!("has paid back by {} {}", end.long_name(), times(*last)),
    })
}
