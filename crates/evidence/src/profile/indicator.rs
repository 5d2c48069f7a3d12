//! Indicators: what each is, and how it is worked out from the counts.

use crate::published::{AreaId, Demand, LookedAfter, Published, Spending, Workforce, Year};
use model::calendar::Month;
use model::measure::{Unit, agency_rate, average_caseload, ratio, turnover_rate, vacancy_rate};

/// A figure of a performance pack.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Stable id, such as `vacancy_rate`.
    pub id: &'static str,
    /// In words, to begin a row or the title of a chart.
    pub title: &'static str,
    /// What it is and, for a rate, over what.
    pub meaning: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Which table it belongs to.
    pub section: Section,
    /// Whether it holds for one day or counts over the year before it.
    pub span: Span,
    value: Value,
}

/// The tables of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Social workers.
    Workforce,
    /// Referrals and children in need.
    Demand,
    /// Looked-after children.
    LookedAfter,
    /// What councils spend.
    Spending,
}

/// The time that a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The day of the collection.
    Day,
    /// The year up to that day.
    Year,
}

/// How a figure follows from the row of a table.
#[derive(Clone, Copy, Debug)]
enum Value {
    Workforce(fn(&Workforce) -> Option<f64>),
    Demand(fn(&Demand) -> Option<f64>),
    /// The count for every 10,000 children.
    DemandPerTenThousand(fn(&Demand) -> Option<f64>),
    LookedAfter(fn(&LookedAfter) -> Option<f64>),
    LookedAfterPerTenThousand(fn(&LookedAfter) -> Option<f64>),
    /// Thousands of pounds as pounds for each child who lives there.
    SpendingPerChild(fn(&Spending) -> Option<f64>),
    /// The same for each child in need at the end of the year.
    SpendingPerChildInNeed(fn(&Spending) -> Option<f64>),
}

impl Span {
    /// As in the `period` column of `history.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Year => "year",
        }
    }
}

impl Section {
    /// All sections, in the order of a profile.
    pub const ALL: [Self; 4] = [Self::Workforce, Self::Demand, Self::LookedAfter, Self::Spending];

    /// In words, with the day: figures of different days stand in one profile.
    pub fn title(self) -> &'static str {
        match self {
            Self::Workforce => "Social workers at 30 September (turnover and absence: in the year to it)",
            Self::Demand => "Demand in the year to 31 March (children in need and plans: on that day)",
            Self::LookedAfter => "Looked-after children at 31 March (started: in the year to it)",
            Self::Spending => "Spending on children's social care in the financial year to 31 March",
        }
    }

    /// Who published it, and under which title.
    pub fn source(self) -> &'static str {
        match self {
            Self::Workforce => "Department for Education, Children's social work workforce",
            Self::Demand => {
                "Department for Education, Characteristics of children in need; Office for National Statistics, \
                 mid-year population estimates"
            }
            Self::LookedAfter => {
                "Department for Education, Children looked after in England including adoptions; Office for \
                 National Statistics, mid-year population estimates"
            }
            Self::Spending => {
                "Ministry of Housing, Communities and Local Government, Local authority revenue outturn (RO3); Office \
                 for National Statistics, mid-year population estimates"
            }
        }
    }

    /// The month at whose end its years end.
    pub fn month(self, year: Year) -> Month {
        let number = match self {
            Self::Workforce => 9,
            Self::Demand | Self::LookedAfter | Self::Spending => 3,
        };
        Month::new(i16::try_from(year).unwrap_or(i16::MAX), number)
    }

    /// The last year of which any area has figures.
    pub fn last_year(self, published: &Published) -> Option<Year> {
        match self {
            Self::Workforce => published.workforce.last_year(),
            Self::Demand => published.demand.last_year(),
            Self::LookedAfter => published.looked_after.last_year(),
            Self::Spending => published.spending.last_year(),
        }
    }

    /// The first year of which England has figures.
    fn first_year(self, published: &Published) -> Option<Year> {
        self.years(published, published.england()).map(|(first, _)| first)
    }

    /// The last years of which there are figures, at most so many.
    pub fn last_years(self, published: &Published, most: Year) -> Vec<Year> {
        let Some(last) = self.last_year(published) else { return Vec::new() };
        let first = self.first_year(published).unwrap_or(0).max(last.saturating_sub(most - 1));
        (first..=last).collect()
    }

    /// The first and the last year of which an area has figures.
    pub fn years(self, published: &Published, area: AreaId) -> Option<(Year, Year)> {
        let years: Vec<Year> = match self {
            Self::Workforce => published.workforce.years(area).map(|(year, _)| year).collect(),
            Self::Demand => published.demand.years(area).map(|(year, _)| year).collect(),
            Self::LookedAfter => published.looked_after.years(area).map(|(year, _)| year).collect(),
            Self::Spending => published.spending.years(area).map(|(year, _)| year).collect(),
        };
        years.first().zip(years.last()).map(|(first, last)| (*first, *last))
    }

    /// Its indicators.
    pub fn indicators(self) -> impl Iterator<Item = &'static Indicator> {
        INDICATORS.iter().filter(move |indicator| indicator.section == self)
    }
}

