//! Numbers as people read them: 16.0%, £5.12m, 1,234, and changes: 4.1 percentage points.
//!
//! A unit has its usual decimals. A number that comes from trials has fewer if
//! the trials do not support them: **the last digit shown counts for at least as
//! much as the Monte Carlo error** ([`Style::supported_by`]). With 2,000 trials
//! a vacancy rate whose 80% range is 9% to 23% is told as 15%, not as 15.2%;
//! what an option changes in it is known better and is told as 2.3 points.

use crate::figures::with_commas;
use crate::measure::Unit;

/// How the numbers of one row or one sentence are written, all in the same
/// unit and with the same decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    prefix: &'static str,
    suffix: &'static str,
    /// The value that is written as 1.
    one: f64,
    /// Negative where a number is rounded to tens, hundreds and so on.
    decimals: i32,
}

impl Style {
    /// The style for values of this unit, of which the largest is given.
    pub fn new(unit: Unit, largest: f64) -> Self {
        let largest = largest.abs();
        let (prefix, suffix, one, decimals) = match unit {
            Unit::Share => ("", "%", 0.01, 1),
            Unit::CasesPerFte | Unit::Weeks => ("", "", 1.0, 1),
            Unit::PerYear => ("", "", 1.0, 2),
            Unit::Cases | Unit::Count => ("", "", 1.0, 0),
            Unit::Fte | Unit::PerTenThousand => ("", "", 1.0, i32::from(largest < 100.0)),
            Unit::Pounds => {
                let (suffix, one) = match largest {
                    1e9.. => ("bn", 1e9),
                    1e6.. => ("m", 1e6),
                    1e4.. => ("k", 1e3),
                    _ => ("", 1.0),
                };
                // Three figures say enough of a sum of money.
                let decimals = match largest / one {
                    _ if suffix.is_empty() => 0,
                    100.0.. => 0,
                    10.0.. => 1,
                    _ => 2,
                };
                ("£", suffix, one, decimals)
            }
        };
        Self { prefix, suffix, one, decimals }
    }

    /// The style for all of these values.
    pub fn of(unit: Unit, values: &[f64]) -> Self {
        let finite = values.iter().filter(|value| value.is_finite());
        Self::new(unit, finite.fold(0.0, |largest, value| largest.max(value.abs())))
    }

    /// The same with no more digits than trials support whose Monte Carlo error
    /// (of a percentile, in the unit of the values) is this: the last digit
    /// counts for at least as much as the error.
    #[must_use]
    pub fn supported_by(self, error: f64) -> Self {
        let most = decimals_supported(error.abs() / self.one);
        Self { decimals: most.map_or(self.decimals, |most| most.min(self.decimals)), ..self }
    }

    /// The value with its unit; a dash if there is none.
    pub fn write(self, value: f64) -> String {
        match self.parts(value) {
            // No money is no thousands either.
            Some((_, digits)) if self.prefix == "£" && is_nil(&digits) => "£0".into(),
            Some((sign, digits)) => format!("{sign}{}{digits}{}", self.prefix, self.suffix),
            None => "-".into(),
        }
    }

    /// The value with its unit and as few decimals as say all of it: 10%, 10.5%.
    pub fn write_shortest(self, value: f64) -> String {
        let shorter = (0..self.decimals).map(|decimals| Self { decimals, ..self });
        let says_all = |style: &Self| {
            let shown = value / self.one * 10_f64.powi(style.decimals);
            (shown - shown.round()).abs() < 1e-6
        };
        shorter.into_iter().find(says_all).unwrap_or(self).write(value)
    }

    /// From one value to another, the unit named once: `£4.95–5.31m`, or with
    /// `to` where a dash could be read as a minus. Empty if the two read the
    /// same or one does not exist.
    pub fn write_range(self, low: f64, high: f64) -> String {
        let (Some(low), Some(high)) = (self.parts(low), self.parts(high)) else {
            return String::new();
        };
        if low == high {
            return String::new();
        }
        let to = if low.0.is_empty() && high.0.is_empty() { "\u{2013}" } else { " to " };
        format!("{}{}{}{to}{}{}{}", low.0, self.prefix, low.1, high.0, high.1, self.suffix)
    }

