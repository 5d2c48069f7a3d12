//! Roles, teams, and how staff come and go.

use super::section::section;
use crate::document::Name;
use crate::uncertain::kinds;

section! {
    /// A role.
    pub struct Role {
        /// What the role is called in charts and tables; its key if left out.
        title: plain(String) = String::new();
        /// Yearly pay of one FTE before on-costs, at the start.
        #[say("yearly pay of one FTE before on-costs, at the start")]
        #[believable(15_000.0, 250_000.0)]
        salary: number(kinds::POUNDS) = 0.0;
        /// Share of the role's permanent staff who hold cases.
        #[say("share of permanent staff who hold cases")]
        case_holding: number(kinds::SHARE) = 0.0;
        /// The same for agency workers; as for permanent staff if left out.
        #[say("share of agency workers who hold cases")]
        agency_case_holding: optional(kinds::SHARE);
        /// Cases that one FTE case-holder can carry.
        #[say("cases that one FTE case-holder can carry")]
        #[believable(2.0, 100.0)]
        full_caseload: number(kinds::CASES) = 0.0;
        /// Share of a full caseload that a starter carries, rising evenly to 1 over the months below.
        #[say("share of a full caseload that a starter carries")]
        starting_share: number(kinds::SHARE) = 1.0;
        /// Months until a starter carries a full caseload.
        #[say("months until a starter carries a full caseload")]
        #[believable(0.0, 60.0)]
        months_to_full: number(kinds::MONTHS) = 0.0;
        /// Leaving, against the average of all staff.
        #[say("leaving, against the average of all staff")]
        #[believable(0.05, 10.0)]
        leaving_multiplier: number(kinds::FACTOR) = 1.0;
        /// Offers for posts of this role, against the average of all.
        #[say("offers, against the average of all roles")]
        hiring_multiplier: number(kinds::FACTOR) = 1.0;
        /// The role whose posts this one fills, if it has none of its own (newly qualified staff fill
        /// social-worker posts).
        fills_posts_of: name(Role) = Name::default_of("");
        /// The role that people of this role have after some time.
        becomes: name(Role) = Name::default_of("");
        /// Months in post until then.
        #[say("months until they have the next role")]
        becomes_after_months: number(kinds::MONTHS) = 12.0;
        /// The role from which vacancies are filled by promotion.
        promoted_from: name(Role) = Name::default_of("");
        /// Share of vacancies filled by promotion.
        #[say("share of vacancies filled by promotion")]
        promotion_share: number(kinds::SHARE) = 0.0;
        /// Whether the September cohort joins in this role.
        newly_qualified: plain(bool) = false;
        /// Whether unfilled posts of this role may weigh on the team (see `workload.pressure.management`).
        manages: plain(bool) = false;
    }
}

section! {
    /// A team.
    pub struct Team {
        /// What the team is called in charts and tables; its key if left out.
        title: plain(String) = String::new();
        /// Posts and people by role.
        staff: named(StaffGroup; Role);
        /// Share of usual working time that goes into cases, as far as it is not usual.
        #[say("share of usual working time that goes into cases, as far as it is not usual")]
        working_time: number(kinds::FACTOR) = 1.0;
        /// Load over capacity at which the rates of the scenario hold; that at the start if left out.
        #[say("load over capacity at which the rates of the scenario hold")]
        #[believable(0.1, 10.0)]
        reference_pressure: optional(kinds::SOME_FACTOR);
    }
}

section! {
    /// Posts and people of one role in one team.
    pub struct StaffGroup {
        /// Funded posts. Nil for a role that fills the posts of another.
        #[say("funded posts")]
        #[believable(0.05, 20_000.0)]
        establishment: number(kinds::FTE) = 0.0;
        /// Permanent staff in post at the start.
        #[say("permanent staff in post at the start")]
        #[believable(0.05, 20_000.0)]
        in_post: number(kinds::FTE) = 0.0;
        /// Agency staff at the start.
        #[say("agency staff at the start")]
        #[believable(0.05, 20_000.0)]
        agency: number(kinds::FTE) = 0.0;
    }
}

