//! The tables: one declaration gives the columns of a file and the type of its rows.

use std::collections::BTreeMap;

use super::AreaId;

/// A year. What it means depends on the table: see there.
pub type Year = u16;

/// The row of a table: figures of one area in one year. A figure that was
/// suppressed or not collected is `None`.
pub trait Row: Copy + Default {
    /// Columns after `code` and `year`, in the order of [`Row::from_figures`].
    const COLUMNS: &[&str];

    /// Makes a row of figures in the order of the columns.
    fn from_figures(figures: &[Option<f64>]) -> Self;
}

/// Rows by area and year.
#[derive(Clone, Debug, Default)]
pub struct Table<R> {
    rows: BTreeMap<(AreaId, Year), R>,
}

impl<R: Row> Table<R> {
    /// The figures of an area in a year; all missing if there is no row.
    pub fn get(&self, area: AreaId, year: Year) -> R {
        self.rows.get(&(area, year)).copied().unwrap_or_default()
    }

    /// Years for which an area has a row, first to last.
    pub fn years(&self, area: AreaId) -> impl DoubleEndedIterator<Item = (Year, R)> {
        self.rows.range((area, 0)..=(area, Year::MAX)).map(|((_, year), row)| (*year, *row))
    }

    /// The latest figure of an area that is not missing, and its year.
    pub fn latest(&self, area: AreaId, figure: impl Fn(&R) -> Option<f64>) -> Option<(Year, f64)> {
        self.years(area).rev().find_map(|(year, row)| Some((year, figure(&row)?)))
    }

    /// The last year of any row.
    pub fn last_year(&self) -> Option<Year> {
        self.rows.keys().map(|(_, year)| *year).max()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row; gives back whether there was none yet.
    pub(crate) fn add(&mut self, area: AreaId, year: Year, row: R) -> bool {
        self.rows.insert((area, year), row).is_none()
    }

    /// Drops the rows of later years.
    pub(super) fn cut_after(&mut self, year: Year) {
        self.rows.retain(|(_, of), _| *of <= year);
    }
}

macro_rules! row {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $figure:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$note])* pub $figure: Option<f64>,)*
        }

        impl Row for $name {
            const COLUMNS: &[&str] = &[$(stringify!($figure)),*];

            fn from_figures(figures: &[Option<f64>]) -> Self {
                let mut next = figures.iter().copied();
                Self { $($figure: next.next().flatten()),* }
            }
        }
    };
}

row! {
    /// Children's social workers, full-time equivalents unless it says otherwise:
    /// stocks at 30 September, flows in the year before it. DfE, "Children's
    /// social work workforce".
    Workforce {
        /// Permanent staff.
        in_post,
        /// Permanent staff, people.
        headcount,
        /// Who joined in the year.
        starters,
        /// Who left in the year.
        leavers,
        /// Agency workers.
        agency,
        /// Agency workers who cover a vacancy.
        agency_covering,
        /// Vacant posts.
        vacancies,
        /// Those who hold cases, agency workers included.
        case_holders,
        /// Cases that they hold.
        cases,
        /// Days lost to sickness over the year, in per cent.
        absence_percent,
        /// As published: leavers / in post.
        published_turnover_percent,
        /// As published: agency / (agency + in post).
        published_agency_percent,
        /// As published: vacancies / (vacancies + in post).
        published_vacancy_percent,
        /// As published: cases / case-holders.
        published_caseload,
    }
}

row! {
    /// Permanent children's social workers in post by role, FTE at 30 September. Same source as [`Workforce`].
    Roles {
        /// Case-holders below senior practitioner.
        case_holder,
        /// Senior practitioners.
        senior_practitioner,
        /// Qualified, hold no cases.
        without_cases,
        /// First-line managers.
        first_line_manager,
        /// Middle managers.
        middle_manager,
        /// Senior managers.
        senior_manager,
    }
}

