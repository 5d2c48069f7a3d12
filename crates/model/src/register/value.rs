//! Numbers and ranges as people read them.

use crate::figures::{short, with_commas};
use crate::uncertain::{Kind, Quantity, Uncertain, kinds};

/// A number to six significant digits: more would only be the last bits of the arithmetic.
pub(super) fn significant(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// The unit in words; a yearly rate of each one is told apart from a yearly number.
pub(super) fn unit(kind: &Kind) -> &'static str {
    if *kind == kinds::RATE { "a year for each" } else { kind.unit }
}

/// The number, or the range between its 10th and 90th percentile with the
/// middle: `16%`, `12.3% to 17.9% (middle 14.8%)`.
pub(super) fn amount(number: &Uncertain, percentiles: [f64; 3], kind: &Kind) -> String {
    let form = Form::of(kind, percentiles);
    let [low, middle, high] = percentiles.map(|value| form.write(value));
    match number.quantity {
        Quantity::Known(_) => format!("{middle}{}", form.after),
        Quantity::Drawn(_) if low == high => format!("{middle}{}", form.after),
        Quantity::Drawn(_) => format!("{low} to {high}{} (middle {middle})", form.after),
    }
}

/// A number with its unit, with as many decimals as tell it from its neighbour a step away.
pub(super) fn amount_to(value: f64, step: f64, kind: &Kind) -> String {
    let form = Form::of(kind, [value; 3]);
    let needed = (-(step / form.one).log10().floor()).clamp(0.0, 9.0) as usize;
    let form = Form { places: form.places.max(needed), ..form };
    format!("{}{}", form.write(significant(value)), form.after)
}

/// Two numbers, each with its unit, in one form.
pub(super) fn ends(low: f64, high: f64, kind: &Kind) -> [String; 2] {
    let form = Form::of(kind, [low, high, high]);
    [low, high].map(|value| format!("{}{}", form.write(significant(value)), form.after))
}

/// How the numbers of one range are written.
struct Form {
    before: &'static str,
    /// Right behind each number.
    sign: &'static str,
    /// The value that is written as 1.
    one: f64,
    places: usize,
    /// Behind the last number.
    after: String,
}

impl Form {
    fn of(kind: &Kind, values: [f64; 3]) -> Self {
        let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        let is_rate = *kind == kinds::RATE;
        let (before, sign, after) = match kind.unit {
            "£" => ("£", "", ""),
            "share" => ("", "%", ""),
            "share a year" => ("", "%", " a year"),
            "share left" => ("", "%", " left"),
            // A rate of more than one is no percentage.
            "a year" if is_rate && largest < 1.0 => ("", "%", " a year"),
            "as what it changes" | "order" | "exponent" | "logarithm" | "standard deviation" => ("", "", ""),
            unit => return Self::plain(largest, format!(" {unit}")),
        };
        let one = if sign == "%" { 0.01 } else { 1.0 };
        Self { before, sign, one, ..Self::plain(largest / one, after.to_owned()) }
    }

    /// With three figures of the largest number, and no more than needed.
    fn plain(largest: f64, after: String) -> Self {
        let places = match largest {
            100.0.. => 0,
            10.0.. => 1,
            1.0.. => 2,
            0.1.. => 3,
            _ => 4,
        };
        Self { before: "", sign: "", one: 1.0, places, after }
    }

    fn write(&self, value: f64) -> String {
        let scaled = value / self.one;
        // Numbers of posts and people add up to their first decimal.
        let places =
            if self.sign.is_empty() && self.before.is_empty() { self.places.max(1) } else { self.places };
        let digits = with_commas(&short(scaled.abs(), places));
        let is_nil = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let minus = if scaled < 0.0 && !is_nil { "-" } else { "" };
        format!("{minus}{}{digits}{}", self.before, self.sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uncertain::Distribution;

    #[test]
    fn numbers_read_as_people_write_them() {
        for (kind, value, text) in [
            (kinds::SHARE, 0.16, "16%"),
            (kinds::SHARE, 0.99115, "99.1%"),
            (kinds::SHARE, 0.0013, "0.13%"),
            (kinds::POUNDS, 3000.0, "£3,000"),
            (kinds::RATE, 0.16, "16% a year"),
            (kinds::RATE, 1.3, "1.3 a year"),
            (kinds::PER_YEAR, 5661.6, "5,661.6 a year"),
            (kinds::CHANGE, -0.02, "-2% a year"),
            (kinds::FTE, 224.6, "224.6 FTE"),
            (kinds::FACTOR, 1.0, "1 times"),
            (kinds::PERSISTENCE, 0.3, "30% left"),
            (kinds::SPREAD, 0.0, "0"),
        ] {
            assert_eq!(amount(&Uncertain::known(value), [value; 3], &kind), text);
        }
    }

    #[test]
    fn a_range_names_its_unit_once_but_each_percent() {
        let quantity = Quantity::Drawn(Distribution::Interval80 { low: 0.12, high: 0.18 });
        let range = Uncertain { quantity, ..Uncertain::known(0.0) };
        let text = |kind: &Kind| amount(&range, [0.12, 0.1476, 0.18], kind);
        assert_eq!(text(&kinds::SHARE), "12% to 18% (middle 14.8%)");
        assert_eq!(text(&kinds::FACTOR), "0.12 to 0.18 times (middle 0.148)");
        assert_eq!(text(&kinds::CHANGE), "12% to 18% a year (middle 14.8%)");
    }
}
