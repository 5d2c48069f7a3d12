//! Simple rules that a forecast must beat.
//!
//! A rule makes a point for a council from figures up to a year. How far it was
//! off in the past is its band: the forecast is the point with every past error
//! of the rule in turn, those of all councils together. Errors are ratios or
//! differences as the measure has them ([`super::ErrorScale`]). Their mean is kept
//! in: a rule that has been too low so far takes that into account.

use std::collections::BTreeMap;

use super::line::Line;
use super::predictors::{Panel, Predictors};
use super::{ErrorScale, Forecast, Measure};
use evidence::published::{AreaId, Published, Year};

/// A rule with fewer past errors than this gives no forecast.
const LEAST_ERRORS: usize = 30;

/// A simple rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It stays as it is.
    LastValue,
    /// The mean of the council's years so far (of counts, the geometric mean).
    CouncilMean,
    /// England's latest figure; for counts, as many for each child as in England.
    EnglandMean,
    /// Half way from the last value to the council's mean.
    HalfShrunk,
    /// The last value, changed as England changed in the last year.
    EnglandTrend,
    /// Regression of the outturn on the last value and the council's mean so far.
    Regression,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 6] = [
        Self::LastValue,
        Self::CouncilMean,
        Self::EnglandMean,
        Self::HalfShrunk,
        Self::EnglandTrend,
        Self::Regression,
    ];

    /// Stable id, such as `last_value`.
    pub fn id(self) -> &'static str {
        match self {
            Self::LastValue => "last_value",
            Self::CouncilMean => "council_mean",
            Self::EnglandMean => "england_mean",
            Self::HalfShrunk => "half_shrunk",
            Self::EnglandTrend => "england_trend",
            Self::Regression => "regression",
        }
    }

    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Self::LastValue => "Last value",
            Self::CouncilMean => "Council's mean",
            Self::EnglandMean => "England",
            Self::HalfShrunk => "Half way to the mean",
            Self::EnglandTrend => "Last value, moved with England",
            Self::Regression => "Regression",
        }
    }

    /// What it says, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::LastValue => "It stays as it was last published.",
            Self::CouncilMean => "It is the mean of the council's own years so far.",
            Self::EnglandMean => {
                "It is England's last figure; for a count, England's rate for each child times the council's children."
            }
            Self::HalfShrunk => {
                "It is half way from the last value to the mean of the council's years so far."
            }
            Self::EnglandTrend => {
                "It moves on from the last value as England's figure moved in the last year."
            }
            Self::Regression => {
                "It follows from the last value and the mean of the council's years so far as it did, by least squares, for all councils in the past."
            }
        }
    }

    /// Its point on the scale of the [`Predictors`].
    fn point(self, known: &Predictors, line: &Line) -> Option<f64> {
        match self {
            Self::LastValue => Some(known.last),
            Self::CouncilMean => Some(known.mean),
            Self::EnglandMean => known.england,
            Self::HalfShrunk => Some(f64::midpoint(known.last, known.mean)),
            Self::EnglandTrend => Some(known.last + known.trend),
            Self::Regression => Some(line.at(known)),
        }
    }
}

/// The rules for one measure, origin and horizon, with their past errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    scale: ErrorScale,
    /// The councils with a figure at the origin.
    predictors: BTreeMap<AreaId, Predictors>,
    /// In the order of [`Rule::ALL`].
    learnt: [Option<Learnt>; 6],
}

/// A rule and how far it was off.
#[derive(Clone, Debug, PartialEq)]
struct Learnt {
    rule: Rule,
    line: Line,
    /// Ascending. For [`ErrorScale::Ratio`] the outturn over the point, otherwise
    /// the outturn less the point.
    errors: Vec<f64>,
}

impl Rules {
    /// Learns the rules' past errors from figures up to the origin: for every
    /// council and every year `t` with `t + horizon` no later than the origin,
    /// the figure of `t + horizon` against the point from figures up to `t`.
    ///
    /// Where there are no such years yet, errors over the longest horizon that
    /// has at least 30 stand in, as they are: figures of staff begin in 2017,
    /// so that nothing in 2019 says how far off three years ahead may be. The
    /// band is then narrow, but nobody could have known better.
    ///
    /// The regression is fitted on the years that its errors are of; they are
    /// its residuals.
    pub fn learn(known: &Published, measure: &Measure, origin: Year, horizon: Year) -> Self {
        let panel = Panel::new(known, measure, origin);
        let pasts: Vec<_> = (1..=horizon).rev().map(|horizon| panel.pairs(horizon)).collect();
        let learn = |rule| pasts.iter().find_map(|pairs| Learnt::from(rule, measure.scale, pairs));
        let at_origin = |council| Some((council, *panel.at(council, origin)?));
        Self {
            scale: measure.scale,
            predictors: known.councils().filter_map(|(council, _)| at_origin(council)).collect(),
            learnt: Rule::ALL.map(learn),
        }
    }

