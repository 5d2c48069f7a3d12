//! Shares of the spread of the result.

use super::{RANKED, SensitivitySpec};
use crate::variance::{Response, Share, closed_index, first_order, response, total_index};
use model::engine::Model;
use model::ensemble::{Progress, Stopped};
use model::sampling::{Resample, Which};
use model::service::{ParameterId, option_of};

/// A number with a range.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its address.
    pub id: ParameterId,
    /// Its path in the scenario.
    pub path: String,
    /// The share of the spread that it makes alone.
    pub alone: Option<Share>,
    /// The share that it makes alone and together with others.
    pub total: Option<Share>,
    /// The trials from which that is known: more for the first [`RANKED`].
    pub total_trials: u32,
    /// What the result is on average where the number is low and where it is high; of the first [`RANKED`] only.
    pub ends: Option<ResultAtEnds>,
    /// Which way it moves the result, and how evenly.
    pub response: Option<Response>,
}

/// The average result at the two ends of a number, everything else alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResultAtEnds {
    /// At its 10th percentile.
    pub low: f64,
    /// At its 90th percentile.
    pub high: f64,
    /// Standard error of `high` - `low`.
    pub error: f64,
}

/// A layer of uncertainty.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// `parameters`, `environment` or `chance`.
    pub name: &'static str,
    /// The share of the spread that it makes alone.
    pub alone: Share,
    /// The share that it makes alone and together with the others.
    pub total: Share,
}

/// The trials from which shares are worked out.
pub(super) struct Draws<'a> {
    pub(super) model: &'a Model,
    pub(super) spec: &'a SensitivitySpec<'a>,
    pub(super) progress: &'a dyn Progress,
    /// The result in each trial of the run.
    pub(super) results: &'a [f64],
    /// Trials of the run.
    pub(super) trials: u32,
    /// Trials that are run again for each set of inputs.
    pub(super) resamples: u32,
    /// Trials that are run again for each number, to tell which are to be looked at closely.
    pub(super) screening: u32,
}

