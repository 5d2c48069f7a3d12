//! What months say, against what the published scenario says: referrals, leaving, stays.

use super::demand::{OwnReferrals, referrals};
use super::rates::{OwnRate, leaving, stay};
use super::walk::{Known, Normal};
use crate::own::OwnFigures;
use model::balance::flows;
use model::sampling::{Address, Layers, ParameterSet, Values};
use model::service::Service;
use model::uncertain::Uncertain;

/// Draws from the published ranges by which the spread of what follows from several of them is known.
const DRAWS: u32 = 256;

/// What months say.
#[derive(Clone, Debug)]
pub(super) struct FromMonths {
    pub(super) referrals: Option<OwnReferrals>,
    pub(super) leaving: Option<OwnRate>,
    /// Stages by name, and how long cases stay there, in years.
    pub(super) stays: Vec<(String, OwnRate)>,
}

/// A service of which every range is known by its percentiles.
pub(super) fn known(service: &Service<Uncertain>) -> Service<Known> {
    service.map(&mut |_, about, number: &Uncertain| Known {
        low: number.quantile(0.1, about.kind),
        middle: number.quantile(0.5, about.kind),
        high: number.quantile(0.9, about.kind),
    })
}

impl FromMonths {
    /// Weighs the months against the ranges of a scenario.
    pub(super) fn of(service: &Service<Uncertain>, figures: &OwnFigures) -> Self {
        let (known, start) = (known(service), service.start.0);
        let priors = stays(service);
        let of_stage = |(name, prior): &(String, Normal)| {
            Some((name.clone(), stay(&known, name, *prior, start, figures)?))
        };
        Self {
            referrals: referrals(&known, start, figures),
            leaving: leaving(&known, start, figures),
            stays: priors.iter().filter_map(of_stage).collect(),
        }
    }
}

/// The logarithm of the mean stay of each stage in years, as the ranges of a scenario lead to it: mean and standard
/// deviation.
pub(super) fn stays(service: &Service<Uncertain>) -> Vec<(String, Normal)> {
    let (addressed, parameters) = ParameterSet::of(service);
    let mut values = Values::default();
    let drawn: Vec<Vec<f64>> = (0..DRAWS)
        .map(|trial| {
            parameters.draw(&Address::of(1, trial, Layers::ALL), &mut values);
            flows(&addressed, &|id| values[*id]).mean_years
        })
        .collect();
    let of_stage = |(at, name): (usize, &str)| {
        let logs = || drawn.iter().map(|years| years[at].max(1e-6).ln());
        let mean = logs().sum::<f64>() / f64::from(DRAWS);
        let variance = logs().map(|log| (log - mean).powi(2)).sum::<f64>() / f64::from(DRAWS);
        (name.to_owned(), Normal { mean, sd: variance.sqrt() })
    };
    service.stage.names().enumerate().map(of_stage).collect()
}
