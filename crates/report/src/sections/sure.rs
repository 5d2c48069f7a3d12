//! How sure the figures are, for members.

use super::Medium;
use super::held::held;
use crate::Run;
use crate::dates::usual_months;
use crate::precision::levels;
use model::measure::MeasureId;
use model::measure::usual::KEY;
use model::readable::whole;
use model::text;
use paper::{Block, Section};

/// The section.
pub(crate) fn section(run: &Run<'_>, medium: Medium) -> Section {
    let mut blocks = vec![Block::Paragraph(format!(
        "The figures come from {} possible futures of the service.{} {}",
        whole(run.settings.trials.into()),
        example(run).unwrap_or_default(),
        text!("report", "what ranges leave out")
    ))];
    blocks.push(Block::Paragraph(held(run)));
    blocks.push(Block::Paragraph(text!("report", "words of every page").to_owned()));
    if medium == (Medium::Paper { annex: false }) {
        blocks.push(Block::Paragraph(text!("report", "where the rest is").to_owned()));
    }
    Section::new("how-sure", "How sure are we?", blocks)
}

/// How a range is read, by a figure of this very run.
fn example(run: &Run<'_>) -> Option<String> {
    let baseline = run.results.summaries.first()?;
    let month = usual_months(run)[0];
    let of = |id: &MeasureId| {
        let series = baseline.service(id)?;
        let band = *series.at(&month)?;
        (band.p90 > band.p10).then_some((series, band))
    };
    let (series, band) = KEY.iter().find_map(of)?;
    let style = levels(run, &series.measure.id);
    let [low, middle, high] = [band.p10, band.p50, band.p90].map(|value| style.write(value));
    Some(format!(
        " That the {} in {} has a median of {middle} and an 80% range of {} means: half of them end above {middle}, eight \
         in ten between {low} and {high}, one in ten below and one in ten above.",
        series.measure.noun,
        month.long_name(),
        style.write_range(band.p10, band.p90)
    ))
}
