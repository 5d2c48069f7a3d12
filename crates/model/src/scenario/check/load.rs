//! Work against capacity at the start.

use super::{Check, case_holders};
use crate::document::{Problem, Problems};
use crate::figures::{short, whole};

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.central;
    let present = 1.0 - service.workforce.absence.at_start.unwrap_or(service.workforce.absence.rate);
    let ceiling = service.workload.ceiling_ratio;
    for (name, team) in service.team.iter() {
        let stages = service.stage.values();
        let load: f64 = stages
            .filter(|stage| stage.needs_case_holder && stage.team.text == name.text)
            .map(|stage| stage.open * stage.weight)
            .sum();
        let groups = team.staff.iter().filter_map(|(role, group)| {
            let role = service.role.get(&role.text)?;
            Some(case_holders(role, group) * role.full_caseload)
        });
        let capacity = groups.sum::<f64>() * present;
        // Starters carry less: the load that is really on the others is higher still.
        if load > ceiling * capacity {
            let written = &check.service.workload.ceiling_ratio.place;
            let ratio = if capacity > 0.0 {
                format!("{} times it", short(load / capacity, 2))
            } else {
                "without end".to_owned()
            };
            problems.add(
                Problem::warning(format!(
                    "the team `{}` begins with a load of {} against a capacity of {}, {ratio}: \
                     above the ceiling of {}, so that every new case has to wait",
                    name.text,
                    whole(load),
                    whole(capacity),
                    short(ceiling, 2)
                ))
                .maybe_at(written.as_ref().or(name.place.as_ref()), "passed at the start")
                .help(
                    "raise workload.ceiling_ratio, or check the open cases, weights, staff, case_holding and full_caseload; \
                     or leave it so, if that is how things stand",
                ),
            );
        }
    }
}
