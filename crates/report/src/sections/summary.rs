//! The first page: the answer in a sentence, what no reader may miss, a table and a chart.

use super::{Medium, glance, key_figures};
use crate::Run;
use crate::answers::{baseline, target_in_words};
use crate::dates::month_of;
use crate::likelihood::{Verdict, of_change};
use crate::pictures::{Picture, PictureKind};
use crate::precision::{changes, net_costs};
use crate::wording::{cost, cost_range, span_of};
use model::english::quoted;
use model::measure::usual::AT_A_GLANCE;
use model::readable::percent;
use model::summary::{Comparison, Results};
use paper::{Block, Figure, Section};

/// So many sentences on the service as it is stand on the first page of a run without options.
const MOST_SENTENCES: usize = 4;

/// The section; `first` says what no reader may miss.
pub(crate) fn section(run: &Run<'_>, first: Vec<String>, chart: Option<Figure>, medium: Medium) -> Section {
    let mut blocks = Vec::new();
    let answer = answer(run);
    if !answer.is_empty() {
        blocks.push(Block::Lead(answer));
    }
    if !first.is_empty() {
        blocks.push(Block::Bullets(first));
    }
    let table = glance::table(run).or_else(|| key_figures::of_baseline(run, medium == Medium::Screen));
    blocks.extend(table.map(Block::Table));
    blocks.extend(chart.map(|figure| Block::Figure(Box::new(figure))));
    Section::new("summary", "Summary", blocks)
}

/// The chart that belongs on the first page: what the options change in the measure that matters most, or the
/// projection of the first measure.
pub(crate) fn main_chart<'p>(run: &Run<'_>, pictures: &'p [Picture]) -> Option<&'p Picture> {
    let has_options = !run.results.comparisons.is_empty();
    let first = run.results.summaries.first()?;
    let measure = glance::measures(run, first).into_iter().next().map(|(id, _)| id)?;
    let any = |kind: PictureKind| pictures.iter().find(move |picture| picture.kind == kind);
    let of_kind = |kind: PictureKind| {
        let is_own = |picture: &&Picture| picture.kind == kind && picture.measure.as_ref() == Some(&measure);
        pictures.iter().find(is_own)
    };
    if has_options {
        of_kind(PictureKind::Differences)
            .or_else(|| any(PictureKind::Differences))
            .or_else(|| of_kind(PictureKind::Options))
            .or_else(|| pictures.first())
    } else {
        any(PictureKind::Projection).or_else(|| pictures.first())
    }
}

/// The answer in a sentence, or a few where there are no options to tell apart.
fn answer(run: &Run<'_>) -> String {
    let comparisons = &run.results.comparisons;
    if comparisons.is_empty() {
        return baseline(run).into_iter().take(MOST_SENTENCES).collect::<Vec<_>>().join(" ");
    }
    let found = by_target(run, 0).or_else(|| by_measure(run));
    let Some((at, effect)) = found else {
        let whom = if comparisons.len() == 1 { "The option changes" } else { "No option changes" };
        return format!(
            "{whom} vacancies or caseloads so that at least three trials in four agree on the direction."
        );
    };
    let comparison = &comparisons[at];
    let style = net_costs(run);
    let money = comparison.net_cost.cumulative.last().map(|(last, end)| {
        let (middle, range) = (cost(style, end.band.p50), cost_range(style, &end.band));
        format!(" By {} it comes to {middle} at the median, eight times in ten {range}.", last.long_name())
    });
    let of_how_many = match comparisons.len() {
        1 => String::new(),
        count => format!("Of {count} options, "),
    };
    let against = if comparison.is_against_baseline() {
        String::new()
    } else {
        format!(", against {},", quoted(&comparison.against_title))
    };
    // Another target may be served best by another option.
    let second = by_target(run, 1).filter(|(other, _)| *other != at);
    let second = second.map(|(other, effect)| format!(" {} {effect}", quoted(&comparisons[other].title)));
    format!(
        "{of_how_many}{}{against} {effect}{}{}",
        quoted(&comparison.title),
        money.unwrap_or_default(),
        second.unwrap_or_default()
    )
}

/// The option that raises the chance of one of the targets most, and how.
fn by_target(run: &Run<'_>, which: usize) -> Option<(usize, String)> {
    let Results { summaries, comparisons } = &**run.results;
    let chance = |name: &str| {
        let summary = summaries.iter().find(|summary| summary.option == name)?;
        summary.targets.get(which)?.headline()
    };
    let gain =
        |comparison: &Comparison| Some(chance(&comparison.option)?.met - chance(&comparison.against)?.met);
    let gains: Vec<f64> = comparisons.iter().map(gain).collect::<Option<_>>()?;
    let at = (0..gains.len()).max_by(|one, other| gains[*one].total_cmp(&gains[*other]))?;
    let target = summaries.first()?.targets.get(which)?;
    let (own, other) = (chance(&comparisons[at].option)?, chance(&comparisons[at].against)?);
    let [after, before] = [own.met, other.met].map(percent);
    let what =
        format!("the chance that {} in {}", target_in_words(run, &target.target), own.month.long_name());
    let raises = if gains.len() > 1 { "does most: it raises" } else { "raises" };
    Some((
        at,
        if after == before {
            format!("does most for {what}, and leaves it at {after}.")
        } else if gains[at] > 0.0 {
            format!("{raises} {what} from {before} to {after}.")
        } else {
            format!("lowers {what} least, from {before} to {after}.")
        },
    ))
}

/// The option with the largest change that at least three trials in four agree on, in the first of the measures at a
/// glance of which there is one.
fn by_measure(run: &Run<'_>) -> Option<(usize, String)> {
    let comparisons = &run.results.comparisons;
    AT_A_GLANCE.into_iter().find_map(|id| {
        let month = month_of(run, id);
        let found = |(at, comparison): (usize, &Comparison)| {
            let series = comparison.service(id)?;
            let (band, style) = (series.at(&month)?.band, changes(run, comparison, id.name()));
            let Verdict { direction, sureness } = of_change(run, style, &band)?;
            let does = direction.verb();
            let (sure, noun) = (sureness.words(), &series.measure.noun);
            let (when, span) = (month.long_name(), span_of(style, &band));
            let most = if comparisons.len() > 1 { " most" } else { "" };
            Some((
                at,
                band.p50.abs(),
                format!("is {sure} to {does} the {noun}{most} in {when}: eight times in ten {span}."),
            ))
        };
        let all = comparisons.iter().enumerate().filter_map(found);
        let largest = all.max_by(|one, other| one.1.total_cmp(&other.1))?;
        Some((largest.0, largest.2))
    })
}
