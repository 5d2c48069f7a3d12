//! `staffcast backtest`.

use std::path::PathBuf;

use clap::Args;

use super::backtest_plan::BacktestPlanArguments;
use super::failure::Failure;
use super::progress::{self, Bar};
use super::published::DataArguments;
use super::{arguments, backtest_table, console};
use crate::disk::{Journal, NewFolder};
use crate::question::{Asked, BacktestAsked};
use model::ensemble::{Progress as _, on_threads};
use report::backtest::write;
use study::backtest::{Projected, Task};

#[derive(Args, Debug)]
pub(super) struct BacktestArguments {
    #[command(flatten)]
    plan: BacktestPlanArguments,
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
    let job = arguments.plan.job(arguments.data.texts()?);
    let Asked::Backtest(asked) = Asked::of(&job)? else { unreachable!("a back-test is asked for") };
    let kept = "no results were written yet. The same command goes on from there.";
    progress::listen_for_ctrl_c(Failure::Paused(kept.to_owned()).to_string());
    // Before the work, so that nobody waits for results that have no place.
    let mut folder = NewFolder::begin(&arguments.out, arguments.overwrite)?;
    let journal = Journal::beside(folder.target())?;
    let all = asked.tasks().to_vec();
    let pausing = |failure| pausing(failure, &all, &journal);

    let projected = project(&asked, &journal, arguments).map_err(pausing)?;
    let answer = asked.compare(&projected)?;
    let tested = answer.as_tested();
    write(&tested, &mut folder, &progress::is_stopped).map_err(|error| pausing(error.into()))?;
    folder.complete().map_err(|error| pausing(error.into()))?;
    journal.remove()?;
    console::print(&backtest_table::to_text(&tested, &arguments.out, console::width()))
}

/// Projects what the journal does not have yet, and takes all from there.
fn project(
    asked: &BacktestAsked,
    journal: &Journal,
    arguments: &BacktestArguments,
) -> Result<Vec<Projected>, Failure> {
    let tasks = asked.tasks();
    let (noted, missing): (Vec<&Task>, Vec<&Task>) = tasks.iter().partition(|task| journal.has(task));
    let bar = Bar::new(arguments.quiet);
    bar.begin(u64::from(asked.trials()) * tasks.len() as u64, None);
    for _ in noted {
        bar.advance(asked.trials().into());
    }
    let outcome = on_threads(arguments.threads, || {
        asked.project(&missing, &bar, &|task, projected| journal.add(task, projected))
    });
    bar.clear();
    outcome?;
    Ok(tasks.iter().filter_map(|task| journal.projected(task)).collect())
}

/// Of a back-test that was stopped, what is done is kept.
fn pausing(failure: Failure, tasks: &[Task], journal: &Journal) -> Failure {
    match failure {
        Failure::Stopped => Failure::Paused(format!(
            "{} of {} projections are done, and no results were written yet. The same command goes on from there.",
            tasks.iter().filter(|task| journal.has(task)).count(),
            tasks.len()
        )),
        Failure::Input(_) | Failure::World(_) | Failure::Paused(_) => failure,
    }
}
