//! What the cost of each option is made of.

use super::charted::number_format;
use super::groups::stems;
use super::phrases::{compared_name, differences_note, quoted_compared, source};
use super::{Drawing, Picture, PictureKind};
use crate::wording::{cost, cost_range};
use crate::{Run, Titles, precision};
use chart::{Step, Texts, Total, WaterfallChart, ZeroLine};
use model::english::lower_first;
use model::measure::{MeasureId, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Comparison};

/// The parts of the total cost, in the order of the bars.
const DRIVERS: [(MeasureId, &str); 5] = [
    (MeasureId::CostLevers, "Cost of the option itself"),
    (MeasureId::CostPermanent, "Permanent staff"),
    (MeasureId::CostAgency, "Agency staff"),
    (MeasureId::CostRecruitment, "Recruitment"),
    (MeasureId::CostPlacements, "Placements of children"),
];

/// A part of the cost below this share of the largest part could not be seen.
const LEAST_SHARE: f64 = 0.005;

/// What is less than this, in pounds, is a residue of rounding and no part.
const A_PENNY: f64 = 0.01;

/// The note below the chart if parts are left out.
const LEFT_OUT_NOTE: &str = "Parts that would be written as £0 are left out.";

/// How its figures are rounded.
pub(crate) const ROUNDED_NOTE: &str = "Figures may not sum due to rounding.";

/// A chart for each option that changes any part of the cost.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let comparisons = &run.results.comparisons;
    let names: Vec<&str> = comparisons.iter().map(|comparison| comparison.option.as_str()).collect();
    let picture = |(comparison, stem): (&Comparison, String)| {
        Some(Picture {
            name: format!("cost_drivers_{stem}"),
            kind: PictureKind::CostDrivers,
            measure: Some(MeasureId::CostTotal.name().to_owned()),
            unit: Unit::Pounds,
            drawing: Drawing::Waterfall(chart(run, comparison)?),
        })
    };
    comparisons.iter().zip(stems(&names)).filter_map(picture).collect()
}

fn chart(run: &Run<'_>, comparison: &Comparison) -> Option<WaterfallChart> {
    let (last, total) = comparison.net_cost.cumulative.last()?;
    let all: Vec<Step> = DRIVERS
        .iter()
        .filter_map(|(measure, name)| {
            let months = &comparison.service(*measure)?.bands;
            let value = months.iter().map(|(_, difference)| difference.band.mean).sum::<f64>();
            Some(Step { name: (*name).to_owned(), value })
        })
        .collect();
    // Each part is rounded for itself, as accountants do.
    let style = style_of(&all, &total.band);
    let (steps, others): (Vec<Step>, Vec<Step>) = all.into_iter().partition(|step| !style.is_nil(step.value));
    if steps.is_empty() {
        return None;
    }
    let (name, place, in_all) = (compared_name(comparison), run.place(), precision::net_costs(run));
    let span = format!("from {} to {}", run.scenario.service.first_month().long_name(), last.long_name());
    let each: Vec<String> = steps
        .iter()
        .map(|step| format!("{} {}", lower_first(&step.name), style.signed(step.value)))
        .collect();
    let title = if run.charts.titles == Titles::Neutral {
        format!("{}, {place}: what its net cost is made of, {span}", quoted_compared(comparison))
    } else {
        format!(
            "{}, {place}: mean {} {span}{}",
            quoted_compared(comparison),
            cost(in_all, total.band.mean),
            largest(&steps, &total.band, (style, in_all))
        )
    };
    let is_left_out = others.iter().any(|step| step.value.abs() >= A_PENNY);
    let left_out = is_left_out.then(|| LEFT_OUT_NOTE.to_owned());
    let notes = left_out.into_iter().chain([
        ROUNDED_NOTE.to_owned(),
        differences_note([comparison].into_iter()),
        source(run, false),
    ]);
    Some(WaterfallChart {
        texts: Texts {
            title,
            subtitle: "Pounds over the whole run at the prices of the time: with the option minus without it"
                .to_owned(),
            description: format!(
                "Waterfall chart of what the net cost of {name} is made of, {place}, {span}, as means over \
                 the trials: {}; in all {}, eight times in ten {}.",
                each.join(", "),
                cost(in_all, total.band.mean),
                cost_range(in_all, &total.band)
            ),
            notes: notes.collect(),
        },
        number_format: number_format(Unit::Pounds).to(style.step()),
        zero_line: ZeroLine { above: "costs more".into(), below: "costs less".into() },
        steps,
        total: Total {
            name: "Net cost".to_owned(),
            mean: total.band.mean,
            range: (total.band.p10, total.band.p90),
            // As it is told everywhere else.
            step: Some(in_all.step()),
        },
    })
}

/// As fine as the range of the whole and the parts that can be seen ask for, so that none of these is lost.
fn style_of(parts: &[Step], total: &Band) -> ChangeStyle {
    let largest = parts.iter().map(|part| part.value.abs()).fold(0.0, f64::max);
    let seen = parts.iter().map(|part| part.value).filter(|value| value.abs() >= LEAST_SHARE * largest);
    let ranges = seen.map(|value| [0.0, value, value.abs()]).chain([precision::range(total)]);
    ChangeStyle::of_ranges(Unit::Pounds, &ranges.collect::<Vec<_>>())
}

/// The two largest parts, where there are several; the range of the whole otherwise.
fn largest(steps: &[Step], total: &Band, (style, in_all): (ChangeStyle, ChangeStyle)) -> String {
    let mut ranked: Vec<&Step> = steps.iter().collect();
    ranked.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
    let told = |step: &Step| format!("{} {}", lower_first(&step.name), style.signed(step.value));
    match ranked.as_slice() {
        [] | [_] => {
            format!("; eight times in ten {}", cost_range(in_all, total))
        }
        [first, second, ..] => format!("; largest parts: {}, {}", told(first), told(second)),
    }
}
