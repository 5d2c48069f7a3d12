//! `staffcast compare`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::RunOptions;
use super::chart_options::ChartOptions;
use super::failure::Failure;
use super::run::{finish, read};
use crate::engine::Model;
use crate::export::folder_name;
use crate::scenario::Scenario;
use crate::service::{BASELINE, BASELINE_TITLE};
use crate::summary::Case;

pub(super) const EXAMPLES: &str = "Examples:
  staffcast compare scenarios/kent.toml my-plan.toml
  staffcast compare today.toml plan-a.toml plan-b.toml --trials 5000 --out results/plans

The first file is the baseline; every other is compared with it, trial by trial, with the same luck. Options within \
the files are left out; targets are those of the first. Files can be compared if they have the same council, dates, \
teams, stages and sources; a file that `extends` the first is the surest way.";

#[derive(Args, Debug)]
pub(super) struct CompareArguments {
    /// The scenario that the others are compared with (TOML)
    baseline: PathBuf,
    /// The other scenarios (TOML)
    #[arg(required = true, num_args = 1..=20)]
    others: Vec<PathBuf>,
    #[command(flatten)]
    options: RunOptions,
    #[command(flatten)]
    charts: ChartOptions,
}

pub(super) fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let files = [&arguments.baseline].into_iter().chain(&arguments.others);
    // Every file is read before any fault stops the command, so that all are told at once.
    let read: Vec<Result<Scenario, Failure>> =
        files.map(|file| read(file, arguments.options.quiet)).collect();
    let scenarios = read.into_iter().collect::<Result<Vec<Scenario>, Failure>>()?;
    let Some((baseline, others)) = scenarios.split_first() else { return Ok(()) };
    comparable(baseline, others)?;
    let look = arguments.charts.look(baseline)?;

    let models: Vec<Model> = scenarios.iter().map(|scenario| Model::new(&scenario.service)).collect();
    let targets = &baseline.service.targets.0;
    let titles = titles(&scenarios);
    let case = |(at, model): (usize, _)| {
        let name = if at == 0 { BASELINE } else { scenarios[at].name.as_str() };
        Case { name, title: titles[at].as_str(), model, option: None, against: 0, targets }
    };
    let cases: Vec<Case<'_>> = models.iter().enumerate().map(case).collect();
    let usual = format!("{}-compared", folder_name(&baseline.name));
    finish(baseline, others, &usual, (&arguments.options, &look), &cases)
}

/// What the scenarios are called in charts: their titles, if these differ; else "Baseline" and the names of the
/// other files.
fn titles(scenarios: &[Scenario]) -> Vec<String> {
    let differ = scenarios.iter().enumerate().all(|(at, scenario)| {
        scenarios[..at].iter().all(|other| other.service.title != scenario.service.title)
    });
    // The name of the first file differs in the folder of the run, which must give the same again.
    let title = |(at, scenario): (usize, &Scenario)| match (differ, at) {
        (true, _) => scenario.service.title.clone(),
        (false, 0) => BASELINE_TITLE.to_owned(),
        (false, _) => scenario.name.clone(),
    };
    scenarios.iter().enumerate().map(title).collect()
}

/// Whether all can be compared; if not, every reason.
fn comparable(baseline: &Scenario, others: &[Scenario]) -> Result<(), Failure> {
    let mut reasons = Vec::new();
    // Names of files and options in the results.
    let mut names = vec![baseline.name.as_str(), BASELINE, "scenario"];
    for other in others {
        for reason in differences(baseline, other) {
            reasons.push(format!("{}: {reason}", other.name));
        }
        if names.iter().any(|name| name.eq_ignore_ascii_case(&other.name)) {
            reasons.push(format!("{}: this name is taken in the results: give the file another", other.name));
        }
        names.push(&other.name);
    }
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Failure::Input(format!("these scenarios cannot be compared:\n  {}", reasons.join("\n  "))))
}

/// Why a scenario cannot be compared with the baseline.
fn differences(baseline: &Scenario, other: &Scenario) -> Vec<String> {
    let (ours, theirs) = (&baseline.service, &other.service);
    let mut reasons = Vec::new();
    let mut same = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            let ours = if ours.is_empty() { "none" } else { &ours };
            let theirs = if theirs.is_empty() { "none" } else { &theirs };
            reasons.push(format!("its {what}: {theirs}; in {}: {ours}", baseline.name));
        }
    };
    same("council", ours.council.clone(), theirs.council.clone());
    same("start", ours.start.0.last_day().to_string(), theirs.start.0.last_day().to_string());
    same("months", ours.months.0.to_string(), theirs.months.0.to_string());
    same("teams", list(ours.team.names()), list(theirs.team.names()));
    same("stages", list(ours.stage.names()), list(theirs.stage.names()));
    same("sources", list(ours.demand.source.names()), list(theirs.demand.source.names()));
    same("roles", list(ours.role.names()), list(theirs.role.names()));
    reasons
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