section! {
    /// How staff come and go.
    pub struct Workforce {
        /// FTE that one person works (FTE in post over headcount).
        #[say("FTE that one person works")]
        #[believable(0.3, 1.0)]
        fte_per_person: number(kinds::PERSON) = 1.0;
        /// How the number of funded posts moves. Not used with `posts = "as_funded"`.
        #[say("funded posts")]
        posts: section(Posts);
        /// Leaving.
        #[say("leaving")]
        leaving: section(Leaving);
        /// Filling vacancies.
        #[say("recruitment")]
        recruitment: section(Recruitment);
        /// Newly qualified staff who join each September.
        #[say("newly qualified staff of each September")]
        cohort: section(Cohort);
        /// Changes of stock that are neither starters nor leavers.
        #[say("changes of staff beside starters and leavers")]
        movement: section(Movement);
        /// Agency workers.
        #[say("agency workers")]
        agency: section(Agency);
        /// Absence.
        #[say("absence")]
        absence: section(Absence);
    }
}

section! {
    /// How the number of funded posts moves, beside `environment.establishment`. Not used with `posts = "as_funded"`.
    pub struct Posts {
        /// Share of a change of posts whose people come or go with them, as when a team is taken over.
        #[say("share of a change of posts whose people come or go with them")]
        with_people: number(kinds::SHARE) = 0.0;
    }
}

section! {
    /// How permanent staff leave.
    pub struct Leaving {
        /// Leavers a year for each FTE in post, at the tenure mix of the start.
        #[say("leavers a year for each FTE in post")]
        #[believable(0.01, 0.8)]
        rate_per_year: number(kinds::RATE) = 0.0;
        /// Weeks of notice that a leaver works.
        #[say("weeks of notice that a leaver works")]
        #[believable(0.0, 30.0)]
        notice_weeks: number(kinds::WEEKS) = 0.0;
        /// Share of leavers who go to another council.
        #[say("share of leavers who go to another council")]
        to_other_council: number(kinds::SHARE) = 0.0;
        /// Share of leavers who go to agency work.
        #[say("share of leavers who go to agency work")]
        to_agency: number(kinds::SHARE) = 0.0;
        /// Bands of time in post, shortest first, with their share of staff at the start and their leaving.
        #[say("leaving, staff {} in post")]
        tenure: named(TenureBand; Band);
    }
}

section! {
    /// A band of time in post.
    pub struct TenureBand {
        /// Years in post at which the band ends; the last band may leave it out.
        #[say("years in post at which the band ends")]
        #[believable(0.05, 50.0)]
        until_years: optional(kinds::YEARS);
        /// Share of staff in the band at the start.
        #[say("share of staff at the start")]
        share: number(kinds::SHARE);
        /// Leaving against the average. The bands are scaled so that the mix at the start has the
        /// average rate.
        #[say("leaving, against the average")]
        #[believable(0.05, 10.0)]
        leaving_multiplier: number(kinds::FACTOR) = 1.0;
    }
}

section! {
    /// How vacancies are filled.
    pub struct Recruitment {
        /// Mean weeks from a vacancy to an accepted offer over all vacancies, also those for which nobody comes for years;
        /// at the vacancies of the start. HR's time to hire is another number: `weeks_to_hire`. If left out: such that
        /// starters and leavers balance at the start.
        #[say("mean weeks from a vacancy to an accepted offer, at the vacancies of the start")]
        #[believable(1.0, 1_500.0)]
        weeks_to_fill: optional(kinds::SOME_WEEKS);
        /// How offers grow with vacancies: 1 means in proportion, 0.3 that ten per cent more vacancies
        /// bring three per cent more offers (a thin market).
        #[say("how offers grow with vacancies (1 in proportion)")]
        #[shown_as(kinds::EXPONENT)]
        vacancy_exponent: number(kinds::SHARE) = 1.0;
        /// Share of accepted offers that fall through.
        #[say("share of accepted offers that fall through")]
        #[believable(0.0, 0.6)]
        falls_through: number(kinds::SHARE) = 0.0;
        /// Weeks from an accepted offer to the first day.
        #[say("weeks from an accepted offer to the first day")]
        #[believable(0.0, 52.0)]
        weeks_to_start: number(kinds::WEEKS) = 0.0;
        /// Time to hire, as HR counts it: weeks from the advert to the first day in work, of the posts that were filled;
        /// often 10 to 20. From the advert on the post is spoken for. If left out: `weeks_to_start`, as if adverts took no
        /// time.
        #[say("weeks from the advert to the first day, of posts that were filled")]
        #[believable(1.0, 104.0)]
        weeks_to_hire: optional(kinds::WEEKS);
        /// The most accepted offers a year that the labour market gives, in FTE.
        #[say("the most accepted offers a year")]
        market_ceiling_per_year: optional(kinds::PER_YEAR);
    }
}

