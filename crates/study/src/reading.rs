//! What a study reads from the record of a trial.

use model::calendar::Month;
use model::engine::{Layout, Model, Plan};
use model::ensemble;
use model::ensemble::{Batch, Progress, Readings, Stopped};
use model::service::{Limit, Target};

/// One number of a trial.
#[derive(Clone, Debug)]
pub enum Reading {
    /// A measure at the end of a month.
    Value {
        /// Its place in the record.
        cell: usize,
    },
    /// A flow, all months of the run together.
    Sum {
        /// Its first and last place in the record, the first month after the opening and the last.
        cells: (usize, usize),
    },
    /// Whether targets are met, all together: 1 or 0, or no number if none is missed and one of them has no value.
    Met(Vec<Wanted>),
}

/// A target in the record of a trial.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    cell: usize,
    limit: Limit,
    value: f64,
}

impl Reading {
    /// A measure of the whole service at a month of the run; `None` if there is no such measure or month.
    pub fn value(model: &Model, measure: &str, month: Month) -> Option<Self> {
        let cell = cell(model, measure, None, month)?;
        Some(Self::Value { cell })
    }

    /// A flow of the whole service over the run; `None` if there is no such measure.
    pub fn sum(model: &Model, measure: impl AsRef<str>) -> Option<Self> {
        let first = series(&model.layout, measure.as_ref(), None)? * model.layout.months;
        Some(Self::Sum { cells: (first + 1, first + model.layout.months - 1) })
    }

    /// Whether targets are met, each at its date, or at the end of the run if it has none.
    ///
    /// # Panics
    ///
    /// If one is for a measure, a team or a month that the model does not have, which the checks of a scenario rule out.
    pub fn met(model: &Model, targets: &[Target]) -> Self {
        Self::Met(targets.iter().map(|target| wanted(model, target)).collect())
    }

    /// The number that the record of a trial has.
    pub fn of(&self, record: &[f32]) -> f64 {
        match self {
            Self::Value { cell } => f64::from(record[*cell]),
            Self::Sum { cells: (first, last) } => {
                record[*first..=*last].iter().map(|value| f64::from(*value)).sum()
            }
            Self::Met(targets) => {
                let values = || targets.iter().map(|target| (target, f64::from(record[target.cell])));
                let is_missed = |(target, value): (&Wanted, f64)| {
                    !value.is_nan() && !target.limit.is_met(value, target.value)
                };
                if values().any(is_missed) {
                    0.0
                } else if values().any(|(_, value)| value.is_nan()) {
                    f64::NAN
                } else {
                    1.0
                }
            }
        }
    }

    /// The last month (from 1) that a trial has to run for it.
    fn months(&self, layout: &Layout) -> usize {
        match self {
            Self::Value { cell } => cell % layout.months,
            Self::Sum { .. } => layout.months - 1,
            Self::Met(targets) => targets.iter().map(|target| target.cell % layout.months).max().unwrap_or(0),
        }
    }
}

fn wanted(model: &Model, target: &Target) -> Wanted {
    let last = model.start.plus(i32::try_from(model.months).expect("at most 1,200 months"));
    let team = model.service.team_of(target);
    let cell = cell(model, &target.measure, team, target.by.unwrap_or(last));
    Wanted {
        cell: cell.expect("checked: the target is for a measure, a team and a month of the run"),
        limit: target.limit,
        // Values are kept with seven digits: at most 20% holds for 4 posts of 20.
        value: f64::from(target.value as f32),
    }
}

fn cell(model: &Model, measure: &str, team: Option<&str>, month: Month) -> Option<usize> {
    let month =
        usize::try_from(month.since(model.start)).ok().filter(|month| *month < model.layout.months)?;
    let team = team.and_then(|team| model.service.team.position(team));
    Some(series(&model.layout, measure, team)? * model.layout.months + month)
}

fn series(layout: &Layout, measure: &str, team: Option<usize>) -> Option<usize> {
    layout.series.iter().position(|(own, of)| layout.measures[*own].id == measure && *of == team)
}

/// What one thing comes to less another, trial by trial.
pub(super) fn differences(own: &[f64], others: &[f64]) -> Vec<f64> {
    own.iter().zip(others).map(|(own, other)| own - other).collect()
}

/// Runs trials of a plan as far as is needed, and reads them; the columns of the
/// result are in the order of the readings.
///
/// # Errors
///
/// If the user stops it.
pub fn read(
    of: (&Model, &Plan),
    batch: &Batch<'_>,
    readings: &[Reading],
    progress: &dyn Progress,
) -> Result<Readings, Stopped> {
    let months = readings.iter().map(|reading| reading.months(&of.0.layout)).max().unwrap_or(0);
    let take = |record: &[f32], values: &mut [f64]| {
        for (value, reading) in values.iter_mut().zip(readings) {
            *value = reading.of(record);
        }
    };
    ensemble::readings(of, &Batch { months, ..*batch }, readings.len(), take, progress)
}