    /// The value that the last digit counts for.
    pub fn step(self) -> f64 {
        self.one * 10_f64.powi(-self.decimals)
    }

    /// How many decimals it writes.
    pub fn decimals(self) -> u8 {
        u8::try_from(self.decimals).unwrap_or(0)
    }

    /// Sign and digits.
    fn parts(self, value: f64) -> Option<(&'static str, String)> {
        if !value.is_finite() {
            return None;
        }
        let step = 10_f64.powi(-self.decimals.min(0));
        let rounded = (value.abs() / self.one / step).round() * step;
        let decimals = usize::from(self.decimals());
        let digits = if self.decimals < 0 {
            format!("{rounded:.0}")
        } else {
            format!("{:.decimals$}", value.abs() / self.one)
        };
        let sign = if value < 0.0 && !is_nil(&digits) { "-" } else { "" };
        Some((sign, with_commas(&digits)))
    }
}

/// How the sizes of changes are written, all in the same unit and with the same decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChangeStyle {
    style: Style,
    unit: Unit,
}

impl ChangeStyle {
    /// The style for all of these changes.
    pub fn of(unit: Unit, values: &[f64]) -> Self {
        Self { style: Style::of(unit, values), unit }
    }

    /// The same with no more digits than trials of this Monte Carlo error support.
    #[must_use]
    pub fn supported_by(self, error: f64) -> Self {
        Self { style: self.style.supported_by(error), ..self }
    }

    /// The value that the last digit counts for.
    pub fn step(self) -> f64 {
        self.style.step()
    }

    /// A change with its unit: "4.1 percentage points".
    pub fn write(self, value: f64) -> String {
        self.number(value) + self.unit_words()
    }

    /// A change without its unit, but for the sign of pounds: "4.1", "£1.20m".
    pub fn number(self, value: f64) -> String {
        let text = self.style.write(value);
        let text = text.strip_suffix('%').map(str::to_owned).unwrap_or(text);
        text.replace('-', "\u{2212}")
    }

    /// The same with its sign, where there is any change to be seen: "+4.1".
    pub fn signed(self, value: f64) -> String {
        if self.is_nil(value) {
            // Nothing has no decimals, and no thousands.
            return if self.unit == Unit::Pounds { "£0".to_owned() } else { "0".to_owned() };
        }
        let number = self.number(value);
        if value > 0.0 { format!("+{number}") } else { number }
    }

    /// What follows a number.
    pub fn unit_words(self) -> &'static str {
        match self.unit {
            // A difference of two percentages is not a percentage.
            Unit::Share => " percentage points",
            Unit::Fte => " FTE",
            Unit::CasesPerFte => " cases",
            Unit::Weeks => " weeks",
            Unit::Cases | Unit::PerYear | Unit::Count | Unit::Pounds | Unit::PerTenThousand => "",
        }
    }

    /// Whether a value is written as nil.
    pub fn is_nil(self, value: f64) -> bool {
        !self.number(value).bytes().any(|byte| matches!(byte, b'1'..=b'9'))
    }
}

/// The most decimals that an error supports: the last digit counts for at
/// least as much. Negative for tens, hundreds and so on; `None` without error.
pub fn decimals_supported(error: f64) -> Option<i32> {
    // 10^-decimals >= error; what is a power of ten but for rounding is one.
    (error.is_finite() && error > 0.0).then(|| (1e-9 - error.log10()).floor() as i32)
}

