//! How well forecasts did: how often outturns lay within the bands, and how far
//! off and how unsure the forecasts were.

use std::array;
use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use super::rules::Rule;
use super::{ErrorScale, Forecast, MEASURES, Projection};
use evidence::published::AreaId;

/// Whose forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecaster {
    /// Staffcast's.
    Own,
    /// That of a simple rule.
    Rule(Rule),
}

impl Forecaster {
    /// Staffcast and all rules.
    pub const ALL: [Self; 7] = [
        Self::Own,
        Self::Rule(Rule::LastValue),
        Self::Rule(Rule::CouncilMean),
        Self::Rule(Rule::EnglandMean),
        Self::Rule(Rule::HalfShrunk),
        Self::Rule(Rule::EnglandTrend),
        Self::Rule(Rule::Regression),
    ];

    /// Stable id: `staffcast`, or that of the rule.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "staffcast",
            Self::Rule(rule) => rule.id(),
        }
    }

    /// The forecast; none if the rule had nothing to go by.
    pub fn of(self, projection: &Projection) -> Option<&Forecast> {
        match self {
            Self::Own => Some(&projection.own),
            Self::Rule(rule) => projection.rules.get(rule as usize)?.as_ref(),
        }
    }
}

/// How well a forecaster did.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Outturns.
    pub n: usize,
    /// Councils that they are of.
    pub councils: usize,
    /// Outturns within the 50% band, ends included.
    pub coverage50: Coverage,
    /// Outturns within the 80% band, ends included.
    pub coverage80: Coverage,
    /// Share of outturns at or below each of [`super::QUANTILES`]; those of a
    /// reliable forecaster are the quantiles' own.
    pub at_or_below: [f64; 7],
    /// How far off; none over several measures, as they have no common unit.
    pub accuracy: Option<Accuracy>,
}

/// The share of outturns within a band, and its 95% confidence interval.
///
/// Outturns of one council resemble each other. The variance of the share thus
/// takes councils as clusters,
///
/// ```text
/// variance = G / (G - 1)  x  sum over councils (sum of deviations)^2 / n^2
/// interval = share -+ t(G - 1, 97.5%) sqrt(variance), within 0 and 1
/// ```
///
/// with `n` outturns of `G` councils, and the deviation of an outturn being 1
/// within the band and 0 outside, less the share. Cameron and Miller (2015), "A
/// practitioner's guide to cluster-robust inference", *Journal of Human
/// Resources* 50(2). It is the whole from 0 to 1 for a single council, and
/// tells nothing where all outturns are inside, or none.
///
/// Even so it is too narrow: all councils share the years, and one pandemic
/// moves them all. See the shares by target year ([`Group::TargetYear`](super::groups::Group::TargetYear)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// The share.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// How far off forecasts of one measure were, in its unit; means over outturns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Width of the 50% band.
    pub width50: f64,
    /// Width of the 80% band.
    pub width80: f64,
    /// Interval score of the 80% band: its width, and ten times the distance of
    /// an outturn outside of it,
    ///
    /// ```text
    /// width + 2 / alpha x distance, alpha = 0.2
    /// ```
    ///
    /// Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction,
    /// and estimation", *Journal of the American Statistical Association* 102(477).
    pub interval_score80: f64,
    /// Continuous ranked probability score ([`Forecast::crps`]).
    pub crps: f64,
    /// The same, but over the last value at the origin where errors are alike
    /// as ratios ([`ErrorScale::Ratio`]), so that large councils do not decide alone.
    /// Outturns with a last value of nil are left out there.
    pub crps_relative: f64,
    /// Distance of the median from the outturn.
    pub absolute_error: f64,
    /// The mean score ([`Self::crps`]) over that of [`Rule::LastValue`] for the
    /// same outturns: below 1 is better than the rule. None if they have none in common.
    pub crps_to_last_value: Option<f64>,
    /// The same against [`Rule::Regression`].
    pub crps_to_regression: Option<f64>,
}

