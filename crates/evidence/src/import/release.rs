//! The files that are known: one row for each kind.

use Form::{Dfe, Ours};

/// A kind of csv file with a row for each area and period. A new one is a row here; a new name of a column is a change
/// of a row.
pub(super) struct Release {
    pub(super) form: Form,
    /// The publication, with its publisher.
    pub(super) name: &'static str,
    /// The table of ours that takes it.
    pub(super) table: &'static str,
    /// The column of theirs that says what a row is about, if they have one.
    pub(super) about: Option<&'static str>,
    /// Our columns.
    pub(super) columns: &'static [Column],
    /// Columns of theirs that are known and not kept here.
    pub(super) not_kept: &'static [&'static str],
}

/// How a file says whose figures a row has, and of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the DfE's "Explore education statistics": a level, and the code of that level.
    Dfe,
    /// As our tables: what no official file gives is taken over from them.
    Ours,
}

impl Form {
    /// Columns without which nobody could tell whose figures they are, and of when.
    pub(super) fn place_and_time(self) -> &'static [&'static str] {
        match self {
            Dfe => &["time_period", "geographic_level", "country_code", "region_code", "new_la_code"],
            Ours => &["year", "code"],
        }
    }

    /// Which of them is the time.
    pub(super) fn time(self) -> &'static str {
        self.place_and_time()[0]
    }
}

/// Where a column of ours comes from.
pub(super) struct Column {
    /// Ours.
    pub(super) ours: &'static str,
    /// Theirs.
    pub(super) theirs: &'static str,
    /// What stands in the column `about` of the rows that hold it.
    pub(super) about: Option<&'static str>,
}

const fn column(ours: &'static str, theirs: &'static str) -> Column {
    Column { ours, theirs, about: None }
}

const fn of(about: &'static str, ours: &'static str, theirs: &'static str) -> Column {
    Column { ours, theirs, about: Some(about) }
}

const fn same(name: &'static str) -> Column {
    Column { ours: name, theirs: name, about: None }
}

/// Columns of place and time that it may have beside them.
pub(super) const ALSO_PLACE_AND_TIME: [&str; 5] =
    ["time_identifier", "country_name", "region_name", "old_la_code", "la_name"];

const IN_NEED: &str = "Children in Need";
const REFERRALS: &str = "Referrals and Re-referrals";
const SECOND_PLANS: &str = "Child Protection Plans which are a second or subsequent plan";
const PLANS_BY_LENGTH: &str = "Child Protection Plans by length of time";

