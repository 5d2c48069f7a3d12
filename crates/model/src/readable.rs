//! Numbers as people read them: 16.0%, £5.12m, 1,234, and changes: 4.1 percentage points.
//!
//! A number that is known has the usual decimals of its unit. Ranges are written to **about a fiftieth of their
//! width, and never coarser than a tenth of it** ([`Style::of_ranges`]), all of one measure alike: what is finer says
//! nothing beside the uncertainty, and what is coarser would make steps and trends of roundings. A vacancy rate whose
//! 80% range is 9% to 30% is told as 15%; what an option changes in it is known better and is told as 2.3 points.

use crate::figures::{fixed, with_commas};
use crate::measure::Unit;

/// Counts below this may have a decimal.
const SMALL: f64 = 10.0;

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

    /// The style for ranges of one measure, each of them a low, a middle and a high value: one precision for all of
    /// them. The last digit counts for about a fiftieth of the widest range, and for a tenth of the narrowest at most,
    /// unless that takes more decimals than are usual for the unit. Without any width the usual decimals hold.
    pub fn of_ranges(unit: Unit, ranges: &[[f64; 3]]) -> Self {
        Self::within(unit, ranges, 0)
    }

    /// The same with so many decimals more than are usual, where the narrowest range asks for them.
    fn within(unit: Unit, ranges: &[[f64; 3]], more: i32) -> Self {
        let usual = Self::of(unit, ranges.as_flattened());
        let widths = ranges.iter().map(|[low, _, high]| (high - low) / usual.one);
        let widths = || widths.clone().filter(|width| width.is_finite() && *width > 0.0);
        let Some(widest) = widths().reduce(f64::max) else { return usual };
        let narrowest = widths().fold(f64::INFINITY, f64::min);
        // The power of ten nearest to a fiftieth, in ratio: between a 158th and a 16th.
        let wanted = -(widest / 50.0).log10().round() as i32;
        let needed = -(narrowest / 10.0).log10().floor() as i32;
        let most = wanted.max(usual.decimals + more);
        let decimals = wanted.max(needed.min(most));
        Self { decimals: decimals.min(Self::most_decimals(unit, ranges.as_flattened())), ..usual }
    }

    /// What is counted is whole from ten on, and below that where all of it is.
    fn most_decimals(unit: Unit, values: &[f64]) -> i32 {
        let is_small = values.iter().all(|value| value.abs() < SMALL);
        let is_whole = values.iter().all(|value| value.fract() == 0.0);
        match unit {
            Unit::Count | Unit::Cases => i32::from(is_small && !is_whole),
            Unit::Share
            | Unit::Fte
            | Unit::CasesPerFte
            | Unit::Weeks
            | Unit::PerYear
            | Unit::Pounds
            | Unit::PerTenThousand => i32::MAX,
        }
    }

    /// The same with a last digit that counts for a step, a power of ten.
    #[must_use]
    pub fn to(self, step: f64) -> Self {
        Self { decimals: -(step / self.one).log10().round() as i32, ..self }
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

    /// The value with its unit, and all its decimals: 10%, 10.25%. For what somebody has typed, such as a limit.
    pub fn write_exactly(self, value: f64) -> String {
        let says_all = |style: &Self| {
            let shown = value / self.one * 10_f64.powi(style.decimals);
            (shown - shown.round()).abs() < 1e-6
        };
        let styles = (0..9).map(|decimals| Self { decimals, ..self });
        styles.into_iter().find(says_all).unwrap_or(self).write(value)
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
        let digits =
            if self.decimals < 0 { format!("{rounded:.0}") } else { fixed(value.abs() / self.one, decimals) };
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

    /// The style for ranges of changes in one measure, as [`Style::of_ranges`]; a change that is small beside others
    /// has one decimal more than is usual for the unit where it needs it.
    pub fn of_ranges(unit: Unit, ranges: &[[f64; 3]]) -> Self {
        Self { style: Style::within(unit, ranges, 1), unit }
    }

    /// The same with a last digit that counts for a step, a power of ten.
    #[must_use]
    pub fn to(self, step: f64) -> Self {
        Self { style: self.style.to(step), ..self }
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
            (Unit::Fte, 56.25, "56.3"),
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
    fn ranges_are_written_to_about_a_fiftieth_of_their_width_and_never_coarser_than_a_tenth() {
        let write = |unit, ranges: &[[f64; 3]]| -> Vec<String> {
            let style = Style::of_ranges(unit, ranges);
            let told = |[low, middle, high]: &[f64; 3]| {
                format!("{} {}", style.write(*middle), style.write_range(*low, *high))
            };
            ranges.iter().map(told).collect()
        };
        for (unit, ranges, wanted) in [
            // Of 500 trials of a small council: once 30%, 10 to 50%.
            (Unit::Share, &[[0.193, 0.193, 0.193], [0.079, 0.256, 0.464]][..], &["19% ", "26% 8–46%"][..]),
            (Unit::Share, &[[0.091, 0.152, 0.203]], &["15.2% 9.1–20.3%"]),
            // Once 10,000, 10,000 to 20,000.
            (Unit::Cases, &[[8_204.0, 9_950.0, 20_755.0]], &["10,000 8,200–20,800"]),
            (Unit::Cases, &[[0.0, 0.0, 0.0], [0.0, 0.0, 347.0]], &["0 ", "0 0–350"]),
            // Early on ranges are narrow: a tenth of the narrowest decides.
            (Unit::Cases, &[[0.0, 0.0, 290.0], [0.0, 0.0, 6_981.0]], &["0 0–290", "0 0–6,980"]),
            // What is counted is whole from ten on, or where all of it is.
            (Unit::Cases, &[[0.0, 3.0, 13.0]], &["3 0–13"]),
            (Unit::Cases, &[[0.0, 2.5, 12.5]], &["3 0–13"]),
            (Unit::Cases, &[[0.0, 2.0, 4.0]], &["2 0–4"]),
            (Unit::Cases, &[[0.5, 2.5, 4.0]], &["2.5 0.5–4.0"]),
            // A count has no decimals because of one narrow range.
            (Unit::Cases, &[[0.0, 0.0, 2.0], [0.0, 0.0, 6_981.0]], &["0 0–2", "0 0–6,981"]),
            (Unit::Pounds, &[[4.41e6, 4.678e6, 4.98e6]], &["£4.68m £4.41–4.98m"]),
            (Unit::Pounds, &[[52.1e6, 62.2e6, 76.4e6]], &["£62m £52–76m"]),
            (Unit::Pounds, &[[292_000.0; 3]], &["£292k "]),
            (Unit::Share, &[[f64::NAN; 3]], &["- "]),
        ] {
            assert_eq!(write(unit, ranges), wanted);
        }
        for width in (1..2_000).map(|width| f64::from(width) * 1e-4) {
            let step = Style::of_ranges(Unit::Share, &[[0.3, 0.3, 0.3 + width]]).step();
            assert!((0.0063..=0.0633).contains(&(step / width)), "{step} for {width}");
        }
    }

    #[test]
    fn a_small_change_is_not_lost_beside_large_ones() {
        let changes = |ranges: &[[f64; 3]]| -> Vec<String> {
            let style = ChangeStyle::of_ranges(Unit::CasesPerFte, ranges);
            ranges.iter().map(|[_, middle, _]| style.signed(*middle)).collect()
        };
        assert_eq!(changes(&[[-0.25, -0.16, -0.05]]), ["\u{2212}0.16"]);
        assert_eq!(changes(&[[-0.25, -0.16, -0.05], [1.2, 2.31, 3.7]]), ["\u{2212}0.16", "+2.31"]);
        assert_eq!(changes(&[[0.0; 3]]), ["0"]);
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
    fn what_somebody_typed_is_written_as_it_was() {
        let share = Style::of(Unit::Share, &[0.2]);
        for (value, text) in
            [(0.1, "10%"), (0.105, "10.5%"), (0.102_5, "10.25%"), (0.155_52, "15.552%"), (0.0, "0%")]
        {
            assert_eq!(share.write_exactly(value), text);
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
