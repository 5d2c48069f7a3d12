//! Early help: families reached, and referrals prevented some time later
//! (equations L5 to L8).

use super::dates::When;
use crate::engine::effects::Effects;
use crate::engine::plan::HelpPlan;
use crate::sampling::Values;
use crate::service::{EarlyHelp, HelpActsOn, ParameterId};

impl EarlyHelp<ParameterId> {
    /// Families a month once the programme has grown: as many as begin, or as
    /// there is room for (equation L5).
    fn rate(&self, values: &Values) -> f64 {
        let begin = values[self.families_per_month];
        match (self.capacity_families, values[self.months_of_help]) {
            (Some(capacity), months) if months > 0.0 => begin.min(values[capacity] / months),
            _ => begin,
        }
    }

    /// Families reached since the beginning, `months` after it (equation L6).
    fn reached_by(&self, months: f64, when: &When, values: &Values) -> f64 {
        let during = months.clamp(0.0, when.months());
        let growing = during.min(when.phase_in);
        let grown = if when.phase_in > 0.0 { growing * growing / (2.0 * when.phase_in) } else { 0.0 };
        let after = (months - when.months()).clamp(0.0, when.phase_out);
        let fading = if when.phase_out > 0.0 { after - after * after / (2.0 * when.phase_out) } else { 0.0 };
        let full = if when.phase_in > 0.0 { (when.months() / when.phase_in).min(1.0) } else { 1.0 };
        self.rate(values) * (grown + (during - growing) + fading * full)
    }

    /// Families reached in a month.
    pub(super) fn reached_in(&self, month: f64, when: &When, values: &Values) -> f64 {
        let since = month - when.from;
        self.reached_by(since + 1.0, when, values) - self.reached_by(since, when, values)
    }

    /// Referrals, cases that go on or entries to a stage, which the programme prevents in a month (equation L7).
    fn prevented_in(&self, month: f64, when: &When, values: &Values) -> f64 {
        let children = values[self.children_per_family];
        let each = children * values[self.would_be_referred] * values[self.effect];
        let (lag, lasts) = (values[self.lag_months], values[self.lasts_months]);
        let middle = month - when.from + 0.5;
        let reached = |months: f64| self.reached_by(months, when, values);
        let felt = (reached(middle - lag) - reached(middle - lag - lasts)) / lasts;
        each * felt
    }

    /// Referrals that it brings in a month, since workers find need.
    fn brought_in(&self, month: f64, when: &When, values: &Values) -> f64 {
        let children = self.reached_in(month, when, values) * values[self.children_per_family];
        children * values[self.first_rise]
    }
}

impl Effects {
    /// Adds what a programme does in a month.
    pub(super) fn help(
        &mut self,
        HelpPlan { programme, stage }: &HelpPlan,
        when: &When,
        values: &Values,
        month: f64,
    ) {
        let prevented = programme.prevented_in(month, when, values);
        let brought = programme.brought_in(month, when, values);
        let mut fewer = -brought;
        match &programme.acts_on {
            HelpActsOn::Referrals => fewer += prevented,
            HelpActsOn::Escalation => self.escalations_prevented += prevented,
            HelpActsOn::Stage(_) => {
                let stage = stage.expect("the compiler of plans has found the stage");
                self.entries_prevented[stage] += prevented;
            }
        }
        self.prevented.0 += fewer;
        self.prevented.1 += fewer * values[programme.goes_on];
    }
}
