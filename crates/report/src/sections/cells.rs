//! How the tables of a report write alike: names of rows, heads of targets, levels, changes and chances.

use crate::Run;
use crate::answers::target_in_words;
use model::readable::{ChangeStyle, Style, percent};
use model::summary::{Band, Comparison, Summary, TargetChance};
use paper::Column;

/// What stands where there is nothing to say.
pub(crate) const NOTHING: &str = "\u{2013}";

/// The names of the rows: the baseline, and each option, with what it is compared with if that is another option.
pub(crate) fn names(run: &Run<'_>) -> Vec<String> {
    let of_option = |comparison: &Comparison| {
        if comparison.is_against_baseline() {
            comparison.title.clone()
        } else {
            format!("{}\n(against {})", comparison.title, comparison.against_title)
        }
    };
    let baseline = run.results.summaries.first().map(|baseline| baseline.title.clone());
    baseline.into_iter().chain(run.results.comparisons.iter().map(of_option)).collect()
}

/// The head of the column of a target.
pub(crate) fn target_head(run: &Run<'_>, target: &TargetChance) -> Column {
    let when = target.headline().map(|chance| format!(" in {}", chance.month.short_name()));
    let what = target_in_words(run, &target.target);
    Column::numbers(&format!("Chance that {what}{}", when.unwrap_or_default()))
}

/// The chance of a target at its date, in words.
pub(crate) fn chance_cell(summary: &Summary, target: usize) -> String {
    let headline = summary.targets.get(target).and_then(TargetChance::headline);
    headline.map_or(NOTHING.to_owned(), |chance| percent(chance.met))
}

/// How the levels of a measure are written in tables.
pub(crate) struct Levels(pub(crate) Style);

impl Levels {
    /// "15%", and below it "(9\u{2013}23%)".
    pub(crate) fn cell(&self, band: Option<&Band>) -> String {
        let Some(band) = band.filter(|band| band.p50.is_finite()) else { return NOTHING.to_owned() };
        let median = self.0.write(band.p50);
        match self.0.write_range(band.p10, band.p90) {
            range if range.is_empty() => median,
            range => format!("{median}\n({range})"),
        }
    }
}

/// The same for changes.
pub(crate) struct Changes(pub(crate) ChangeStyle);

impl Changes {
    /// "\u{2212}2.3", and below it "(\u{2212}3.2 to \u{2212}0.9)".
    pub(crate) fn cell(&self, band: Option<&Band>) -> String {
        let Some(band) = band.filter(|band| band.p50.is_finite()) else { return NOTHING.to_owned() };
        let [low, middle, high] = [band.p10, band.p50, band.p90].map(|value| self.0.signed(value));
        if low == high { middle } else { format!("{middle}\n({low} to {high})") }
    }
}
