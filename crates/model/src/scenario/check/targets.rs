//! Targets: of measures that exist, for teams that exist, within the run.

use super::{Check, unknown};
use crate::document::{Name, Problem, Problems};
use crate::figures::short;
use crate::measure::{Measure, Unit, all, ids};
use crate::service::Target;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let (known, measures) = (ids(check.service), all(check.service));
    for target in &check.service.targets.0 {
        let measure = Name { text: target.measure.clone(), place: target.place.clone() };
        match measures.iter().find(|own| own.id == measure.text) {
            None => {
                let message = format!("the target \"{target}\" is not for a measure");
                problems.extend(unknown(message, &measure, "measure", known.iter().map(String::as_str)));
            }
            Some(measure) => problems.extend(on_scale(measure, target)),
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

/// The value lies where the measure can lie: a share is no percentage, and a number of cases is none.
fn on_scale(measure: &Measure, target: &Target) -> Option<Problem> {
    let help = if target.in_percent && measure.unit != Unit::Share {
        format!("{} is no share: write {} without %", measure.noun, short(target.value * 100.0, 6))
    } else {
        match measure.why_impossible(target.value)? {
            _ if measure.unit == Unit::Share && (1.0..=100.0).contains(&target.value) => {
                format!("a share lies between 0% and 100%: did you mean {}%?", short(target.value, 6))
            }
            why => why,
        }
    };
    let problem = Problem::error(format!("the target \"{target}\" lies where {} never lies", measure.noun));
    Some(problem.maybe_at(target.place.as_ref(), "on another scale").help(help))
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
