//! What holds of published figures: which are parts of which, how much of one there is for each of another, and
//! which change little from year to year.
//!
//! Every rule holds of all that is in the program, as a test sees. What follows from the definitions of two
//! figures is an error where it does not hold; what has only ever been so is a warning.

use model::document::Severity::{self, Error, Warning};

/// Parts and their whole, or figures of which one bounds the other. All are of the same area and year.
#[derive(Clone, Copy)]
pub(super) struct Bound {
    /// The file of the parts.
    pub(super) file: &'static str,
    /// Figures that count together; those that are missing are left out.
    pub(super) parts: &'static [&'static str],
    /// The file of the whole.
    pub(super) whole_in: &'static str,
    /// Figures that count together; all must be there.
    pub(super) whole: &'static [&'static str],
    /// The parts are at most so many times the whole ...
    pub(super) most: f64,
    /// ... and if none is missing at least so many times.
    pub(super) least: f64,
    /// So many more say nothing: of what is only usual, small numbers are no sign.
    pub(super) slack: f64,
    /// What it is if they are more.
    pub(super) if_more: Severity,
    /// Why, in a few words.
    pub(super) why: &'static str,
}

const fn bound(
    (file, parts): (&'static str, &'static [&'static str]),
    (whole_in, whole): (&'static str, &'static [&'static str]),
    why: &'static str,
) -> Bound {
    Bound { file, parts, whole_in, whole, most: 1.0, least: 0.0, slack: 0.0, if_more: Error, why }
}

/// Parts that add up to the whole, down to so much of it.
const fn parts(of: Bound, least: f64) -> Bound {
    Bound { least, ..of }
}

/// More than so many times as much has not been seen anywhere.
const fn hardly(of: Bound, most: f64) -> Bound {
    Bound { most, slack: 10.0, if_more: Warning, ..of }
}

/// Open at the end of a year for each that began in it: the stay in years. A stock without any beginning contradicts it.
const fn stay(of: Bound, most: f64) -> Bound {
    Bound { slack: 0.0, ..hardly(of, most) }
}

const WORKFORCE: &str = "workforce.csv";
const ROLES: &str = "roles.csv";
const DEMAND: &str = "demand.csv";
const ASSESSMENTS: &str = "assessments.csv";
const PLANS: &str = "plans.csv";
const CARE: &str = "looked_after.csv";
const POPULATION: &str = "population.csv";
const SPENDING: &str = "spending.csv";
const SOURCES: &str = "referral_sources.csv";
const MONTHS: &str = "referrals_by_month.csv";

const REFERRALS: (&str, &[&str]) = (DEMAND, &["referrals"]);
const IN_NEED: (&str, &[&str]) = (DEMAND, &["children_in_need"]);
const IN_POST: (&str, &[&str]) = (WORKFORCE, &["in_post"]);
const CHILDREN: (&str, &[&str]) = (POPULATION, &["children"]);

/// In brackets what the figures in the program reach.
pub(super) const BOUNDS: &[Bound] = &[
    // Definitions.
    bound((DEMAND, &["rereferrals"]), REFERRALS, "re-referrals are some of the referrals"),
    bound((DEMAND, &["no_further_action", "not_in_need"]), REFERRALS, "they are some of the referrals"),
    bound((DEMAND, &["awaiting_assessment"]), IN_NEED, "they are some of the children in need"),
    bound((DEMAND, &["protection_plans"]), IN_NEED, "they are some of the children in need"),
    bound((PLANS, &["need_plans"]), IN_NEED, "they are some of the children in need"),
    bound(
        (WORKFORCE, &["case_holders"]),
        (WORKFORCE, &["in_post", "agency"]),
        "those who hold cases are permanent staff or agency workers",
    ),
    // Who leaves was there at the end of the year before or has joined since (0.5).
    Bound {
        most: 3.0,
        ..bound((WORKFORCE, &["leavers"]), (WORKFORCE, &["in_post", "starters"]), "no so many could leave")
    },
    parts(
        bound(
            (
                ROLES,
                &[
                    "case_holder",
                    "senior_practitioner",
                    "without_cases",
                    "first_line_manager",
                    "middle_manager",
                    "senior_manager",
                ],
            ),
            IN_POST,
            "the roles are the permanent staff",
        ),
        0.99,
    ),
    parts(
        bound(
            (
                MONTHS,
                &[
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "january",
                    "february",
                    "march",
                ],
            ),
            REFERRALS,
            "the months are the year",
        ),
        0.99,
    ),
    // (0.91)
    parts(
        bound(
            (
                SOURCES,
                &[
                    "police",
                    "schools",
                    "education_services",
                    "health_services",
                    "housing",
                    "council_services",
                    "other_legal_agency",
                    "individual",
                    "anonymous",
                    "other",
                    "unknown",
                ],
            ),
            REFERRALS,
            "the sources are of all referrals",
        ),
        0.85,
    ),
    parts(
        bound(
            (
                ASSESSMENTS,
                &[
                    "same_day",
                    "days_1_to_10",
                    "days_11_to_20",
                    "days_21_to_30",
                    "days_31_to_40",
                    "days_41_to_45",
                    "days_46_to_50",
                    "days_51_to_60",
                    "days_61_and_more",
                ],
            ),
            (ASSESSMENTS, &["completed"]),
            "the bands are of all assessments completed",
        ),
        0.97,
    ),
    // Counts of two returns, or of which some council's break the definition.
    hardly(
        bound(
            (WORKFORCE, &["agency_covering"]),
            (WORKFORCE, &["agency"]),
            "they are some of the agency workers",
        ),
        1.5,
    ), // (1.2)
    hardly(
        bound((WORKFORCE, &["in_post"]), (WORKFORCE, &["headcount"]), "no person is more than one FTE"),
        1.25,
    ), // (1.15)
    hardly(bound((WORKFORCE, &["headcount"]), IN_POST, "few people work so little"), 2.0), // (1.41)
    hardly(bound((WORKFORCE, &["starters"]), IN_POST, "few councils have so many who are new"), 1.0), // (0.67)
    hardly(bound((WORKFORCE, &["leavers"]), IN_POST, "few councils lose so many"), 1.0), // (0.72)
    hardly(bound((WORKFORCE, &["agency"]), IN_POST, "few councils have so many"), 2.0),  // (1.23)
    hardly(bound((WORKFORCE, &["vacancies"]), IN_POST, "few councils have so many"), 2.5), // (1.66)
    hardly(
        bound((WORKFORCE, &["cases"]), (WORKFORCE, &["case_holders"]), "nobody holds so many cases"),
        60.0,
    ), // (32.7)
    hardly(bound((WORKFORCE, &["case_holders"]), (WORKFORCE, &["cases"]), "few hold so few cases"), 0.5), // (0.12)
    hardly(bound((DEMAND, &["episodes_started"]), REFERRALS, "episodes begin with referrals"), 1.2), // (1.0)
    hardly(bound((DEMAND, &["section_47_enquiries"]), REFERRALS, "few referrals lead to an enquiry"), 1.2), // (0.66)
    hardly(bound((CARE, &["looked_after"]), IN_NEED, "they are some of the children in need"), 1.0), // (0.53)
    hardly(bound((CARE, &["started"]), REFERRALS, "few children come so"), 1.0),
    hardly(bound(REFERRALS, CHILDREN, "so many children do not live there"), 0.5),
    hardly(bound(IN_NEED, CHILDREN, "so many children do not live there"), 0.5),
    hardly(
        bound((SPENDING, &["employees"]), (SPENDING, &["net_current"]), "pay is a part of what is spent"),
        2.0,
    ), // (1.0)
    stay(bound((CARE, &["looked_after"]), (CARE, &["started"]), "so long nobody stays"), 15.0), // (6.5)
    hardly(bound((CARE, &["started"]), (CARE, &["looked_after"]), "so short nobody stays"), 5.0), // (1.4)
    stay(
        bound(
            (DEMAND, &["protection_plans"]),
            (DEMAND, &["protection_plans_started"]),
            "so long no plan lasts",
        ),
        5.0,
    ),
    hardly(
        bound(
            (DEMAND, &["protection_plans_started"]),
            (DEMAND, &["protection_plans"]),
            "so short no plan lasts",
        ),
        10.0,
    ), // (2.5)
    stay(bound((PLANS, &["need_plans"]), (PLANS, &["need_plans_started"]), "so long no plan lasts"), 5.0), // (1.4)
    hardly(bound((PLANS, &["need_plans_started"]), (PLANS, &["need_plans"]), "so short no plan lasts"), 40.0), // (10)
];

/// A rate as published, and the counts that it is of. Staffcast works rates out from the counts.
pub(super) struct Rate {
    pub(super) published: &'static str,
    pub(super) over: &'static str,
    pub(super) below: &'static [&'static str],
    /// 100 for per cents.
    pub(super) times: f64,
}

/// All of `workforce.csv`.
pub(super) const RATES: &[Rate] = &[
    Rate { published: "published_turnover_percent", over: "leavers", below: &["in_post"], times: 100.0 },
    Rate {
        published: "published_agency_percent",
        over: "agency",
        below: &["agency", "in_post"],
        times: 100.0,
    },
    Rate {
        published: "published_vacancy_percent",
        over: "vacancies",
        below: &["vacancies", "in_post"],
        times: 100.0,
    },
    Rate { published: "published_caseload", over: "cases", below: &["case_holders"], times: 1.0 },
];
/// No rate differs by more (points, cases): the North East's turnover in 2024 by 1.42.
pub(super) const RATES_DIFFER: f64 = 1.5;

/// Shares in per cent; turnover is none, since more may leave in a year than are there at its end.
pub(super) const PERCENTS: &[(&str, &str)] = &[
    (WORKFORCE, "absence_percent"),
    (WORKFORCE, "published_agency_percent"),
    (WORKFORCE, "published_vacancy_percent"),
];

/// Absence in per cent: of England it is 2.9 to 3.5, of a council at most 12.1.
pub(super) const ABSENCE: &str = "absence_percent";
/// England's is no less; what is, is a fraction.
pub(super) const LEAST_ABSENCE_OF_ENGLAND: f64 = 0.5;
/// A council's is hardly more.
pub(super) const MOST_ABSENCE: f64 = 20.0;

/// Figures in FTE or money; all others but rates are numbers of people, children or events.
pub(super) const NOT_COUNTED: &[(&str, &[&str])] = &[
    (
        WORKFORCE,
        &["in_post", "starters", "leavers", "agency", "agency_covering", "vacancies", "case_holders"],
    ),
    (
        ROLES,
        &[
            "case_holder",
            "senior_practitioner",
            "without_cases",
            "first_line_manager",
            "middle_manager",
            "senior_manager",
        ],
    ),
    (SPENDING, &["net_current", "employees"]),
];

/// Files of which the figures change little from year to year, and those that do not: councils have counted them
/// now in this way and now in that.
pub(super) const STEADY: &[(&str, &[&str])] = &[
    (WORKFORCE, &[]),
    (ROLES, &["senior_practitioner"]),
    (DEMAND, &["no_further_action", "not_in_need", "awaiting_assessment", "initial_conferences"]),
    (PLANS, &[]),
    (CARE, &[]),
    (POPULATION, &[]),
    (SPENDING, &[]),
    (MONTHS, &[]),
];
/// They change by less than this factor (8.2) ...
pub(super) const JUMP: f64 = 8.5;
/// ... if the larger of the two is at least this.
pub(super) const TELLING: f64 = 100.0;

/// Councils add up to their region and to England within this part of it, and so many for what is rounded or
/// suppressed ...
pub(super) const SUMS: (f64, f64) = (0.03, 30.0);
/// ... and of each council that has no figure, as if it had up to so many times its part, or twice what it had in the
/// year that is nearest.
pub(super) const MISSING: f64 = 4.0;
pub(super) const MISSING_OWN: f64 = 2.0;

/// Whether a figure is a rate and no count.
pub(super) fn is_rate(column: &str) -> bool {
    column.ends_with("_percent") || column == "published_caseload"
}

/// Whether a figure counts people, children or events, one by one.
pub(super) fn is_whole(file: &str, column: &str) -> bool {
    !is_rate(column) && !NOT_COUNTED.iter().any(|(own, columns)| *own == file && columns.contains(&column))
}
