//! As many trials as what is shown needs (equation U14).

use super::band::{quantile, quantile_error};
use super::{Comparison, Results, Summary};
use crate::calendar::Month;
use crate::ensemble::Stopped;
use crate::measure::Unit;

/// The Monte Carlo error of a percentile may be at most this share of the
/// width of the widest 80% band of the measure. Charts give the greatest band 100 to 200 pixels and
/// draw lines two or three pixels wide: what chance does stays within the line.
const OF_THE_BAND: f64 = 1.0 / 40.0;

/// The Monte Carlo error of a chance may be at most this, since chances are
/// shown as whole per cents.
const OF_A_CHANCE: f64 = 0.01;

/// Trials of the first round. With fewer the errors themselves are hardly known.
pub const FIRST_ROUND: u32 = 1_000;

/// Numbers of trials are rounded up to a multiple of this.
const STEP: f64 = 500.0;

/// More than the error asks for, since it is itself known from so many trials
/// only: that of a 10th percentile of 1,000 trials from 19 of them, to within a quarter.
const SAFETY: f64 = 1.25;

/// A round has at most so many times the trials of the one before. Where values
/// come in steps, a percentile that lies on one seems to need far more than it does.
const GROWTH: f64 = 10.0;

/// What is shown to people: bands of these measures of the whole service at these dates.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Ids of the measures.
    pub measures: Vec<String>,
    /// The dates.
    pub months: Vec<Month>,
    /// What the last digit counts for when values of a unit are written, of which the largest is given.
    pub last_digit: fn(Unit, f64) -> f64,
}

/// A figure that is shown, and how well the trials know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The title of the baseline or of the option.
    pub of: String,
    /// What it is: "Vacancy rate in March 2025".
    pub what: String,
    /// Its unit; chances are shares.
    pub unit: Unit,
    /// Its Monte Carlo standard error; of a band the largest of its 10th
    /// percentile, median and 90th percentile.
    pub error: f64,
    /// What the error may be at most.
    pub tolerated: f64,
}

impl Precision {
    /// Bands of one measure share a chart, and the widest gives it its height:
    /// an error that is not seen in that is seen in none.
    pub(super) fn on_one_chart(bands: &mut [Self]) {
        let widest = bands.iter().map(|band| band.tolerated).fold(0.0, f64::max);
        for band in bands {
            band.tolerated = widest;
        }
    }

    /// How many times the error is what is tolerated.
    pub fn excess(&self) -> f64 {
        self.error / self.tolerated
    }
}

/// Results of as many trials as were needed or allowed.
#[derive(Clone, Debug)]
pub struct Enough<R = Results> {
    /// What the last round gave.
    pub results: R,
    /// Its number of trials.
    pub trials: u32,
    /// What is still too rough when no more trials are allowed, the worst first.
    pub rough: Vec<Precision>,
}

impl Shown {
    /// How well a band is known; `None` if nobody sees it.
    pub(super) fn band(
        &self,
        (of, what, unit): (&str, &str, Unit),
        measure: Option<(&str, Month)>,
        ascending: &[f32],
    ) -> Option<Precision> {
        let is_shown =
            |(id, month)| self.measures.iter().any(|own| own == id) && self.months.contains(&month);
        if !measure.is_none_or(is_shown) || ascending.is_empty() {
            return None;
        }
        let percentiles = [0.1, 0.5, 0.9];
        let error = percentiles.map(|p| quantile_error(ascending, p)).into_iter().fold(0.0, f64::max);
        let [low, middle, high] = percentiles.map(|p| quantile(ascending, p));
        let largest = low.abs().max(middle.abs()).max(high.abs());
        // Rounding takes as much. So a count may change between neighbouring whole numbers.
        let rounding = (self.last_digit)(unit, largest) / 2.0;
        let tolerated = rounding.max(OF_THE_BAND * (high - low));
        let when = measure.map(|(_, month)| format!(" in {}", month.long_name())).unwrap_or_default();
        Some(Precision { of: of.to_owned(), what: format!("{what}{when}"), unit, error, tolerated })
    }