section! {
    /// Newly qualified staff who join each September, as far as there are vacancies.
    pub struct Cohort {
        /// How many join, in FTE.
        #[say("how many join")]
        joins_each_september: number(kinds::FTE) = 0.0;
    }
}

section! {
    /// Changes of stock that are neither published starters nor leavers: transfers within the council,
    /// changes of hours, corrections.
    pub struct Movement {
        /// Net share of staff a year; negative is a loss.
        #[say("net share of staff a year")]
        #[believable(-0.3, 0.3)]
        share_per_year: number(kinds::CHANGE) = 0.0;
        /// Standard deviation of the yearly share.
        #[say("standard deviation of the yearly share")]
        #[believable(0.0, 0.5)]
        sd_per_year: number(kinds::SPREAD) = 0.0;
        /// How much of a deviation is left a year later.
        #[say("how much of a deviation is left a year later")]
        persistence_per_year: number(kinds::PERSISTENCE) = 0.0;
    }
}

section! {
    /// Agency workers. A team has those of the start, and more or fewer as its vacancies change.
    pub struct Agency {
        /// FTE of agency cover for each FTE of vacancies more than at the start.
        #[say("FTE of agency cover for each FTE of vacancies more than at the start")]
        #[believable(0.0, 3.0)]
        cover_per_vacancy: number(kinds::FACTOR) = 0.0;
        /// Weeks in which agency cover follows vacancies.
        #[say("weeks in which agency cover follows vacancies")]
        #[believable(0.5, 104.0)]
        lag_weeks: number(kinds::SOME_WEEKS) = 13.0;
        /// Agency cover wanted against what follows from the start and from vacancies.
        #[say("cover wanted, against the usual")]
        level: number(kinds::FACTOR) = 1.0;
        /// The most agency workers of the whole service, in FTE.
        #[say("the most agency workers of the whole service, in FTE")]
        ceiling_fte: optional(kinds::FTE);
        /// Assignments that end a year, for each worker.
        #[say("assignments that end a year, for each worker")]
        #[believable(0.0, 6.0)]
        turnover_per_year: number(kinds::RATE) = 0.0;
        /// Agency workers who take a permanent post a year, for each worker, where there is a vacancy.
        #[say("agency workers who take a permanent post a year, for each worker, where there is a vacancy")]
        #[believable(0.0, 2.0)]
        conversion_per_year: number(kinds::RATE) = 0.0;
        /// Share of the leavers to agency work who stay on here as agency workers.
        #[say("share of leavers to agency work who stay on here")]
        leavers_who_stay: number(kinds::SHARE) = 0.0;
    }
}

section! {
    /// Absence.
    pub struct Absence {
        /// Share of working days lost in a usual year.
        #[say("share of working days lost in a usual year")]
        #[believable(0.0, 0.25)]
        rate: number(kinds::SHARE) = 0.0;
        /// The share at the start, if it is not the usual one; the difference fades as a swing does
        /// (`swing_persistence_per_year` of `[environment.absence]`).
        #[say("share of working days lost at the start")]
        #[believable(0.0, 0.25)]
        at_start: optional(kinds::SHARE);
    }
}
