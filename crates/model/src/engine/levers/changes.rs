//! Numbers of the service that levers change.

use super::dates::When;
use crate::calendar::{RunWeeks, WEEKS_PER_YEAR};
use crate::engine::ids::{Identified, TeamId};
use crate::engine::model::Model;
use crate::engine::plan::{Amount, Operation, ParameterChange, TransferPlan};
use crate::engine::rates::Rates;
use crate::engine::workload::agency_holding;
use crate::sampling::Values;

impl TransferPlan {
    /// Moves posts, no more than there are now; gives how many.
    pub(super) fn apply(&self, wanted: f64, model: &Model, values: &mut Values) -> f64 {
        let moved = wanted.min(values[self.establishment.0]).max(0.0);
        for (establishment, more) in [(self.establishment.0, -moved), (self.establishment.1, moved)] {
            let kind = model.parameters.kind(establishment);
            values.set(establishment, kind.clamp(values[establishment] + more));
        }
        moved
    }
}

impl ParameterChange {
    /// Changes the number by `share` of the way (equation L2), within the limits of its kind.
    pub(super) fn apply(&self, amount: f64, share: f64, model: &Model, values: &mut Values) {
        let old = values[self.parameter];
        let new = match self.operation {
            Operation::Multiply => old * (1.0 + (amount - 1.0) * share),
            Operation::Add => old + amount * share,
            Operation::Set => old + (amount - old) * share,
            Operation::AtMost => old + (amount.min(old) - old) * share,
        };
        values.set(self.parameter, model.parameters.kind(self.parameter).clamp(new));
    }
}

impl Amount {
    /// How much it is in a trial.
    pub(super) fn of(&self, when: &When, model: &Model, values: &Values, rates: &Rates) -> f64 {
        match self {
            Self::Given(number) => values[*number],
            Self::Less(share) => 1.0 - values[*share],
            Self::More(share) => 1.0 + values[*share],
            Self::OfPay { amount, salary, elasticity } => {
                // Equation L15.
                (1.0 + values[*amount] / values[*salary].max(f64::MIN_POSITIVE)).powf(values[*elasticity])
            }
            Self::LeftByReview { teams, cases, weeks_per_case } => {
                // Equation L10: FTE that the review takes, of the case-holders of the start.
                let weeks = when.months() * WEEKS_PER_YEAR / 12.0;
                let taken = values[*cases] * values[*weeks_per_case] / weeks;
                let of_teams = teams.iter().map(|team| holders_at_start(model, values, *team));
                1.0 - (taken / of_teams.sum::<f64>().max(f64::MIN_POSITIVE)).min(0.95)
            }
            Self::PaceOfReview { stage, share } => {
                // Equation L11: so many more of the open cases end in the time of the review.
                let time = RunWeeks::of_months(when.months());
                1.0 + values[*share] * rates.stages[*stage].mean.0 / time.0
            }
        }
    }
}

/// FTE of case-holders of a team at the start, agency workers included.
fn holders_at_start(model: &Model, values: &Values, team: TeamId) -> f64 {
    let service = &model.service;
    let staff = service.team[team].staff.iter().map(|(name, staff)| {
        let role = service.role.id_of(&name.text).expect("checked: the role exists");
        values[staff.in_post] * values[service.role[role].case_holding]
            + values[staff.agency] * values[agency_holding(model, role)]
    });
    staff.sum()
}
