//! Simple rules that a forecast must beat.
//!
//! A rule makes a point for a council from figures up to a year. How far it was
//! off in the past is its band: the forecast is the point with every past error
//! of the rule in turn, those of all councils together. Errors are ratios or
//! differences as the measure has them ([`super::Scale`]). Their mean is kept
//! in: a rule that has been too low so far takes that into account.

use std::collections::BTreeMap;

use super::line::Line;
use super::standing::{Panel, Standing};
use super::{Forecast, Measure, Scale};
use crate::published::{AreaId, Published, Year};

/// Fewer past errors than this make no band.
const LEAST_ERRORS: usize = 30;

/// A simple rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It stays as it is.
    LastValue,
    /// The mean of the council's years so far (of counts, the geometric mean).
    CouncilMean,
    /// England's latest figure; for counts, England's rate for each child.
    EnglandMean,
    /// Half way from the last value to the council's mean.
    HalfShrunk,
    /// The last value, moved on as England moved last.
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

    /// Its point on the scale of the [`Standing`].
    fn point(self, known: &Standing, line: &Line) -> Option<f64> {
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
    scale: Scale,
    /// The councils with a figure at the origin.
    standings: BTreeMap<AreaId, Standing>,
    /// In the order of [`Rule::ALL`].
    learnt: [Option<Learnt>; 6],
}

/// A rule and how far it was off.
#[derive(Clone, Debug, PartialEq)]
struct Learnt {
    rule: Rule,
    line: Line,
    /// Ascending. For [`Scale::Ratio`] the outturn over the point, otherwise
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
            standings: known.councils().filter_map(|(council, _)| at_origin(council)).collect(),
            learnt: Rule::ALL.map(learn),
        }
    }

    /// What each rule says of a council, in the order of [`Rule::ALL`]. No rule
    /// says anything of a council without a figure at the origin.
    pub fn project(&self, council: AreaId, outturn: f64) -> Vec<Option<Forecast>> {
        let standing = self.standings.get(&council);
        let project = |learnt: &Option<Learnt>| {
            let mut sample = learnt.as_ref()?.sample(self.scale, standing?)?;
            Forecast::of(&mut sample, outturn)
        };
        self.learnt.iter().map(project).collect()
    }
}

impl Learnt {
    /// A rule from what was known and what came of it; none if that is too little.
    fn from(rule: Rule, scale: Scale, pairs: &[(Standing, f64)]) -> Option<Self> {
        let line = Line::through(pairs)?;
        let error = |(known, later): &(Standing, f64)| Some(later - rule.point(known, &line)?);
        let mut errors: Vec<f64> = pairs.iter().filter_map(error).collect();
        if errors.len() < LEAST_ERRORS {
            return None;
        }
        errors.sort_unstable_by(f64::total_cmp);
        if scale == Scale::Ratio {
            errors.iter_mut().for_each(|error| *error = error.exp());
        }
        Some(Self { rule, line, errors })
    }

    /// The point of a council with every past error, ascending as they are.
    fn sample(&self, scale: Scale, known: &Standing) -> Option<Vec<f64>> {
        let point = self.rule.point(known, &self.line)?;
        let errors = self.errors.iter();
        Some(match scale {
            Scale::Ratio => errors.map(|error| point.exp() * error).collect(),
            Scale::Difference => errors.map(|error| (point + error).max(0.0)).collect(),
        })
    }
}
