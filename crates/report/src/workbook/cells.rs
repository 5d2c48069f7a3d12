//! Cells: texts that are never formulas, numbers with the format of their unit, and months as dates.

use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, FormatAlign, RowNum, Worksheet, XlsxError};

use model::calendar::Month;
use model::measure::Unit;
use model::signs::commands;

/// A cell takes 32,767 characters as Excel counts them, two for some.
const LONGEST_TEXT: usize = 16_000;

/// What a cell of a table holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number that is shown as it is.
    Number(f64),
    /// A value in a unit.
    Value(Unit, f64),
    /// A difference of two values, with its sign.
    Change(Unit, f64),
    /// A value in a summary: pounds in thousands, which the name of the row or the column says.
    ShortValue(Unit, f64),
    /// A difference in a summary, in fewer letters.
    ShortChange(Unit, f64),
    /// A standard error of a value, with more decimals.
    Error(Unit, f64),
    /// The last day of a month.
    Month(Month),
}

impl Cell {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value as the csv files hold it, if it exists.
    pub(super) fn value(unit: Unit, value: f64) -> Self {
        rounded(unit, value).map_or(Self::Empty, |value| Self::Value(unit, value))
    }

    /// A change as the csv files hold it, if it exists.
    pub(super) fn change(unit: Unit, value: f64) -> Self {
        rounded(unit, value).map_or(Self::Empty, |value| Self::Change(unit, value))
    }

    /// A value in a summary, if it exists.
    pub(super) fn short_value(unit: Unit, value: f64) -> Self {
        rounded(unit, value).map_or(Self::Empty, |value| Self::ShortValue(unit, value))
    }

    /// A change in a summary, if it exists. What would be shown as nil is nil, without a sign.
    pub(super) fn short_change(unit: Unit, value: f64) -> Self {
        let value = if value.abs() < least_shown(unit) / 2.0 { 0.0 } else { value };
        rounded(unit, value).map_or(Self::Empty, |value| Self::ShortChange(unit, value))
    }

    /// A month, if there is one.
    pub(super) fn month(month: Option<Month>) -> Self {
        month.map_or(Self::Empty, Self::Month)
    }

    /// How it is shown; as Excel sees fit if nothing is said.
    fn number_format(&self) -> Option<&'static str> {
        match self {
            Self::Empty | Self::Text(_) | Self::Number(_) => None,
            Self::ShortValue(Unit::Pounds, _) => Some("#,##0,"),
            Self::ShortChange(Unit::Pounds, _) => Some("+#,##0,;-#,##0,;0"),
            Self::ShortChange(Unit::Share, _) => Some(r#"+0.0%" pts";-0.0%" pts";0.0%" pts""#),
            Self::Value(unit, _) | Self::ShortValue(unit, _) => Some(value_format(*unit)),
            Self::Change(unit, _) | Self::ShortChange(unit, _) => Some(change_format(*unit)),
            Self::Error(unit, _) => Some(error_format(*unit)),
            Self::Month(_) => Some(MONTH_FORMAT),
        }
    }

    /// About how many characters it takes.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
            Self::Month(_) => 9,
            Self::Number(value)
            | Self::Value(_, value)
            | Self::Change(_, value)
            | Self::ShortValue(_, value)
            | Self::ShortChange(_, value)
            | Self::Error(_, value) => {
                let whole = format!("{:.0}", value.abs()).len();
                // Commas, and room for sign, decimals and the sign of the unit.
                whole + whole / 3 + 5
            }
        }
    }
}

/// How months are shown.
pub(super) const MONTH_FORMAT: &str = "mmm yyyy";

/// How values of a unit are shown; the cell holds more decimals.
pub(super) fn value_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "0.0%",
        Unit::PerYear => "#,##0.00",
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand | Unit::Cases | Unit::Count | Unit::Fte => {
            "#,##0.0"
        }
        Unit::Pounds => "£#,##0",
    }
}

/// How changes of a unit are shown.
pub(super) fn change_format(unit: Unit) -> &'static str {
    match unit {
        // A difference of two percentages is not a percentage.
        Unit::Share => r#"+0.0%" points";-0.0%" points";0.0%" points""#,
        Unit::PerYear => "+#,##0.00;-#,##0.00;0.00",
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand | Unit::Cases | Unit::Count | Unit::Fte => {
            "+#,##0.0;-#,##0.0;0.0"
        }
        Unit::Pounds => "+£#,##0;-£#,##0;£0",
    }
}

/// The least that summaries show of a unit, in its formats.
fn least_shown(unit: Unit) -> f64 {
    match unit {
        Unit::Share => 0.001,
        Unit::PerYear => 0.01,
        Unit::CasesPerFte | Unit::Weeks | Unit::PerTenThousand | Unit::Cases | Unit::Count | Unit::Fte => 0.1,
        Unit::Pounds => 1_000.0,
    }
}

fn error_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "0.000%",
        Unit::PerYear
        | Unit::CasesPerFte
        | Unit::Weeks
        | Unit::PerTenThousand
        | Unit::Cases
        | Unit::Count
        | Unit::Fte => "#,##0.000",
        Unit::Pounds => "£#,##0.00",
    }
}

/// The number that the csv files hold.
pub(super) fn rounded(unit: Unit, value: f64) -> Option<f64> {
    crate::rounding::value(unit, value).parse().ok()
}

/// Writes a cell in a style, to which the number format of the cell is added.
pub(super) fn put(
    sheet: &mut Worksheet,
    style: &Format,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
) -> Result<(), XlsxError> {
    let format = match cell.number_format() {
        // Beside names, and read like one.
        Some(MONTH_FORMAT) => &style.clone().set_num_format(MONTH_FORMAT).set_align(FormatAlign::Left),
        Some(format) => &style.clone().set_num_format(format),
        None => style,
    };
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        // Never a formula, whatever it begins with.
        Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), format)?,
        Cell::Number(value)
        | Cell::Value(_, value)
        | Cell::Change(_, value)
        | Cell::ShortValue(_, value)
        | Cell::ShortChange(_, value)
        | Cell::Error(_, value) => sheet.write_number_with_format(row, column, *value, format)?,
        Cell::Month(month) => sheet.write_datetime_with_format(row, column, &date(*month)?, format)?,
    };
    Ok(())
}

/// The last day of a month: stocks are those at its end.
pub(super) fn date(month: Month) -> Result<ExcelDateTime, XlsxError> {
    let day = month.last_day();
    let (number, day_number) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), number, day_number)
}

/// A text that a cell takes, without signs that xml does not have.
pub(super) fn fitting(text: &str) -> String {
    plain(text).chars().take(LONGEST_TEXT).collect()
}

/// A text without signs that xml does not have or that command who shows it; a new line is none of them.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '\t' | '\r') && !commands(*letter)).collect()
}

/// The number of a cell.
pub(super) fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value)
        | Cell::Value(_, value)
        | Cell::Change(_, value)
        | Cell::ShortValue(_, value)
        | Cell::ShortChange(_, value)
        | Cell::Error(_, value) => Some(*value),
        Cell::Empty | Cell::Text(_) | Cell::Month(_) => None,
    }
}
