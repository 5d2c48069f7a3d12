//! What levers cost (equation L12). They are paid for whether or not they have their effect.

use super::state::Levers;
use crate::calendar::RUN_WEEKS_PER_YEAR;
use crate::engine::ids::GroupId;
use crate::engine::model::Model;
use crate::engine::plan::{Effect, HelpPlan, Plan};
use crate::engine::staff::Staff;
use crate::engine::tally::Tally;
use crate::sampling::Values;

impl Levers {
    /// Adds what is paid for a month, at the prices of the start.
    pub(in crate::engine) fn pay_month(&self, plan: &Plan, values: &Values, month: usize, tally: &mut Tally) {
        let month = month as f64;
        for (lever, state) in plan.levers.iter().zip(&self.states) {
            if state.when.is_on(month) {
                tally.lever_cost += values[lever.cost_per_year] / 12.0;
                if month <= state.when.from {
                    tally.lever_cost += values[lever.cost_once];
                    tally.lever_cost_once += values[lever.cost_once];
                }
            }
            if let Some(Effect::EarlyHelp(HelpPlan { programme, .. })) = &lever.effect {
                let families = programme.reached_in(month, &state.when, values);
                tally.families_helped += families;
                tally.children_helped += families * values[programme.children_per_family];
                tally.lever_cost += families * values[programme.cost_per_family];
            }
        }
    }

    /// Adds the supplements of a week, at the prices of the start.
    pub(in crate::engine) fn pay_supplements(
        &self,
        plan: &Plan,
        model: &Model,
        values: &Values,
        staff: &Staff,
        month: usize,
        tally: &mut Tally,
    ) {
        for (lever, state) in plan.levers.iter().zip(&self.states) {
            let Some(Effect::Pay { roles, amount }) = &lever.effect else { continue };
            let weekly = values[*amount] * state.when.share(month as f64) / RUN_WEEKS_PER_YEAR;
            if weekly > 0.0 {
                let has_it = |group: GroupId| roles.contains(&model.groups[group].role);
                let fte = staff.permanent.fte.each().filter(|(group, _)| has_it(*group));
                let paid: f64 = fte.map(|(_, fte)| fte).sum();
                tally.lever_cost += paid * weekly * (1.0 + values[model.service.money.on_costs]);
            }
        }
    }
}
