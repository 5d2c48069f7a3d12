//! `staffcast backtest`.

use std::path::PathBuf;

use clap::Args;

use super::backtest_plan::PlanArguments;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::published::DataArguments;
use super::{arguments, backtest_table, console};
use crate::backtest::scores::table;
use crate::backtest::{self, Job, Plan, Projected};
use crate::ensemble::{self, Progress as _};
use crate::export::NewFolder;
use crate::export::backtest::{Journal, Tested, write};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast backtest
  staffcast backtest --origins 2021,2022 --councils \"Kent,Havering\" --measures caseload,agency_rate

For each council and each origin: a scenario is made as `staffcast init --as-of` makes it, from figures up to that year alone, \
and run; then its ranges are compared with what was published later, and with simple rules.

If it is stopped (Ctrl-C), the same command goes on from there: what is done is noted beside the folder, in FOLDER.unfinished, \
until the results are complete.

The exit code is 0 if all went well, 1 if results could not be written, 2 if the arguments or the figures are at fault, and \
130 if it was stopped with Ctrl-C.";

#[derive(Args, Debug)]
pub(super) struct BacktestArguments {
    #[command(flatten)]
    plan: PlanArguments,
    /// How many processor cores to use [default: all]
    ///
    /// The results are the same on any number.
    #[arg(long, value_name = "NUMBER", value_parser = arguments::threads)]
    threads: Option<usize>,
    /// The folder for the results
    #[arg(long, value_name = "FOLDER", default_value = "output/backtest")]
    out: PathBuf,
    /// Replace the results that are in the folder
    ///
    /// They stay as they are until the new ones are complete. A folder with anything in it that Staffcast did not write
    /// is never replaced.
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
    let plan = arguments.plan.plan(&published)?;
    progress::listen_for_ctrl_c()?;
    // Before the work, so that nobody waits for results that have no place.
    let folder = NewFolder::begin(&arguments.out, arguments.overwrite)?;
    let jobs = backtest::jobs(&published, &plan).map_err(|error| Failure::Input(error.to_string()))?;
    if jobs.is_empty() {
        return Err(nothing_to_compare());
    }
    let journal = Journal::beside(folder.target())?;
    let pausing = |failure| pausing(failure, &jobs, &journal);

    let projected = project(&plan, &jobs, &journal, arguments).map_err(pausing)?;
    let projections = plan.with_rules(&published, &projected);
    if projections.is_empty() {
        return Err(nothing_to_compare());
    }
    let rows = table(&published, &projections);
    let tested = Tested { published: &published, plan: &plan, projections: &projections, rows: &rows };
    write(&tested, folder, &progress::is_stopped).map_err(|error| pausing(error.into()))?;
    journal.remove()?;
    console::print(&backtest_table::to_text(&tested, &arguments.out, console::width()))
}

/// Projects what the journal does not have yet, and takes all from there.
fn project(
    plan: &Plan,
    jobs: &[Job],
    journal: &Journal,
    arguments: &BacktestArguments,
) -> Result<Vec<Projected>, Failure> {
    let (noted, missing): (Vec<&Job>, Vec<&Job>) = jobs.iter().partition(|job| journal.has(job));
    let bar = Bar::new(arguments.quiet);
    bar.begin(u64::from(plan.trials) * jobs.len() as u64, None);
    for _ in noted {
        bar.advance(plan.trials.into());
    }
    let outcome = ensemble::on_threads(arguments.threads, || {
        backtest::project(plan, &missing, &bar, &|job, projected| journal.add(job, projected))
    });
    bar.clear();
    outcome?;
    Ok(jobs.iter().filter_map(|job| journal.projected(job)).collect())
}

/// Of a back-test that was stopped, what is done is kept.
fn pausing(failure: Failure, jobs: &[Job], journal: &Journal) -> Failure {
    match failure {
        Failure::Stopped => Failure::Paused(format!(
            "{} of {} projections are done, and no results were written yet. The same command goes on from there.",
            jobs.iter().filter(|job| journal.has(job)).count(),
            jobs.len()
        )),
        Failure::Input(_) | Failure::World(_) | Failure::Paused(_) => failure,
    }
}

fn nothing_to_compare() -> Failure {
    Failure::Input(
        "nothing of this is published both in an origin and after it, so that there is nothing to compare\n  \
         help: choose other measures, origins or councils; `staffcast show` has what is published of a council"
            .to_owned(),
    )
}
