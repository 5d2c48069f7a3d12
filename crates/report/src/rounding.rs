//! Numbers as the csv and json files hold them.
//!
//! A number is rounded to the nearest multiple of a power of ten that is far
//! below what the number means, so that files are short and can be compared
//! byte for byte:
//!
//! | unit | decimals |
//! |---|---|
//! | a share (0.16 is 16%) | 5 |
//! | cases for each FTE, times a year | 3 |
//! | cases, other counts, FTE, weeks, for every 10,000 children | 2 |
//! | pounds | 0 |
//!
//! A standard error has two decimals more. Scores of a back-test, which compare
//! councils of all sizes, have six significant figures instead. A number that does not exist (a
//! share of nothing) is left empty in csv and is `null` in json.

use serde_json::Value as Json;

use model::measure::Unit;

/// Decimals of a standard error beyond those of its unit.
const MORE_FOR_STANDARD_ERRORS: usize = 2;

/// Decimals of a value.
pub fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::Share => 5,
        Unit::CasesPerFte | Unit::PerYear => 3,
        Unit::Cases | Unit::Count | Unit::Fte | Unit::Weeks | Unit::PerTenThousand => 2,
        Unit::Pounds => 0,
    }
}

/// A value as the csv files hold it.
pub fn value(unit: Unit, value: f64) -> String {
    fixed(value, decimals(unit))
}

/// A standard error as the csv files hold it.
pub fn standard_error(unit: Unit, value: f64) -> String {
    fixed(value, decimals(unit) + MORE_FOR_STANDARD_ERRORS)
}

/// The number that a cell holds; an empty cell holds none.
pub(crate) fn parsed(cell: &str) -> f64 {
    cell.parse().unwrap_or(f64::NAN)
}

/// A value to six significant figures, without noughts at the end.
pub fn significant(value: f64) -> String {
    let rounded: Option<f64> = format!("{value:.5e}").parse().ok().filter(|value: &f64| value.is_finite());
    // There is no negative nil.
    rounded.map_or_else(String::new, |value| (value + 0.0).to_string())
}

/// A value as json holds it: the number that [`value`] writes.
pub fn json(unit: Unit, number: f64) -> Json {
    let text = value(unit, number);
    // Whole numbers have no point in json either.
    let whole: Option<i64> = text.parse().ok();
    let rounded: Option<f64> = text.parse().ok();
    whole.map(Json::from).or(rounded.map(Json::from)).unwrap_or_default()
}

fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.decimals$}");
    // There is no negative nil.
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|byte| matches!(byte, b'0' | b'.')) => digits.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_the_decimals_of_their_unit() {
        for (unit, number, text, error) in [
            (Unit::Share, 0.162_345_678, "0.16235", "0.1623457"),
            (Unit::CasesPerFte, 17.412_6, "17.413", "17.41260"),
            (Unit::PerYear, 0.25, "0.250", "0.25000"),
            (Unit::Cases, 1_234.0, "1234.00", "1234.0000"),
            (Unit::Count, 2.0 / 3.0, "0.67", "0.6667"),
            (Unit::Fte, 56.25, "56.25", "56.2500"),
            (Unit::Weeks, 1.0, "1.00", "1.0000"),
            (Unit::Pounds, 5_123_456.7, "5123457", "5123456.70"),
            (Unit::Pounds, -0.4, "0", "-0.40"),
            (Unit::Share, -0.0, "0.00000", "0.0000000"),
            (Unit::Share, f64::NAN, "", ""),
            (Unit::Cases, f64::INFINITY, "", ""),
        ] {
            assert_eq!(value(unit, number), text);
            assert_eq!(standard_error(unit, number), error);
        }
    }

    #[test]
    fn scores_keep_six_figures() {
        for (number, text) in [
            (0.012_345_678_9, "0.0123457"),
            (12_345.678, "12345.7"),
            (1_234_567.0, "1234570"),
            (675.6, "675.6"),
            (-2.0 / 3.0, "-0.666667"),
            (0.000_012_345_67, "0.0000123457"),
            (5.0, "5"),
            (-0.0, "0"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(significant(number), text);
        }
    }

    #[test]
    fn json_holds_the_same_number_as_csv() {
        assert_eq!(json(Unit::Share, 0.162_345_678).to_string(), "0.16235");
        assert_eq!(json(Unit::Pounds, 5_123_456.7).to_string(), "5123457");
        assert_eq!(json(Unit::Share, f64::NAN), Json::Null);
    }
}
