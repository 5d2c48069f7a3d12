//! Months, weeks of a run, financial years and working days.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A run goes through each calendar month in this many equal steps, called
/// weeks: 7 to 7.75 days long, so that every month, financial year and
/// statistical year ends exactly at the end of a week.
pub const WEEKS_PER_MONTH: usize = 4;

/// Weeks of a run in a year.
pub const RUN_WEEKS_PER_YEAR: f64 = 12.0 * WEEKS_PER_MONTH as f64;

/// Days in a year, averaged over the leap-year cycle.
pub const DAYS_PER_YEAR: f64 = 365.25;

/// Weeks of seven days in a year.
pub const WEEKS_PER_YEAR: f64 = DAYS_PER_YEAR / 7.0;

/// Working days in an average year in England: 52.18 weeks of five days less
/// eight bank holidays.
pub const WORKING_DAYS_PER_YEAR: f64 = WEEKS_PER_YEAR * 5.0 - 8.0;

/// A time in weeks of a run, of which 48 make a year; weeks of seven days, of which 52.18 do, are plain numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct RunWeeks(pub f64);

impl RunWeeks {
    /// Longer than any run.
    pub const ENDLESS: Self = Self(f64::INFINITY);

    /// The time that a number of weeks of seven days takes.
    pub fn of_weeks(weeks: f64) -> Self {
        Self(weeks * RUN_WEEKS_PER_YEAR / WEEKS_PER_YEAR)
    }

    /// The time that a number of months takes.
    pub fn of_months(months: f64) -> Self {
        Self(months * RUN_WEEKS_PER_YEAR / 12.0)
    }

    /// The time that a number of years takes.
    pub fn of_years(years: f64) -> Self {
        Self(years * RUN_WEEKS_PER_YEAR)
    }

    /// How many years it is.
    pub fn in_years(self) -> f64 {
        self.0 / RUN_WEEKS_PER_YEAR
    }
}

/// The time in years that a number of working days takes, on average.
pub fn working_days_in_years(working_days: f64) -> f64 {
    working_days / WORKING_DAYS_PER_YEAR
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Months since January of the year 0.
    ordinal: i32,
}

impl Month {
    /// The month with this year and number (1 is January).
    ///
    /// # Panics
    ///
    /// If `number` is not 1 to 12.
    pub fn new(year: i16, number: i8) -> Self {
        assert!((1..=12).contains(&number), "month {number} of a year");
        Self { ordinal: i32::from(year) * 12 + i32::from(number) - 1 }
    }

    /// The month in which a date lies.
    pub fn of(date: Date) -> Self {
        Self::new(date.year(), date.month())
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        i16::try_from(self.ordinal.div_euclid(12)).expect("made from an i16 year")
    }

    /// 1 for January to 12 for December.
    pub fn number(self) -> i8 {
        i8::try_from(self.ordinal.rem_euclid(12)).expect("below 12") + 1
    }

    /// 0 for January to 11 for December.
    pub fn index(self) -> usize {
        usize::try_from(self.ordinal.rem_euclid(12)).expect("below 12")
    }

    /// The month so many months later (earlier if negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self { ordinal: self.ordinal + months }
    }

    /// Whole months from `earlier` to this one.
    pub fn since(self, earlier: Self) -> i32 {
        self.ordinal - earlier.ordinal
    }

    /// Days in the month.
    pub fn days(self) -> i8 {
        self.last_day().day()
    }

    /// The first day of the month.
    pub fn first_day(self) -> Date {
        Date::new(self.year(), self.number(), 1).expect("every month has a first day")
    }

    /// The last day of the month.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The financial year (April to March) in which the month lies.
    pub fn financial_year(self) -> FinancialYear {
        FinancialYear { first: if self.number() >= 4 { self.year() } else { self.year() - 1 } }
    }

    /// The short English name and the year, such as `Sep 2023`.
    pub fn short_name(self) -> String {
        format!("{} {}", &MONTH_NAMES[self.index()][..3], self.year())
    }

    /// The English name and the year, such as `September 2023`.
    pub fn long_name(self) -> String {
        format!("{} {}", MONTH_NAMES[self.index()], self.year())
    }
}

/// English month names, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for Month {
    /// `YYYY-MM`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let complaint = "a month is written YYYY-MM, for example 2024-04";
        let (year, number) = text.split_once('-').ok_or(complaint)?;
        match (year.len(), year.parse::<i16>(), number.len(), number.parse::<i8>()) {
            (4, Ok(year), 2, Ok(number @ 1..=12)) if year >= 1 => Ok(Self::new(year, number)),
            _ => Err(complaint),
        }
    }
}

/// A day in words as papers write it: "22 November 2026".
pub fn long_date(day: Date) -> String {
    format!("{} {}", day.day(), Month::of(day).long_name())
}

/// A financial year, April to March.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    /// The calendar year in which it begins.
    pub first: i16,
}

impl fmt::Display for FinancialYear {
    /// `2024-25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first, (self.first + 1).rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_written_and_read_the_same() {
        for text in ["2023-09", "2024-02", "1999-12", "0001-01"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
        for wrong in ["2023-13", "2023-00", "23-01", "2023", "2023-1", "-001-01", "Sept"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_is_written_as_papers_write_it() {
        assert_eq!(long_date(Date::constant(2026, 11, 2)), "2 November 2026");
    }

    #[test]
    fn months_count_over_year_ends() {
        let september = Month::new(2023, 9);
        assert_eq!(september.plus(4), Month::new(2024, 1));
        assert_eq!(september.plus(-9), Month::new(2022, 12));
        assert_eq!(Month::new(2024, 1).since(september), 4);
        assert_eq!((Month::new(2024, 2).days(), Month::new(2023, 2).days()), (29, 28));
    }

    #[test]
    fn a_financial_year_begins_in_april() {
        assert_eq!(Month::new(2024, 3).financial_year().to_string(), "2023-24");
        assert_eq!(Month::new(2024, 4).financial_year().to_string(), "2024-25");
        assert_eq!(Month::new(1999, 6).financial_year().to_string(), "1999-00");
    }

    #[test]
    fn forty_five_working_days_are_nine_weeks_and_a_bank_holiday_or_two() {
        let weeks = working_days_in_years(45.0) * WEEKS_PER_YEAR;
        assert!((9.2..9.4).contains(&weeks), "{weeks}");
    }
}
