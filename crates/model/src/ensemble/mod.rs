//! Many trials, on all cores.

use rayon::prelude::*;

mod readings;
mod work;

pub use readings::{Batch, Readings, readings};
pub use work::Work;

use crate::engine::{Model, Trial};
use crate::sampling::Layers;

/// Trials that are run, and stored, together.
const BLOCK: usize = 64;

/// How an ensemble is to be run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Number of trials.
    pub trials: u32,
    /// The seed from which all randomness follows.
    pub seed: u64,
    /// Which layers of uncertainty are at work.
    pub layers: Layers,
}

/// Told of every block of trials, and asked whether to go on.
pub trait Progress: Sync {
    /// So many trials are to be run now; where rounds follow each other they are numbered from 1.
    fn begin(&self, _trials: u64, _round: Option<u32>) {}
    /// So many more trials are done.
    fn advance(&self, trials: u64);
    /// Whether the user wants to stop.
    fn stopped(&self) -> bool;
}

/// Progress that nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn advance(&self, _trials: u64) {}

    fn stopped(&self) -> bool {
        false
    }
}

/// Does work that uses many threads on so many; on all cores if none are given. The number changes no result.
pub fn on_threads<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> R {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(work),
        // No threads to be had: the caller's own serve.
        Err(_) => work(),
    }
}

/// The user stopped the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the run was stopped")
    }
}

impl std::error::Error for Stopped {}

/// The values of some series in every trial.
///
/// They lie in blocks of 64 trials; in a block the trials of one cell (one
/// series in one month) lie side by side.
pub struct Ensemble {
    values: Vec<f32>,
    cells: usize,
    trials: usize,
}

impl Ensemble {
    /// Number of trials.
    pub fn trials(&self) -> usize {
        self.trials
    }

    /// The values of one cell, in the order of the trials.
    pub fn cell(&self, cell: usize) -> impl Iterator<Item = f32> + '_ {
        let blocks = self.values.chunks_exact(self.cells * BLOCK);
        blocks.flat_map(move |block| &block[cell * BLOCK..(cell + 1) * BLOCK]).take(self.trials).copied()
    }
}

/// Runs trials `first..first + settings.trials` of the baseline (`None`) or of
/// an option, and keeps the cells `kept` of
/// their records (see [`crate::engine::Layout`]). Trial 17 is the same
/// whichever trials run beside it.
///
/// # Errors
///
/// If the user stops the run.
pub fn run(
    model: &Model,
    option: Option<usize>,
    settings: &Settings,
    first: u32,
    kept: std::ops::Range<usize>,
    progress: &dyn Progress,
) -> Result<Ensemble, Stopped> {
    let trials = settings.trials as usize;
    let cells = kept.len();
    let mut values = vec![0.0_f32; trials.div_ceil(BLOCK) * cells * BLOCK];
    values.par_chunks_exact_mut(cells * BLOCK).enumerate().try_for_each_init(
        || (Trial::new(model, option), vec![0.0; model.layout.len()]),
        |(trial, record), (block, values)| {
            if progress.stopped() {
                return Err(Stopped);
            }
            let begin = block * BLOCK;
            let end = (begin + BLOCK).min(trials);
            for (column, number) in (begin..end).enumerate() {
                trial.run(settings.seed, first + number as u32, settings.layers, record);
                for (cell, value) in record[kept.clone()].iter().enumerate() {
                    values[cell * BLOCK + column] = *value;
                }
            }
            progress.advance((end - begin) as u64);
            Ok(())
        },
    )?;
    Ok(Ensemble { values, cells, trials })
}