    /// What each rule says of a council, in the order of [`Rule::ALL`]. No rule
    /// says anything of a council without a figure at the origin.
    pub fn project(&self, council: AreaId, outturn: f64) -> Vec<Option<Forecast>> {
        let known = self.predictors.get(&council);
        let project = |learnt: &Option<Learnt>| {
            let mut sample = learnt.as_ref()?.sample(self.scale, known?)?;
            Forecast::of(&mut sample, outturn)
        };
        self.learnt.iter().map(project).collect()
    }
}

impl Learnt {
    /// A rule from what was known and what came of it; none if that is too little.
    fn from(rule: Rule, scale: ErrorScale, pairs: &[(Predictors, f64)]) -> Option<Self> {
        let line = Line::through(pairs)?;
        let error = |(known, later): &(Predictors, f64)| {
            let error = later - rule.point(known, &line)?;
            Some(match scale {
                ErrorScale::Ratio => error.exp(),
                ErrorScale::Difference => error,
            })
        };
        let mut errors: Vec<f64> = pairs.iter().filter_map(error).collect();
        if errors.len() < LEAST_ERRORS {
            return None;
        }
        errors.sort_unstable_by(f64::total_cmp);
        Some(Self { rule, line, errors })
    }

    /// The point of a council with every past error, ascending as they are.
    fn sample(&self, scale: ErrorScale, known: &Predictors) -> Option<Vec<f64>> {
        let point = self.rule.point(known, &self.line)?;
        let errors = self.errors.iter();
        Some(match scale {
            ErrorScale::Ratio => errors.map(|error| point.exp() * error).collect(),
            ErrorScale::Difference => errors.map(|error| (point + error).max(0.0)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::{MEASURES, QUANTILES};

    fn measure(id: &str) -> &'static Measure {
        &MEASURES[Measure::find(id).unwrap()]
    }

    /// Points written out anew from the published figures, without logarithms
    /// where the program takes them.
    struct ByHand {
        measure: &'static Measure,
        first: Year,
    }

    impl ByHand {
        fn figure(&self, area: AreaId, year: Year) -> Option<f64> {
            let figure = self.measure.outturn(Published::embedded(), area, year);
            figure.filter(|figure| !self.is_count() || *figure > 0.0)
        }

        fn is_count(&self) -> bool {
            self.measure.scale == ErrorScale::Ratio
        }

        fn past_mean(&self, council: AreaId, year: Year) -> f64 {
            let figures: Vec<f64> =
                (self.first..=year).filter_map(|year| self.figure(council, year)).collect();
            let n = figures.len() as f64;
            if self.is_count() {
                figures.iter().product::<f64>().powf(1.0 / n)
            } else {
                figures.iter().sum::<f64>() / n
            }
        }

        fn point(&self, rule: Rule, council: AreaId, year: Year) -> Option<f64> {
            let data = Published::embedded();
            let england = data.england();
            let last = self.figure(council, year)?;
            let mean = self.past_mean(council, year);
            let england_then = |year| self.figure(england, year).unwrap();
            Some(match rule {
                Rule::LastValue => last,
                Rule::CouncilMean => mean,
                Rule::EnglandMean if self.is_count() => {
                    let children = |area| data.population.get(area, year).children;
                    england_then(year) / children(england)? * children(council)?
                }
                Rule::EnglandMean => england_then(year),
                Rule::HalfShrunk if self.is_count() => (last * mean).sqrt(),
                Rule::HalfShrunk => f64::midpoint(last, mean),
                Rule::EnglandTrend if year == self.first => last,
                Rule::EnglandTrend if self.is_count() => last * england_then(year) / england_then(year - 1),
                Rule::EnglandTrend => last + england_then(year) - england_then(year - 1),
                Rule::Regression => unreachable!("has a test of its own"),
            })
        }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-9 * b.abs().max(1.0)
    }

    #[test]
    fn forecasts_are_points_with_all_past_errors() {
        let data = Published::embedded();
        let kent = data.find("Kent").unwrap();
        let (origin, horizon) = (2021, 2);
        for id in ["in_post_fte", "agency_rate"] {
            let by_hand = ByHand { measure: measure(id), first: 2017 };
            let rules = Rules::learn(&data.until(origin), by_hand.measure, origin, horizon);
            let forecasts = rules.project(kent, 1.0);
            for (rule, forecast) in Rule::ALL.into_iter().zip(forecasts).take(5) {
                let point = by_hand.point(rule, kent, origin).unwrap();
                let mut sample = Vec::new();
                for (council, _) in data.councils() {
                    for year in 2017..=origin - horizon {
                        let (Some(then), Some(later)) =
                            (by_hand.point(rule, council, year), by_hand.figure(council, year + horizon))
                        else {
                            continue;
                        };
                        sample.push(if by_hand.is_count() {
                            point * later / then
                        } else {
                            (point + later - then).max(0.0)
                        });
                    }
                }
                assert!(sample.len() > 400);
                let (wanted, forecast) = (Forecast::of(&mut sample, 1.0).unwrap(), forecast.unwrap());
                for at in 0..QUANTILES.len() {
                    assert!(near(forecast.quantiles[at], wanted.quantiles[at]), "{id} {}", rule.id());
                }
                assert!(near(forecast.mean, wanted.mean) && near(forecast.crps, wanted.crps), "{id}");
            }
        }
    }

    /// Kent's staff of 2017 to 2019 and England's, as published.
    #[test]
    fn points_of_kent_are_those_of_its_published_figures() {
        let data = Published::embedded();
        let panel = Panel::new(data, measure("in_post_fte"), 2019);
        let known = panel.at(data.find("Kent").unwrap(), 2019).unwrap();
        let line = Line::through(&panel.pairs(1)).unwrap();
        let point = |rule: Rule| rule.point(known, &line).unwrap().exp();
        let mean = (675.6 * 702.0 * 742.3_f64).cbrt();
        for (rule, wanted) in [
            (Rule::LastValue, 742.3),
            (Rule::CouncilMean, mean),
            (Rule::EnglandMean, 30_683.8 * 333_343.0 / 11_790_492.0),
            (Rule::HalfShrunk, (742.3_f64 * mean).sqrt()),
            (Rule::EnglandTrend, 742.3 * 30_683.8 / 29_464.9),
        ] {
            assert!(near(point(rule), wanted), "{}: {}", rule.id(), point(rule));
        }
    }

    /// The residuals of least squares are unrelated to everything regressed on,
    /// and to nothing else need they be: this alone makes the line.
    #[test]
    fn the_regression_is_that_of_least_squares() {
        for id in ["in_post_fte", "turnover_rate", "referrals"] {
            let panel = Panel::new(Published::embedded(), measure(id), 2022);
            let pairs = panel.pairs(2);
            let line = Line::through(&pairs).unwrap();
            for on in [|_: &Predictors| 1.0, |known: &Predictors| known.last, |known: &Predictors| known.mean]
            {
                let related: f64 =
                    pairs.iter().map(|(known, later)| (later - line.at(known)) * on(known)).sum();
                assert!(related.abs() < 1e-8, "{id}: {related}");
            }
        }
    }

    #[test]
    fn nothing_later_than_the_origin_is_used() {
        let data = Published::embedded();
        for measure in &MEASURES {
            let known = Rules::learn(&data.until(2020), measure, 2020, 2);
            assert_eq!(known, Rules::learn(data, measure, 2020, 2), "{}", measure.id);
            assert!(known.learnt.iter().all(Option::is_some), "{}", measure.id);
        }
    }

    #[test]
    fn errors_over_fewer_years_stand_in_where_there_are_none_yet() {
        let data = Published::embedded().until(2019);
        let learn = |id, horizon| Rules::learn(&data, measure(id), 2019, horizon);
        assert_eq!(learn("caseload", 3), learn("caseload", 2));
        assert_ne!(learn("caseload", 2), learn("caseload", 1));
        assert_ne!(learn("referrals", 3), learn("referrals", 2));
        // In the first year there are no errors at all.
        let first = Rules::learn(&data, measure("caseload"), 2017, 1);
        assert_eq!(first.project(data.find("Kent").unwrap(), 15.0), [None; 6]);
    }

    #[test]
    fn a_council_without_a_figure_has_no_forecast() {
        let data = Published::embedded().until(2021);
        let hackney = data.find("Hackney").unwrap();
        let referrals = measure("referrals");
        assert_eq!(referrals.outturn(&data, hackney, 2021), None);
        assert_eq!(Rules::learn(&data, referrals, 2021, 1).project(hackney, 1.0), [None; 6]);
        let kent = data.find("Kent").unwrap();
        assert!(Rules::learn(&data, referrals, 2021, 1).project(kent, 1.0).iter().all(Option::is_some));
    }

    #[test]
    fn rules_have_ids_of_their_own_and_words() {
        let mut ids = Rule::ALL.map(Rule::id);
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(Rule::ALL.iter().all(|rule| !rule.title().is_empty() && rule.meaning().ends_with('.')));
    }
}
