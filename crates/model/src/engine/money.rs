//! Pay and prices, week by week.

use super::ids::Identified;
use super::model::Model;
use super::pathway::Pathway;
use super::staff::Staff;
use super::tally::Tally;
use crate::calendar::{RUN_WEEKS_PER_YEAR, WEEKS_PER_MONTH, WEEKS_PER_YEAR};
use crate::sampling::Values;

/// Adds the cost of one week to the month's (equations M1 to M4).
pub(super) fn pay(
    model: &Model,
    values: &Values,
    staff: &Staff,
    pathway: &Pathway,
    week: usize,
    tally: &mut Tally,
) {
    let money = &model.service.money;
    let prices = price_level(model, values, week);
    let weekly = prices / RUN_WEEKS_PER_YEAR;
    let loaded = 1.0 + values[money.on_costs];
    let multiple = values[money.agency_multiple];
    for (at, group) in model.groups.each() {
        let salary = values[model.service.role[group.role].salary] * loaded * weekly;
        let agency = staff.agency.fte[at] * salary;
        let team = &mut tally.teams[group.team];
        team.cost_permanent += staff.permanent.fte[at] * salary;
        team.cost_agency += agency * multiple;
        team.cost_agency_premium += agency * (multiple - 1.0);
    }
    for (at, stage) in model.service.stage.each() {
        let price = values[stage.placement_cost_per_week] * prices * WEEKS_PER_YEAR / RUN_WEEKS_PER_YEAR;
        tally.teams[model.stages[at].team].cost_placements +=
            f64::from(pathway.active(at) + pathway.waiting(at)) * price;
    }
}

/// Adds the cost of the month's starters (equation M5), and brings what levers
/// cost to the prices of the time.
pub(super) fn end_month(model: &Model, values: &Values, week: usize, tally: &mut Tally) {
    let prices = price_level(model, values, week);
    let each = values[model.service.money.cost_per_starter] * prices;
    for team in &mut tally.teams {
        team.cost_recruitment = team.starters * each;
    }
    tally.lever_cost *= prices;
    tally.lever_cost_once *= prices;
}

/// What a pound of this week is worth at the start: at the prices of the start,
/// and discounted (equation M8).
pub(super) fn present_value(model: &Model, values: &Values, week: usize) -> f64 {
    let years = (week as f64 + WEEKS_PER_MONTH as f64 / 2.0) / RUN_WEEKS_PER_YEAR;
    (1.0 + values[model.service.money.discount_rate]).powf(-years) / price_level(model, values, week)
}

/// Pay and prices against those of the start: they rise each April (equation M6).
fn price_level(model: &Model, values: &Values, week: usize) -> f64 {
    let years = model.month_of(week).financial_year().first - model.start.financial_year().first;
    // Opening balances at 31 March are at the old price, and the run begins with the new.
    (1.0 + values[model.service.money.award_per_year]).powi(i32::from(years))
}
