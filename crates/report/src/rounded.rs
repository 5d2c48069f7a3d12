//! The results as the files hold them.
//!
//! Everything that a person reads of a run (sentences, tables, charts, reports)
//! is made from these, not from the numbers behind them: so whatever is shown
//! can be traced to a csv file, and a report made from the files alone says the
//! same as one made when the run ended.

use std::ops::Deref;

use super::rounding::{self, parsed};
use super::rows::{BandCells, DifferenceCells};
use model::measure::Unit;
use model::summary::{Band, Chance, Comparison, Difference, NetCost, Results, Series, Summary, TargetChance};

/// What is rounded as the files hold it. Nothing else can be written or told.
#[derive(Clone, Debug, PartialEq)]
pub struct Rounded<T>(T);

impl Rounded<Results> {
    /// Rounds every number as [`rounding`] does, and leaves out what the files
    /// leave out: times at which a measure does not exist. What is rounded
    /// already stays as it is.
    pub fn of(results: Results) -> Self {
        let Results { summaries, comparisons } = results;
        Self(Results {
            summaries: summaries.into_iter().map(summary).collect(),
            comparisons: comparisons.into_iter().map(comparison).collect(),
        })
    }

    /// Results made by hand, as they are.
    #[cfg(any(test, feature = "sample"))]
    pub fn by_hand(results: Results) -> Self {
        Self(results)
    }
}

impl<T> Deref for Rounded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(any(test, feature = "sample"))]
impl<T> std::ops::DerefMut for Rounded<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

fn summary(summary: Summary) -> Summary {
    // A new field will not compile until it is thought of.
    let Summary { option, title, monthly, yearly, targets, trials, too_few_trials } = summary;
    let targets = targets.into_iter().map(target).filter(|target| !target.months.is_empty());
    Summary {
        option,
        title,
        monthly: all(monthly, band, exists),
        yearly: all(yearly, band, exists),
        targets: targets.collect(),
        trials,
        too_few_trials,
    }
}

fn comparison(comparison: Comparison) -> Comparison {
    let Comparison { option, title, against, against_title, monthly, yearly, totals, net_cost } = comparison;
    let NetCost { cumulative, paid_back, discounted, of_levers, break_even } = net_cost;
    let of_month = |(month, cost)| (month, difference(Unit::Pounds, cost));
    let net_cost = NetCost {
        cumulative: cumulative.into_iter().map(of_month).collect(),
        paid_back: paid_back.into_iter().map(|(month, share)| (month, value(Unit::Share, share))).collect(),
        discounted: discounted.map(|cost| difference(Unit::Pounds, cost)),
        of_levers: value(Unit::Pounds, of_levers),
        break_even: break_even.map(|effects| effects.map(|effect| value(Unit::Share, effect))),
    };
    let any = |_: &Difference| true;
    Comparison {
        option,
        title,
        against,
        against_title,
        monthly: all(monthly, difference, any),
        yearly: all(yearly, difference, any),
        totals: all(totals, difference, any),
        net_cost,
    }
}

/// Rounds all series; without bands there is no series.
fn all<T, B>(
    series: Vec<Series<T, B>>,
    round: fn(Unit, B) -> B,
    exists: fn(&B) -> bool,
) -> Vec<Series<T, B>> {
    let rounded = series.into_iter().map(|Series { team, measure, bands }| {
        let unit = measure.unit;
        let bands = bands.into_iter().filter(|(_, band)| exists(band));
        Series { team, measure, bands: bands.map(|(time, band)| (time, round(unit, band))).collect() }
    });
    rounded.filter(|series| !series.bands.is_empty()).collect()
}

/// Whether the measure exists at the time of a band.
pub(super) fn exists(band: &Band) -> bool {
    let Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error: _ } = band;
    [mean, p05, p10, p25, p50, p75, p90, p95].into_iter().any(|value| value.is_finite())
}

fn band(unit: Unit, band: Band) -> Band {
    BandCells::new(unit, &band).read()
}

fn difference(unit: Unit, difference: Difference) -> Difference {
    DifferenceCells::new(unit, &difference).read()
}

fn target(target: TargetChance) -> TargetChance {
    let chance = |chance: Chance| Chance {
        month: chance.month,
        met: value(Unit::Share, chance.met),
        met_by_then: value(Unit::Share, chance.met_by_then),
        standard_error: parsed(&rounding::standard_error(Unit::Share, chance.standard_error)),
    };
    TargetChance { target: target.target, months: target.months.into_iter().map(chance).collect() }
}

fn value(unit: Unit, number: f64) -> f64 {
    parsed(&rounding::value(unit, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    #[test]
    fn what_is_written_twice_is_the_same() {
        let Rounded(by_hand) = Sample::with_options(&["A", "B"]).results;
        let once = Rounded::of(by_hand);
        assert_eq!(Rounded::of(once.0.clone()), once);
        let share = once.summaries[0].service("agency_rate").unwrap().bands[0].1.p50;
        assert_eq!(share.to_bits(), 0.11111_f64.to_bits());
    }
}
