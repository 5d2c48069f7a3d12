//! What a run will take, before it begins: time of a processor core, and memory.

use crate::balance::flows;
use crate::calendar::WEEKS_PER_YEAR;
use crate::service::Service;
use crate::uncertain::Uncertain;

/// Nanoseconds of one step of one case: between 25 where nobody waits and 60 where the queues are long, measured in 2026.
const STEP: f64 = 60.0;
/// Nanoseconds of a week of one stage, source or group of staff.
const WEEK: f64 = 1_000.0;
/// Bytes of the value of one measure in one month of one trial.
const VALUE: f64 = 4.0;

/// Time and memory, to the order of magnitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// Seconds of one core.
    pub seconds: f64,
    /// Bytes of the values of one measure, which are in memory together: of the baseline and of an option.
    pub bytes: f64,
}

impl Work {
    /// Of so many trials of so many cases: the baseline, and each option or other scenario.
    pub fn of(service: &Service<Uncertain>, trials: u32, cases: usize) -> Self {
        let central = service.map(&mut |_, about, number| number.central(about.kind));
        let flows = flows(&central, &|value| *value);
        let months = f64::from(service.months.0);
        let years = months / 12.0;
        let demand = &central.demand;
        // Halfway through, as it grows evenly.
        let growth = (1.0 + demand.trend_per_year).max(0.1).powf(years / 2.0);
        let open: f64 = central.stage.values().map(|stage| stage.open + stage.waiting).sum();
        let arrivals: f64 = demand.source.values().map(|source| source.per_year * demand.level).sum();
        let steps = open + (arrivals + flows.inflow.iter().sum::<f64>()) * growth * years;
        let groups: usize = central.team.values().map(|team| team.staff.len()).sum();
        let parts = (groups + central.stage.len() + demand.source.len()) as f64;
        let trial = steps * STEP + years * WEEKS_PER_YEAR * parts * WEEK;
        let trials = f64::from(trials);
        Self {
            seconds: trials * cases as f64 * trial / 1e9,
            bytes: trials * (months + 1.0) * VALUE * cases.min(2) as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_grows_with_trials_options_months_and_demand() {
        let of = |trials, cases, edit: (&str, &str)| {
            let text = include_str!("../../../../scenarios/minimal.toml").replace(edit.0, edit.1);
            Work::of(&Service::from_text(&text).unwrap(), trials, cases)
        };
        let one = of(1_000, 1, ("", ""));
        assert!((of(3_000, 2, ("", "")).seconds / one.seconds - 6.0).abs() < 1e-9);
        assert!((of(3_000, 2, ("", "")).bytes / one.bytes - 6.0).abs() < 1e-9);
        let more = of(1_000, 1, ("[1_900, 2_100]", "[190_000, 210_000]"));
        assert!(more.seconds > 10.0 * one.seconds && (more.bytes - one.bytes).abs() < 1.0);
    }
}
