//! From a service to results: run the trials, then sum them up.

use std::ops::Range;

use rayon::prelude::*;

use super::money::{CostOfRun, NetCost};
use super::series::{Compared, SeriesOf, Summed};
use super::until::{Enough, Precision, Shown, until};
use super::{Comparison, Results, Summary, enough, sums_of};
use crate::engine::{Model, Plan};
use crate::ensemble::{self, Ensemble, Progress, Settings, Stopped};
use crate::measure::{MeasureId, Unit};
use crate::sampling::{Address, Values};
use crate::service::{Service, Target};
use crate::uncertain::Uncertain;

/// Bytes that the values of ensembles may take. When all measures of all
/// trials need more, the trials are run again for each further part of the
/// measures: memory stays bounded, and every percentile exact.
const BUDGET: usize = 400 << 20;

/// What is run and compared: the baseline or an option of a model.
#[derive(Clone, Copy)]
pub struct Case<'m> {
    /// `baseline`, or the name of the option.
    pub name: &'m str,
    /// What it is called in charts and sentences.
    pub title: &'m str,
    /// The model.
    pub model: &'m Model,
    /// The option of the model; `None` for its baseline.
    pub option: Option<usize>,
    /// The position of the case with which it is compared; 0 is the baseline.
    pub against: usize,
    /// The targets of which the chances are wanted.
    pub targets: &'m [Target],
}

/// Runs the trials of a service and of its options, and sums them up.
///
/// # Errors
///
/// If the user stops the run.
pub fn simulate(
    service: &Service<Uncertain>,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Results, Stopped> {
    simulate_model(&Model::new(service), settings, progress)
}

/// Runs the trials of the baseline of a model and of its options, and sums them up.
///
/// # Errors
///
/// If the user stops the run.
pub fn simulate_model(
    model: &Model,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Results, Stopped> {
    simulate_cases(&cases(model), settings, progress)
}

/// The baseline of a model and its options.
pub fn cases<'m>(model: &'m Model) -> Vec<Case<'m>> {
    let case = |plan: &'m Plan, option| Case {
        name: &plan.name,
        title: &plan.title,
        model,
        option,
        against: plan.against.map_or(0, |option| option + 1),
        targets: &model.service.targets.0,
    };
    let options = model.options.iter().enumerate().map(|(at, plan)| case(plan, Some(at)));
    [case(&model.baseline, None)].into_iter().chain(options).collect()
}

