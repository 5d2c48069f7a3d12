//! A number that is varied: its words, and how its values are written.

use super::phrases::between;
use chart::NumberFormat;
use model::measure::Unit;
use model::readable::Style;
use model::register;
use model::uncertain::{Kind, kinds};

/// A number that is varied.
#[derive(Clone, Debug)]
pub struct VariedNumber {
    /// Its path in the scenario, as the user may write it again.
    pub path: String,
    /// What it is, in words: "Social workers from overseas, campaign: offers made, in people".
    pub words: String,
    /// The kind in whose unit it is shown.
    pub kind: &'static Kind,
    /// The lowest and the highest value.
    pub ends: (f64, f64),
}

impl VariedNumber {
    /// A value with its unit: "23 people", "16% a year", "12.0% above".
    pub fn write(&self, value: f64) -> String {
        if *self.kind == kinds::DEVIATION {
            return against_usual(value);
        }
        // A range is parted into at most 500 steps.
        as_written(&register::written(value, (self.ends.1 - self.ends.0) / 500.0, self.kind))
    }

    /// Its lowest and its highest value, in one form: "12.5% a year" and "19.8% a year".
    pub(super) fn write_ends(&self) -> [String; 2] {
        let (low, high) = self.ends;
        if *self.kind == kinds::DEVIATION {
            return [low, high].map(against_usual);
        }
        register::written_ends(low, high, self.kind).map(|end| as_written(&end))
    }

    /// How its values stand on an axis.
    pub(super) fn number_format(&self) -> NumberFormat {
        let largest = self.ends.0.abs().max(self.ends.1.abs());
        let is_percent = matches!(self.kind.unit, "share" | "share a year" | "share left")
            || (*self.kind == kinds::RATE && largest < 1.0);
        if self.kind.unit == "£" {
            NumberFormat::pounds()
        } else if is_percent {
            NumberFormat::percent(1)
        } else {
            NumberFormat::number(if largest >= 10.0 { 0 } else { 2 })
        }
    }

    /// The values between which it was varied: "between 0 and 60 people".
    pub(super) fn range(&self) -> String {
        let [low, high] = self.write_ends();
        format!("between {}", between(&low, "and", &high))
    }
}

/// A deviation from the usual, which scenarios write as a logarithm, in per cent: "12% above", "5% below".
fn against_usual(deviation: f64) -> String {
    let share = deviation.exp() - 1.0;
    let style = Style::new(Unit::Share, share);
    match style.write_exactly(share.abs()) {
        nil if nil == "0%" => "as usual".to_owned(),
        size if share > 0.0 => format!("{size} above"),
        size => format!("{size} below"),
    }
}

/// With a true minus, and one person in the singular.
fn as_written(written: &str) -> String {
    if written == "1 people" { "1 person".to_owned() } else { written.replace('-', "\u{2212}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sample::{leaving, people};

    #[test]
    fn values_have_their_unit_and_the_digits_of_a_step() {
        assert_eq!(people().write(23.4), "23.4 people");
        assert_eq!(people().write(1.0), "1 person");
        assert_eq!(people().range(), "between 0 and 100 people");
        assert_eq!(leaving().write(0.0625), "6.25% a year");
        assert_eq!(leaving().range(), "between 5% and 15% a year");
        // Both ends in one form, though the lower could do without the decimal.
        assert_eq!(
            VariedNumber { ends: (0.9, 1.86), ..leaving() }.write_ends(),
            ["0.9 a year", "1.86 a year"]
        );
    }

    /// exp(-0.0479) - 1 = -4.68%, exp(0.1133) - 1 = 12.0%.
    #[test]
    fn how_far_something_stands_above_its_usual_level_is_told_in_per_cent() {
        let start = |low, high| VariedNumber { kind: &kinds::DEVIATION, ends: (low, high), ..leaving() };
        assert_eq!(start(-0.0479, 0.1133).write_ends(), ["4.7% below", "12.0% above"]);
        assert_eq!(start(0.0, 0.1).write(0.0), "as usual");
        assert_eq!(start(-0.1, 0.1).range(), "between 9.5% below and 10.5% above");
        let growth = VariedNumber { kind: &kinds::CHANGE, ends: (-0.02, 0.01), ..leaving() };
        assert_eq!(growth.write_ends(), ["\u{2212}2% a year", "1% a year"]);
    }

    #[test]
    fn an_axis_is_of_the_unit() {
        let of = |kind, high| VariedNumber { kind, ends: (0.0, high), ..people() }.number_format();
        assert_eq!(of(&kinds::POUNDS, 5_000.0), NumberFormat::pounds());
        for kind in [&kinds::SHARE, &kinds::RATE, &kinds::CHANGE, &kinds::PERSISTENCE] {
            assert_eq!(of(kind, 0.5), NumberFormat::percent(1), "{kind:?}");
        }
        // A rate of more than one is no percentage.
        assert_eq!(of(&kinds::RATE, 2.0), NumberFormat::number(2));
        assert_eq!(of(&kinds::PEOPLE, 100.0), NumberFormat::number(0));
        assert_eq!(of(&kinds::FACTOR, 1.5), NumberFormat::number(2));
    }
}