impl Draws<'_> {
    /// What each number does alone, and a first look at what it does together with others, the greatest first.
    ///
    /// What it does alone does not tell which numbers matter: the size of yearly swings, for one, hardly moves the
    /// average, and yet makes the spread. A few trials in which a number alone is drawn again tell that well, since
    /// all else in them is alike.
    pub(super) fn screened(&self) -> Result<Vec<Input>, Stopped> {
        let parameters = &self.model.parameters;
        let carried_out = self.carried_out();
        let input = |id: ParameterId| {
            let path = parameters.get(id).path.clone();
            let points = parameters.probabilities(id, self.spec.settings.seed, self.trials);
            let alone = first_order(&points, self.results);
            let total = total_index(self.first(self.screening), &self.resampled(&only(id), self.screening)?);
            let response = response(&points, self.results);
            Ok(Input { id, path, alone, total, total_trials: self.screening, ends: None, response })
        };
        // Numbers of an option have a part in the result only if it is carried out.
        let has_a_part = |id: &ParameterId| {
            option_of(&parameters.get(*id).path).is_none_or(|option| carried_out.contains(&option))
        };
        let wanted = parameters.ranges().filter(has_a_part);
        let mut inputs = wanted.map(input).collect::<Result<Vec<Input>, Stopped>>()?;
        by_total(&mut inputs);
        Ok(inputs)
    }

    /// The options that are carried out in the trials of the result.
    fn carried_out(&self) -> Vec<&str> {
        let service = &self.model.service;
        let asked = self.spec.result.option.map(|option| self.model.options[option].name.as_str());
        service.with_included(service.decided_options().into_iter().chain(asked))
    }

    /// What parameters, environment and chance do, each alone and together with the others.
    pub(super) fn layers(&self) -> Result<Vec<Layer>, Stopped> {
        let resample = |parameters: bool, environment, chance| Resample {
            parameters: if parameters { Which::AllBut(Vec::new()) } else { Which::None },
            at: None,
            environment,
            chance,
        };
        let mut layers = Vec::new();
        for (name, parameters, environment, chance) in [
            ("parameters", true, false, false),
            ("environment", false, true, false),
            ("chance", false, false, true),
        ] {
            let own = self.resampled(&resample(parameters, environment, chance), self.resamples)?;
            let others = self.resampled(&resample(!parameters, !environment, !chance), self.resamples)?;
            let (alone, total) = (
                closed_index(self.first(self.resamples), &others),
                total_index(self.first(self.resamples), &own),
            );
            // What is drawn again and changes nothing does nothing alone either, whatever the estimate says.
            let alone = if own == self.first(self.resamples) { alone.map(|_| Share::NIL) } else { alone };
            if let Some((alone, total)) = alone.zip(total) {
                layers.push(Layer { name, alone, total });
            }
        }
        Ok(layers)
    }

    /// A closer look at what the first numbers do together with others; gives what all
    /// other numbers do together. Those first are then put into the order of that share.
    pub(super) fn together(&self, inputs: &mut [Input]) -> Result<Option<Share>, Stopped> {
        let count = inputs.len().min(RANKED);
        let (ranked, others) = inputs.split_at_mut(count);
        for input in ranked.iter_mut() {
            input.total =
                total_index(self.first(self.resamples), &self.resampled(&only(input.id), self.resamples)?);
            input.total_trials = self.resamples;
            input.ends = self.ends(input.id)?;
        }
        let ids: Vec<ParameterId> = ranked.iter().map(|input| input.id).collect();
        by_total(ranked);
        if others.is_empty() {
            return Ok(None);
        }
        let resampled = self.resampled(&parameters(Which::AllBut(ids)), self.resamples)?;
        Ok(total_index(self.first(self.resamples), &resampled))
    }

    /// The average result at the 10th and at the 90th percentile of a number, of trials that are alike in all else.
    fn ends(&self, id: ParameterId) -> Result<Option<ResultAtEnds>, Stopped> {
        let trials = self.resamples.div_ceil(2);
        let [low, high] = [0.1, 0.9].map(|p| self.resampled(&Resample { at: Some(p), ..only(id) }, trials));
        Ok(ResultAtEnds::of(self.results, &low?, &high?))
    }

    /// The results of the first so many trials.
    fn first(&self, trials: u32) -> &[f64] {
        &self.results[..trials as usize]
    }

    fn resampled(&self, resample: &Resample, trials: u32) -> Result<Vec<f64>, Stopped> {
        let numbers: Vec<u32> = (0..trials).collect();
        self.spec.result.results(self.model, self.spec, (&numbers, Some(resample)), self.progress)
    }
}

impl ResultAtEnds {
    /// From the results of the run, and of its first trials with the number at either end: the average of
    /// the whole run, moved by what the trials at the end differ from the same trials as they were. `None` if fewer than two
    /// have all three values.
    fn of(results: &[f64], low: &[f64], high: &[f64]) -> Option<Self> {
        let has_value =
            |values: &(f64, f64, f64)| ![values.0, values.1, values.2].iter().any(|value| value.is_nan());
        let trials = results.iter().zip(low).zip(high).map(|((own, low), high)| (*own, *low, *high));
        let trials: Vec<(f64, f64, f64)> = trials.filter(has_value).collect();
        let n = trials.len() as f64;
        let mean = |of: &dyn Fn(&(f64, f64, f64)) -> f64| trials.iter().map(of).sum::<f64>() / n;
        let change = mean(&|(_, low, high)| high - low);
        let squares: f64 = trials.iter().map(|(_, low, high)| (high - low - change).powi(2)).sum();
        let known: Vec<f64> = results.iter().copied().filter(|value| !value.is_nan()).collect();
        let average = known.iter().sum::<f64>() / known.len() as f64;
        (n > 1.0).then(|| Self {
            low: average + mean(&|(own, low, _)| low - own),
            high: average + mean(&|(own, _, high)| high - own),
            error: (squares / (n - 1.0) / n).sqrt(),
        })
    }
}

/// The greatest total share first; where none is known, the greatest share alone.
fn by_total(inputs: &mut [Input]) {
    let size = |input: &Input| input.total.or(input.alone).map_or(f64::NEG_INFINITY, |share| share.value);
    inputs.sort_by(|one, other| size(other).total_cmp(&size(one)));
}

fn only(id: ParameterId) -> Resample {
    parameters(Which::Only(vec![id]))
}

fn parameters(parameters: Which) -> Resample {
    Resample { parameters, at: None, environment: false, chance: false }
}
