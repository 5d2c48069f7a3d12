//! What changes from year to year at every council.

use crate::estimate::council::Council;
use crate::estimate::entries::Entries;
use crate::estimate::environment::Swing;
use crate::estimate::sourced::{Sourced, interval};
use model::figures::whole;
use model::measure::agency_rate;

pub(super) fn write(entries: &mut Entries, council: &Council<'_>) {
    let (evidence, environment) = (&council.evidence, &council.learned.environment);
    let (agency, in_post) = (council.staff.agency.value, council.staff.in_post.value);
    let source = evidence.on_workforce();
    for (table, swing, what) in [
        ("leaving", environment.leaving, "Yearly turnover of councils, less chance"),
        ("hiring", environment.hiring, "Yearly starters over staff of councils, less chance"),
        (
            "agency",
            environment.agency_swing(agency_rate(agency, in_post)),
            "Agency staff beyond what vacancies explain",
        ),
        (
            "absence",
            environment.absence_at(evidence.data, evidence.council),
            "Yearly absence rates of councils",
        ),
    ] {
        let Swing { sd, persistence: kept, changes } = swing;
        let range = |low: f64, high: f64| -> Sourced {
            let range = interval(low, high, 3);
            if changes > 0 {
                let note = format!("{what}; {} yearly changes of councils", whole(changes as f64));
                range.from(&source, "medium").note(note)
            } else {
                range.judged().note(format!("{what}; too few years are published to tell"))
            }
        };
        entries.set(format!("environment.{table}.swing_sd"), range(0.7 * sd, 1.35 * sd));
        let persistence = range((0.4 * kept).max(0.01), (kept + 0.2).min(0.95));
        entries.set(format!("environment.{table}.swing_persistence_per_year"), persistence);
    }
    let demand = environment.demand_at(evidence.data, evidence.council);
    let source = format!("Own calculation from DfE CIN census 2010-{}", evidence.year);
    for (name, sd, what) in [
        ("drift_sd_per_year", demand.drift_sd, "Growth of the variance of changes over one to five years"),
        ("swing_sd", demand.swing_sd, "What yearly changes hold beyond drift, noise and chance"),
    ] {
        let range = interval(0.78 * sd, 1.28 * sd, 3);
        let range = if demand.changes > 0 { range.from(&source, "medium") } else { range.judged() };
        let note = format!("{what}; {} yearly changes of councils", whole(demand.changes as f64));
        entries.set(format!("environment.demand.{name}"), range.note(note));
    }
}
