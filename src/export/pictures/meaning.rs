//! What each measure is, as it stands below the title of its charts.

use crate::export::chart::AxisBase;
use crate::measure::OPEN_CASES_OF;

/// What a measure is and, for a rate, over what; and where its axis begins.
pub(super) fn meaning(measure: &str) -> (&'static str, AxisBase) {
    // At zero, where size is the message; elsewhere near the values, and the chart says so.
    let (zero, fitted) = (AxisBase::Zero, AxisBase::Fitted);
    match measure {
        "referrals" => ("Referrals in each month", zero),
        "referrals_12_months" => ("Referrals in the twelve months up to each month", fitted),
        "rereferral_share" => (
            "Referrals within twelve months of an earlier one, as a share of all referrals of twelve months",
            zero,
        ),
        "referrals_avoided" => ("Referrals in each month that early help and thresholds avoid", zero),
        "children_in_need" => ("Children with an open case at the end of each month", fitted),
        "open_cases" => ("Cases open at the end of each month, those that wait included", fitted),
        "unallocated_cases" => ("Cases that wait for a worker at the end of each month", zero),
        "weeks_to_allocation" => ("Mean wait, in weeks, of the cases given a worker in each month", zero),
        "caseload" => (
            "Cases held for each full-time-equivalent case-holder, agency staff included, at the end of each month",
            fitted,
        ),
        "caseload_over_limit_share" => (
            "Case-holders in groups whose mean caseload is above the limit, as a share of all, full-time \
             equivalents at the end of each month",
            zero,
        ),
        "establishment_fte" => ("Posts, full-time equivalents at the end of each month", fitted),
        "in_post_fte" => ("Permanent staff in post, full-time equivalents at the end of each month", fitted),
        "vacancy_fte" => ("Vacant posts, full-time equivalents at the end of each month", zero),
        "vacancy_rate" => (
            "Vacant posts as a share of vacant and filled posts, full-time equivalents at the end of each month",
            zero,
        ),
        "agency_fte" => ("Agency staff, full-time equivalents at the end of each month", zero),
        "agency_rate" => (
            "Agency staff as a share of agency and permanent staff, full-time equivalents at the end of each month",
            zero,
        ),
        "starters_fte" => ("Permanent staff who start in each month, full-time equivalents", zero),
        "leavers_fte" => ("Permanent staff who leave in each month, full-time equivalents", zero),
        "turnover_rate" => (
            "Leavers of twelve months as a share of the staff in post at the end of them, full-time equivalents",
            zero,
        ),
        "absence_rate" => ("Share of the time of permanent staff that is lost to absence", zero),
        "newly_qualified_share" => {
            ("Staff in newly qualified roles as a share of permanent staff, full-time equivalents", zero)
        }
        "assessments_in_time_share" => (
            "Share of the assessments, and of other work with a time limit, that ended in time in each month",
            zero,
        ),
        "worker_changes_per_child_year" => {
            ("Changes of worker in each month for each case held, as a rate a year", zero)
        }
        "cost.permanent" => ("Pounds for permanent staff in each month, at the prices of the time", fitted),
        "cost.agency" => ("Pounds for agency staff in each month, at the prices of the time", zero),
        "cost.agency_premium" => (
            "Pounds that agency staff cost above permanent staff in each month, at the prices of the time",
            zero,
        ),
        "cost.recruitment" => ("Pounds for recruitment in each month, at the prices of the time", zero),
        "cost.levers" => ("Pounds for the option itself in each month, at the prices of the time", zero),
        "cost.placements" => ("Pounds for placements in each month, at the prices of the time", fitted),
        "cost.discounted" => {
            ("Pounds in each month, at the prices of the start and discounted to it", fitted)
        }
        stage if stage.starts_with(OPEN_CASES_OF) => {
            ("Cases open in this stage at the end of each month, those that wait included", fitted)
        }
        // `cost.total`, and whatever else is summed.
        _ => ("Pounds in each month, at the prices of the time", fitted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::KNOWN_IDS;

    #[test]
    fn only_the_total_cost_has_the_words_for_the_rest() {
        let rest = meaning("cost.total");
        let others = KNOWN_IDS.iter().filter(|id| meaning(id) == rest);
        assert_eq!(others.collect::<Vec<_>>(), [&"cost.total"]);
    }
}
