//! One council from one origin.

use rayon::prelude::*;

use super::measure::RecordPlace;
use super::{BacktestPlan, Forecast, MEASURES};
use evidence::estimate::{CannotEstimate, Estimator};
use evidence::published::{AreaId, Published, Year};
use model::MODEL_VERSION;
use model::engine::{Model, Trial};
use model::ensemble::{Progress, Stopped};
use model::sampling::{Layers, mix, path_hash};
use model::service::{Count, FundedPosts, Service};

/// One council from one origin: all that its projection follows from.
#[derive(Clone, Debug)]
pub struct Task {
    /// The council.
    pub council: AreaId,
    /// The last year of which figures are used.
    pub origin: Year,
    /// The scenario as `staffcast init --as-of` writes it, but that funded posts move as they have moved at councils: nobody
    /// has said what the council decided.
    pub scenario: String,
    /// The part of plans and care that social workers hold, if more are published than they can hold;
    /// else 1.
    pub part: f64,
    /// What was published later: place in [`MEASURES`], horizon, value.
    pub outturns: Vec<(usize, Year, f64)>,
    /// The seed of its trials: each task has random numbers of its own, so that what few trials
    /// leave to chance does not fall on all councils alike.
    pub seed: u64,
    /// A hash of all of the above and of how the task is run. Of the program only its version and that of the
    /// model ([`MODEL_VERSION`]) are in it: whoever changes the code must remove the journals that are left.
    pub key: u64,
}

impl Task {
    /// Years to the last outturn, after which the trials end.
    fn furthest(&self) -> Year {
        self.outturns.iter().map(|(_, horizon, _)| *horizon).max().unwrap_or_default()
    }
}

/// What was projected for a council from an origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Projected {
    /// The council.
    pub council: AreaId,
    /// The origin.
    pub origin: Year,
    /// The forecast of each outturn: place in [`MEASURES`], horizon, forecast.
    pub forecasts: Vec<(usize, Year, Forecast)>,
}

impl Projected {
    /// The forecast of a measure.
    pub fn of(&self, measure: usize, horizon: Year) -> Option<&Forecast> {
        let found = self.forecasts.iter().find(|(own, ahead, _)| *own == measure && *ahead == horizon);
        found.map(|(.., forecast)| forecast)
    }
}

/// All councils from all origins of a plan, origin by origin. Outturns are
/// those of figures that were published at the origin too.
///
/// # Errors
///
/// If no scenario can be made of an origin, or if the figures of a council contradict each other.
pub fn tasks(published: &Published, plan: &BacktestPlan) -> Result<Vec<Task>, CannotEstimate> {
    let mut tasks = Vec::new();
    for &origin in &plan.origins {
        let estimator = Estimator::new(published, Some(origin))?.with_posts(FundedPosts::AsDrifted);
        for &council in &plan.councils {
            let outturns = outturns(published, plan, council, origin);
            if outturns.is_empty() {
                continue;
            }
            // A council of which nothing was ever published cannot be projected.
            let draft = match estimator.scenario(council) {
                Err(CannotEstimate::Missing(_)) => continue,
                draft => draft?,
            };
            let version = env!("CARGO_PKG_VERSION");
            let how = format!("{version} {MODEL_VERSION} {} {} {outturns:?}", plan.trials, plan.seed);
            let key = path_hash(&format!("{how}\n{}", draft.text));
            let seed = mix(plan.seed ^ path_hash(&format!("{} {origin}", published.area(council).code)));
            let (part, scenario) = (draft.scaled_by, draft.text);
            tasks.push(Task { council, origin, scenario, part, outturns, seed, key });
        }
    }
    Ok(tasks)
}

fn outturns(
    published: &Published,
    plan: &BacktestPlan,
    council: AreaId,
    origin: Year,
) -> Vec<(usize, Year, f64)> {
    let horizons = || 1..=plan.horizon;
    let all = plan.measures.iter().flat_map(|measure| horizons().map(move |horizon| (*measure, horizon)));
    all.filter_map(|(at, horizon)| {
        let measure = &MEASURES[at];
        measure.outturn(published, council, origin)?;
        Some((at, horizon, measure.outturn(published, council, origin + horizon)?))
    })
    .collect()
}

/// Projects tasks, several at a time. `done` gets each as it is finished, and
/// may stop the rest.
///
/// # Errors
///
/// What `done` says, or that the user stopped it.
pub fn project<E: From<Stopped> + Send>(
    plan: &BacktestPlan,
    tasks: &[&Task],
    progress: &dyn Progress,
    done: &(dyn Fn(&Task, Projected) -> Result<(), E> + Sync),
) -> Result<(), E> {
    tasks.par_iter().try_for_each(|task| {
        let projected = project_one(plan, task, progress)?;
        progress.advance(u64::from(plan.trials));
        done(task, projected)
    })
}

fn project_one(plan: &BacktestPlan, task: &Task, progress: &dyn Progress) -> Result<Projected, Stopped> {
    let mut service = Service::from_text(&task.scenario).expect("what `init` writes can be read");
    service.months = Count(12 * u32::from(task.furthest()));
    let model = Model::new(&service);
    let mut trial = Trial::new(&model, None);
    let mut record = vec![0.0; model.layout.len()];
    let mut samples: Vec<(RecordPlace, Vec<f64>)> = task
        .outturns
        .iter()
        .map(|(measure, horizon, _)| MEASURES[*measure].place(&model.layout, *horizon, task.part))
        .map(|place| (place, Vec::with_capacity(plan.trials as usize)))
        .collect();
    for number in 0..plan.trials {
        if progress.stopped() {
            return Err(Stopped);
        }
        trial.run(task.seed, number, Layers::ALL, &mut record);
        for (place, sample) in &mut samples {
            sample.push(place.read(&record));
        }
    }
    let forecasts = task.outturns.iter().zip(&mut samples).filter_map(|(outturn, (_, sample))| {
        let (measure, horizon, outturn) = *outturn;
        sample.retain(|value| !value.is_nan());
        Some((measure, horizon, Forecast::of(sample, outturn)?))
    });
    Ok(Projected { council: task.council, origin: task.origin, forecasts: forecasts.collect() })
}
