//! What it would be worth to know more before deciding between options.

use super::SensitivitySpec;
use super::result::Base;
use crate::reading::differences;
use crate::variance::{Information, information, perfect_information};
use model::engine::Model;

/// What a decision is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payoff {
    /// Pounds saved over the whole run.
    Pounds,
    /// Targets met, all together.
    Chance,
}

/// A decision between doing nothing and one of the options.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What it is judged by.
    pub payoff: Payoff,
    /// What is best on average: 0 is the baseline, then the options.
    pub best: usize,
    /// Whether it is better than every other by more than two standard errors.
    pub is_clear: bool,
    /// What each pays on average, in the same order: pounds that it costs less than the baseline, or its chance.
    pub means: Vec<f64>,
    /// For each number what it would be worth to know it first, the greatest first.
    pub worth: Vec<Worth>,
    /// What it would be worth to know everything, luck included: no knowledge is worth more.
    pub everything: Option<Information>,
}

/// What it would be worth to know a number.
#[derive(Clone, Debug)]
pub struct Worth {
    /// Its path in the scenario.
    pub path: String,
    /// What it is worth, in the unit of the payoff.
    pub information: Information,
}

/// The decisions that the options of a model leave open.
pub(super) fn worth(model: &Model, spec: &SensitivitySpec<'_>, base: &Base) -> Vec<Decision> {
    if base.costs.is_empty() {
        return Vec::new();
    }
    let saved: Vec<Vec<f64>> = base.costs.iter().map(|costs| differences(&base.costs[0], costs)).collect();
    let pounds = decision(model, spec, Payoff::Pounds, &saved);
    let chance = decision(model, spec, Payoff::Chance, &base.met);
    let wanted = [Some(pounds), Some(chance).filter(|_| !spec.targets.is_empty())];
    wanted.into_iter().flatten().collect()
}

fn decision(model: &Model, spec: &SensitivitySpec<'_>, payoff: Payoff, payoffs: &[Vec<f64>]) -> Decision {
    let parameters = &model.parameters;
    let trials = payoffs[0].len() as u32;
    let of = |id| {
        let points = parameters.probabilities(id, spec.settings.seed, trials);
        let path = parameters.get(id).path.clone();
        Some(Worth { path, information: information(payoffs, &[&points])? })
    };
    let mut worth: Vec<Worth> = parameters.ranges().filter_map(of).collect();
    worth.sort_by(|one, other| other.information.value.total_cmp(&one.information.value));
    // Trials in which every decision has a payoff.
    let is_whole = |trial: &usize| payoffs.iter().all(|payoff| !payoff[*trial].is_nan());
    let whole: Vec<usize> = (0..trials as usize).filter(is_whole).collect();
    let mean = |values: &dyn Fn(usize) -> f64| {
        whole.iter().map(|trial| values(*trial)).sum::<f64>() / whole.len().max(1) as f64
    };
    let means: Vec<f64> = payoffs.iter().map(|payoff| mean(&|trial| payoff[trial])).collect();
    let best =
        means.iter().enumerate().fold(0, |best, (at, mean)| if *mean > means[best] { at } else { best });
    let is_clear = (0..payoffs.len()).filter(|other| *other != best).all(|other| {
        let lead = means[best] - means[other];
        let square = mean(&|trial| (payoffs[best][trial] - payoffs[other][trial] - lead).powi(2));
        lead > 2.0 * (square / whole.len().max(1) as f64).sqrt()
    });
    Decision { payoff, best, is_clear, means, worth, everything: perfect_information(payoffs) }
}
