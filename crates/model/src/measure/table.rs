//! The table of measures. A new one is a row here, and a `put` in `crates/model/src/engine/observe.rs`.

use std::borrow::Cow;

use super::{AxisBase, Measure, Unit, Yearly};

/// Makes [`MeasureId`] and the table of the same rows, so that neither can lack one of the other.
macro_rules! measures {
    ($($variant:ident {
        id: $id:literal, title: $title:literal,
        short: $short:literal, noun: $noun:literal, is_plural: $is_plural:literal,
        meaning: $meaning:literal,
        definition: $definition:literal,
        unit: $unit:ident, axis: $axis:ident, yearly: $yearly:ident,
        by_team: $by_team:literal, at_opening: $at_opening:literal,
    })*) => {
        /// A measure of every service. The order is that of the record of a trial, where what is
        /// measured of each stage follows the last.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum MeasureId {
            $(#[doc = $definition] $variant,)*
        }

        impl MeasureId {
            /// All of them, in the order of the record.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        static TABLE: [Measure; MeasureId::ALL.len()] = [$(Measure {
            id: Cow::Borrowed($id),
            title: Cow::Borrowed($title),
            short: $short,
            subject: Cow::Borrowed($title),
            noun: Cow::Borrowed($noun),
            is_plural: $is_plural,
            meaning: $meaning,
            definition: $definition,
            unit: Unit::$unit,
            axis: AxisBase::$axis,
            yearly: Yearly::$yearly,
            by_team: $by_team,
            at_opening: $at_opening,
        }),*];
    };
}