    /// How well the chances are known: of targets, that an option lowers or raises what is shown, that it saves
    /// money, and that it pays for itself.
    pub(super) fn chances(&self, results: &Results) -> Vec<Precision> {
        let mut all = Vec::new();
        for Summary { title, targets, .. } in &results.summaries {
            all.extend(targets.iter().filter_map(|target| {
                let error = target.headline()?.standard_error;
                Some(chance(title, format!("chance of \u{201c}{}\u{201d}", target.target), error))
            }));
        }
        for comparison in &results.comparisons {
            all.extend(self.chances_of_option(comparison, f64::from(results.summaries[0].trials)));
        }
        all
    }

    fn chances_of_option(&self, comparison: &Comparison, trials: f64) -> Vec<Precision> {
        let error = |share: f64| (share * (1.0 - share) / trials).sqrt();
        let mut all = Vec::new();
        let title = &comparison.title;
        for series in self.measures.iter().filter_map(|id| comparison.service(id)) {
            let (what, bands) = (&series.measure.title, series.bands.iter());
            for (month, difference) in bands.filter(|(month, _)| self.months.contains(month)) {
                for (side, share) in
                    [("lower", difference.probability_lower), ("higher", difference.probability_higher)]
                {
                    let what =
                        format!("chance that \u{201c}{what}\u{201d} is {side} in {}", month.long_name());
                    all.push(chance(title, what, error(share)));
                }
            }
        }
        let net = &comparison.net_cost;
        let saves = net.cumulative.last().map(|(_, cost)| cost.probability_lower);
        all.extend(
            saves.map(|share| chance(title, "chance that it saves money by the end".into(), error(share))),
        );
        let never = net.never_pays_back();
        all.extend(never.map(|share| chance(title, "chance that it pays for itself".into(), error(share))));
        all
    }
}

fn chance(of: &str, what: String, error: f64) -> Precision {
    Precision { of: of.to_owned(), what, unit: Unit::Share, error, tolerated: OF_A_CHANCE }
}

/// Rounds of more and more trials, until all that is shown is known well
/// enough or no more trials are allowed (equation U14). Each round begins anew:
/// the last is what a run of its number of trials gives.
pub(super) fn until<R>(
    most: u32,
    mut round: impl FnMut(u32) -> Result<(R, Vec<Precision>), Stopped>,
) -> Result<Enough<R>, Stopped> {
    let mut trials = FIRST_ROUND.min(most);
    loop {
        let (results, mut rough) = round(trials)?;
        rough.retain(|precision| precision.excess() > 1.0);
        rough.sort_by(|one, other| other.excess().total_cmp(&one.excess()));
        let Some(worst) = rough.first().filter(|_| trials < most) else {
            return Ok(Enough { results, trials, rough });
        };
        trials = next(trials, worst.excess(), most);
    }
}