impl Score {
    /// The score of a forecaster; none without any forecast.
    pub fn of(forecaster: Forecaster, projections: &[&Projection]) -> Option<Self> {
        let made: Vec<Made> = projections
            .iter()
            .filter_map(|projection| Some(Made { projection, forecast: forecaster.of(projection)? }))
            .collect();
        let measure = made.first()?.projection.measure;
        let one_measure = made.iter().all(|made| made.projection.measure == measure);
        let coverage = |band: fn(&Forecast) -> (f64, f64)| {
            Coverage::of(made.iter().map(|made| (made.projection.council, made.outside(band) == 0.0)))
        };
        let at_or_below = |at: usize| {
            mean(made.iter().map(|made| f64::from(made.projection.outturn <= made.forecast.quantiles[at])))
        };
        Some(Self {
            n: made.len(),
            councils: count_councils(&made),
            coverage50: coverage(Forecast::half),
            coverage80: coverage(Forecast::wide),
            at_or_below: array::from_fn(at_or_below),
            accuracy: one_measure.then(|| Accuracy::of(&made)),
        })
    }
}

impl Coverage {
    /// The share of outcomes that are inside, those of a council being a cluster.
    fn of(outcomes: impl Iterator<Item = (AreaId, bool)>) -> Self {
        let mut clusters: BTreeMap<AreaId, (f64, f64)> = BTreeMap::new();
        for (council, inside) in outcomes {
            let (insiders, members) = clusters.entry(council).or_default();
            *insiders += f64::from(inside);
            *members += 1.0;
        }
        let n: f64 = clusters.values().map(|(_, members)| members).sum();
        let share = clusters.values().map(|(insiders, _)| insiders).sum::<f64>() / n;
        let freedom = clusters.len() as f64 - 1.0;
        let Ok(t) = StudentsT::new(0.0, 1.0, freedom) else {
            return Self { share, low: 0.0, high: 1.0 };
        };
        let squares: f64 =
            clusters.values().map(|(insiders, members)| (insiders - members * share).powi(2)).sum();
        let error = ((freedom + 1.0) / freedom * squares).sqrt() / n;
        let margin = t.inverse_cdf(0.975) * error;
        Self { share, low: (share - margin).max(0.0), high: (share + margin).min(1.0) }
    }
}

impl Accuracy {
    fn of(made: &[Made<'_>]) -> Self {
        let over = |value: fn(&Made<'_>) -> f64| mean(made.iter().map(value));
        Self {
            width50: over(|made| width(made.forecast.half())),
            width80: over(|made| width(made.forecast.wide())),
            interval_score80: over(|made| {
                width(made.forecast.wide()) + 2.0 / 0.2 * made.outside(Forecast::wide)
            }),
            crps: over(|made| made.forecast.crps),
            crps_relative: mean(made.iter().filter_map(Made::relative_crps)),
            absolute_error: over(|made| (made.forecast.median() - made.projection.outturn).abs()),
            crps_to_last_value: crps_to(made, Rule::LastValue),
            crps_to_regression: crps_to(made, Rule::Regression),
        }
    }
}

/// A forecast, and what it was of.
struct Made<'a> {
    projection: &'a Projection,
    forecast: &'a Forecast,
}

impl Made<'_> {
    /// How far the outturn lies outside of a band; nil within.
    fn outside(&self, band: fn(&Forecast) -> (f64, f64)) -> f64 {
        let (low, high) = band(self.forecast);
        let outturn = self.projection.outturn;
        (low - outturn).max(outturn - high).max(0.0)
    }

    fn relative_crps(&self) -> Option<f64> {
        let Projection { measure, last, .. } = *self.projection;
        match MEASURES[measure].scale {
            ErrorScale::Ratio => (last > 0.0).then(|| self.forecast.crps / last),
            ErrorScale::Difference => Some(self.forecast.crps),
        }
    }
}

