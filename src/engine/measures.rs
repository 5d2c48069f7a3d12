//! What a trial reports, and where it stands in the record of the trial.

use crate::measure::{Measure, Unit, Yearly};
use crate::service::{ParameterId, Service};

/// The measures in the order of the record; those of a single stage follow
/// the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Id {
    Referrals,
    ReferralsOfYear,
    RereferralShare,
    ReferralsAvoided,
    ChildrenInNeed,
    OpenCases,
    Unallocated,
    WeeksToAllocation,
    Caseload,
    OverLimit,
    Establishment,
    InPost,
    Vacancy,
    VacancyRate,
    Agency,
    AgencyRate,
    Starters,
    Leavers,
    Turnover,
    Absence,
    NewlyQualified,
    InTime,
    WorkerChanges,
    CostTotal,
    CostPermanent,
    CostAgency,
    CostAgencyPremium,
    CostRecruitment,
    CostLevers,
    CostPlacements,
    CostDiscounted,
}

/// Number of measures that are not of a single stage.
pub(super) const GENERAL: usize = Id::CostDiscounted as usize + 1;

/// All the measures of a service: the general ones, then open cases by stage.
pub(super) fn all(service: &Service<ParameterId>) -> Vec<Measure> {
    use Unit::{Cases, CasesPerFte, Count, Fte, PerYear, Pounds, Share, Weeks};
    // Id, title, unit, flow of a month, by team, known at the opening.
    let general: [(&str, &str, Unit, bool, bool, bool); GENERAL] = [
        ("referrals", "Referrals", Count, true, false, false),
        ("referrals_12_months", "Referrals in twelve months", Count, false, false, true),
        ("rereferral_share", "Re-referrals in twelve months", Share, false, false, true),
        ("referrals_avoided", "Referrals avoided", Count, true, false, false),
        ("children_in_need", "Children in need", Count, false, false, true),
        ("open_cases", "Open cases", Cases, false, true, true),
        ("unallocated_cases", "Unallocated cases", Cases, false, true, true),
        ("weeks_to_allocation", "Weeks to allocation", Weeks, false, true, false),
        ("caseload", "Average caseload", CasesPerFte, false, true, true),
        ("caseload_over_limit_share", "Case-holders over the caseload limit", Share, false, true, true),
        ("establishment_fte", "Establishment", Fte, false, true, true),
        ("in_post_fte", "Permanent staff in post", Fte, false, true, true),
        ("vacancy_fte", "Vacancies", Fte, false, true, true),
        ("vacancy_rate", "Vacancy rate", Share, false, true, true),
        ("agency_fte", "Agency staff", Fte, false, true, true),
        ("agency_rate", "Agency rate", Share, false, true, true),
        ("starters_fte", "Starters", Fte, true, true, false),
        ("leavers_fte", "Leavers", Fte, true, true, false),
        ("turnover_rate", "Turnover in twelve months", Share, false, false, true),
        ("absence_rate", "Absence rate", Share, false, true, true),
        ("newly_qualified_share", "Share of newly qualified staff", Share, false, true, true),
        ("assessments_in_time_share", "Assessments in time", Share, false, false, false),
        (
            "worker_changes_per_child_year",
            "Changes of worker per child and year",
            PerYear,
            false,
            true,
            false,
        ),
        ("cost.total", "Total cost", Pounds, true, true, false),
        ("cost.permanent", "Cost of permanent staff", Pounds, true, true, false),
        ("cost.agency", "Cost of agency staff", Pounds, true, true, false),
        ("cost.agency_premium", "Agency premium", Pounds, true, true, false),
        ("cost.recruitment", "Cost of recruitment", Pounds, true, true, false),
        ("cost.levers", "Cost of levers", Pounds, true, false, false),
        ("cost.placements", "Cost of placements", Pounds, true, true, false),
        ("cost.discounted", "Total cost, discounted, at the prices of the start", Pounds, true, false, false),
    ];
    let general = general.into_iter().map(|(id, title, unit, flow, by_team, at_opening)| Measure {
        id: id.to_owned(),
        title: title.to_owned(),
        unit,
        yearly: if flow { Yearly::Sum } else { Yearly::No },
        by_team,
        at_opening,
    });
    let stages = service.stage.iter().map(|(name, stage)| {
        let title = if stage.title.is_empty() { name.text.replace('_', " ") } else { stage.title.clone() };
        Measure {
            id: format!("open_cases.{}", name.text),
            title: format!("Open cases: {title}"),
            unit: Cases,
            yearly: Yearly::No,
            by_team: false,
            at_opening: true,
        }
    });
    general.chain(stages).collect()
}

/// The places of measures in the record of a trial: for each series (the
/// whole service, then each team) a value for every month, the opening first.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The measures.
    pub measures: Vec<Measure>,
    /// Pairs of measure and team (`None` is the whole service) in the order of the record.
    pub series: Vec<(usize, Option<usize>)>,
    /// Months in the record, the opening one included.
    pub months: usize,
    /// For each measure the series of the whole service, then those of the teams.
    first: Vec<usize>,
}

impl Layout {
    pub(super) fn new(measures: Vec<Measure>, teams: usize, run_months: usize) -> Self {
        let mut series = Vec::new();
        let mut first = Vec::new();
        for (at, measure) in measures.iter().enumerate() {
            first.push(series.len());
            series.push((at, None));
            // With a single team its figures are those of the service.
            if measure.by_team && teams > 1 {
                series.extend((0..teams).map(|team| (at, Some(team))));
            }
        }
        Self { measures, series, months: run_months + 1, first }
    }

    /// Values in the record of a trial.
    pub fn len(&self) -> usize {
        self.series.len() * self.months
    }

    /// Whether nothing is reported; never so.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The place of a measure of the whole service (`None`) or of a team.
    pub(super) fn place(&self, measure: usize, team: Option<usize>, month: usize) -> Option<usize> {
        let series = match team {
            None => self.first[measure],
            Some(team) => {
                let series = self.first[measure] + 1 + team;
                let next = self.first.get(measure + 1).copied().unwrap_or(self.series.len());
                if series >= next {
                    return None;
                }
                series
            }
        };
        Some(series * self.months + month)
    }
}
