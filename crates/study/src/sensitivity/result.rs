//! The result that is to be explained, and the trials of an ordinary run.

use super::{SensitivitySpec, plans};
use crate::reading::{Reading, differences, read};
use model::calendar::Month;
use model::engine::{Model, Plan};
use model::ensemble::{Batch, Progress, Stopped};
use model::measure::{MeasureId, Yearly};
use model::sampling::Resample;

/// A result: a measure at a date, or what an option changes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultAsked {
    /// Id of the measure, of the whole service.
    pub measure: String,
    /// The month at whose end it is looked at, or in which a flow is counted; `None` is all months of the run together.
    pub at: Option<Month>,
    /// The option whose difference it is, from the baseline or from what it is compared with; by its position in the model.
    pub option: Option<usize>,
}

/// The month at which a measure is looked at unless another is asked for: none for a flow, which is then
/// summed over the run; two years ahead for all others, or the end of a shorter run.
pub fn result_months(model: &Model, measure: &str) -> Option<Month> {
    let is_flow = model.layout.measures.iter().any(|own| own.id == measure && own.yearly == Yearly::Sum);
    let ahead = i32::try_from(model.months.min(24)).expect("at most 24");
    (!is_flow).then(|| model.start.plus(ahead))
}

impl ResultAsked {
    /// How many plans have to be run for it.
    pub(super) fn plans(&self) -> u64 {
        if self.option.is_some() { 2 } else { 1 }
    }

    /// What it reads from a trial.
    pub(super) fn reading(&self, model: &Model) -> Reading {
        let reading = match self.at {
            Some(month) => Reading::value(model, &self.measure, month),
            None => Reading::sum(model, &self.measure),
        };
        reading.expect("checked: the measure and the month are those of the run")
    }

    /// The result in each of some trials, of which parts may be drawn again.
    pub(super) fn results(
        &self,
        model: &Model,
        spec: &SensitivitySpec<'_>,
        (numbers, resample): (&[u32], Option<&Resample>),
        progress: &dyn Progress,
    ) -> Result<Vec<f64>, Stopped> {
        let reading = [self.reading(model)];
        let batch = Batch { settings: spec.settings, numbers, resample, months: model.months };
        let of = |plan: &Plan| Ok(read((model, plan), &batch, &reading, progress)?.column(0));
        let (own, other) = plans(model, self);
        Ok(match other {
            None => of(own)?,
            Some(other) => differences(&of(own)?, &of(other)?),
        })
    }
}

/// The trials of an ordinary run.
pub(super) struct Base {
    /// The result in each trial.
    pub(super) results: Vec<f64>,
    /// Of the baseline and of each option, what it costs in all and whether the targets are met; empty without options.
    pub(super) costs: Vec<Vec<f64>>,
    pub(super) met: Vec<Vec<f64>>,
}

impl Base {
    pub(super) fn run(
        model: &Model,
        spec: &SensitivitySpec<'_>,
        progress: &dyn Progress,
    ) -> Result<Self, Stopped> {
        let numbers: Vec<u32> = (0..spec.settings.trials).collect();
        let asked = &spec.result;
        if model.options.is_empty() {
            let results = asked.results(model, spec, (&numbers, None), progress)?;
            return Ok(Self { results, costs: Vec::new(), met: Vec::new() });
        }
        // All that is wanted of a trial is read from one run of it.
        let cost = Reading::sum(model, MeasureId::CostTotal).expect("every service has a total cost");
        let readings = [asked.reading(model), cost, Reading::met(model, spec.targets)];
        let batch =
            Batch { settings: spec.settings, numbers: &numbers, resample: None, months: model.months };
        let (mut results, mut costs, mut met) = (Vec::new(), Vec::new(), Vec::new());
        for plan in [&model.baseline].into_iter().chain(&model.options) {
            let found = read((model, plan), &batch, &readings, progress)?;
            results.push(found.column(0));
            costs.push(found.column(1));
            met.push(found.column(2));
        }
        let results = match asked.option {
            None => results.swap_remove(0),
            Some(option) => {
                let other = model.options[option].against.map_or(0, |other| other + 1);
                differences(&results[option + 1], &results[other])
            }
        };
        Ok(Self { results, costs, met })
    }
}