fn crps_to(made: &[Made<'_>], rule: Rule) -> Option<f64> {
    let both = made
        .iter()
        .filter_map(|made| Some((made.forecast.crps, Forecaster::Rule(rule).of(made.projection)?.crps)));
    let (own, rule): (Vec<f64>, Vec<f64>) = both.unzip();
    let ratio = own.iter().sum::<f64>() / rule.iter().sum::<f64>();
    ratio.is_finite().then_some(ratio)
}

fn count_councils(made: &[Made<'_>]) -> usize {
    let mut councils: Vec<AreaId> = made.iter().map(|made| made.projection.council).collect();
    councils.sort_unstable();
    councils.dedup();
    councils.len()
}

fn width((low, high): (f64, f64)) -> f64 {
    high - low
}

/// Not a number if there is nothing.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::QUANTILES;
    use crate::backtest::sample::{forecast, measure, projection};
    use evidence::published::Published;
    use statrs::distribution::Normal;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    /// Two forecasts by hand: one that holds the outturn, one that is 3 too low.
    fn two() -> [Projection; 2] {
        let mut inside = projection("Kent", 1, 5.0, forecast([1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0], 0.5));
        inside.rules[Rule::LastValue as usize] = Some(forecast([0.0; 7], 1.0));
        inside.rules[Rule::Regression as usize] = Some(forecast([0.0; 7], 2.0));
        let mut outside = projection("Leeds", 1, 12.0, forecast([2.0, 4.0, 5.0, 6.0, 7.0, 9.0, 11.0], 2.5));
        outside.rules[Rule::Regression as usize] = Some(forecast([0.0; 7], 3.0));
        outside.last = 5.0;
        [inside, outside]
    }

    #[test]
    fn accuracy_is_that_worked_out_by_hand() {
        let two = two();
        let score = Score::of(Forecaster::Own, &[&two[0], &two[1]]).unwrap();
        let accuracy = score.accuracy.unwrap();
        for (is, wanted) in [
            (score.coverage50.share, 0.5),
            (score.coverage80.share, 0.5),
            (accuracy.width50, f64::midpoint(3.0, 2.0)),
            (accuracy.width80, f64::midpoint(6.0, 5.0)),
            (accuracy.interval_score80, f64::midpoint(6.0, 5.0 + 10.0 * 3.0)),
            (accuracy.crps, f64::midpoint(0.5, 2.5)),
            (accuracy.crps_relative, f64::midpoint(0.5 / 10.0, 2.5 / 5.0)),
            (accuracy.absolute_error, f64::midpoint(1.0, 6.0)),
            // The last value has a forecast of the first alone.
            (accuracy.crps_to_last_value.unwrap(), 0.5 / 1.0),
            (accuracy.crps_to_regression.unwrap(), 3.0 / 5.0),
        ] {
            assert!(near(is, wanted), "{is} instead of {wanted}");
        }
        for (is, wanted) in score.at_or_below.iter().zip([0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5]) {
            assert!(near(*is, wanted));
        }
        assert_eq!((score.n, score.councils), (2, 2));
    }

    #[test]
    fn a_rule_is_scored_on_what_it_has_forecasts_of() {
        let two = two();
        let both = [&two[0], &two[1]];
        let last = Score::of(Forecaster::Rule(Rule::LastValue), &both).unwrap();
        assert_eq!(last.n, 1);
        assert_eq!(last.accuracy.unwrap().crps_to_last_value, Some(1.0));
        assert_eq!(Score::of(Forecaster::Rule(Rule::HalfShrunk), &both), None);
        assert_eq!(Score::of(Forecaster::Own, &[]), None);
        for rule in Rule::ALL {
            assert_eq!(Rule::ALL[rule as usize], rule);
        }
    }

    #[test]
    fn shares_are_not_divided_and_measures_are_not_mixed() {
        let [mut share, other] = two();
        share.measure = measure("vacancy_rate");
        let accuracy = Score::of(Forecaster::Own, &[&share]).unwrap().accuracy.unwrap();
        assert!(near(accuracy.crps_relative, 0.5));
        let mixed = Score::of(Forecaster::Own, &[&share, &other]).unwrap();
        assert_eq!(mixed.accuracy, None);
        assert!(near(mixed.coverage80.share, 0.5));
    }

    #[test]
    fn a_band_includes_its_ends() {
        let [mut projection, _] = two();
        for (outturn, within50, within80) in
            [(3.0, 1.0, 1.0), (6.0, 1.0, 1.0), (2.0, 0.0, 1.0), (8.0, 0.0, 1.0), (8.1, 0.0, 0.0)]
        {
            projection.outturn = outturn;
            let score = Score::of(Forecaster::Own, &[&projection]).unwrap();
            assert!(near(score.coverage50.share, within50) && near(score.coverage80.share, within80));
        }
    }

    /// Councils with as many outturns inside of as many.
    fn clusters(councils: &[(u32, u32)]) -> Coverage {
        let ids = Published::embedded().councils().map(|(id, _)| id);
        let outcomes = ids
            .zip(councils)
            .flat_map(|(id, &(insiders, members))| (0..members).map(move |member| (id, member < insiders)));
        Coverage::of(outcomes)
    }

    /// Deviations add up to 1, -1, 0 and 0 in four councils of ten: the variance
    /// is 4/3 x 2 / 40^2, and t with 3 degrees of freedom 3.182446.
    #[test]
    fn the_interval_of_a_share_is_that_worked_out_by_hand() {
        let coverage = clusters(&[(9, 10), (7, 10), (8, 10), (8, 10)]);
        let margin = 3.182_446 * (4.0_f64 / 3.0 * 2.0 / 1600.0).sqrt();
        assert!(near(coverage.share, 0.8));
        assert!(near(coverage.low, 0.8 - margin) && near(coverage.high, 0.8 + margin), "{coverage:?}");
    }

    /// One outturn for each council: the variance of a share, p (1 - p) / (n - 1).
    #[test]
    fn outturns_that_a_council_repeats_do_not_make_an_interval_narrower() {
        let once: Vec<(u32, u32)> = (0..40).map(|at| (u32::from(at < 30), 1)).collect();
        let thrice: Vec<(u32, u32)> = once.iter().map(|(insiders, _)| (3 * insiders, 3)).collect();
        let margin = 2.022_691 * (0.75_f64 * 0.25 / 39.0).sqrt();
        for coverage in [clusters(&once), clusters(&thrice)] {
            assert!(near(coverage.low, 0.75 - margin) && near(coverage.high, 0.75 + margin));
        }
        let alone = clusters(&[(3, 4)]);
        assert!(near(alone.share, 0.75) && near(alone.low, 0.0) && near(alone.high, 1.0));
    }

    /// Outturns at 2,000 evenly spaced quantiles of a normal distribution, and
    /// forecasts with its spread, or half of it: 80% bands of these hold
    /// 2 F(1.28155 / 2) - 1 = 47.8%.
    #[test]
    fn bands_hold_the_share_of_a_normal_sample_that_they_should() {
        let normal = Normal::new(10.0, 2.0).unwrap();
        for (spread, half, wide) in [(1.0, 0.5, 0.8), (0.5, 0.264_06, 0.478_33)] {
            let quantiles = QUANTILES.map(|p| 10.0 + spread * (normal.inverse_cdf(p) - 10.0));
            let projections: Vec<Projection> = (0..2_000)
                .map(|at| {
                    let outturn = normal.inverse_cdf((f64::from(at) + 0.5) / 2_000.0);
                    projection("Kent", 1, outturn, forecast(quantiles, 1.0))
                })
                .collect();
            let score = Score::of(Forecaster::Own, &projections.iter().collect::<Vec<_>>()).unwrap();
            assert!((score.coverage50.share - half).abs() <= 0.001, "{:?}", score.coverage50);
            assert!((score.coverage80.share - wide).abs() <= 0.001, "{:?}", score.coverage80);
            for (below, quantile) in score.at_or_below.iter().zip(quantiles) {
                assert!((below - normal.cdf(quantile)).abs() <= 0.001);
            }
        }
    }
}