impl Indicator {
    /// The indicator of an id.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        INDICATORS.iter().find(|indicator| indicator.id == id)
    }

    /// The figure of an area in a year; none if a count in it is missing, or if
    /// there is nothing to divide by.
    pub fn of(&self, published: &Published, area: AreaId, year: Year) -> Option<f64> {
        let value = match self.value {
            Value::Workforce(value) => value(&published.workforce.get(area, year)),
            Value::Demand(value) => value(&published.demand.get(area, year)),
            Value::DemandPerTenThousand(count) => {
                per_ten_thousand(published, area, year, count(&published.demand.get(area, year)))
            }
            Value::LookedAfter(value) => value(&published.looked_after.get(area, year)),
            Value::LookedAfterPerTenThousand(count) => {
                per_ten_thousand(published, area, year, count(&published.looked_after.get(area, year)))
            }
            Value::SpendingPerChild(spent) => {
                let children = published.population.get(area, year - 1).children;
                each(spent(&published.spending.get(area, year)), children)
            }
            Value::SpendingPerChildInNeed(spent) => {
                let children = published.demand.get(area, year).children_in_need;
                each(spent(&published.spending.get(area, year)), children)
            }
        };
        // Rates are not a number where there is nothing to divide by.
        value.filter(|value| value.is_finite())
    }

    /// Whether areas of different size can be compared by it: rates can, counts cannot.
    pub fn is_rate(&self) -> bool {
        if matches!(self.value, Value::SpendingPerChild(_) | Value::SpendingPerChildInNeed(_)) {
            return true;
        }
        match self.unit {
            Unit::Share | Unit::CasesPerFte | Unit::PerTenThousand | Unit::PerYear | Unit::Weeks => true,
            Unit::Cases | Unit::Count | Unit::Fte | Unit::Pounds => false,
        }
    }

    /// The time of the figure of a year: `in September 2023` or `in the year to March 2023`.
    pub fn when(&self, year: Year) -> String {
        let month = self.section.month(year).long_name();
        match self.span {
            Span::Day => format!("in {month}"),
            Span::Year => format!("in the year to {month}"),
        }
    }
}

/// A count for every 10,000 children aged 0 to 17:
///
/// ```text
/// rate of the year to 31 March Y = 10,000 x count / children in the middle of Y - 1
/// ```
///
/// The middle of the year before is the last that lies in the year to 31 March.
/// It is what the Department for Education divides by, or the year before that
/// while the estimate is not yet out (as in its figures of 2023).
fn per_ten_thousand(published: &Published, area: AreaId, year: Year, count: Option<f64>) -> Option<f64> {
    let children = published.population.get(area, year - 1).children?;
    Some(10_000.0 * ratio(count?, children))
}

/// Thousands of pounds as pounds for each of so many.
fn each(thousands: Option<f64>, of: Option<f64>) -> Option<f64> {
    Some(1_000.0 * ratio(thousands?, of?))
}

