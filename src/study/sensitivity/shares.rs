//! Shares of the spread of the result.

use super::{Question, RANKED};
use crate::engine::Model;
use crate::ensemble::{Progress, Stopped};
use crate::sampling::{Again, Which};
use crate::service::ParameterId;
use crate::study::variance::{Response, Share, first_order, kept, redrawn, response};

/// A number with a range.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its address.
    pub id: ParameterId,
    /// Its path in the scenario.
    pub path: String,
    /// The share of the spread that it makes alone.
    pub alone: Option<Share>,
    /// The share that it makes alone and together with others; of the first [`RANKED`] only.
    pub total: Option<Share>,
    /// Which way it moves the result.
    pub response: Option<Response>,
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
    pub(super) question: &'a Question<'a>,
    pub(super) progress: &'a dyn Progress,
    /// The result in each trial of the run.
    pub(super) results: &'a [f64],
    /// Trials of the run.
    pub(super) trials: u32,
    /// Trials that are run again.
    pub(super) again: u32,
}

impl Draws<'_> {
    /// What each number does alone, the greatest first.
    pub(super) fn alone(&self) -> Vec<Input> {
        let parameters = &self.model.parameters;
        let seed = self.question.settings.seed;
        let input = |id: ParameterId| {
            let path = parameters.list()[id.0 as usize].path.clone();
            let point = |trial| parameters.probability(id, seed, trial).unwrap_or(f64::NAN);
            let points: Vec<f64> = (0..self.trials).map(point).collect();
            let alone = first_order(&points, self.results);
            Input { id, path, alone, total: None, response: response(&points, self.results) }
        };
        let mut inputs: Vec<Input> =
            parameters.ranges().filter(|id| self.has_a_part(*id)).map(input).collect();
        let size = |input: &Input| input.alone.map_or(f64::NEG_INFINITY, |share| share.value);
        inputs.sort_by(|one, other| size(other).total_cmp(&size(one)));
        inputs
    }

    /// Whether a number can have a part in the result: those of options only if the option is carried out.
    fn has_a_part(&self, id: ParameterId) -> bool {
        let path = &self.model.parameters.list()[id.0 as usize].path;
        let Some(option) = path.strip_prefix("option.").and_then(|rest| rest.split('.').next()) else {
            return true;
        };
        let service = &self.model.service;
        let asked = self.question.result.option.map(|option| self.model.options[option].name.as_str());
        let decided = service.decided.each().map(|name| name.text.as_str());
        service.with_included(decided.chain(asked)).contains(&option)
    }

    /// What parameters, environment and chance do, each alone and together with the others.
    pub(super) fn layers(&self) -> Result<Vec<Layer>, Stopped> {
        let mut layers = Vec::new();
        for name in ["parameters", "environment", "chance"] {
            let is = |layer| name == layer;
            let own = Again {
                parameters: if is("parameters") { Which::AllBut(Vec::new()) } else { Which::None },
                environment: is("environment"),
                chance: is("chance"),
            };
            let others = Again {
                parameters: if is("parameters") { Which::None } else { Which::AllBut(Vec::new()) },
                environment: !own.environment,
                chance: !own.chance,
            };
            let total = redrawn(self.first(), &self.run_again(&own)?);
            let alone = kept(self.first(), &self.run_again(&others)?);
            if let Some((alone, total)) = alone.zip(total) {
                layers.push(Layer { name, alone, total });
            }
        }
        Ok(layers)
    }

    /// What the first numbers do together with others, each drawn again alone; gives what all
    /// other numbers do together. Those first are then put into the order of that share.
    pub(super) fn together(&self, inputs: &mut [Input]) -> Result<Option<Share>, Stopped> {
        let count = inputs.len().min(RANKED);
        let (ranked, _) = inputs.split_at_mut(count);
        for input in ranked.iter_mut() {
            input.total = redrawn(self.first(), &self.run_again(&parameters(Which::Only(vec![input.id])))?);
        }
        let ids: Vec<ParameterId> = ranked.iter().map(|input| input.id).collect();
        let size = |input: &Input| input.total.map_or(f64::NEG_INFINITY, |share| share.value);
        ranked.sort_by(|one, other| size(other).total_cmp(&size(one)));
        if inputs.len() == count {
            return Ok(None);
        }
        Ok(redrawn(self.first(), &self.run_again(&parameters(Which::AllBut(ids)))?))
    }

    /// The results of the trials that are run again.
    fn first(&self) -> &[f64] {
        &self.results[..self.again as usize]
    }

    fn run_again(&self, again: &Again) -> Result<Vec<f64>, Stopped> {
        let numbers: Vec<u32> = (0..self.again).collect();
        self.question.result.results(self.model, self.question, (&numbers, Some(again)), self.progress)
    }
}

fn parameters(parameters: Which) -> Again {
    Again { parameters, environment: false, chance: false }
}
