//! Many trials of which only a few numbers are kept.

use rayon::prelude::*;

use super::{BLOCK, Progress, Settings, Stopped};
use crate::engine::{Model, Plan, Trial};
use crate::sampling::{Address, Again};

/// Which trials are run, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// Seed, number of trials and layers.
    pub settings: &'a Settings,
    /// The number of the first trial.
    pub first: u32,
    /// What every trial draws again.
    pub again: Option<&'a Again>,
    /// The last month to run, from 1.
    pub months: usize,
}

/// A few numbers of each trial.
#[derive(Clone, Debug)]
pub struct Readings {
    /// Trial by trial.
    values: Vec<f64>,
    width: usize,
}

impl Readings {
    /// One of the numbers, in the order of the trials.
    pub fn column(&self, column: usize) -> Vec<f64> {
        self.values.chunks_exact(self.width).map(|trial| trial[column]).collect()
    }
}

/// Runs trials of a plan, and keeps of each the `width` numbers that `read`
/// takes from its record (see [`crate::engine::Layout`]).
///
/// # Errors
///
/// If the user stops it.
pub fn readings(
    (model, plan): (&Model, &Plan),
    batch: &Batch<'_>,
    width: usize,
    read: impl Fn(&[f32], &mut [f64]) + Sync,
    progress: &dyn Progress,
) -> Result<Readings, Stopped> {
    let Batch { settings, first, again, months } = *batch;
    let mut values = vec![f64::NAN; settings.trials as usize * width];
    values.par_chunks_mut(BLOCK * width).enumerate().try_for_each_init(
        || (Trial::of_plan(model, plan), vec![0.0; model.layout.len()]),
        |(trial, record), (block, values)| {
            if progress.stopped() {
                return Err(Stopped);
            }
            let begin = first + (block * BLOCK) as u32;
            let count = values.len() / width;
            for (number, values) in (begin..).zip(values.chunks_exact_mut(width)) {
                let address = Address { again, ..Address::of(settings.seed, number, settings.layers) };
                trial.run_until(months, &address, record);
                read(record, values);
            }
            progress.advance(count as u64);
            Ok(())
        },
    )?;
    Ok(Readings { values, width })
}