/// All indicators, in the order of a profile.
pub const INDICATORS: [Indicator; 18] = [
    Indicator {
        id: "in_post_fte",
        title: "In post (FTE)",
        meaning: "Permanent social workers in post, full-time equivalents at 30 September",
        unit: Unit::Fte,
        section: Section::Workforce,
        span: Span::Day,
        value: Value::Workforce(|row| row.in_post),
    },
    Indicator {
        id: "vacancy_rate",
        title: "Vacancy rate",
        meaning: "Vacant posts as a share of vacant and filled posts, full-time equivalents at 30 September",
        unit: Unit::Share,
        section: Section::Workforce,
        span: Span::Day,
        value: Value::Workforce(|row| Some(vacancy_rate(row.vacancies?, row.in_post?))),
    },
    Indicator {
        id: "agency_rate",
        title: "Agency rate",
        meaning: "Agency staff as a share of agency and permanent staff, full-time equivalents at 30 September",
        unit: Unit::Share,
        section: Section::Workforce,
        span: Span::Day,
        value: Value::Workforce(|row| Some(agency_rate(row.agency?, row.in_post?))),
    },
    Indicator {
        id: "turnover_rate",
        title: "Turnover rate",
        meaning: "Permanent staff who left in the year to 30 September as a share of those in post at its end, \
                  full-time equivalents",
        unit: Unit::Share,
        section: Section::Workforce,
        span: Span::Year,
        value: Value::Workforce(|row| Some(turnover_rate(row.leavers?, row.in_post?))),
    },
    Indicator {
        id: "absence_rate",
        title: "Absence rate",
        meaning: "Share of working days of permanent staff lost to sickness in the year to 30 September",
        unit: Unit::Share,
        section: Section::Workforce,
        span: Span::Year,
        value: Value::Workforce(|row| Some(row.absence_percent? / 100.0)),
    },
    Indicator {
        id: "caseload",
        title: "Average caseload",
        meaning: "Cases held for each full-time-equivalent case-holder, agency staff included, at 30 September",
        unit: Unit::CasesPerFte,
        section: Section::Workforce,
        span: Span::Day,
        value: Value::Workforce(|row| Some(average_caseload(row.cases?, row.case_holders?))),
    },
    Indicator {
        id: "cases_held",
        title: "Cases held",
        meaning: "Cases that social workers hold at 30 September",
        unit: Unit::Cases,
        section: Section::Workforce,
        span: Span::Day,
        value: Value::Workforce(|row| row.cases),
    },
    Indicator {
        id: "referrals",
        title: "Referrals",
        meaning: "Referrals in the year to 31 March",
        unit: Unit::Count,
        section: Section::Demand,
        span: Span::Year,
        value: Value::Demand(|row| row.referrals),
    },
    Indicator {
        id: "referrals_per_10000",
        title: "Referrals per 10,000",
        meaning: "Referrals in the year to 31 March for every 10,000 children aged 0 to 17",
        unit: Unit::PerTenThousand,
        section: Section::Demand,
        span: Span::Year,
        value: Value::DemandPerTenThousand(|row| row.referrals),
    },
    Indicator {
        id: "rereferral_share",
        title: "Re-referral share",
        meaning: "Share of the referrals in the year to 31 March that came within twelve months of an earlier one \
                  of the same child",
        unit: Unit::Share,
        section: Section::Demand,
        span: Span::Year,
        value: Value::Demand(|row| Some(ratio(row.rereferrals?, row.referrals?))),
    },
    Indicator {
        id: "no_further_action_share",
        title: "No-further-action share",
        meaning: "Share of the referrals in the year to 31 March that led to no further action",
        unit: Unit::Share,
        section: Section::Demand,
        span: Span::Year,
        value: Value::Demand(|row| Some(ratio(row.no_further_action?, row.referrals?))),
    },
    Indicator {
        id: "children_in_need_per_10000",
        title: "In need per 10,000",
        meaning: "Every child with an open case at 31 March for every 10,000 children aged 0 to 17",
        unit: Unit::PerTenThousand,
        section: Section::Demand,
        span: Span::Day,
        value: Value::DemandPerTenThousand(|row| row.children_in_need),
    },
    Indicator {
        id: "protection_plans_per_10000",
        title: "Protection plans per 10,000",
        meaning: "Children with a child protection plan at 31 March for every 10,000 children aged 0 to 17",
        unit: Unit::PerTenThousand,
        section: Section::Demand,
        span: Span::Day,
        value: Value::DemandPerTenThousand(|row| row.protection_plans),
    },
    Indicator {
        id: "looked_after_per_10000",
        title: "Looked after per 10,000",
        meaning: "Looked-after children at 31 March, unaccompanied children included, for every 10,000 children \
                  aged 0 to 17",
        unit: Unit::PerTenThousand,
        section: Section::LookedAfter,
        span: Span::Day,
        value: Value::LookedAfterPerTenThousand(|row| row.looked_after),
    },
    Indicator {
        id: "looked_after_started",
        title: "Started to be looked after",
        meaning: "Children who began to be looked after in the year to 31 March",
        unit: Unit::Count,
        section: Section::LookedAfter,
        span: Span::Year,
        value: Value::LookedAfter(|row| row.started),
    },
    Indicator {
        id: "spending_per_child",
        title: "Spending per child",
        meaning: "Net current expenditure on children's social care in the financial year to 31 March for each child \
                  aged 0 to 17 who lives there",
        unit: Unit::Pounds,
        section: Section::Spending,
        span: Span::Year,
        value: Value::SpendingPerChild(|row| row.net_current),
    },
    Indicator {
        id: "staff_spending_per_child",
        title: "Spending on staff per child",
        meaning: "Cost of the council's own staff in children's social care in the financial year to 31 March, before \
                  income, for each child aged 0 to 17 who lives there",
        unit: Unit::Pounds,
        section: Section::Spending,
        span: Span::Year,
        value: Value::SpendingPerChild(|row| row.employees),
    },
    Indicator {
        id: "spending_per_child_in_need",
        title: "Spending per child in need",
        meaning: "Net current expenditure on children's social care in the financial year to 31 March for each child \
                  with an open case on that day",
        unit: Unit::Pounds,
        section: Section::Spending,
        span: Span::Year,
        value: Value::SpendingPerChildInNeed(|row| row.net_current),
    },
];