/// Whether digits say nil.
fn is_nil(digits: &str) -> bool {
    digits.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

/// A chance as a whole percentage; what is neither certain nor impossible is not so called.
pub fn percent(chance: f64) -> String {
    if chance > 0.0 && chance <= 0.005 {
        String::from("under 1%")
    } else if (0.995..1.0).contains(&chance) {
        String::from("over 99%")
    } else {
        format!("{:.0}%", (100.0 * chance).round())
    }
}

/// A whole number with a comma between each three digits.
pub fn whole(number: u64) -> String {
    with_commas(&number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_write_them() {
        for (unit, value, text) in [
            (Unit::Share, 0.16, "16.0%"),
            (Unit::Share, -0.000_4, "0.0%"),
            (Unit::CasesPerFte, 17.44, "17.4"),
            (Unit::Cases, 10_456.2, "10,456"),
            (Unit::Fte, 1_485.4, "1,485"),
            (Unit::Fte, 56.25, "56.2"),
            (Unit::PerYear, 0.5, "0.50"),
            (Unit::Pounds, 5_123_456.0, "£5.12m"),
            (Unit::Pounds, 51_234_560.0, "£51.2m"),
            (Unit::Pounds, -250_000.0, "-£250k"),
            (Unit::Pounds, 2_500.0, "£2,500"),
            (Unit::Pounds, 1.5e9, "£1.50bn"),
            (Unit::Pounds, 0.0, "£0"),
            (Unit::Cases, f64::NAN, "-"),
        ] {
            assert_eq!(Style::new(unit, value).write(value), text);
        }
    }

    #[test]
    fn no_digit_is_shown_that_the_trials_do_not_support() {
        let write = |unit, value: f64, error| Style::new(unit, value).supported_by(error).write(value);
        for (unit, value, error, text) in [
            (Unit::Share, 0.152_4, 0.000_9, "15.2%"),
            (Unit::Share, 0.152_4, 0.001, "15.2%"),
            (Unit::Share, 0.152_4, 0.001_1, "15%"),
            (Unit::Share, 0.152_4, 0.0, "15.2%"),
            (Unit::Share, 0.152_4, f64::NAN, "15.2%"),
            (Unit::Cases, 10_456.0, 0.9, "10,456"),
            (Unit::Cases, 10_456.0, 9.0, "10,460"),
            (Unit::Cases, 10_456.0, 13.0, "10,500"),
            (Unit::Pounds, 5_123_456.0, 30_000.0, "£5.1m"),
            (Unit::Pounds, 2_549.0, 30.0, "£2,500"),
            (Unit::CasesPerFte, 17.44, 0.08, "17.4"),
        ] {
            assert_eq!(write(unit, value, error), text, "{value} with {error}");
        }
    }

    #[test]
    fn a_range_names_its_unit_once() {
        let pounds = Style::of(Unit::Pounds, &[4.95e6, 5.31e6]);
        assert_eq!(pounds.write_range(4.95e6, 5.31e6), "£4.95\u{2013}5.31m");
        assert_eq!(pounds.write_range(-4.95e6, 5.31e6), "-£4.95 to 5.31m");
        assert_eq!(
            (pounds.write(100.0), pounds.write_range(100.0, 5.31e6)),
            ("£0".into(), "£0.00\u{2013}5.31m".into())
        );
        let share = Style::of(Unit::Share, &[0.2]);
        assert_eq!(share.write_range(0.091, 0.203), "9.1\u{2013}20.3%");
        assert_eq!(share.write_range(0.091, 0.0911), "");
        assert_eq!(share.write_range(0.091, f64::NAN), "");
    }

    #[test]
    fn round_values_are_written_without_decimals_if_wanted() {
        let share = Style::of(Unit::Share, &[0.2]);
        for (value, text) in [(0.1, "10%"), (0.105, "10.5%"), (0.155_52, "15.6%"), (0.0, "0%")] {
            assert_eq!(share.write_shortest(value), text);
        }
    }

    #[test]
    fn a_change_has_a_sign_and_points_are_no_percentage() {
        let share = ChangeStyle::of(Unit::Share, &[0.041, -0.2]);
        assert_eq!((share.signed(0.041), share.signed(-0.2)), ("+4.1".into(), "\u{2212}20.0".into()));
        assert_eq!(share.write(0.041), "4.1 percentage points");
        assert_eq!(share.signed(0.000_4), "0");
        assert_eq!(ChangeStyle::of(Unit::Pounds, &[1.2e6]).signed(1.2e6), "+£1.20m");
    }

    #[test]
    fn a_chance_is_certain_or_impossible_only_if_it_is() {
        for (chance, text) in [
            (0.0, "0%"),
            (0.004, "under 1%"),
            (0.006, "1%"),
            (0.994, "99%"),
            (0.9999, "over 99%"),
            (1.0, "100%"),
        ] {
            assert_eq!(percent(chance), text);
        }
    }

    #[test]
    fn commas_stand_between_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(whole(number), text);
        }
    }
}
