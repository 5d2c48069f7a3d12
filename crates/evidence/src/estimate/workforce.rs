//! Staff at the start: posts, people, agency workers and who holds cases, by role.

use super::evidence::{Evidence, Figure, Of, parts_of};
use super::round::{split_tenths, tenth};
use crate::published::Published;

/// Shares of staff by role in England in 2019, the first year that has them:
/// for years before.
const ROLES_BEFORE_2019: [f64; 6] = [0.492, 0.163, 0.107, 0.157, 0.054, 0.027];

/// Share of starters who are newly qualified: 28.2% of starters in England are
/// aged 20 to 29 (DfE, "Children's social work workforce 2024").
pub(super) const NEWLY_QUALIFIED_STARTERS: f64 = 0.282;
/// Newly qualified workers are at most this share of case-holders.
const MOST_NEWLY_QUALIFIED: f64 = 0.4;
/// Social workers' vacancies just after the cohort are at least this share of those of an average day.
const LEAST_VACANT: f64 = 0.3;
/// A newly qualified worker's part of a full load, on average over the first year.
pub(super) const NOVICE_LOAD: f64 = 0.85;
/// Agency workers who take a permanent post, a year.
pub(super) const CONVERSION: f64 = 0.04;

/// Posts and people of one role, in FTE.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Post {
    /// Permanent staff.
    pub(super) people: f64,
    pub(super) vacancies: f64,
    pub(super) agency: f64,
    /// Share of permanent staff who hold cases.
    pub(super) case_holding: f64,
}

/// Staff of a council at the start.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    pub(super) in_post: Figure,
    pub(super) vacancies: Figure,
    pub(super) agency: Figure,
    pub(super) case_holders: Figure,
    pub(super) fte_per_person: Figure,
    pub(super) absence: Figure,
    /// Which year's shares of roles; `None` if none was published yet.
    pub(super) roles_from: Option<Figure>,
    pub(super) newly_qualified: f64,
    pub(super) social_worker: Post,
    pub(super) senior_practitioner: Post,
    pub(super) without_cases: Post,
    pub(super) team_manager: Post,
    pub(super) senior_manager: Post,
    pub(super) agency_case_holding: f64,
    /// Newly qualified workers who join each September.
    pub(super) cohort: f64,
}

const VACANCIES: Of = |data, area, year| {
    let row = data.workforce.get(area, year);
    Some(row.vacancies? / row.in_post?)
};
const AGENCY: Of = |data, area, year| {
    let row = data.workforce.get(area, year);
    Some(row.agency? / row.in_post?)
};
const CASE_HOLDERS: Of = |data, area, year| {
    let row = data.workforce.get(area, year);
    Some(row.case_holders? / (row.in_post? + row.agency?)).filter(|share| *share > 0.0)
};
const FTE_PER_PERSON: Of = |data, area, year| {
    let row = data.workforce.get(area, year);
    Some((row.in_post? / row.headcount?).min(1.0)).filter(|fte| *fte > 0.3)
};
const ABSENCE: Of = |data, area, year| Some(data.workforce.get(area, year).absence_percent? / 100.0);

impl Evidence<'_> {
    /// Staff at the start, of whom the share `leaving` leaves in a year. `None` if nothing was published up to the year.
    pub(super) fn staff(&self, leaving: f64) -> Option<Staff> {
        let in_post = self.count("in post", |data, area, year| data.workforce.get(area, year).in_post)?;
        let in_post = Figure { value: tenth(in_post.value), ..in_post };
        let stock = |name, count: Of, rate: Of, of: f64| {
            let figure = self.stock(name, count, rate, of)?;
            Some(Figure { value: tenth(figure.value), ..figure })
        };
        let vacancies = stock(
            "vacancies",
            |data, area, year| data.workforce.get(area, year).vacancies,
            VACANCIES,
            in_post.value,
        )?;
        let agency =
            stock("agency", |data, area, year| data.workforce.get(area, year).agency, AGENCY, in_post.value)?;
        let case_holders = stock(
            "case-holders",
            |data, area, year| data.workforce.get(area, year).case_holders.filter(|holders| *holders > 0.0),
            CASE_HOLDERS,
            in_post.value + agency.value,
        )?;
        let fte_per_person = self.rate("fte a person", FTE_PER_PERSON)?;
        let absence = self.rate("absence", ABSENCE)?;

        let (roles_from, shares) = self.roles();
        let by_role = split_tenths(&shares, in_post.value);
        let [case_holder, senior, without, first_line, middle, top] = by_role[..] else { return None };
        let cohort = NEWLY_QUALIFIED_STARTERS * leaving * in_post.value;
        let newly_qualified = tenth(cohort.min(MOST_NEWLY_QUALIFIED * case_holder));
        // Too few to speak of a cohort.
        let cohort = if newly_qualified > 0.0 { cohort } else { 0.0 };

        let mut staff = Staff {
            newly_qualified,
            social_worker: Post { people: tenth(case_holder - newly_qualified), ..Post::default() },
            senior_practitioner: Post { people: senior, ..Post::default() },
            without_cases: Post { people: without, ..Post::default() },
            team_manager: Post { people: first_line, ..Post::default() },
            senior_manager: Post { people: tenth(middle + top), ..Post::default() },
            agency_case_holding: 1.0,
            cohort,
            in_post,
            vacancies,
            agency,
            case_holders,
            fte_per_person,
            absence,
            roles_from,
        };
        staff.place_case_holders();
        staff.place_vacancies();
        staff.place_agency();
        Some(staff)
    }

    /// Shares of staff by role: case-holders, senior practitioners, without
    /// cases, first-line, middle and senior managers.
    fn roles(&self) -> (Option<Figure>, Vec<f64>) {
        let all = |data: &Published, area, year| {
            let row = data.roles.get(area, year);
            let roles = [
                row.case_holder?,
                row.senior_practitioner?,
                row.without_cases?,
                row.first_line_manager?,
                row.middle_manager?,
                row.senior_manager?,
            ];
            // Who holds cases is what the service runs on.
            if roles[0] > 0.0 { parts_of(&roles, 0.0) } else { None }
        };
        match self.shares("roles", all) {
            Some((shares, from)) => (Some(from), shares),
            None => (None, parts_of(&ROLES_BEFORE_2019, 0.0).unwrap_or_default()),
        }
    }
}

