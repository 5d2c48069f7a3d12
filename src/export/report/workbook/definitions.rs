//! What each measure means, in a sentence for those who take figures from the sheets.

use crate::measure::OPEN_CASES_OF;

/// The general measures by their ids. How they are worked out is in docs/model.md, section 10.
const DEFINITIONS: [(&str, &str); 31] = [
    ("referrals", "Referrals in the month."),
    ("referrals_12_months", "Referrals in the twelve months to the end of the month."),
    (
        "rereferral_share",
        "Referrals of children whose case closed less than twelve months before, as a share of all \
      referrals; both over twelve months.",
    ),
    (
        "children_in_need",
        "Children in need at the end of the month, as the census counts them: every open case, whoever \
      works with it.",
    ),
    ("open_cases", "Children's cases open at the end of the month, those that wait for a worker included."),
    ("unallocated_cases", "Open cases that wait for a worker at the end of the month."),
    (
        "weeks_to_allocation",
        "Mean wait in weeks of the cases given a worker in the month, those without a wait included.",
    ),
    (
        "caseload",
        "Cases held for each full-time-equivalent case-holder, agency staff included, at the end of the month. \
      Cases that wait are not held.",
    ),
    (
        "caseload_over_limit_share",
        "Share of case-holders in groups whose mean caseload is above the limit of the scenario.",
    ),
    ("establishment_fte", "Funded posts, full-time equivalents, at the end of the month."),
    (
        "in_post_fte",
        "Permanent staff employed, full-time equivalents, those in notice included, at the end of the month.",
    ),
    ("vacancy_fte", "Funded posts that are not filled by permanent staff. Agency cover fills no vacancy."),
    ("vacancy_rate", "Vacancies as a share of vacancies and permanent staff in post."),
    ("agency_fte", "Agency staff, full-time equivalents, at the end of the month."),
    ("agency_rate", "Agency staff as a share of agency and permanent staff."),
    ("starters_fte", "Permanent staff who join in the month, full-time equivalents."),
    ("leavers_fte", "Permanent staff who leave in the month, full-time equivalents."),
    ("turnover_rate", "Leavers of twelve months as a share of permanent staff in post at their end."),
    ("absence_rate", "Share of the working time of permanent staff that is lost to sickness."),
    ("newly_qualified_share", "Share of permanent staff in roles of the newly qualified."),
    (
        "assessments_in_time_share",
        "Of the stages with a time limit that ended in the month, the share that ended within it.",
    ),
    (
        "worker_changes_per_child_year",
        "Changes of worker in the month, twelvefold, for each case held: changes that a child \
      lives through in a year.",
    ),
    ("referrals_avoided", "Referrals in the month that an option prevents."),
    (
        "cost.total",
        "Permanent and agency staff, recruitment, placements and levers together, in pounds at the prices of the \
      time.",
    ),
    ("cost.permanent", "Pay of permanent staff with what employers pay on top, in pounds."),
    ("cost.agency", "Cost of agency staff, in pounds."),
    (
        "cost.agency_premium",
        "What agency staff cost more than permanent staff would have cost in their place, in pounds. A part \
      of the cost of agency staff.",
    ),
    ("cost.recruitment", "Cost of recruiting those who start, in pounds."),
    ("cost.levers", "What the measures of an option cost themselves, in pounds."),
    ("cost.placements", "Cost of placements of looked-after children, in pounds."),
    (
        "cost.discounted",
        "Total cost discounted to the start of the run, at the prices of the start, in pounds.",
    ),
];

/// The definition of a measure.
pub(super) fn of(id: &str) -> &'static str {
    match DEFINITIONS.iter().find(|(own, _)| *own == id) {
        Some((_, text)) => text,
        None if id.starts_with(OPEN_CASES_OF) => {
            "Cases open in this stage at the end of the month, those that wait for a worker included."
        }
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::KNOWN_IDS;

    #[test]
    fn every_measure_has_a_definition() {
        for id in KNOWN_IDS.into_iter().chain(["open_cases.assessment"]) {
            assert!(of(id).ends_with('.'), "{id}");
        }
        assert!(DEFINITIONS.iter().all(|(id, _)| KNOWN_IDS.contains(id)));
    }
}