measures! {
    Referrals {
        id: "referrals", title: "Referrals",
        short: "Referrals a month", noun: "number of referrals", is_plural: true,
        meaning: "Referrals in each month",
        definition: "Referrals in the month.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    ReferralsOfYear {
        id: "referrals_12_months", title: "Referrals in twelve months",
        short: "Referrals (year)", noun: "referrals in twelve months", is_plural: true,
        meaning: "Referrals in the twelve months up to each month",
        definition: "Referrals in the twelve months to the end of the month.",
        unit: Count, axis: Fitted, yearly: No, by_team: false, at_opening: true,
    }
    RereferralShare {
        id: "rereferral_share", title: "Re-referrals in twelve months",
        short: "Re-referrals (year)", noun: "share of re-referrals", is_plural: true,
        meaning: "Referrals within twelve months of an earlier one, as a share of all referrals of twelve \
            months",
        definition: "Referrals of children whose case closed less than twelve months before, as a share of \
            all referrals; both over twelve months.",
        unit: Share, axis: Zero, yearly: No, by_team: false, at_opening: true,
    }
    ReferralsAvoided {
        id: "referrals_avoided", title: "Referrals avoided",
        short: "Referrals avoided", noun: "number of referrals avoided", is_plural: true,
        meaning: "Referrals in each month that early help and thresholds avoid",
        definition: "Referrals in the month that an option prevents.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    FamiliesHelped {
        id: "families_helped", title: "Families helped early",
        short: "Families helped", noun: "number of families helped early", is_plural: true,
        meaning: "Families that begin early help in each month",
        definition: "Families that begin the early help of an option in the month.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    ChildrenHelped {
        id: "children_helped", title: "Children helped early",
        short: "Children helped", noun: "number of children helped early", is_plural: true,
        meaning: "Children of the families that begin early help in each month",
        definition: "Children of the families that begin the early help of an option in the month.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    ChildrenInNeed {
        id: "children_in_need", title: "Children in need",
        short: "Children in need", noun: "children in need", is_plural: true,
        meaning: "Children with an open case at the end of each month",
        definition: "Children in need at the end of the month, as the census counts them: every open case, \
            whoever works with it.",
        unit: Count, axis: Fitted, yearly: No, by_team: false, at_opening: true,
    }
    OpenCases {
        id: "open_cases", title: "Open cases",
        short: "Open cases", noun: "number of open cases", is_plural: true,
        meaning: "Cases open at the end of each month, those that wait included",
        definition: "Children's cases open at the end of the month, those that wait for a worker included.",
        unit: Cases, axis: Fitted, yearly: No, by_team: true, at_opening: true,
    }
    Unallocated {
        id: "unallocated_cases", title: "Unallocated cases",
        short: "Unallocated cases", noun: "number of unallocated cases", is_plural: true,
        meaning: "Cases that wait for a worker at the end of each month",
        definition: "Open cases that wait for a worker at the end of the month.",
        unit: Cases, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    AnyUnallocated {
        id: "any_unallocated", title: "Chance that any case waits",
        short: "Any case waits", noun: "chance that any case waits", is_plural: false,
        meaning: "Whether any case waits for a worker at the end of each month: the mean is the chance",
        definition: "1 in a trial in which any case waits for a worker at the end of the month, else 0: its mean \
            is the chance.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    WeeksToAllocation {
        id: "weeks_to_allocation", title: "Weeks to allocation",
        short: "Weeks to allocation", noun: "time to allocation", is_plural: true,
        meaning: "Mean wait, in weeks, of the cases given a worker in each month",
        definition: "Mean wait in weeks of the cases given a worker in the month, those without a wait \
            included.",
        unit: Weeks, axis: Zero, yearly: No, by_team: true, at_opening: false,
    }
    Caseload {
        id: "caseload", title: "Average caseload",
        short: "Caseload per FTE", noun: "average caseload", is_plural: false,
        meaning: "Cases held for each full-time-equivalent case-holder, agency staff included, at the end of \
            each month",
        definition: "Cases held for each full-time-equivalent case-holder, agency staff included, at the end \
            of the month. Cases that wait are not held.",
        unit: CasesPerFte, axis: Fitted, yearly: No, by_team: true, at_opening: true,
    }
    OverLimit {
        id: "caseload_over_limit_share", title: "Case-holders over the caseload limit",
        short: "Over caseload limit", noun: "share of case-holders over the caseload limit", is_plural: true,
        meaning: "Case-holders in groups whose mean caseload is above the limit, as a share of all, \
            full-time equivalents at the end of each month",
        definition: "Share of case-holders in groups whose mean caseload is above the limit of the scenario.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    Establishment {
        id: "establishment_fte", title: "Establishment",
        short: "Establishment, FTE", noun: "establishment", is_plural: false,
        meaning: "Posts, full-time equivalents at the end of each month",
        definition: "Funded posts, full-time equivalents, at the end of the month.",
        unit: Fte, axis: Fitted, yearly: No, by_team: true, at_opening: true,
    }
    InPost {
        id: "in_post_fte", title: "Permanent staff in post",
        short: "In post, FTE", noun: "number of permanent staff in post", is_plural: true,
        meaning: "Permanent staff in post, full-time equivalents at the end of each month",
        definition: "Permanent staff employed, full-time equivalents, those in notice included, at the end \
            of the month.",
        unit: Fte, axis: Fitted, yearly: No, by_team: true, at_opening: true,
    }
    Vacancy {
        id: "vacancy_fte", title: "Vacancies",
        short: "Vacancies, FTE", noun: "number of vacancies", is_plural: true,
        meaning: "Vacant posts, full-time equivalents at the end of each month",
        definition: "Funded posts that are not filled by permanent staff. Agency cover fills no vacancy.",
        unit: Fte, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    VacancyRate {
        id: "vacancy_rate", title: "Vacancy rate",
        short: "Vacancy rate", noun: "vacancy rate", is_plural: false,
        meaning: "Vacant posts as a share of vacant and filled posts, full-time equivalents at the end of \
            each month",
        definition: "Vacancies as a share of vacancies and permanent staff in post.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    Agency {
        id: "agency_fte", title: "Agency staff",
        short: "Agency staff, FTE", noun: "number of agency staff", is_plural: true,
        meaning: "Agency staff, full-time equivalents at the end of each month",
        definition: "Agency staff, full-time equivalents, at the end of the month.",
        unit: Fte, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    AgencyRate {
        id: "agency_rate", title: "Agency rate",
        short: "Agency rate", noun: "agency rate", is_plural: false,
        meaning: "Agency staff as a share of agency and permanent staff, full-time equivalents at the end of \
            each month",
        definition: "Agency staff as a share of agency and permanent staff.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    Starters {
        id: "starters_fte", title: "Starters",
        short: "Starters a month", noun: "number of starters", is_plural: true,
        meaning: "Permanent staff who start in each month, full-time equivalents",
        definition: "Permanent staff who join in the month, full-time equivalents.",
        unit: Fte, axis: Zero, yearly: Sum, by_team: true, at_opening: false,
    }
    Leavers {
        id: "leavers_fte", title: "Leavers",
        short: "Leavers a month", noun: "number of leavers", is_plural: true,
        meaning: "Permanent staff who leave in each month, full-time equivalents",
        definition: "Permanent staff who leave in the month, full-time equivalents.",
        unit: Fte, axis: Zero, yearly: Sum, by_team: true, at_opening: false,
    }
    CampaignOffered {
        id: "campaign_offered", title: "People offered a post by campaigns",
        short: "Campaign offers", noun: "number of people offered a post by campaigns", is_plural: true,
        meaning: "People to whom campaigns offer a first day in each month",
        definition: "People whose first day would be in the month, of those to whom the campaigns of an option offer a \
            post.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    CampaignStarted {
        id: "campaign_started", title: "People who start by campaigns",
        short: "Campaign starters", noun: "number of people who start by campaigns", is_plural: true,
        meaning: "People brought by campaigns who start in each month",
        definition: "People whom the campaigns of an option bring and who start in the month.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    CampaignNoVacancy {
        id: "campaign_no_vacancy", title: "People of campaigns without a vacancy",
        short: "Campaign, no post", noun: "number of people of campaigns without a vacancy", is_plural: true,
        meaning: "People whom campaigns would bring in each month and for whom no post is vacant",
        definition: "People who would start by the campaigns of an option in the month, but for whom no post is vacant, or \
            no agency worker is there to take one.",
        unit: Count, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    CampaignInPost {
        id: "campaign_in_post", title: "People in post who came by campaigns",
        short: "Campaign, in post", noun: "number of people in post who came by campaigns", is_plural: true,
        meaning: "People in post at the end of each month who came by a campaign",
        definition: "People in permanent posts at the end of the month whom the campaigns of an option brought.",
        unit: Count, axis: Zero, yearly: No, by_team: false, at_opening: false,
    }
    Turnover {
        id: "turnover_rate", title: "Turnover in twelve months",
        short: "Turnover (year)", noun: "annual turnover", is_plural: false,
        meaning: "Leavers of twelve months as a share of the staff in post at the end of them, full-time \
            equivalents",
        definition: "Leavers of twelve months as a share of permanent staff in post at their end.",
        unit: Share, axis: Zero, yearly: No, by_team: false, at_opening: true,
    }
    Absence {
        id: "absence_rate", title: "Absence rate",
        short: "Absence rate", noun: "absence rate", is_plural: false,
        meaning: "Share of the time of permanent staff that is lost to absence",
        definition: "Share of the working time of permanent staff that is lost to sickness.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    NewlyQualified {
        id: "newly_qualified_share", title: "Share of newly qualified staff",
        short: "Newly qualified", noun: "share of newly qualified staff", is_plural: false,
        meaning: "Staff in newly qualified roles as a share of permanent staff, full-time equivalents",
        definition: "Share of permanent staff in roles of the newly qualified.",
        unit: Share, axis: Zero, yearly: No, by_team: true, at_opening: true,
    }
    InTime {
        id: "assessments_in_time_share", title: "Assessments in time",
        short: "Assessed in time", noun: "share of assessments in time", is_plural: true,
        meaning: "Share of the assessments, and of other work with a time limit, that ended in time in each \
            month",
        definition: "Of the stages with a time limit that ended in the month, the share that ended within \
            it.",
        unit: Share, axis: Zero, yearly: No, by_team: false, at_opening: false,
    }
    WorkerChanges {
        id: "worker_changes_per_child_year", title: "Changes of worker per child and year",
        short: "Changes of worker", noun: "number of changes of worker per child and year", is_plural: true,
        meaning: "Changes of worker in each month for each case held, as a rate a year",
        definition: "Changes of worker in the month, twelvefold, for each case held: changes that a child \
            lives through in a year.",
        unit: PerYear, axis: Zero, yearly: No, by_team: true, at_opening: false,
    }
    CostTotal {
        id: "cost.total", title: "Total cost",
        short: "Cost a month", noun: "total cost", is_plural: false,
        meaning: "Pounds in each month, at the prices of the time",
        definition: "Permanent and agency staff, recruitment, placements and levers together, in pounds at \
            the prices of the time.",
        unit: Pounds, axis: Fitted, yearly: Sum, by_team: true, at_opening: false,
    }
    CostPermanent {
        id: "cost.permanent", title: "Cost of permanent staff",
        short: "Permanent, a month", noun: "cost of permanent staff", is_plural: false,
        meaning: "Pounds for permanent staff in each month, at the prices of the time",
        definition: "Pay of permanent staff with what employers pay on top, in pounds.",
        unit: Pounds, axis: Fitted, yearly: Sum, by_team: true, at_opening: false,
    }
    CostAgency {
        id: "cost.agency", title: "Cost of agency staff",
        short: "Agency, a month", noun: "cost of agency staff", is_plural: false,
        meaning: "Pounds for agency staff in each month, at the prices of the time",
        definition: "Cost of agency staff, in pounds.",
        unit: Pounds, axis: Zero, yearly: Sum, by_team: true, at_opening: false,
    }
    CostAgencyPremium {
        id: "cost.agency_premium", title: "Agency premium",
        short: "Premium, a month", noun: "agency premium", is_plural: false,
        meaning: "Pounds that agency staff cost above permanent staff in each month, at the prices of the \
            time",
        definition: "What agency staff cost more than permanent staff would have cost in their place, in \
            pounds. A part of the cost of agency staff.",
        unit: Pounds, axis: Zero, yearly: Sum, by_team: true, at_opening: false,
    }
    CostRecruitment {
        id: "cost.recruitment", title: "Cost of recruitment",
        short: "Recruitment a month", noun: "cost of recruitment", is_plural: false,
        meaning: "Pounds for recruitment in each month, at the prices of the time",
        definition: "Cost of recruiting those who start, in pounds.",
        unit: Pounds, axis: Zero, yearly: Sum, by_team: true, at_opening: false,
    }
    CostLevers {
        id: "cost.levers", title: "Cost of levers",
        short: "Levers, a month", noun: "cost of levers", is_plural: false,
        meaning: "Pounds for the option itself in each month, at the prices of the time",
        definition: "What the measures of an option cost themselves, in pounds.",
        unit: Pounds, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    CostLeversOnce {
        id: "cost.levers_once", title: "One-off cost of levers",
        short: "Once, a month", noun: "one-off cost of levers", is_plural: false,
        meaning: "Pounds for the option itself in each month that are paid once, at the prices of the time",
        definition: "What the measures of an option cost once, in pounds: at their beginning, and for those \
            who come by a campaign that is not repeated. A part of the cost of levers.",
        unit: Pounds, axis: Zero, yearly: Sum, by_team: false, at_opening: false,
    }
    CostPlacements {
        id: "cost.placements", title: "Cost of placements",
        short: "Placements, a month", noun: "cost of placements", is_plural: false,
        meaning: "Pounds for placements in each month, at the prices of the time",
        definition: "Cost of placements of looked-after children, in pounds.",
        unit: Pounds, axis: Fitted, yearly: Sum, by_team: true, at_opening: false,
    }
    CostDiscounted {
        id: "cost.discounted", title: "Total cost, discounted, at the prices of the start",
        short: "Discounted, a month",
        noun: "total cost, discounted, at the prices of the start", is_plural: false,
        meaning: "Pounds in each month, at the prices of the start and discounted to it",
        definition: "Total cost discounted to the start of the run, at the prices of the start, in pounds.",
        unit: Pounds, axis: Fitted, yearly: Sum, by_team: false, at_opening: false,
    }
}

impl MeasureId {
    /// Its row of the table.
    pub fn measure(self) -> &'static Measure {
        &TABLE[self as usize]
    }

    /// Its stable id, such as `vacancy_rate`.
    pub fn name(self) -> &'static str {
        &self.measure().id
    }
}

impl AsRef<str> for MeasureId {
    fn as_ref(&self) -> &str {
        self.name()
    }
}
