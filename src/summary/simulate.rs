//! From a service to a summary: run the trials, then sum them up.

use std::ops::Range;

use rayon::prelude::*;

use super::band::Band;
use super::{Series, Summary, enough};
use crate::calendar::{FinancialYear, Month};
use crate::engine::Model;
use crate::ensemble::{self, Ensemble, Progress, Settings, Stopped};
use crate::measure::Yearly;
use crate::service::Service;
use crate::uncertain::Uncertain;

/// Bytes that the values of an ensemble may take. When all measures of all
/// trials need more, the trials are run again for each further part of the
/// measures: memory stays bounded, and every percentile exact.
const BUDGET: usize = 400 << 20;

/// The measures of which the trials are judged to be enough or not: those of
/// the charts and of the table on the terminal.
const JUDGED: [&str; 6] =
    ["caseload", "vacancy_rate", "agency_rate", "in_post_fte", "open_cases", "cost.total"];

/// Runs the trials of a service and sums them up.
///
/// # Errors
///
/// If the user stops the run.
pub fn simulate(
    service: &Service<Uncertain>,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Summary, Stopped> {
    let model = Model::new(service);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads.unwrap_or(0)).build();
    match pool {
        Ok(pool) => pool.install(|| simulate_model(&model, settings, BUDGET, progress)),
        // No threads to be had: the caller's own serve.
        Err(_) => simulate_model(&model, settings, BUDGET, progress),
    }
}

fn simulate_model(
    model: &Model,
    settings: &Settings,
    budget: usize,
    progress: &dyn Progress,
) -> Result<Summary, Stopped> {
    let mut summary = Summary {
        option: "baseline".to_owned(),
        monthly: Vec::new(),
        yearly: Vec::new(),
        trials: settings.trials,
        too_few_trials: None,
    };
    let mut excess: f64 = 0.0;
    for part in parts(model, settings.trials as usize, budget) {
        let months = model.layout.months;
        let kept = part.start * months..part.end * months;
        let ensemble = ensemble::run(model, None, settings, 0, kept, progress)?;
        let summed: Vec<SummedSeries> =
            part.clone().into_par_iter().map(|series| sum_up(model, &ensemble, series, part.start)).collect();
        for series in summed {
            excess = excess.max(series.excess);
            summary.monthly.extend(series.monthly);
            summary.yearly.extend(series.yearly);
        }
    }
    summary.too_few_trials = enough::advice(settings.trials, excess);
    Ok(summary)
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

struct SummedSeries {
    monthly: Option<Series<Month>>,
    yearly: Option<Series<FinancialYear>>,
    excess: f64,
}

/// Sums up one series of an ensemble that holds those from `first` on.
fn sum_up(model: &Model, ensemble: &Ensemble, series: usize, first: usize) -> SummedSeries {
    let layout = &model.layout;
    let (measure, team) = layout.series[series];
    let measure = layout.measures[measure].clone();
    let team_name =
        team.map(|team| model.service.team.names().nth(team).expect("a team of the service").to_owned());
    let judged = team.is_none() && JUDGED.contains(&measure.id.as_str());
    let cell = |month: usize| ensemble.cell((series - first) * layout.months + month);
    let mut sample = Vec::with_capacity(ensemble.trials());
    let mut bands = Vec::new();
    let mut excess: f64 = 0.0;
    for month in usize::from(!measure.at_opening)..layout.months {
        sample.clear();
        sample.extend(cell(month));
        if let Some(band) = Band::of(&mut sample) {
            bands.push((month_at(model, month), band));
            if judged && month + 1 == layout.months {
                excess = enough::excess(&sample);
            }
        }
    }
    let yearly = match measure.yearly {
        Yearly::No => None,
        Yearly::Sum => {
            let years = whole_years(model).into_iter().filter_map(|(year, months)| {
                let mut sums = vec![0.0_f64; ensemble.trials()];
                for month in months {
                    for (sum, value) in sums.iter_mut().zip(cell(month)) {
                        *sum += f64::from(value);
                    }
                }
                sample.clear();
                sample.extend(sums.into_iter().map(|sum| sum as f32));
                Some((year, Band::of(&mut sample)?))
            });
            Some(Series { team: team_name.clone(), measure: measure.clone(), bands: years.collect() })
        }
    };
    SummedSeries {
        monthly: (!bands.is_empty()).then_some(Series { team: team_name, measure, bands }),
        yearly: yearly.filter(|series| !series.bands.is_empty()),
        excess,
    }
}

fn month_at(model: &Model, month: usize) -> Month {
    model.start.plus(i32::try_from(month).expect("at most 1,200 months"))
}

/// The financial years of which the run covers all twelve months.
fn whole_years(model: &Model) -> Vec<(FinancialYear, Range<usize>)> {
    let april = (1..=12).find(|month| month_at(model, *month).number() == 4).unwrap_or(1);
    (april..)
        .step_by(12)
        .take_while(|first| first + 12 <= model.layout.months)
        .map(|first| (month_at(model, first).financial_year(), first..first + 12))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::Unwatched;
    use crate::sampling::Layers;
    use crate::scenario;
    use crate::service::Count;

    #[test]
    fn a_summary_in_many_passes_is_that_of_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/minimal.toml");
        let mut service = scenario::read(path.as_ref()).scenario.unwrap().service;
        service.months = Count(15);
        let model = Model::new(&service);
        let settings = Settings { trials: 70, seed: 5, threads: None, layers: Layers::ALL };
        let with = |budget| simulate_model(&model, &settings, budget, &Unwatched).unwrap();
        let whole = with(BUDGET);
        let series = 70 * model.layout.months * size_of::<f32>();
        for (budget, passes) in
            [(1, model.layout.series.len()), (7 * series, model.layout.series.len().div_ceil(7))]
        {
            assert_eq!(parts(&model, 70, budget).len(), passes);
            let parted = with(budget);
            assert!(parted == whole, "{passes} passes");
        }
    }
}