/// The error shrinks with the square root of the number of trials.
fn next(trials: u32, excess: f64, most: u32) -> u32 {
    let wanted = f64::from(trials) * (SAFETY * excess * excess).min(GROWTH);
    let rounded = (wanted / STEP).ceil() * STEP;
    // From f64 to u32 what is too large becomes the largest u32.
    (rounded as u32).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::{mix, uniform_f64};

    const SHOWN: fn() -> Shown = || Shown {
        measures: Vec::new(),
        months: Vec::new(),
        last_digit: |unit, _| match unit {
            Unit::Cases => 1.0,
            _ => 1e-9,
        },
    };

    fn precision(unit: Unit, mut sample: Vec<f32>) -> Precision {
        sample.sort_unstable_by(f32::total_cmp);
        SHOWN().band(("Baseline", "x", unit), None, &sample).unwrap()
    }

    /// Evenly spread over a distribution of which the quantile function is given.
    fn even(trials: u32, quantile: impl Fn(f64) -> f64) -> Vec<f32> {
        (0..trials).map(|i| quantile((f64::from(i) + 0.5) / f64::from(trials)) as f32).collect()
    }

    fn normal(p: f64) -> f64 {
        use statrs::distribution::{ContinuousCDF, Normal};
        Normal::standard().inverse_cdf(p)
    }

    fn exponential(p: f64) -> f64 {
        -(1.0 - p).ln()
    }

    #[test]
    fn bands_need_the_trials_that_theory_says() {
        // n = p (1 - p) / (density x width / 40)^2, at the 90th percentile, where the density of the
        // exponential is 0.1.
        let width = exponential(0.9) - exponential(0.1);
        let of_exponential = 0.09 / (0.1 * width / 40.0).powi(2);
        for (needed, quantile) in [(711.0, normal as fn(f64) -> f64), (of_exponential, exponential)] {
            let excess = |share: f64| precision(Unit::Fte, even((share * needed) as u32, quantile)).excess();
            assert!(excess(0.97) > 1.0 && excess(1.03) < 1.0, "{needed}: {} {}", excess(0.97), excess(1.03));
        }
    }

    #[test]
    fn what_does_not_vary_or_moves_between_whole_numbers_is_known_well_enough() {
        assert!(precision(Unit::Fte, vec![7.0; 1_000]).excess() <= 0.0);
        // The 90th percentile lies between none and one.
        let felt_by_some = (0..1_000).map(|i| f32::from(u8::from(i >= 900))).collect();
        let some = precision(Unit::Cases, felt_by_some);
        assert!(some.error > 0.4 && some.excess() <= 1.0, "{some:?}");
    }

    #[test]
    fn bands_of_one_chart_are_as_rough_as_its_height_allows() {
        let of = |factor: f32| {
            let sample = even(500, normal).iter().map(|value| factor * value).collect();
            precision(Unit::Fte, sample)
        };
        let mut bands = [of(1.0), of(4.0)];
        Precision::on_one_chart(&mut bands);
        assert!(bands[0].excess() < 0.5 && bands[1].excess() > 1.0, "{bands:?}");
        assert!((bands[1].excess() - of(1.0).excess()).abs() < 1e-3);
    }

    #[test]
    fn a_chance_of_one_half_needs_2500_trials() {
        let round = |trials: u32| {
            let error = (0.25 / f64::from(trials)).sqrt();
            Ok(((), vec![chance("Baseline", "chance".into(), error)]))
        };
        let enough = until(20_000, round).unwrap();
        // 2,500 and a quarter for safety, rounded up.
        assert_eq!((enough.trials, enough.rough.len()), (3_500, 0));
    }

    #[test]
    fn no_more_trials_than_allowed_and_what_is_rough_is_told_the_worst_first() {
        let rounds = std::cell::RefCell::new(Vec::new());
        let round = |trials: u32| {
            rounds.borrow_mut().push(trials);
            let of = |error: f64| chance("Baseline", error.to_string(), error);
            Ok(((), vec![of(0.001), of(0.02), of(0.3)]))
        };
        let enough = until(20_300, round).unwrap();
        assert_eq!(*rounds.borrow(), [1_000, 10_000, 20_300]);
        let errors: Vec<&str> = enough.rough.iter().map(|rough| rough.what.as_str()).collect();
        assert_eq!((enough.trials, errors), (20_300, vec!["0.3", "0.02"]));
        let few = until(1_000, |trials| Ok((trials, vec![chance("", String::new(), 1.0)]))).unwrap();
        assert_eq!((few.results, few.rough.len()), (1_000, 1));
        assert!(matches!(until::<()>(9_000, |_| Err(Stopped)), Err(Stopped)));
    }

    /// The error of a percentile at the end of a range is known to within 23% after 1,000 trials and 17%
    /// after 3,000, so that in theory about 65 of 100 exponential samples are done after two rounds. Of 400 that
    /// is 260 with a standard deviation of 10: with fresh seeds half is missed once in hundreds of millions of times.
    #[test]
    fn two_rounds_are_mostly_enough() {
        let rounds: Vec<u32> = (0..400)
            .map(|seed| {
                let mut rounds = 0;
                let round = |trials: u32| {
                    rounds += 1;
                    let value = |trial| exponential(uniform_f64(mix(mix(seed) ^ trial))) as f32;
                    let sample = (0..u64::from(trials)).map(value).collect();
                    Ok(((), vec![precision(Unit::Fte, sample)]))
                };
                assert!(until(20_000, round).unwrap().rough.is_empty());
                rounds
            })
            .collect();
        let in_two = rounds.iter().filter(|rounds| **rounds <= 2).count();
        assert!(in_two > 200, "{in_two} of {}", rounds.len());
    }
}
