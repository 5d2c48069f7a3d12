//! The command that repeats a back-test.

use evidence::published::{Published, Year};
use study::backtest::{BacktestPlan, MEASURES};

/// The command that gives the same files, from the same figures.
pub(super) fn again(published: &Published, plan: &BacktestPlan) -> String {
    let origins: Vec<String> = plan.origins.iter().map(Year::to_string).collect();
    let codes = plan.councils.iter().map(|council| published.area(*council).code.as_str());
    let ids = plan.measures.iter().map(|at| MEASURES[*at].id);
    // All of them are meant if none is named.
    let all_councils = plan.councils.len() == published.councils().count();
    let all_measures = plan.measures.len() == MEASURES.len();
    // Whoever repeats it has the folder where it pleases them; the manifest says by which fingerprint it is known.
    let data = if published.is_embedded() { "" } else { " --data FOLDER" };
    format!(
        "staffcast backtest --origins {} --horizon {}{}{} --trials {} --seed {}{data}",
        origins.join(","),
        plan.horizon,
        unless(all_councils, " --councils ", codes),
        unless(all_measures, " --measures ", ids),
        plan.trials,
        plan.seed
    )
}

/// An argument with its entries, unless it can be left out.
fn unless<'a>(is_left_out: bool, argument: &str, entries: impl Iterator<Item = &'a str>) -> String {
    if is_left_out { String::new() } else { argument.to_owned() + &entries.collect::<Vec<_>>().join(",") }
}
