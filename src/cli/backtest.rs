//! `staffcast backtest`.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;

use super::arguments;
use super::console;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::published::{DataArguments, find};
use crate::backtest::{self, MEASURES, Measure, Plan, Projected};
use crate::ensemble::Progress as _;
use crate::export::NewFolder;
use crate::export::backtest::{Journal, JournalError};
use crate::published::{Published, Year};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast backtest
  staffcast backtest --origins 2021,2022 --councils \"Kent,Havering\" --measures caseload,agency_rate

For each council and each origin: a scenario is made as `staffcast init --as-of` makes it, from figures up to that year alone, \
and run; then its ranges are compared with what was published later, and with simple rules.

If it is stopped (Ctrl-C), the same command goes on from there.

The exit code is 0 if all went well, 1 if results could not be written, 2 if the arguments or the figures are at fault, and \
130 if it was stopped with Ctrl-C.";

#[derive(Args, Debug)]
pub(super) struct BacktestArguments {
    /// The years to project from, with commas
    #[arg(long, value_name = "YEARS", value_delimiter = ',', default_value = "2019,2020,2021,2022")]
    origins: Vec<Year>,
    /// How many years ahead, 1 to 10
    #[arg(long, value_name = "YEARS", default_value = "3", value_parser = clap::value_parser!(u16).range(1..=10))]
    horizon: Year,
    /// The councils, with commas [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    councils: Vec<String>,
    /// The measures, with commas [default: all]
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    measures: Vec<String>,
    /// How many possible futures of each council and origin, 1 to 10,000,000
    #[arg(long, value_name = "NUMBER", default_value = "500", value_parser = arguments::trials)]
    trials: u32,
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = arguments::seed)]
    seed: u64,
    /// How many processor cores to use [default: all]
    #[arg(long, value_name = "NUMBER", value_parser = arguments::threads)]
    threads: Option<usize>,
    /// The folder for the results
    #[arg(long, value_name = "FOLDER", default_value = "output/backtest")]
    out: PathBuf,
    /// Replace the back-test that is in the folder
    #[arg(long)]
    overwrite: bool,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn backtest(arguments: &BacktestArguments) -> Result<(), Failure> {
    let published = arguments.data.read()?;
    let plan = plan(arguments, &published)?;
    progress::listen_for_ctrl_c()?;
    // Before the work, so that nobody waits for results that have no place.
    let folder = NewFolder::begin(&arguments.out, arguments.overwrite)?;
    let journal = Journal::open(&journal_beside(&arguments.out))?;
    let projected = in_pool(arguments.threads, || run(&published, &plan, &journal, arguments.quiet))?;
    let projections = plan.with_rules(&published, &projected);
    // TEMPORARY
    let mut text = String::new();
    for p in &projections {
        let q: Vec<String> = p.own.quantiles.iter().map(f64::to_string).collect();
        text += &format!(
            "{},{},{},{},{},{},{},{},{}\n",
            published.area(p.council).code,
            p.origin,
            p.horizon,
            MEASURES[p.measure].id,
            p.outturn,
            p.last,
            p.own.mean,
            q.join(","),
            p.own.crps
        );
    }
    std::fs::write(arguments.out.with_extension("csv"), text).unwrap();
    drop(folder);
    Ok(())
}

/// Projects what the journal does not have yet.
fn run(
    published: &Published,
    plan: &Plan,
    journal: &Journal,
    is_quiet: bool,
) -> Result<Vec<Projected>, Failure> {
    let jobs = backtest::jobs(published, plan).map_err(|error| Failure::Input(error.to_string()))?;
    let mut projected: Vec<Projected> = jobs.iter().filter_map(|job| journal.known(job)).collect();
    let missing: Vec<_> = jobs.iter().filter(|job| journal.known(job).is_none()).collect();
    let bar = Bar::new(u64::from(plan.trials) * jobs.len() as u64, is_quiet);
    bar.advance(u64::from(plan.trials) * projected.len() as u64);
    let fresh = Mutex::new(Vec::new());
    let outcome = backtest::project(plan, &missing, &bar, &|job, projected| {
        journal.add(job, &projected)?;
        fresh.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(projected);
        Ok::<(), JournalError>(())
    });
    bar.clear();
    outcome?;
    projected.extend(fresh.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
    projected.sort_by_key(|projected| (projected.origin, projected.council));
    Ok(projected)
}

fn plan(arguments: &BacktestArguments, published: &Published) -> Result<Plan, Failure> {
    let councils: Vec<_> = if arguments.councils.is_empty() {
        published.councils().map(|(council, _)| council).collect()
    } else {
        arguments.councils.iter().map(|name| find(published, name)).collect::<Result<_, _>>()?
    };
    let measures: Vec<usize> = if arguments.measures.is_empty() {
        (0..MEASURES.len()).collect()
    } else {
        arguments
            .measures
            .iter()
            .map(|id| Measure::find(id).ok_or_else(|| Failure::Input(format!("no measure {id}"))))
            .collect::<Result<_, _>>()?
    };
    let mut origins = arguments.origins.clone();
    origins.sort_unstable();
    origins.dedup();
    Ok(Plan {
        origins,
        horizon: arguments.horizon,
        councils,
        measures,
        trials: arguments.trials,
        seed: arguments.seed,
    })
}

/// `output/backtest.unfinished`
fn journal_beside(folder: &Path) -> PathBuf {
    folder.with_extension("unfinished")
}

/// Does the work on so many threads.
fn in_pool<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> R {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
