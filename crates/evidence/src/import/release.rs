//! The official files that are known: one row for each kind.

/// A kind of official csv file, in the form of the DfE's "Explore education statistics": a row for each area and
/// period. A new one is a row here; a new name of a column is a change of a row.
pub(super) struct Release {
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

/// Columns that every such file has, and without which nobody could tell whose figures they are.
pub(super) const PLACE_AND_TIME: [&str; 5] =
    ["time_period", "geographic_level", "country_code", "region_code", "new_la_code"];

/// Columns of place and time that it may have beside them.
pub(super) const ALSO_PLACE_AND_TIME: [&str; 5] =
    ["time_identifier", "country_name", "region_name", "old_la_code", "la_name"];

const IN_NEED: &str = "Children in Need";
const REFERRALS: &str = "Referrals and Re-referrals";
const SECOND_PLANS: &str = "Child Protection Plans which are a second or subsequent plan";
const PLANS_BY_LENGTH: &str = "Child Protection Plans by length of time";

/// All kinds.
pub(super) const RELEASES: [Release; 7] = [
    Release {
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
        name: "DfE, Characteristics of children in need: protection plans begun",
        table: "demand.csv",
        about: Some("category"),
        columns: &[of(SECOND_PLANS, "protection_plans_started", "CPP_start")],
        not_kept: &["CPP_subsequent", "CPP_subsequent_percent"],
    },
    Release {
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
        name: "ONS, Mid-year population estimates",
        table: "population.csv",
        about: Some("age_group"),
        columns: &[of("Children aged 0 to 17 years", "children", "population_estimate")],
        not_kept: &[],
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
        let known = PLACE_AND_TIME.into_iter().chain(ALSO_PLACE_AND_TIME).chain(self.own());
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
