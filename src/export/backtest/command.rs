//! The command that repeats a back-test.

use crate::backtest::{MEASURES, Plan};
use crate::published::{Published, Year};

/// The command that gives the same files, from the same figures.
pub(super) fn again(published: &Published, plan: &Plan) -> String {
    let origins: Vec<String> = plan.origins.iter().map(Year::to_string).collect();
    let mut command =
        format!("staffcast backtest --origins {} --horizon {}", origins.join(","), plan.horizon);
    if plan.councils.len() < published.councils().count() {
        let codes: Vec<&str> =
            plan.councils.iter().map(|council| published.area(*council).code.as_str()).collect();
        command += &format!(" --councils {}", codes.join(","));
    }
    if plan.measures.len() < MEASURES.len() {
        let ids: Vec<&str> = plan.measures.iter().map(|at| MEASURES[*at].id).collect();
        command += &format!(" --measures {}", ids.join(","));
    }
    command + &format!(" --trials {} --seed {}", plan.trials, plan.seed)
}