impl Staff {
    /// Roles that have posts: name in the template, posts, and staff of other roles who fill them.
    pub(super) fn by_role(&self) -> [(&'static str, &Post, f64); 5] {
        [
            ("social_worker", &self.social_worker, self.newly_qualified),
            ("senior_practitioner", &self.senior_practitioner, 0.0),
            ("without_cases", &self.without_cases, 0.0),
            ("team_manager", &self.team_manager, 0.0),
            ("senior_manager", &self.senior_manager, 0.0),
        ]
    }

    /// Agency workers and case-holders by role hold cases alike, then seniors,
    /// then whoever else is needed for the published number.
    fn place_case_holders(&mut self) {
        let novices = self.newly_qualified;
        let first = self.agency.value + self.social_worker.people + novices;
        let alike = if first > 0.0 { (self.case_holders.value / first).min(1.0) } else { 0.0 };
        self.agency_case_holding = alike;
        let mut left = self.case_holders.value - alike * self.agency.value;
        for (post, others) in [
            (&mut self.social_worker, novices),
            (&mut self.senior_practitioner, 0.0),
            (&mut self.team_manager, 0.0),
            (&mut self.without_cases, 0.0),
            (&mut self.senior_manager, 0.0),
        ] {
            let fte = post.people + others;
            post.case_holding = if fte > 0.0 { (left / fte).clamp(0.0, 1.0) } else { 0.0 };
            left -= post.case_holding * fte;
        }
    }

    /// Vacancies by role are not published. They are placed in proportion to
    /// staff; just after the September cohort social workers lack fewer than on
    /// average over the year.
    fn place_vacancies(&mut self) {
        // A month after the cohort joined, of the year over which vacancies rise by it.
        let season = self.cohort * (0.5 - 1.0 / 12.0);
        let mut shares = self.by_role().map(|(_, post, _)| post.people);
        shares[0] += self.newly_qualified;
        let each = (self.vacancies.value + season) / shares.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        shares = shares.map(|share| share * each);
        shares[0] = (shares[0] - season).max(LEAST_VACANT * shares[0]);
        if shares.iter().sum::<f64>() <= 0.0 {
            shares[0] = 1.0;
        }
        let placed = split_tenths(&shares, self.vacancies.value);
        for (post, vacancies) in [
            &mut self.social_worker,
            &mut self.senior_practitioner,
            &mut self.without_cases,
            &mut self.team_manager,
            &mut self.senior_manager,
        ]
        .into_iter()
        .zip(placed)
        {
            post.vacancies = vacancies;
        }
    }

    /// Agency workers stand beside social workers and senior practitioners, in
    /// proportion to their posts.
    fn place_agency(&mut self) {
        let workers = self.social_worker.people + self.newly_qualified + self.social_worker.vacancies;
        let seniors = self.senior_practitioner.people + self.senior_practitioner.vacancies;
        let nobody = workers + seniors <= 0.0;
        let placed = split_tenths(&[if nobody { 1.0 } else { workers }, seniors], self.agency.value);
        self.social_worker.agency = placed[0];
        self.senior_practitioner.agency = placed[1];
    }

    /// Case-holders who are there on an average day, newly qualified workers by the load that they carry.
    pub(super) fn full_loads(&self) -> f64 {
        self.holders(NOVICE_LOAD) * (1.0 - self.absence.value)
    }

    /// Those who hold cases, in FTE.
    pub(super) fn holding(&self) -> f64 {
        self.holders(1.0)
    }

    /// Those who hold cases, a newly qualified worker counted as `novice`.
    fn holders(&self, novice: f64) -> f64 {
        let holding: f64 = self.by_role().iter().map(|(_, post, _)| post.people * post.case_holding).sum();
        holding
            + self.newly_qualified * self.social_worker.case_holding * novice
            + self.agency.value * self.agency_case_holding
    }
}
