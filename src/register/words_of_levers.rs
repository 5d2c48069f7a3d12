//! Words for levers and their numbers.

/// What a lever is called.
pub(super) fn lever(kind: &str) -> &str {
    match kind {
        "temporary_workers" => "temporary workers",
        "agency" => "limits on agency staff",
        "posts" => "change of posts",
        "early_help" => "early help",
        "front_door" => "front door",
        "case_review" => "case review",
        "recording_system" => "recording system",
        "demand_shock" => "shock of demand",
        other => other,
    }
}

/// Words for a number of a lever whose doc comment, cut short, does not stand alone.
pub(super) fn phrase_of_lever(lever: &str, leaf: &str) -> Option<&'static str> {
    Some(match (lever, leaf) {
        (_, "phase_in_months") => "months in which the effect grows to its full size",
        (_, "phase_out_months") => "months in which the effect fades afterwards",
        (_, "chance_of_delivery") => "chance that it has its effect at all",
        (_, "cost_once") => "cost in its first month",
        (_, "cost_per_year") => "cost a year",
        (_, "leaving") => "leaving, against what it would be",
        (_, "hiring") => "offers accepted, against what they would be",
        (_, "rereferral") => "share that comes back, against what it would be",
        (_, "goes_on") => {
            "how often the referrals gained or lost go beyond the first stage, against the average"
        }
        ("front_door" | "inspection" | "demand_shock", "referrals") => {
            "referrals, against what they would be"
        }
        ("front_door", "entering") => "share of referrals that begin in a stage, against what it would be",
        ("agency", "cover") | ("inspection", "agency") => "agency cover wanted, against what it would be",
        ("agency", "conversion") => "agency workers who take a permanent post, against what they would be",
        ("agency", "leavers_who_stay") => {
            "leavers to agency work who stay on here, against what they would be"
        }
        ("campaign", "starting_share") => "share of a full caseload that they carry at first",
        ("campaign", "months_to_full") => "months until they carry a full caseload",
        ("campaign", "over_months") => "months over which they arrive",
        ("campaign", "early_leaving") => "share who leave within their first year for reasons of their own",
        ("campaign", "cost_per_head") => "cost of each who starts",
        ("supplement", "amount_per_year") => "pounds a year for each permanent FTE in post",
        ("early_help", "families_per_month") => "families that begin each month",
        ("early_help", "effect") => "share of those referrals that it prevents",
        ("early_help", "would_be_referred") => "share of the children who would be referred without it",
        ("early_help", "months_of_help") => "months for which a family is helped",
        ("early_help", "lasts_months") => "months over which the effect of a family is spread",
        ("early_help", "cost_per_family") => "cost of each family",
        ("recording_system", "months_lost") => "months until working time is no longer lost",
        _ => return None,
    })
}