row! {
    /// Who is referred and what follows: counts in the year to 31 March, stocks at
    /// 31 March. DfE, "Characteristics of children in need".
    Demand {
        /// Referrals.
        referrals,
        /// Those within twelve months of an earlier one of the same child.
        rereferrals,
        /// Referrals with no further action.
        no_further_action,
        /// Referrals assessed, and the child found not in need.
        not_in_need,
        /// Episodes of need that began.
        episodes_started,
        /// Episodes of need that ended.
        episodes_ended,
        /// Every open child at 31 March, looked after and care leavers included.
        children_in_need,
        /// Children whose assessment has not begun, at 31 March.
        awaiting_assessment,
        /// Enquiries under section 47.
        section_47_enquiries,
        /// Initial child protection conferences.
        initial_conferences,
        /// Child protection plans that began.
        protection_plans_started,
        /// Child protection plans at 31 March.
        protection_plans,
    }
}

row! {
    /// Assessments completed in the year to 31 March, by the working days that they took. DfE, "Characteristics of
    /// children in need".
    Assessments {
        /// All.
        completed,
        /// On the day of the referral.
        same_day,
        /// 1 to 10 working days.
        days_1_to_10,
        /// 11 to 20 working days.
        days_11_to_20,
        /// 21 to 30 working days.
        days_21_to_30,
        /// 31 to 40 working days.
        days_31_to_40,
        /// 41 to 45 working days.
        days_41_to_45,
        /// 46 to 50 working days.
        days_46_to_50,
        /// 51 to 60 working days.
        days_51_to_60,
        /// 61 working days and more.
        days_61_and_more,
    }
}

row! {
    /// Plans: child-in-need plans (from 2022), and child protection plans that
    /// ended in the year to 31 March by how long they had lasted. Same source as [`Demand`].
    Plans {
        /// Child-in-need plans that began.
        need_plans_started,
        /// Child-in-need plans that ended.
        need_plans_ended,
        /// Child-in-need plans at 31 March.
        need_plans,
        /// Protection plans ended after at most 3 months.
        protection_ended_to_3_months,
        /// After 3 to 6 months.
        protection_ended_3_to_6_months,
        /// After 6 to 12 months.
        protection_ended_6_to_12_months,
        /// After 1 to 2 years.
        protection_ended_1_to_2_years,
        /// After 2 years and more.
        protection_ended_2_years_and_more,
    }
}

row! {
    /// Looked-after children: stock at 31 March, flows in the year before it. DfE, "Children looked after in England
    /// including adoptions".
    LookedAfter {
        /// At 31 March.
        looked_after,
        /// Began to be looked after.
        started,
        /// Ceased to be looked after.
        ceased,
    }
}

row! {
    /// Children aged 0 to 17 in the middle of the year. Office for National Statistics.
    Population {
        /// Children.
        children,
    }
}

row! {
    /// Spending on children's social care in the financial year that ends on 31 March, in thousands of pounds. Ministry
    /// of Housing, Communities and Local Government, "Local authority revenue expenditure and financing" (RO3).
    Spending {
        /// Net current expenditure: pay and running costs, less income from fees, charges and other bodies.
        net_current,
        /// Of which pay and other costs of the council's own staff, before income.
        employees,
    }
}

row! {
    /// Referrals in the year to 31 March by who made them. Same source as [`Demand`].
    ReferralSources {
        /// Police.
        police,
        /// Schools.
        schools,
        /// Education services.
        education_services,
        /// Health services.
        health_services,
        /// Housing.
        housing,
        /// Services of a council.
        council_services,
        /// Courts, probation, immigration and other legal agencies.
        other_legal_agency,
        /// Family, friends and other individuals.
        individual,
        /// Not named.
        anonymous,
        /// Others.
        other,
        /// Not known.
        unknown,
    }
}

row! {
    /// Referrals by month of the year to 31 March: `april` is of the year before. Same source as [`Demand`].
    ReferralsByMonth {
        /// April of the year before.
        april,
        /// May of the year before.
        may,
        /// June of the year before.
        june,
        /// July of the year before.
        july,
        /// August of the year before.
        august,
        /// September of the year before.
        september,
        /// October of the year before.
        october,
        /// November of the year before.
        november,
        /// December of the year before.
        december,
        /// January of the year.
        january,
        /// February of the year.
        february,
        /// March of the year.
        march,
    }
}

impl ReferralsByMonth {
    /// April to March, if none is missing.
    pub fn complete(&self) -> Option<[f64; 12]> {
        Some([
            self.april?,
            self.may?,
            self.june?,
            self.july?,
            self.august?,
            self.september?,
            self.october?,
            self.november?,
            self.december?,
            self.january?,
            self.february?,
            self.march?,
        ])
    }
}