/// Runs the trials of several cases with common random numbers, sums them up, and
/// compares all but the first with what they are to be compared with.
///
/// # Errors
///
/// If the user stops the run.
///
/// # Panics
///
/// If the cases do not have the same layout.
pub fn simulate_cases(
    cases: &[Case<'_>],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Results, Stopped> {
    Ok(run_cases(cases, settings, BUDGET, None, progress)?.0)
}

/// Does the same with as many trials as what is shown needs (equation U14), at
/// most so many; `begin` is told the trials of each round. The results are
/// those of a run of this number.
///
/// # Errors
///
/// If the user stops the run.
///
/// # Panics
///
/// If the cases do not have the same layout.
pub fn simulate_until(
    cases: &[Case<'_>],
    settings: &Settings,
    (shown, most): (&Shown, u32),
    mut begin: impl FnMut(u32),
    progress: &dyn Progress,
) -> Result<Enough, Stopped> {
    until(most, |trials| {
        begin(trials);
        let settings = Settings { trials, ..settings.clone() };
        let (results, mut precisions) = run_cases(cases, &settings, BUDGET, Some(shown), progress)?;
        precisions.extend(shown.chances(&results));
        Ok((results, precisions))
    })
}

fn run_cases(
    cases: &[Case<'_>],
    settings: &Settings,
    budget: usize,
    shown: Option<&Shown>,
    progress: &dyn Progress,
) -> Result<(Results, Vec<Precision>), Stopped> {
    let (baseline, options) = cases.split_first().expect("at least the baseline");
    assert!(
        options.iter().all(|option| option.model.layout.series == baseline.model.layout.series
            && option.model.layout.months == baseline.model.layout.months),
        "what is compared has the same measures and months"
    );
    let mut results = Results {
        summaries: cases.iter().map(|case| empty_summary(case, settings)).collect(),
        comparisons: options.iter().map(|option| empty_comparison(option, &cases[option.against])).collect(),
    };
    let mut precisions = Vec::new();
    let mut excess: f64 = 0.0;
    let mut costs: Vec<CostOfRun> = options.iter().map(|_| CostOfRun::default()).collect();
    // What others are compared with is kept while one after another is run.
    let is_kept = |case: usize| cases.iter().any(|other| other.against == case);
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|case| !is_kept(*case));
    let kept = order.iter().filter(|case| is_kept(**case)).count();
    let budget = if options.is_empty() { budget } else { budget / (kept + 1) };
    for part in parts(baseline.model, settings.trials as usize, budget) {
        let mut ensembles: Vec<Option<Ensemble>> = cases.iter().map(|_| None).collect();
        for &at in &order {
            let ensemble = run_part(&cases[at], settings, &part, progress)?;
            excess = excess.max(results.summaries[at].take_in(
                &series_of(&cases[at], &part, shown),
                &ensemble,
                &mut precisions,
            ));
            if is_kept(at) {
                ensembles[at] = Some(ensemble);
            } else if let Some(other) = &ensembles[cases[at].against] {
                let all = series_of(&cases[at], &part, shown);
                let cost = &mut costs[at - 1];
                results.comparisons[at - 1].take_in(&all, &ensemble, other, cost, &mut precisions);
            }
        }
        // Those that are kept are compared when all of them are there.
        for at in (1..cases.len()).filter(|at| is_kept(*at)) {
            if let (Some(own), Some(other)) = (&ensembles[at], &ensembles[cases[at].against]) {
                let all = series_of(&cases[at], &part, shown);
                let cost = &mut costs[at - 1];
                results.comparisons[at - 1].take_in(&all, own, other, cost, &mut precisions);
            }
        }
    }
    for ((comparison, option), cost) in results.comparisons.iter_mut().zip(options).zip(&costs) {
        comparison.net_cost.break_even =
            effects_of_help(option, settings).and_then(|effects| cost.break_even(effects.into_iter()));
    }
    for summary in &mut results.summaries {
        summary.too_few_trials = enough::advice(settings.trials, excess);
    }
    Ok((results, precisions))
}

/// The effect of early help in each trial, where an option is that and nothing else.
fn effects_of_help(option: &Case<'_>, settings: &Settings) -> Option<Vec<f64>> {
    let plan = &option.model.options[option.option.filter(|_| option.against == 0)?];
    let effect = plan.effect_of_help(&option.model.baseline)?;
    let mut values = Values::default();
    let of_trial = |trial| {
        option.model.parameters.draw(&Address::of(settings.seed, trial, settings.layers), &mut values);
        values[effect]
    };
    Some((0..settings.trials).map(of_trial).collect())
}

fn run_part(
    case: &Case<'_>,
    settings: &Settings,
    part: &Range<usize>,
    progress: &dyn Progress,
) -> Result<Ensemble, Stopped> {
    let months = case.model.layout.months;
    ensemble::run(case.model, case.option, settings, 0, part.start * months..part.end * months, progress)
}

fn empty_summary(case: &Case<'_>, settings: &Settings) -> Summary {
    Summary {
        option: case.name.to_owned(),
        title: case.title.to_owned(),
        monthly: Vec::new(),
        yearly: Vec::new(),
        targets: Vec::new(),
        trials: settings.trials,
        too_few_trials: None,
    }
}

fn empty_comparison(case: &Case<'_>, against: &Case<'_>) -> Comparison {
    Comparison {
        option: case.name.to_owned(),
        title: case.title.to_owned(),
        against: against.name.to_owned(),
        against_title: against.title.to_owned(),
        monthly: Vec::new(),
        yearly: Vec::new(),
        totals: Vec::new(),
        net_cost: NetCost::default(),
    }
}

fn series_of<'m>(case: &Case<'m>, part: &Range<usize>, shown: Option<&'m Shown>) -> Vec<SeriesOf<'m>> {
    let Case { model, targets, title, .. } = *case;
    let of = |series| SeriesOf { model, targets, series, first: part.start, title, shown };
    part.clone().map(of).collect()
}

impl Summary {
    /// Takes in a part of the series; gives by how much the Monte Carlo error
    /// exceeds what is tolerated.
    fn take_in(&mut self, all: &[SeriesOf<'_>], ensemble: &Ensemble, precisions: &mut Vec<Precision>) -> f64 {
        let summed: Vec<Summed> = all.par_iter().map(|series| series.sum_up(ensemble)).collect();
        let mut excess: f64 = 0.0;
        for series in summed {
            excess = excess.max(series.excess);
            self.monthly.extend(series.monthly);
            self.yearly.extend(series.yearly);
            self.targets.extend(series.targets);
            precisions.extend(series.precisions);
        }
        // Parts come in the order of the measures; targets stand in that of the scenario.
        let order = all.first().map_or(&[][..], |series| series.targets);
        self.targets.sort_by_key(|chance| order.iter().position(|target| *target == chance.target));
        excess
    }
}

impl Comparison {
    /// Takes in a part of the series.
    fn take_in(
        &mut self,
        all: &[SeriesOf<'_>],
        option: &Ensemble,
        baseline: &Ensemble,
        cost: &mut CostOfRun,
        precisions: &mut Vec<Precision>,
    ) {
        let compared: Vec<Compared> = all.par_iter().map(|series| series.compare(option, baseline)).collect();
        for series in compared {
            self.monthly.extend(series.monthly);
            self.yearly.extend(series.yearly);
            self.totals.extend(series.total);
            precisions.extend(series.precisions);
        }
        for series in all.iter().filter(|series| series.team().is_none()) {
            let differences = |month| series.differences(option, baseline, month);
            let months = 1..series.model.layout.months;
            let measure = series.measure();
            if measure.is(MeasureId::CostTotal) {
                cost.net = sums_of(option.trials(), months.clone().map(differences));
                precisions.extend(series.shown.and_then(|shown| {
                    let mut sums = cost.net.clone();
                    sums.sort_unstable_by(f32::total_cmp);
                    shown.band((series.title, "Net cost by the end", Unit::Pounds), None, &sums)
                }));
                self.net_cost
                    .add_up(option.trials(), months.map(|month| (series.month(month), differences(month))));
            } else if measure.is(MeasureId::CostDiscounted) {
                self.net_cost.discount(option.trials(), months.map(differences));
            } else if measure.is(MeasureId::CostLevers) {
                cost.levers = sums_of(option.trials(), months.clone().map(differences));
                let sum: f64 = months.flat_map(differences).map(f64::from).sum();
                self.net_cost.of_levers = sum / option.trials() as f64;
            }
        }
    }
}

/// Parts of the series that fit the budget (in bytes) one at a time.
fn parts(model: &Model, trials: usize, budget: usize) -> Vec<Range<usize>> {
    let series = model.layout.series.len();
    let bytes = trials * model.layout.months * size_of::<f32>();
    let at_once = (budget / bytes.max(1)).clamp(1, series);
    // Parts of equal size, so that none is run for a few series only.
    let count = series.div_ceil(at_once);
    let size = series.div_ceil(count);
    (0..count).map(|part| part * size..((part + 1) * size).min(series)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::InMemory;
    use crate::ensemble::Unwatched;
    use crate::sampling::Layers;
    use crate::scenario::read;
    use crate::service::Count;

    #[test]
    fn results_in_many_passes_are_those_of_one() {
        let files: InMemory = [
            ("options.toml", include_str!("../../../../tests/integration/options.toml")),
            ("small.toml", include_str!("../../../../tests/integration/small.toml")),
        ]
        .into_iter()
        .collect();
        let mut service = read("options.toml".as_ref(), &files).scenario.unwrap().service;
        service.months = Count(15);
        let model = Model::new(&service);
        let settings = Settings { trials: 70, seed: 5, layers: Layers::ALL };
        let with = |budget| run_cases(&cases(&model), &settings, budget, None, &Unwatched).unwrap().0;
        let whole = with(BUDGET);
        assert!(whole.comparisons.iter().all(|comparison| comparison.net_cost.discounted.is_some()));
        let series = 70 * model.layout.months * size_of::<f32>();
        for (budget, passes) in
            [(1, model.layout.series.len()), (7 * series, model.layout.series.len().div_ceil(7))]
        {
            assert_eq!(parts(&model, 70, budget).len(), passes);
            // Half of it is for the baseline.
            let parted = with(2 * budget);
            assert!(parted == whole, "{passes} passes");
        }
    }
}
