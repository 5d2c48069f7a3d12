//! Whether scenarios can be compared, and what they are called.

use super::Error;
use model::scenario::Scenario;
use model::service::{BASELINE, BASELINE_TITLE};

/// What the scenarios are called in charts: their titles, if these differ; else "Baseline" and the names of the
/// other files.
pub(super) fn titles(scenarios: &[&Scenario]) -> Vec<String> {
    let differ = scenarios.iter().enumerate().all(|(at, scenario)| {
        scenarios[..at].iter().all(|other| other.service.title != scenario.service.title)
    });
    // The name of the first file differs in the folder of the run, which must give the same again.
    let title = |(at, scenario): (usize, &&Scenario)| match (differ, at) {
        (true, _) => scenario.service.title.clone(),
        (false, 0) => BASELINE_TITLE.to_owned(),
        (false, _) => scenario.name.clone(),
    };
    scenarios.iter().enumerate().map(title).collect()
}

/// Whether all can be compared; if not, every reason.
pub(super) fn comparable(baseline: &Scenario, others: &[Scenario]) -> Result<(), Error> {
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
    Err(Error::input(format!("these scenarios cannot be compared:\n  {}", reasons.join("\n  "))))
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