/// All kinds.
pub(super) const RELEASES: [Release; 13] = [
    Release {
        form: Dfe,
        name: "DfE, Children's social work workforce",
        table: "workforce.csv",
        about: None,
        columns: &[
            column("in_post", "inpost_fte"),
            column("headcount", "inpost_headcount"),
            column("starters", "starters_fte"),
            column("leavers", "leavers_fte"),
            column("agency", "agency_fte"),
            column("agency_covering", "agency_cover_fte"),
            column("vacancies", "vacancy_fte"),
            column("case_holders", "case_holders_fte"),
            column("cases", "cases"),
            column("absence_percent", "absence_rate_fte"),
            column("published_turnover_percent", "turnover_rate_fte"),
            column("published_agency_percent", "agency_rate_fte"),
            column("published_vacancy_percent", "vacancy_rate_fte"),
            column("published_caseload", "caseload_fte"),
        ],
        not_kept: &[
            "starters_headcount",
            "leavers_headcount",
            "turnover_rate_headcount",
            "agency_headcount",
            "agency_rate_headcount",
            "agency_cover_rate_fte",
            "vacancy_agency_cover_rate_fte",
            "working_days_lost_fte",
        ],
    },
    Release {
        form: Dfe,
        name: "DfE, Characteristics of children in need: referrals",
        table: "demand.csv",
        about: Some("category"),
        columns: &[
            of(REFERRALS, "referrals", "referral_count"),
            of(REFERRALS, "rereferrals", "rereferral_count"),
            of(REFERRALS, "no_further_action", "no_further_action_count"),
            of(REFERRALS, "not_in_need", "not_in_need_count"),
        ],
        not_kept: &[
            "rereferral_percent",
            "no_further_action_percent",
            "not_in_need_percent",
            "referral_child_count",
            "rereferral_child_count",
            "rereferral_child_percent",
        ],
    },
    Release {
        form: Dfe,
        name: "DfE, Characteristics of children in need: episodes",
        table: "demand.csv",
        about: Some("category"),
        columns: &[
            of(IN_NEED, "episodes_started", "Started_episodes"),
            of(IN_NEED, "episodes_ended", "Ended_episodes"),
            of(IN_NEED, "children_in_need", "At31_episodes"),
            of(IN_NEED, "awaiting_assessment", "awaiting_assessment"),
        ],
        not_kept: &["Anypoint_episodes", "Anypoint_child", "Started_child", "Ended_child"],
    },
    Release {
        form: Dfe,
        name: "DfE, Characteristics of children in need: protection plans begun",
        table: "demand.csv",
        about: Some("category"),
        columns: &[of(SECOND_PLANS, "protection_plans_started", "CPP_start")],
        not_kept: &["CPP_subsequent", "CPP_subsequent_percent"],
    },
    Release {
        form: Dfe,
        name: "DfE, Characteristics of children in need: protection plans at 31 March",
        table: "demand.csv",
        about: Some("category"),
        columns: &[of(PLANS_BY_LENGTH, "protection_plans", "CPP_At31")],
        not_kept: &[
            "3_months_or_less",
            "3_months_or_less_percent",
            "more_than_3_months_6_months",
            "more_than_3_months_6_months_percent",
            "more_than_6_months_less_than_1_year",
            "more_than_6_months_less_than_1_year_percent",
            "1_year_less_than_2_years",
            "1_year_less_than_2_years_percent",
            "2_years_or_more",
            "2_years_or_more_percent",
        ],
    },
    Release {
        form: Dfe,
        name: "DfE, Children looked after in England",
        table: "looked_after.csv",
        about: Some("population_type"),
        columns: &[
            of("Children looked after on 31 March each year", "looked_after", "children_count"),
            of("Children starting to be looked after each year", "started", "children_count"),
            of("Children ceasing to be looked after each year", "ceased", "children_count"),
        ],
        not_kept: &["population_estimate", "rate_per_10000"],
    },
    Release {
        form: Dfe,
        name: "ONS, Mid-year population estimates",
        table: "population.csv",
        about: Some("age_group"),
        columns: &[of("Children aged 0 to 17 years", "children", "population_estimate")],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of roles",
        table: "roles.csv",
        about: None,
        columns: &[
            same("case_holder"),
            same("senior_practitioner"),
            same("without_cases"),
            same("first_line_manager"),
            same("middle_manager"),
            same("senior_manager"),
        ],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of assessments",
        table: "assessments.csv",
        about: None,
        columns: &[
            same("completed"),
            same("same_day"),
            same("days_1_to_10"),
            same("days_11_to_20"),
            same("days_21_to_30"),
            same("days_31_to_40"),
            same("days_41_to_45"),
            same("days_46_to_50"),
            same("days_51_to_60"),
            same("days_61_and_more"),
        ],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of plans",
        table: "plans.csv",
        about: None,
        columns: &[
            same("need_plans_started"),
            same("need_plans_ended"),
            same("need_plans"),
            same("protection_ended_to_3_months"),
            same("protection_ended_3_to_6_months"),
            same("protection_ended_6_to_12_months"),
            same("protection_ended_1_to_2_years"),
            same("protection_ended_2_years_and_more"),
        ],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of sources of referrals",
        table: "referral_sources.csv",
        about: None,
        columns: &[
            same("police"),
            same("schools"),
            same("education_services"),
            same("health_services"),
            same("housing"),
            same("council_services"),
            same("other_legal_agency"),
            same("individual"),
            same("anonymous"),
            same("other"),
            same("unknown"),
        ],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of referrals by month",
        table: "referrals_by_month.csv",
        about: None,
        columns: &[
            same("april"),
            same("may"),
            same("june"),
            same("july"),
            same("august"),
            same("september"),
            same("october"),
            same("november"),
            same("december"),
            same("january"),
            same("february"),
            same("march"),
        ],
        not_kept: &[],
    },
    Release {
        form: Ours,
        name: "Staffcast's own table of enquiries and conferences",
        table: "demand.csv",
        about: None,
        // The others have an official file.
        columns: &[same("section_47_enquiries"), same("initial_conferences")],
        not_kept: &[
            "referrals",
            "rereferrals",
            "no_further_action",
            "not_in_need",
            "episodes_started",
            "episodes_ended",
            "children_in_need",
            "awaiting_assessment",
            "protection_plans_started",
            "protection_plans",
        ],
    },
];

/// Columns of ours that cannot be added up: those of councils counted together are empty.
pub(super) const RATES: [&str; 5] = [
    "absence_percent",
    "published_turnover_percent",
    "published_agency_percent",
    "published_vacancy_percent",
    "published_caseload",
];

impl Release {
    /// The columns of theirs that it takes figures from, each once.
    pub(super) fn theirs(&self) -> Vec<&'static str> {
        let mut all: Vec<&str> = Vec::new();
        for column in self.columns {
            if !all.contains(&column.theirs) {
                all.push(column.theirs);
            }
        }
        all
    }

    /// The columns by which it is known, whether they are kept or not.
    pub(super) fn own(&self) -> Vec<&'static str> {
        self.about.into_iter().chain(self.theirs()).chain(self.not_kept.iter().copied()).collect()
    }

    /// Whether it knows a column.
    pub(super) fn knows(&self, column: &str) -> bool {
        let known = self.form.place_and_time().iter().copied().chain(ALSO_PLACE_AND_TIME).chain(self.own());
        known.into_iter().any(|name| name.eq_ignore_ascii_case(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::FILES;

    #[test]
    fn every_release_names_columns_of_our_tables() {
        for release in &RELEASES {
            let (_, text) = FILES.iter().find(|(name, _)| *name == release.table).unwrap();
            let head: Vec<&str> = text.lines().next().unwrap().split(',').collect();
            for column in release.columns {
                assert!(head.contains(&column.ours), "{}: {}", release.name, column.ours);
                assert_eq!(column.about.is_some(), release.about.is_some(), "{}", release.name);
            }
        }
    }
}
