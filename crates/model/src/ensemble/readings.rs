//! Many trials of which only a few numbers are kept.

use rayon::prelude::*;

use super::{Progress, Settings, Stopped};
use crate::engine::{Model, Plan, Trial};
use crate::sampling::{Address, Resample};

/// Trials that are run by one thread before it asks whether to go on, at most; fewer where there are few, so that
/// all threads have a part in them.
const BLOCK: usize = 16;

/// Which trials are run, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// Seed and layers; how many trials is said by their numbers.
    pub settings: &'a Settings,
    /// The numbers of the trials.
    pub numbers: &'a [u32],
    /// What every trial draws again.
    pub resample: Option<&'a Resample>,
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
    let Batch { settings, numbers, resample, months } = *batch;
    let mut values = vec![f64::NAN; numbers.len() * width];
    let block = numbers.len().div_ceil(4 * rayon::current_num_threads()).clamp(1, BLOCK);
    let blocks = values.par_chunks_mut(block * width).zip(numbers.par_chunks(block));
    blocks.try_for_each_init(
        || (Trial::of_plan(model, plan), vec![0.0; model.layout.len()]),
        |(trial, record), (values, numbers)| {
            if progress.stopped() {
                return Err(Stopped);
            }
            for (number, values) in numbers.iter().zip(values.chunks_exact_mut(width)) {
                let address = Address { resample, ..Address::of(settings.seed, *number, settings.layers) };
                trial.run_until(months, &address, record);
                read(record, values);
            }
            progress.advance(numbers.len() as u64);
            Ok(())
        },
    )?;
    Ok(Readings { values, width })
}
