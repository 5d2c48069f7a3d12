//! What is reported: the measures, their ids, units and words.

/// What a measure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Children's cases.
    Cases,
    /// Referrals, or other events.
    Count,
    /// Cases for each FTE case-holder.
    CasesPerFte,
    /// Full-time-equivalent staff.
    Fte,
    /// A share, 0 to 1 (0.16 is 16%).
    Share,
    /// Weeks.
    Weeks,
    /// Times a year.
    PerYear,
    /// Pounds.
    Pounds,
    /// Children, or events, for every 10,000 children aged 0 to 17.
    PerTenThousand,
}

impl Unit {
    /// As in the `unit` column of the csv files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Count => "count",
            Self::CasesPerFte => "cases per FTE",
            Self::Fte => "FTE",
            Self::Share => "share",
            Self::Weeks => "weeks",
            Self::PerYear => "a year",
            Self::Pounds => "GBP",
            Self::PerTenThousand => "per 10,000 children",
        }
    }
}

/// How months make up a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yearly {
    /// A flow: the months are summed.
    Sum,
    /// A stock or a rate: not reported by financial year.
    No,
}

/// The ids of all measures but `open_cases.STAGE`, of which there is one for each stage.
pub const KNOWN_IDS: [&str; 31] = [
    "referrals",
    "referrals_12_months",
    "rereferral_share",
    "children_in_need",
    "open_cases",
    "unallocated_cases",
    "weeks_to_allocation",
    "caseload",
    "caseload_over_limit_share",
    "establishment_fte",
    "in_post_fte",
    "vacancy_fte",
    "vacancy_rate",
    "agency_fte",
    "agency_rate",
    "starters_fte",
    "leavers_fte",
    "turnover_rate",
    "absence_rate",
    "newly_qualified_share",
    "assessments_in_time_share",
    "worker_changes_per_child_year",
    "referrals_avoided",
    "cost.total",
    "cost.permanent",
    "cost.agency",
    "cost.agency_premium",
    "cost.recruitment",
    "cost.levers",
    "cost.placements",
    "cost.discounted",
];

/// What comes before the name of the stage in the ids of the cases open in one stage.
pub const OPEN_CASES_OF: &str = "open_cases.";

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Stable id, such as `vacancy_rate` or `open_cases.assessment`.
    pub id: String,
    /// In words, to begin a chart title: "Vacancy rate".
    pub title: String,
    /// Its unit.
    pub unit: Unit,
    /// How it is reported by financial year.
    pub yearly: Yearly,
    /// Whether it is reported for each team as well as for the whole service.
    pub by_team: bool,
    /// Whether it has a value at the opening month (stocks and twelve-month rates), or only once the
    /// run has begun (flows of a month).
    pub at_opening: bool,
}

/// Share of posts that are not filled by permanent staff:
///
/// ```text
/// vacancy rate = vacancies / (vacancies + in post)
/// ```
///
/// This and the rates below are as defined by the Department for Education,
/// *Children's social work workforce*, methodology: all in FTE, and not a
/// number where there is nothing to divide by.
pub fn vacancy_rate(vacancies: f64, in_post: f64) -> f64 {
    ratio(vacancies, vacancies + in_post)
}

/// Share of staff who are agency workers:
///
/// ```text
/// agency rate = agency / (agency + in post)
/// ```
pub fn agency_rate(agency: f64, in_post: f64) -> f64 {
    ratio(agency, agency + in_post)
}

/// Leavers of twelve months against staff in post at the end of them:
///
/// ```text
/// turnover rate = leavers / in post at the end
/// ```
pub fn turnover_rate(leavers_of_year: f64, in_post_at_end: f64) -> f64 {
    ratio(leavers_of_year, in_post_at_end)
}

/// Cases held for each FTE case-holder, agency workers included:
///
/// ```text
/// average caseload = cases held / case-holders
/// ```
pub fn average_caseload(cases_held: f64, case_holders: f64) -> f64 {
    ratio(cases_held, case_holders)
}

/// A part of a whole, or one quantity for each of another; not a number where
/// there is nothing to divide by, which summaries leave out.
pub fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}
