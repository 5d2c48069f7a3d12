//! Targets: of measures that exist, for teams that exist, within the run.

use super::{Check, unknown};
use crate::document::{Name, Problem, Problems};
use crate::measure::ids;
use crate::service::Target;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let known = ids(check.service);
    for target in &check.service.targets.0 {
        let measure = Name { text: target.measure.clone(), place: target.place.clone() };
        if !known.contains(&measure.text) {
            let message = format!("the target \"{target}\" is not for a measure");
            problems.extend(unknown(message, &measure, "measure", known.iter().map(String::as_str)));
        }
        if let Some(team) = &target.team {
            let name = Name { text: team.clone(), place: target.place.clone() };
            if check.service.team.get(team).is_none() {
                let message = format!("the target \"{target}\" is for a team that does not exist");
                problems.extend(unknown(message, &name, "team", check.service.team.names()));
            }
        }
        within_run(check, target, problems);
    }
}

fn within_run(check: &Check<'_>, target: &Target, problems: &mut Problems) {
    let Some(by) = target.by else { return };
    let (first, last) = (check.service.first_month(), check.service.last_month());
    if by < first || by > last {
        problems.add(
            Problem::error(format!(
                "the target \"{target}\" is for {}, but the run goes from {} to {}",
                by.long_name(),
                first.long_name(),
                last.long_name()
            ))
            .maybe_at(target.place.as_ref(), "outside the run")
            .help("move the date, or run more `months`"),
        );
    }
}
